"""The board: its four columns side by side, and the archive in their place.

Where they don't fit, two or one are shown, and a line above names all of them with their counts.
"""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click, MouseDown, MouseMove
from textual.geometry import Offset
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

TWO_FIT: Final = 64
"""Columns of the terminal that hold two."""

EMPTY_ARCHIVE: Final = "Goals you archive with a wait here; v goes back to the board."


class ColumnNames(Widget):
    """All columns with their counts, on one line; those shown stand out, the chosen one is marked."""

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
        self._shown: Container[int] = ()

    def show(self, counts: Sequence[int], current: int, shown: Container[int]) -> None:
        """Draw the line.

        Args:
            counts: Cards in each column.
            current: The column that is chosen, from 0.
            shown: Those that are on the screen.
        """
        self._counts, self._current, self._shown = counts, current, shown
        self.refresh()

    def render(self) -> Content:
        """Name and count of each."""
        labels = (clickable(label, f"choose({column})") for column, label in enumerate(self._labels()))
        return Content(" ").join(labels)

    def column_at(self, x: int) -> int:
        """Return the column whose name is nearest to a cell of the line."""
        ends = accumulate(label.cell_length + 1 for label in self._labels())
        return min(sum(end <= x for end in ends), len(NAMES) - 1)

    def _labels(self) -> list[Content]:
        labels = []
        for column, (name, count) in enumerate(zip(NAMES, self._counts, strict=False)):
            style = "bold $accent" if column == self._current else "bold" if column in self._shown else "$muted"
            edge = ("▌" if column == self._current else " ", "$accent")
            labels.append(Content.assemble(edge, (name, style), (f" {count} ", "$muted")))
        return labels

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

    class Carried(Message):
        """A card is held over a place with the mouse."""

        def __init__(self, goal_id: str, column: int, row: int) -> None:
            """Say where.

            Args:
                goal_id: The card.
                column: The column below the mouse, from 0.
                row: The place in it, among the other cards shown, from 0.
            """
            super().__init__()
            self.goal_id = goal_id
            self.column = column
            self.row = row

    class Dropped(Message):
        """A card that was carried is put down."""

        def __init__(self, goal_id: str) -> None:
            """Name it."""
            super().__init__()
            self.goal_id = goal_id

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._left = 0
        """The first column shown."""
        self._held: tuple[str, Offset] | None = None
        """The card that the mouse is pressed on, and where."""
        self._carrying = False
        self._sifted = False
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

    def show(
        self,
        columns: "Sequence[Sequence[Goal]]",
        place: Place,
        today: date,
        names: Mapping[str, str],
        *,
        sifted: bool = False,
    ) -> None:
        """Draw goals.

        Args:
            columns: The cards of the four columns, or of the archive alone.
            place: The card that is chosen.
            today: The person's local day.
            names: What the keys of values and causes are called.
            sifted: Some may be left out.
        """
        self._sifted = sifted
        self._columns, self._place, self._today, self._names = columns, place, today, names
        self._draw()

    def on_resize(self) -> None:
        """Show as many columns as there is room for."""
        self._draw()

    @property
    def _fitting(self) -> int:
        """How many columns fit side by side."""
        return len(NAMES) if self.size.width >= ALL_FIT else 2 if self.size.width >= TWO_FIT else 1

    def _draw(self) -> None:
        archived = len(self._columns) == 1
        fitting = min(self._fitting, len(self._columns))
        here = self._place.column
        self._left = min(max(self._left, here - fitting + 1), here, len(self._columns) - fitting)
        names = self.query_one(ColumnNames)
        names.display = not archived and fitting < len(NAMES)
        shown = range(self._left, self._left + fitting)
        names.show([len(cards) for cards in self._columns], here, shown)
        drawn = list(self.query(BoardColumn))
        for number, column in enumerate(drawn):
            column.display = number == len(drawn) - 1 if archived else number in shown
        for number in shown:
            column = drawn[-1 if archived else number]
            row = self._place.row if number == here else None
            cards = self._columns[number]
            column.show(cards, row, self._today, self._names, head=not names.display, sifted=self._sifted)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Remember which card may be carried from here."""
        column = self._column_at(event.screen_offset)
        goal = column.goal_at(event.screen_y - column.region.y) if column else None
        self._held = (goal.id, event.screen_offset) if goal and event.button == 1 else None

    def on_mouse_move(self, event: MouseMove) -> None:
        """Say what the card is held over; a button that was let go outside the window puts it down."""
        if self._held is None or len(self._columns) == 1:
            return
        if not event.button:
            self._put_down()
            return
        goal_id, begun = self._held
        if not self._carrying:
            if event.screen_offset == begun:
                return
            self._carrying = True
            self.suppress_click()
            self.capture_mouse()
        names = self.query_one(ColumnNames)
        if names.display and names.region.contains_point(event.screen_offset):
            self.post_message(self.Carried(goal_id, names.column_at(event.screen_x - names.region.x), 0))
        elif column := self._column_at(event.screen_offset):
            row = column.room_at(event.screen_y - column.region.y, goal_id)
            self.post_message(self.Carried(goal_id, column.number, row))

    def on_mouse_up(self) -> None:
        """Put the card down."""
        self._put_down()

    def _put_down(self) -> None:
        held, self._held = self._held, None
        if held and self._carrying:
            self._carrying = False
            self.release_mouse()
            self.post_message(self.Dropped(held[0]))

    def _column_at(self, at: Offset) -> BoardColumn | None:
        """Return the column below a place of the screen."""
        shown = (column for column in self.query(BoardColumn) if column.display)
        return next((column for column in shown if column.region.contains_point(at)), None)
