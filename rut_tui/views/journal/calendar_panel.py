"""The Calendar of the Journal: how the days were, by month or with every day of a year as one cell."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from rut_tui.domain.calendar import first_weekday
from rut_tui.domain.days import FIRST_DAY
from rut_tui.views.base import SOON, View
from rut_tui.views.journal.calendar_grid import CalendarGrid
from rut_tui.views.journal.calendar_months import Months
from rut_tui.views.journal.calendar_reading import Found, read_calendar
from rut_tui.views.journal.calendar_scale import Reach, Scale
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

    def __init__(self, *, id: str | None = "journal-calendar") -> None:
        """Start with months."""
        super().__init__("Calendar", id=id)
        self._by_year = self._as_table = False
        self._found: Found | None = None

    def body(self) -> ComposeResult:
        """The days above the words."""
        today = self.app.clock().date()
        self.grid = CalendarGrid(self._scale(Reach(today.year, today, today)), id="calendar-days")
        yield self.grid
        yield Static(id="calendar-words")

    def focus_first(self) -> None:
        """The days take the keys."""
        self.screen.set_focus(self.grid)

    def begin(self, day: date) -> None:
        """Select the day of the log."""
        self._go(day)

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
        first, last = found.days.first or today, found.days.last or today
        self._reach(Reach(min(first, grid.selected).year, today, max(last, today)))
        grid.show(found.days)
        self._say()

    def _scale(self, reach: Reach) -> Scale:
        if self._by_year:
            return Years(reach, as_table=self._as_table)
        return Months(reach, first_weekday(self.app.settings.week_start))

    def _reach(self, reach: Reach) -> None:
        if self.grid.scale.reach != reach:
            self.grid.use(self._scale(reach))

    @on(CalendarGrid.Selected)
    def _selected(self, event: CalendarGrid.Selected) -> None:
        event.stop()
        self.view.reload(quietly=True)

    @on(CalendarGrid.Unread)
    def _unread(self, event: CalendarGrid.Unread) -> None:
        event.stop()
        self.view.reload(quietly=True)

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
        pixels = self._by_year and not self._as_table
        words.update(day_words(self._found, day, scale.reach.today, words.content_size, legend=pixels), layout=False)

    def _go(self, day: date, *, turned: bool = True) -> bool:
        """Go to a day, or to the nearest one that can be written on; return whether that is another one."""
        reach, before = self.grid.scale.reach, self.grid.selected
        day = max(FIRST_DAY, min(day, reach.last))
        if day != before:
            self._reach(replace(reach, first_year=min(reach.first_year, day.year)))
            self.grid.select(day, turned=turned)
        return day != before

    def action_move(self, right: int, down: int) -> None:
        """Go to the day beside, above or below."""
        if not self._go(self.grid.scale.moved(self.grid.selected, right, down), turned=False):
            self._say_where_it_ends()

    def action_turn(self, pages: int) -> None:
        """Go a month or a year on, or back."""
        if not self._go(self.grid.scale.turned(self.grid.selected, pages)):
            self._say_where_it_ends()

    def _say_where_it_ends(self) -> None:
        begins = self.grid.selected == FIRST_DAY
        self.app.notify(f"The journal begins in {FIRST_DAY.year}." if begins else "Tomorrow isn't written yet.")

    def action_end(self, last: bool) -> None:
        """Go to the first day written on, or to today."""
        first, today = self._found.days.first if self._found else None, self.grid.scale.reach.today
        self._go(today if last else first or today)

    def action_scale(self, by_year: bool) -> None:
        """Show years, or months."""
        self._by_year = by_year
        self._draw_anew()

    def action_table(self) -> None:
        """Show the numbers of each month, or the pixels again."""
        self._as_table = not self._as_table
        self._draw_anew()

    def _draw_anew(self) -> None:
        self.grid.use(self._scale(self.grid.scale.reach))
        self._say()
        self.refresh_bindings()

    @on(CalendarGrid.Opened)
    def action_open(self) -> None:
        """Show the day in the log."""
        self.post_message(self.DayOpened(self.grid.selected))

    async def action_new(self) -> None:
        """Write an entry for the day."""
        from rut_tui.modals.check_in import check_in

        await check_in(self.app, self._changed, day=self.grid.selected, on_saved=self._land)

    def _changed(self) -> None:
        self.post_message(View.Changed())

    def _land(self, entry: "Entry") -> None:
        """Go to the day of an entry that was saved."""
        self._go(entry.day)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the other way to draw, and the numbers of years."""
        if action == "scale":
            return parameters != (self._by_year,)
        return self._by_year if action == "table" else True


PANE = CalendarPanel
