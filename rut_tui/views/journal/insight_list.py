"""The list of the Insights: every comparison in its group, then what was expected, and what is still ahead."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from rut_tui.domain.insight_words import KINDS
from rut_tui.domain.patterns import Insight
from rut_tui.domain.reality import Reality
from rut_tui.views.journal.expectation_rows import (
    ahead_heading,
    ahead_row,
    reality_heading,
    reality_row,
    reality_table_heading,
    reality_table_row,
)
from rut_tui.views.journal.insight_rows import heading, row, table_heading, table_row
from rut_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from rut_tui.domain.expectations import Expectation
    from rut_tui.views.journal.insights_reading import Found

    Item = Insight | Reality | Expectation
    """Something the list has a line for."""

EXPECTED: Final = "expected"
AHEAD: Final = "ahead"
"""The groups below those of comparisons."""


class InsightList(Listing):
    """Every group under its heading, drawn as bars or as a table."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="insight-list")
        self._rows: list[tuple[str, Item]] = []
        self._today = date.min
        self.as_table = False

    @property
    def count(self) -> int:
        """How many lines there are, headings aside."""
        return len(self._rows)

    @property
    def item(self) -> "tuple[str, Item] | None":
        """What is selected, with the group it is of."""
        return self._rows[self.selected] if self.selected < self.count else None

    def heights(self) -> Iterator[int]:
        """One line, and above the first of a group its heading and a gap."""
        return (1 + self._opens(n) + (self._opens(n) and n > 0) for n in range(self.count))

    def lines_of(self, row_number: int) -> list[Content]:
        """A line below what stands above it."""
        title, line = self._drawn(*self._rows[row_number])
        if not self._opens(row_number):
            return [line]
        return [*([Content("")] if row_number else []), title, line]

    def _drawn(self, kind: str, item: "Item") -> tuple[Content, Content]:
        """Return the heading of a group, and the line of one of its items."""
        room = self.room
        if isinstance(item, Insight):
            draw, title = (table_row, table_heading) if self.as_table else (row, heading)
            return title(KINDS[kind], room), draw(item, room, tested=kind != "by_emotion")
        if isinstance(item, Reality):
            if self.as_table:
                return reality_table_heading(room), reality_table_row(item, room)
            return reality_heading(room), reality_row(item, room)
        return ahead_heading(room), ahead_row(item, room, self._today)

    def marks(self, row: int, line: int) -> bool:
        """The mark stands beside what is selected, not beside its heading."""
        return line == len(self.lines_of(row)) - 1

    def show(self, found: "Found", today: date, empty: Content) -> None:
        """Show what was found; what was selected stays so, if it is there.

        Args:
            found: The insights, what was expected and what is still ahead.
            today: The person's local day.
            empty: What stands here when there is none of it.
        """
        before = self.item
        self._today = today
        self._rows = [(kind, item) for kind in KINDS for item in getattr(found.insights, kind)]
        self._rows += [(EXPECTED, item) for item in found.realities]
        self._rows += [(AHEAD, item) for item in found.ahead]
        self.arrange_rows(empty)
        same = (n for n, (kind, item) in enumerate(self._rows) if before and (kind, _key(item)) == _named(before))
        self.select(next(same, 0))

    def _opens(self, number: int) -> bool:
        """Whether something is the first of its group."""
        return number == 0 or self._rows[number][0] != self._rows[number - 1][0]


def _named(row: "tuple[str, Item]") -> tuple[str, str]:
    return row[0], _key(row[1])


def _key(item: "Item") -> str:
    return item.key if isinstance(item, Insight | Reality) else item.id
