"""The sample life behind --demo: a throw-away journal whose last day is today.

It comes from `data/demo.json`, an export like any other, moved in time.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from rut_tui.clock import Clock
from rut_tui.interchange.merging import merge
from rut_tui.interchange.rows import TABLES
from rut_tui.interchange.rut_json import Export, read_file

FILE: Final = "demo.json"

_MOMENTS: Final = ("at", "started_at", "created_at", "updated_at", "archived_at")
_DAYS: Final = ("day", "due", "done_on")
_PLAN_DAYS: Final = ("start_date", "deadline")


def open_demo(directory: Path, clock: Clock) -> Path:
    """Write the sample life into a new journal.

    Args:
        directory: A private folder, which the caller removes.
        clock: Says which day is today.

    Returns:
        The journal.
    """
    from rut_tui.content import data_root
    from rut_tui.storage.store import open_store

    path = directory / "demo.db"
    sample = shifted(read_file(data_root() / FILE), clock().date())
    store = open_store(path, clock)
    try:
        with store.transaction():
            merge(store, sample)
    finally:
        store.close()
    return path


def shifted(sample: Export, today: date) -> Export:
    """Return an export moved by whole days, so that the last day of its diary is today.

    Times of day stay, and so does everything that isn't a date.

    Args:
        sample: What was read.
        today: The local day the diary should end on.
    """
    days = [date.fromisoformat(row.given()["day"]) for row in sample.tables.get("entries", ())]
    by = today - max(days) if days else timedelta()
    return Export(
        {
            name: tuple(TABLES[name].row.model_validate(_moved(row.given(), by)) for row in rows)
            for name, rows in sample.tables.items()
        }
    )


def _moved(values: Mapping[str, Any], by: timedelta) -> dict[str, Any]:
    moved = dict(values)
    for column in moved.keys() & {*_MOMENTS, *_DAYS, "plan"}:
        if moved[column] is None:
            continue
        if column in _MOMENTS:
            moved[column] = _moment(moved[column], by)
        elif column in _DAYS:
            moved[column] = _day(moved[column], by)
        else:
            moved[column] = _plan(moved[column], by)
    return moved


def _moment(text: str, by: timedelta) -> str:
    # Z is put back by hand: isoformat() writes +00:00.
    return (datetime.fromisoformat(text).replace(tzinfo=None) + by).isoformat() + "Z"


def _day(text: str, by: timedelta) -> str:
    return (date.fromisoformat(text) + by).isoformat()


def _plan(text: str, by: timedelta) -> str:
    plan = json.loads(text)
    plan |= {name: _day(plan[name], by) for name in _PLAN_DAYS if plan.get(name)}
    return json.dumps(plan, ensure_ascii=False)
