"""How long insights take over fifty years of entries: reading them on the database thread, then working them out.

Run with `python benchmarks/insights.py [ENTRIES]`: it writes a journal of 75,000 rated entries in a temporary folder
and prints milliseconds on the clock for every span. The app works them out on a thread of its own.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import TypeVar

from search import ENTRIES, NOW, Life

from rut_tui.domain.patterns import SPANS, first_day, insights
from rut_tui.storage.store import open_store

T = TypeVar("T")
TIMES = 5


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the median milliseconds of some runs, and what the last one returned."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        answer = work()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken), answer


def main(entries: int) -> None:
    """Write the journal, read, work out, print."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "journal" / "rut.db", lambda: NOW)
        connection = store.second(writing=True)
        Life().write(connection, entries)
        # As even as chance, and the same every time.
        connection.execute("UPDATE entries SET engagement = (rowid * 7919 % 10007) % 5 - 2")
        connection.close()
        print(f"{entries:,} entries; {'read':>10}{'work out':>12}   rated days")
        for span in (*SPANS, None):
            first = first_day(NOW.date(), span) if span else date.min
            reading, found = timed(lambda first=first: store.ratings.between(first))
            working, seen = timed(lambda found=found: insights(found))
            print(f"{f'last {span}' if span else 'all':<16}{reading:10.1f}{working:12.1f}{seen.days:13,}")
        print(f"{'the usual day':<16}{timed(store.ratings.usual)[0]:10.1f}")
        store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
