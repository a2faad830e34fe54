"""What is interrupted: the things rut-tui does to a journal file, each with what must hold after any crash.

Everything here is the program itself: real stores on real files, opened again as the next start would.
"""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from living import LINKS, Person, Place, digest, held
from promises import Promises, Rows

from rut_tui.domain.goals import GoalDraft
from rut_tui.paths import sync_folder
from rut_tui.storage.faults import StorageError
from rut_tui.storage.signatures import SALT_BYTES
from rut_tui.storage.store import Store

FIXTURES: Final = Path(__file__).parents[2] / "tests" / "storage" / "journals"
PASSPHRASE: Final = "correct horse battery staple"  # noqa: S105 - it protects nothing
"""Of every encrypted journal here, the old one among the tests included."""


@dataclass(frozen=True)
class Found:
    """What the next start finds after a crash."""

    rows: Rows
    problems: list[str]


def whole(store: Store) -> list[str]:
    """Return what is wrong with an open journal: its pages, references and full-text index."""
    connection = store._session.db.conn
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    problems = [] if found == ["ok"] else found
    problems += ["a reference leads nowhere" for _ in connection.execute("PRAGMA foreign_key_check")]
    try:
        # Rank 1 compares the index with the words it indexed, too.
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except Exception as error:
        problems.append(f"full text: {type(error).__name__}")
    return problems


def next_start(place: Place, *, further: bool = True) -> Found:
    """Open a journal as the next start would, hold it against its own rules, save into it and open it once more.

    Args:
        place: The journal.
        further: Whether to save into it; without, it stays as it was found.
    """
    journal = place.path
    if not journal.exists() and not list(journal.parent.glob(f"{journal.name}-*")):
        return Found({}, [])
    try:
        store, _ = place.open()
        with closing(store):
            rows, problems = held(store), whole(store)
            if further:
                store.goals.add(GoalDraft(title="after the crash"))
        if further:
            problems += _saved_since(place, len(rows) + 1) + leftovers(journal.parent)
    except StorageError as error:
        return Found({}, [f"{type(error).__name__}: {error}"])
    return Found(rows, problems)


def _saved_since(place: Place, many: int) -> list[str]:
    store, _ = place.open()
    with closing(store):
        return whole(store) + (["a save after the crash was lost"] if len(held(store)) != many else [])


def leftovers(folder: Path) -> list[str]:
    """Return files that should be gone once something was saved again."""
    halves = (".new", ".part", "-journal", "-wal", "-shm")
    return [f"left behind: {path.name}" for path in folder.rglob("*") if path.name.endswith(halves)]


@dataclass(frozen=True)
class Job:
    """Something that can be interrupted.

    Attributes:
        prepare: Puts what it starts from into a folder, and returns the rows that are promised then.
        work: Does it, once.
        check: What the next start finds, given the journal.
        kinds: Whether it is for plain journals (False), for encrypted ones (True), or both.
    """

    prepare: Callable[[Place], Rows]
    work: Callable[[Place, Promises], None]
    check: Callable[[Place], Found] = next_start
    kinds: tuple[bool, ...] = (False, True)


def nothing(place: Place) -> Rows:
    """Start without a journal."""
    del place
    return {}


def make(place: Place, promises: Promises) -> None:
    """Make the journal and save into it."""
    save(place, promises, many=2)


def some_life(place: Place) -> Rows:
    """Start from a journal that has been written in."""
    save(place, Promises(lambda _: None), many=12, seed=7)
    store, _ = place.open()
    with closing(store):
        return held(store)


def save(place: Place, promises: Promises, *, many: int = 0, seed: int = 1) -> None:
    """Save into the journal, which is made first where there is none.

    Args:
        place: The journal.
        promises: Where it is told what was saved.
        many: Things done; none for one of each.
        seed: Of the dice.
    """
    store, ids = place.open(create=True, seed=seed)
    with closing(store):
        person = Person(store, ids, promises, seed)
        if not many:
            person.each_once()
        for _ in range(many):
            person.once()


def old_journal(where: Place) -> Rows:
    """Start from a journal of the first release, whose rows are known from its export."""
    put(FIXTURES / ("format-1-sealed.db" if where.passphrase else "format-1.db"), where.path)
    if where.passphrase:
        where.passphrase.key(where.path.read_bytes()[:SALT_BYTES])  # once here, rather than in every round
    tables: dict[str, list[dict[str, Any]]] = json.loads((FIXTURES / "format-1.json").read_text("utf-8"))["tables"]
    words = {row["id"]: row["name"] for kind in ("activities", "emotions") for row in tables[kind]}
    rows: Rows = {}
    for entry in tables["entries"]:
        if entry["archived_at"] is None:
            tagged = [
                words[link[key]]
                for table, key in zip(LINKS, ("activity_id", "emotion_id"), strict=True)
                for link in sorted(tables[table], key=lambda link: int(link["position"]))
                if link["entry_id"] == entry["id"]
            ]
            rows[f"entry:{entry['id']}"] = digest(entry["note"], entry["engagement"], tagged)
    for goal in tables["goals"]:
        steps = [each for each in tables["milestones"] if each["goal_id"] == goal["id"] and each["archived_at"] is None]
        titles = [step["title"] for step in sorted(steps, key=lambda step: (step["position"], step["id"]))]
        rows[f"goal:{goal['id']}"] = digest(goal["title"], goal["notes"], titles)
    return rows


def put(source: Path, journal: Path) -> None:
    """Put a copy of a file where the journal is, whole or not at all."""
    part = journal.with_name("fixture.tmp")
    shutil.copy(source, part)
    part.chmod(0o600)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.rename(journal)
    sync_folder(journal.parent)


def migrate(place: Place, promises: Promises) -> None:
    """Open a journal of the first release, which brings it up to date, and save into it."""
    store, ids = place.open(seed=2)
    with closing(store):
        person = Person(store, ids, promises, 2)
        for _ in range(2):
            person.once()


SAVING: Final = {"make": Job(nothing, make), "save": Job(some_life, save), "migrate": Job(old_journal, migrate)}
