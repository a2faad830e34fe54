"""The sample life behind --demo: a throw-away journal that reads as if it had been kept until now.

It comes from `data/demo.json`, an export like any other, moved in time.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from rut_tui.clock import Clock
from rut_tui.domain.journal import moment
from rut_tui.interchange.merging import merge
from rut_tui.interchange.rows import TABLES
from rut_tui.interchange.rut_json import Export, read_file

FILE: Final = "demo.json"

_MOMENTS: Final = ("at", "started_at", "closed_at", "created_at", "updated_at", "archived_at")
_DAYS: Final = (
    *("day", "due", "done_on", "next_on", "closed_on", "week", "answered_on"),
    *("first_day", "last_day", "started_on", "ended_on", "ends_on"),
    *("found_on", "applied_on", "talking_on", "offer_on"),
)
_PLAN_DAYS: Final = ("start_date", "deadline")


def open_demo(directory: Path, clock: Clock) -> Path:
    """Write the sample life into a new journal.

    Args:
        directory: A private folder, which the caller removes.
        clock: Says what time it is, and where.

    Returns:
        The journal.
    """
    from rut_tui.content import data_root
    from rut_tui.storage.store import open_store

    path = directory / "demo.db"
    sample = shifted(read_file(data_root() / FILE), clock())
    store = open_store(path, clock)
    try:
        with store.transaction("the sample life"):
            merge(store, sample)
    finally:
        store.close()
    return path


def shifted(sample: Export, now: datetime) -> Export:
    """Return an export moved in time, so that the last day of its diary is today.

    What is still to come moves with that day. What went before moves by whole weeks, so that a Sunday stays a Sunday.
    Entries keep their time of day, on the clock of now, and those for which it hasn't come yet are left out, as are
    ticks of habits.

    Args:
        sample: What was read. Nothing in the week before its last day is dated but entries and ticks.
        now: The moment the diary should reach, on the person's own clock.
    """
    entries = [row.given() for row in sample.tables.get("entries", ())]
    if not entries:
        return sample
    move = _Move(date.fromisoformat(max(entry["day"] for entry in entries)), now)
    ahead = {entry["id"] for entry in entries if not move.has_come(entry)}
    return Export(
        {
            name: tuple(
                TABLES[name].row.model_validate(move.row(values))
                for values in (row.given() for row in rows)
                if ahead.isdisjoint((values.get("id"), values.get("entry_id")))
                and (name != "habit_ticks" or move.is_over(values["day"]))
            )
            for name, rows in sample.tables.items()
        }
    )


@dataclass(frozen=True, slots=True)
class _Move:
    """Where in time the rows go.

    Attributes:
        last: The last day of the sample's diary.
        now: The moment it should reach.
    """

    last: date
    now: datetime

    def by(self, day: date) -> timedelta:
        """Return how far what is dated to a day moves."""
        days = self.now.date() - self.last
        return days if day >= self.last else timedelta(weeks=-(-days.days // 7))

    def has_come(self, entry: Mapping[str, Any]) -> bool:
        """Whether an entry lies in the past once it has moved; of today there is only the last day."""
        day = date.fromisoformat(entry["day"])
        if day < self.last:
            return self.is_over(entry["day"])
        local = datetime.fromisoformat(entry["at"]) + timedelta(minutes=entry["tz_offset"]) + self.by(day)
        return local.replace(tzinfo=None) <= self.now.replace(tzinfo=None)

    def is_over(self, text: str) -> bool:
        """Whether a day lies in the past once it has moved."""
        return self._day(text) < self.now.date().isoformat()

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row moved; what isn't a date stays."""
        moved = {column: self._value(column, value) for column, value in values.items()}
        if "tz_offset" in values:
            _, offset, _ = moment(self.now)
            by = self.by(date.fromisoformat(values["day"])) + timedelta(minutes=values["tz_offset"] - offset)
            moved |= {column: _later(values[column], by) for column in _MOMENTS if values.get(column)}
            moved["tz_offset"] = offset
        return moved

    def _value(self, column: str, value: Any) -> Any:
        if value is None:
            return None
        if column in _MOMENTS:
            return _later(value, self.by(datetime.fromisoformat(value).date()))
        if column in _DAYS:
            return self._day(value)
        return self._plan(value) if column == "plan" else value

    def _day(self, text: str) -> str:
        day = date.fromisoformat(text)
        return (day + self.by(day)).isoformat()

    def _plan(self, text: str) -> str:
        plan = json.loads(text)
        plan |= {name: self._day(plan[name]) for name in _PLAN_DAYS if plan.get(name)}
        return json.dumps(plan, ensure_ascii=False, separators=(",", ":"))


def _later(text: str, by: timedelta) -> str:
    # Z is put back by hand: isoformat() writes +00:00.
    return (datetime.fromisoformat(text).replace(tzinfo=None) + by).isoformat() + "Z"
