"""What was said to be saved is there: after kill -9, beside other processes, and with the pragmas that make it so."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from storage_bench import HERE, Clock, python, said

from rut_tui.domain.goals import GoalDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage import engine, lock
from rut_tui.storage.faults import InUse, NotSaved, StorageError
from rut_tui.storage.store import Store

Opener = Callable[..., Store]

OTHER = str(HERE / "another_process.py")


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a twentieth of a second for others instead of two."""
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    monkeypatch.setattr(lock, "WAIT", 0.05)


def draft(clock: Clock, note: str = "") -> EntryDraft:
    return EntryDraft(at=clock(), engagement=1, note=note)


def test_the_pragmas_that_make_a_save_durable_are_on(store: Store) -> None:
    # The values SQLite documents for these: synchronous 3 is EXTRA, temp_store 2 is MEMORY.
    expected = {
        "journal_mode": "delete",
        "synchronous": 3,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
        "foreign_keys": 1,
        "busy_timeout": 2000,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "recursive_triggers": 1,
        "application_id": 0x52555454,
        "user_version": 5,
    }

    assert {name: store._session.value(f"PRAGMA {name}") for name in expected} == expected
    assert store._session.db.conn.isolation_level is None


def test_the_connection_kept_for_work_is_sqlciphers(store: Store) -> None:
    import sqlcipher3

    assert isinstance(store._session.db.conn, sqlcipher3.dbapi2.Connection)
    assert store._session.value("PRAGMA cipher_version")


def test_every_table_is_strict(store: Store) -> None:
    rows = store._session.rows("SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'")
    tables = {row["name"] for row in rows if row["type"] == "table" and not row["name"].startswith("sqlite_")}

    assert {row["name"] for row in rows if row["strict"]} == tables
    assert tables == {*store.tables.names(), "drafts", "search_docs", "_sqlite_migrations"}


def test_kill_9_right_after_saved_loses_nothing(journal: Path, opener: Opener) -> None:
    process = python(OTHER, "write", str(journal), "100000")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    assert process.stdout.readline() == "ready\n"
    saved = {process.stdout.readline().strip() for _ in range(30)}
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate(timeout=60)
    saved |= {line for line in rest.splitlines(keepends=True) if line.endswith("\n")}

    store = opener()

    there = {entry.id for entry in store.entries.latest(1_000_000)}
    assert {line.strip() for line in saved} <= there
    assert len(there) <= len(saved) + 1, "at most the one that was being saved"
    assert store._session.value("PRAGMA integrity_check") == "ok"


def test_a_save_that_was_cut_short_is_taken_back_and_told(store: Store, clock: Clock, opener: Opener) -> None:
    kept = store.entries.add(draft(clock, "kept"))
    store.close()
    before = store.path.read_bytes()
    process = python(OTHER, "die", str(store.path))
    out, _ = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert int(out) > 0
    assert store.path.read_bytes() != before, "half of the save is in the file"

    again = opener(store.path)

    assert again.notices == ("The last save was cut short, so it was taken back. What was saved before it is here.",)
    assert again.entries.latest(10) == (kept,)
    assert store.path.read_bytes() == before
    again.close()
    assert opener(store.path).notices == ()


@pytest.mark.parametrize("left", ["backups/rut.20261101T200000Z.3.db", "rut.rescued-20261101T200000Z.db"])
def test_a_journal_begun_where_copies_of_another_lie_says_so_once(journal: Path, opener: Opener, left: str) -> None:
    """It was deleted or moved away, and a person who meets an empty diary should know that nothing is lost."""
    copy = journal.parent / left
    copy.parent.mkdir(parents=True, mode=0o700)
    copy.write_bytes(b"whatever it is")

    store = opener()

    assert "There are copies of an earlier one: `rut-tui check` lists them" in " ".join(store.notices)
    assert copy.read_bytes() == b"whatever it is"
    store.close()
    assert opener().notices == ()


