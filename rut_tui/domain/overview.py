"""Everything the Today screen shows, as one frozen value made from what is stored.

Numbers of the savings plan come in already computed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from rut_tui.domain.due import DueItem, dated, habits_due, soon
from rut_tui.domain.evidence import Evidence
from rut_tui.domain.insights import (
    DRAINED_DAY,
    SERIES_DAYS,
    DayMean,
    TagMean,
    by_activity,
    series,
    strongest_drain,
    strongest_engager,
    within,
)
from rut_tui.domain.journal import Entry
from rut_tui.domain.journey import steps
from rut_tui.domain.step import Step
from rut_tui.domain.wins import Win

if TYPE_CHECKING:
    from rut_tui.domain.savings.saved import ByBudget, Target

LAST_ENTRIES: Final = 3
"""Earlier entries shown below those of today."""


@dataclass(frozen=True, slots=True)
class RunwayFigures:
    """What Today says of the savings plan.

    Attributes:
        plan: Name of the plan, in the person's words.
        waits_for: Inputs that are missing, in words; then the figures are None.
        saved: Months saved.
        target: The next target to reach, or the last one reached.
        ruin: Chance that such a leap runs out of money, 0–1.
    """

    plan: str
    waits_for: tuple[str, ...] = ()
    saved: "ByBudget | None" = None
    target: "Target | None" = None
    ruin: float | None = None


@dataclass(frozen=True, slots=True)
class TodayOverview:
    """What the Today screen shows.

    Attributes:
        steps: The one step first, then those to swap to.
        series: The last 14 days, oldest first.
        written: How many of these days have an entry, rated or not.
        drain: The activity that drains most in these days, if enough entries say so.
        engager: The one that engages most.
        today_entries: Entries of today, newest first.
        last_entries: Some earlier ones, newest first.
        due: What is past due or due soon, earliest first.
        runway: None when there is no savings plan.
        win: A kept win, on a drained day; else None.
        support: Reasons to offer help, in sentences; none when it isn't offered.
    """

    today: date
    steps: tuple[Step, ...]
    series: tuple[DayMean, ...]
    written: int
    drain: TagMean | None
    engager: TagMean | None
    today_entries: tuple[Entry, ...]
    last_entries: tuple[Entry, ...]
    due: tuple[DueItem, ...]
    runway: RunwayFigures | None
    win: Win | None = None
    support: tuple[str, ...] = ()


def today_overview(
    evidence: Evidence,
    entries: Iterable[Entry],
    runway: RunwayFigures | None,
    *,
    win: Win | None = None,
    support: tuple[str, ...] = (),
) -> TodayOverview:
    """Build what the Today screen shows.

    Args:
        evidence: What the rules of the one step look at; today and the open goals are taken from it.
        entries: Entries of the last 14 days and the latest ones before, each once or more often, in any order.
        runway: What to say of the savings plan, or None without one.
        win: A kept win that would be shown on a drained day.
        support: Reasons to offer help.
    """
    today = evidence.today
    live = {entry.id: entry for entry in entries if entry.archived_at is None}
    newest = sorted(live.values(), key=lambda entry: (entry.day, entry.at, entry.created_at), reverse=True)
    recent = within(newest, today - timedelta(days=SERIES_DAYS - 1), today)
    means = by_activity(recent)
    days = series(recent, today)
    low = days[-1].mean is not None and days[-1].mean <= DRAINED_DAY
    return TodayOverview(
        today=today,
        steps=steps(evidence),
        series=days,
        written=len({entry.day for entry in recent}),
        drain=strongest_drain(means),
        engager=strongest_engager(means),
        today_entries=tuple(entry for entry in newest if entry.day >= today),
        last_entries=tuple(entry for entry in newest if entry.day < today)[:LAST_ENTRIES],
        due=_due(evidence),
        runway=runway,
        win=win if low else None,
        support=support,
    )


def _due(evidence: Evidence) -> tuple[DueItem, ...]:
    found = soon(dated(evidence.goals, evidence.carried, evidence.review), evidence.today)
    # Habits stand below all else of today: they are asked of nobody.
    return tuple(sorted((*found, *habits_due(evidence.habits, evidence.today)), key=lambda item: item.day))
