"""From one shape of the journal to the next: all of it or nothing, by one process at a time."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from storage_bench import HERE, JOURNALS, Clock, python, said, sha

from rut_tui import __version__
from rut_tui.domain.goals import GoalDraft
from rut_tui.interchange.rut_json import export_bytes
from rut_tui.storage import engine, lock, migrations
from rut_tui.storage.backups import Backups
from rut_tui.storage.faults import Damaged, InUse, Newer, NotSaved, StorageError, Unreadable
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.restoring import restore
from rut_tui.storage.schema import DRAFTS_AND_SEARCH, THE_WHOLE_DIARY
from rut_tui.storage.schema_goals import WHAT_CARRIES_A_GOAL
from rut_tui.storage.store import Store, open_store
from rut_tui.storage.tables import KEYS

Opener = Callable[..., Store]

OTHER = str(HERE / "another_process.py")
WRITING = ({"note": "not saved yet: [b] é 漢字", "engagement": 1}, False)
ASIDE = ({"title": "set aside"}, True)
STATEMENTS = len(DRAFTS_AND_SEARCH) + len(THE_WHOLE_DIARY) + len(WHAT_CARRIES_A_GOAL)
"""How many lead from the first shape to today's."""
ADDED = "CREATE TABLE later (id TEXT PRIMARY KEY) STRICT"


@pytest.fixture
def first(journal: Path) -> Path:
    """A journal as 0.1.0 left it, with a life in it."""
    journal.parent.mkdir(mode=0o700)
    shutil.copy(JOURNALS / "format-1.db", journal)
    journal.chmod(0o600)
    return journal


@pytest.fixture
def today(journal: Path, clock: Clock) -> Path:
    """A journal of today's shape, with a goal in it."""
    store = open_store(journal, clock)
    store.goals.add(GoalDraft(title="from before"))
    store.close()
    return journal


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes this a later release, whose migration runs some SQL."""

    def becomes(*statements: str) -> None:
        later = engine.Migrations("rut-tui")
        later(name="001_first_light@0.1.0")(migrations.first_light)
        later(name="002_drafts_and_search@0.2.0")(migrations.drafts_and_search)
        later(name="003_the_whole_diary@0.3.0")(migrations.the_whole_diary)
        later(name="004_dismissals@0.3.0")(migrations.dismissals)
        later(name="005_what_carries_a_goal@0.4.0")(migrations.what_carries_a_goal)
        made = [ADDED]

        @later(name="006_later@0.5.0")
        def step(db: engine.Database) -> None:
            for statement in made:
                db.execute(statement)

        monkeypatch.setattr(migrations, "MIGRATIONS", later)
        monkeypatch.setattr(migrations, "FORMAT", 6)
        monkeypatch.setitem(migrations.FINGERPRINTS, 6, migrations.fingerprint(migrations.shape(6)))
        made[:] = statements

    return becomes


class Breaking(engine.Connection):
    """A connection whose disk fails at one statement, counted from the first."""

    left = 0

    def execute(self, *arguments: Any) -> engine.dbapi2.Cursor:
        Breaking.left -= 1
        if Breaking.left == 0:
            raise engine.dbapi2.OperationalError("disk I/O error")
        return super().execute(*arguments)


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Makes the statement with this number fail; every connection counts on."""
    connect = engine.dbapi2.connect
    monkeypatch.setattr(
        engine.dbapi2, "connect", lambda *arguments, **options: connect(*arguments, factory=Breaking, **options)
    )

    def breaks(at: int) -> None:
        Breaking.left = at

    yield breaks
    Breaking.left = 0


def body(store: Store) -> str:
    """Return the export without its header."""
    return export_bytes(store, exported_at=datetime(2026, 1, 1, tzinfo=UTC), app_version="0").decode().split("\n", 1)[1]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_shape_on_disk_is_the_one_written_down(store: Store) -> None:
    """A released shape never changes: when this fails, add a migration, and a fingerprint beside the old ones."""
    found = migrations.objects(store._session.db.conn)

    assert migrations.fingerprint(found) == migrations.FINGERPRINTS[5]
    for version, known in migrations.FINGERPRINTS.items():
        assert migrations.fingerprint(migrations.shape(version)) == known
    assert migrations.FORMAT == len(migrations.known()) == max(migrations.FINGERPRINTS) == 5