def test_two_processes_writing_at_once_lose_nothing(journal: Path, opener: Opener) -> None:
    """Four start on no journal at all at the same moment; each makes it or finds it made, then all save together."""
    writers = [python(OTHER, "write", str(journal), "25") for _ in range(4)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    saved = [line for writer in writers for line in said(writer).split()]

    store = opener()

    assert len(saved) == 100
    assert {entry.id for entry in store.entries.latest(1000)} == set(saved)
    assert [word.name for word in store.words.all("activity")] == ["work"]
    assert sorted(path.name for path in journal.parent.iterdir()) == ["rut.db", "rut.db.lock"]


def test_a_start_that_was_killed_while_making_the_journal_is_made_good(journal: Path, opener: Opener) -> None:
    journal.parent.mkdir(mode=0o700)
    (journal.parent / ".rut.db.new").write_bytes(b"half")
    (journal.parent / ".rut.db.new-journal").write_bytes(b"half")

    assert opener().entries.counts().entries == 0
    assert sorted(path.name for path in journal.parent.iterdir()) == ["rut.db", "rut.db.lock"]


@contextmanager
def another_program(journal: Path, *statements: str) -> Iterator[None]:
    """Another program that has done something to the journal and stays connected."""
    process = python(OTHER, "foreign", str(journal), *statements)
    assert process.stdout is not None
    assert process.stdout.readline() == "done\n"
    yield
    process.communicate("\n", timeout=60)


def test_while_another_program_writes_nothing_is_saved_and_reading_goes_on(
    hurried: None, store: Store, clock: Clock
) -> None:
    with another_program(store.path, "BEGIN IMMEDIATE"):
        with pytest.raises(InUse, match="It was not saved: another program") as caught:
            store.entries.add(draft(clock))
        assert caught.value.exit_code == 5
        assert store.entries.counts().entries == 0

    assert store.entries.add(draft(clock)).engagement == 1


def test_while_another_program_has_the_journal_alone_it_is_in_use(hurried: None, store: Store, opener: Opener) -> None:
    with another_program(store.path, "BEGIN EXCLUSIVE"):
        with pytest.raises(InUse, match="could not be read"):
            store.entries.counts()
        with pytest.raises(InUse, match="could not be read"):
            opener(store.path)


def test_a_reader_that_stays_makes_the_save_fail_whole(hurried: None, store: Store, clock: Clock) -> None:
    with another_program(store.path, "BEGIN", "SELECT * FROM entries"):
        with pytest.raises(InUse, match="It was not saved"):
            store.entries.add(draft(clock))
        assert store.entries.counts().entries == 0

    store.entries.add(draft(clock))
    assert store.entries.counts().entries == 1


def test_the_journal_is_shared_with_another_process_but_not_taken_from_it(
    hurried: None, store: Store, opener: Opener
) -> None:
    store.close()
    process = python(OTHER, "hold", str(store.path))
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"

    assert opener(store.path).entries.counts().entries == 0
    alone = lock.JournalLock(store.path)
    with pytest.raises(InUse, match="Another rut-tui") as caught:
        alone.seize()
    assert caught.value.exit_code == 5
    process.communicate("\n", timeout=60)
    alone.seize()
    alone.release()


def test_a_full_disk_says_it_was_not_saved(store: Store, clock: Clock) -> None:
    kept = store.entries.add(draft(clock, "kept"))
    pages = store._session.value("PRAGMA page_count")
    store._session.value(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(NotSaved, match="It was not saved: the disk is full") as caught:
        store.entries.add(draft(clock, "x" * 100_000))

    assert caught.value.exit_code == 7
    assert caught.value.__cause__ is None
    store._session.value("PRAGMA max_page_count = 1000000")
    assert store.entries.latest(9) == (kept,)
    assert store.entries.add(draft(clock, "x" * 100_000)).engagement == 1


def test_nothing_is_saved_after_the_engine_took_a_save_back(store: Store, clock: Clock) -> None:
    """As a full disk can: whoever catches the first fault must not save the second half alone."""

    def half() -> None:
        with store.transaction():
            store.goals.add(GoalDraft(title="first half"))
            store._session.db.execute("ROLLBACK")
            store.goals.add(GoalDraft(title="second half"))

    with pytest.raises(StorageError):
        half()

    assert store.goals.board() == ()


@pytest.mark.parametrize("what", ["deleted", "moved", "replaced"])
def test_a_file_that_is_taken_away_while_open_is_not_written_to(store: Store, clock: Clock, what: str) -> None:
    store.entries.add(draft(clock))
    elsewhere = store.path.with_name("elsewhere.db")
    copy = store.path.read_bytes()
    store.path.rename(elsewhere)
    if what == "deleted":
        elsewhere.unlink()
    if what == "replaced":
        store.path.write_bytes(copy)

    with pytest.raises(NotSaved, match="while it was open"):
        store.entries.add(draft(clock))

    assert [path.read_bytes() for path in (store.path, elsewhere) if path.exists()] in ([], [copy], [copy, copy])


def test_a_message_never_quotes_what_was_written(store: Store, clock: Clock) -> None:
    store.entries.add(draft(clock, "a secret word"))
    store._session.db.execute("UPDATE entries SET note = CAST(x'6120736563726574ff' AS TEXT)")

    with pytest.raises(StorageError) as caught:
        store.entries.latest(1)

    assert caught.value.exit_code == 4
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__
