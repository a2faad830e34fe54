"""A disk that takes no more: said with its exit code, nothing saved by halves, and nothing earlier lost."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from storage_bench import HERE, JOURNALS, Clock, listing, python, sha

from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.faults import NotSaved
from rut_tui.storage.store import Store

Opener = Callable[..., Store]

OTHER = str(HERE / "another_process.py")
NOTE = "x" * 100_000
ROOM = 16 * 1024

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits are set as POSIX has them")


def limited(journal: Path, size: int, *arguments: str) -> tuple[int, str, str]:
    """Run a command in a process that may make no file larger than this; return its exit code and what it said."""
    process = python(OTHER, "limited", str(journal), str(size), *arguments)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte and a half."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1536k,mode=700", "tmpfs", str(folder)],  # noqa: S607 - by its name
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only root can make a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S607 - by its name


def test_a_save_that_finds_no_room_is_taken_back_whole(lived_in: Path) -> None:
    before = sha(lived_in)

    code, out, err = limited(lived_in, lived_in.stat().st_size + ROOM, "log", "3", "-n", NOTE)

    assert (code, out) == (7, "")
    assert err == "rut-tui: The disk reported an error. It may not be saved: look for it before you write it again.\n"
    assert sha(lived_in) == before
    assert sorted(listing(lived_in.parent)) == ["rut.db", "rut.db.lock"]


def test_a_journal_that_finds_no_room_is_not_made(journal: Path) -> None:
    code, out, err = limited(journal, ROOM, "log", "3")

    assert (code, out) == (7, "")
    assert err.startswith("rut-tui: It was not saved: ")
    assert listing(journal.parent) == {}


def test_an_older_journal_that_finds_no_room_stays_as_it_was(journal: Path) -> None:
    journal.parent.mkdir(mode=0o700)
    shutil.copy(JOURNALS / "format-1.db", journal)
    journal.chmod(0o600)
    before = sha(journal)

    code, out, err = limited(journal, journal.stat().st_size + ROOM, "status")

    assert (code, out) == (7, "")
    assert len(err.splitlines()) == 1
    assert sha(journal) == before


def test_on_a_full_disk_nothing_that_was_saved_is_lost(small_disk: Path, opener: Opener, clock: Clock) -> None:
    store = opener(small_disk / "journal" / "rut.db")
    saved = []

    def fill() -> None:
        while len(saved) < 100:
            saved.append(store.entries.add(EntryDraft(at=clock(), engagement=1, note=NOTE)).id)

    with pytest.raises(NotSaved, match=r"the disk is full\. What was saved before is safe\."):
        fill()
    assert saved
    assert {entry.id for entry in store.entries.latest(100)} == set(saved)
    store.close()
    again = opener(store.path)
    assert {entry.id for entry in again.entries.latest(100)} == set(saved)
    assert again._session.value("PRAGMA integrity_check") == "ok"
    again.close()