def test_a_journal_of_the_first_release_is_brought_up_to_date_with_all_that_is_in_it(
    first: Path, opener: Opener
) -> None:
    written = json.loads((JOURNALS / "format-1.json").read_text(encoding="utf-8"))["tables"]

    store = opener(first)

    assert body(store) == body_of_fixture()
    today = {name: rows for name, rows in store.tables.dump().items() if name in written}
    assert today == written | {"milestones": [{**row, "minutes": None} for row in written["milestones"]]}
    assert store.notices == ()
    for pragma, value in {"user_version": 5, "foreign_keys": 1, "quick_check": "ok", "integrity_check": "ok"}.items():
        assert store._session.value(f"PRAGMA {pragma}") == value
    assert store._session.rows("PRAGMA foreign_key_check") == []
    history = store._session.pairs("SELECT id, name FROM _sqlite_migrations ORDER BY id")
    assert history == [
        (1, "001_first_light@0.1.0"),
        (2, "002_drafts_and_search@0.2.0"),
        (3, "003_the_whole_diary@0.3.0"),
        (4, "004_dismissals@0.3.0"),
        (5, "005_what_carries_a_goal@0.4.0"),
    ]
    assert names(first.parent) == ["backups", "rut.db", "rut.db.lock"]


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "sealed"])
def test_before_it_is_brought_up_to_date_there_is_a_backup_of_it(first: Path, clock: Clock, sealed: bool) -> None:
    passphrase = Passphrase.of("correct horse battery staple") if sealed else None
    if sealed:
        shutil.copy(JOURNALS / "format-1-sealed.db", first)

    open_store(first, clock, passphrase=passphrase).close()

    (backup,) = Backups(first, clock).all()
    assert backup.sealed == sealed
    older = restore(first, backup.path, clock, passphrase)
    assert older.entries == len(
        json.loads((JOURNALS / "format-1.json").read_text(encoding="utf-8"))["tables"]["entries"]
    )
    store = open_store(first, clock, passphrase=passphrase)
    assert body(store) == body_of_fixture()
    store.close()


def test_without_room_for_a_backup_it_is_not_brought_up_to_date(first: Path, clock: Clock) -> None:
    (first.parent / "backups").write_text("in the way")
    before = sha(first)

    with pytest.raises(NotSaved, match=r"brought up to date first\. The backup was not made: its folder can't"):
        open_store(first, clock)

    assert sha(first) == before
    assert names(first.parent) == ["backups", "rut.db"]


