"""The goal board: goals by column, and where a move would take one. Nothing is moved here.

Positions count the goals given, from 0, so archived ones should be left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from rut_tui.domain.goals import Column, Goal

Direction = Literal["left", "right", "up", "down"]

COLUMNS: Final = tuple(Column)


@dataclass(frozen=True, slots=True)
class Progress:
    """Milestones done, of all there are."""

    done: int
    total: int


def by_column(goals: Iterable[Goal]) -> dict[Column, tuple[Goal, ...]]:
    """Return the goals of every column, empty ones too, in the order of the board."""
    ordered = sorted(goals, key=lambda goal: goal.position)
    return {column: tuple(goal for goal in ordered if goal.column is column) for column in COLUMNS}


def target(goals: Iterable[Goal], goal_id: str, direction: Direction) -> tuple[Column, int] | None:
    """Return where a goal goes when it is moved one step, or None at an edge.

    To another column it goes at the same height, or at the end where that column is shorter.

    Args:
        goals: The goals on the board.
        goal_id: The one to move; None is returned when it isn't there.
        direction: Where to.

    Returns:
        The column, and the position in it once the goal has left its old place.
    """
    board = by_column(goals)
    goal = next((goal for column in board.values() for goal in column if goal.id == goal_id), None)
    if goal is None:
        return None
    here = board[goal.column].index(goal)
    if direction in ("up", "down"):
        there = here + (1 if direction == "down" else -1)
        return (goal.column, there) if 0 <= there < len(board[goal.column]) else None
    place = COLUMNS.index(goal.column) + (1 if direction == "right" else -1)
    if not 0 <= place < len(COLUMNS):
        return None
    return COLUMNS[place], min(here, len(board[COLUMNS[place]]))


def progress(goal: Goal) -> Progress | None:
    """Return how many milestones are done, or None when the goal has none."""
    return Progress(goal.done_milestones, len(goal.milestones)) if goal.milestones else None
