"""The log, filtered: the line that is typed in, and the entries that pass."""

from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from rut_tui.domain.found import wanted
from rut_tui.views.journal.filter_line import FilterLine
from rut_tui.views.journal.found_list import FoundList
from rut_tui.widgets.listing import newcomer
from rut_tui.widgets.panel import Panel

if TYPE_CHECKING:
    from rut_tui.views.journal.filter_reading import Sifted


class FilterPanel(Panel):
    """Shows what was read; the view reads it."""

    def __init__(self, *, id: str) -> None:
        """Start empty."""
        super().__init__("Filter", id=id)
        self.list = FoundList()
        self.line = FilterLine(self.list)
        self._archived = False

    def body(self) -> ComposeResult:
        """The line above the entries."""
        yield self.line
        yield self.list

    @property
    def empty(self) -> bool:
        """Whether nothing is looked for."""
        return not (self.line.text or self.line.chosen)

    def show(
        self, found: "Sifted", today: date, row: int, entry_id: str | None, *, archived: bool, follow: bool
    ) -> None:
        """Show what passed.

        Args:
            found: What was read.
            today: The person's local day.
            row: The row to select.
            entry_id: The entry to select instead, if it is among them.
            archived: Archived entries are among them.
            follow: An entry that came among them just now is selected instead.
        """
        ids = found.page.ids
        came = newcomer(self.list.ids, ids) if follow and archived == self._archived else None
        if came and (found.page.complete or came != ids[-1]):  # the last may only have moved up into what is read
            entry_id = came
        self._archived = archived
        stays, start = self.list.ids[self.list.selected : self.list.selected + 1] == [entry_id], self.list.start
        self.list.complete = found.page.complete
        self.list.show(ids, found.entries, wanted(self.line.text), today, _NOTHING)
        if entry_id in ids:
            row = ids.index(entry_id)
        if stays and row < len(ids):
            self.list.stay(row, start)
        else:
            self.list.select(row)
        self.say_how_many(archived=archived)

    def say_how_many(self, *, archived: bool) -> None:
        """Say how many entries pass."""
        number = self.list.count
        said = "1 entry" if number == 1 else f"{number:,} entries" if number else "no entry"
        if not self.list.complete:
            said = f"the newest {number:,}, more below"
        self.retitle("Filter", f"{said}{', archived shown' if archived else ''}")


_NOTHING = Content.assemble(
    "Nothing in the log has all of that.", "\n", ("Fewer words find more; backspace takes the last one out.", "$muted")
)
