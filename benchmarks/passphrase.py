"""What a passphrase costs: opening and saving, plain and encrypted, with the sample life.

`python benchmarks/passphrase.py`, on a machine that does nothing else: making a key is work on purpose. One line each.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rut_tui.domain.journal import EntryDraft
from rut_tui.interchange.demo import open_demo
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.sealing import reseal
from rut_tui.storage.store import open_store

WORDS: Final = "correct horse battery staple"
OPENINGS: Final = 9
SAVES: Final = 200
OPENED: Final = 0.300
SAVED: Final = 0.003
"""What is promised, in seconds."""


def now() -> datetime:
    """Return the moment."""
    return datetime.now(UTC)


def opening(journal: Path, passphrase: Callable[[], Passphrase | None]) -> float:
    """Return the median of some openings, in seconds."""
    took = []
    for _ in range(OPENINGS):
        given = passphrase()
        began = time.perf_counter()
        store = open_store(journal, now, passphrase=given, undo=True)
        took.append(time.perf_counter() - began)
        store.close()
    return statistics.median(took)


def saving(journal: Path, passphrase: Passphrase | None) -> float:
    """Return the median of some saves of a check-in, in seconds."""
    store = open_store(journal, now, passphrase=passphrase, undo=True)
    took = []
    for _ in range(SAVES):
        draft = EntryDraft(at=now(), engagement=1, activities=("work",), emotions=("calm",), note="a few words " * 20)
        began = time.perf_counter()
        store.entries.add(draft)
        took.append(time.perf_counter() - began)
    store.close()
    return statistics.median(took)


def main() -> int:
    """Print the figures; 1 if a promise is not kept."""
    kept = True
    with tempfile.TemporaryDirectory(prefix="rut-tui-passphrase-") as folder:
        journal = open_demo(Path(folder).resolve(), now)
        known = Passphrase.of(WORDS)

        def told(what: str, seconds: float, promise: float) -> None:
            nonlocal kept
            kept = kept and seconds < promise
            print(f"{what:<34} {seconds * 1000:7.1f} ms   promised: under {promise * 1000:.0f} ms")

        told("opening, plain", opening(journal, lambda: None), OPENED)
        told("saving, plain", saving(journal, None), SAVED)
        began = time.perf_counter()
        reseal(journal, now, current=None, new=known)
        print(f"{'setting a passphrase':<34} {(time.perf_counter() - began) * 1000:7.1f} ms")
        told("opening, encrypted, key made", opening(journal, lambda: Passphrase.of(WORDS)), OPENED)
        told("opening, encrypted, key known", opening(journal, lambda: known), OPENED)
        told("saving, encrypted", saving(journal, known), SAVED)
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
