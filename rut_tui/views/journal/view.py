"""The Journal: the log by day, and what the days say together, as tabs of one screen."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from rut_tui.views.base import SOON
from rut_tui.views.journal.insights_panel import InsightsPanel
from rut_tui.views.journal.insights_reading import Kept
from rut_tui.views.journal.log_view import LogView
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.tab_line import TabLine

TABS: Final = {"log": "Log", "insights": "Insights"}

OF_THE_LOG: Final = frozenset(("new", "edit", "archive", "day", "today", "written", "archived", "to_log", "to_days"))
"""What can be done on the log only."""


class JournalView(LogView):
    """The tabs, one of them shown; each but the log is mounted when it is first shown."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("journal.tabs")

    def __init__(self, *, id: str | None = None) -> None:
        """Open on the log."""
        super().__init__(id=id)
        self.tab = "log"
        self._tabs = TabLine(TABS, self.tab, id="journal-tabs")
        self._insights = InsightsPanel()
        self._kept = Kept()

    def compose(self) -> ComposeResult:
        """The names of the tabs above the log."""
        yield self._tabs
        yield from super().compose()

    def focus_first(self) -> None:
        """What is shown takes the keys."""
        if self.tab == "log":
            super().focus_first()
        else:
            self.screen.set_focus(self._insights.list)

    async def load(self) -> None:
        """Read what the tab shows, and draw it."""
        if self.tab == "log":
            await super().load()
        else:
            await self._load_insights()

    async def _load_insights(self) -> None:
        panel = self._insights
        slow = self.set_timer(SOON, panel.announce)
        try:
            found = await self._kept.find(self.ask, self._today, panel.span, panel.where)
        finally:
            slow.stop()
        panel.show(found)
        self._read.set()  # what is still to come changes nothing that a key is about
        panel.compare(await self._kept.usual(self.ask))

    @on(InsightsPanel.Wanted)
    def _look_again(self) -> None:
        self.reload()

    @on(TabLine.Chosen)
    async def _tab_chosen(self, event: TabLine.Chosen) -> None:
        event.stop()
        await self.action_tab(event.tab)

    async def action_tab(self, tab: str) -> None:
        """Show a tab."""
        if tab == "insights" and not self._insights.is_attached:
            await self.mount(self._insights)
        self.tab = self._tabs.current = tab
        for name, pane in self._panes.items():
            pane.display = name == tab
        self.focus_first()
        self.reload()

    @property
    def _panes(self) -> dict[str, Widget]:
        return {"log": self.query_one("#journal-log"), "insights": self._insights}

    async def open(self, what: str) -> None:
        """Show a tab by its name."""
        if what in TABS:
            await self.action_tab(what)

    async def make_way(self, action: str) -> None:
        """Show the log for what is done there."""
        if action.partition("(")[0] in OF_THE_LOG and self.tab != "log":
            await self.action_tab("log")

    def on_resize(self) -> None:
        """The list of days may be gone, and the focus with it."""
        if self.screen.focused is None:
            self.focus_first()

    def at_once(self, node: object, action: str) -> bool:
        """Insights can be gone through while others are worked out, and tabs changed."""
        return self.tab != "log" or action == "tab" or super().at_once(node, action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out the keys of the log on other tabs, and the tab that is shown."""
        if action == "tab":
            return parameters != (self.tab,)
        if action in OF_THE_LOG and self.tab != "log":
            return False
        return super().check_action(action, parameters)


VIEW = JournalView
