"""From a mean to a hint to a pattern: what goes together with better or worse days, and how sure that is.

Every comparison shown is tested with the others, and every figure carries the days it rests on.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import lcm
from typing import Final

from rut_tui.domain.insights import (
    Level,
    Sums,
    Tag,
    TagMean,
    drain_first,
    mean_of_days,
    sums_by_day,
    sums_by_tag,
    tag_mean,
)
from rut_tui.domain.permutation import adjusted, p_values

HINT_DAYS: Final = 14
"""Rated days before anything may be called a hint."""

HINT_SIDE: Final = 3
PATTERN_SIDE: Final = 5
"""Days needed with something, and as many without it."""

FALSE_SHARE: Final = 0.10
"""Of what is called a pattern, the share that may be chance."""

SPANS: Final = (14, 30, 90)
"""Days one can look back on, besides all."""

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS_OF_DAY: Final = ("morning", "afternoon", "evening", "night")
_PART_BEGINS: Final = (5, 12, 18, 23)
"""The hour at which each part of the day begins; the night ends where the morning begins."""


class Where(StrEnum):
    """Which entries are looked at."""

    ALL = "all"
    WORK = "work"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Rating:
    """What an entry says about how it was.

    Attributes:
        day: The local day it belongs to.
        hour: On the clock of the place where it was written.
        engagement: −2 to +2.
        work: Whether it belongs to work.
    """

    day: date
    hour: int
    engagement: int
    work: bool
    activities: tuple[Tag, ...] = ()
    emotions: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Insight(TagMean):
    """A mean, and how the days with it differ from the days without.

    Attributes:
        days: Days with it.
        days_without: Rated days without it.
        difference: Mean of the days with it less the mean of those without; None when there is no day without.
        p: How often chance alone sets days so far apart; None when it was not tested.
        q: The share of false finds among the comparisons as clear as this one; None when it was not tested.
    """

    days_without: int = 0
    difference: float | None = None
    p: float | None = None
    q: float | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """The next level that more days lead to, and at least how many are missing."""

    level: Level
    days: int


@dataclass(frozen=True, slots=True)
class Insights:
    """What the diary says over a span.

    Attributes:
        entries: Rated entries looked at.
        days: Days they lie on.
        first_day: The first of them; None when there is none.
        last_day: The last of them.
        mean: Over days, of the mean of each; None when there is none.
        work: The same of entries about work.
        outside: The same of the others.
        by_activity: What drains most first.
        by_emotion: Described, never tested: they restate the rating.
        by_weekday: From Monday on.
        by_part_of_day: From the morning on.
        next_gate: None when days aren't what is missing.
    """

    entries: int
    days: int
    first_day: date | None
    last_day: date | None
    mean: float | None
    work: float | None
    outside: float | None
    by_activity: tuple[Insight, ...] = ()
    by_emotion: tuple[Insight, ...] = ()
    by_weekday: tuple[Insight, ...] = ()
    by_part_of_day: tuple[Insight, ...] = ()
    next_gate: Gate | None = None

    @property
    def comparisons(self) -> tuple[Insight, ...]:
        """What is tested together, once there are days enough on both sides."""
        return (*self.by_activity, *self.by_weekday, *self.by_part_of_day)

    @property
    def tested(self) -> int:
        """How many comparisons were tested together."""
        return sum(item.p is not None for item in self.comparisons)


def insights(ratings: Iterable[Rating], days_off: Collection[date] = frozenset(), where: Where = Where.ALL) -> Insights:
    """Return what engages and what drains.

    Args:
        ratings: The rated entries of the span looked at.
        days_off: Holidays and ill days; they are left out.
        where: Which of them to look at.

    Source: product.md §3, Insight gates.
    """
    counted = [each for each in ratings if each.day not in days_off]
    shown = [each for each in counted if where is Where.ALL or each.work == (where is Where.WORK)]
    days = _Days(sums_by_day(shown))
    tags = (_activities, _weekday, _part_of_day)
    activities, weekdays, parts = days.test([sums_by_tag(shown, of) for of in tags])
    return Insights(
        entries=len(shown),
        days=days.number,
        first_day=min(days.found, default=None),
        last_day=max(days.found, default=None),
        mean=mean_of_days(days.found) if shown else None,
        work=_mean_where(counted, work=True),
        outside=_mean_where(counted, work=False),
        by_activity=tuple(sorted(activities, key=drain_first)),
        by_emotion=tuple(sorted(days.compare(sums_by_tag(shown, _emotions)), key=drain_first)),
        by_weekday=tuple(sorted(weekdays, key=lambda item: WEEKDAYS.index(item.key))),
        by_part_of_day=tuple(sorted(parts, key=lambda item: PARTS_OF_DAY.index(item.key))),
        next_gate=_next_gate([*activities, *weekdays, *parts], days.number),
    )


def against_the_rest(tag: Tag, own: Sums, every: Sums) -> Insight:
    """Return one comparison on its own: some days against all others, through the same gates.

    Args:
        tag: What the days have in common.
        own: Of the entries with it, one day at least.
        every: Of all entries looked at, with those.
    """
    ((found,),) = _Days(every).test([{tag: own}])
    return found


def first_day(today: date, span: int) -> date:
    """Return the first of so many days, today being the last."""
    return today - timedelta(days=span - 1)


def missing(item: Insight) -> Gate | None:
    """Return the next level that more days lead a comparison to, or None when days aren't what is missing."""
    if item.level is Level.PATTERN:
        return None
    if item.level is Level.HINT:
        short = _short(item, PATTERN_SIDE)
        return Gate(Level.PATTERN, short) if short else None
    return Gate(Level.HINT, max(HINT_DAYS - item.days - item.days_without, _short(item, HINT_SIDE)))


