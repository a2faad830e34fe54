"""A field for several words: type ahead over known ones, enter adds, new words are welcome.

What is typed but not yet added counts as a word too, so that nothing is lost on save.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus, MouseDown
from textual.message import Message
from textual.widgets import Static

from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.field import refuse
from rut_tui.widgets.fields import LineField
from rut_tui.widgets.offers import chip, fitting, offer, rows_of
from rut_tui.widgets.plain import clickable, run_clicked, save_form

OFFERED = 8
"""Most words offered at once."""

OFFERED_ROWS = 2
"""Rows they may take."""

PATIENCE = 0.3
"""Seconds that a key waits for the known words, when the hand is faster than the disk."""


class WordLine(LineField):
    """The typing line of a word field. It asks the field at once, so that no key overtakes another."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("words")

    def __init__(self, picker: "WordPicker") -> None:
        """Belong to a field; what stands in the line is not selected when the focus comes back to it."""
        super().__init__(select_on_focus=False)
        self._picker = picker

    async def action_submit(self) -> None:
        """Add the word, or save the form when there is none."""
        await self._picker.enter()

    async def action_highlight(self, step: int) -> None:
        """Move over the words offered."""
        await self._picker.highlight(step)

    def action_delete_left(self) -> None:
        """Delete a character, or the last word when there is none."""
        if self.value:
            super().action_delete_left()
        else:
            self._picker.take_back()


