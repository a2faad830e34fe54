"""How long the lists of the Journal take over fifty years: reading each, opening it, going down its rows.

Run with `python benchmarks/lists.py [ENTRIES]`: it writes a journal of 75,000 entries, 5,000 wins, 1,000 setbacks, 200
times off and 12 jobs in a temporary folder, and prints milliseconds: on the clock of reading each list on the database
thread; then of the processor, from each key pressed in the app until all it does is drawn, median and most, beside the
median for an empty journal.
"""

import asyncio
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from search import ENTRIES, NOW, Life
from textual.events import Key

from rut_tui.app import RutApp
from rut_tui.domain.periods import JobDraft, TimeOffDraft
from rut_tui.domain.wins import SetbackDraft, WinDraft
from rut_tui.settings import Settings
from rut_tui.storage.store import Store, open_store
from rut_tui.storage.worker import Database
from rut_tui.views.lists.pane import ALL, ListsPane

WINS, SETBACKS, OPEN, OFF, JOBS = 5_000, 1_000, 10, 200, 12
TIMES = 15
SIZE = (140, 45)


def fill(store: Store) -> None:
    """Add what the lists hold."""
    today = NOW.date()
    with store.transaction():
        for back in range(WINS):
            at = NOW - timedelta(days=back * 3)
            store.wins.add(WinDraft(at=at, text=f"Number {back}: the answer is sent", reward="coffee in the sun"))
        for back in range(SETBACKS):
            day = today - timedelta(days=back * 15)
            draft = SetbackDraft(day=day, what=f"They said no, {back}", next_try="Ask again", next_on=day)
            store.setbacks.set_closed(store.setbacks.add(draft).id, back > OPEN)
        for back in range(OFF):
            day = today - timedelta(days=back * 90)
            store.time_off.add(TimeOffDraft(first_day=day - timedelta(days=6), last_day=day))
        for back in range(JOBS):
            first = date(today.year - back * 4, 3, 1)
            store.jobs.add(JobDraft(title=f"Job {back}", started_on=first, ended_on=date(first.year + 4, 2, 28)))


def write(path: Path, entries: int) -> None:
    """Write the journal."""
    store = open_store(path, lambda: NOW)
    if entries:
        connection = store.second(writing=True)
        Life().write(connection, entries)
        connection.execute("UPDATE entries SET engagement = (rowid * 7919 % 10007) % 5 - 2")
        connection.close()
        fill(store)
    store.close()


async def leaf(path: Path) -> dict[str, list[float]]:
    """Open every list a few times, and go through it; return milliseconds of the processor by what was done."""
    database = Database(path, lambda: NOW, undo=True)
    database.start()
    app = RutApp(database, Settings(), lambda: NOW, start="journal")
    taken: dict[str, list[float]] = {}

    async def press(key: str, what: str) -> None:
        began = time.process_time()
        app.post_message(Key(key, key if len(key) == 1 else None))
        await asyncio.sleep(0)
        while app.answering or app.settling or list(app.workers):  # noqa: ASYNC110 (nobody tells)
            await asyncio.sleep(0.0005)
        drawn = asyncio.Event()
        app.screen.call_after_refresh(drawn.set)
        await drawn.wait()
        taken.setdefault(what, []).append((time.process_time() - began) * 1000)

    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        await press("L", "open the lists first")
        for _ in range(TIMES):
            await press("escape", "back to the log")
            await press("L", "open them again")
        for page in ALL:
            await press("enter", "enter")
            for _ in range(TIMES):
                await press("j", f"{page.NAME}: a row down")
            await press("escape", "leave")
            await press("j", f"go to the list after {page.NAME}")
        assert app.screen.query_one(ListsPane).page
    database.close()
    return taken


def main(entries: int) -> None:
    """Write, read, press, print."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {entries: Path(folder) / "full" / "rut.db", 0: Path(folder) / "empty" / "rut.db"}
        for many, path in paths.items():
            write(path, many)
        store = open_store(paths[entries], lambda: NOW)
        for page in ALL:
            began = time.perf_counter()
            page.summary(store, NOW.date())
            summed = time.perf_counter()
            print(f"{page.NAME:12}summary {(summed - began) * 1000:6.1f}", end="")
            rows = page(None).read(store, NOW.date())  # type: ignore[arg-type]  # no screen is needed to read
            print(f"   read {(time.perf_counter() - summed) * 1000:8.1f}   {len(rows):,} rows")
        store.close()
        full, empty = asyncio.run(leaf(paths[entries])), asyncio.run(leaf(paths[0]))
        for what, times in full.items():
            print(f"{what:32}{median(times):8.1f} {max(times):8.1f}   empty {median(empty[what]):8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
