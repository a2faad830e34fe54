"""What the journal holds that a goal can be tied to, and how far its measure was so far."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from rut_tui.domain.amounts import decimal_text
from rut_tui.domain.days import describe_ago

if TYPE_CHECKING:
    from rut_tui.domain.goals import Goal, GoalValue
    from rut_tui.storage.store import Store

LINKS: Final = {
    "skills": "Skills it needs",
    "people": "People who can help",
    "experiments": "Experiments that say whether it is right",
}
"""What a goal can be tied to, with its label."""

LOGGED: Final = 6
"""Most figures that the form shows."""

NO_FIGURE: Final = "Write a number, like 3 or 2.5."


@dataclass(frozen=True)
class More:
    """What was read.

    Attributes:
        known: Field of a goal → id → name; names are told apart where two are the same.
        figures: How far the measure was, the latest first.
    """

    known: Mapping[str, Mapping[str, str]]
    figures: "Sequence[GoalValue]" = ()

    def names(self, field: str, ids: Sequence[str]) -> list[str]:
        """Return what some linked things are called; those that aren't in the journal are left out."""
        return [self.known[field][key] for key in ids if key in self.known[field]]

    def ids(self, field: str, names: Sequence[str]) -> tuple[str, ...]:
        """Return what some names stand for; those that stand for nothing are left out."""
        by_name = {name.casefold(): key for key, name in self.known[field].items()}
        return tuple(by_name[name.casefold()] for name in names if name.casefold() in by_name)

    def said(self, today: date) -> str:
        """Return the latest figures, in words."""
        if not self.figures:
            return "A number now and then shows it move; it is kept with its day."
        shown = (f"{describe_ago(figure.day, today)}: {decimal_text(figure.value)}" for figure in self.figures[:LOGGED])
        return " · ".join(shown)


def read_more(store: "Store", goal: "Goal | None") -> More:
    """Read what a goal can be tied to: what is not put away, and what it is tied to already.

    Args:
        store: The journal.
        goal: The goal; None for a new one.
    """
    there: dict[str, list[tuple[str, str]]] = {
        "skills": [(skill.id, skill.name) for skill in store.skills.all()],
        "people": [(person.id, person.name) for person in store.people.all()],
        "experiments": [(experiment.id, experiment.question) for experiment in store.experiments.all()],
    }
    tied = store.goals.linked()
    for field, found in there.items():
        live = {key for key, _ in found}
        found += [(key, tied[key]) for key in getattr(goal, field, ()) if key in tied and key not in live]
    known = {field: _told_apart(found) for field, found in there.items()}
    return More(known, store.goal_values.of(goal.id) if goal else ())


def _told_apart(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return names by id, with a number behind those that were there before."""
    named: dict[str, str] = {}
    times: Counter[str] = Counter()
    for key, name in found:
        times[name.casefold()] += 1
        same = times[name.casefold()]
        named[key] = f"{name} ({same})" if same > 1 else name
    return named


def read_figure(typed: str, locale: str) -> Decimal | None:
    """Return the figure in a line, or None when it is empty.

    Args:
        typed: What is in the line.
        locale: The one chosen in the settings, if any.

    Raises:
        ValueError: In one sentence: it isn't one.
    """
    from rut_tui import money

    try:
        return money.parse_amount(typed, money.locale_for(locale, os.environ), negative=True)
    except ValueError:
        raise ValueError(NO_FIGURE) from None
