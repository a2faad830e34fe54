"""The Log with its filter: entries of all days that have some words, as they are typed."""

import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.worker import Worker

from rut_tui.storage.faults import StorageError
from rut_tui.views.journal.filter_line import FilterLine
from rut_tui.views.journal.filter_panel import FilterPanel
from rut_tui.views.journal.found_list import FoundList
from rut_tui.views.journal.log_view import LogView
from rut_tui.widgets.bindings import bindings

if TYPE_CHECKING:
    from rut_tui.domain.journal import Entry
    from rut_tui.storage.entry_search import EntryFilter, EntryPage
    from rut_tui.storage.store import Store
    from rut_tui.views.journal.filter_reading import Known, Sifted

PAGE: Final = 60
"""Entries looked for at once, while it is typed."""

MORE: Final = 300
"""Older entries looked for when the end comes near."""

ON_DAYS: Final = frozenset(("new", "day", "written", "to_days", "to_log"))
"""What can be done only where days are shown."""


class FilteredLog(LogView):
    """Shows either the days, or the entries that pass the filter."""

    # All of them, since a key that has a meaning here would lose those that it has in the base.
    BINDINGS: ClassVar[list[BindingType]] = [
        *LogView.BINDINGS,
        *bindings("journal.filtered"),
        *bindings("journal.found"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        """Open on the days."""
        super().__init__(id=id)
        self._filter = FilterPanel(id="journal-found")
        self._filter.display = False
        self._known: Known | None = None
        self._sought_for: EntryFilter | None = None
        self._sought = self._shown = 0
        """Numbers of the last filter asked for, and of the last one shown."""

    def compose(self) -> ComposeResult:
        """The days, or the filter."""
        with Container(id="journal-log"):
            yield from super().compose()
            yield self._filter

    @property
    def filtering(self) -> bool:
        """Whether the filter is on the screen."""
        return self._filter.display

    @property
    def entry(self) -> "Entry | None":
        """The entry selected, on the day or among those found."""
        return self._filter.list.entry if self.filtering else super().entry

    @property
    def settling(self) -> bool:
        """Whether what the next key is meant for is still being looked for; the line waits for nothing."""
        return super().settling or (self.filtering and self._sought != self._shown and not self._filter.line.has_keys)

    def focus_first(self) -> None:
        """The entries take the keys, or the line while there is nothing in it."""
        if not self.filtering:
            super().focus_first()
        elif self._filter.empty:
            self._filter.line.take_keys()
        else:
            self.screen.set_focus(self._filter.list)

    async def load(self) -> None:
        """Read the day, or what passes the filter."""
        if self.filtering:
            self._known = None
            await self._find(keeping=True)
        else:
            await super().load()

    async def make_way(self, action: str) -> None:
        """Show the days for what is done there."""
        if self.filtering and action.partition("(")[0] in ON_DAYS:
            self._go(self.day)

    def action_filter(self) -> None:
        """Show the filter as it was left, to be typed in."""
        self._show_filter(True)
        self._filter.line.take_keys()
        self._known = None
        self._look(keeping=True)

    def action_unfilter(self) -> None:
        """Let go of the filter, and show the day again."""
        self._filter.line.clear()
        self._go(self.day)

    def action_its_day(self) -> None:
        """Show the day that the entry selected belongs to; the filter stays as it is."""
        if entry := self.entry:
            self.land(entry)
            self._go(entry.day)

    def turn_to(self, day: date) -> None:
        """Show a day next, and not the filter."""
        if self.filtering:
            self._show_filter(False)
            self.focus_first()
        super().turn_to(day)

    def _show_filter(self, shown: bool) -> None:
        self._filter.display = shown
        self._by_day.display = not shown

    def land(self, entry: "Entry") -> None:
        """Go where a saved entry belongs, on the day or among those found."""
        if self.filtering:
            self._entry_id = entry.id
        else:
            super().land(entry)

    def stay(self) -> None:
        """Look again."""
        if self.filtering:
            self.reload()
        else:
            super().stay()

    def action_archived(self) -> None:
        """Show archived entries too, or hide them again."""
        self._archived = not self._archived
        self.stay()

    @on(FilterLine.Changed)
    def _typed(self) -> None:
        if self.filtering:
            self._look()

    def _look(self, *, keeping: bool = False) -> None:
        """Look for what is typed now, and no longer for what was typed before."""
        self._sought += 1
        _: Worker[None] = self.run_worker(partial(self._find_now, keeping=keeping), group="find", exclusive=True)

    async def _find_now(self, *, keeping: bool) -> None:
        try:
            await self._find(keeping=keeping)
        except StorageError as error:
            self.app.tell(error)

    async def _find(self, *, keeping: bool = False) -> None:
        """Read what passes the filter, and draw it.

        Args:
            keeping: The entry selected stays, where it still passes.
        """
        number, panel, known, archived = self._sought, self._filter, self._known, self._archived
        text, chosen = panel.line.text, panel.line.chosen
        row = panel.list.selected if keeping else 0
        limit = max(PAGE, panel.list.count if keeping else 0)

        def read(store: "Store") -> "tuple[Known, EntryFilter, Sifted]":
            from rut_tui.views.journal.filter_reading import read_known, sift

            words = known or read_known(store)
            sought = words.filter(text, chosen, archived=archived)
            return words, sought, sift(store, sought, limit, row)

        asked_for = keeping and not self._read.is_set()
        try:
            words, self._sought_for, found = await self.ask(read)
        finally:
            self._shown = max(self._shown, number)
        if known is None:
            self._known = words
            panel.line.offer(words.labels)
        panel.show(found, self._today, row, self._entry_id if keeping else None, archived=archived, follow=asked_for)
        self._remember_found()

    @on(FoundList.Selected, "FoundList")
    def _remember_found(self) -> None:
        if entry := self.entry:
            self._entry_id = entry.id
        self.refresh_bindings()

    @on(FoundList.Lacking)
    def _read_lacking(self) -> None:
        _: Worker[None] = self.run_worker(self._fill, group="found", exclusive=True)

    @on(FoundList.EndWanted)
    def _go_to_end(self) -> None:
        self.then(partial(self._fill, everything=True))

    async def _fill(self, *, everything: bool = False) -> None:
        """Read what came into view, and older entries when the end of those known is near.

        Args:
            everything: All older ones, and go to the last.
        """
        found, sought, number = self._filter.list, self._sought_for, self._sought
        lacking = found.lacking()
        last, limit = found.ids[-1], sys.maxsize if everything else MORE
        more = everything or found.near_end

        def read(store: "Store") -> "tuple[tuple[Entry, ...], EntryPage | None]":
            page = store.search.entries(sought, limit, last) if sought and more else None
            return store.entries.some(lacking), page

        try:
            entries, page = await self.ask(read)
        except StorageError as error:
            self.app.tell(error)
            return
        if number != self._sought or found.ids[-1:] != [last]:
            return  # something else is shown by now
        if page:
            found.complete = page.complete
        found.fill(lacking, entries, page.ids if page else ())
        self._filter.say_how_many(archived=self._archived)
        if everything:
            found.action_end(True)
        self._remember_found()

    def at_once(self, node: object, action: str) -> bool:
        """The filter can be opened and left whatever is still being read."""
        return action in ("filter", "unfilter") or super().at_once(node, action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what needs days while the filter is shown, and the other way round."""
        if action == "unfilter":
            return self.filtering
        if action == "its_day":
            return self._filter.list.has_focus and self.entry is not None
        if action in ON_DAYS and self.filtering:
            return False
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """The list of days may be gone, and the focus with it."""
        if self.screen.focused is None:
            self.focus_first()
