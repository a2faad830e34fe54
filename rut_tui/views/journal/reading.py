"""What the Journal reads in one go, on the database thread."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from rut_tui.domain.days import months_later
from rut_tui.domain.journal import Entry
from rut_tui.storage.entries import WrittenDay
from rut_tui.storage.ratings import Version
from rut_tui.storage.store import Store
from rut_tui.widgets.rating import signed

AGO: Final = {"a month ago": -1, "a year ago": -12}
"""How far back a day is looked for again, in months."""

AsOf = tuple[date, Version]
"""The local day, and the version of what is on disk."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What was written on the same day some time before.

    Attributes:
        ago: How long before, in words.
        day: That day; the last of its month where that is shorter.
        entries: Its live entries, at least one.
    """

    ago: str
    day: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A day and what is around it.

    Attributes:
        day: The day.
        entries: Those of the day, oldest first; archived ones only when they were asked for.
        days: The newest days, the last first, today among them; none when they were not asked for.
        complete: There are no earlier days than these.
        written: Days written on in all; 0 when the days were not asked for.
        as_of: What the days are as of.
        ever: Something was written, on whatever day.
        recalled: What was written on this day before.
    """

    day: date
    entries: tuple[Entry, ...]
    days: tuple[WrittenDay, ...]
    complete: bool
    written: int
    as_of: AsOf
    ever: bool
    recalled: tuple[Recalled, ...] = ()

    def figures(self) -> list[str]:
        """Number of live entries of the day, and their mean when some were rated."""
        live = [entry for entry in self.entries if entry.archived_at is None]
        rated = [entry.engagement for entry in live if entry.engagement is not None]
        if not live:
            return []
        said = ["1 entry" if len(live) == 1 else f"{len(live)} entries"]
        if len(rated) > 1:
            said.append(f"on average {signed(sum(rated) / len(rated), 1)}")
        return said


def read_journal(
    store: Store, day: date, today: date, span: int, *, archived: bool, seen: AsOf | None = None
) -> Reading:
    """Read a day, and the list of days.

    Args:
        store: The journal.
        day: The day to show.
        today: The local day; it is in the list even when nothing was written.
        span: Days to list, more when the day shown is earlier than those; 0 for none.
        archived: Read archived entries too.
        seen: What the days that are listed already are as of: they are read only when they may be others.
    """
    as_of = (today, store.ratings.version)
    if seen == as_of:
        span = 0
    days = store.entries.days(span) if span else ()
    while span and len(days) == span and days[-1].day > day:
        span *= 4
        days = store.entries.days(span)
    complete = len(days) < span
    if span and all(written.day != today for written in days):
        ahead = sum(written.day > today for written in days)
        days = (*days[:ahead], WrittenDay(day=today, entries=0, mean=None), *days[ahead:])
    return Reading(
        day,
        store.entries.on_day(day, archived=archived),
        days,
        complete,
        store.entries.counts().days if span else 0,
        as_of,
        bool(store.entries.latest(1)),
        tuple(_recall(store, day)),
    )


def _recall(store: Store, day: date) -> Iterator[Recalled]:
    for ago, months in AGO.items():
        before = months_later(day, months)
        if entries := store.entries.on_day(before):
            yield Recalled(ago, before, entries)
