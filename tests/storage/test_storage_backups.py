"""Backups: equal to the journal row for row, private, whole or not there, and thinned without losing what matters."""

import errno
import os
import random
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from storage_bench import Clock, sha

from rut_tui.domain.goals import GoalDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage import copying, engine
from rut_tui.storage.backups import Backup, Backups
from rut_tui.storage.faults import Damaged, InUse, NotSaved, StorageError
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import Store, open_store
from rut_tui.storage.thinning import superfluous

SECRET = Passphrase.of("correct horse battery staple")
BOTH = pytest.mark.parametrize("passphrase", [None, SECRET], ids=["plain", "sealed"])
WORD = "marmalade"


@pytest.fixture
def lived(journal: Path, clock: Clock) -> Callable[..., Path]:
    """Makes a journal with something in it, closed."""

    def live(passphrase: Passphrase | None = None, entries: int = 30) -> Path:
        store = open_store(journal, clock, passphrase=passphrase)
        with store.transaction():
            for day in range(entries):
                at = clock() - timedelta(days=day)
                store.entries.add(EntryDraft(at=at, engagement=1, activities=("a",), note=f"{WORD} {day}"))
            store.goals.add(GoalDraft(title=WORD))
        store.close()
        return journal

    return live


def rows(path: Path, clock: Clock, passphrase: Passphrase | None) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, read from a copy so that the file stays as it is."""
    copy = path.with_name("read.db")
    shutil.copy(path, copy)
    store = open_store(copy, clock, create=False, passphrase=passphrase)
    try:
        return store.tables.dump()
    finally:
        store.close()
        for left in copy.parent.glob("read.db*"):
            left.unlink()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


@BOTH
def test_a_backup_equals_the_journal_row_for_row(
    lived: Callable[..., Path], clock: Clock, passphrase: Passphrase | None
) -> None:
    journal = lived(passphrase)
    before = sha(journal)

    made = Backups(journal, clock, passphrase).make()

    assert made.entries == 30
    assert made.sealed == (passphrase is not None)
    assert made.size == made.path.stat().st_size
    assert made.path.name == "rut.20261120T200430Z.30.db"
    assert (WORD.encode() in made.path.read_bytes()) == (passphrase is None)
    assert rows(made.path, clock, passphrase) == rows(journal, clock, passphrase)
    assert sha(journal) == before


@BOTH
def test_a_backup_is_made_while_the_journal_is_open(
    journal: Path, clock: Clock, opener: Callable[..., Store], passphrase: Passphrase | None
) -> None:
    store = opener(passphrase=passphrase)
    store.entries.add(EntryDraft(at=clock(), engagement=1))
    connection = store.second()
    try:
        made = Backups(journal, clock, passphrase).make(connection)
    finally:
        connection.close()
    store.entries.add(EntryDraft(at=clock(), engagement=2))

    assert made.entries == 1
    assert len(rows(made.path, clock, passphrase)["entries"]) == 1


def test_nobody_else_can_open_the_folder_or_the_files(lived: Callable[..., Path], clock: Clock) -> None:
    journal = lived()
    folder = journal.parent / "backups"
    folder.mkdir(mode=0o755)
    Backups(journal, clock).make()

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_the_list_needs_no_passphrase_and_is_newest_first(lived: Callable[..., Path], clock: Clock) -> None:
    journal = lived(SECRET)
    backups = Backups(journal, clock, SECRET)
    older = backups.make()
    clock.pass_by(hours=1)
    newer = backups.make()
    for foreign in ("rut.db", "rut.20261120T200430Z.db", "other.20261120T200430Z.30.db", "rut.20269920T200430Z.3.db"):
        (backups.folder / foreign).write_bytes(b"not a backup of this journal")

    assert Backups(journal, clock).all() == (newer, older)
    assert newer.made == datetime(2026, 11, 20, 21, 4, 30, tzinfo=UTC)


def test_two_in_one_second_get_names_of_their_own(lived: Callable[..., Path], clock: Clock) -> None:
    backups = Backups(lived(), clock)
    first, second = backups.make(), backups.make()

    assert first.path.name == "rut.20261120T200430Z.30.db"
    assert second.path.name == "rut.20261120T200431Z.30.db"


@pytest.mark.parametrize(
    ("minutes", "due"), [(0, False), (29, False), (30, True), (-1, True), (60 * 24, True)], ids=lambda value: str(value)
)
def test_another_is_due_after_half_an_hour(lived: Callable[..., Path], clock: Clock, minutes: float, due: bool) -> None:
    backups = Backups(lived(), clock)
    assert backups.due()
    backups.make()
    clock.pass_by(seconds=-0.2, minutes=minutes)
    clock.pass_by(seconds=0.2)

    assert backups.due() == due


def test_the_backups_of_two_journals_in_one_folder_are_kept_apart(lived: Callable[..., Path], clock: Clock) -> None:
    journal = lived()
    other = journal.with_name("rut.sqlite")
    shutil.copy(journal, other)
    Backups(journal, clock).make()
    Backups(other, clock).make()

    assert len(Backups(journal, clock).all()) == len(Backups(other, clock).all()) == 1


def test_a_link_to_the_journal_leads_to_its_backups(lived: Callable[..., Path], clock: Clock, tmp_path: Path) -> None:
    journal = lived()
    link = tmp_path / "link.db"
    link.symlink_to(journal)

    assert Backups(link, clock).make().path.parent == journal.parent / "backups"


def test_what_a_killed_one_left_is_swept(lived: Callable[..., Path], clock: Clock) -> None:
    backups = Backups(lived(), clock)
    backups.folder.mkdir()
    (backups.folder / ".rut.part").write_bytes(b"half a copy")
    (backups.folder / ".rut.part-journal").write_bytes(b"half a copy")

    made = backups.make()

    assert names(backups.folder) == {made.path.name, "rut.lock"}


class _Broken:
    """A connection that fails at its first statement that begins in a certain way."""

    def __init__(self, connection: engine.Connection, begins: str) -> None:
        self._connection, self._begins = connection, begins

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, sql: str, *rest: object) -> object:
        if sql.startswith(self._begins):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return self._connection.execute(sql, *rest)


STEPS = ("make_file", "sync_file", "examine", "rename", "sync_folder", "PRAGMA data_version", "SELECT count")


@pytest.mark.parametrize("step", STEPS)
def test_a_failure_at_any_step_leaves_no_half_file(
    lived: Callable[..., Path], clock: Clock, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    journal = lived()
    backups = Backups(journal, clock)
    earlier = backups.make()
    before = {path: sha(path) for path in (journal, earlier.path)}
    clock.pass_by(hours=1)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fails(*_: object, **__: object) -> None:
        raise full

    connection = engine.connect(journal, writing=False)
    source = connection
    if step in ("make_file", "sync_file", "examine"):
        monkeypatch.setattr(copying, step, fails)
    elif step == "sync_folder":
        monkeypatch.setattr("rut_tui.paths.sync_folder", fails)
    elif step == "rename":
        monkeypatch.setattr(Path, "rename", fails)
    else:
        source = _Broken(connection, step)  # type: ignore[assignment]
    with pytest.raises(NotSaved, match="The backup was not made"):
        backups.make(source)
    connection.close()
    monkeypatch.undo()

    assert not [name for name in names(backups.folder) if "part" in name]
    assert {path: sha(path) for path in before} == before
    assert [backup.path for backup in backups.all()][-1] == earlier.path
    backups.make()


def test_a_file_in_the_way_of_the_folder_is_said(lived: Callable[..., Path], clock: Clock) -> None:
    journal = lived()
    (journal.parent / "backups").write_text("mine")

    with pytest.raises(NotSaved, match="The backup was not made: its folder"):
        Backups(journal, clock).make()
    assert (journal.parent / "backups").read_text() == "mine"


def test_a_damaged_journal_gives_no_backup(lived: Callable[..., Path], clock: Clock) -> None:
    journal = lived()
    backups = Backups(journal, clock)
    content = bytearray(journal.read_bytes())
    content[9 * 4096 : 10 * 4096] = bytes(4096)
    journal.write_bytes(content)

    with pytest.raises(Damaged):
        backups.make()
    assert backups.all() == ()
    assert not [name for name in names(backups.folder) if "part" in name]


def test_a_copy_that_is_not_what_the_journal_holds_is_refused(
    lived: Callable[..., Path], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = lived()
    sync = copying.sync_file

    def loses_a_row(part: Path) -> None:
        connection = sqlite3.connect(part, isolation_level=None)
        connection.execute("DELETE FROM entry_activities")
        connection.close()
        sync(part)

    monkeypatch.setattr(copying, "sync_file", loses_a_row)
    with pytest.raises(Damaged):
        Backups(journal, clock).make()
    assert Backups(journal, clock).all() == ()


def test_saves_go_on_while_a_copy_is_made_and_it_holds_one_moment(
    journal: Path, clock: Clock, opener: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three saves fall into the copy: each is done at once, and the copy holds what the last one left."""
    monkeypatch.setattr(copying, "PAGES", 1)
    store = opener()
    for number in range(20):
        store.entries.add(EntryDraft(at=clock(), engagement=1, note=f"{number} " * 2000))
    asked, go_on, saved = threading.Event(), threading.Event(), []
    connect = engine.connect

    class Slow:
        def __init__(self, connection: engine.Connection) -> None:
            self._connection = connection

        def __getattr__(self, name: str) -> object:
            return getattr(self._connection, name)

        def backup(self, target: engine.Connection, *, progress: Callable[..., None], **options: object) -> None:
            def waits(status: int, remaining: int, total: int) -> None:
                if len(saved) < 3 and remaining < total / 2:
                    asked.set()
                    assert go_on.wait(10)
                    go_on.clear()
                progress(status, remaining, total)

            self._connection.backup(target, progress=waits, **options)

    made: list[Backup] = []

    def make() -> None:
        connection = connect(journal, writing=False)
        made.append(Backups(journal, clock).make(Slow(connection)))  # type: ignore[arg-type]
        connection.close()

    thread = threading.Thread(target=make)
    thread.start()
    while len(saved) < 3:
        assert asked.wait(10)
        asked.clear()
        saved.append(store.entries.add(EntryDraft(at=clock(), engagement=2)).id)
        go_on.set()
    thread.join(20)

    assert made[0].entries == 23
    assert {row["id"] for row in rows(made[0].path, clock, None)["entries"]} >= set(saved)