class WordPicker(Vertical):
    """Chosen words, a line to type in, and the words that fit."""

    DEFAULT_CSS = """
    WordPicker { height: auto; }
    WordPicker > .chosen, WordPicker > .offered { height: auto; text-wrap: nowrap; }
    """

    LINE: ClassVar[type[WordLine]] = WordLine

    class Changed(Message):
        """The words are others than before."""

    def __init__(
        self,
        known: Sequence[str] | None = (),
        chosen: Sequence[str] = (),
        *,
        id: str | None = None,
        hint: str = "",
        only_known: bool = False,
    ) -> None:
        """Open on some words.

        Args:
            known: Words to offer, the likeliest first; None when `offer` will bring them.
            chosen: Words already chosen.
            id: The widget's id.
            hint: What the empty line says.
            only_known: Offer no new words; what is typed beside the known ones stays in the line.
        """
        super().__init__(id=id)
        self._only_known = only_known
        self._known = list(known or ())
        self._chosen = list(chosen)
        self._hint = hint
        self._line = self.LINE(self)
        self._gone_to: tuple[str, str] | None = None
        self._offers_known = asyncio.Event()
        if known is not None:
            self._offers_known.set()

    def compose(self) -> ComposeResult:
        """Chosen, line, offered."""
        yield Static(classes="chosen")
        yield self._line
        yield Static(classes="offered")

    def on_mount(self) -> None:
        """Draw what is chosen; nothing is offered before the focus arrives."""
        self._draw()

    @property
    def words(self) -> tuple[str, ...]:
        """The chosen words, what is still in the line among them."""
        typed = self._typed
        return (*self._chosen, self._spelling(typed)) if typed and not self._has(typed) else tuple(self._chosen)

    @property
    def typed(self) -> dict[str, object]:
        """Chosen words and the line as it stands, for keeping an unsaved form."""
        return {"chosen": list(self._chosen), "line": self._line.value}

    def fill(self, kept: dict[str, object]) -> None:
        """Put back what `typed` gave."""
        chosen = kept.get("chosen")
        self._chosen = [str(word) for word in chosen] if isinstance(chosen, list) else []
        self._line.value = str(kept.get("line", ""))
        self._draw()

    def offer(self, known: Sequence[str]) -> None:
        """Replace the words to offer."""
        self._known = list(known)
        self._offers_known.set()
        self._draw()

    @property
    def _typed(self) -> str:
        return " ".join(self._line.value.split())

    def _has(self, word: str) -> bool:
        return word.casefold() in {chosen.casefold() for chosen in self._chosen}

    def _spelling(self, typed: str) -> str:
        """The known spelling of a word, whatever its case; of known words only, its beginning will do."""
        if self._only_known and len(found := self._offers()) == 1:
            return found[0]
        return next((word for word in self._known if word.casefold() == typed.casefold()), typed)

    def _offers(self) -> list[str]:
        """The words offered for what is typed, as many as there is room for."""
        words = fitting(self._typed, self._known, self._chosen, only_known=self._only_known)[:OFFERED]
        rows = rows_of((self._cell(word) for word in words), self._room, gap=0)
        return words[: sum(len(row) for row in rows[:OFFERED_ROWS])]

    @property
    def _place(self) -> int | None:
        """Which of the words offered enter takes; none on an empty line that wasn't moved over."""
        offers = self._offers()
        if self._gone_to and self._gone_to[0] == self._typed and self._gone_to[1] in offers:
            return offers.index(self._gone_to[1])
        return 0 if self._typed and offers else None

    @property
    def _room(self) -> int:
        return self.size.width or 60

    def _cell(self, word: str, *, marked: bool = False) -> Content:
        return offer(word, new=bool(self._typed) and word not in self._known, marked=marked)

    def _draw(self) -> None:
        self._line.placeholder = "" if self._chosen else self._hint
        self._show(".chosen", self._chips())
        self._show(".offered", self._offered() if self._line.has_focus else [])

    def _chips(self) -> list[Content]:
        """The lines of words chosen."""
        chips = [clickable(chip(word), f"remove({n})") for n, word in enumerate(self._chosen)]
        return [Content(" ").join(row) for row in rows_of(chips, self._room, gap=1)]

    def _offered(self) -> list[Content]:
        """The lines below the one that is typed in."""
        place = self._place
        cells = [clickable(self._cell(word, marked=n == place), f"take({n})") for n, word in enumerate(self._offers())]
        return [Content("").join(row) for row in rows_of(cells, self._room, gap=0)]

    def _show(self, where: str, lines: list[Content]) -> None:
        target = self.query_one(where, Static)
        shown = Content("\n").join(lines)
        # Most keys change nothing here, and every update has the whole screen laid out again.
        if not isinstance(target.content, Content) or not target.content.is_same(shown):
            target.update(shown)
        target.display = bool(lines)

    async def enter(self) -> None:
        """Take the word marked; save the form when nothing is typed or marked."""
        if self._typed:
            await self._words_are_here()
        place, typed = self._place, self._typed
        if place is not None:
            self.action_take(place)
        elif self._has(typed):
            self._line.value = ""
        elif typed:
            refuse(self, "There is no such word here.")
        else:
            await save_form(self)

    async def _words_are_here(self) -> None:
        if not self._offers_known.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._offers_known.wait(), PATIENCE)

    def take_back(self) -> None:
        """Drop the last word chosen."""
        if self._chosen:
            self.action_remove(len(self._chosen) - 1)

    async def highlight(self, step: int) -> None:
        """Move over the words offered."""
        await self._words_are_here()
        if found := self._offers():
            place = self._place
            start = -1 if place is None and step > 0 else place or 0
            self._gone_to = (self._typed, found[(start + step) % len(found)])
            self._draw()

    def action_take(self, place: int) -> None:
        """Add a word offered."""
        found = self._offers()
        if place < len(found):
            self.choose(found[place])

    def choose(self, word: str) -> None:
        """Add a word, unless it can't be kept."""
        from rut_tui.domain.text import LINE_LIMIT, fault

        if said := fault(word, LINE_LIMIT):
            refuse(self, said)
            return
        self._chosen.append(word)
        self._gone_to = None
        self._line.value = ""
        self._line.focus()
        self._draw()
        self.post_message(self.Changed())

    def action_remove(self, place: int) -> None:
        """Take a chosen word back."""
        del self._chosen[place]
        self._draw()
        self.post_message(self.Changed())

    async def on_mouse_down(self, event: MouseDown) -> None:
        """Take the word offered that was clicked, or drop the chosen one.

        Not at the click: by then the words offered elsewhere are gone, and what is below them has moved.
        """
        await run_clicked(self, event)

    @on(WordLine.Changed)
    def _offer_again(self) -> None:
        self._draw()
        self.post_message(self.Changed())

    def on_resize(self) -> None:
        """More words have room now, or fewer."""
        self._draw()

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _start_over(self) -> None:
        """Offer words while the focus is here, and mark none before a key does."""
        self._gone_to = None
        self._draw()
