"""The Log of the Journal: the days that were written on, and the entries of the one shown.

Every day can be gone to and written on, up to today.
"""

import sys
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.worker import Worker

from rut_tui.domain.days import FIRST_DAY, describe_ago, name_day
from rut_tui.storage.faults import StorageError
from rut_tui.views.base import SOON
from rut_tui.views.journal.days import DayList
from rut_tui.views.journal.entry_keys import EntryKeys
from rut_tui.views.journal.panels import DayPanel, DaysPanel
from rut_tui.views.journal.recall import Recall
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from rut_tui.domain.journal import Entry
    from rut_tui.storage.store import Store
    from rut_tui.views.journal.reading import AsOf, Reading

PAGE = 200
"""Days read at once."""

DAYS = ("day", "today", "date", "new", "to_days", "to_log")
"""What can be done before the entries of a day are there."""

OF_AN_ENTRY = ("edit", "archive", "move")
"""What can be done to an entry only."""


class LogView(EntryKeys):
    """The entries by day, and the keys that go through them."""

    NAME = "journal"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("journal"), *bindings("journal.days")]

    def __init__(self, *, id: str | None = None) -> None:
        """Open on today, whatever day that will be."""
        super().__init__(id=id)
        self._days_panel = DaysPanel(id="journal-days")
        self._day_panel = DayPanel(id="journal-day")
        self._days, self._log = self._days_panel.list, self._day_panel.entries
        self._by_day = Horizontal(id="journal-by-day")
        self._day: date | None = None
        self._entry_id: str | None = None
        self._archived = False
        self._days_are_old = True
        self._days_as_of: AsOf | None = None
        self._list_follows = True

    def compose(self) -> ComposeResult:
        """Days left, day right."""
        with self._by_day:
            yield self._days_panel
            yield self._day_panel

    @property
    def _today(self) -> date:
        return self.app.clock().date()

    @property
    def day(self) -> date:
        """The day to show."""
        return self._day or self._today

    @property
    def entry(self) -> "Entry | None":
        """The entry selected."""
        return self._log.entry

    def focus_first(self) -> None:
        """The entries take the keys."""
        self._log.focus()

    def reload(self, *, quietly: bool = False) -> None:
        """Load the list of days again too."""
        self._days_are_old = True
        super().reload(quietly=quietly)

    async def load(self) -> None:
        """Read the day, and the list of days when it changed or doesn't reach that far; draw both at once."""
        day, today, archived = self.day, self._today, self._archived
        lacking = self._list_follows and not self._days.reaches(day)
        span = max(PAGE, self._days.count) if self._days_are_old or lacking else 0
        seen = None if lacking else self._days_as_of

        def read(store: "Store") -> "Reading":
            from rut_tui.views.journal.reading import read_journal

            return read_journal(store, day, today, span, archived=archived, seen=seen)

        found = await self.ask(read)
        if found.days:
            self._days_panel.show(found, today)
            self._days_as_of = found.as_of
        if span:
            self._days_are_old = False
        asked_for = not self._read.is_set()
        if self._list_follows and (asked_for or self._days.day != day):
            self._days.mark(day)
        self._day_panel.show(found, today, self._entry_id, archived=archived, follow=asked_for)
        self._remember_entry()
        self.refresh_bindings()

    def _go(self, day: date, *, list_follows: bool = True) -> None:
        """Show a day; keys that act on its entries wait until they are there.

        Args:
            day: The day.
            list_follows: The list of days goes there too; when it led here, it may be further by now.
        """
        self.turn_to(day)
        self._list_follows = list_follows
        super().reload()
        self.set_timer(SOON, self._announce)

    def turn_to(self, day: date) -> None:
        """Have this day be the one to show when it is next read."""
        self._day = None if day == self._today else day
        self._list_follows = True

    def _announce(self) -> None:
        """Name the day while the disk is slow: a key must not seem to have done nothing."""
        if self.settling and self._day_panel.day != self.day:
            self._day_panel.announce(self.day, self._today)

    def at_once(self, node: object, action: str) -> bool:
        """Days can be gone through before their entries are there."""
        return node is self._days or action in DAYS

    @on(Listing.Selected, "DayLog")
    def _remember_entry(self) -> None:
        self._entry_id = self._log.entry.id if self._log.entry else None

    @on(Listing.Selected, "DayList")
    def _show_selected(self) -> None:
        if day := self._days.day:
            self._go(day, list_follows=False)

    @on(Recall.Chosen)
    def _show_recalled(self, event: Recall.Chosen) -> None:
        self._go(event.day)

    @on(DayList.MoreWanted)
    def _more_wanted(self, event: DayList.MoreWanted) -> None:
        reading = partial(self._read_more_days, everything=event.everything)
        if event.everything:
            self.then(reading)
        else:
            _: Worker[None] = self.run_worker(reading, group="more-days")

    async def _read_more_days(self, *, everything: bool) -> None:
        last = self._days.last
        limit = sys.maxsize if everything else PAGE
        try:
            found = await self.ask(lambda store: store.entries.days(limit, last))
        except StorageError as error:
            self.app.tell(error)
            return
        if self._days.last == last:
            self._days.extend(found, complete=len(found) < limit)
        if everything:
            self._days.action_end(True)

    def action_day(self, step: int) -> None:
        """Go a day back or forward."""
        day = self.day + timedelta(days=step)
        if day > (self._days.newest or self._today):
            self._say("Tomorrow isn't written yet.")
        elif day < FIRST_DAY:
            self._say(f"The journal begins in {FIRST_DAY.year}.")
        else:
            self._go(day)

    def action_written(self, step: Literal[-1, 1]) -> None:
        """Go to the nearest day that was written on."""
        self.then(partial(self._find_written, step))

    async def _find_written(self, step: Literal[-1, 1]) -> None:
        day = self.day
        try:
            found = await self.ask(lambda store: store.entries.neighbour(day, step))
        except StorageError as error:
            self.app.tell(error)
            return
        if found is None:
            self._say(f"Nothing was written {'before' if step < 0 else 'after'} that.")
        else:
            self._go(found)

    def action_today(self) -> None:
        """Go back to today."""
        self._go(self._today)

    @on(Listing.Opened, "DayList")
    def action_to_log(self) -> None:
        """Go to the entries of the day."""
        self._log.focus()

    def action_to_days(self) -> None:
        """Go to the list of days, where there is one."""
        if self._days_panel.display:
            self._days.focus()

    def land(self, entry: "Entry") -> None:
        """Go where a saved entry belongs."""
        self.turn_to(entry.day)
        self._entry_id = entry.id

    def stay(self) -> None:
        """Read the day again."""
        self._go(self.day)

    def action_date(self) -> None:
        """Ask for the day to go to."""
        from rut_tui.domain.when import parse_past_day
        from rut_tui.modals.prompt import Prompt

        def answered(day: date | None) -> None:
            if day:
                self._go(day)

        self.app.push_screen(
            Prompt(
                "Go to a day",
                "Which one?",
                "3 Nov, mon, a year ago, 2024-11-03",
                lambda typed: parse_past_day(typed, self.app.clock()),
                lambda day: f"{name_day(day, self._today)}, {describe_ago(day, self._today)}",
            ),
            answered,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the hook's shape
        """In the list of days, offer to go to the day; on the day, what can be done to an entry where there is one."""
        if action == "to_log":
            return self._days.has_focus
        if action in OF_AN_ENTRY:
            return self.entry is not None and not self._days.has_focus
        return True

    def _say(self, text: str) -> None:
        self.app.notify(text)