def test_a_copy_that_saves_never_let_end_is_given_up(
    lived: Callable[..., Path], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PATIENCE", -1.0)
    backups = Backups(lived(), clock)
    with pytest.raises(InUse, match="changed all the time"):
        backups.make()
    assert not [name for name in names(backups.folder) if "part" in name]


# Thinning. The oracle works the other way round: it asks for each backup whether anything takes its place.


@dataclass(frozen=True)
class Copy:
    made: datetime
    entries: int = 100
    size: int = 100_000


def allowed(copies: list[Copy], now: datetime) -> set[Copy]:
    """The backups that have to stay, when none is suspiciously small."""

    def is_last_of(copy: Copy, period: str) -> bool:
        return not any(other.made > copy.made and label(other, period) == label(copy, period) for other in copies)

    def label(copy: Copy, period: str) -> str:
        return copy.made.astimezone(now.tzinfo).strftime(period)

    def periods_since(copy: Copy, period: str) -> int:
        return len({label(other, period) for other in copies if other.made > copy.made})

    stay = {copy for copy in copies if now - copy.made < timedelta(days=2)}
    for period, many in (("%Y-%m-%d", 12), ("%G-W%V", 10), ("%Y-%m", 12)):
        stay |= {copy for copy in copies if is_last_of(copy, period) and periods_since(copy, period) < many}
    return stay


@pytest.mark.parametrize("seed", range(4))
def test_thinning_over_years_keeps_what_the_rule_says(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    zone = datetime.now().astimezone().tzinfo if seed % 2 else UTC
    now = datetime(2020, 1, 1, 8, tzinfo=zone)
    kept: list[Copy] = []
    every: list[Copy] = []
    for step in range(300):
        now += timedelta(minutes=chance.choice((31, 45, 300, 1440, 2000, 5000, 40_000) if seed else (31, 1440)))
        kept.append(Copy(now))
        every.append(kept[-1])
        gone = set(superfluous(kept, now))
        if step % 40 == 0:
            assert set(kept) - gone == allowed(kept, now)
        kept = [copy for copy in kept if copy not in gone]
        assert every[-1] in kept
    assert allowed(every, now) - set(kept) <= {copy for copy in every if now - copy.made > timedelta(days=14)}
    assert 12 <= len(kept) <= 12 + 10 + 12 + 96
    months = {copy.made.astimezone(zone).strftime("%Y-%m") for copy in every}
    assert len({copy.made.astimezone(zone).strftime("%Y-%m") for copy in kept}) >= min(12, len(months))


@pytest.mark.parametrize(("entries", "size"), [(3, 100_000), (1000, 40_000), (499, 100_000)])
def test_a_journal_that_shrank_takes_no_place_of_what_was_before(entries: int, size: int) -> None:
    """A year of daily backups of a journal that lost most of what it held: the large ones all stay."""
    now = datetime(2024, 1, 1, 21, tzinfo=UTC)
    kept = [Copy(now - timedelta(days=day), 1000) for day in range(40)]
    kept = [copy for copy in kept if copy not in superfluous(kept, now)]
    large = set(kept) & allowed(kept, now + timedelta(days=400))
    for _ in range(400):
        now += timedelta(days=1)
        kept.append(Copy(now, entries, size))
        gone = superfluous(kept, now)
        kept = [copy for copy in kept if copy not in gone]
        assert large <= set(kept)
    assert len(kept) < 80


def test_it_takes_places_again_once_it_has_grown_back() -> None:
    now = datetime(2024, 1, 1, 21, tzinfo=UTC)
    kept = [Copy(now - timedelta(days=day), 1000) for day in range(12)]
    for day in range(800):
        now += timedelta(days=1)
        kept.append(Copy(now, day * 10))
        gone = superfluous(kept, now)
        kept = [copy for copy in kept if copy not in gone]
    assert min(copy.entries for copy in kept if copy.made > now - timedelta(days=360)) >= 3000
    assert not [copy for copy in kept if copy.entries == 1000 and copy.made.year == 2023]


def test_backups_from_the_future_of_a_wrong_clock_stay() -> None:
    now = datetime(2024, 1, 1, 21, tzinfo=UTC)
    ahead = [Copy(now + timedelta(days=9000, minutes=minute)) for minute in range(50)]

    assert superfluous([*ahead, Copy(now)], now) == []


def test_making_one_takes_the_superfluous_away(lived: Callable[..., Path], clock: Clock) -> None:
    backups = Backups(lived(), clock)
    made = []
    for _ in range(5):
        made.append(backups.make())
        clock.pass_by(hours=1)
    clock.pass_by(days=3)
    latest = backups.make()

    assert [backup.path for backup in backups.all()] == [latest.path, made[4].path, made[2].path]


def test_a_fault_of_the_journal_is_no_traceback(journal: Path, clock: Clock) -> None:
    with pytest.raises(StorageError):
        Backups(journal, clock).make()
    assert not journal.parent.exists()
