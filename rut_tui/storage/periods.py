"""Time off and jobs on disk."""

from datetime import date, timedelta
from typing import Final

from rut_tui.domain.days import describe_day
from rut_tui.domain.periods import Job, JobDraft, OffKind, TimeOff, TimeOffDraft, days_off
from rut_tui.domain.visible import quoted
from rut_tui.storage.records import Records

_NAMED: Final = {OffKind.HOLIDAY: "the holiday", OffKind.ILL: "the days ill"}


class TimesOff(Records[TimeOff]):
    """Days that were marked off, the newest first."""

    table = "time_off"
    kind = TimeOff
    noun = "time off"
    order = "first_day DESC, last_day DESC, created_at DESC, id"

    def add(self, draft: TimeOffDraft) -> TimeOff:
        """Mark days off."""
        with self._session.transaction(self._called(draft)):
            return self._add(draft.model_dump())

    def update(self, period_id: str, draft: TimeOffDraft) -> TimeOff:
        """Save time off anew.

        Raises:
            Gone: There is no such time off.
        """
        with self._session.transaction(f"the changes to {self._called(draft)}"):
            return self._change(period_id, draft.model_dump())

    def days(self, first: date, last: date) -> frozenset[date]:
        """Return the local days of a span that are off, both ends included."""
        return frozenset(self.kinds(first, last))

    def kinds(self, first: date, last: date) -> dict[date, OffKind]:
        """Return why the local days of a span are off that are, both ends included."""
        span = (first.isoformat(), last.isoformat())
        return days_off(
            self._models("WHERE archived_at IS NULL AND last_day >= ? AND first_day <= ?", span), first, last
        )

    def _called(self, record: TimeOff | TimeOffDraft) -> str:
        today = self._session.today()
        first, last = (describe_day(day, today) for day in (record.first_day, record.last_day))
        return f"{_NAMED[record.kind]}, {first if first == last else f'{first} to {last}'}"


class Jobs(Records[Job]):
    """The jobs a person has had, the latest first. What is dated belongs to the one of its day."""

    table = "jobs"
    kind = Job
    noun = "job"
    order = "started_on IS NULL, started_on DESC, created_at DESC, id"

    def add(self, draft: JobDraft) -> Job:
        """Save a new job."""
        with self._session.transaction(f"the job {quoted(draft.title)}"):
            return self._add(draft.model_dump())

    def update(self, job_id: str, draft: JobDraft) -> Job:
        """Save a job anew.

        Raises:
            Gone: There is no such job.
        """
        with self._session.transaction(f"the changes to {quoted(draft.title)}"):
            return self._change(job_id, draft.model_dump())

    def move(self, title: str, on: date, *, left: str = "") -> Job:
        """Say "I moved": what lasted until now ends the day before, and a new job begins.

        Args:
            title: The new job.
            on: Its first day.
            left: The job that was left, when none is written down.

        Raises:
            ValueError: The title is empty, or what is to end began no earlier than that day.
        """
        draft = JobDraft(title=title, started_on=on)
        ended = on - timedelta(days=1)
        with self._session.transaction(f"the move to {quoted(title)}"):
            lasting = self.lasting()
            if not lasting and left.strip():
                self._add(JobDraft(title=left, ended_on=ended).model_dump())
            for job in lasting:
                if job.started_on is not None and job.started_on > ended:
                    raise ValueError("the job before began no earlier")
                self._change(job.id, {"ended_on": ended})
            return self._add(draft.model_dump())

    def lasting(self) -> tuple[Job, ...]:
        """Return the live jobs that go on, the latest first."""
        return self._models("WHERE archived_at IS NULL AND ended_on IS NULL")

    def on(self, day: date) -> Job | None:
        """Return the job of a local day; of several the one that began last."""
        return next((job for job in self.all() if job.covers(day)), None)

    def _called(self, record: Job) -> str:
        return quoted(record.title)
