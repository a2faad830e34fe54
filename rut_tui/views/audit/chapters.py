"""The chapters of the audit, each with its state: a column where there is room, otherwise one line.

Choosing one shows it beside; opening it moves the focus there.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from rut_tui.views.audit.lines import hanging
from rut_tui.widgets.bindings import bindings

CALM = "Every answer saves itself. Stop whenever you like."


@dataclass(frozen=True)
class Chapter:
    """A chapter and how far it has come.

    Attributes:
        name: What the code calls it.
        title: What the person reads.
        about: One line on what it is for.
        done: Answers given.
        total: Answers there can be; 0 while that isn't known.
        closed: Whether nothing is left to do in it.
    """

    name: str
    title: str
    about: str
    done: int = 0
    total: int = 0
    closed: bool = False

    @property
    def glyph(self) -> str:
        """○ untouched, ◐ begun, ● complete."""
        return "●" if self.closed else "◐" if self.done else "○"

    def count(self, *, short: bool = False) -> str:
        """Return how many are done, as "9 of 24" or "9/24"."""
        if not self.total:
            return ""
        return f"{self.done}/{self.total}" if short else f"{self.done} of {self.total}"


class Chapters(Widget, can_focus=True):
    """The list of chapters."""

    DEFAULT_CSS = """
    Chapters { height: 1; width: 1fr; padding: 0 1; }
    Chapters.-column { height: 100%; width: 32; background: $surface; border-left: outer $panel; padding: 1 2; }
    Chapters.-column:focus { border-left: outer $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("audit")

    class Chosen(Message):
        """Another chapter is to be shown."""

        def __init__(self, name: str) -> None:
            """Name the chapter."""
            super().__init__()
            self.chapter = name

    class Open(Message):
        """A chapter is to take the focus; "" is the list itself."""

        def __init__(self, name: str) -> None:
            """Name the chapter."""
            super().__init__()
            self.chapter = name

    class Next(Message):
        """A chapter is done: the next one that isn't is to take the focus."""

        def __init__(self, name: str) -> None:
            """Name the chapter that is done."""
            super().__init__()
            self.chapter = name

    def __init__(self, chapters: Sequence[Chapter]) -> None:
        """Show chapters, the first one chosen."""
        super().__init__()
        self.auto_links = False
        self._chapters = tuple(chapters)
        self._chosen = chapters[0].name
        self._ready = asyncio.Event()

    @property
    def chosen(self) -> str:
        """The chapter that is shown."""
        return self._chosen

    @property
    def in_column(self) -> bool:
        """Whether the chapters stand one below the other."""
        return self.has_class("-column")

    def after(self, name: str) -> str:
        """Return the first chapter with something left to do apart from the one named; otherwise the last."""
        open_ = (chapter.name for chapter in self._chapters if not chapter.closed and chapter.name != name)
        return next(open_, self._chapters[-1].name)

    def show(self, chapters: Sequence[Chapter]) -> None:
        """Show new states; the first time, choose the first chapter that has something left to do."""
        if not self._ready.is_set():
            self.choose(next((chapter.name for chapter in chapters if not chapter.closed), chapters[-1].name))
            self.wake()
        if tuple(chapters) != self._chapters:
            self._chapters = tuple(chapters)
            self.refresh()

    async def known(self) -> None:
        """Wait until it is known how far each chapter has come."""
        await self._ready.wait()

    def wake(self) -> None:
        """Let the keys through that waited for the states to be known."""
        self._ready.set()

    def choose(self, name: str) -> None:
        """Choose a chapter."""
        self._chosen = name
        self.refresh()
        self.post_message(self.Chosen(name))

    def render(self) -> Content:
        """Draw the chapters with their states."""
        width = self.content_size.width
        if self.in_column:
            lines = [line for chapter in self._chapters for line in self._card(chapter, width)]
            return Content("\n").join([*lines, *hanging(Content("   "), Content.styled(CALM, "$muted"), width)])
        labels = [self._label(chapter, short=width < 72) for chapter in self._chapters]
        return Content("  ").join(labels)

    def _label(self, chapter: Chapter, *, short: bool) -> Content:
        style = self._style(chapter)
        count = chapter.count(short=short)
        text = f" {chapter.glyph} {chapter.title} {count} " if count else f" {chapter.glyph} {chapter.title} "
        return Content.styled(text, style).stylize(f"@click=pick('{chapter.name}')")

    def _card(self, chapter: Chapter, width: int) -> list[Content]:
        chosen = chapter.name == self._chosen
        glyph = "$done" if chapter.closed else "$accent" if chapter.done else "$muted"
        mark = Content.assemble(("▌" if chosen else " ", "$accent"), (chapter.glyph, glyph), " ")
        count = chapter.count()
        room = max(1, width - mark.cell_length - len(chapter.title) - len(count))
        style = "bold $accent" if chosen and self.has_focus else "bold" if chosen else ""
        head = mark + Content.assemble((chapter.title, style), " " * room, (count, "$muted"))
        lines = [head, *hanging(Content("   "), Content.styled(chapter.about, "$muted"), width), Content("")]
        return [line.stylize(f"@click=pick('{chapter.name}')") for line in lines]

    def _style(self, chapter: Chapter) -> str:
        if chapter.name != self._chosen:
            return "$muted"
        return "bold $background on $accent" if self.has_focus else "bold $accent on $surface"

    def on_focus(self) -> None:
        """Mark the chosen chapter as the one the keys are for."""
        self.refresh()

    def on_blur(self) -> None:
        """Mark it as shown only."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """A click beside the chapters does nothing more than take the focus."""
        event.stop()

    def action_move(self, step: int) -> None:
        """Choose the chapter before or after."""
        names = [chapter.name for chapter in self._chapters]
        self.choose(names[max(0, min(len(names) - 1, names.index(self._chosen) + step))])

    def action_side(self, step: int) -> None:
        """Right: open in a column, move in a line. Left: move in a line."""
        if not self.in_column:
            self.action_move(step)
        elif step > 0:
            self.post_message(self.Open(self._chosen))

    def action_pick(self, name: str) -> None:
        """Choose and open a chapter."""
        self.choose(name)
        self.post_message(self.Open(name))

    async def action_open(self) -> None:
        """Open the chosen chapter, once it is known which that is."""
        await self.known()
        self.post_message(self.Open(self._chosen))
