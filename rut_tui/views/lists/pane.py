"""The lists, and the page of the one that was chosen: side by side where there is room, else one at a time."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from rut_tui.views.base import View
from rut_tui.views.lists.jobs import JobsPage
from rut_tui.views.lists.overview import ListOfLists, OverviewPanel
from rut_tui.views.lists.page import RecordsPage, Summary
from rut_tui.views.lists.setbacks import SetbacksPage
from rut_tui.views.lists.time_off import TimeOffPage
from rut_tui.views.lists.wins import WinsPage
from rut_tui.views.lists.words import WordsPage
from rut_tui.views.pane import Pane
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from rut_tui.storage.store import Store

ALL: Final[tuple[type[RecordsPage[Any]], ...]] = (WinsPage, SetbacksPage, TimeOffPage, JobsPage, WordsPage)

OPEN: Final = "-open"
"""The class while a page stands in place of the lists, where only one of them fits."""


class ListsPane(Horizontal, Pane):
    """Some lists. Any screen can hold it; it opens what it is told by name."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("lists.all")
    TITLE: ClassVar = "Lists"
    PAGES: ClassVar[Sequence[type[RecordsPage[Any]]]] = ALL

    def __init__(self, *, id: str | None = None) -> None:
        """Start with the lists."""
        super().__init__(id=id)
        self._overview = OverviewPanel(self.TITLE, [page.TITLE for page in self.PAGES])
        self._pages: dict[str, RecordsPage[Any]] = {}

    def compose(self) -> ComposeResult:
        """The lists; a page is mounted when it is first read."""
        yield self._overview

    @property
    def _chosen(self) -> type[RecordsPage[Any]]:
        return self.PAGES[self._overview.list.selected]

    @property
    def page(self) -> RecordsPage[Any] | None:
        """The page of the list that is chosen, once it was read."""
        return self._pages.get(self._chosen.NAME)

    def focus_first(self) -> None:
        """The page takes the keys while it is open, else the lists do."""
        if self.has_class(OPEN) and self.page:
            self.screen.set_focus(self.page.list)
        else:
            self.screen.set_focus(self._overview.list)

    async def load(self, view: View) -> None:
        """Read what every list comes down to, and the rows of the one that is chosen."""
        page = self.page or await self._mount_page(view)
        today = view.app.clock().date()

        def read(store: "Store") -> tuple[list[Summary], Sequence[Any]]:
            return _summaries(self.PAGES, store, today), page.read(store, today)

        summaries, rows = await view.ask(read)
        self._overview.list.show(summaries)
        page.show(rows, today)

    async def _mount_page(self, view: View) -> RecordsPage[Any]:
        page = self._pages[self._chosen.NAME] = self._chosen(view)
        await self.mount(page)
        self._show_page()
        return page

    def _show_page(self) -> None:
        """Let the page of the list that is chosen be the one that is seen."""
        for page in self._pages.values():
            page.set_class(page is self.page, "-chosen")

    @on(Listing.Selected, "ListOfLists")
    def _choose(self, event: Listing.Selected) -> None:
        event.stop()
        self._show_page()
        self.view.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the hook's shape
        """What opens a list works in the list of lists."""
        return self._overview.list.has_focus if action in ("open_list", "new_in_list") else True

    @on(ListOfLists.Opened, "ListOfLists")
    def _opened(self, event: Listing.Opened) -> None:
        event.stop()
        self.action_open_list()

    def action_open_list(self) -> None:
        """Go to the page of the list that is chosen."""
        self.add_class(OPEN)
        self.focus_first()

    @on(RecordsPage.Left)
    def action_close_list(self) -> None:
        """Go back to the lists."""
        self.remove_class(OPEN)
        self.focus_first()

    async def action_new_in_list(self) -> None:
        """Write down something new in the list that is chosen."""
        if self.page:
            await self.page.action_new()

    async def open(self, what: str) -> None:
        """Open a list ("wins"), a row of it ("setbacks:<id>") or a form on it ("jobs/moved", "setbacks/new")."""
        name, _, row_id = what.partition(":")
        name, _, action = name.partition("/")
        names = [page.NAME for page in self.PAGES]
        if name not in names:
            return
        view = self.view
        self._overview.list.select(names.index(name))
        page = self.page or await self._mount_page(view)
        if row_id:
            page.look_for(row_id)
        self._show_page()
        self.action_open_list()
        view.reload()
        if action:
            await self.app.run_action(action, page)


def _summaries(pages: Sequence[type[RecordsPage[Any]]], store: "Store", today: date) -> list[Summary]:
    return [page.summary(store, today) for page in pages]


PANE = ListsPane
