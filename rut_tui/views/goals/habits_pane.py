"""Habits and boundaries, wins and setbacks, as a tab of the goals: the lists of the Journal that carry a goal."""

from collections.abc import Sequence
from typing import Any, ClassVar

from rut_tui.views.base import View
from rut_tui.views.lists.habits import HabitsPage
from rut_tui.views.lists.page import RecordsPage
from rut_tui.views.lists.pane import OPEN, ListsPane
from rut_tui.views.lists.setbacks import SetbacksPage
from rut_tui.views.lists.wins import WinsPage


class HabitsPane(ListsPane):
    """The habits first: one key ticks the day."""

    TITLE: ClassVar = "Habits & wins"
    PAGES: ClassVar[Sequence[type[RecordsPage[Any]]]] = (HabitsPage, WinsPage, SetbacksPage)

    def on_mount(self) -> None:
        """Begin on the habits."""
        self.add_class(OPEN)

    async def load(self, view: View) -> None:
        """Read the lists; the first time, the habits take the keys."""
        begins = self.page is None
        await super().load(view)
        if begins and self.has_focus_within:
            self.focus_first()


PANE = HabitsPane
