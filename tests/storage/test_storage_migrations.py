"""From one shape of the journal to the next: all of it or nothing, by one process at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from storage_bench import HERE, Clock, python

from rut_tui.domain.goals import GoalDraft
from rut_tui.storage import engine, lock, migrations, structure
from rut_tui.storage.faults import Damaged, InUse, Newer, StorageError, Unreadable
from rut_tui.storage.store import Store, open_store

Opener = Callable[..., Store]

OTHER = str(HERE / "another_process.py")
ADDED = "CREATE TABLE later (id TEXT PRIMARY KEY) STRICT"


@pytest.fixture
def old(journal: Path, clock: Clock) -> Path:
    """A journal of today's shape, with a goal in it."""
    store = open_store(journal, clock)
    store.goals.add(GoalDraft(title="from before"))
    store.close()
    return journal


@pytest.fixture
def tomorrow(old: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes this a later release, whose migration runs some SQL."""

    def becomes(*statements: str) -> None:
        later = engine.Migrations("rut-tui")
        later(name="001_first_light@0.1.0")(migrations.first_light)

        @later(name="002_later@0.2.0")
        def step(db: engine.Database) -> None:
            for statement in statements:
                db.execute(statement)

        monkeypatch.setattr(migrations, "MIGRATIONS", later)
        monkeypatch.setattr(migrations, "FORMAT", 2)
        connection = engine.dbapi2.connect(":memory:", isolation_level=None)
        migrations.first_light(migrations.wrap(connection))
        connection.execute(ADDED)
        later.ensure_migrations_table(migrations.wrap(connection))
        monkeypatch.setitem(structure.FINGERPRINTS, 2, structure.fingerprint(schema(connection)))
        connection.close()

    return becomes


def schema(connection: engine.Connection) -> list[tuple[str, str, str, str | None]]:
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()


def test_the_shape_on_disk_is_the_one_written_down(store: Store) -> None:
    """A released shape never changes: when this fails, add a migration, and a fingerprint beside the old ones."""
    assert structure.fingerprint(schema(store._session.db.conn)) == structure.FINGERPRINTS[1]
    assert list(structure.FINGERPRINTS) == [1]
    assert migrations.FORMAT == len(migrations.known()) == max(structure.FINGERPRINTS)


def test_an_older_journal_is_brought_up_to_date_with_all_that_is_in_it(
    old: Path, opener: Opener, tomorrow: Callable[..., None]
) -> None:
    tomorrow(ADDED)

    store = opener(old)

    assert [goal.title for goal in store.goals.board()] == ["from before"]
    assert store._session.value("PRAGMA user_version") == 2
    assert store._session.value("PRAGMA foreign_keys") == 1
    assert store._session.value("SELECT count(*) FROM later") == 0
    store.close()
    assert [goal.title for goal in opener(old).goals.board()] == ["from before"]


@pytest.mark.parametrize(
    "statements",
    [
        (ADDED, "INSERT INTO nowhere VALUES (1)"),
        (ADDED, "PRAGMA foreign_keys = OFF", "INSERT INTO goal_serves VALUES ('no', 'value:x', 0)"),
    ],
    ids=["fails", "breaks a reference"],
)
def test_a_migration_that_fails_leaves_the_journal_as_it_was(
    old: Path, opener: Opener, tomorrow: Callable[..., None], statements: tuple[str, ...]
) -> None:
    before = old.read_bytes()
    tomorrow(*statements)

    with pytest.raises(StorageError, match="It was not saved"):
        opener(old)

    assert old.read_bytes() == before
    assert sorted(path.name for path in old.parent.iterdir()) == ["rut.db", "rut.db.lock"]


def test_while_another_rut_tui_has_it_open_it_is_not_brought_up_to_date(
    old: Path, opener: Opener, tomorrow: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    process = python(OTHER, "hold", str(old))
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    monkeypatch.setattr(lock, "WAIT", 0.05)
    tomorrow(ADDED)
    before = old.read_bytes()

    with pytest.raises(InUse, match="Another rut-tui"):
        opener(old)

    assert old.read_bytes() == before
    process.communicate("\n", timeout=60)
    assert opener(old)._session.value("PRAGMA user_version") == 2


def test_an_older_journal_with_something_planted_is_not_brought_up_to_date(
    old: Path, opener: Opener, tomorrow: Callable[..., None]
) -> None:
    connection = engine.connect(old, writing=True)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON goals BEGIN DELETE FROM entries; END")
    connection.close()
    before = old.read_bytes()
    tomorrow(ADDED)

    with pytest.raises(Damaged, match="a trigger"):
        opener(old)

    assert old.read_bytes() == before


def test_an_older_journal_that_can_only_be_read_says_what_it_waits_for(
    old: Path, opener: Opener, tomorrow: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: old.stat().st_uid + 1)
    tomorrow(ADDED)

    with pytest.raises(Unreadable, match="brought up to date first, but the journal belongs to another user"):
        opener(old)


def test_the_journal_of_a_later_release_is_refused_by_the_one_before(
    old: Path, opener: Opener, tomorrow: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        tomorrow(ADDED)
        opener(old).close()
        later.undo()
    monkeypatch.undo()
    before = old.read_bytes()

    with pytest.raises(Newer, match=r"It needs rut-tui 0\.2\.0 or newer; this is 0\.1\.0"):
        opener(old)

    assert old.read_bytes() == before
