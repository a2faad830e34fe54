"""How long the goal board takes with 500 goals of ten milestones each: reading, opening, moving a card, filtering.

Run with `python benchmarks/board.py [GOALS]`: it writes a journal in a temporary folder, and prints milliseconds: on
the clock of reading the board on the database thread; then of the processor, from each key pressed in the app until all
it does is drawn and saved, median and most, beside the median for a board of eight goals.
"""

import asyncio
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

from search import NOW
from textual.events import Key

from rut_tui.app import RutApp
from rut_tui.domain.goals import Column, GoalDraft, MilestoneDraft
from rut_tui.settings import Settings
from rut_tui.storage.store import Store, open_store
from rut_tui.storage.worker import Database

GOALS, FEW, STEPS = 500, 8, 10
TIMES = 5
SIZE = (140, 45)
KEYS = {
    "down": "a card down",
    "L": "move to the right",
    "H": "move to the left",
    "J": "move down",
    "x": "tick a milestone",
    "f": "focus",
}


def fill(store: Store, goals: int) -> None:
    """Write goals, spread over the columns."""
    today = NOW.date()
    with store.transaction():
        for number in range(goals):
            steps = tuple(
                MilestoneDraft(title=f"Step {step} of {number}", due=today + timedelta(days=step), done=step < 2)
                for step in range(STEPS)
            )
            draft = GoalDraft(
                title=f"Publish page number {number} with three charts",
                serves=("value:growth",),
                due=today + timedelta(days=number),
                milestones=steps,
            )
            store.goals.add(draft, tuple(Column)[number % 4])


def read(path: Path) -> float:
    """Return the milliseconds of reading the board."""
    store = open_store(path, lambda: NOW)
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        store.goals.board()
        taken.append((time.perf_counter() - began) * 1000)
    store.close()
    return median(taken)


async def use(path: Path) -> dict[str, list[float]]:
    """Use the board with keys; return milliseconds of the processor by what was done."""
    database = Database(path, lambda: NOW, undo=True)
    database.start()
    app = RutApp(database, Settings(), lambda: NOW, start="today")
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
        if what:
            taken.setdefault(what, []).append((time.process_time() - began) * 1000)

    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press("4", "open, the first time")
        for _ in range(TIMES):
            await press("1", "")
            await press("4", "open again")
        for _ in range(TIMES):
            for key, what in KEYS.items():
                await press(key, what)
        await press("F", "")
        for _ in range(TIMES):
            for key in "page":
                await press(key, "a letter of the filter")
            for _ in "page":
                await press("backspace", "a letter of the filter")
        app.exit()
    database.close()
    return taken


def main(goals: int) -> None:
    """Write two journals, use them, print."""
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for number in (FEW, goals):
            path = Path(folder) / str(number) / "rut.db"
            store = open_store(path, lambda: NOW)
            fill(store, number)
            store.close()
            found[number] = asyncio.run(use(path))
            print(f"{number} goals: {read(path):.1f} ms to read")
        print(f"{'':<26}{'median':>10}{'most':>10}{f'with {FEW}':>10}")
        for what, taken in found[goals].items():
            print(f"{what:<26}{median(taken):10.1f}{max(taken):10.1f}{median(found[FEW][what]):10.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else GOALS)
