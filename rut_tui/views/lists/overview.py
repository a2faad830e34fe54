"""The lists by name, each with how much it holds and one line about it."""

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.content import Content

from rut_tui.views.lists.page import Summary
from rut_tui.widgets.listing import Listing
from rut_tui.widgets.panel import Panel

WIDEST: Final = 64
"""Columns that the counts stand away from the names at most."""


class ListOfLists(Listing):
    """A row for each list."""

    def __init__(self, titles: Sequence[str]) -> None:
        """Start with the names alone.

        Args:
            titles: In order.
        """
        super().__init__()
        self._titles = titles
        self._summaries: Sequence[Summary] = [Summary("", Content("")) for _ in titles]

    @property
    def count(self) -> int:
        """How many lists there are."""
        return len(self._titles)

    def heights(self) -> list[int]:
        """The name, the line, and a blank one between two."""
        return [3] * (self.count - 1) + [2]

    def lines_of(self, row: int) -> list[Content]:
        """Name and count, and the line below."""
        width = min(self.room, WIDEST)
        size, line = self._summaries[row]
        title = self._titles[row]
        head = Content.assemble((title, "bold"), (size.rjust(width - len(title)), "$muted"))
        return [head, line.truncate(width, ellipsis=True).stylize_before("$muted"), Content("")]

    def marks(self, row: int, line: int) -> bool:  # noqa: ARG002 - the hook's shape
        """The blank line is none of it."""
        return line < 2

    def show(self, summaries: Sequence[Summary]) -> None:
        """Show what the lists come down to."""
        self._summaries = summaries
        self.arrange_rows()


class OverviewPanel(Panel):
    """The lists under their heading."""

    def __init__(self, heading: str, titles: Sequence[str]) -> None:
        """Start with the names alone.

        Args:
            heading: What they are together.
            titles: In order.
        """
        super().__init__(heading, id="lists-overview")
        self.list = ListOfLists(titles)

    def body(self) -> ComposeResult:
        """The list of lists."""
        yield self.list
