"""The figures for a shell prompt: right, and never in the way."""

import os
import time
from datetime import date, timedelta
from hashlib import shake_128
from pathlib import Path

import pytest
from storage_bench import Clock, listing, python, said

from rut_tui.domain.goals import GoalDraft, MilestoneDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.glance import Glance, glance
from rut_tui.storage.store import Store

TODAY = date(2026, 11, 20)


def test_it_says_how_things_stand(store: Store, clock: Clock) -> None:
    for days_ago, rating in ((0, 2), (0, -1), (0, None), (1, 1), (6, 0), (6, 0), (7, 2)):
        clock.pass_by(seconds=1)
        store.entries.add(EntryDraft(at=clock() - timedelta(days=days_ago), engagement=rating))
    gone = store.entries.add(EntryDraft(at=clock(), engagement=-2))
    store.entries.set_archived(gone.id, True)
    steps = (
        MilestoneDraft(title="first", done=True),
        MilestoneDraft(title="second\x1b"),
        MilestoneDraft(title="third"),
    )
    goal = store.goals.add(GoalDraft(title="the goal", milestones=steps))
    store.goals.set_focus(goal.id)
    store.close()
    before = listing(store.path.parent)

    assert glance(store.path, TODAY) == Glance(
        "ready", today=3, engagement=-1, week_entries=6, week_days=3, focus="the goal", milestone="second\x1b"
    )
    assert listing(store.path.parent) == before


def test_an_empty_journal_has_nothing_to_say(store: Store) -> None:
    assert glance(store.path, TODAY) == Glance("ready")


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (b"", "unreadable"),
        (b"short", "unreadable"),
        (shake_128(b"sealed").digest(31 * 4096), "locked"),
        (shake_128(b"sealed").digest(4096), "unreadable"),
        ("Dear diary, it rained. Ünd süß.\n".encode() * 4096, "unreadable"),
        (b"SQLite format 3\0" + bytes(200), "unreadable"),
    ],
    ids=["empty", "short", "encrypted", "random bytes", "text", "broken"],
)
def test_what_it_cant_read_it_says(tmp_path: Path, content: bytes, state: str) -> None:
    path = tmp_path / "rut.db"
    path.write_bytes(content)

    assert glance(path, TODAY).state == state
    assert listing(tmp_path).keys() == {"rut.db"}


def test_nothing_there_and_nothing_made(tmp_path: Path) -> None:
    assert glance(tmp_path / "no" / "rut.db", TODAY).state == "absent"
    os.mkfifo(tmp_path / "pipe")
    assert glance(tmp_path / "pipe", TODAY).state == "unreadable"
    assert glance(tmp_path, TODAY).state == "unreadable"
    assert listing(tmp_path).keys() == {"pipe"}


def test_it_does_not_wait_for_a_save(store: Store) -> None:
    store.close()
    code = """if True:
        import sqlite3, sys
        c = sqlite3.connect(sys.argv[1], isolation_level=None)
        c.execute("BEGIN EXCLUSIVE")
        print("held", flush=True)
        sys.stdin.readline()
        """
    process = python("-c", code, str(store.path))
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"

    begun = time.monotonic()
    assert glance(store.path, TODAY).state == "unreadable"
    assert time.monotonic() - begun < 1.5
    process.communicate("\n", timeout=60)


def test_it_loads_nothing_but_pythons_own(store: Store) -> None:
    store.close()
    code = f"""if True:
        import sys
        from datetime import date
        from pathlib import Path
        from rut_tui.storage.glance import glance
        assert glance(Path({str(store.path)!r}), date(2026, 11, 20)).state == "ready"
        ours = {{name.partition(".")[0] for name in sys.modules}} - set(sys.stdlib_module_names)
        print(sorted(name for name in ours if not name.startswith("_")))
        print(sorted(name for name in sys.modules if name.startswith("rut_tui")))
        """

    packages, modules = said(python("-S", "-c", code)).splitlines()

    assert packages == "['rut_tui']"
    assert modules == "['rut_tui', 'rut_tui.storage', 'rut_tui.storage.glance', 'rut_tui.storage.signatures']"
