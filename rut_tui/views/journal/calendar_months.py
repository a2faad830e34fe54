"""The calendar in weeks that follow each other through the months: seven days a line, each with its mean."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from rut_tui.domain.calendar import WEEK, Figures, month_days, week_of
from rut_tui.domain.days import MONTHS, WEEKDAYS
from rut_tui.domain.insights import figure
from rut_tui.views.journal.calendar_scale import Reach, Scale, beside
from rut_tui.views.journal.pixels import OFF, Cell, glyph, role

if TYPE_CHECKING:
    from rut_tui.views.journal.calendar_reading import Days

WEEKS: Final = 6
"""Most weeks that a month has a part in."""

LOWEST, HIGHEST = 2, 4
"""Lines of a day: its number and its mean, then how much was written, then air."""

NUMBER, MEAN, ENTRIES = 0, 1, 2
"""Lines within a day."""


class Months(Scale):
    """Weeks below each other."""

    months = 1

    def __init__(self, reach: Reach, first_weekday: int) -> None:
        """Begin with the week of the first of January.

        Args:
            reach: How far to go.
            first_weekday: The day that weeks start on, Monday being 0.
        """
        super().__init__(reach)
        self._weekday = first_weekday
        self._start = week_of(date(reach.first_year, 1, 1), first_weekday)
        self._width = 1

    def measure(self, width: int, height: int) -> None:
        """Divide the width by the days, the height by the weeks of a month."""
        self._width = max(4, width // WEEK)
        self.height = max(LOWEST, min(HIGHEST, height // WEEKS))

    @property
    def lines(self) -> int:
        """Up to the end of the last month."""
        return self.page_of(self.reach.last)[1]

    def line_of(self, day: date) -> int:
        """Return the first line of its week."""
        return (day - self._start).days // WEEK * self.height

    def page_of(self, day: date) -> tuple[int, int]:
        """Return the lines of the weeks of its month."""
        last = day.replace(day=month_days(day.year, day.month)[-1])
        return self.line_of(day.replace(day=1)), self.line_of(last) + self.height

    def day_at(self, x: int, line: int) -> date | None:
        """Return the day of a column and a week."""
        column = x // self._width
        return self._week(line) + timedelta(days=column) if column < WEEK and line < self.lines else None

    def _week(self, line: int) -> date:
        return self._start + timedelta(weeks=line // self.height)

    def years(self, first: int, last: int) -> range:
        """Return the years of some weeks."""
        end = self._week(last) + timedelta(days=WEEK - 1)
        return range(self._week(first).year, end.year + 1)

    def head(self, top: int) -> list[Cell]:  # noqa: ARG002 - a week is a week
        """Return the names of the days."""
        names = [WEEKDAYS[(self._weekday + column) % WEEK].capitalize() for column in range(WEEK)]
        return [(f" {name}".ljust(self._width), "muted") for name in names]

    def draw(self, line: int, days: "Days", selected: date) -> Iterator[Cell]:
        """Draw the number, the mean, or the number of entries of every day of a week."""
        week, part = self._week(line), line % self.height
        for column in range(WEEK):
            day = week + timedelta(days=column)
            text, name = self._part(part, day, days, selected)
            room = self._width - 1
            yield text[:room].ljust(room), name
            yield " ", "plain"

    def _part(self, part: int, day: date, days: "Days", selected: date) -> Cell:
        if part == NUMBER:
            return self._number(day, days, selected)
        written, off = days.written(day), days.off(day)
        if part == MEAN and (written or day <= self.reach.today) and day.year in days.years:
            sign = glyph(written, off)
            if written is None or written.mean is None:
                return f" {sign * 4 if sign == OFF else sign}", role(written, off)
            return f" {sign} {figure(written.mean)}", role(written, off)
        if part == ENTRIES and written:
            return f" {'1 entry' if written.entries == 1 else f'{written.entries} entries'}", "muted"
        return "", "plain"

    def _number(self, day: date, days: "Days", selected: date) -> Cell:
        text = f" {day.day}"
        if day.day == 1:
            text += f" {MONTHS[day.month - 1].capitalize()}"
        if off := days.off(day):
            text += next((f" {word}" for word in (off.value, "off") if len(text) + len(word) + 1 < self._width), "")
        if day == selected:
            return text, "selected"
        if day == self.reach.today:
            return text, "today"
        same_page = (day.year, day.month) == (selected.year, selected.month)
        return text, "plain" if same_page and day <= self.reach.today else "muted"

    def figures(self, days: "Days", day: date) -> Figures:
        """Return those of its month."""
        return days.figures(day.year, day.month)

    def moved(self, day: date, right: int, down: int) -> date:
        """Return the day beside, or so many weeks on."""
        return beside(day, right + WEEK * down)
