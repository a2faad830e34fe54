"""The line above the board that filters it as it is typed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.fields import LineField


class FilterLine(LineField):
    """Where it is typed; enter goes on to the cards."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("goals.filter")

    def __init__(self, cards: Widget, *, id: str) -> None:
        """Start empty.

        Args:
            cards: What takes the keys on enter.
            id: Of the widget.
        """
        super().__init__(placeholder="words, what it serves, a skill, a person", id=id)
        self._cards = cards

    async def action_submit(self) -> None:
        """Go to the cards, at once: the next key is meant for them."""
        self.screen.set_focus(self._cards)


class FilterBar(Horizontal):
    """The line, and how many goals pass."""

    DEFAULT_CSS = """
    FilterBar { height: 1; display: none; }
    FilterBar > .name { width: auto; margin-right: 1; color: $muted; }
    FilterBar > FilterLine { width: 1fr; }
    FilterBar > .number { width: auto; margin-left: 1; color: $muted; }
    """

    def __init__(self, cards: Widget, *, id: str) -> None:
        """Start empty, and out of sight.

        Args:
            cards: What takes the keys on enter.
            id: Of the widget.
        """
        super().__init__(id=id)
        self.line = FilterLine(cards, id=f"{id}-line")

    def compose(self) -> ComposeResult:
        """The line between its name and the number."""
        yield Static("Filter", classes="name")
        yield self.line
        yield Static("", classes="number")

    def say(self, passing: int, of: int) -> None:
        """Say how many goals pass."""
        self.query_one(".number", Static).update(f"{passing:,} of {of:,}")
