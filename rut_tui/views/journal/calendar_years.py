"""The calendar in pixels: a line for each month with a cell for each day, or what the month comes to in numbers."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from rut_tui.domain.calendar import Figures, month_days
from rut_tui.domain.days import MONTHS, months_later
from rut_tui.domain.insights import figure
from rut_tui.views.journal.calendar_scale import Reach, Scale, beside
from rut_tui.views.journal.pixels import Cell, glyph, pixel

if TYPE_CHECKING:
    from rut_tui.views.journal.calendar_reading import Days

BLOCK: Final = 1 + len(MONTHS)
"""Lines of a year: its number, and its months."""

LABEL: Final = 5
MEAN: Final = 6
LONGEST: Final = 31
WIDEST: Final = 3
"""Columns of a cell beyond which it is no pixel any more."""

COLUMNS: Final = ("days", "entries", "drained", "neither", "engaged", "off", "mean")


class Years(Scale):
    """Months below each other, a line above each January.

    Attributes:
        as_table: Numbers take the place of the pixels.
    """

    months = 12

    def __init__(self, reach: Reach, *, as_table: bool = False) -> None:
        """Begin with a January.

        Args:
            reach: How far to go.
            as_table: Draw numbers.
        """
        super().__init__(reach)
        self.as_table = as_table
        self._pixel = 1
        self._gap = 1

    def measure(self, width: int, height: int) -> None:  # noqa: ARG002 - a month is a line
        """Divide the width by the days of the longest month."""
        self._pixel = max(1, min(WIDEST, (width - LABEL - MEAN) // LONGEST))
        self._gap = max(1, min(4, (width - LABEL - sum(map(len, COLUMNS))) // len(COLUMNS)))

    @property
    def lines(self) -> int:
        """Up to the end of the last year."""
        return self.page_of(self.reach.last)[1]

    def line_of(self, day: date) -> int:
        """Return the line of its month."""
        return self.page_of(day)[0] + day.month

    def page_of(self, day: date) -> tuple[int, int]:
        """Return the lines of its year."""
        top = (day.year - self.reach.first_year) * BLOCK
        return top, top + BLOCK

    def day_at(self, x: int, line: int) -> date | None:
        """Return the day of a cell."""
        year, month = divmod(line, BLOCK)
        number = (x - LABEL) // self._pixel + 1
        try:
            return None if self.as_table else date(self.reach.first_year + year, month, number)
        except ValueError:
            return None

    def years(self, first: int, last: int) -> range:
        """Return the years that some lines belong to."""
        return range(self.reach.first_year + first // BLOCK, self.reach.first_year + last // BLOCK + 1)

    def head(self, top: int) -> list[Cell]:
        """Return the names of the columns, and which year the first line is of if it doesn't say so."""
        year, line = divmod(top, BLOCK)
        label = (str(self.reach.first_year + year if line else "").ljust(LABEL), "strong")
        if self.as_table:
            return [label, (self._row(COLUMNS), "muted")]
        numbers = ""
        for day in (1, *range(5, LONGEST, 5)):
            numbers = numbers.ljust((day - 1) * self._pixel + (self._pixel - 1) // 2) + str(day)
        numbers = numbers.ljust(LONGEST * self._pixel)
        return [label, (numbers, "muted"), ("mean".rjust(MEAN), "muted")]

    def draw(self, line: int, days: "Days", selected: date) -> Iterator[Cell]:
        """Draw a month, or the line above a January."""
        year, month = self.reach.first_year + line // BLOCK, line % BLOCK
        label = MONTHS[month - 1].capitalize() if month else str(year)
        here = self.as_table and (year, month) == (selected.year, selected.month)
        yield label.ljust(LABEL), "selected" if here else "muted" if month else "strong"
        if year not in days.years:
            return
        found = days.figures(year, month or None)
        if self.as_table:
            yield self._numbers(found), "plain" if month else "strong"
            return
        yield from self._pixels(year, month, days, selected)
        yield ("" if found.mean is None else figure(found.mean)).rjust(MEAN), "muted" if month else "strong"

    def _pixels(self, year: int, month: int, days: "Days", selected: date) -> Iterator[Cell]:
        numbers = month_days(year, month) if month else range(0)
        for number in numbers:
            day = date(year, month, number)
            written, off = days.written(day), days.off(day)
            if day == selected:
                yield glyph(written, off).center(self._pixel), "cell"
            elif written or day <= self.reach.today:
                yield pixel(written, off, self._pixel)
            else:
                yield " " * self._pixel, "plain"
        yield " " * (LONGEST - len(numbers)) * self._pixel, "plain"

    def _numbers(self, found: Figures) -> str:
        if not (found.days or found.off):
            return ""
        counts = (found.days, found.entries, found.drained, found.neither, found.engaged, found.off)
        cells = [f"{count:,}" if count else "·" for count in counts]
        return self._row((*cells, "–" if found.mean is None else figure(found.mean)))

    def _row(self, cells: Sequence[str]) -> str:
        return "".join(cell.rjust(len(name) + self._gap) for cell, name in zip(cells, COLUMNS, strict=True))

    def figures(self, days: "Days", day: date) -> Figures:
        """Return those of its year."""
        return days.figures(day.year)

    def moved(self, day: date, right: int, down: int) -> date:
        """Return the day beside, or the same day so many months on."""
        return beside(months_later(day, down), right)
