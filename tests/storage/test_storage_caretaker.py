"""What goes on by itself while the app is open: backups, and reading a large file to its end before the first save."""

import asyncio
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from storage_bench import HERE, Clock, python, sha

from rut_tui.domain.journal import EntryDraft
from rut_tui.storage import copying, engine, structure
from rut_tui.storage.backups import Backups
from rut_tui.storage.faults import Damaged, InUse, StorageError
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import Store, open_store
from rut_tui.storage.worker import Database

OTHER = str(HERE / "another_process.py")
SECRET = Passphrase.of("correct horse battery staple")
PAGE = 4096

Sitting = Callable[..., Database]


@pytest.fixture
def told() -> list[StorageError]:
    """What a person heard about."""
    return []


@pytest.fixture
def sitting(clock: Clock, told: list[StorageError]) -> Iterator[Sitting]:
    """Opens a journal as the app does; what is still open at the end is closed."""
    sittings: list[Database] = []

    def opens(path: Path, **options: object) -> Database:
        db = Database(path, clock, sitting=True, undo=True, **options)  # type: ignore[arg-type]  # options as given
        db.on_trouble = told.append
        sittings.append(db)
        db.start()
        return db

    yield opens
    for db in sittings:
        db.close()


def saved(store: Store) -> str:
    return store.entries.add(EntryDraft(at=store._session.clock(), engagement=1)).id


def count(store: Store) -> int:
    return store.entries.counts().entries


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the condition never held"
        time.sleep(0.01)


def made(path: Path, clock: Clock) -> list[tuple[int, int]]:
    """Return the backups, oldest first: the minutes from the first to each, and how many entries it holds."""
    found = Backups(path, clock).all()[::-1]
    return [(round((each.made - found[0].made).total_seconds() / 60), each.entries) for each in found]


@pytest.mark.parametrize("passphrase", [None, SECRET], ids=["plain", "sealed"])
def test_one_is_made_after_the_first_save_and_again_half_an_hour_later(
    sitting: Sitting, journal: Path, clock: Clock, told: list[StorageError], passphrase: Passphrase | None
) -> None:
    db = sitting(journal, passphrase=passphrase)
    db.run_sync(count)
    assert made(journal, clock) == [], "reading needs none"

    db.run_sync(saved)
    until(lambda: made(journal, clock) == [(0, 1)])
    for minutes in (0, 10, 21):
        clock.pass_by(minutes=minutes)
        db.run_sync(saved)
    until(lambda: len(made(journal, clock)) == 2)
    clock.pass_by(minutes=10)
    db.run_sync(saved)
    db.close()

    assert made(journal, clock) == [(0, 1), (31, 4)]
    assert {backup.sealed for backup in Backups(journal, clock).all()} == {passphrase is not None}
    assert told == []


@pytest.mark.parametrize(("minutes", "more"), [(29, 0), (31, 1), (-60, 1)])
def test_the_last_one_counts_whoever_made_it(
    sitting: Sitting, lived_in: Path, clock: Clock, minutes: int, more: int
) -> None:
    Backups(lived_in, clock).make()
    clock.pass_by(minutes=minutes)

    db = sitting(lived_in)
    db.run_sync(saved)
    db.close()

    assert len(made(lived_in, clock)) == 1 + more


def in_the_way(folder: Path) -> None:
    folder.write_text("mine")


def part_in_the_way(folder: Path) -> None:
    (folder / ".rut.part").mkdir(parents=True)


def without_room(folder: Path) -> None:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can make a disk")


