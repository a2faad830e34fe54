"""Reads everything Today shows, in one job on the database thread.

Heavy modules are imported here, while the frame is already on the screen.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rut_tui.domain.overview import RunwayFigures, TodayOverview
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


def read_today(store: "Store", today: date) -> "TodayOverview":
    """Return what Today shows.

    Args:
        store: The open journal.
        today: The person's local day.
    """
    from rut_tui import content
    from rut_tui.domain.evidence import gather
    from rut_tui.domain.insights import SERIES_DAYS
    from rut_tui.domain.overview import today_overview

    entries = store.entries.between(today - timedelta(days=SERIES_DAYS - 1), today + timedelta(days=1))
    entries += store.entries.latest(LATEST)
    runway = _runway(store, today)
    evidence = gather(
        today=today,
        audit=store.audits.current(),
        signs=content.signs(),
        factors=content.external(),
        causes=content.causes(),
        entries=entries,
        goals=store.goals.board(),
        plan_waits_for=runway.waits_for if runway else None,
        setbacks=store.setbacks.open(),
        wins=store.wins.count(),
        reviewed=store.reviews.weeks(today - timedelta(days=SERIES_DAYS - 1)),
    )
    return today_overview(evidence, entries, runway)


def _runway(store: "Store", today: date) -> "RunwayFigures | None":
    plans = store.plans.all()
    return _figures(plans[0], today) if plans else None


def _figures(named: "NamedPlan", today: date) -> "RunwayFigures":
    from rut_tui.domain.overview import RunwayFigures
    from rut_tui.domain.savings.leap import ruin
    from rut_tui.domain.savings.plan import missing
    from rut_tui.domain.savings.saved import months_saved, targets

    plan = named.plan
    if lacking := missing(plan, "months_saved"):
        return RunwayFigures(named.name, tuple(INPUTS[name] for name in lacking))
    normal = [target for target in targets(plan, today) if target.basis == "normal"]
    return RunwayFigures(
        named.name,
        saved=months_saved(plan),
        target=next((target for target in normal if target.gap), normal[-1]),
        ruin=None if missing(plan, "ruin") else ruin(plan).within_horizon,
    )
