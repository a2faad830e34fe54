"""What engages and what drains: means with the entries and days they rest on.

Description only; whether a difference may be called a hint or a pattern is decided in `patterns`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import fsum
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from rut_tui.domain.journal import Entry

DRAINED: Final = -1
"""An entry rated this or lower is a drained one."""

DRAINED_DAY: Final = -0.5
"""A day with this mean or a lower one is a drained day."""

NAMED_ENTRIES: Final = 3
"""Entries an activity needs before Today names it."""

SHOWN: Final = 0.05
"""Means nearer to 0 than this are shown as 0.0, so they name nothing."""

SERIES_DAYS: Final = 14

Tag = tuple[str, str]
"""Key and name of what entries are grouped by."""


Sums = Mapping[date, tuple[int, int]]
"""For each day the sum of its ratings, and how many they are."""


class Rated(Protocol):
    """Anything that was rated on a day; `engagement` None counts in no mean."""

    @property
    def day(self) -> date:
        """The local day it belongs to."""

    @property
    def engagement(self) -> int | None:
        """−2 to +2."""


R = TypeVar("R", bound=Rated)


class Level(StrEnum):
    """How much a mean may be taken to say."""

    DESCRIPTION = "description"
    HINT = "hint"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class DayMean:
    """A day on the chart. `mean` is −2 to +2, or None when nothing was rated."""

    day: date
    mean: float | None
    entries: int


@dataclass(frozen=True, slots=True)
class TagMean:
    """What was rated under one tag.

    Attributes:
        key: The tag, such as an activity's id.
        mean: −2 to +2: the mean over days of that day's rated entries with the tag.
        entries: Rated entries with the tag.
        days: Days they lie on.
    """

    key: str
    name: str
    mean: float
    entries: int
    days: int
    level: Level = Level.DESCRIPTION


def rated(entries: "Iterable[Entry]") -> "list[Entry]":
    """Return the entries that count in means: rated ones, not archived."""
    return [entry for entry in entries if entry.engagement is not None and entry.archived_at is None]


def within(entries: "Iterable[Entry]", first: date, last: date) -> "list[Entry]":
    """Return the entries of a span of days, both ends included."""
    return [entry for entry in entries if first <= entry.day <= last]


def day_means(entries: "Iterable[Entry]") -> dict[date, float]:
    """Return the mean of each day that has a rated entry, in order of days."""
    return {day: total / number for day, (total, number) in sorted(sums_by_day(rated(entries)).items())}


def tag_means(entries: "Iterable[Entry]", tags: "Callable[[Entry], Iterable[Tag]]") -> tuple[TagMean, ...]:
    """Return the mean of each tag: what drains most first, then by number of entries and by name.

    Args:
        entries: The entries of the span looked at.
        tags: Gives the tags of an entry; the same tag twice counts once.
    """
    found = sums_by_tag(rated(entries), tags)
    return tuple(sorted((tag_mean(tag, sums) for tag, sums in found.items()), key=drain_first))


def tag_mean(tag: Tag, sums: Sums) -> TagMean:
    """Return the mean of one tag.

    Args:
        tag: Its key and name.
        sums: Of the entries with it, by day.

    Source: product.md §3, Insights: the mean over days of that day's entries with the tag.
    """
    return TagMean(*tag, mean_of_days(sums), sum(number for _, number in sums.values()), len(sums))


def drain_first(item: TagMean) -> tuple[float, int, str, str]:
    """Return what to sort means by: what drains most first, then what has more entries, then the name."""
    return item.mean, -item.entries, item.name.casefold(), item.key


def by_activity(entries: "Iterable[Entry]") -> tuple[TagMean, ...]:
    """Return the mean of each activity, what drains most first."""
    return tag_means(entries, lambda entry: [(word.id, word.name) for word in entry.activities])


def by_emotion(entries: "Iterable[Entry]") -> tuple[TagMean, ...]:
    """Return the mean of each emotion; they restate the rating, so they are described and never tested."""
    return tag_means(entries, lambda entry: [(word.id, word.name) for word in entry.emotions])


def strongest_drain(means: Iterable[TagMean]) -> TagMean | None:
    """Return what drains most, or None when nothing below 0 rests on enough entries."""
    found = [item for item in means if item.entries >= NAMED_ENTRIES and item.mean <= -SHOWN]
    return min(found, key=lambda item: (item.mean, -item.entries, item.name.casefold()), default=None)


def strongest_engager(means: Iterable[TagMean]) -> TagMean | None:
    """Return what engages most, or None when nothing above 0 rests on enough entries."""
    found = [item for item in means if item.entries >= NAMED_ENTRIES and item.mean >= SHOWN]
    return min(found, key=lambda item: (-item.mean, -item.entries, item.name.casefold()), default=None)


def series(entries: "Iterable[Entry]", last: date, days: int = SERIES_DAYS) -> tuple[DayMean, ...]:
    """Return the mean of every day up to the last one, for a bar chart.

    Args:
        entries: Entries of at least these days.
        last: The last day of the chart.
        days: Days on it.
    """
    found = sums_by_day(rated(entries))
    span = [last - timedelta(days=back) for back in reversed(range(days))]
    return tuple(_day_mean(day, *found.get(day, (0, 0))) for day in span)


def drained_days(means: Mapping[date, float]) -> int:
    """Return how many days were drained."""
    return sum(mean <= DRAINED_DAY for mean in means.values())


def figure(value: float, places: int = 1) -> str:
    """Return a rating or a mean with its sign: "+1.2", "−0.5", "0.0"."""
    number = f"{abs(value):.{places}f}"
    return number if float(number) == 0 else f"{'+' if value > 0 else '−'}{number}"


def sums_by_day(entries: Iterable[Rated]) -> Sums:
    """Return what was rated on each day."""
    sums: dict[date, tuple[int, int]] = {}
    for entry in entries:
        _count(entry, sums)
    return sums


def sums_by_tag(entries: Iterable[R], tags: Callable[[R], Iterable[Tag]]) -> dict[Tag, Sums]:
    """Return what was rated on each day under each tag; a tag named twice on one entry counts once."""
    found: dict[Tag, dict[date, tuple[int, int]]] = {}
    for entry in entries:
        for tag in dict.fromkeys(tags(entry)):
            _count(entry, found.setdefault(tag, {}))
    return dict(found)


def mean_of_days(sums: Sums) -> float:
    """Return the mean over days, one at least, of the mean of each."""
    return fsum(total / number for total, number in sums.values()) / len(sums)


def _count(entry: Rated, sums: dict[date, tuple[int, int]]) -> None:
    total, number = sums.get(entry.day, (0, 0))
    sums[entry.day] = total + (entry.engagement or 0), number + 1


def _day_mean(day: date, total: int, number: int) -> DayMean:
    return DayMean(day, total / number if number else None, number)
