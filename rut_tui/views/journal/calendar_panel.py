"""The Calendar of the Journal: how the days were, by month or with every day of a year as one cell."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from rut_tui.domain.calendar import first_weekday
from rut_tui.domain.days import FIRST_DAY
from rut_tui.views.base import SOON, View
from rut_tui.views.journal.calendar_grid import CalendarGrid
from rut_tui.views.journal.calendar_months import Months
from rut_tui.views.journal.calendar_reading import Found, read_calendar
from rut_tui.views.journal.calendar_scale import Scale
from rut_tui.views.journal.calendar_words import day_words, page_title, said
from rut_tui.views.journal.calendar_years import Years
from rut_tui.views.pane import Pane
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.journal import Entry


class CalendarPanel(Panel, Pane):
    """The days, and the one selected in words."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("journal.calendar")
    app: "RutApp"
    grid: CalendarGrid

    class Wanted(Message):
        """Days are to be read."""

    class Opened(Message):
        """A day is to be shown in the log."""

        def __init__(self, day: date) -> None:
            """Name it."""
            super().__init__()
            self.day = day

    def __init__(self, *, id: str | None = "journal-calendar") -> None:
        """Start with months."""
        super().__init__("Calendar", id=id)
        self._by_year = self._as_table = False
        self._found: Found | None = None

    def body(self) -> ComposeResult:
        """The days above the words."""
        today = self.app.clock().date()
        self.grid = CalendarGrid(self._scale(today.year, today), id="calendar-days")
        yield self.grid
        yield Static(id="calendar-words")

    def focus_first(self) -> None:
        """The days take the keys."""
        self.screen.set_focus(self.grid)

    def begin(self, day: date) -> None:
        """Select the day of the log."""
        self._go(day, turned=True)

    def at_once(self, node: object, action: str) -> bool:  # noqa: ARG002 - all of them can
        """Days can be gone through, and opened, before they are read."""
        return True

    async def load(self, view: View) -> None:
        """Read the years on the screen and around it, if they aren't known, and the entries of the day selected."""
        grid, today = self.grid, self.app.clock().date()
        day, years = grid.selected, grid.wanted
        known = self._found.days if self._found else None
        slow = self.set_timer(SOON, self._say)
        try:
            self._found = found = await view.ask(lambda store: read_calendar(store, known, years, day))
        finally:
            slow.stop()
        first = found.days.first or today
        self._begin_with(min(first.year, grid.selected.year), today)
        grid.show(found.days)
        self._say()

    def _scale(self, first_year: int, today: date) -> Scale:
        if self._by_year:
            return Years(first_year, today, as_table=self._as_table)
        return Months(first_year, today, first_weekday(self.app.settings.week_start))

    def _begin_with(self, first_year: int, today: date) -> None:
        scale = self.grid.scale
        if (scale.first_year, scale.today) != (first_year, today):
            self.grid.use(self._scale(first_year, today))

    @on(CalendarGrid.Selected)
    def _selected(self, event: CalendarGrid.Selected) -> None:
        event.stop()
        self.post_message(self.Wanted())

    @on(CalendarGrid.Unread)
    def _unread(self, event: CalendarGrid.Unread) -> None:
        event.stop()
        self.post_message(self.Wanted())

    def on_resize(self) -> None:
        """There may be room for more words, or for fewer."""
        self._say()

    def _say(self) -> None:
        """Say what the month or year comes to, and how the day was."""
        if not self._found:
            return
        days, day, scale = self._found.days, self.grid.selected, self.grid.scale
        title, words = page_title(day, by_year=self._by_year), self.query_one("#calendar-words", Static)
        self.retitle(title, said(scale.figures(days, day), words.content_size.width - len(title) - 3))
        words.update(day_words(self._found, day, scale.today, words.content_size, legend=self._by_year), layout=False)

    def _go(self, day: date, *, turned: bool = False) -> None:
        """Go to a day, or to the nearest one that can be written on."""
        grid = self.grid
        day = max(FIRST_DAY, min(day, grid.scale.today))
        if day != grid.selected:
            self._begin_with(min(grid.scale.first_year, day.year), grid.scale.today)
            grid.select(day, turned=turned)
        elif day == FIRST_DAY:
            self.app.notify(f"The journal begins in {FIRST_DAY.year}.")
        elif not turned:
            self.app.notify("Tomorrow isn't written yet.")

    def action_move(self, right: int, down: int) -> None:
        """Go to the day beside, above or below."""
        self._go(self.grid.scale.moved(self.grid.selected, right, down))

    def action_turn(self, pages: int) -> None:
        """Go a month or a year on, or back."""
        self._go(self.grid.scale.turned(self.grid.selected, pages), turned=True)

    def action_end(self, last: bool) -> None:
        """Go to the first day written on, or to today."""
        first = self._found.days.first if self._found else None
        today = self.grid.scale.today
        self._go(today if last else first or today, turned=True)

    def action_scale(self, by_year: bool) -> None:
        """Show years, or months."""
        self._by_year = by_year
        self._draw_anew()

    def action_table(self) -> None:
        """Show the numbers of each month, or the pixels again."""
        self._as_table = not self._as_table
        self._draw_anew()

    def _draw_anew(self) -> None:
        scale = self.grid.scale
        self.grid.use(self._scale(scale.first_year, scale.today))
        self._say()
        self.refresh_bindings()

    @on(CalendarGrid.Opened)
    def action_open(self) -> None:
        """Show the day in the log."""
        self.post_message(self.Opened(self.grid.selected))

    async def action_new(self) -> None:
        """Write an entry for the day."""
        from rut_tui.modals.check_in import check_in

        await check_in(self.app, self._changed, day=self.grid.selected, on_saved=self._land)

    def _changed(self) -> None:
        self.post_message(View.Changed())

    def _land(self, entry: "Entry") -> None:
        """Go to the day of an entry that was saved."""
        self._go(entry.day, turned=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the other way to draw, and the numbers of years."""
        if action == "scale":
            return parameters != (self._by_year,)
        return self._by_year if action == "table" else True
