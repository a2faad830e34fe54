"""Setting, changing and removing the passphrase: nothing is lost, and nothing plain stays."""

import os
from pathlib import Path

import pytest
from sealed_files import LIFE, MARK, RIGHT, life
from storage_bench import HERE, Clock, listing, python, said, sha

from rut_tui.storage import engine, opening
from rut_tui.storage.backups import Backups
from rut_tui.storage.faults import Damaged, InUse, NotSaved, Sealed, Unreadable, WrongPassphrase
from rut_tui.storage.lock import JournalLock
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.sealing import Resealed, reseal, reseal_backups
from rut_tui.storage.store import Store, open_store
from rut_tui.storage.structure import tables

OTHER = Passphrase.of("another one")
TABLES = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"

Body = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return life(tmp_path_factory.mktemp("life") / "rut.db", None)


@pytest.fixture
def lived_in(journal: Path, plain: bytes) -> Path:
    """A journal without a passphrase, closed, with one backup."""
    journal.parent.mkdir(mode=0o700)
    journal.touch(0o600)
    journal.write_bytes(plain)
    return journal


def body(store: Store) -> Body:
    """Every row of every table, the counters behind the ids included, and the shape they are in."""
    rows = store._session.db.conn
    names = [*tables(rows), "sqlite_sequence", "sqlite_schema"]
    found: Body = {name: sorted(rows.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}  # noqa: S608
    found["sqlite_schema"] = [(*row[:3], row[4]) for row in found["sqlite_schema"]]  # where it lies is another matter
    return found | {"marks": [rows.execute(f"PRAGMA {mark}").fetchone() for mark in ("application_id", "user_version")]}


def opened(path: Path, clock: Clock, passphrase: Passphrase | None) -> Body:
    store = open_store(path, clock, passphrase=passphrase)
    try:
        assert store.sealed == (passphrase is not None)
        assert store._session.value("PRAGMA integrity_check") == "ok"
        assert store._session.value("SELECT count(*) FROM search WHERE search MATCH ?", (f'"{MARK}"',)) >= LIFE
        return body(store)
    finally:
        store.close()


def test_a_passphrase_is_set_changed_and_removed_with_nothing_lost(lived_in: Path, clock: Clock) -> None:
    before = opened(lived_in, clock, None)

    reseal(lived_in, clock, current=None, new=RIGHT)
    assert opened(lived_in, clock, RIGHT) == before
    first_salt = lived_in.read_bytes()[:16]

    reseal(lived_in, clock, current=RIGHT, new=OTHER)
    assert opened(lived_in, clock, OTHER) == before
    assert lived_in.read_bytes()[:16] != first_salt
    with pytest.raises(WrongPassphrase):
        open_store(lived_in, clock, passphrase=RIGHT)

    reseal(lived_in, clock, current=OTHER, new=None)
    assert opened(lived_in, clock, None) == before
    assert lived_in.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in lived_in.parent.iterdir() if path.is_file()] == ["rut.db", "rut.db.lock"]


def test_after_setting_it_nothing_is_plain(lived_in: Path, clock: Clock) -> None:
    Backups(lived_in, clock).make()
    clock.pass_by(hours=1)
    (lived_in.with_name("rut.rescued-20261101T200000Z.db")).write_bytes(lived_in.read_bytes())
    assert MARK.encode() in lived_in.read_bytes()

    reseal(lived_in, clock, current=None, new=RIGHT)
    told = reseal_backups(lived_in, clock, current=None, new=RIGHT)

    assert told == Resealed(done=3, left=0)
    files = [path for path in lived_in.parent.rglob("*") if path.is_file()]
    assert [path.name for path in files if MARK.encode() in path.read_bytes() or b"SQLite" in path.read_bytes()] == []
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    copies = Backups(lived_in, clock, RIGHT).all()
    assert [(copy.entries, copy.sealed) for copy in copies] == [(LIFE, True)] * 2
    assert reseal_backups(lived_in, clock, current=None, new=RIGHT) == Resealed(done=0, left=0)