def test_a_migrated_journal_finds_every_word_that_was_in_it(first: Path, opener: Opener) -> None:
    tables = json.loads((JOURNALS / "format-1.json").read_text(encoding="utf-8"))["tables"]
    filled = {("entry", row["id"]) for row in tables["entries"] if row["note"]}
    filled |= {("goal", row["id"]) for row in tables["goals"]}
    filled |= {("milestone", row["id"]) for row in tables["milestones"]}
    filled |= {("plan", row["id"]) for row in tables["plans"]}

    store = opener(first)

    assert set(store._session.pairs("SELECT kind, ref FROM search_docs")) == filled
    with store.transaction():
        store._session.write("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    assert store._session.value("SELECT count(*) FROM search WHERE search MATCH '\"portfolio\"'") > 0


def test_bringing_it_up_to_date_twice_changes_nothing(first: Path, opener: Opener) -> None:
    opener(first).close()
    before = sha(first)

    opener(first).close()

    assert sha(first) == before


@pytest.mark.parametrize("passphrase", [None, "correct horse battery staple"], ids=["plain", "sealed"])
@pytest.mark.parametrize("version", migrations.FINGERPRINTS)
def test_a_journal_of_every_shape_that_was_shipped_opens_whole(
    journal: Path, opener: Opener, version: int, passphrase: str | None
) -> None:
    """Its rows are all there, its unfinished texts too, and every word of it is found."""
    journal.parent.mkdir(mode=0o700)
    shutil.copy(JOURNALS / f"format-{version}{'-sealed' if passphrase else ''}.db", journal)
    journal.chmod(0o600)
    before = sha(journal)

    store = opener(journal, passphrase=Passphrase.of(passphrase) if passphrase else None)

    assert body(store) == body_of_fixture(version)
    drafts = {draft.name: (draft.fields, draft.set_aside) for draft in store.drafts.all()}
    assert drafts == ({"entry:new@0b5c7d1e.2": WRITING, "goal:later@0b5c7d1e.1": ASIDE} if version >= 2 else {})
    with store.transaction():
        store._session.write("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    assert store.search.find("portfolio")
    assert store._session.value("PRAGMA integrity_check") == "ok"
    store.close()
    assert (sha(journal) == before) is (version == migrations.FORMAT)


def test_any_statement_that_fails_leaves_the_journal_as_it_was_or_up_to_date(
    first: Path, clock: Clock, breaking: Callable[[int], None]
) -> None:
    """Every statement of the opening fails once, from the first to the last: the file is never in between."""
    before, lines = sha(first), body_of_fixture()
    refused = 0
    for at in range(1, 1000):
        breaking(at)
        try:
            store = open_store(first, clock)
        except StorageError:
            refused += 1
            if sha(first) == before:
                assert set(names(first.parent)) <= {"backups", "rut.db"}
                assert not list(first.parent.rglob("*.part*"))
                continue
            breaking(0)
            store = open_store(first, clock)
        if Breaking.left > 0:
            break
        breaking(0)
        assert (body(store), store._session.value("PRAGMA integrity_check")) == (lines, "ok")
        store.close()
        first.with_name("rut.db.lock").unlink()
        shutil.copy(JOURNALS / "format-1.db", first)
    breaking(0)
    assert body(store) == lines
    store.close()
    assert refused > STATEMENTS, "each statement of the migration was one of them"


def body_of_fixture(version: int = 1) -> str:
    """Return what an old journal should export today: what it did then, and all it did not know yet, empty."""
    text = (JOURNALS / f"format-{version}.json").read_text(encoding="utf-8")
    new = [name for name in KEYS if name not in json.loads(text)["tables"]]
    if version < 5:
        head, milestones, tail = re.split(r'("milestones": \[.*?\])(?=,\n"plans")', text, maxsplit=1, flags=re.DOTALL)
        text = head + re.sub(r"\}(?=,?$|\]$)", ', "minutes": null}', milestones, flags=re.MULTILINE) + tail
    return text.split("\n", 1)[1].replace("]\n}}\n", "]" + "".join(f',\n"{name}": []' for name in new) + "\n}}\n")


def test_killed_at_any_statement_it_is_as_it_was_or_up_to_date(first: Path, opener: Opener) -> None:
    """Kill -9 before every statement in turn, each time on what the kill before left."""
    seen = said(python(OTHER, "die_at_every_statement", str(first))).split()

    assert int(seen[0]) > STATEMENTS
    assert seen[1:] == ["as", "it", "was,", "then", "up", "to", "date"]
    assert body(opener(first)) == body_of_fixture()


@pytest.mark.parametrize(
    "statements",
    [
        (ADDED, "INSERT INTO nowhere VALUES (1)"),
        (ADDED, "INSERT INTO goal_serves VALUES ('no', 'value:x', 0)"),
        (ADDED, "DROP TRIGGER goals_found"),
        (),
    ],
    ids=["fails", "breaks a reference", "loses a trigger", "comes to another shape"],
)
def test_a_migration_that_fails_leaves_the_journal_as_it_was(
    today: Path, opener: Opener, tomorrow: Callable[..., None], statements: tuple[str, ...]
) -> None:
    before = sha(today)
    tomorrow(*statements)

    with pytest.raises(StorageError, match="It was not saved"):
        opener(today)

    assert sha(today) == before
    assert names(today.parent) == ["backups", "rut.db", "rut.db.lock"]


def test_two_shapes_behind_it_takes_both_steps(first: Path, opener: Opener, tomorrow: Callable[..., None]) -> None:
    tomorrow(ADDED)

    store = opener(first)

    assert body(store) == body_of_fixture()
    assert store._session.value("PRAGMA user_version") == 6
    assert store._session.value("SELECT count(*) FROM later") == 0


def test_while_another_rut_tui_has_it_open_it_is_not_brought_up_to_date(
    today: Path, opener: Opener, tomorrow: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    process = python(OTHER, "hold", str(today))
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    monkeypatch.setattr(lock, "WAIT", 0.05)
    tomorrow(ADDED)
    before = sha(today)

    with pytest.raises(InUse, match="but another rut-tui has it open") as caught:
        opener(today)

    assert (caught.value.exit_code, sha(today)) == (5, before)
    process.communicate("\n", timeout=60)
    assert opener(today)._session.value("PRAGMA user_version") == 6


def test_when_another_brings_it_up_to_date_meanwhile_that_is_enough(
    first: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one was at work when this one saw the old shape, and has the journal open for good now."""
    process = python(OTHER, "hold", str(first))
    seize = lock.JournalLock.seize

    def late(self: lock.JournalLock, *, wait: float | None = None) -> None:
        self.release()
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        seize(self, wait=0.05)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(lock.JournalLock, "seize", late)
        store = opener(first)

    assert body(store) == body_of_fixture()
    process.communicate("\n", timeout=60)


def test_an_older_journal_with_something_planted_is_not_brought_up_to_date(first: Path, opener: Opener) -> None:
    connection = engine.connect(first, writing=True)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON goals BEGIN DELETE FROM entries; END")
    connection.close()
    before = sha(first)

    with pytest.raises(Damaged, match="a trigger that rut-tui did not make: t"):
        opener(first)

    assert sha(first) == before


def test_an_older_journal_that_can_only_be_read_says_what_it_waits_for(
    first: Path, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: first.stat().st_uid + 1)
    before = sha(first)

    with pytest.raises(Unreadable, match="brought up to date first, but the journal belongs to another user"):
        opener(first)

    assert sha(first) == before


def test_the_journal_of_a_later_release_is_refused_by_the_one_before(
    today: Path, opener: Opener, tomorrow: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow(ADDED)
    opener(today).close()
    monkeypatch.undo()
    before = sha(today)

    with pytest.raises(Newer, match=rf"It needs rut-tui 0\.5\.0 or newer; this is {__version__}"):
        opener(today)

    assert sha(today) == before
