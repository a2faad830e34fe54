"""The rows of a page of the lists: drawn by the page, read on as one goes down."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from textual.content import Content

from rut_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from rut_tui.views.lists.page import RecordsPage

RowT = TypeVar("RowT")

ALL: Final = -1
"""No limit to the rows that are read."""


class RecordList(Listing, Generic[RowT]):
    """The rows of a page."""

    def __init__(self, page: "RecordsPage[RowT]") -> None:
        """Start empty.

        Args:
            page: Draws the rows.
        """
        super().__init__()
        self._page = page
        self._rows: Sequence[RowT] = ()
        self._drawn: list[tuple[list[Content], list[Content]]] = []

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def ids(self) -> list[str]:
        """What tells each row from the others."""
        return [self._page.id_of(row) for row in self._rows]

    @property
    def rows(self) -> Sequence[RowT]:
        """Those that were read, in order."""
        return self._rows

    @property
    def row(self) -> RowT | None:
        """The row selected."""
        return self._rows[self.selected] if self.selected < self.count else None

    def heights(self) -> list[int]:
        """As many lines as each needs, with those above it."""
        page = self._page
        self._drawn = [(page.above(row, place), page.draw(row, self.room)) for place, row in enumerate(self._rows)]
        return [len(above) + len(lines) for above, lines in self._drawn]

    def lines_of(self, row: int) -> list[Content]:
        """The lines of a row, as last measured."""
        above, lines = self._drawn[row]
        return above + lines

    def marks(self, row: int, line: int) -> bool:
        """What stands above a row is none of it."""
        return line >= len(self._drawn[row][0])

    @property
    def complete(self) -> bool:
        """Whether there are no more rows than these."""
        return self._page.reach == ALL or self.count < self._page.reach

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more in good time."""
        super().watch_scroll_y(old_value, new_value)
        if not self.complete and new_value + 2 * self.size.height > self.virtual_size.height:
            self._page.read_on()

    def action_end(self, last: bool) -> None:
        """Go to the first row, or to the last of all."""
        if last and not self.complete:
            self._page.read_to_the_end()
        else:
            super().action_end(last)

    def show(self, rows: Sequence[RowT], place: int, empty: Content) -> None:
        """Show rows.

        Args:
            rows: In order.
            place: The one to select.
            empty: What stands here when there are none.
        """
        self._rows = rows
        self.arrange_rows(empty)
        self.select(place)
