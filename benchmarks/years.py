"""How long the calendar takes with fifty years of entries: opening it, leafing, scrolling, going from day to day.

Run with `python benchmarks/years.py [ENTRIES]`: it writes a journal of 75,000 rated entries in a temporary folder,
opens the app on it without a terminal, presses keys, and prints milliseconds from each key until all it does is drawn:
of the processor, which other work on the machine leaves alone, and on the clock; beside them the processor's for an
empty journal. It also prints what years take to read. The bar is 16 for a key in a list at the 95th percentile, 90 for
opening a screen for the first time, 35 for opening it again.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

from search import ENTRIES, NOW, Life
from textual.events import Key

from rut_tui.app import RutApp
from rut_tui.settings import Settings
from rut_tui.storage.store import open_store
from rut_tui.storage.worker import Database
from rut_tui.views.journal.calendar_grid import CalendarGrid
from rut_tui.views.journal.calendar_reading import read_calendar

Times = dict[str, list[tuple[float, float]]]
"""What was done → milliseconds of the processor and on the clock, each time."""

TIMES = 50
SIZE = (140, 45)


def write(path: Path, entries: int) -> None:
    """Write the journal, its ratings as even as chance and the same every time."""
    store = open_store(path, lambda: NOW)
    if entries:
        connection = store.second(writing=True)
        Life().write(connection, entries)
        connection.execute("UPDATE entries SET engagement = (rowid * 7919 % 10007) % 5 - 2")
        connection.close()
    store.close()


class Hand:
    """Presses keys and waits until what they do is drawn."""

    def __init__(self, app: RutApp) -> None:
        self.app = app
        self.taken: Times = {}

    async def _drawn(self, what: str, worked: float, began: float) -> None:
        """Wait until nothing is under way, and remember how long it took."""
        drawn = asyncio.Event()
        await asyncio.sleep(0)
        while self.app.answering or self.app.settling or list(self.app.workers):  # noqa: ASYNC110 (nobody tells)
            await asyncio.sleep(0.0005)
        self.app.screen.call_after_refresh(drawn.set)
        await drawn.wait()
        taken = (time.process_time() - worked) * 1000, (time.perf_counter() - began) * 1000
        self.taken.setdefault(what, []).append(taken)

    async def press(self, key: str, what: str, times: int = 1) -> None:
        """Press a key some times, and remember how long each took."""
        for _ in range(times):
            start = time.process_time(), time.perf_counter()
            self.app.post_message(Key(key, key if len(key) == 1 else None))
            await self._drawn(what, *start)

    async def scroll(self, lines: int, what: str, times: int) -> None:
        """Turn the wheel."""
        grid = self.app.screen.query_one(CalendarGrid)
        for _ in range(times):
            start = time.process_time(), time.perf_counter()
            grid.scroll_relative(y=lines, animate=False)
            await self._drawn(what, *start)


async def leaf(path: Path) -> Times:
    """Open the calendar and go through it; return milliseconds by what was done."""
    database = Database(path, lambda: NOW, undo=True)
    database.start()
    app = RutApp(database, Settings(), lambda: NOW, start="journal")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        hand = Hand(app)
        await hand.press("left_square_bracket", "the log, to compare", TIMES)
        await hand.press("full_stop", "today")
        await hand.press("C", "open the calendar")
        await hand.press("left", "month: a day back", TIMES)
        await hand.press("left_square_bracket", "month: leaf back", TIMES)
        await hand.scroll(-3, "month: wheel", TIMES)
        for _ in range(TIMES // 5):
            await hand.press("escape", "back to the log")
            await hand.press("C", "open it again")
        await hand.press("full_stop", "today")
        await hand.press("y", "open the years")
        await hand.press("left", "year: a day back", TIMES)
        await hand.press("left_square_bracket", "year: leaf back", TIMES - 2)
        await hand.press("full_stop", "today")
        await hand.scroll(-3, "year: wheel", TIMES * 4)
        await hand.press("g", "the first day of all")
        await hand.press("t", "year: in numbers", 2)
    database.close()
    return hand.taken


def report(full: Times, empty: Times) -> None:
    """Print the figures of both."""
    print(f"{'':24} times  processor p50   p95    clock p50   p95    empty, processor p50   p95")
    for what, taken in full.items():
        line = f"{what:24}{len(taken):6}"
        for times, room in ((column(taken, 0), 15), (column(taken, 1), 13), (column(empty[what], 0), 25)):
            cuts = quantiles(times * 2, n=20, method="inclusive")
            line += f"{cuts[9]:{room}.1f}{cuts[18]:6.1f}"
        print(line)


def column(taken: list[tuple[float, float]], place: int) -> list[float]:
    """Return the times of one kind."""
    return [each[place] for each in taken]


def main(entries: int) -> None:
    """Write, read, press, print."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {entries: Path(folder) / "full" / "rut.db", 0: Path(folder) / "empty" / "rut.db"}
        for many, path in paths.items():
            write(path, many)
        store = open_store(paths[entries], lambda: NOW)
        for years in (1, 5, 50):
            began = time.perf_counter()
            read_calendar(store, None, range(NOW.year - years + 1, NOW.year + 1), NOW.date())
            print(f"{entries:,} entries; {years:2} years read in {(time.perf_counter() - began) * 1000:.1f}")
        store.close()
        report(asyncio.run(leaf(paths[entries])), asyncio.run(leaf(paths[0])))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
