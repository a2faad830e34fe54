"""The days that were written on, newest first, for fifty years: more are read when the end comes near."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from rut_tui.views.journal.rows import day_line
from rut_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from rut_tui.storage.entries import WrittenDay


class DayList(Listing):
    """Going through it shows each day beside it."""

    class MoreWanted(Message):
        """The end of what was read is near, or the very first day is wanted."""

        def __init__(self, *, everything: bool = False) -> None:
            """Say how much more."""
            super().__init__()
            self.everything = everything

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._days: list[WrittenDay] = []
        self._today = date.min
        self._complete = True

    @property
    def count(self) -> int:
        """How many days were read so far."""
        return len(self._days)

    @property
    def day(self) -> date | None:
        """The day selected."""
        return self._days[self.selected].day if self._days else None

    @property
    def newest(self) -> date | None:
        """The latest day: today, or one to come that was written on before a journey."""
        return self._days[0].day if self._days else None

    @property
    def last(self) -> date | None:
        """The earliest day read so far."""
        return self._days[-1].day if self._days else None

    def heights(self) -> list[int]:
        """One line a day."""
        return [1] * self.count

    def lines_of(self, row: int) -> list[Content]:
        """Date, mean, number of entries."""
        return [day_line(self._days[row], self._today)]

    def show(self, days: "Sequence[WrittenDay]", today: date, *, complete: bool) -> None:
        """Show days from the newest on.

        Args:
            days: The newest days, today among them.
            today: The person's local day.
            complete: There are no earlier ones.
        """
        stays, start = self.day, self.start
        self._days = list(days)
        self._today = today
        self._complete = complete
        self.arrange_rows()
        if stays:
            self.stay(self._row_of(stays), start)

    def extend(self, days: "Sequence[WrittenDay]", *, complete: bool) -> None:
        """Show earlier days below."""
        self._days += days
        self._complete = complete
        self.arrange_rows()

    def reaches(self, day: date) -> bool:
        """Whether a day is in what was read, if it was written on."""
        return self._complete or (self.last is not None and self.last <= day)

    def mark(self, day: date) -> None:
        """Select a day, or the nearest earlier one that was read."""
        self.select(self._row_of(day))

    def _row_of(self, day: date) -> int:
        return next((row for row, written in enumerate(self._days) if written.day <= day), self.count - 1)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more in good time."""
        super().watch_scroll_y(old_value, new_value)
        if not self._complete and new_value + 2 * self.size.height > self.count:
            self.post_message(self.MoreWanted())

    def action_end(self, last: bool) -> None:
        """Go to today, or to the first day of all."""
        if last and not self._complete:
            self.post_message(self.MoreWanted(everything=True))
        else:
            super().action_end(last)
