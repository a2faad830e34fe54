"""The two panes of the Journal: the days that were written on, and the day shown."""

from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from rut_tui.domain.days import describe_ago, name_day
from rut_tui.views.journal.days import DayList
from rut_tui.views.journal.log import DayLog
from rut_tui.views.journal.recall import Recall
from rut_tui.widgets.listing import newcomer
from rut_tui.widgets.panel import Panel, empty_state

if TYPE_CHECKING:
    from rut_tui.views.journal.reading import Reading


class DaysPanel(Panel):
    """On a wide screen: the days beside the day."""

    def __init__(self, *, id: str) -> None:
        """Start empty."""
        super().__init__("Days", id=id)
        self.list = DayList()

    def body(self) -> ComposeResult:
        """The list."""
        yield self.list

    def show(self, found: "Reading", today: date) -> None:
        """Show the days that were read, and how many there are."""
        self.list.show(found.days, today, complete=found.complete)
        self.retitle("Days", f"{found.written:,} written" if found.written else "")


class DayPanel(Panel):
    """The entries of a day under its date."""

    def __init__(self, *, id: str) -> None:
        """Start empty."""
        super().__init__("", id=id)
        self.entries = DayLog()
        self._recall = Recall()
        self.day: date | None = None
        self._archived = False

    def body(self) -> ComposeResult:
        """The entries, and what was written on this day before."""
        yield self.entries
        yield self._recall

    def show(self, found: "Reading", today: date, entry_id: str | None, *, archived: bool, follow: bool) -> None:
        """Show a day that was read.

        Args:
            found: The day and its entries.
            today: The person's local day.
            entry_id: The entry to select; if it isn't there, the row stays, or on another day it is the first,
                today the last.
            archived: Archived entries are among them.
            follow: An entry that came to the day just now is selected instead.
        """
        if follow and (self.day, self._archived) == (found.day, archived):
            entry_id = newcomer(self.entries.ids, [entry.id for entry in found.entries]) or entry_id
        self._archived = archived
        start = self.entries.selected if self.day == found.day else self.entries.LAST if found.day == today else 0
        self.day = found.day
        nothing = _nothing(found.day, today, ever=found.ever)
        self.entries.show(found.entries, nothing, entry_id, start)
        self._recall.show(found.recalled)
        aside = [describe_ago(found.day, today), *found.figures(), "archived shown" if archived else ""]
        self.retitle(name_day(found.day, today), ", ".join(filter(None, aside)))

    def announce(self, day: date, today: date) -> None:
        """Name a day whose entries are still being read.

        Args:
            day: The day.
            today: The person's local day.
        """
        self.day = day
        self._recall.show(())
        self.entries.show((), Content.styled("One moment…", "$muted"), None, 0)
        self.retitle(name_day(day, today), describe_ago(day, today))


def _nothing(day: date, today: date, *, ever: bool) -> Content:
    """What an empty day says."""
    if not ever:
        return empty_state(
            "Your entries will be here, day by day.",
            "After a few weeks they show what drains you and what engages you.",
            "n",
            "write the first one",
        )
    when = "yet today" if day == today else f"on {name_day(day, today)}"
    return empty_state(f"Nothing written {when}.", "A gap is a gap. A line is enough.", "n", "write an entry")
