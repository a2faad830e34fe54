"""Draws ready lines as one widget, grouped into rows that a click can pick.

One widget for a whole list: a hundred small ones would cost a visible moment.
"""

from collections.abc import Callable, Sequence

from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.widget import Widget

Row = Sequence[Content]
"""One or more lines, no longer than the width they were drawn for."""


class Lines(Widget):
    """Rows of lines, drawn by a function of the width."""

    DEFAULT_CSS = """
    Lines { height: auto; width: 1fr; }
    """

    class Picked(Message):
        """A row was clicked."""

        def __init__(self, lines: "Lines", row: int) -> None:
            """Name the row by its index."""
            super().__init__()
            self.lines = lines
            self.row = row

        @property
        def control(self) -> "Lines":
            """The widget that was clicked."""
            return self.lines

    def __init__(self, draw: Callable[[int], Sequence[Row]], *, id: str | None = None) -> None:
        """Draw what a function returns.

        Args:
            draw: Width in columns → rows.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.auto_links = False
        self._draw = draw
        self._drawn: tuple[int, Sequence[Row]] | None = None

    def redraw(self) -> None:
        """Draw again; the layout is worked out anew only if the height has changed."""
        if self._drawn is None:
            self.refresh(layout=True)
            return
        width, before = self._drawn
        self._drawn = None
        self.refresh(layout=_height(self._rows(width)) != _height(before))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's shape
        """The number of lines at this width."""
        return _height(self._rows(width))

    def render(self) -> Content:
        """Draw every line."""
        rows = self._rows(self.content_size.width)
        return Content("\n").join(line for row in rows for line in row)

    def bring(self, row: int, *, spare: int = 0) -> None:
        """Scroll a row into view.

        Args:
            row: Its index.
            spare: Lines to keep in view above and below it.
        """
        rows = self._rows(self.content_size.width)
        if isinstance(self.parent, VerticalScroll) and 0 <= row < len(rows):
            top = self.virtual_region.y + _height(rows[:row])
            region = Region(0, top, 1, len(rows[row]))
            self.parent.scroll_to_region(region, spacing=Spacing(spare, 0, spare, 0), animate=False, immediate=True)

    def on_click(self, event: Click) -> None:
        """Tell which row was clicked."""
        line = event.y
        for row, lines in enumerate(self._rows(self.content_size.width)):
            line -= len(lines)
            if line < 0:
                self.post_message(self.Picked(self, row))
                return

    def _rows(self, width: int) -> Sequence[Row]:
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, self._draw(width))
        return self._drawn[1]


def _height(rows: Sequence[Row]) -> int:
    return sum(map(len, rows))


def hanging(first: Content, text: Content, width: int) -> list[Content]:
    """Wrap text beside a lead, its further lines indented to stand below the first.

    Args:
        first: What stands before the first line.
        text: What is wrapped.
        width: Columns for both together.
    """
    indent = first.cell_length
    lines = [line.rstrip() for line in text.wrap(max(8, width - indent))]
    return [first + lines[0], *(Content(" " * indent) + line for line in lines[1:])]
