"""How long the log takes over fifty years of entries: opening it, going to a day, and filtering it as it is typed.

Run with `python benchmarks/log.py [ENTRIES]`: it writes a journal of 75,000 entries in a temporary folder, and one with
none, and drives the app by keys on both; then every filter is asked for alone, without the screen. Printed are
milliseconds of the processor, which other work on the machine leaves alone, and on the clock, from a key to the screen
that shows what it did. The bar of a filter alone is 50 at the 95th percentile.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles

from search import ENTRIES, NOW, Life
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from rut_tui.app import RutApp
from rut_tui.domain.journal import Context, WordKind
from rut_tui.settings import Settings
from rut_tui.storage.entry_search import EntryFilter
from rut_tui.storage.store import open_store
from rut_tui.storage.worker import Database
from rut_tui.views.journal.filter_reading import sift
from rut_tui.views.journal.filtered_log import PAGE
from rut_tui.views.journal.view import JournalView

Taken = tuple[float, float]
"""Milliseconds of the processor, and on the clock."""

NAMES = {"\n": "enter", "\b": "escape"}
SIZE = (140, 45)
TIMES = 5
WORDS_TYPED = 12


def write(path: Path, entries: int) -> Life:
    """Write a journal of rated entries, some outside work."""
    life = Life()
    store = open_store(path, lambda: NOW)
    connection = store.second(writing=True)
    life.write(connection, entries)
    connection.execute(
        """UPDATE entries SET engagement = (rowid * 7919 % 10007) % 5 - 2,
        context = CASE WHEN rowid % 3 = 0 THEN 'outside' ELSE 'work' END"""
    )
    connection.close()
    store.close()
    return life


async def pressed(pilot: Pilot[int], keys: str, done: Callable[[], bool]) -> Taken:
    """Press keys; return how long it took until they were answered and drawn."""
    app = pilot.app
    assert isinstance(app, RutApp)
    worked, began = time.process_time(), time.perf_counter()
    for key in keys:
        app.post_message(Key(NAMES.get(key) or _character_to_key(key), key if key.isprintable() else None))
    await asyncio.sleep(0)
    # A pause of the pilot would send a message to every widget, and that work would be counted.
    while app.answering or app.settling or not done():  # noqa: ASYNC110
        await asyncio.sleep(0.0005)
    return (time.process_time() - worked) * 1000, (time.perf_counter() - began) * 1000


async def drive(path: Path, words: list[str]) -> dict[str, list[Taken]]:
    """Open the journal, go to days, and type; return what each took."""
    database = Database(path, lambda: NOW)
    database.start()
    app = RutApp(database, Settings(), lambda: NOW)
    taken: dict[str, list[Taken]] = {}
    async with app.run_test(size=SIZE) as pilot:

        async def press(what: str, keys: str, done: Callable[[], bool] = lambda: True) -> None:
            taken.setdefault(what, []).append(await pressed(pilot, keys, done))

        def log() -> JournalView:
            return app.screen.query_one(JournalView)

        await press("Today, first", "", lambda: bool(app.screen.query("#today")))
        await press("the log, first", "3", lambda: bool(app.screen.query("#journal")))
        for _ in range(TIMES):
            await press("Today, again", "1")
            await press("the log, again", "3")
            await press("a day back", "[")
        await press("to a day of 2005", "d2005-06-07\n", lambda: log().day.year == 2005)
        await press("to a day of 1977", "d1977-01-03\n", lambda: log().day.year == 1977)
        await press("the filter, first", "f", lambda: log().filtering)
        for word in words:
            for letter in word:
                await press("a letter of a filter", letter, lambda: log()._shown == log()._sought)
            await press("clearing it", "\b", lambda: not log().filtering)
            await press("the filter, again", "f", lambda: log().filtering)
    database.close()
    return taken


def filters(life: Life, tags: dict[WordKind, list[str]]) -> Iterator[tuple[str, EntryFilter]]:
    """What is typed, letter by letter, alone and beside a tag and a place; and tags and places alone."""
    pair: tuple[tuple[WordKind, str], ...] = tuple((kind, refs[0]) for kind, refs in tags.items())
    for kind, text in life.typed():
        yield kind, EntryFilter(text)
        if kind == "a word":
            yield "a word at work", EntryFilter(text, context=Context.WORK)
            yield "a word beside a tag", EntryFilter(text, pair[:1])
    yield "tags and places", EntryFilter()
    for context in (None, *Context):
        yield "tags and places", EntryFilter("", pair, context)
        for tag, refs in tags.items():
            yield from (("tags and places", EntryFilter("", ((tag, ref),), context)) for ref in refs[:20])


def ask(path: Path, life: Life) -> dict[str, list[Taken]]:
    """Ask for every filter; return how long each took."""
    store = open_store(path, lambda: NOW)
    kinds: tuple[WordKind, ...] = ("activity", "emotion")
    tags = {kind: [word.id for word in store.words.all(kind)] for kind in kinds}
    taken: dict[str, list[Taken]] = {}
    for kind, sought in filters(life, tags):
        worked, began = time.process_time(), time.perf_counter()
        sift(store, sought, PAGE, 0)
        one = (time.process_time() - worked) * 1000, (time.perf_counter() - began) * 1000
        taken.setdefault(kind, []).append(one)
        taken.setdefault("all", []).append(one)
    store.close()
    return taken


def report(title: str, times: dict[str, list[Taken]]) -> None:
    """Print the figures of every kind."""
    print(f"\n{title:24} times   processor p50    p95   most     clock p50    p95   most")
    for kind, taken in times.items():
        figures = []
        for column in zip(*taken, strict=True):
            cuts = quantiles((*column, *column), n=20, method="inclusive")  # of one, too
            figures.append(f"{cuts[9]:13.1f} {cuts[18]:6.1f} {max(column):6.1f}")
        print(f"{kind:24} {len(taken):5} {figures[0]:>31} {figures[1]:>27}")


def main(entries: int) -> None:
    """Write the journals, drive, ask, print."""
    with tempfile.TemporaryDirectory() as folder:
        full, empty = (Path(folder) / name / "rut.db" for name in ("full", "empty"))
        life = write(full, entries)
        write(empty, 0)
        words = life.random.choices(life.words, cum_weights=life.often, k=WORDS_TYPED)
        report(f"{entries:,} entries", asyncio.run(drive(full, words)))
        report("none", asyncio.run(drive(empty, words)))
        report("filters alone", ask(full, life))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
