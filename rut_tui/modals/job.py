"""A job, from its first day to its last; and "I moved", which ends one and begins the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from rut_tui.domain.days import describe_day, parse_edge
from rut_tui.modals.day_line import DayLine
from rut_tui.modals.form import FieldFaults
from rut_tui.modals.record_form import RecordForm, Repository, ask
from rut_tui.storage.faults import StorageError
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.periods import Job, JobDraft
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store

TOO_EARLY = "Your job before began on that day or later."


class JobForm(RecordForm["JobDraft", "Job"]):
    """Write down a job."""

    KIND: ClassVar = "job"
    NEEDED: ClassVar = {"title": "Give it a few words."}

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "Change this job" if self.record else "A job"

    def fields(self) -> ComposeResult:
        """What it is called, from when, until when."""
        there = self.record
        yield Field(
            "What is it?",
            LineField(there.title if there else "", id="title", select_on_focus=False),
            hint="analyst at the clinic",
        )
        first = DayLine(
            self.today,
            id="started_on",
            empty="long ago",
            kept=there.started_on if there else None,
            read=partial(parse_edge, last=False),
        )
        yield first.field("From", "Mar 2021, 2019, 1 Sep")
        last = DayLine(
            self.today,
            id="ended_on",
            empty="it goes on",
            kept=there.ended_on if there else None,
            read=partial(parse_edge, last=True),
        )
        yield last.field("Until", "Jun 2024; the last day")

    @staticmethod
    def repository(store: "Store") -> Repository["JobDraft", "Job"]:
        """The jobs."""
        return store.jobs

    @staticmethod
    def quote(record: "Job") -> str:
        """What it is."""
        return record.title

    def draft_of(self, said: dict[str, Any]) -> "JobDraft":
        """Return the job as typed."""
        from rut_tui.domain.periods import JobDraft

        return JobDraft(**said)


@dataclass(frozen=True, slots=True)
class Move:
    """A move to another job.

    Attributes:
        title: The new job.
        on: Its first day.
        left: The job before, when none was written down.
    """

    title: str
    on: date
    left: str


class MoveForm(RecordForm[Move, "Job"]):
    """Say "I moved"."""

    KIND: ClassVar = "job-move"
    NEEDED: ClassVar = {"title": "Give it a few words."}

    def __init__(
        self, clock: Callable[[], datetime], lasting: "Sequence[Job]" = (), draft: "Draft | None" = None
    ) -> None:
        """Open the form.

        Args:
            clock: Says what now is, when the form is saved.
            lasting: The jobs that end with it, as far as they are written down.
            draft: The unfinished text to go on with.
        """
        super().__init__(clock, draft=draft)
        self._lasting = lasting

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "I moved"

    def fields(self) -> ComposeResult:
        """The new job, its first day, and the one before where it isn't known."""
        yield Field("What do you do now?", LineField(id="title"), hint="designer in a small team")
        first = DayLine(self.today, id="started_on", empty="today", read=partial(parse_edge, last=False))
        yield first.field("First day", "mon, 1 Sep, Mar 2021")
        left = Field(
            "What did you do before?",
            LineField(id="left"),
            hint="It ends the day before. You can leave this out.",
        )
        left.display = not self._lasting
        yield left

    @staticmethod
    def repository(store: "Store") -> Repository[Any, "Job"]:
        """The jobs."""
        return store.jobs

    @staticmethod
    def quote(record: "Job") -> str:
        """The new job."""
        return record.title

    def add(self, store: "Store", said: Move) -> "Job":
        """End the job that lasts, and begin the new one."""
        try:
            return store.jobs.move(said.title, said.on, left=said.left)
        except ValueError:
            raise StorageError(TOO_EARLY) from None

    def said(self, saved: "Job") -> str:
        """Say when the new one begins."""
        day = describe_day(saved.started_on or self.today(), self.today())
        return f"Saved. The new job begins {day}; the one before ends the day before."

    def draft_of(self, said: dict[str, Any]) -> Move:
        """Return the move as typed."""
        from rut_tui.domain.periods import JobDraft
        from rut_tui.domain.text import LINE_LIMIT, fault

        on = said["started_on"] or self.today()
        title = JobDraft(title=said["title"], started_on=on).title
        if wrong := fault(said["left"], LINE_LIMIT):
            raise FieldFaults({"left": wrong})
        if any(job.started_on and job.started_on >= on for job in self._lasting):
            raise FieldFaults({"started_on": TOO_EARLY})
        return Move(title, on, said["left"])


async def ask_move(
    app: "RutApp",
    then: Callable[[], None],
    on_saved: "Callable[[Job], None] | None" = None,
    draft: "Draft | None" = None,
) -> None:
    """Open "I moved" over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when the move was saved.
        on_saved: Given the new job before `then` is called.
        draft: The unfinished text to go on with; when None, the last one in this form, if there is any.

    Raises:
        StorageError: The journal could not be read.
    """
    lasting = await app.db.read(lambda store: store.jobs.lasting())
    await ask(app, MoveForm(app.clock, lasting, draft), then, on_saved)
