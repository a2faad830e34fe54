"""What the calendar knows of the days: read year by year on the database thread, kept until something is saved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from rut_tui.domain.calendar import Figures, figures, month_days

if TYPE_CHECKING:
    from rut_tui.domain.journal import Entry
    from rut_tui.domain.periods import OffKind
    from rut_tui.storage.entries import WrittenDay
    from rut_tui.storage.ratings import Version
    from rut_tui.storage.store import Store

KEPT: Final = 5
"""Years before and after those to know that stay in memory; others are quickly read again."""


@dataclass(frozen=True, slots=True)
class Year:
    """The days of a year that have something to them.

    Attributes:
        written: Those with entries.
        off: Those off, and why.
    """

    written: "Mapping[date, WrittenDay]" = field(default_factory=dict)
    off: "Mapping[date, OffKind]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Days:
    """All that is known of the days.

    Attributes:
        version: How the file stood; another one whenever something was saved.
        first: The first day written on; None without any.
        last: The last one.
        years: Those that were read.
    """

    version: "Version"
    first: date | None
    last: date | None
    years: Mapping[int, Year]
    _figures: dict[tuple[int, int | None], Figures] = field(default_factory=dict, compare=False, repr=False)

    def written(self, day: date) -> "WrittenDay | None":
        """Return what was written on a day, None when nothing was, or it isn't read."""
        year = self.years.get(day.year)
        return year.written.get(day) if year else None

    def off(self, day: date) -> "OffKind | None":
        """Return why a day is off, None when it isn't."""
        year = self.years.get(day.year)
        return year.off.get(day) if year else None

    def figures(self, year: int, month: int | None = None) -> Figures:
        """Return what the days of a year come to, or those of one of its months."""
        if (year, month) not in self._figures:
            months = range(1, 13) if month is None else (month,)
            span = [date(year, number, day) for number in months for day in month_days(year, number)]
            written = [each for day in span if (each := self.written(day))]
            self._figures[year, month] = figures(written, {day for day in span if self.off(day)})
        return self._figures[year, month]


@dataclass(frozen=True, slots=True)
class Found:
    """What was read in one go.

    Attributes:
        days: The days around those shown.
        day: The day selected.
        entries: Those of it, oldest first.
    """

    days: Days
    day: date
    entries: "tuple[Entry, ...]"


def read_calendar(store: "Store", known: Days | None, years: Collection[int], day: date) -> Found:
    """Read what isn't known yet.

    Args:
        store: The journal.
        known: What was read before.
        years: Those to know.
        day: The day selected.
    """
    version, entries = store.ratings.version, store.entries
    if known is None or known.version != version:
        known = Days(version, entries.neighbour(date.min, 1), entries.neighbour(date.max, -1), {})
    lacking = {year: _read_year(store, year) for year in years if year not in known.years}
    if lacking:
        near = {year: read for year, read in known.years.items() if any(abs(year - each) <= KEPT for each in years)}
        known = replace(known, years=near | lacking)
    return Found(known, day, entries.on_day(day))


def _read_year(store: "Store", year: int) -> Year:
    first, last = date(year, 1, 1), date(year, 12, 31)
    written = {each.day: each for each in store.entries.days_between(first, last)}
    return Year(written, store.time_off.kinds(first, last))
