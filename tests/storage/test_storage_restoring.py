"""Restoring: what takes the place is whole, what was there is kept, and a kill in between loses neither."""

import os
import shutil
import signal
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from bad_files import BAD, PAGE
from storage_bench import HERE, JOURNALS, Clock, listing, python, said, sha

from rut_tui.domain.journal import EntryDraft
from rut_tui.storage import lock
from rut_tui.storage.backups import Backup, Backups
from rut_tui.storage.faults import Damaged, InUse, NotOurs, NotSaved, Sealed, StorageError, Unreadable, WrongPassphrase
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.restoring import restore
from rut_tui.storage.store import Store, open_store

OTHER = str(HERE / "another_process.py")
SECRET = Passphrase.of("correct horse battery staple")
BOTH = pytest.mark.parametrize("passphrase", [None, SECRET], ids=["plain", "sealed"])


def write(journal: Path, clock: Clock, many: int, passphrase: Passphrase | None = None) -> None:
    store = open_store(journal, clock, passphrase=passphrase)
    with store.transaction():
        for day in range(many):
            store.entries.add(EntryDraft(at=clock() - timedelta(days=day), engagement=1, note=f"day {day}"))
    store.close()


def entries(journal: Path, clock: Clock, passphrase: Passphrase | None = None) -> int:
    store = open_store(journal, clock, create=False, passphrase=passphrase)
    try:
        return store.entries.counts().entries
    finally:
        store.close()


@pytest.fixture
def backed(journal: Path, clock: Clock) -> Callable[..., Backup]:
    """A journal with five entries, and a backup of its first three."""

    def make(passphrase: Passphrase | None = None) -> Backup:
        write(journal, clock, 3, passphrase)
        made = Backups(journal, clock, passphrase).make()
        write(journal, clock, 2, passphrase)
        return made

    return make


@BOTH
def test_the_backup_takes_the_place_and_the_journal_is_kept(
    journal: Path, clock: Clock, backed: Callable[..., Backup], passphrase: Passphrase | None
) -> None:
    backup = backed(passphrase)
    live, copy = sha(journal), sha(backup.path)

    done = restore(journal, backup.path, clock, passphrase)

    assert (done.entries, done.unsealed) == (3, False)
    assert entries(journal, clock, passphrase) == 3
    assert done.kept == journal.parent / "backups" / "rut.replaced-20261120T200430Z.db"
    assert sha(done.kept) == live
    assert sha(backup.path) == copy
    assert {stat.S_IMODE(path.stat().st_mode) for path in (journal, done.kept)} == {0o600}
    assert sorted(path.name for path in journal.parent.iterdir()) == ["backups", "rut.db", "rut.db.lock"]
    back = restore(journal, done.kept, clock, passphrase)
    assert (back.entries, entries(journal, clock, passphrase)) == (5, 5)


BROKEN = [bad for bad in BAD if bad.exit_code in (3, 4, 6) and bad.name not in ("folder", "named pipe")]


@pytest.mark.parametrize(
    "bad",
    [bad for bad in BROKEN if "link" not in bad.name and bad.name not in ("device",) and "journal of" not in bad.name],
    ids=lambda bad: bad.name,
)
def test_it_works_over_whatever_can_not_be_opened(
    journal: Path, clock: Clock, backed: Callable[..., Backup], bad: object
) -> None:
    backup = backed()
    journal.with_name("rut.db.lock").unlink()
    bad.spoil(journal)  # type: ignore[attr-defined]
    broken = sha(journal) if journal.is_file() else None

    done = restore(journal, backup.path, clock)

    assert entries(journal, clock) == 3
    if broken:
        assert done.kept is not None
        assert sha(done.kept) == broken


def test_it_works_when_there_is_no_journal(journal: Path, clock: Clock, backed: Callable[..., Backup]) -> None:
    backup = backed()
    journal.unlink()

    done = restore(journal, backup.path, clock)

    assert done.kept is None
    assert entries(journal, clock) == 3


def test_it_makes_the_folder_on_a_new_machine(
    journal: Path, clock: Clock, backed: Callable[..., Backup], tmp_path: Path
) -> None:
    backup = backed()
    place = tmp_path / "new" / "rut.db"

    restore(place, backup.path, clock)

    assert entries(place, clock) == 3
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("end", ["-journal", "-wal"])
def test_what_a_save_left_beside_the_old_one_never_meets_the_new_one(
    journal: Path, clock: Clock, backed: Callable[..., Backup], end: str
) -> None:
    backup = backed()
    content = bytearray(journal.read_bytes())
    content[PAGE : 2 * PAGE] = bytes(PAGE)
    journal.write_bytes(content)
    journal.with_name(f"rut.db{end}").write_bytes(b"of an unfinished save")

    done = restore(journal, backup.path, clock)

    assert done.kept is not None
    assert done.kept.with_name(f"{done.kept.name}{end}").read_bytes() == b"of an unfinished save"
    assert not journal.with_name(f"rut.db{end}").exists()
    assert entries(journal, clock) == 3


def test_an_interrupted_save_in_the_source_is_taken_back_in_the_copy(journal: Path, clock: Clock) -> None:
    write(journal, clock, 4)
    python(OTHER, "die", str(journal)).communicate(timeout=60)
    assert journal.with_name("rut.db-journal").exists()
    place = journal.with_name("other.db")
    before = listing(journal.parent)

    restore(place, journal, clock)

    assert entries(place, clock) == 4
    after = listing(journal.parent)
    assert {name: after[name] for name in before} == before


