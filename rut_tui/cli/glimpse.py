"""`status --short`: one line for a shell prompt or a status bar, at once."""

import os
import sys
from typing import Final

from rut_tui import paths
from rut_tui.cli.now import clock
from rut_tui.domain.visible import one_line, visible

NOTHING_YET: Final = "nothing written yet"
LONGEST: Final = 40
"""Characters of a goal or a milestone that are shown."""


def short(db: str | None) -> int:
    """Print the line and return the exit code.

    Args:
        db: What --db says, if anything.

    Raises:
        PathError: Nothing says where the journal is.
        StorageError: The journal can't be read.
    """
    from rut_tui.storage.glance import WEEK, glance

    path, today = paths.database(db, os.environ), clock()().date()
    seen = glance(path, today)
    if seen.state == "unreadable":
        from rut_tui.cli.journal import Journal

        # Opening it in full says what is wrong with it, with the exit code of that, or mends a save that was cut short.
        Journal(db, asks=False).work(lambda store: store.entries.counts())
        seen = glance(path, today)
    if seen.state == "unreadable":
        line = "busy"
    elif seen.state == "absent":
        line = NOTHING_YET
    elif seen.state == "locked":
        line = "locked"
    else:
        rated = "noted" if seen.engagement is None else f"{seen.engagement + 3} of 5"
        parts = [f"today {rated}"] if seen.today else []
        parts.append(f"{seen.week_days} of the last {WEEK} days")
        if step := seen.milestone or seen.focus:
            parts.append(f"next: {_cut(step)}")
        line = " · ".join(parts)
    sys.stdout.write(f"{line}\n")
    return 0


def _cut(text: str) -> str:
    shown = visible(one_line(text))
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1].rstrip()}…"
