"""How soon a key is answered on the screen while the disk is slow, in a real pseudo-terminal.

Run it from the repository: `python benchmarks/slow_disk.py [milliseconds a commit takes]…`. The program runs
unchanged but for a pause in every commit, on the thread of the journal, and a text that is saved again and again in
the background, as a draft would be. A key counts as answered when the terminal gets the first bytes after it.
"""

import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "ui"))

from terminal import Terminal, clean_environment  # noqa: E402 - the tests' own

PACE = 0.12
"""Seconds between two keys: somebody who types well."""

SLOW = """
import threading, time
from rut_tui.storage import session, worker
run, start = session.Session._run, worker.Database.start

def slow(self, sql):
    if sql == "COMMIT":
        time.sleep({seconds})
    run(self, sql)

def busy(db):
    def save(store):
        with store.transaction(aside=True):
            store._session.write("UPDATE drafts SET set_aside = 0 WHERE form = '-'")
    while True:
        db.run_sync(save)
        time.sleep(0.1)

def begin(self):
    start(self)
    threading.Thread(target=busy, args=(self,), daemon=True).start()

session.Session._run, worker.Database.start = slow, begin
"""


SAMPLE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from rut_tui.interchange.demo import open_demo
open_demo(Path(sys.argv[1]), lambda: datetime(2026, 11, 20, 21, tzinfo=UTC)).rename(Path(sys.argv[1], "rut.db"))
"""


def answered(terminal: Terminal, key: str) -> float:
    """Send a key and return the milliseconds until the first bytes that draw something."""
    while select.select([terminal._fd], [], [], 0)[0]:
        terminal._read(0)
    begun = time.perf_counter()
    terminal.type(key)
    drawn = len(terminal.raw)
    while len(terminal.raw) == drawn and time.perf_counter() - begun < 5:
        terminal._read(0.05)
    return (time.perf_counter() - begun) * 1000


def paced(terminal: Terminal, keys: Iterable[str]) -> list[float]:
    """Send keys at the pace of a hand."""
    found = []
    for key in keys:
        begun = time.perf_counter()
        found.append(answered(terminal, key))
        terminal.settle(quiet=0.01, seconds=max(0.0, PACE - (time.perf_counter() - begun)))
    return found


def in_a_form(terminal: Terminal) -> list[float]:
    """Type a note."""
    terminal.type("c4\t\t\t\t")
    terminal.settle(0.5)
    return paced(terminal, "a sentence that goes on for a while ")


def saving(terminal: Terminal) -> list[float]:
    """Press the key that saves, and wait until it is saved."""
    found = []
    for _ in range(5):
        terminal.type("c4")
        terminal.settle(0.6)
        found.append(answered(terminal, "\r"))
        terminal.see("Saved")
        terminal.settle(0.4)
    return found


def days(terminal: Terminal) -> list[float]:
    """Go through the days of the journal."""
    terminal.type("3")
    terminal.settle(1.0)
    terminal.type("h")
    terminal.settle(1.0)
    return paced(terminal, "jjjkjjjkkjj[[[][[]][")


def board(terminal: Terminal) -> list[float]:
    """Choose cards and move one."""
    terminal.type("4")
    terminal.settle(1.0)
    return paced(terminal, "lhjkllhjLHlhjkHL")


def views(terminal: Terminal) -> list[float]:
    """Go from view to view, each for the first time and again."""
    return paced(terminal, "2345123451234512345")


SCENES: dict[str, Callable[[Terminal], list[float]]] = {
    "typing in a form": in_a_form,
    "saving a form": saving,
    "days of the journal": days,
    "cards of the board": board,
    "from view to view": views,
}


def measure(milliseconds: int) -> None:
    """Print a line for each scene."""
    for name, scene in SCENES.items():
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            journal = home / "rut.db"
            environment = clean_environment(home, PYTHONPATH=str(ROOT))
            subprocess.run([sys.executable, "-c", SAMPLE, folder], env=environment, check=True)
            (home / "sitecustomize.py").write_text(SLOW.format(seconds=milliseconds / 1000))
            environment["PYTHONPATH"] = os.pathsep.join((folder, str(ROOT)))
            with Terminal("--db", str(journal), env=environment, size=(120, 40)) as terminal:
                terminal.see("One step")
                terminal.settle(1.5)
                found = scene(terminal)
            worst = sorted(found)
            print(
                f"{name:22} {len(found):3} keys   median {statistics.median(found):6.1f} ms"
                f"   95 % {worst[int(len(worst) * 0.95)]:7.1f} ms   worst {worst[-1]:7.1f} ms"
            )


if __name__ == "__main__":
    for delay in map(int, sys.argv[1:] or ("0", "500")):
        print(f"A commit takes {delay} ms longer:")
        measure(delay)