def cleared(folder: Path) -> None:
    if folder.is_file():
        folder.unlink()
    elif os.path.ismount(folder):
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607 - by its name
    elif (folder / ".rut.part").is_dir():
        (folder / ".rut.part").rmdir()


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (in_the_way, "its folder can't be written to. The journal itself is safe."),
        (part_in_the_way, "Is a directory. The journal itself is safe."),
        (without_room, "the disk is full. What was saved before is safe."),
    ],
    ids=["a file in place of the folder", "a folder in place of the file", "no room"],
)
def test_what_keeps_it_from_being_made_is_told_once_and_the_save_stands(
    sitting: Sitting,
    lived_in: Path,
    clock: Clock,
    told: list[StorageError],
    trouble: Callable[[Path], None],
    says: str,
) -> None:
    folder = lived_in.parent / "backups"
    trouble(folder)
    try:
        db = sitting(lived_in)
        before = db.run_sync(count)
        for _ in range(3):
            db.run_sync(saved)
            clock.pass_by(minutes=2)
        assert db.run_sync(count) == before + 3
        db.close()
    finally:
        cleared(folder)
    assert [str(error) for error in told] == [f"The backup was not made: {says}"]

    again = sitting(lived_in)
    assert again.run_sync(count) == before + 3
    again.run_sync(saved)
    again.close()
    assert made(lived_in, clock) == [(0, before + 4)]


def settled(db: Database) -> None:
    """Wait until the caretaker is done with what it was given."""
    assert db._caretaker is not None
    db._caretaker._thread.submit(int).result(20)


def test_a_new_trouble_is_told_again(sitting: Sitting, journal: Path, clock: Clock, told: list[StorageError]) -> None:
    db, folder = sitting(journal), journal.parent / "backups"
    db.run_sync(count)
    in_the_way(folder)
    db.run_sync(saved)
    until(lambda: len(told) == 1)
    cleared(folder)
    clock.pass_by(minutes=2)
    db.run_sync(saved)
    until(lambda: made(journal, clock))
    settled(db)
    folder.rename(folder.with_name("elsewhere"))
    in_the_way(folder)
    clock.pass_by(minutes=31)
    db.run_sync(saved)
    db.close()
    assert len(told) == 2


def test_a_journal_that_broke_meanwhile_is_closed_and_told(
    sitting: Sitting, lived_in: Path, clock: Clock, told: list[StorageError]
) -> None:
    """The backup is what reads it to its end."""
    db = sitting(lived_in)
    before = db.run_sync(count)
    zero(lived_in, page=30)
    db.run_sync(saved)
    until(lambda: told)

    with pytest.raises(Damaged, match="a part of it can't be read"):
        db.run_sync(count)
    broken = sha(lived_in)
    db.close()

    assert [type(error) for error in told] == [Damaged]
    assert str(told[0]).startswith(f"The journal {lived_in} is damaged")
    assert made(lived_in, clock) == []
    assert sha(lived_in) == broken
    assert before > 0


