"""The Journal: the log by day, and what the days say together, as tabs of one screen."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual import on
from textual.binding import BindingType

from rut_tui.views.journal.filtered_log import FilteredLog
from rut_tui.views.pane import Pane
from rut_tui.views.tabbed import TabbedView
from rut_tui.widgets.bindings import bindings

TABS: Final = {"log": "Log", "calendar": "Calendar", "insights": "Insights", "week": "Week", "lists": "Lists"}

PANES: Final[Mapping[str, str]] = {
    "calendar": "journal.calendar_panel",
    "insights": "journal.insights_panel",
    "week": "journal.week_pane",
    "lists": "lists.pane",
}
"""What the tabs beside the log show: modules below `rut_tui.views`, imported when they are first chosen."""

OF_THE_LOG: Final = frozenset(
    (
        "new",
        "edit",
        "archive",
        "move",
        "filter",
        "unfilter",
        "its_day",
        "day",
        "date",
        "today",
        "written",
        "archived",
        "to_log",
        "to_days",
    )
)
"""What can be done on the log only."""


class JournalView(TabbedView, FilteredLog):
    """The tabs, one of them shown."""

    BINDINGS: ClassVar[list[BindingType]] = [*FilteredLog.BINDINGS, *bindings("journal.tabs")]
    TABS = TABS
    PANES = PANES
    AT_HOME = OF_THE_LOG

    def begin(self, pane: Pane) -> None:
        """A pane begins with the day that the log shows."""
        pane.begin(self.day)

    @on(Pane.DayOpened)
    async def _open_day(self, event: Pane.DayOpened) -> None:
        event.stop()
        self.turn_to(event.day)
        await self.action_tab("log")

    async def action_review(self) -> None:
        """Look back on the week, from wherever one is."""
        await self.open("week.review")

    async def action_expect(self) -> None:
        """Say what is expected of something ahead."""
        from rut_tui.modals.expect import expect

        await expect(self.app, self._refresh)

    async def action_open_list(self, what: str) -> None:
        """Show a list, or a form on it."""
        await self.open(f"lists.{what}")


VIEW = JournalView
