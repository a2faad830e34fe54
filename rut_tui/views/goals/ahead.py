"""The board as a change will leave it, drawn while the change is still on its way to the disk.

Pure: cards in, cards out. What is read back afterwards takes its place.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from rut_tui.domain.goals import Column, Goal


class Cards(NamedTuple):
    """Every card.

    Attributes:
        live: Those of each column, from the top.
        archive: Those put away.
        linked: What the skills, people and experiments are called that hang on them, by id.
    """

    live: "Sequence[Sequence[Goal]]"
    archive: "Sequence[Goal]"
    linked: Mapping[str, str] = MappingProxyType({})


def moved(cards: Cards, goal: "Goal", to: "Column", position: int, today: date) -> Cards:
    """Return the cards with one moved; one that is done is no longer in focus.

    Args:
        cards: All of them.
        goal: Which.
        to: Its new column.
        position: Its new place there, from 0.
        today: The day it is done, if that column is Done.
    """
    from rut_tui.domain.goals import Column

    changed: dict[str, Any] = {"column": to, "focus": goal.focus and to is not Column.DONE}
    if goal.column is not to:
        changed["done_on"] = today if to is Column.DONE else None
    columns = [[other for other in column if other.id != goal.id] for column in cards.live]
    columns[tuple(Column).index(to)].insert(position, goal.model_copy(update=changed))
    return cards._replace(live=[_numbered(column) for column in columns])


def ticked(cards: Cards, step_id: str, today: date) -> Cards:
    """Return the cards with a milestone ticked off."""

    def tick(goal: "Goal") -> "Goal":
        steps = tuple(
            step.model_copy(update={"done_on": today}) if step.id == step_id else step for step in goal.milestones
        )
        return goal if steps == goal.milestones else goal.model_copy(update={"milestones": steps})

    return cards._replace(live=[[tick(goal) for goal in column] for column in cards.live])


def focused(cards: Cards, goal_id: str | None) -> Cards:
    """Return the cards with one in focus, or none."""
    live = [
        [
            goal if goal.focus is (goal.id == goal_id) else goal.model_copy(update={"focus": goal.id == goal_id})
            for goal in column
        ]
        for column in cards.live
    ]
    return cards._replace(live=live)


def put_away(cards: Cards, goal: "Goal") -> Cards:
    """Return the cards with one in the archive."""
    live = [_numbered([other for other in column if other.id != goal.id]) for column in cards.live]
    return cards._replace(live=live, archive=[*cards.archive, goal.model_copy(update={"focus": False})])


def brought_back(cards: Cards, goal: "Goal") -> Cards:
    """Return the cards with one back at the end of its column."""
    from rut_tui.domain.goals import Column

    live = [list(column) for column in cards.live]
    live[tuple(Column).index(goal.column)].append(goal)
    archive = [other for other in cards.archive if other.id != goal.id]
    return cards._replace(live=[_numbered(column) for column in live], archive=archive)


def _numbered(column: "Sequence[Goal]") -> "list[Goal]":
    """Return a column with the places 0, 1, 2 and so on."""
    return [
        goal if goal.position == place else goal.model_copy(update={"position": place})
        for place, goal in enumerate(column)
    ]