def test_what_was_rescued_of_a_journal_of_any_name_follows(lived_in: Path, clock: Clock) -> None:
    journal = lived_in.with_name("diary.sqlite")
    lived_in.rename(journal)
    rescued = journal.with_name("diary.rescued-20261101T200000Z.db")
    rescued.write_bytes(journal.read_bytes())

    reseal(journal, clock, current=None, new=RIGHT)
    reseal_backups(journal, clock, current=None, new=RIGHT)

    assert MARK.encode() not in rescued.read_bytes()


def test_the_backups_follow_or_stay(lived_in: Path, clock: Clock) -> None:
    reseal(lived_in, clock, current=None, new=RIGHT)
    reseal_backups(lived_in, clock, current=None, new=RIGHT)
    clock.pass_by(hours=1)
    reseal(lived_in, clock, current=RIGHT, new=OTHER)
    kept = listing(lived_in.parent / "backups")

    with pytest.raises(WrongPassphrase):  # and not "damaged": its backup is of another passphrase
        open_store(lived_in, clock, passphrase=RIGHT)
    assert listing(lived_in.parent / "backups") == kept

    broken = lived_in.parent / "backups" / "rut.20260101T000000Z.5.db"
    broken.write_bytes(lived_in.read_bytes()[:-4096])
    under_none = lived_in.parent / "backups" / "rut.20260102T000000Z.5.db"
    life(under_none, Passphrase.of("long forgotten"))
    under_none.with_name(f"{under_none.name}.lock").unlink()
    before = sha(broken), sha(under_none)

    assert reseal_backups(lived_in, clock, current=RIGHT, new=OTHER) == Resealed(done=2, left=2)
    assert (sha(broken), sha(under_none)) == before
    reseal(lived_in, clock, current=OTHER, new=None)
    assert reseal_backups(lived_in, clock, current=OTHER, new=None).left == 2
    assert (sha(broken), sha(under_none)) == before
    assert (
        opened(Backups(lived_in, clock).all()[0].path, clock, None)["marks"] == opened(lived_in, clock, None)["marks"]
    )


def test_an_old_backup_keeps_its_shape(journal: Path, clock: Clock) -> None:
    open_store(journal, clock, passphrase=RIGHT).close()
    old = journal.parent / "backups" / "rut.20250101T000000Z.78.db"
    old.parent.mkdir(mode=0o700, exist_ok=True)
    old.write_bytes((HERE / "journals" / "format-1.db").read_bytes())

    assert reseal_backups(journal, clock, current=None, new=RIGHT) == Resealed(done=1, left=0)

    with engine.connect(old, writing=False, key=RIGHT.key(old.read_bytes()[:16])) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
    assert old.read_bytes()[:16] == journal.read_bytes()[:16]


def test_a_wrong_passphrase_changes_nothing(lived_in: Path, clock: Clock) -> None:
    reseal(lived_in, clock, current=None, new=RIGHT)
    before = listing(lived_in.parent)

    for attempt in (None, OTHER):
        for new in (None, OTHER):
            with pytest.raises(Sealed):
                reseal(lived_in, clock, current=attempt, new=new)

    assert listing(lived_in.parent) == before


def test_while_another_rut_tui_has_it_open_it_stays_as_it_is(lived_in: Path, clock: Clock) -> None:
    process = python(str(HERE / "another_process.py"), "hold", str(lived_in))
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    before = sha(lived_in)

    with pytest.raises(InUse, match="Another rut-tui"):
        reseal(lived_in, clock, current=None, new=RIGHT)

    process.communicate("\n", timeout=60)
    assert sha(lived_in) == before
    assert [path.name for path in lived_in.parent.glob(".*")] == []


