"""The few figures of `status --short`, read through Python's own sqlite3 so that a shell prompt can wait for them.

Reads only: it makes nothing, changes nothing, and never fails; it says what it found instead.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from rut_tui.storage.signatures import MAGIC, seems_sealed

WEEK = 7
"""Days in "the last 7 days", today included."""

State = Literal["ready", "absent", "locked", "unreadable"]


@dataclass(frozen=True, slots=True)
class Glance:
    """How things stand, for one line.

    Attributes:
        state: "locked" when it looks like an encrypted journal. No key is made, so it isn't known for sure.
        today: Entries today.
        engagement: −2 to +2 of the last rated entry today, or None.
        week_entries: Entries in the last 7 days.
        week_days: Days of the last 7 with an entry.
        focus: Title of the goal in focus, or None.
        milestone: Title of its next milestone, or None.
    """

    state: State
    today: int = 0
    engagement: int | None = None
    week_entries: int = 0
    week_days: int = 0
    focus: str | None = None
    milestone: str | None = None


def glance(path: Path, today: date) -> Glance:
    """Read the figures from a journal.

    Args:
        path: Where the journal is or should be.
        today: The local day.
    """
    try:
        if not path.is_file():
            return Glance("unreadable" if path.exists() or path.is_symlink() else "absent")
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError:
        return Glance("unreadable")
    if head != MAGIC:
        return Glance("locked" if seems_sealed(path) else "unreadable")
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)
        try:
            return _read(connection, today)
        finally:
            connection.close()
    except sqlite3.Error:
        return Glance("unreadable")


def _read(connection: sqlite3.Connection, today: date) -> Glance:
    connection.execute("PRAGMA trusted_schema = OFF")
    first, day = (today - timedelta(days=WEEK - 1)).isoformat(), today.isoformat()
    entries, days = connection.execute(
        "SELECT count(*), count(DISTINCT day) FROM entries WHERE day BETWEEN ? AND ? AND archived_at IS NULL",
        (first, day),
    ).fetchone()
    rated = connection.execute(
        "SELECT engagement FROM entries WHERE day = ? AND archived_at IS NULL ORDER BY at, created_at, id", (day,)
    ).fetchall()
    goal = connection.execute("SELECT id, title FROM goals WHERE focus = 1 AND archived_at IS NULL").fetchone()
    step = connection.execute(
        """SELECT title FROM milestones WHERE goal_id = ? AND done_on IS NULL AND archived_at IS NULL
        ORDER BY position, created_at, id LIMIT 1""",
        (goal[0] if goal else None,),
    ).fetchone()
    return Glance(
        "ready",
        today=len(rated),
        engagement=next((value for (value,) in reversed(rated) if value is not None), None),
        week_entries=entries,
        week_days=days,
        focus=goal[1] if goal else None,
        milestone=step[0] if step else None,
    )
