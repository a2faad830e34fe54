"""Goals: the board, and everything that carries a goal, as tabs of one screen."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual.binding import BindingType

from rut_tui.views.goals.dragged_board import DraggedBoard
from rut_tui.views.tabbed import TabbedView
from rut_tui.widgets.bindings import bindings

TABS: Final = {
    "board": "Board",
    "skills": "Skills",
    "people": "People",
    "experiments": "Experiments",
    "leads": "Leads",
    "habits": "Habits & wins",
}

PANES: Final[Mapping[str, str]] = {
    "people": "people.pane",
    "leads": "leads.pane",
    "habits": "goals.habits_pane",
    "skills": "goals.skills",
    "experiments": "goals.experiments",
}
"""What the tabs beside the board show: modules below `rut_tui.views`, imported when they are first chosen."""

OF_THE_BOARD: Final = frozenset(
    (
        "new",
        "edit",
        "focus_card",
        "focus_end",
        "move_card",
        "tick",
        "done",
        "focus_goal",
        "archive",
        "bring_back",
        "archived",
        "board",
        "filter",
        "unfilter",
    )
)
"""What can be done on the board only."""


class GoalsView(TabbedView, DraggedBoard):
    """The fourth screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*DraggedBoard.BINDINGS, *bindings("goals.tabs")]
    TABS = TABS
    PANES = PANES
    AT_HOME = OF_THE_BOARD

    async def action_open_list(self, what: str) -> None:
        """Show a list, or a form on it."""
        await self.open(what)


VIEW = GoalsView