def test_what_is_written_to_it_meanwhile_is_not_lost(
    lived_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program that knows nothing of our lock saves while the new file is being made."""
    other = engine.connect(lived_in, writing=True)
    wrote = []

    class Meddled(engine.Connection):
        def execute(self, statement: str, *rest: object) -> engine.dbapi2.Cursor:
            if "sqlcipher_export" in statement:
                wrote.append(other.execute("UPDATE goals SET title = 'meanwhile'").rowcount)
            return super().execute(statement, *rest)  # type: ignore[arg-type]

    connect = engine.dbapi2.connect
    monkeypatch.setattr(engine.dbapi2, "connect", lambda *args, **kw: connect(*args, factory=Meddled, **kw))
    with pytest.raises(InUse, match="wrote to the journal meanwhile"):
        reseal(lived_in, clock, current=None, new=RIGHT)
    other.close()

    assert wrote == [1]
    store = open_store(lived_in, clock)
    assert [goal.title for goal in store.goals.board()] == ["meanwhile"]
    store.close()


@pytest.mark.parametrize(
    ("current", "new"), [("", "new"), ("old", "new"), ("old", "")], ids=["set", "change", "remove"]
)
def test_killed_at_any_point_it_opens_with_the_old_or_the_new(journal: Path, current: str, new: str) -> None:
    journal.parent.mkdir(mode=0o700)
    life(journal, Passphrase.of(current) if current else None)

    rounds = said(python(str(HERE / "another_process.py"), "die_while_resealing", str(journal), current, new))

    seen = [line.split() for line in rounds.splitlines()]
    assert len(seen) > 30
    assert {len(found) for _, _, _, *found in seen} == {1}, "one passphrase opens it, never none and never two"
    old_one, new_one = current or "none", new or "none"
    assert [found for how, _, _, found in seen if how == "done"] == [new_one] * 2
    assert {found for how, _, _, found in seen if how == "killed"} == {old_one, new_one}
    assert any(left != "0" for _, left, _, _ in seen), "some were killed while the new file was half written"
    assert {after for *_, after, _ in seen} == {"0"}, "and the next start took it away"


def test_a_full_disk_changes_nothing(lived_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = engine.dbapi2.connect

    class Full(engine.Connection):
        def execute(self, statement: str, *rest: object) -> engine.dbapi2.Cursor:
            found = super().execute(statement, *rest)  # type: ignore[arg-type]
            if "anew.synchronous" in statement:
                super().execute("PRAGMA anew.max_page_count = 20").fetchall()
            return found

    before = sha(lived_in)
    monkeypatch.setattr(engine.dbapi2, "connect", lambda *args, **kw: connect(*args, factory=Full, **kw))

    with pytest.raises(NotSaved, match="The passphrase is as it was: the disk is full"):
        reseal(lived_in, clock, current=None, new=RIGHT)

    assert sha(lived_in) == before
    assert [path.name for path in lived_in.parent.glob(".*")] == []


def test_what_cant_be_read_back_replaces_nothing(lived_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bit falls over on the way to the disk."""
    fsync = os.fsync

    def spoiling(descriptor: int) -> None:
        fsync(descriptor)
        part = lived_in.with_name(".rut.db.part")
        if part.exists():
            content = bytearray(part.read_bytes())
            content[-50] ^= 1
            part.write_bytes(content)

    before = sha(lived_in)
    monkeypatch.setattr(os, "fsync", spoiling)

    with pytest.raises(NotSaved, match="could not be read back"):
        reseal(lived_in, clock, current=None, new=RIGHT)

    assert sha(lived_in) == before
    assert [path.name for path in lived_in.parent.glob(".*")] == []


def test_a_damaged_journal_is_not_rewritten(lived_in: Path, clock: Clock, plain: bytes) -> None:
    lived_in.write_bytes(plain[: 9 * 4096] + bytes(4096) + plain[10 * 4096 :])
    before = listing(lived_in.parent)

    with pytest.raises(Damaged):
        reseal(lived_in, clock, current=None, new=RIGHT)

    assert listing(lived_in.parent) == before


def test_in_a_read_only_folder_it_stays_as_it_is(lived_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode, **__: mode == os.R_OK)

    with pytest.raises(Unreadable, match="The passphrase is as it was: "):
        reseal(lived_in, clock, current=None, new=RIGHT)


def test_a_start_that_looked_before_the_change_knows_after_it(
    lived_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looked at a plain file and comes to an encrypted one: it must not take it for damaged."""
    changing = [lambda: reseal(lived_in, clock, current=None, new=RIGHT)]

    class Late(JournalLock):
        def share(self) -> None:
            while changing:
                changing.pop()()
            super().share()

    monkeypatch.setattr(opening, "JournalLock", Late)

    with pytest.raises(Sealed, match="needs its passphrase"):
        open_store(lived_in, clock)
