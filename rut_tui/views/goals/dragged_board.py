"""The board whose cards can be carried with the mouse: a card is drawn where it would be put down."""

from typing import TYPE_CHECKING

from textual import on

from rut_tui.views.goals.ahead import Cards, moved
from rut_tui.views.goals.board import Board
from rut_tui.views.goals.filtered_board import FilteredBoard
from rut_tui.views.goals.offered import said_of_move
from rut_tui.views.goals.place import goal_at, place_of
from rut_tui.views.goals.sieve import place_among

if TYPE_CHECKING:
    from rut_tui.domain.goals import Column


class DraggedBoard(FilteredBoard):
    """Nothing is saved until the card is put down."""

    def __init__(self, *, id: str | None = None) -> None:
        """Begin with nothing carried."""
        super().__init__(id=id)
        self._lying: Cards | None = None
        """The board as it is without the card that is carried."""
        self._over: tuple[Column, int] | None = None

    def _take(self, cards: Cards) -> None:
        """Show cards, once none is carried."""
        if self._lying is None:
            super()._take(cards)
        else:
            self._lying = cards

    @on(Board.Carried)
    def _carry(self, event: Board.Carried) -> None:
        from rut_tui.domain.goals import Column

        event.stop()
        lying = self._cards if self._lying is None else self._lying
        place = place_of(lying.live, event.goal_id)
        goal = goal_at(lying.live, place) if place else None
        if goal is None or self._in_archive:
            return
        shown = self.sift(lying).live[event.column]
        row = place_among(lying.live[event.column], shown, goal.id, event.row)
        self._over = tuple(Column)[event.column], row
        self._lying, self._chosen = lying, goal.id
        super()._take(moved(lying, goal, *self._over, self._today))

    @on(Board.Dropped)
    def _drop(self, event: Board.Dropped) -> None:
        event.stop()
        lying, self._lying = self._lying, None
        if lying is None or self._over is None:
            return
        self._take(lying)
        goal, (column, row) = self.goal, self._over
        if goal and goal.id == event.goal_id and (goal.column is not column or self._row_of(goal.id) != row):
            self._move(goal, column, row, said_of_move(goal, column))

    def _row_of(self, goal_id: str) -> int | None:
        place = place_of(self._cards.live, goal_id)
        return place.row if place else None
