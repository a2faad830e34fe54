"""A list whose rows may take several lines, one of them selected; only the lines on the screen are drawn.

The base of the list of days and of the entries of a day.
"""

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from rut_tui.widgets.bindings import bindings

MARKER: Final = "▌ "


def newcomer(before: Iterable[str], now: Sequence[str]) -> str | None:
    """Return the one row that wasn't there before: what was just written, or what an undo brought back.

    Args:
        before: Ids of the rows that were shown; none were shown when it is empty.
        now: Ids of the rows to show.
    """
    known = frozenset(before)
    came = [ref for ref in now if ref not in known]
    return came[0] if known and len(came) == 1 else None


class Listing(ScrollView, can_focus=True):
    """Rows to go through with arrows, letters and mouse. A subclass says how many there are and draws each."""

    DEFAULT_CSS = """
    Listing { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    class About(Message):
        """Says which list it is about, so that a view can tell two of them apart."""

        def __init__(self, listing: "Listing") -> None:
            """Name the list."""
            super().__init__()
            self.listing = listing

        @property
        def control(self) -> "Listing":
            """The list, for selectors."""
            return self.listing

    class Selected(About):
        """The person went to another row."""

    class Opened(About):
        """A row was clicked twice."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self.selected = 0
        self._ends: list[int] = []
        self._message = Content("")

    @property
    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def heights(self) -> Iterable[int]:
        """How many lines each row takes."""

    @abstractmethod
    def lines_of(self, row: int) -> Sequence[Content]:
        """The lines of a row, without the mark of the selected one."""

    def marks(self, row: int, line: int) -> bool:  # noqa: ARG002 - a subclass needs them
        """Whether a line of a row is marked when the row is selected."""
        return True

    @property
    def room(self) -> int:
        """Columns a line has beside the mark."""
        return max(1, self.scrollable_content_region.width - len(MARKER))

    def arrange_rows(self, message: Content | None = None) -> None:
        """Measure the rows again and draw.

        Args:
            message: What stands here when there are none.
        """
        if message is not None:
            self._message = message
        self._ends = list(accumulate(self.heights()))
        height = self._ends[-1] if self._ends else len(self._message.wrap(self.room))
        self.virtual_size = Size(self.scrollable_content_region.width, height)
        self._refresh_scrollbars()
        self.refresh()

    def select(self, row: int) -> None:
        """Select a row and bring it into view, without telling anyone."""
        self.selected = max(0, min(row, self.count - 1))
        self._bring_into_view()
        self.refresh()

    def stay(self, row: int, before: int) -> None:
        """Select the row that was selected before the rows were read again; it stays where it stood.

        Args:
            row: Where it is now.
            before: The line it began at.
        """
        self.selected = row
        self.scroll_to(y=self.scroll_offset.y + self._start(row) - before, animate=False, force=True)
        self.refresh()

    @property
    def start(self) -> int:
        """The line at which the selected row begins."""
        return self._start(self.selected) if self.selected < len(self._ends) else 0

    def _bring_into_view(self) -> None:
        if self.selected < len(self._ends):
            start = self._start(self.selected)
            height = self._ends[self.selected] - start
            self.scroll_to_region(Region(0, start, 1, height), animate=False, force=True)

    def _start(self, row: int) -> int:
        return self._ends[row - 1] if row else 0

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        y += self.scroll_offset.y
        width = self.scrollable_content_region.width
        line = self._content_at(y)
        strips = Visual.to_strips(self, line, width, 1, self.visual_style) if line.plain and width else []
        strip = strips[0] if strips else Strip([])
        return strip.adjust_cell_length(width, self.rich_style)

    def _content_at(self, y: int) -> Content:
        if not self._ends:
            lines = self._message.wrap(self.room)
            return lines[y] if y < len(lines) else Content("")
        if y >= self._ends[-1]:
            return Content("")
        row = bisect_right(self._ends, y)
        number = y - self._start(row)
        line = self.lines_of(row)[number]
        if row != self.selected or not line or not self.marks(row, number):
            return Content.assemble(" " * len(MARKER), line)
        return Content.assemble((MARKER, "$accent" if self.has_focus else "$muted"), line)

    def on_resize(self) -> None:
        """Rows may take more lines now, or fewer."""
        self.arrange_rows()
        self._bring_into_view()

    def on_focus(self) -> None:
        """Mark the selected row."""
        self.refresh()

    def on_blur(self) -> None:
        """Mark it less."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; twice opens it."""
        offset = event.get_content_offset(self)
        if offset is None or not self._ends:
            return
        row = bisect_right(self._ends, offset.y + self.scroll_offset.y)
        if row < self.count:
            self._go(row)
            if event.chain == 2:
                self.post_message(self.Opened(self))

    def action_select(self, step: int) -> None:
        """Go down or up."""
        self._go(self.selected + step)

    def action_end(self, last: bool) -> None:
        """Go to the first row or the last."""
        self._go(self.count - 1 if last else 0)

    def action_page(self, step: int) -> None:
        """Go down or up by as much as the window shows."""
        start = self._ends[self.selected] if self._ends else 0
        self._go(bisect_right(self._ends, start + step * self.scrollable_content_region.height - 1))

    def _go(self, row: int) -> None:
        before = self.selected
        self.select(row)
        if self.selected != before:
            self.post_message(self.Selected(self))
