"""What the two ways to draw the calendar have in common: lines of days from the first year on."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from rut_tui.domain.days import months_later
from rut_tui.views.journal.pixels import Cell

if TYPE_CHECKING:
    from rut_tui.domain.calendar import Figures
    from rut_tui.views.journal.calendar_reading import Days


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the calendar goes.

    Attributes:
        first_year: It begins with it.
        today: The person's local day.
        last: It ends with the month or the year of this day: today, or one to come that was written on already, before
            a journey to where it is still the day before.
    """

    first_year: int
    today: date
    last: date


class Scale(ABC):
    """Where each day stands among the lines, and how a line is drawn.

    Attributes:
        months: How many a page has.
        reach: How far it goes.
        height: Lines of a day.
    """

    months: ClassVar[int]

    def __init__(self, reach: Reach) -> None:
        """Go so far."""
        self.reach = reach
        self.height = 1

    @abstractmethod
    def measure(self, width: int, height: int) -> None:
        """Find the size of a day.

        Args:
            width: Columns of a line.
            height: Lines of the window.
        """

    @property
    @abstractmethod
    def lines(self) -> int:
        """How many there are."""

    @abstractmethod
    def line_of(self, day: date) -> int:
        """Return the first line of a day."""

    @abstractmethod
    def page_of(self, day: date) -> tuple[int, int]:
        """Return the first line of the month or year of a day, and the line after its last."""

    @abstractmethod
    def day_at(self, x: int, line: int) -> date | None:
        """Return the day that is drawn somewhere, if one is."""

    @abstractmethod
    def years(self, first: int, last: int) -> range:
        """Return the years that some lines show."""

    @abstractmethod
    def head(self, top: int) -> Sequence[Cell]:
        """Return the line that stays above the others.

        Args:
            top: The first line below it.
        """

    @abstractmethod
    def draw(self, line: int, days: "Days", selected: date) -> Iterable[Cell]:
        """Draw a line.

        Args:
            line: Which.
            days: What is known of them.
            selected: The day to mark.
        """

    @abstractmethod
    def figures(self, days: "Days", day: date) -> "Figures":
        """Return what the month or year of a day comes to."""

    @abstractmethod
    def moved(self, day: date, right: int, down: int) -> date:
        """Return the day beside, above or below another.

        Raises:
            OverflowError: The calendar has no such day.
        """

    def turned(self, day: date, pages: int) -> date:
        """Return the day so many months or years on.

        Raises:
            OverflowError: The calendar has no such day.
        """
        return months_later(day, pages * self.months)


def beside(day: date, days: int) -> date:
    """Return the day so many days on.

    Raises:
        OverflowError: The calendar has no such day.
    """
    return day + timedelta(days=days)
