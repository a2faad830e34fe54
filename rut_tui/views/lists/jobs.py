"""The jobs as a list: the latest first, each with how work was before it began and after."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content

from rut_tui.domain.days import MONTHS
from rut_tui.modals.job import JobForm, ask_move
from rut_tui.views.lists.drawing import row_lines, words
from rut_tui.views.lists.page import RecordsPage, Summary
from rut_tui.views.lists.record_list import ALL
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.plain import plain
from rut_tui.widgets.rating import mark

if TYPE_CHECKING:
    from rut_tui.domain.job_change import JobChange, Stretch
    from rut_tui.domain.periods import Job
    from rut_tui.storage.store import Store

NAME, COLUMN = 12, 19
"""Columns of the small table: what is compared, and each side of it."""


class JobRow(NamedTuple):
    """A job, and how work was before and after it began."""

    job: "Job"
    changes: "tuple[JobChange, ...]"


class JobsPage(RecordsPage[JobRow], inherit_bindings=False):
    """What one has worked as."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("lists.jobs"), *bindings("lists")]
    NAME: ClassVar = "jobs"
    TITLE: ClassVar = "Jobs"
    EMPTY: ClassVar = (
        "Your jobs will be here, with their dates.",
        "When you move, the days before and after can be compared.",
        "write down the one you have",
    )
    AT_ONCE: ClassVar = ALL

    @staticmethod
    def summary(store: "Store", today: date) -> Summary:
        """How many, and the one of today."""
        now = store.jobs.on(today)
        line = Content.assemble("now: ", plain(now.title)) if now else Content("Before and after, when you move.")
        return Summary(f"{store.jobs.count():,}", line)

    def read(self, store: "Store", today: date) -> Sequence[JobRow]:
        """Read the jobs, and compare."""
        return [JobRow(job, _changes(store, job, today)) for job in store.jobs.all(archived=self.archived)]

    def draw(self, row: JobRow, room: int) -> list[Content]:
        """From when, what, until when."""
        job = row.job
        lasts = job.ended_on is None
        until = Content.styled("" if lasts else f"until {_day(job.ended_on)}", "$muted")
        front = _day(job.started_on) if job.started_on else "" if lasts else "long ago"
        return row_lines(front, [words(job.title, "bold" if lasts else ""), until], room)

    def about(self, row: JobRow) -> Content:
        """The table of before and after."""
        if not row.changes:
            return Content("")
        heading = Content.styled(f"{'at work':<{NAME}}{'before':<{COLUMN}}after", "$muted")
        gone, longest = row.changes[-1].gone, row.changes[-1].span
        day = f"This is day {gone} of it. " if gone < longest else ""
        how = f"{day}Means of your work entries by day, days off left out. Much else may have changed with it."
        return Content("\n").join([heading, *_table(row.changes), Content.styled(how, "$muted")])

    def id_of(self, row: JobRow) -> str:
        """Its id."""
        return row.job.id

    async def edit(self, row: JobRow | None) -> None:
        """Open the form."""
        await self.fill_in(JobForm(self.host.app.clock, record=row.job if row else None))

    def put_away(self, store: "Store", row: JobRow, archived: bool) -> object:
        """Archive it or take it back."""
        return store.jobs.set_archived(row.job.id, archived)

    async def action_moved(self) -> None:
        """Say "I moved"."""
        await self.open_form(self._move)

    async def _move(self) -> None:
        await ask_move(self.host.app, self.saved, self.land)


def _changes(store: "Store", job: "Job", today: date) -> "tuple[JobChange, ...]":
    """Compare before and after a first day; nothing where nothing was rated on either side."""
    from rut_tui.domain.job_change import SPANS, job_change
    from rut_tui.domain.journal import Context

    if job.started_on is None or job.started_on > today:
        return ()
    longest = timedelta(days=max(SPANS))
    around = (job.started_on - longest, job.started_on + longest)
    work, days_off = store.ratings.sums(*around, Context.WORK), store.time_off.days(*around)
    found = tuple(job_change(work, days_off, job.started_on, today, span) for span in SPANS)
    return found if all((found[-1].before.days, found[-1].after.days)) else ()


def _table(changes: "Sequence[JobChange]") -> "Iterator[Content]":
    for change in changes:
        before = _cell(change.before)
        yield Content.assemble(
            f"{f'{change.span} days':<{NAME}}",
            before,
            " " * max(1, COLUMN - before.cell_length),
            _cell(change.after),
            (" so far" if change.gone < change.span else "", "$muted"),
        )


def _cell(side: "Stretch") -> Content:
    days = "1 day" if side.days == 1 else f"{side.days} days"
    if side.mean is None:
        return Content.styled(f"too few: {days}" if side.days else "nothing rated", "$muted")
    return Content.assemble(mark(side.mean, 1), (f"  {days}", "$muted"))


def _day(day: date | None) -> str:
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}" if day else ""
