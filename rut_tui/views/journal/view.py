"""The Journal: the log by day, and what the days say together, as tabs of one screen."""

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from rut_tui.commands import commands_for
from rut_tui.views.journal.filtered_log import FilteredLog
from rut_tui.views.pane import Pane
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.tab_line import TabLine

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


class JournalView(FilteredLog):
    """The tabs, one of them shown; each but the log is mounted when it is first shown."""

    BINDINGS: ClassVar[list[BindingType]] = [*FilteredLog.BINDINGS, *bindings("journal.tabs")]

    def __init__(self, *, id: str | None = None) -> None:
        """Open on the log."""
        super().__init__(id=id)
        self.tab = "log"
        keys = {command.id.rpartition(".")[2]: command.key for command in commands_for("journal.tabs")}
        self._tabs = TabLine(TABS, self.tab, keys=keys, id="journal-tabs")
        self._panes: dict[str, Pane] = {}

    def compose(self) -> ComposeResult:
        """The names of the tabs above the log."""
        yield self._tabs
        yield from super().compose()

    @property
    def pane(self) -> Pane | None:
        """The pane on the screen; None on the log."""
        return self._panes.get(self.tab)

    def focus_first(self) -> None:
        """What is shown takes the keys."""
        if self.pane:
            self.pane.focus_first()
        else:
            super().focus_first()

    async def load(self) -> None:
        """Read what the tab shows, and draw it."""
        if self.pane:
            await self.pane.load(self)
        else:
            await super().load()

    @on(Pane.DayOpened)
    async def _open_day(self, event: Pane.DayOpened) -> None:
        event.stop()
        self.turn_to(event.day)
        await self.action_tab("log")

    @on(TabLine.Chosen)
    async def _tab_chosen(self, event: TabLine.Chosen) -> None:
        event.stop()
        await self.action_tab(event.tab)

    async def action_tab(self, tab: str) -> None:
        """Show a tab."""
        if tab in PANES and tab not in self._panes:
            pane_class: type[Pane] = import_module(f"rut_tui.views.{PANES[tab]}").PANE
            self._panes[tab] = pane = pane_class()
            await self.mount(pane)
        from_log = self.tab == "log"
        self.tab = self._tabs.current = tab
        self.query_one("#journal-log").display = tab == "log"
        for name, pane in self._panes.items():
            pane.display = name == tab
        if self.pane and from_log:
            self.pane.begin(self.day)
        self.focus_first()
        self.reload()

    async def open(self, what: str) -> None:
        """Show a tab by its name, and what is named on it: "insights", "lists.wins"."""
        tab, _, rest = what.partition(".")
        if tab in TABS:
            await self.action_tab(tab)
            if self.pane and rest:
                await self.pane.open(rest)

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

    async def make_way(self, action: str) -> None:
        """Show the log for what is done there."""
        if action.partition("(")[0] in OF_THE_LOG and self.tab != "log":
            await self.action_tab("log")
        await super().make_way(action)

    def at_once(self, node: object, action: str) -> bool:
        """Tabs can be changed whatever is still being read; what else is up to them."""
        return action == "tab" or (self.pane.at_once(node, action) if self.pane else super().at_once(node, action))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out the keys of the log on other tabs, and the tab that is shown."""
        if action == "tab":
            return parameters != (self.tab,)
        if action in OF_THE_LOG and self.tab != "log":
            return False
        return super().check_action(action, parameters)


VIEW = JournalView
