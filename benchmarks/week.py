"""How long the Week of the Journal takes to read over fifty years: all reviews once, then one week after the other.

Run with `python benchmarks/week.py [ENTRIES]`: it writes a journal of 75,000 entries, a review for each of 2,600 weeks
and 5,000 expectations that were met, in a temporary folder, and prints milliseconds on the clock.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from search import ENTRIES, NOW, Life

from rut_tui.domain.reality import realities
from rut_tui.domain.reviews import ReviewDraft
from rut_tui.domain.weeks import DAYS, monday
from rut_tui.storage.engine import Connection
from rut_tui.storage.store import Store, open_store
from rut_tui.views.journal.week_pane import read_week

WEEKS = 2_600
MET = 5_000
TIMES = 50


def write(store: Store, connection: Connection) -> None:
    """Add what was expected of the activities of some entries, and the reviews."""
    connection.execute("UPDATE entries SET engagement = (rowid * 7919 % 10007) % 5 - 2")
    connection.execute(
        """INSERT INTO expectations (id, activity_id, day, expected, entry_id, closed_at, created_at, updated_at)
        SELECT lower(hex(randomblob(4))) || '-0000-4000-8000-' || lower(hex(randomblob(6))), l.activity_id, e.day, -1,
            e.id, e.created_at, e.created_at, e.created_at
        FROM entries AS e JOIN entry_activities AS l ON l.entry_id = e.id AND l.position = 0
        WHERE e.archived_at IS NULL ORDER BY e.at DESC LIMIT ?""",
        (MET,),
    )
    with store.transaction():
        for back in range(WEEKS):
            week = monday(NOW.date()) - timedelta(days=DAYS * back)
            liked = f"a thing for {back % 40} weeks\nthe same again"
            store.reviews.save(
                ReviewDraft(week=week, liked=liked, disliked=f"number {back}", next_thing="leave at five")
            )


def timed(work: Callable[[int], object]) -> str:
    """Return the median and the 95th percentile of some runs, in milliseconds."""
    taken = []
    for run in range(TIMES):
        began = time.perf_counter()
        work(run)
        taken.append((time.perf_counter() - began) * 1000)
    return f"{median(taken):8.1f} ms, p95 {sorted(taken)[int(TIMES * 0.95)]:8.1f} ms"


def main(entries: int) -> None:
    """Write the journal, read, print."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "journal" / "rut.db", lambda: NOW)
        connection = store.second(writing=True)
        Life().write(connection, entries)
        write(store, connection)
        connection.close()
        now, version = monday(NOW.date()), store.ratings.version
        print(f"{entries:,} entries, {WEEKS:,} reviews, {MET:,} expectations met")
        print(f"opening it          {timed(lambda _: read_week(store, now, None))}")
        print(f"leafing a week      {timed(lambda run: read_week(store, now - timedelta(days=DAYS * run), version))}")
        print(f"expected and real   {timed(lambda _: realities(store.expectations.pairs()))}")
        store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
