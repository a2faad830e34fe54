"""What one step is, and the rule that offers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rut_tui.domain.evidence import Evidence

EASY_MINUTES: Final = 5
"""The longest step offered after a drained check-in."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do now.

    Attributes:
        key: Names the step, so that it can be swapped away; unique in a list of steps.
        title: What to do, in our words.
        reason: Why, with the evidence.
        minutes: About how long it takes.
        opens: Where it is done: a screen, a chapter or a command, as "goals.open:<id>".
        subject: The goal or milestone it is about, in the person's words: to be drawn as data.
    """

    key: str
    title: str
    reason: str
    minutes: int
    opens: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Offers a step when its evidence calls for one."""

    key: str
    offer: Callable[[Evidence], Step | None]
