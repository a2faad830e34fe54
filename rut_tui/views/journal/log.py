"""The entries of one day, oldest first."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from rut_tui.views.journal.rows import entry_lines
from rut_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from rut_tui.domain.journal import Entry


class DayLog(Listing):
    """What was written on a day."""

    LAST: ClassVar = sys.maxsize

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()
        self._drawn: list[list[Content]] = []

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    @property
    def ids(self) -> list[str]:
        """The ids of the entries."""
        return [entry.id for entry in self._entries]

    @property
    def entry(self) -> "Entry | None":
        """The entry selected."""
        return self._entries[self.selected] if self.selected < self.count else None

    def heights(self) -> list[int]:
        """Lines of each entry, a blank one between two included."""
        self._drawn = [entry_lines(entry, self.room) for entry in self._entries]
        for lines in self._drawn[:-1]:
            lines.append(Content(""))
        return [len(lines) for lines in self._drawn]

    def lines_of(self, row: int) -> list[Content]:
        """The lines of an entry, as last measured."""
        return self._drawn[row]

    def show(self, entries: "Sequence[Entry]", empty: Content, entry_id: str | None, otherwise: int) -> None:
        """Show the entries of a day. Those that were shown already stay where they are.

        Args:
            entries: Oldest first.
            empty: What stands here when there are none.
            entry_id: The entry to select.
            otherwise: The row to select when that entry isn't here.
        """
        before, start = self.entry, self.start
        self._entries = entries
        self.arrange_rows(empty)
        row = next((row for row, entry in enumerate(entries) if entry.id == entry_id), otherwise)
        if before is not None and row < self.count and entries[row] == before:
            self.stay(row, start)
        else:
            self.select(row)