def test_a_plain_backup_over_a_journal_with_a_passphrase_is_said(journal: Path, clock: Clock) -> None:
    write(journal, clock, 1)
    plain = Backups(journal, clock).make()
    for left in journal.parent.glob("rut.db*"):
        left.unlink()
    write(journal, clock, 2, SECRET)

    done = restore(journal, plain.path, clock)

    assert done.unsealed
    assert entries(journal, clock) == 1


def test_an_older_format_comes_back_and_is_brought_up_to_date(journal: Path, clock: Clock) -> None:
    restore(journal, JOURNALS / "format-1.db", clock)

    assert journal.read_bytes() == (JOURNALS / "format-1.db").read_bytes()
    assert entries(journal, clock) > 0


@pytest.mark.parametrize("bad", [bad for bad in BAD if "journal of" not in bad.name], ids=lambda bad: bad.name)
def test_a_source_that_is_not_whole_is_refused_and_nothing_changes(
    journal: Path, clock: Clock, tmp_path: Path, bad: object
) -> None:
    write(journal, clock, 5)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    source = folder / "copy.db"
    shutil.copy(journal, source)
    bad.spoil(source)  # type: ignore[attr-defined]
    before = listing(tmp_path)

    with pytest.raises(StorageError) as caught:
        restore(journal, source, clock)

    assert caught.value.exit_code == bad.exit_code  # type: ignore[attr-defined]
    assert str(source) in str(caught.value)
    assert ".part" not in str(caught.value)
    assert listing(tmp_path) == before


def test_a_sealed_backup_needs_its_passphrase(journal: Path, clock: Clock, backed: Callable[..., Backup]) -> None:
    backup = backed(SECRET)
    before = listing(journal.parent)

    with pytest.raises(Sealed):
        restore(journal, backup.path, clock)
    with pytest.raises(WrongPassphrase):
        restore(journal, backup.path, clock, Passphrase.of("another"))

    assert listing(journal.parent) == before


def test_a_sealed_backup_with_a_broken_page_is_refused(
    journal: Path, clock: Clock, backed: Callable[..., Backup]
) -> None:
    backup = backed(SECRET)
    content = bytearray(backup.path.read_bytes())
    content[12 * PAGE + 99] ^= 1
    backup.path.write_bytes(content)
    before = listing(journal.parent)

    with pytest.raises(Damaged):
        restore(journal, backup.path, clock, SECRET)

    assert listing(journal.parent) == before


def test_the_journal_itself_nothing_and_a_folder_are_no_sources(
    journal: Path, clock: Clock, backed: Callable[..., Backup]
) -> None:
    backed()
    before = listing(journal.parent)

    for source, fault in ((journal, Unreadable), (journal.with_name("no.db"), Unreadable), (journal.parent, NotOurs)):
        with pytest.raises(fault):
            restore(journal, source, clock)

    assert listing(journal.parent) == before


def test_over_a_folder_it_does_nothing(tmp_path: Path, clock: Clock, backed: Callable[..., Backup]) -> None:
    backup = backed()
    place = tmp_path / "folder.db"
    place.mkdir()

    with pytest.raises(NotOurs, match="it is a folder"):
        restore(place, backup.path, clock)
    assert place.is_dir()


def test_while_a_rut_tui_is_open_it_waits_and_gives_up(
    journal: Path, clock: Clock, backed: Callable[..., Backup], monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backed()
    monkeypatch.setattr(lock, "WAIT", 0.05)
    process = python(OTHER, "hold", str(journal))
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    before = sha(journal)

    with pytest.raises(InUse) as caught:
        restore(journal, backup.path, clock)

    assert (caught.value.exit_code, sha(journal)) == (5, before)
    process.communicate("\n", timeout=60)
    restore(journal, backup.path, clock)


def test_a_disk_without_room_leaves_everything_as_it_was(
    journal: Path, clock: Clock, backed: Callable[..., Backup], monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backed()
    before = listing(journal.parent)

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(NotSaved, match=r"It was not restored: No space left on device. The journal is as it was."):
        restore(journal, backup.path, clock)

    assert listing(journal.parent) == before


@BOTH
def test_killed_at_any_call_the_old_or_the_new_journal_is_there(
    journal: Path, clock: Clock, backed: Callable[..., Backup], passphrase: Passphrase | None
) -> None:
    """A process is killed before calls that change a name or sync, one by one; then both journals are looked for.

    Before every single one, and at any moment between: `benchmarks/crash`.
    """
    backup = backed(passphrase)
    whole = {name: (journal.parent / name).read_bytes() for name in ("rut.db",)}
    seen = set()
    for at in range(1, 100, 4 if passphrase else 2):
        journal.write_bytes(whole["rut.db"])
        process = python(
            OTHER, "die_in_a_restore", str(journal), str(backup.path), str(at), *(["sealed"] if passphrase else [])
        )
        process.communicate(timeout=60)
        found = entries(journal, clock, passphrase)
        seen.add(found)
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL
        assert found in (3, 5)
        if found == 3:  # then the old one is kept whole
            kept = sorted((journal.parent / "backups").glob("rut.replaced-*.db"))
            assert kept
            assert any(path.read_bytes() == whole["rut.db"] for path in kept)
    assert seen == {3, 5}
    assert at > 5


def test_the_store_is_not_in_the_way_once_it_is_closed(store: Store, journal: Path, clock: Clock) -> None:
    store.entries.add(EntryDraft(at=clock(), engagement=1))
    made = store.back_up()
    store.close()

    assert restore(journal, made.path, clock).entries == 1
    assert said(python("-c", "print('ok')")) == "ok\n"
