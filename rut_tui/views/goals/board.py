"""The board: its four columns side by side, and the archive in their place.

Where they don't fit, one is shown, and a line above names all of them with their counts.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from rut_tui.views.goals.column import BoardColumn
from rut_tui.views.goals.place import Place
from rut_tui.widgets.plain import clickable, run_clicked

if TYPE_CHECKING:
    from rut_tui.domain.goals import Goal

NAMES: Final = {
    "Idea": "What might be worth it.",
    "Next": "What comes after this.",
    "Doing": "What you are on now.",
    "Done": "What is done stays here, with its day.",
}
"""The columns, and what will be in each."""

ALL_FIT: Final = 76
"""Columns of the terminal that hold all four side by side."""

EMPTY_ARCHIVE: Final = "Goals you archive with a wait here; v goes back to the board."


class ColumnNames(Widget):
    """All columns with their counts, on one line; the one shown is marked."""

    DEFAULT_CSS = """
    ColumnNames { height: 2; }
    """
    ALLOW_SELECT = False

    class Chosen(Message):
        """A column was clicked."""

        def __init__(self, column: int) -> None:
            """Say which, from 0."""
            super().__init__()
            self.column = column

    def __init__(self) -> None:
        """Begin without counts."""
        super().__init__()
        self._counts: Sequence[int] = ()
        self._current = 0

    def show(self, counts: Sequence[int], current: int) -> None:
        """Draw the line.

        Args:
            counts: Cards in each column.
            current: The column that is chosen, from 0.
        """
        self._counts, self._current = counts, current
        self.refresh()

    def render(self) -> Content:
        """Name and count of each."""
        labels = []
        for column, (name, count) in enumerate(zip(NAMES, self._counts, strict=False)):
            style = "bold $accent" if column == self._current else "$muted"
            edge = ("▌" if column == self._current else " ", "$accent")
            label = Content.assemble(edge, (name, style), (f" {count} ", "$muted"))
            labels.append(clickable(label, f"choose({column})"))
        return Content(" ").join(labels)

    async def on_click(self, event: Click) -> None:
        """Go to the column that was clicked."""
        await run_clicked(self, event)

    def action_choose(self, column: int) -> None:
        """Ask for a column."""
        self.post_message(self.Chosen(column))


class Board(Vertical):
    """The columns side by side."""

    DEFAULT_CSS = """
    Board { height: 1fr; padding: 1 1 0 1; }
    Board > Horizontal { height: 1fr; }
    Board .archive { max-width: 72; }
    """

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._columns: Sequence[Sequence[Goal]] = ((), (), (), ())
        self._place = Place(0, 0)
        self._today = date.min
        self._names: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """The line of names, the four columns, the archive."""
        yield ColumnNames()
        with Horizontal():
            for number, (name, waiting) in enumerate(NAMES.items()):
                yield BoardColumn(number, name, waiting)
            archive = BoardColumn(0, "Archive", EMPTY_ARCHIVE)
            archive.add_class("archive")
            yield archive

    def show(self, columns: "Sequence[Sequence[Goal]]", place: Place, today: date, names: Mapping[str, str]) -> None:
        """Draw goals.

        Args:
            columns: The cards of the four columns, or of the archive alone.
            place: The card that is chosen.
            today: The person's local day.
            names: What the keys of values and causes are called.
        """
        self._columns, self._place, self._today, self._names = columns, place, today, names
        self._draw()

    def on_resize(self) -> None:
        """Show as many columns as there is room for."""
        self._draw()

    @property
    def _fitting(self) -> int:
        """How many columns fit side by side."""
        return len(NAMES) if self.size.width >= ALL_FIT else 1

    def _draw(self) -> None:
        archived = len(self._columns) == 1
        fitting = min(self._fitting, len(self._columns))
        shown = range(fitting) if fitting > 1 else (self._place.column,)
        names = self.query_one(ColumnNames)
        names.display = not archived and fitting < len(NAMES)
        names.show([len(cards) for cards in self._columns], self._place.column)
        drawn = list(self.query(BoardColumn))
        for column in drawn:
            column.display = False
        for number in shown:
            column = drawn[-1 if archived else number]
            column.display = True
            row = self._place.row if number == self._place.column else None
            column.show(self._columns[number], row, self._today, self._names, head=not names.display)
