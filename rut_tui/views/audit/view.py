"""The Audit view: chapters on the left or on top, the chosen one beside or below.

It asks the database for the audit, saves every answer as it comes, and hands frozen models down.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.events import Resize
from textual.worker import Worker

from rut_tui.storage.faults import StorageError, TakenAway
from rut_tui.views.audit.cause_page import CausePage
from rut_tui.views.audit.causes import CausesPane
from rut_tui.views.audit.chapters import Chapter, Chapters
from rut_tui.views.audit.external import ExternalPane
from rut_tui.views.audit.questions import QuestionPane
from rut_tui.views.audit.signs import SignsPane
from rut_tui.views.audit.walk import GONE, Answers, Wish
from rut_tui.views.base import View
from rut_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from rut_tui.domain.audit import Audit
    from rut_tui.storage.store import Store

A = TypeVar("A")

COLUMN_FROM = 100
"""Columns from which the chapters stand in a column of their own."""

LOW = 30
"""Rows below which there is no air to give."""

LIFE = Chapter("external", "Job or life", "Is it the job, or what is around it?")
SIGNS = Chapter("signs", "Signs", "What you notice, one key each.")
CAUSES = Chapter("causes", "Causes", "What it is made of, and how deep it goes.")


class Asks(Protocol[A]):
    """A chapter that takes answers."""

    @property
    def answers(self) -> Answers[A]:
        """What was answered, saved or not."""

    def kept(self, wish: Wish[A]) -> None:
        """Note that an answer is on disk."""

    def refused(self, wish: Wish[A]) -> None:
        """Note that an answer could not be saved."""


class AuditView(View):
    """See a rut clearly: what lies outside work, the signs, and what they add up to."""

    NAME = "audit"
    FOLLOWS = False
    DEFAULT_CSS = """
    AuditView > Panel { display: none; }
    AuditView > Panel.-shown { display: block; }
    AuditView.-column { layout: horizontal; padding: 0 2; }
    AuditView.-column.-air { padding: 1 2; }
    AuditView.-column Chapters { margin-right: 2; }
    AuditView.-line Chapters { margin-bottom: 1; }
    AuditView.-line .panel-title { display: none; }
    AuditView.-air QuestionPane > Lines { margin-bottom: 1; }
    """

    def __init__(self, *, id: str) -> None:
        """Wait to be shown."""
        super().__init__(id=id)
        self._shown: object = ()
        """The audit on the screen; at first neither an audit nor None."""

    def compose(self) -> ComposeResult:
        """The chapters, and all three of them; one is shown."""
        yield Chapters((LIFE, SIGNS, CAUSES))
        yield ExternalPane()
        yield SignsPane()
        yield CausesPane()

    def on_mount(self) -> None:
        """Take the shape of the window before anything is drawn."""
        self._fit(self.app.size.width, self.app.size.height)

    def on_resize(self, event: Resize) -> None:
        """Put the chapters where there is room for them."""
        self._fit(event.size.width, self.app.size.height)

    def _fit(self, width: int, height: int) -> None:
        column = width >= COLUMN_FROM
        self.set_class(column, "-column")
        self.set_class(not column, "-line")
        self.set_class(height >= LOW, "-air")
        self.query_one(Chapters).set_class(column, "-column")

    def focus_first(self) -> None:
        """The chapters first: from there a digit still changes the screen."""
        self.query_one(CausesPane).settle()
        self.query_one(Chapters).focus()

    async def load(self) -> None:
        """Read the audit, and show it in all chapters."""
        try:
            audit = await self.ask(_current)
            if audit != self._shown:
                self._show(audit)
        finally:
            self.query_one(Chapters).wake()

    def _show(self, audit: "Audit | None") -> None:
        from rut_tui import content
        from rut_tui.domain.audit import external_left, life_first, rut_level, sign_progress
        from rut_tui.domain.causes import cause_scores, to_ask

        signs, factors, scales = content.signs(), content.external(), content.scales()
        self._shown = audit
        scores = cause_scores(audit, content.causes(), signs)
        level = rut_level(audit, signs)
        self.query_one(ExternalPane).show(audit, factors)
        self.query_one(SignsPane).show(audit, signs, scales)
        life_left = len(external_left(audit, factors))
        by_key = {scale.key: scale for scale in scales}
        progress = sign_progress(audit, signs)
        page = CausePage(level, scores, life_first(audit, factors), life_left, progress.left, by_key)
        self.query_one(CausesPane).show(audit, page)
        asked = sum(item.asked for item in scores)
        open_ = len(to_ask(scores))
        self.query_one(Chapters).show(
            (
                replace(LIFE, done=len(factors) - life_left, total=len(factors), closed=not life_left),
                replace(SIGNS, done=len(signs) - progress.left, total=len(signs), closed=not progress.left),
                replace(CAUSES, done=asked - open_, total=asked, closed=level.value is not None and not open_),
            )
        )

    async def open(self, what: str) -> None:
        """Open a chapter: "external", "signs" or "causes"."""
        await self.query_one(Chapters).known()
        self._open(what)

    async def action_go(self, chapter: str) -> None:
        """Open a chapter from the palette."""
        await self.open(chapter)

    @on(Chapters.Chosen)
    def _choose(self, event: Chapters.Chosen) -> None:
        event.stop()
        self._turn_to(event.chapter)

    def _turn_to(self, chapter: str) -> None:
        for pane in self.query(Panel):
            pane.set_class(pane.id == chapter, "-shown")
            if pane.id == chapter and isinstance(pane, QuestionPane | CausesPane):
                pane.redraw()

    @on(Chapters.Open)
    def _open_chosen(self, event: Chapters.Open) -> None:
        event.stop()
        self._open(event.chapter)

    @on(Chapters.Next)
    def _open_next(self, event: Chapters.Next) -> None:
        event.stop()
        self._open(self.query_one(Chapters).after(event.chapter))

    def _open(self, chapter: str) -> None:
        chapters, causes = self.query_one(Chapters), self.query_one(CausesPane)
        causes.settle()
        if chapter == CAUSES.name and causes.waits:
            chapter = SIGNS.name  # nothing to see yet, and the page says that enter opens the signs
        pane = self.query_one(f"#{chapter or chapters.chosen}", Panel)
        if isinstance(pane, QuestionPane | CausesPane):
            pane.resume()
        if chapter:
            chapters.choose(chapter)
            self._turn_to(chapter)
            pane.focus()
        else:
            chapters.focus()

    @on(SignsPane.Rate)
    def _rate(self, event: SignsPane.Rate) -> None:
        wish = event.wish

        def job(store: "Store") -> "Audit":
            answer = wish.answer
            return store.audits.unrate(wish.key) if answer is GONE else store.audits.rate(wish.key, answer)

        self._keep(self.query_one(SignsPane), wish, job)

    @on(ExternalPane.Answer)
    def _answer(self, event: ExternalPane.Answer) -> None:
        wish = event.wish

        def job(store: "Store") -> "Audit":
            from rut_tui.domain.audit import ExternalAnswer

            answer = ExternalAnswer() if wish.answer is GONE else wish.answer
            return store.audits.answer_external(wish.key, answer)

        self._keep(self.query_one(ExternalPane), wish, job)

    @on(CausesPane.AnswerCause)
    def _answer_cause(self, event: CausesPane.AnswerCause) -> None:
        wish = event.wish
        fit = None if wish.answer is GONE else wish.answer
        self._keep(self.query_one(CausesPane), wish, lambda store: store.audits.answer_cause(wish.key, fit))

    def _keep(self, pane: "Asks[A]", wish: Wish[A], job: "Callable[[Store], Audit]") -> None:
        """Save an answer without holding up the next one; they reach the disk in the order they were given."""
        _: Worker[None] = self.run_worker(partial(self._kept, pane, wish, job), group="answers")

    async def _kept(self, pane: "Asks[A]", wish: Wish[A], job: "Callable[[Store], Audit]") -> None:
        try:
            audit = await self.save(job)
        except StorageError as error:
            if isinstance(error, TakenAway):
                with suppress(StorageError):
                    await self.set_down(job)
            if not pane.answers.failed:
                self.app.tell(error)
            pane.refused(wish)
        else:
            pane.kept(wish)
            self._show(audit)


def _current(store: "Store") -> "Audit | None":
    from rut_tui import content

    # Read on the database thread, so that the screen doesn't wait for the files.
    for read in (content.signs, content.external, content.scales, content.causes, content.moves, content.articles):
        read()
    return store.audits.current()


VIEW = AuditView
