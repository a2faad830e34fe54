"""The file of an open journal is taken away: all of it is in a copy beside it, until the file is back."""

import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from storage_bench import HERE, Clock, python, said, sha

from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.faults import TakenAway
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import Store

Opener = Callable[..., Store]

SECRET = Passphrase.of("correct horse battery staple")


def entry(clock: Clock, note: str) -> EntryDraft:
    return EntryDraft(at=clock(), engagement=1, note=note)


def notes(store: Store, clock: Clock) -> list[str]:
    return sorted(found.note for found in store.entries.on_day(clock().date()))


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.rescued-*"))


def refused(store: Store, clock: Clock) -> str:
    """Try to save, and return what is said."""
    with pytest.raises(TakenAway) as caught:
        store.entries.add(entry(clock, "never saved"))
    return str(caught.value)


def take_away(journal: Path, how: str) -> Path | None:
    """Take a journal away; return where it is now."""
    if how == "deleted":
        journal.unlink()
        return None
    moved = journal.with_name("moved.db")
    journal.rename(moved)
    if how == "replaced":
        shutil.copy(moved, journal)
    return moved


@pytest.mark.parametrize("passphrase", [None, SECRET], ids=["plain", "sealed"])
@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_all_of_it_is_copied_beside_it_once(
    opener: Opener, journal: Path, clock: Clock, how: str, passphrase: Passphrase | None
) -> None:
    store = opener(passphrase=passphrase)
    store.entries.add(entry(clock, "kept"))
    store.drafts.put("entry:new@a.1", {"note": "half a"})
    moved = take_away(journal, how)
    others = {path: sha(path) for path in (moved, journal) if path is not None and path.exists()}

    words = refused(store, clock)
    refused(store, clock)
    (copy,) = copies(journal.parent)
    assert copy.name == "rut.rescued-20261120T200430Z.db"
    assert str(copy) in words
    assert ("Another file took the place" in words) == (how == "replaced")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert (copy.read_bytes()[:15] == b"SQLite format 3") == (passphrase is None)
    assert notes(store, clock) == ["kept"], "reading goes on"
    with store.transaction(aside=True):
        store.drafts.put("entry:new@a.1", {"note": "half a sentence"})
    store.close()
    assert {path: sha(path) for path in others} == others, "what lies there now is not touched"

    rescued = opener(copy, create=False, passphrase=passphrase)
    assert notes(rescued, clock) == ["kept"]
    assert [draft.fields for draft in rescued.drafts.all()] == [{"note": "half a sentence"}]


def test_once_it_is_back_saving_works_again_with_what_was_typed(store: Store, clock: Clock) -> None:
    store.entries.add(entry(clock, "before"))
    assert store.taken_away() == ""
    moved = take_away(store.path, "moved")
    assert moved is not None
    assert "The journal was taken away" in store.taken_away()
    with store.transaction(aside=True):
        store.drafts.put("goal:new@a.2", {"title": "typed meanwhile"})
    assert not store.changed_elsewhere()

    moved.rename(store.path)
    assert store.taken_away() == ""
    store.entries.add(entry(clock, "after"))
    assert notes(store, clock) == ["after", "before"]
    connection = sqlite3.connect(store.path)
    assert connection.execute("SELECT form FROM drafts").fetchall() == [("goal:new@a.2",)]
    assert connection.execute("SELECT count(*) FROM entries").fetchall() == [(2,)]
    connection.close()
    assert len(copies(store.path.parent)) == 1, "the copy is left to the person"


def test_undo_goes_on_when_it_is_back(opener: Opener, clock: Clock) -> None:
    store = opener(undo=True)
    store.entries.add(entry(clock, "before"))
    moved = take_away(store.path, "moved")
    assert moved is not None
    with pytest.raises(TakenAway):
        store.undo()
    with store.transaction(aside=True):
        store.drafts.put("goal:new@a.2", {"title": "typed meanwhile"})
    moved.rename(store.path)
    assert store.taken_away() == ""
    store.undo()
    assert notes(store, clock) == []


def test_with_its_folder_gone_the_copy_is_where_journals_are_by_default(
    store: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    store.entries.add(entry(clock, "kept"))
    shutil.rmtree(store.path.parent)

    words = refused(store, clock)
    (copy,) = copies(tmp_path / "data" / "rut-tui")
    assert str(copy) in words
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert notes(store, clock) == ["kept"]
    assert not store.path.parent.exists()


def test_with_nowhere_to_copy_it_to_it_is_said_and_reading_goes_on(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    store.entries.add(entry(clock, "kept"))
    shutil.rmtree(store.path.parent)

    words = refused(store, clock)
    assert "it could not be copied: its folder is gone too. Keep rut-tui open" in words
    assert notes(store, clock) == ["kept"]
    with pytest.raises(TakenAway), store.transaction(aside=True):
        pass


def test_a_second_connection_never_opens_another_file(store: Store) -> None:
    take_away(store.path, "replaced")

    with pytest.raises(TakenAway):
        store.second()


def test_modes_changed_while_it_is_open_lose_nothing(
    journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    lines = said(python(str(HERE / "another_process.py"), "restrained", str(journal))).splitlines()

    (copy,) = copies(tmp_path / "data" / "rut-tui")
    assert lines[0] == "folder: NotSaved It was not saved: the journal or its folder can't be written to. | read 0"
    assert lines[1].startswith("unreachable: TakenAway It was not saved. The journal was taken away while it was open.")
    assert str(copy) in lines[1]
    assert lines[2:] == ["back: saved | read 1", "file: saved | read 2", "nothing: saved | read 3"]
