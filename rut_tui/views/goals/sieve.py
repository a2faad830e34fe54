"""Which cards pass the filter, and where a place among these is among all cards.

Pure: cards in, cards out.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rut_tui.domain.found import Wanted, folded
from rut_tui.views.goals.ahead import Cards

if TYPE_CHECKING:
    from rut_tui.domain.goals import Goal


class Sieve:
    """Looks for words in the titles and milestones of goals, and in the names of what they serve and are linked to."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Begin with nothing read.

        Args:
            names: What the keys of values and causes are called.
        """
        self._names = names
        self._linked: Mapping[str, str] = {}
        self._texts: dict[str, tuple[Goal, str]] = {}

    def sift(self, cards: Cards, words: Sequence[Wanted]) -> Cards:
        """Return the cards that have all of some words.

        Args:
            cards: All of them.
            words: What is looked for; everything passes when there are none.
        """
        if not words:
            return cards
        if cards.linked != self._linked:
            self._texts.clear()
            self._linked = cards.linked

        def passing(goals: "Sequence[Goal]") -> "list[Goal]":
            return [goal for goal in goals if all(word.pattern.search(self._text(goal)) for word in words)]

        return cards._replace(live=[passing(column) for column in cards.live], archive=passing(cards.archive))

    def _text(self, goal: "Goal") -> str:
        """Return everything of a goal that can be found, folded; it is put together once."""
        kept = self._texts.get(goal.id)
        if kept and kept[0] is goal:
            return kept[1]
        linked = (self._linked.get(key, "") for key in (*goal.skills, *goal.people, *goal.experiments))
        served = (self._names.get(key, key) for key in goal.serves)
        text = folded("\n".join((goal.title, *(step.title for step in goal.milestones), *served, *linked)))
        self._texts[goal.id] = (goal, text)
        return text


def place_among(everything: "Sequence[Goal]", shown: "Sequence[Goal]", goal_id: str, place: int) -> int:
    """Return the place of a card among all of a column, given its place among those shown.

    Args:
        everything: The cards of the column.
        shown: Those of them that pass.
        goal_id: The card, which may be one of them.
        place: Its new place among the others shown, from 0.
    """
    others = [goal.id for goal in everything if goal.id != goal_id]
    beside = [goal.id for goal in shown if goal.id != goal_id]
    if not beside:
        return len(others)
    return others.index(beside[place - 1]) + 1 if place else others.index(beside[0])
