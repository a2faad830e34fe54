"""A pane that shows one page at a time: the first of them, and those that lie behind it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult

from rut_tui.views.base import View
from rut_tui.views.lists.page import RecordsPage
from rut_tui.views.pane import Pane


class PageStack(Pane):
    """Pages, one of them shown; the way back from each leads to the first.

    Attributes:
        PAGES: Those there are, the first on top.
    """

    PAGES: ClassVar[Sequence[type[RecordsPage[Any]]]]

    def compose(self) -> ComposeResult:
        """All pages; the first is shown."""
        for place, page in enumerate(kind(self.view) for kind in self.PAGES):
            page.on_top = place == 0
            page.set_class(place == 0, "-chosen")
            yield page

    @property
    def _pages(self) -> list[RecordsPage[Any]]:
        return [child for child in self.children if isinstance(child, RecordsPage)]

    @property
    def page(self) -> RecordsPage[Any]:
        """The page that is shown."""
        return next(page for page in self._pages if page.has_class("-chosen"))

    def focus_first(self) -> None:
        """The page takes the keys."""
        self.screen.set_focus(self.page.list)

    async def load(self, view: View) -> None:
        """Read the rows of the page that is shown."""
        page, today = self.page, view.app.clock().date()
        page.show(await view.ask(lambda store: page.read(store, today)), today)

    def turn_to(self, name: str) -> RecordsPage[Any]:
        """Show a page, and let it read."""
        for page in self._pages:
            page.set_class(name == page.NAME, "-chosen")
        self.focus_first()
        self.view.reload()
        return self.page

    @on(RecordsPage.Left)
    def _back(self, event: RecordsPage.Left) -> None:
        event.stop()
        self.turn_to(self.PAGES[0].NAME)

    async def open(self, what: str) -> None:
        """Open a page ("questions"), a row of it ("people:<id>") or a form on it ("leads/new")."""
        name, _, row_id = what.partition(":")
        name, _, action = name.partition("/")
        if name not in (page.NAME for page in self.PAGES):
            return
        page = self.turn_to(name)
        page.archived = False
        if row_id:
            page.look_for(row_id)
        if action:
            await self.app.run_action(action, page)