def test_a_disk_that_spoils_the_copy_is_told_and_the_journal_goes_on(
    sitting: Sitting, lived_in: Path, clock: Clock, told: list[StorageError], monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = copying.sync_file

    def spoils(part: Path) -> None:
        zero(part, page=9)
        sync(part)

    monkeypatch.setattr(copying, "sync_file", spoils)
    db = sitting(lived_in)
    db.run_sync(saved)
    until(lambda: told)

    assert [type(error) for error in told] == [StorageError], "to the app, Damaged is a journal that is closed"
    assert "The backup was not made: the journal is damaged, or the disk is." in str(told[0])
    db.run_sync(saved)
    assert made(lived_in, clock) == []


def test_a_journal_that_was_taken_away_is_told_by_whoever_saves(
    sitting: Sitting, journal: Path, clock: Clock, told: list[StorageError]
) -> None:
    db = sitting(journal)
    db.run_sync(count)
    journal.rename(journal.with_name("elsewhere.db"))

    with pytest.raises(StorageError, match=r"^It was not saved\. The journal was taken away"):
        db.run_sync(saved)
    db.close()
    assert told == []


# A file of more than 8 MB


@pytest.fixture(scope="module")
def large_life(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a journal with long notes."""
    path, clock = tmp_path_factory.mktemp("large") / "rut.db", Clock()
    store = open_store(path, clock)
    with store.transaction():
        for day in range(45):
            note = f"{day} " * 60_000
            store.entries.add(EntryDraft(at=clock() - timedelta(days=day), engagement=1, note=note[:199_000]))
    store.close()
    assert path.stat().st_size > structure.CHECKED_AT_ONCE
    return path.read_bytes()


@pytest.fixture
def large(journal: Path, large_life: bytes) -> Path:
    journal.parent.mkdir(mode=0o700)
    journal.touch(0o600)
    journal.write_bytes(large_life)
    return journal


def zero(path: Path, page: int = -1) -> None:
    """Damage a page where it lies; the time of the file stays."""
    before = path.stat()
    with path.open("r+b") as file:
        file.seek((page if page > 0 else before.st_size // PAGE - 1) * PAGE)
        file.write(bytes(PAGE))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Keeps large files from being read to their end until it is set."""
    opened, verify = threading.Event(), structure.verify

    def waiting(connection: engine.Connection, path: Path, *, any_size: bool = False) -> int:
        if any_size:
            assert opened.wait(20)
        return verify(connection, path, any_size=any_size)

    monkeypatch.setattr(structure, "verify", waiting)
    yield opened
    opened.set()


async def test_the_first_save_waits_until_all_of_it_was_read(
    sitting: Sitting, large: Path, gate: threading.Event, told: list[StorageError]
) -> None:
    db = sitting(large)
    assert await db.run(count) == 45, "reading goes on meanwhile"
    saving = asyncio.create_task(db.run(saved))
    await asyncio.sleep(0.05)
    assert not saving.done()

    gate.set()

    await saving
    await db.sound()
    assert await db.run(count) == 46
    assert told == []


def test_damage_is_told_and_nothing_saved(sitting: Sitting, large: Path, told: list[StorageError]) -> None:
    zero(large)
    before = sha(large)

    db = sitting(large)
    with pytest.raises(Damaged):
        db.run_sync(saved)
    until(lambda: told)
    with pytest.raises(Damaged, match="a part of it can't be read"):
        db.run_sync(count)
    db.close()

    assert [type(error) for error in told] == [Damaged]
    assert sha(large) == before
    assert sorted(path.name for path in large.parent.iterdir()) == ["rut.db", "rut.db.lock"]
    with pytest.raises(Damaged):
        open_store(large, Clock())


def test_a_check_that_others_were_in_the_way_of_is_made_before_the_next_save(
    sitting: Sitting, large: Path, gate: threading.Event, told: list[StorageError], monkeypatch: pytest.MonkeyPatch
) -> None:
    db = sitting(large)
    assert db.run_sync(count) == 45
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    process = python(OTHER, "foreign", str(large), "BEGIN EXCLUSIVE")
    assert process.stdout is not None
    assert process.stdout.readline() == "done\n"
    gate.set()

    with pytest.raises(InUse, match=r"^It was not saved\. "):
        db.run_sync(saved)
    process.communicate("\n", timeout=20)

    db.run_sync(saved)
    assert db.run_sync(count) == 46
    assert told == []


def test_what_was_read_once_is_not_read_again_until_it_changes(sitting: Sitting, large: Path, clock: Clock) -> None:
    """Damage that leaves size, time and header alone shows whether a file is read to its end."""

    def opens() -> None:
        open_store(large, clock, create=False).close()

    db = sitting(large)
    db.run_sync(saved)
    db.close()
    zero(large)

    opens()
    os.utime(large)
    with pytest.raises(Damaged):
        opens()


def test_a_sitting_that_only_read_remembers_it_too(sitting: Sitting, large: Path, clock: Clock) -> None:
    db = sitting(large)
    db.run_sync(count)
    db.close()
    zero(large)

    open_store(large, clock, create=False).close()
    large.with_name("rut.db.lock").unlink()
    with pytest.raises(Damaged):
        open_store(large, clock, create=False)


def test_a_small_one_is_read_each_time(sitting: Sitting, lived_in: Path, clock: Clock) -> None:
    db = sitting(lived_in)
    db.run_sync(saved)
    db.close()
    zero(lived_in, page=9)

    with pytest.raises(Damaged):
        open_store(lived_in, clock)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs another owner")
def test_one_that_can_only_be_read_is_read_to_its_end_too(
    sitting: Sitting, large: Path, told: list[StorageError]
) -> None:
    zero(large)
    os.chown(large, 65534, -1)

    db = sitting(large)
    until(lambda: told)

    assert [type(error) for error in told] == [Damaged]
    with pytest.raises(Damaged):
        db.run_sync(count)
