"""A screen of tabs: what it opens on, and panes in its place, each mounted when it is first chosen."""

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from rut_tui.commands import commands_for
from rut_tui.views.base import View
from rut_tui.views.pane import Pane
from rut_tui.widgets.tab_line import TabLine


class TabbedView(View):
    """Tabs over the view that a subclass names after this class; that view is the home tab."""

    TABS: ClassVar[Mapping[str, str]]
    """Each tab with its name; the home tab is the first."""

    PANES: ClassVar[Mapping[str, str]]
    """What the other tabs show: modules below `rut_tui.views`, imported when they are first chosen."""

    AT_HOME: ClassVar[frozenset[str]]
    """Actions that can be done on the home tab only."""

    def __init__(self, *, id: str | None = None) -> None:
        """Open on the home tab."""
        super().__init__(id=id)
        self._home = self.tab = next(iter(self.TABS))
        keys = {command.id.rpartition(".")[2]: command.key for command in commands_for(f"{self.NAME}.tabs")}
        self._tabs = TabLine(self.TABS, self.tab, keys=keys, id=f"{self.NAME}-tabs")
        self._panes: dict[str, Pane] = {}

    def compose(self) -> ComposeResult:
        """The names of the tabs above the home tab."""
        yield self._tabs
        yield from super().compose()

    @property
    def pane(self) -> Pane | None:
        """The pane on the screen; None on the home tab."""
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
            await super().load()  # type: ignore[safe-super]  # the view named after this class has one

    @on(TabLine.Chosen)
    async def _tab_chosen(self, event: TabLine.Chosen) -> None:
        event.stop()
        await self.action_tab(event.tab)

    async def action_tab(self, tab: str) -> None:
        """Show a tab."""
        if tab in self.PANES and tab not in self._panes:
            pane_class: type[Pane] = import_module(f"rut_tui.views.{self.PANES[tab]}").PANE
            self._panes[tab] = pane = pane_class()
            await self.mount(pane)
        from_home = self.tab == self._home
        self.tab = self._tabs.current = tab
        self.query_one(f"#{self.NAME}-{self._home}").display = tab == self._home
        for name, pane in self._panes.items():
            pane.display = name == tab
        if self.pane and from_home:
            self.begin(self.pane)
        self.focus_first()
        self.reload()

    def begin(self, pane: Pane) -> None:
        """Tell a pane what the home tab showed before it."""

    async def open(self, what: str) -> None:
        """Show a tab by its name, and what is named on it: "insights", "lists.wins"; else what the home tab opens."""
        tab, _, rest = what.partition(".")
        if tab not in self.TABS:
            await self.make_way("open")
            await super().open(what)
            return
        await self.action_tab(tab)
        if self.pane and rest:
            await self.pane.open(rest)

    async def make_way(self, action: str) -> None:
        """Show the home tab for what is done there."""
        if action.partition("(")[0] in {*self.AT_HOME, "open"} and self.tab != self._home:
            await self.action_tab(self._home)
        await super().make_way(action)

    def at_once(self, node: object, action: str) -> bool:
        """Tabs can be changed whatever is still being read; what else is up to them."""
        return action == "tab" or (self.pane.at_once(node, action) if self.pane else super().at_once(node, action))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out the keys of the home tab on other tabs, and the tab that is shown."""
        if action == "tab":
            return parameters != (self.tab,) and parameters[0] in self.TABS
        if action in self.AT_HOME and self.tab != self._home:
            return False
        return super().check_action(action, parameters)
