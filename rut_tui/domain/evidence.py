"""What is known when the next step is chosen, gathered from the diary, the audit, the goals and the savings.

The rules that read it are in `journey.py`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rut_tui.domain.audit import Audit, RutLevel, SignProgress, external_left, life_first, rut_level, sign_progress
from rut_tui.domain.catalogue import Cause, ExternalFactor, Sign
from rut_tui.domain.causes import CauseScore, cause_scores
from rut_tui.domain.due import NOTHING, Carried
from rut_tui.domain.goals import Column, Goal
from rut_tui.domain.habits import Habit
from rut_tui.domain.insights import DRAINED
from rut_tui.domain.journal import Entry
from rut_tui.domain.reviews import Waiting, waiting

_OPEN_COLUMNS: Final = (Column.DOING, Column.NEXT, Column.IDEA)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules look at.

    Attributes:
        today: The person's local day.
        external_left: Things outside work without an answer so far.
        external_total: Things outside work there are.
        life: Names of what lies outside work and would make work feel all right, once solved.
        scores: The causes, in the order shown.
        last_entry: Day of the latest entry, or None.
        mood: Rating of the latest rated entry of today, −2 to +2, or None.
        goals: Goals that are neither done nor archived: the focus first, then as near to done as they stand.
        plan_waits_for: What the savings plan lacks, in words; None when there is no plan.
        carried: What carries the goals and may have a day.
        habits: Those still open today.
        wins: How many there are.
        review: The week that waits to be looked back on, or None.
    """

    today: date
    signs: SignProgress
    level: RutLevel
    external_left: int
    external_total: int
    life: tuple[str, ...]
    scores: tuple[CauseScore, ...]
    last_entry: date | None
    mood: int | None
    goals: tuple[Goal, ...]
    plan_waits_for: tuple[str, ...] | None
    review: Waiting | None = None
    carried: Carried = NOTHING
    habits: tuple[Habit, ...] = ()
    wins: int = 0

    @property
    def focus(self) -> Goal | None:
        """The goal in focus."""
        return next((goal for goal in self.goals if goal.focus), None)

    @property
    def drained(self) -> bool:
        """Whether the last check-in of today was a drained one."""
        return self.mood is not None and self.mood <= DRAINED


def gather(
    *,
    today: date,
    audit: Audit | None,
    signs: Sequence[Sign],
    factors: Sequence[ExternalFactor],
    causes: Sequence[Cause],
    entries: Sequence[Entry],
    goals: Sequence[Goal],
    plan_waits_for: tuple[str, ...] | None,
    reviewed: Collection[date] = (),
    carried: Carried = NOTHING,
    habits: Sequence[Habit] = (),
    wins: int = 0,
) -> Evidence:
    """Collect what the rules look at.

    Args:
        today: The person's local day.
        audit: The current audit, or None.
        signs: All signs, in order.
        factors: All things outside work, in order.
        causes: All causes, in order.
        entries: The latest entries, in any order; at least the latest one and those of this week and the last.
        goals: The goals on the board.
        plan_waits_for: What the savings plan lacks, in words; None when there is no plan.
        reviewed: The Mondays of the latest weeks that were looked back on.
        carried: What carries the goals and may have a day.
        habits: Those still open today.
        wins: How many live ones there are.
    """
    live = [entry for entry in entries if entry.archived_at is None]
    rated_today = [entry for entry in live if entry.day >= today and entry.engagement is not None]
    open_goals = [goal for goal in goals if goal.column is not Column.DONE and goal.archived_at is None]
    return Evidence(
        today=today,
        signs=sign_progress(audit, signs),
        level=rut_level(audit, signs),
        external_left=len(external_left(audit, factors)),
        external_total=len(factors),
        life=tuple(factor.name for factor in life_first(audit, factors)),
        scores=cause_scores(audit, causes, signs),
        last_entry=max((entry.day for entry in live), default=None),
        mood=max(rated_today, key=lambda entry: (entry.at, entry.created_at)).engagement if rated_today else None,
        goals=tuple(sorted(open_goals, key=lambda g: (not g.focus, _OPEN_COLUMNS.index(g.column), g.position))),
        plan_waits_for=plan_waits_for,
        review=waiting((entry.day for entry in live), reviewed, today),
        carried=carried,
        habits=tuple(habits),
        wins=wins,
    )
