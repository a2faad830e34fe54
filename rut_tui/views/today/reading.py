"""Reads everything Today shows, in one job on the database thread.

Heavy modules are imported here, while the frame is already on the screen.
"""

from datetime import date
from typing import TYPE_CHECKING

from rut_tui.modals.evidence_reading import read_evidence, waits_for

if TYPE_CHECKING:
    from rut_tui.domain.overview import RunwayFigures, TodayOverview
    from rut_tui.storage.plans import NamedPlan
    from rut_tui.storage.store import Store


def read_today(store: "Store", today: date) -> "TodayOverview":
    """Return what Today shows.

    Args:
        store: The open journal.
        today: The person's local day.
    """
    from rut_tui.domain.overview import today_overview

    read = read_evidence(store, today)
    runway = _figures(read.plan, today) if read.plan else None
    return today_overview(read.evidence, read.entries, runway, win=store.wins.kept(today), support=read.support)


def _figures(named: "NamedPlan", today: date) -> "RunwayFigures":
    from rut_tui.domain.overview import RunwayFigures
    from rut_tui.domain.savings.leap import ruin
    from rut_tui.domain.savings.plan import missing
    from rut_tui.domain.savings.saved import months_saved, targets

    plan = named.plan
    if lacking := waits_for(plan):
        return RunwayFigures(named.name, lacking)
    normal = [target for target in targets(plan, today) if target.basis == "normal"]
    return RunwayFigures(
        named.name,
        saved=months_saved(plan),
        target=next((target for target in normal if target.gap), normal[-1]),
        ruin=None if missing(plan, "ruin") else ruin(plan).within_horizon,
    )
