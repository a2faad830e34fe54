"""Habits and boundaries: a tick a day, said as "5 of the last 7". There is no streak to lose."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pydantic import AwareDatetime

from rut_tui.domain.model import Model
from rut_tui.domain.text import Name

WEEK: Final = 7
"""Days looked back on."""


class HabitKind(StrEnum):
    """Something to do, or a line that is kept, such as a time to log off."""

    HABIT = "habit"
    BOUNDARY = "boundary"


class HabitDraft(Model):
    """A habit or a boundary before it is saved."""

    name: Name
    kind: HabitKind = HabitKind.HABIT


class Pause(Model):
    """Days on which a habit was not asked for, both ends included; `last_day` None while it lasts."""

    first_day: date
    last_day: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


class Habit(Model):
    """A habit or a boundary, as stored.

    Attributes:
        started_on: The local day from which it counts.
        position: Its place in the list, from 0.
        pauses: In order of their days.
    """

    id: str
    name: Name
    kind: HabitKind
    started_on: date
    position: int
    pauses: tuple[Pause, ...] = ()
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None

    @property
    def paused(self) -> bool:
        """Whether it is paused now."""
        return any(pause.last_day is None for pause in self.pauses)


class Dot(StrEnum):
    """What a day says of a habit."""

    TICKED = "ticked"
    OPEN = "open"
    OUT = "out"
    """Left out: it was paused, the day was off, or it lies before the habit's first day."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many days a habit was ticked, of those that count: "5 of the last 7"."""

    ticked: int
    days: int


def dots(
    habit: Habit, ticks: Collection[date], last: date, days_off: Collection[date] = frozenset(), days: int = WEEK
) -> tuple[Dot, ...]:
    """Return a dot for each of some days, the earliest first. A tick is a tick, on whatever day.

    Args:
        habit: The habit.
        ticks: The days it was ticked.
        last: The last of the days.
        days_off: Holidays and ill days.
        days: How many days to look at.
    """
    span = [last - timedelta(days=back) for back in reversed(range(days))]
    return tuple(_dot(habit, day, ticked=day in ticks, off=day in days_off) for day in span)


def kept(habit: Habit, ticks: Collection[date], today: date, days_off: Collection[date] = frozenset()) -> Kept:
    """Return how often a habit was ticked over a week: the last seven days, without today while it is open.

    Args:
        habit: The habit.
        ticks: The days it was ticked.
        today: The person's local day.
        days_off: Holidays and ill days.
    """
    # A day that isn't over has no gap yet.
    found = dots(habit, ticks, today if today in ticks else today - timedelta(days=1), days_off)
    return Kept(found.count(Dot.TICKED), len(found) - found.count(Dot.OUT))


def waiting(
    habits: Iterable[Habit], ticks: Mapping[str, Collection[date]], today: date, days_off: Collection[date]
) -> tuple[Habit, ...]:
    """Return the habits that are still open today; on a day off, and while one is paused, it is asked of nobody.

    Args:
        habits: The live ones.
        ticks: Habit id → the days it was ticked.
        today: The person's local day.
        days_off: Holidays and ill days.
    """
    return tuple(habit for habit in habits if dots(habit, ticks.get(habit.id, ()), today, days_off, 1) == (Dot.OPEN,))


def _dot(habit: Habit, day: date, *, ticked: bool, off: bool) -> Dot:
    if ticked:
        return Dot.TICKED
    out = off or day < habit.started_on or any(pause.covers(day) for pause in habit.pauses)
    return Dot.OUT if out else Dot.OPEN
