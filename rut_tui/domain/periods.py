"""Stretches of days: time off, which is left out of every comparison, and jobs, which entries and audits belong to."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from pydantic import AwareDatetime, ValidationInfo, field_validator

from rut_tui.domain.journal import DiaryDay
from rut_tui.domain.model import Model
from rut_tui.domain.text import Name


class OffKind(StrEnum):
    """Why days are off."""

    HOLIDAY = "holiday"
    ILL = "ill"


class TimeOffDraft(Model):
    """Days off before they are saved; both ends are off."""

    first_day: DiaryDay
    last_day: DiaryDay
    kind: OffKind = OffKind.HOLIDAY

    @field_validator("last_day")
    @classmethod
    def _after_the_first(cls, last_day: date, info: ValidationInfo) -> date:
        first = info.data.get("first_day")
        if first is not None and last_day < first:
            raise ValueError("it is before the first day")
        return last_day


class TimeOff(Model):
    """Days off, as stored."""

    id: str
    first_day: date
    last_day: date
    kind: OffKind
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None


class JobDraft(Model):
    """A job before it is saved.

    Attributes:
        started_on: The first day; None for long ago.
        ended_on: The last day; None while it lasts.
    """

    title: Name
    started_on: DiaryDay | None = None
    ended_on: DiaryDay | None = None

    @field_validator("ended_on")
    @classmethod
    def _after_its_start(cls, ended_on: date | None, info: ValidationInfo) -> date | None:
        started = info.data.get("started_on")
        if started is not None and ended_on is not None and ended_on < started:
            raise ValueError("it is before the first day")
        return ended_on


class Job(Model):
    """A job, as stored."""

    id: str
    title: Name
    started_on: date | None
    ended_on: date | None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None

    def covers(self, day: date) -> bool:
        """Whether a day lies in it, both ends included."""
        begun = self.started_on is None or self.started_on <= day
        return begun and (self.ended_on is None or day <= self.ended_on)


def days_off(periods: Iterable[TimeOff], first: date, last: date) -> dict[date, OffKind]:
    """Return the days of a span that are off, both ends included, and why; of two reasons the first."""
    found: dict[date, OffKind] = {}
    for period in periods:
        start = max(period.first_day, first)
        for ahead in range((min(period.last_day, last) - start).days + 1):
            found.setdefault(start + timedelta(days=ahead), period.kind)
    return found
