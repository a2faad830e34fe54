"""How long a search takes while it is typed, over fifty years of entries.

Run with `python benchmarks/search.py [ENTRIES]`: it writes a journal of 75,000 entries in a temporary folder, types
words of it letter by letter, alone, in pairs and as tags, and prints milliseconds: of the processor, which other work
on the machine leaves alone, and on the clock. The bar is 50 at the 95th percentile.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import quantiles
from uuid import UUID

from rut_tui.storage.engine import Connection
from rut_tui.storage.store import Store, open_store

ENTRIES = 75_000
VOCABULARY = 20_000
TAGS = {"activities": 60, "emotions": 87}
NOTED = 0.7
"""Share of the entries that have a note, of 3 to 60 words."""
LONGEST = 8
"""Letters typed of a word."""
WORDS_TYPED = 60

SYLLABLES = [f"{first}{second}" for first in "bcdfghjklmnprstvwz" for second in "aeiouéü"]
NOW = datetime(2026, 11, 20, 21, tzinfo=UTC)


class Life:
    """A made-up person with made-up words, of which few are used often, as in any language."""

    def __init__(self) -> None:
        self.random = Random(7)  # noqa: S311 (made-up words)
        made = (
            "".join(self.random.choices(SYLLABLES, k=self.random.choice((1, 2, 2, 3, 3, 3, 4, 5))))
            for _ in iter(int, 1)
        )
        words: dict[str, None] = {}
        while len(words) < VOCABULARY:
            words[next(made)] = None
        self.words = list(words)
        self.often = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
        self.tags = {table: [next(made).title() for _ in range(many)] for table, many in TAGS.items()}

    def note(self) -> str:
        """A few words, or none."""
        many = self.random.randint(3, 60) if self.random.random() < NOTED else 0
        return " ".join(self.random.choices(self.words, cum_weights=self.often, k=many))

    def id(self) -> str:
        """An id."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def write(self, connection: Connection, entries: int) -> None:
        """Fill a journal."""
        connection.execute("BEGIN")
        ids = {table: [self.id() for _ in names] for table, names in self.tags.items()}
        moment = NOW.isoformat()[:19] + "Z"
        for table, names in self.tags.items():
            rows = [
                (key, f"{name} {at}", moment, moment)
                for at, (key, name) in enumerate(zip(ids[table], names, strict=True))
            ]
            connection.executemany(f"INSERT INTO {table} (id, name, created_at, updated_at) VALUES (?, ?, ?, ?)", rows)  # noqa: S608
        at = NOW - timedelta(hours=6) * entries
        for _ in range(entries):
            at += timedelta(hours=6)
            entry, moment = self.id(), at.isoformat()[:19] + "Z"
            connection.execute(
                "INSERT INTO entries (id, at, tz_offset, day, note, created_at, updated_at)"
                " VALUES (?, ?, 0, ?, ?, ?, ?)",
                (entry, moment, moment[:10], self.note(), moment, moment),
            )
            for table, many in (("activities", 2), ("emotions", 1)):
                for place, tag in enumerate(self.random.sample(ids[table], many)):
                    connection.execute(f"INSERT INTO entry_{table} VALUES (?, ?, ?)", (entry, tag, place))  # noqa: S608
        connection.execute("COMMIT")

    def typed(self) -> Iterator[tuple[str, str]]:
        """What is typed, letter by letter, and of what kind it is."""
        for word in self.random.choices(self.words, cum_weights=self.often, k=WORDS_TYPED):
            yield from (("a word", word[:end]) for end in range(1, min(len(word), LONGEST) + 1))
        for _ in range(WORDS_TYPED // 2):
            first, second = self.random.choices(self.words, cum_weights=self.often, k=2)
            yield from (("a second word", f"{first} {second[:end]}") for end in range(1, len(second) + 1))
        for name in self.random.sample(self.tags["activities"], WORDS_TYPED // 4):
            yield from (("a tag", name[:end]) for end in range(1, len(name) + 1))
        for word in ("会議", "🎉"):
            yield "a script without spaces", word


def timed(store: Store, text: str) -> tuple[float, float]:
    """Search once; return milliseconds of the processor and on the clock."""
    worked, began = time.process_time(), time.perf_counter()
    store.search.find(text)
    return (time.process_time() - worked) * 1000, (time.perf_counter() - began) * 1000


def report(times: dict[str, list[tuple[float, float]]]) -> None:
    """Print the figures of every kind, and of all."""
    times["all"] = [one for taken in times.values() for one in taken]
    print(f"{'':24} searches   processor p50    p95   most     clock p50    p95   most")
    for kind, taken in times.items():
        figures = []
        for column in zip(*taken, strict=True):
            cuts = quantiles(column, n=20, method="inclusive")
            figures.append(f"{cuts[9]:13.1f} {cuts[18]:6.1f} {max(column):6.1f}")
        print(f"{kind:24} {len(taken):8} {figures[0]:>31} {figures[1]:>27}")


def main(entries: int) -> None:
    """Write the journal, type, print."""
    life = Life()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "journal" / "rut.db", lambda: NOW)
        connection = store.second(writing=True)
        life.write(connection, entries)
        connection.close()
        times: dict[str, list[tuple[float, float]]] = {}
        for kind, text in life.typed():
            times.setdefault(kind, []).append(timed(store, text))
        store.close()
    print(f"{entries:,} entries")
    report(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
