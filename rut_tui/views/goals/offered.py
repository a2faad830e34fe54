"""Which keys a card offers, and what is said when it moves.

Pure: a goal in, an answer out.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rut_tui.domain.goals import Column, Goal

ON_A_CARD: Final = ("move_card", "tick", "done", "focus_goal", "archive", "bring_back", "edit")
ON_THE_BOARD: Final = ("move_card", "tick", "done", "focus_goal", "archive")
IN_THE_ARCHIVE: Final = ("bring_back", "board")

DONE: Final = "done"
KEPT: Final = "Done, and kept with its day."


def works(action: str, goal: "Goal | None", *, in_archive: bool) -> bool:
    """Whether an action has something to act on.

    Args:
        action: The action of a key.
        goal: The card that is chosen.
        in_archive: Whether the archive is shown, which has no moves.
    """
    if action in (ON_THE_BOARD if in_archive else IN_THE_ARCHIVE):
        return False
    if goal is None:
        return action not in ON_A_CARD
    if action == "tick":
        return goal.next_milestone is not None
    if action == "done":
        return goal.next_milestone is None and goal.done_on is None
    return action != "focus_goal" or goal.done_on is None or goal.focus


def said_of_move(goal: "Goal", to: "Column") -> str:
    """Return what is said when a goal goes to a column: only being done, and not being done any more, is news."""
    if to is goal.column or DONE not in (to.value, goal.column.value):
        return ""
    return KEPT if to.value == DONE else f"Not done any more: it is in {to.value.capitalize()}."
