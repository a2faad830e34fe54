"""How work was before one began a job and after: two stretches of equal length, each with the days it rests on.

A description: much else changes with a job, and with the time of the year.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rut_tui.domain.insights import Sums, mean_of_days
from rut_tui.domain.patterns import HINT_SIDE

SPANS: Final = (30, 90)
"""Days before and after that are compared."""

ENOUGH: Final = HINT_SIDE
"""Rated days that a stretch needs for its mean to be said."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days in a row.

    Attributes:
        mean: −2 to +2, over days, of each day's work entries; None when too few days were rated.
        days: Rated days.
        entries: Rated entries on them.
    """

    mean: float | None
    days: int
    entries: int


@dataclass(frozen=True, slots=True)
class JobChange:
    """What came before a first day, and after.

    Attributes:
        span: Days of each stretch.
        gone: How many days of the stretch after have come so far.
    """

    span: int
    before: Stretch
    after: Stretch
    gone: int


def job_change(work: Sums, days_off: Collection[date], first_day: date, today: date, span: int) -> JobChange:
    """Compare the days before a job with those after it began.

    Args:
        work: What was rated at work around that day, by day.
        days_off: Holidays and ill days; they are left out.
        first_day: Of the job.
        today: The person's local day.
        span: Days of each stretch.
    """
    counted = {day: sums for day, sums in work.items() if day not in days_off}
    length = timedelta(days=span)
    return JobChange(
        span,
        _stretch(counted, first_day - length, first_day),
        _stretch(counted, first_day, first_day + length),
        max(0, min(span, (today - first_day).days + 1)),
    )


def _stretch(days: Sums, start: date, end: date) -> Stretch:
    """Return what was rated from one day up to another, that one left out."""
    found = {day: sums for day, sums in days.items() if start <= day < end}
    mean = mean_of_days(found) if len(found) >= ENOUGH else None
    return Stretch(mean, len(found), sum(number for _, number in found.values()))
