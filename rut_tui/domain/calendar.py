"""Days in weeks and months, and what they come to: the arithmetic of a calendar.

Free of pydantic, like `days`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, fsum
from typing import Final, Protocol

from rut_tui.domain.days import WEEKDAYS

WEEK: Final = 7


class Written(Protocol):
    """A day that was written on; `mean` None when nothing was rated."""

    @property
    def day(self) -> date:
        """The local day."""

    @property
    def entries(self) -> int:
        """Entries of the day."""

    @property
    def mean(self) -> float | None:
        """Of its ratings, −2 to +2."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What some days come to. Days off are counted, and left out of everything about ratings.

    Attributes:
        days: Days written on.
        mean: Over the rated days, of the mean of each; None without any.
        drained: Days with a mean of −0.5 or less, as everywhere.
        neither: Days in between.
        engaged: Days with a mean of +0.5 or more.
        off: Days off.
    """

    days: int
    entries: int
    mean: float | None
    drained: int
    neither: int
    engaged: int
    off: int


def nearest_rating(mean: float) -> int:
    """Return which of the five ratings, −2 to +2, a mean is nearest to; one halfway is the one farther from 0."""
    size = floor(abs(mean) + 0.5)
    return size if mean > 0 else -size


def figures(written: Iterable[Written], off: Collection[date]) -> Figures:
    """Return what some days come to.

    Args:
        written: Those that were written on.
        off: Those of them and around them that are off.
    """
    found = list(written)
    means = [day.mean for day in found if day.mean is not None and day.day not in off]
    ratings = [nearest_rating(mean) for mean in means]
    return Figures(
        days=len(found),
        entries=sum(day.entries for day in found),
        mean=fsum(means) / len(means) if means else None,
        drained=sum(rating < 0 for rating in ratings),
        neither=ratings.count(0),
        engaged=sum(rating > 0 for rating in ratings),
        off=len(off),
    )


def first_weekday(name: str) -> int:
    """Return the day that weeks start on, Monday being 0.

    Args:
        name: As in the settings: "monday", "saturday" or "sunday".
    """
    return WEEKDAYS.index(name[:3])


def week_of(day: date, first: int) -> date:
    """Return the first day of the week of a day.

    Args:
        day: Any day.
        first: The day that weeks start on, Monday being 0.
    """
    return day - timedelta(days=(day.weekday() - first) % WEEK)


def month_days(year: int, month: int) -> range:
    """Return the numbers of the days of a month."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return range(1, (after - timedelta(days=1)).day + 1)