def _short(item: Insight, side: int) -> int:
    """Return how many days a comparison lacks until both sides have so many."""
    return max(0, side - item.days) + max(0, side - item.days_without)


def _next_gate(compared: Sequence[Insight], days: int) -> Gate | None:
    """Return what is missing until anything reaches the next level."""
    gates = [missing(item) for item in compared]
    if not any(item.level is not Level.DESCRIPTION for item in compared):
        return Gate(Level.HINT, min((gate.days for gate in gates if gate), default=HINT_DAYS - days))
    if any(item.level is not Level.DESCRIPTION and not _short(item, PATTERN_SIDE) for item in compared):
        return None
    return Gate(Level.PATTERN, min(gate.days for gate in gates if gate and gate.level is Level.PATTERN))


class _Days:
    """The rated days of a span, with the mean of each as a whole number."""

    def __init__(self, found: Sums) -> None:
        self.found = found
        self.number = len(found)
        self._scale = lcm(*{number for _, number in found.values()})
        self._values = {day: total * self._scale // number for day, (total, number) in found.items()}
        self._total = sum(self._values.values())

    def compare(self, groups: Mapping[Tag, Sums]) -> list[Insight]:
        """Return each tag's mean, and its days against the others, not tested yet."""
        return [self._compared(tag_mean(tag, sums), sums) for tag, sums in groups.items()]

    def _compared(self, mean: TagMean, days: Collection[date]) -> Insight:
        without = self.number - mean.days
        apart = None
        if without:
            total = sum(self._values[day] for day in days)
            apart = (total / mean.days - (self._total - total) / without) / self._scale
        return Insight(**asdict(mean), days_without=without, difference=apart)

    def test(self, groups: Sequence[Mapping[Tag, Sums]]) -> Iterator[list[Insight]]:
        """Yield the tags of each group, tested all together where there are days enough, each with its level."""
        compared = [self.compare(group) for group in groups]
        shares = {
            item: self._shares(sums)
            for items, group in zip(compared, groups, strict=True)
            for item, sums in zip(items, group.values(), strict=True)
            if not _short(item, HINT_SIDE)
        }
        found = p_values(tuple(self._values.values()), tuple(shares.values()))
        sure = dict(zip(shares, zip(found, adjusted(found), strict=True), strict=True))
        for items in compared:
            yield [self._levelled(item, *sure[item]) if item in sure else item for item in items]

    def _shares(self, sums: Sums) -> list[int]:
        """Return how much of each day's entries have a tag: an hour of it is not a day of it."""
        return [sums[day][1] * self._scale // number if day in sums else 0 for day, (_, number) in self.found.items()]

    def _levelled(self, item: Insight, p: float, q: float) -> Insight:
        level = Level.DESCRIPTION
        if self.number >= HINT_DAYS:
            level = Level.HINT if _short(item, PATTERN_SIDE) or q > FALSE_SHARE else Level.PATTERN
        return replace(item, level=level, p=p, q=q)


def _mean_where(ratings: Iterable[Rating], *, work: bool) -> float | None:
    days = sums_by_day(each for each in ratings if each.work == work)
    return mean_of_days(days) if days else None


def _activities(rating: Rating) -> tuple[Tag, ...]:
    return rating.activities


def _emotions(rating: Rating) -> tuple[Tag, ...]:
    return rating.emotions


def _weekday(rating: Rating) -> tuple[Tag, ...]:
    name = WEEKDAYS[rating.day.weekday()]
    return ((name, name),)


def _part_of_day(rating: Rating) -> tuple[Tag, ...]:
    name = PARTS_OF_DAY[bisect_right(_PART_BEGINS, rating.hour) - 1]
    return ((name, name),)
