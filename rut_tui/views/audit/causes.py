"""The causes: how deep it is, what it is made of, and what can help.

Where there is room the chosen cause stands beside the list, otherwise below its own line.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message

from rut_tui.views.audit.cause_page import CausePage, State, in_order
from rut_tui.views.audit.chapters import Chapters
from rut_tui.views.audit.lines import Lines, Row
from rut_tui.views.audit.walk import GONE, Answers, Wish
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from rut_tui.domain.audit import Audit, Fit
    from rut_tui.domain.causes import CauseScore

BESIDE = 92
"""Columns from which the chosen cause stands beside the list."""


class CausesPane(Panel, can_focus=True):
    """The chapter that adds up the others."""

    DEFAULT_CSS = """
    CausesPane { height: 1fr; margin-bottom: 0; }
    CausesPane Horizontal { height: 1fr; }
    CausesPane VerticalScroll { height: 1fr; width: 1fr; scrollbar-gutter: stable; }
    CausesPane #cause { display: none; margin-left: 3; }
    CausesPane.-beside #cause { display: block; }
    CausesPane.-beside #causes-scroll { width: 54; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("audit.causes"), *bindings("audit.unsaved")]

    class AnswerCause(Message):
        """An answer to a test question is to be saved."""

        def __init__(self, wish: "Wish[Fit]") -> None:
            """Name the cause and the answer."""
            super().__init__()
            self.wish = wish

    def __init__(self) -> None:
        """Wait for what is on disk."""
        super().__init__("Causes", id="causes")
        self.answers: Answers[Fit] = Answers()
        self._page: CausePage | None = None
        self._scores: Sequence[CauseScore] = ()
        self._pinned: Sequence[str] = ()
        self._at: str | None = None
        self._from_top = True

    def body(self) -> ComposeResult:
        """Level and causes, and beside them the chosen one."""
        with Horizontal():
            with VerticalScroll(can_focus=False, id="causes-scroll"):
                yield Lines(self._rows, id="causes-list")
            with VerticalScroll(can_focus=False, id="cause"):
                yield Lines(self._beside, id="cause-lines")

    def show(self, audit: "Audit | None", page: CausePage) -> None:
        """Show what is on disk; stay with the cause that was chosen, and leave all of them where they stand."""
        self.answers.saved = audit.fits if audit else {}
        self._page = page
        self._arrange()

    def _arrange(self) -> None:
        """Put the causes in their order; in the one they have while questions are being answered."""
        if self._page:
            self._scores = in_order(self._page.scores, self._pinned)
            self.redraw()

    def settle(self) -> None:
        """Let the answers given so far change the order: nobody is reading in it now."""
        self._pinned = ()
        self._arrange()

    def resume(self) -> None:
        """Go to the first question that waits for an answer, or to the first cause."""
        self._at = self._next_question() or (self._scores[0].cause.key if self._scores else None)
        self._from_top = True
        self.redraw()

    def redraw(self) -> None:
        """Draw everything again, if it is on the screen."""
        if not self.has_class("-shown"):
            return
        if self._scores and self._at is None:
            self._at = self._next_question() or self._scores[0].cause.key
        for lines in self.query(Lines):
            lines.redraw()
        self.refresh_bindings()
        self.call_after_refresh(self._bring)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Name the keys only while they work."""
        super().watch_has_focus(_has_focus)
        self.redraw()

    def kept(self, wish: "Wish[Fit]") -> None:
        """Note that an answer is on disk."""
        self.answers.kept(wish)

    def refused(self, wish: "Wish[Fit]") -> None:
        """Go back to what could not be saved."""
        self.answers.refused(wish)
        self._choose(wish.key)

    def on_resize(self) -> None:
        """Put the chosen cause where there is room for it."""
        self.set_class(self.content_size.width >= BESIDE, "-beside")
        for lines in self.query(Lines):
            lines.redraw()
        self.call_after_refresh(self._bring)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's shape
        """Offer only the keys that do something now."""
        chosen = self._chosen
        if action == "answer":
            return bool(self.shown and chosen and (chosen.asked or chosen.fit))
        if action == "clear":
            return bool(self.shown and chosen and self.answers.of(chosen.cause.key) is not GONE)
        if action == "try_again":
            return bool(self.answers.failed)
        if action == "rate_signs":
            return not self.answers.failed and (self._page is None or self._page.level.value is None)
        return True

    def action_move(self, step: int) -> None:
        """Choose the cause before or after."""
        keys = [item.cause.key for item in self._scores]
        if self._at in keys:
            self._choose(keys[max(0, min(len(keys) - 1, keys.index(self._at) + step))])

    def action_answer(self, fit: str) -> None:
        """Say whether the chosen cause fits, and go to the next question."""
        from rut_tui.domain.audit import Fit

        if self._at is not None:
            self._pinned = [item.cause.key for item in self._scores]
            self.post_message(self.AnswerCause(self.answers.want(self._at, Fit(fit))))
            self._choose(self._next_question() or self._at)

    def action_clear(self) -> None:
        """Take the answer to the chosen cause back."""
        if self._at is not None:
            self._pinned = [item.cause.key for item in self._scores]
            self.post_message(self.AnswerCause(self.answers.want(self._at, GONE)))
            self.redraw()

    def action_try_again(self) -> None:
        """Try again what could not be saved."""
        for wish in self.answers.retry():
            self.post_message(self.AnswerCause(wish))

    def action_rate_signs(self) -> None:
        """Go and rate the signs that are missing."""
        self.post_message(Chapters.Open("signs"))

    def action_page(self, step: int) -> None:
        """Read on in the chosen cause, or back."""
        scrolled = self.query_one("#cause" if self.has_class("-beside") else "#causes-scroll", VerticalScroll)
        scrolled.scroll_relative(y=step * max(1, scrolled.size.height - 2), animate=False)

    def action_back(self) -> None:
        """Return to the chapters."""
        self.post_message(Chapters.Open(""))

    @on(Lines.Picked, "#causes-list")
    def _pick(self, event: Lines.Picked) -> None:
        event.stop()
        if self.shown and 0 < event.row <= len(self._scores):
            self._choose(self._scores[event.row - 1].cause.key)

    @property
    def shown(self) -> bool:
        """Whether there is anything to show causes of."""
        return self._page is not None and self._page.level.rated > 0

    @property
    def waits(self) -> bool:
        """Whether signs come first: none is rated, and some can be."""
        return self._page is None or (not self._page.level.rated and self._page.signs_left > 0)

    @property
    def _chosen(self) -> "CauseScore | None":
        return next((item for item in self._scores if item.cause.key == self._at), None)

    def _choose(self, key: str) -> None:
        self._at = key
        self._from_top = False
        self.redraw()
        self.query_one("#cause", VerticalScroll).scroll_home(animate=False)

    def _next_question(self) -> str | None:
        if not self._scores:
            return None
        from rut_tui.domain.causes import to_ask

        keys = (item.cause.key for item in to_ask(self._scores))
        return next((key for key in keys if self.answers.of(key) is GONE), None)

    def _bring(self) -> None:
        """Show the chosen cause; on arrival the page begins at its top, where what matters most stands."""
        keys = [item.cause.key for item in self._scores]
        if self._from_top or self._at == keys[0]:
            self.query_one("#causes-scroll", VerticalScroll).scroll_home(animate=False)
        elif self.shown and self._at in keys:
            self.query_one("#causes-list", Lines).bring(keys.index(self._at) + 1, spare=1)

    def _state(self) -> State:
        return State(at=self._at, live=self.has_focus, failed=frozenset(self.answers.failed))

    def _rows(self, width: int) -> Sequence[Row]:
        opened = not self.has_class("-beside")
        return self._page.rows(width, self._state(), self._scores, opened=opened) if self._page else []

    def _beside(self, width: int) -> Sequence[Row]:
        return self._page.beside(width, self._state()) if self._page else []
