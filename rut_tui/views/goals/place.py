"""Which card of the board is chosen, and where the arrow keys take the choice.

Pure: columns and a place in, a place out.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rut_tui.domain.goals import Goal

Columns = Sequence[Sequence["Goal"]]
"""The cards of each column, from the top."""


class Place(NamedTuple):
    """A column, and a row in it, both from 0. An empty column has a row 0 too, where a new card will be."""

    column: int
    row: int


STEPS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def goal_at(columns: Columns, place: Place) -> "Goal | None":
    """Return the card at a place, or None in an empty column."""
    cards = columns[place.column]
    return cards[place.row] if place.row < len(cards) else None


def stepped(columns: Columns, place: Place, direction: str) -> Place:
    """Return the place one step away; at an edge it stays.

    Args:
        columns: The board.
        place: The place now.
        direction: "left", "right", "up" or "down".
    """
    across, down = STEPS[direction]
    column = min(max(place.column + across, 0), len(columns) - 1)
    return within(columns, Place(column, place.row + down))


def within(columns: Columns, place: Place) -> Place:
    """Return the nearest place that is on the board."""
    column = min(max(place.column, 0), len(columns) - 1)
    return Place(column, min(max(place.row, 0), max(len(columns[column]) - 1, 0)))


def place_of(columns: Columns, goal_id: str | None) -> Place | None:
    """Return where a goal is, or None when it isn't on the board."""
    for column, cards in enumerate(columns):
        for row, goal in enumerate(cards):
            if goal.id == goal_id:
                return Place(column, row)
    return None


def first_place(columns: Columns) -> Place:
    """Return where a hand would begin: the goal in focus, else the first one being done, next, or an idea."""
    for column, cards in enumerate(columns):
        for row, goal in enumerate(cards):
            if goal.focus:
                return Place(column, row)
    order = sorted(range(len(columns)), key=lambda column: (column == len(columns) - 1, -column))
    return Place(next((column for column in order if columns[column]), 0), 0)
