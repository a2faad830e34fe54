"""A field for several words: type ahead over known ones, enter adds, new words are welcome.

What is typed but not yet added counts as a word too, so that nothing is lost on save.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.fields import LineField
from rut_tui.widgets.plain import plain
from rut_tui.widgets.rating import Submitted

OFFERED = 8
"""Most words offered at once."""


class WordLine(LineField):
    """The typing line of a word field; backspace on an empty line takes the last word back."""

    class TakeBack(Message):
        """Backspace was pressed on an empty line."""

    def action_delete_left(self) -> None:
        """Delete a character, or the last word."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.TakeBack())


class WordPicker(Vertical):
    """Chosen words, a line to type in, and the words that fit."""

    DEFAULT_CSS = """
    WordPicker { height: auto; }
    WordPicker > .chosen { height: auto; }
    WordPicker > .offered { height: auto; max-height: 2; color: $muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("words")

    def __init__(
        self, known: Sequence[str] = (), chosen: Sequence[str] = (), *, id: str | None = None, hint: str = ""
    ) -> None:
        """Open on some words.

        Args:
            known: Words to offer, the likeliest first.
            chosen: Words already chosen.
            id: The widget's id.
            hint: What the empty line says.
        """
        super().__init__(id=id)
        self._known = list(known)
        self._chosen = list(chosen)
        self._hint = hint
        self._place: int | None = None

    def compose(self) -> ComposeResult:
        """Chosen, line, offered."""
        yield Static(classes="chosen")
        yield WordLine(placeholder=self._hint, compact=True)
        yield Static(classes="offered")

    def on_mount(self) -> None:
        """Draw what is chosen; nothing is offered before the focus arrives."""
        self._draw()

    @property
    def words(self) -> tuple[str, ...]:
        """The chosen words, what is still in the line among them."""
        line = self.query_one(WordLine)
        typed = " ".join(line.value.split())
        return tuple(self._chosen) if not typed else (*self._chosen, *self._fresh(self._spelling(typed)))

    @property
    def typed(self) -> dict[str, object]:
        """Chosen words and the line as it stands, for keeping an unsaved form."""
        return {"chosen": list(self._chosen), "line": self.query_one(WordLine).value}

    def fill(self, kept: dict[str, object]) -> None:
        """Put back what `typed` gave."""
        chosen = kept.get("chosen")
        self._chosen = [str(word) for word in chosen] if isinstance(chosen, list) else []
        self.query_one(WordLine).value = str(kept.get("line", ""))
        self._draw()

    def offer(self, known: Sequence[str]) -> None:
        """Replace the words to offer."""
        self._known = list(known)
        self._draw()

    def _fresh(self, word: str) -> tuple[str, ...]:
        return () if word.casefold() in {chosen.casefold() for chosen in self._chosen} else (word,)

    def _spelling(self, typed: str) -> str:
        """The known spelling of a word, whatever its case."""
        return next((word for word in self._known if word.casefold() == typed.casefold()), typed)

    def _matches(self) -> list[str]:
        """Known words that fit what is typed, those that begin with it first; last, the word as typed."""
        typed = " ".join(self.query_one(WordLine).value.split())
        folded = typed.casefold()
        left = [word for word in self._known if self._fresh(word)]
        if not typed:
            return left[:OFFERED]
        fitting = [word for word in left if folded in word.casefold()]
        fitting.sort(key=lambda word: (word.casefold() != folded, not word.casefold().startswith(folded)))
        found = fitting[:OFFERED]
        if typed and all(word.casefold() != folded for word in found):
            found.append(typed)
        return found

    def _draw(self) -> None:
        chips = [plain(f" {word} ", "on $panel").stylize(f"@click=remove({n})") for n, word in enumerate(self._chosen)]
        chosen = self.query_one(".chosen", Static)
        chosen.update(Content(" ").join(chips))
        chosen.display = bool(chips)
        line = self.query_one(WordLine)
        offered = self.query_one(".offered", Static)
        found = self._matches() if line.has_focus else []
        cells: list[Content] = []
        for n, word in enumerate(found):
            new = line.value.strip() and word not in self._known
            style = "bold $background on $accent" if n == self._place else ""
            cell = Content.assemble(plain(f" {word} ", style), (" new" if new else "", "$muted"))
            cells.append(cell.stylize(f"@click=take({n})"))
        offered.update(Content(" ").join(cells))
        offered.display = bool(cells)

    def action_highlight(self, step: int) -> None:
        """Move over the words offered."""
        if found := self._matches():
            self._place = (-1 if step > 0 and self._place is None else self._place or 0) + step
            self._place %= len(found)
            self._draw()

    def action_take(self, place: int) -> None:
        """Add a word offered."""
        found = self._matches()
        if place < len(found):
            self._chosen += self._fresh(found[place])
        self._place = None
        self.query_one(WordLine).value = ""
        self.query_one(WordLine).focus()
        self._draw()

    def action_remove(self, place: int) -> None:
        """Take a chosen word back."""
        del self._chosen[place]
        self._draw()

    @on(WordLine.TakeBack)
    def _take_back(self) -> None:
        if self._chosen:
            self.action_remove(len(self._chosen) - 1)

    @on(WordLine.Changed)
    def _offer_again(self, event: WordLine.Changed) -> None:
        event.stop()
        self._place = 0 if event.value.strip() else None
        self._draw()

    @on(WordLine.Submitted)
    def _enter(self, event: WordLine.Submitted) -> None:
        event.stop()
        if self._place is None:
            self.post_message(Submitted())
        else:
            self.action_take(self._place)

    def on_descendant_focus(self) -> None:
        """Offer words."""
        self._draw()

    def on_descendant_blur(self) -> None:
        """Stop offering."""
        self._place = None
        self._draw()
