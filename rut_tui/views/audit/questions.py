"""A pane that asks one question at a time, large, with all of them in a list below to go back to.

What was answered moves on at once; only what is on disk is marked as saved.
"""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Generic, Literal, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from rut_tui.views.audit.chapters import Chapters
from rut_tui.views.audit.lines import Lines, Row, hanging
from rut_tui.views.audit.walk import Answers, Gone, Walk, Wish
from rut_tui.widgets.panel import Panel
from rut_tui.widgets.plain import key_hint

A = TypeVar("A")

LARGEST = 76
"""Columns after which a statement is wrapped, however wide the screen: longer lines are hard to read calmly."""


class QuestionPane(Panel, Generic[A], can_focus=True):
    """One chapter of questions."""

    DEFAULT_CSS = """
    QuestionPane { height: 1fr; margin-bottom: 0; }
    QuestionPane > VerticalScroll { height: 1fr; margin-top: 1; scrollbar-gutter: stable; }
    """

    def __init__(self, title: str, walk: Walk[A], *, id: str) -> None:
        """Ask what `walk` leads through."""
        super().__init__(title, id=id)
        self.walk = walk
        self._heights: dict[int, int] = {}

    @property
    def answers(self) -> Answers[A]:
        """What was answered, saved or not."""
        return self.walk.answers

    @abstractmethod
    def request(self, wish: Wish[A]) -> Message:
        """Return the message that asks for an answer to be saved."""

    @abstractmethod
    def statements(self) -> Iterable[str]:
        """Everything that can be asked, so that the card keeps its height."""

    @abstractmethod
    def question(self) -> tuple[str, str]:
        """Return the line above what is asked now, and what is asked."""

    @abstractmethod
    def scale(self, width: int) -> Sequence[Content]:
        """Return the two lines that say what the keys mean."""

    @abstractmethod
    def beginning(self) -> Sequence[tuple[str, str]]:
        """Return what an untouched chapter says, as texts with styles."""

    @abstractmethod
    def ending(self) -> Sequence[tuple[str, str]]:
        """Return what a finished chapter says, as texts with styles."""

    @abstractmethod
    def row(self, key: str, width: int) -> Row:
        """Draw one question in the list, behind its mark."""

    def body(self) -> ComposeResult:
        """The card, and the list below it."""
        yield Lines(self._card, id=f"{self.id}-card")
        with VerticalScroll(can_focus=False):
            yield Lines(self._list, id=f"{self.id}-list")

    def redraw(self) -> None:
        """Draw what is asked and what was answered, if it is on the screen."""
        if not self.has_class("-shown"):
            return
        for lines in self.query(Lines):
            lines.redraw()
        self.refresh_bindings()
        self.call_after_refresh(self._bring)

    def kept(self, wish: Wish[A]) -> None:
        """Note that an answer is on disk."""
        self.answers.kept(wish)

    def refused(self, wish: Wish[A]) -> None:
        """Keep what could not be saved, and say so."""
        self.answers.refused(wish)
        self.redraw()

    def resume(self) -> None:
        """Go to the first question that waits for an answer."""
        self.walk.resume()
        self.redraw()

    def want(self, key: str, answer: A | Literal[Gone.GONE]) -> None:
        """Ask for an answer to be saved."""
        self.post_message(self.request(self.answers.want(key, answer)))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """With the focus show what the keys mean, without it how to go on."""
        super().watch_has_focus(_has_focus)
        self.redraw()

    def on_resize(self) -> None:
        """Keep the question in view."""
        self.call_after_refresh(self._bring)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's shape
        """Offer to go on only where that leads somewhere else, and nothing is waiting to be saved."""
        if action == "try_again":
            return bool(self.answers.failed)
        if action == "go_on":
            return not self.answers.failed and (self.walk.at is None or self.walk.at != self.walk.first_open)
        return True

    def action_move(self, step: int) -> None:
        """Go back or on without answering."""
        self.walk.move(step)
        self.redraw()

    def action_try_again(self) -> None:
        """Try again what could not be saved."""
        for wish in self.answers.retry():
            self.post_message(self.request(wish))

    def action_go_on(self) -> None:
        """Go to the next open question, or to the next chapter."""
        if self.walk.first_open is None and self.walk.keys:
            self.post_message(Chapters.Next(self.id or ""))
        else:
            self.resume()

    def action_back(self) -> None:
        """Return to the chapters."""
        self.post_message(Chapters.Open(""))

    @on(Lines.Picked)
    def _pick(self, event: Lines.Picked) -> None:
        event.stop()
        if event.control.id == f"{self.id}-list" and event.row < len(self.walk.keys):
            self.action_move(event.row - self.walk.place)

    def _bring(self) -> None:
        listed = self.query_one(f"#{self.id}-list", Lines)
        listed.bring(min(self.walk.place, len(self.walk.keys) - 1), spare=2)

    def _card(self, width: int) -> Sequence[Row]:
        if not self.walk.keys:
            return []
        width = min(width, LARGEST)
        if width not in self._heights:
            self._heights[width] = 5 + max(len(_wrapped(text, "", width)) for text in self.statements())
        height = self._heights[width]
        lines = self._asked(width, height) if self._asks else self._told(width)
        return [lines + [Content("")] * (height - len(lines))]

    @property
    def _asks(self) -> bool:
        untouched = not self.answers.saved and not self.has_focus
        return self.walk.at is not None and not untouched

    def _told(self, width: int) -> list[Content]:
        texts = self.beginning() if self.walk.at is not None else self.ending()
        lines = [line for text, style in texts for line in _wrapped(text, style, width)]
        return [*self._refusal(), *lines, Content(""), *([] if self.answers.failed else [self._entering])]

    def _asked(self, width: int, height: int) -> list[Content]:
        above, asked = self.question()
        place = f"{self.walk.place + 1} of {len(self.walk.keys)}"
        left = self._refusal() or [Content.styled(above, "$muted")]
        room = max(2, width - left[0].cell_length - len(place))
        lines = [left[0] + Content.styled(" " * room + place, "$muted"), Content(""), *_wrapped(asked, "bold", width)]
        lines += [Content("")] * (height - 2 - len(lines))
        return [*lines, *(self.scale(width) if self.has_focus else (self._entering, Content("")))]

    @property
    def _entering(self) -> Content:
        """What enter does, in the word of the footer."""
        return key_hint(("enter", "go on" if self.has_focus else "open"))

    def _refusal(self) -> list[Content]:
        failed = len(self.answers.failed)
        return [Content.styled(f"{failed} not saved yet: enter tries again", "$error")] if failed else []

    def _list(self, width: int) -> Sequence[Row]:
        return [self._marked(key, width) for key in self.walk.keys]

    def _marked(self, key: str, width: int) -> Row:
        here = key == self.walk.at
        mark = Content.styled("▌" if here else " ", "$accent")
        return [(mark if n == 0 else Content(" ")) + line for n, line in enumerate(self.row(key, width - 1))]


def _wrapped(text: str, style: str, width: int) -> list[Content]:
    return hanging(Content(""), Content.styled(text, style), width)
