"""The days of the calendar, fifty years of them in one widget: only the lines on the screen are drawn."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from rut_tui.domain.days import FIRST_DAY
from rut_tui.views.journal.calendar_reading import Days
from rut_tui.views.journal.calendar_scale import Scale
from rut_tui.views.journal.pixels import Cell

AHEAD = 1
"""Years read above and below those on the screen, before they are scrolled to."""


class CalendarGrid(ScrollView, can_focus=True, inherit_bindings=False):
    """Weeks or years to go through by arrows, letters, wheel and mouse, one day of them selected."""

    DEFAULT_CSS = """
    CalendarGrid {
        width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable;
        & > .calendar--muted, & > .calendar--nothing, & > .calendar--only-words { color: $muted; }
        & > .calendar--strong { text-style: bold; }
        & > .calendar--today { color: $accent; text-style: bold; }
        & > .calendar--off { color: $muted; background: $foreground 6%; }
        & > .calendar--neither { background: $foreground 12%; }
        & > .calendar--drained { background: $drained; color: $background; text-style: bold; }
        & > .calendar--less-drained { background: $drained 30%; }
        & > .calendar--less-engaged { background: $engaged 30%; }
        & > .calendar--engaged { background: $engaged; color: $background; text-style: bold; }
        & > .calendar--selected, & > .calendar--cell { background: $foreground 25%; text-style: bold; }
        &:focus > .calendar--selected { background: $accent; color: $background; }
        &:focus > .calendar--cell { background: $foreground; color: $background; }
        &:ansi > .calendar--drained { background: ansi_default; color: $drained; text-style: bold reverse; }
        &:ansi > .calendar--less-drained { background: ansi_default; color: $drained; }
        &:ansi > .calendar--less-engaged { background: ansi_default; color: $engaged; }
        &:ansi > .calendar--engaged { background: ansi_default; color: $engaged; text-style: bold reverse; }
        &:ansi > .calendar--selected, &:ansi > .calendar--cell { background: ansi_default; text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"calendar--{name}"
        for name in (
            "plain",
            "muted",
            "strong",
            "today",
            "selected",
            "cell",
            "nothing",
            "only-words",
            "off",
            "neither",
            "drained",
            "less-drained",
            "less-engaged",
            "engaged",
        )
    }

    class Selected(Message):
        """The person went to another day."""

    class Opened(Message):
        """A day was clicked twice."""

    class Unread(Message):
        """Days came on the screen that were not read yet."""

    def __init__(self, scale: Scale, *, id: str | None = None) -> None:
        """Start with nothing read, on today.

        Args:
            scale: How days are drawn.
            id: Of the widget.
        """
        super().__init__(id=id)
        self.scale = scale
        self.selected = scale.reach.today
        self.days = Days((0, 0, 0), None, None, {})

    @property
    def window(self) -> int:
        """Lines below the head."""
        return max(1, self.scrollable_content_region.height - 1)

    @property
    def years(self) -> range:
        """The years on the screen."""
        top = int(self.scroll_offset.y)
        last = min(top + self.window, self.scale.lines) - 1
        return self.scale.years(min(top, last), last)

    @property
    def wanted(self) -> set[int]:
        """The years to know: of the day selected, on the screen, and soon scrolled to."""
        first, last = self.years.start - AHEAD, self.years.stop - 1 + AHEAD
        return {self.selected.year, *range(max(FIRST_DAY.year, first), min(self.scale.reach.last.year, last) + 1)}

    def show(self, days: Days) -> None:
        """Draw what was read."""
        if days is not self.days:
            self.days = days
            self.refresh()

    def use(self, scale: Scale) -> None:
        """Draw the days in another way, or from another year on."""
        self.scale = scale
        self._arrange()

    def _arrange(self) -> None:
        region = self.scrollable_content_region
        self.scale.measure(region.width, self.window)
        # So that the lowest place to scroll to begins with a whole day too.
        air = (self.window - self.scale.lines) % self.scale.height
        self.virtual_size = Size(region.width, 1 + self.scale.lines + air)
        self._refresh_scrollbars()
        self.refresh()
        self._reveal(turned=True)

    def select(self, day: date, *, turned: bool = False) -> None:
        """Select a day, and bring its month or year into view as far as it fits.

        Args:
            day: The day.
            turned: Bring the top of its page to the top of the window.
        """
        before, self.selected = self.selected, day
        if self.scale.page_of(before) != self.scale.page_of(day):
            self.refresh()
        for each in (before, day):
            top = 1 + self.scale.line_of(each) - int(self.scroll_offset.y)
            self.refresh(Region(0, top, self.size.width, self.scale.height))
        self._reveal(turned=turned)
        self.post_message(self.Selected())

    def _reveal(self, *, turned: bool) -> None:
        top, end = self.scale.page_of(self.selected)
        lowest = end - self.window
        if lowest > top:  # it doesn't fit: its end, unless the day is higher
            y = min(lowest, self.scale.line_of(self.selected))
        else:
            y = top if turned else max(lowest, min(int(self.scroll_offset.y), top))
        self.scroll_to(y=y, animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the years that come on the screen."""
        super().watch_scroll_y(old_value, new_value)
        if any(year not in self.days.years for year in self.years):
            self.post_message(self.Unread())

    def on_resize(self) -> None:
        """Days may be wider now, or narrower."""
        self._arrange()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window; the first one stays."""
        top = int(self.scroll_offset.y)
        line = top + y - 1
        cells: Iterable[Cell] = ()
        if y == 0:
            cells = self.scale.head(top)
        elif line < self.scale.lines:
            cells = self.scale.draw(line, self.days, self.selected)
        segments = [
            Segment("".join(text for text, _ in alike), self.get_component_rich_style(f"calendar--{role}"))
            for role, alike in groupby(cells, itemgetter(1))
        ]
        room, style = self.scrollable_content_region.width, self.get_component_rich_style("calendar--plain")
        return Strip(segments).adjust_cell_length(room, style)

    def on_click(self, event: events.Click) -> None:
        """Select the day under the mouse; twice opens it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y == 0:
            return
        day = self.scale.day_at(offset.x, offset.y - 1 + int(self.scroll_offset.y))
        if day and day <= self.scale.reach.last:
            self.select(day)
            if event.chain == 2:
                self.post_message(self.Opened())
