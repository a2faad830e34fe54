"""Reads what the one step and the offer of help rest on, on the database thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rut_tui.domain.evidence import Evidence
    from rut_tui.domain.journal import Entry
    from rut_tui.domain.savings.plan import SavingsPlan
    from rut_tui.storage.plans import NamedPlan
    from rut_tui.storage.store import Store

LATEST = 8
"""Entries read beyond those of the last days, so that an old diary still shows its last words."""

INPUTS = {
    "savings": "your savings",
    "essential": "essential spending",
    "income": "your income",
    "target_income": "the pay you expect",
}
"""What a plan may wait for, in words."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read for the rules.

    Attributes:
        evidence: What they look at.
        entries: Those of the last days and the latest ones before; some twice.
        plan: The savings plan, or None.
        support: Reasons to offer help; none while that was put away.
    """

    evidence: "Evidence"
    entries: "Sequence[Entry]"
    plan: "NamedPlan | None"
    support: tuple[str, ...]


def read_evidence(store: "Store", today: date) -> Read:
    """Read what the rules look at.

    Args:
        store: The open journal.
        today: The person's local day.
    """
    from rut_tui import content
    from rut_tui.domain import support
    from rut_tui.domain.evidence import gather
    from rut_tui.domain.insights import SERIES_DAYS
    from rut_tui.storage.carried import carried, habits_open

    first = today - timedelta(days=SERIES_DAYS - 1)
    entries = store.entries.between(first, today + timedelta(days=1)) + store.entries.latest(LATEST)
    audit = store.audits.current()
    plan = next(iter(store.plans.all()), None)
    evidence = gather(
        today=today,
        audit=audit,
        signs=content.signs(),
        factors=content.external(),
        causes=content.causes(),
        entries=entries,
        goals=store.goals.board(),
        plan_waits_for=waits_for(plan.plan) if plan else None,
        reviewed=store.reviews.weeks(first),
        carried=carried(store),
        habits=habits_open(store, today),
        wins=store.wins.count(),
    )
    standing = support.Standing(
        today=today,
        level=evidence.level,
        audited=audit.updated_at.date() if audit else None,  # by UTC: a day more or less is none here
        scores=evidence.scores,
        decided=store.goals.decided(),
        entries=tuple({entry.id: entry for entry in entries}.values()),
    )
    offered = support.offered(standing, store.dismissals.last(support.OFFER))
    return Read(evidence, entries, plan, offered)


def waits_for(plan: "SavingsPlan") -> tuple[str, ...]:
    """Return what a plan lacks to say how many months are saved, in words."""
    from rut_tui.domain.savings.plan import missing

    return tuple(INPUTS[name] for name in missing(plan, "months_saved"))
