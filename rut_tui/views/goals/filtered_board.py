"""The board with a filter: what is typed leaves out the cards that don't have it, at once."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from rut_tui.domain.found import wanted
from rut_tui.modals.goal_offers import read_offers
from rut_tui.views.goals.ahead import Cards
from rut_tui.views.goals.board_view import BoardView
from rut_tui.views.goals.filter_bar import FilterBar
from rut_tui.views.goals.place import place_of
from rut_tui.views.goals.sieve import Sieve
from rut_tui.widgets.bindings import bindings


class FilteredBoard(BoardView):
    """Shows all cards, or those that pass."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("goals.filtered"), *BoardView.BINDINGS]

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without a filter."""
        super().__init__(id=id)
        self._filter = FilterBar(self, id="goals-filter")
        self._sieve: Sieve | None = None

    def compose_board(self) -> ComposeResult:
        """The filter above the board."""
        yield self._filter
        yield from super().compose_board()

    @property
    def filtering(self) -> bool:
        """Whether the filter is on the screen."""
        return bool(self._filter.display)

    def sift(self, cards: Cards) -> Cards:
        """Return the cards that pass."""
        if not self.filtering:
            return cards
        self._sieve = self._sieve or Sieve(read_offers().names)
        passing = self._sieve.sift(cards, wanted(self._filter.line.value))
        shown, there = ((found.archive,) if self._in_archive else found.live for found in (passing, cards))
        self._filter.say(sum(map(len, shown)), sum(map(len, there)))
        return passing

    def focus_first(self) -> None:
        """The cards take the keys, or the line while there is nothing in it."""
        if self.filtering and not self._filter.line.value:
            self.screen.set_focus(self._filter.line)
        else:
            super().focus_first()

    def action_filter(self) -> None:
        """Show the filter as it was left, to be typed in."""
        self._filter.display = True
        self._filter.line.forget_typing()
        self.screen.set_focus(self._filter.line)
        self._take(self._cards)

    def action_unfilter(self) -> None:
        """Let go of the filter."""
        self._filter.display = False
        self._filter.line.value = ""
        self.focus()
        self._take(self._cards)

    def action_archived(self) -> None:
        """Show the archive, or the board, through the same filter."""
        super().action_archived()
        self.sift(self._cards)

    @on(Input.Changed, "#goals-filter-line")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if not self.filtering:
            return
        if place_of(self.columns, self._chosen) is None:
            self._place = None
        self._take(self._cards)

    def reveal(self, goal_id: str) -> None:
        """Let go of the filter if it leaves a goal out."""
        if self.filtering and place_of(self.columns, goal_id) is None:
            self.action_unfilter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The filter needs goals; it can be let go of while it is there."""
        if action == "unfilter":
            return self.filtering
        if action == "filter":
            return any(self._cards.live) or bool(self._cards.archive)
        return super().check_action(action, parameters)
