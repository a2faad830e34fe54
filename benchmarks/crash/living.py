"""A person at work on a real journal, and what a journal holds: the writer's side of every crash."""

import hashlib
import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from promises import Promises, Rows

from rut_tui.domain.goals import GoalDraft, MilestoneDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.faults import StorageError
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import Store, open_store

LINKS: Final = ("entry_activities", "entry_emotions")
"""The tables that hang words on entries."""

_NAMESPACE: Final = UUID("b7a1c9d2-0d5e-4c39-8d0e-2f6f3f0c6a11")
_WORDS: Final = [
    "standup",
    "deep-work",
    "mentoring",
    "review",
    "meetings",
    "email",
    "planning",
    "bored",
    "proud",
    "tired",
    "curious",
]


class Clock:
    """A minute later each time it is asked."""

    def __init__(self) -> None:
        """Start on a Friday evening."""
        self._now = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the next minute."""
        self._now += timedelta(minutes=1)
        return self._now


class Ids:
    """Ids that can be told before they are used."""

    def __init__(self, seed: int) -> None:
        """Begin a row of ids that depends on the seed alone."""
        self._seed, self._count = seed, 0

    @property
    def coming(self) -> str:
        """The id that comes next."""
        return str(uuid5(_NAMESPACE, f"{self._seed}:{self._count}"))

    def __call__(self) -> str:
        """Return the next id."""
        coming = self.coming
        self._count += 1
        return coming


def digest(*content: object) -> str:
    """Return a hash of what a row holds."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, default=str).encode()).hexdigest()[:16]


def held(store: Store) -> Rows:
    """Return every entry, goal and unfinished text of a journal, with a hash of what a person wrote in it."""
    rows: Rows = {}
    for entry in store.entries.latest(1_000_000):
        words = [word.name for word in (*entry.activities, *entry.emotions)]
        rows[f"entry:{entry.id}"] = digest(entry.note, entry.engagement, words)
    for goal in (*store.goals.board(), *store.goals.board(archived=True)):
        rows[f"goal:{goal.id}"] = digest(goal.title, goal.notes, [each.title for each in goal.milestones])
    for draft in store.drafts.all():
        rows[f"draft:{draft.name}"] = digest(draft.fields)
    return rows


@dataclass(frozen=True)
class Place:
    """Where a journal is, and what opens it: None for a plain one."""

    path: Path
    passphrase: Passphrase | None = None

    def open(self, *, create: bool = False, seed: int = 0) -> tuple[Store, Ids]:
        """Open the journal as the app does; the ids it will give depend on the seed alone."""
        ids = Ids(seed)
        return open_store(self.path, Clock(), create=create, new_id=ids, passphrase=self.passphrase, undo=True), ids


def place_of(path: str) -> Place:
    """Return the place of a journal named on a command line, with the passphrase that the environment names."""
    named = os.environ.get("RUT_TUI_PASSPHRASE_FILE")
    return Place(Path(path), Passphrase.from_file(Path(named)) if named else None)


class Person:
    """Writes check-ins, goals and unfinished texts, changes them, deletes them for good, and takes things back."""

    def __init__(self, store: Store, ids: Ids, promises: Promises, seed: int) -> None:
        """Begin on an open journal."""
        self._store, self._ids, self._promises = store, ids, promises
        self._dice = random.Random(seed)  # noqa: S311 - it only has to be the same each time
        self._rows: Rows = {}
        self._done: list[tuple[str, str | None]] = []
        """What was saved, by row, with what stood there before."""

    def each_once(self) -> None:
        """Do one of everything."""
        for job in (self._add, self._goal, self._type, self._update, self._delete, self._undo, self._add):
            self._do(job)

    def once(self) -> None:
        """Do any one thing."""
        jobs = (self._add, self._add, self._goal, self._type, self._update, self._delete, self._undo)
        self._do(self._dice.choice(jobs))

    def _do(self, job: Callable[[], None]) -> None:
        """Do something. What could not be saved is told, and the person goes on."""
        try:
            job()
        except StorageError as error:
            self._promises.failed(error)

    @property
    def _entries(self) -> list[str]:
        return [key.partition(":")[2] for key in self._rows if key.startswith("entry:")]

    def _saved(self, key: str, content: str | None) -> None:
        self._done.append((key, self._rows.get(key)))
        self._now(key, content)

    def _now(self, key: str, content: str | None) -> None:
        self._rows.pop(key, None)
        if content is not None:
            self._rows[key] = content

    def _draft(self) -> EntryDraft:
        note = " ".join(self._dice.choice(_WORDS) for _ in range(self._dice.choice([0, 5, 60, 900])))
        words = tuple(self._dice.sample(_WORDS[:6], self._dice.randint(0, 3)))
        moment = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=self._dice.randint(0, 400))
        return EntryDraft(at=moment, engagement=self._dice.randint(-2, 2), activities=words, note=note)

    def _add(self) -> None:
        draft, key = self._draft(), f"entry:{self._ids.coming}"
        content = digest(draft.note, draft.engagement, list(draft.activities))
        with self._promises.put((key, content)):
            self._store.entries.add(draft)
        self._saved(key, content)

    def _update(self) -> None:
        if not self._entries:
            return
        entry_id, draft = self._dice.choice(self._entries), self._draft()
        content = digest(draft.note, draft.engagement, list(draft.activities))
        with self._promises.put((f"entry:{entry_id}", content)):
            self._store.entries.update(entry_id, draft)
        self._saved(f"entry:{entry_id}", content)

    def _delete(self) -> None:
        if not self._entries:
            return
        entry_id, tables = self._dice.choice(self._entries), self._store.tables
        with self._promises.remove(f"entry:{entry_id}"), self._store.transaction("an entry"):
            for link in LINKS:
                for row in tables.rows(link):
                    if row["entry_id"] == entry_id:
                        tables.remove(link, tuple(row[name] for name in tables.key(link)))
            tables.remove("entries", (entry_id,))
        self._saved(f"entry:{entry_id}", None)

    def _goal(self) -> None:
        key = f"goal:{self._ids.coming}"
        steps = tuple(MilestoneDraft(title=f"step {n}") for n in range(self._dice.randint(1, 4)))
        draft = GoalDraft(title=f"{len(steps)} steps", notes="why " * self._dice.choice([0, 20]), milestones=steps)
        content = digest(draft.title, draft.notes, [step.title for step in steps])
        with self._promises.put((key, content)):
            self._store.goals.add(draft)
        self._saved(key, content)

    def _type(self) -> None:
        """Type something and leave it unsaved; it is no step that can be undone."""
        name = f"entry:new@{self._dice.choice(_WORDS)}"
        fields = {"note": " ".join(self._dice.choice(_WORDS) for _ in range(self._dice.choice([3, 300])))}
        with self._promises.put((f"draft:{name}", digest(fields))):
            self._store.drafts.put(name, fields)

    def _undo(self) -> None:
        if not self._done:
            return
        key, before = self._done[-1]
        with self._promises.remove(key) if before is None else self._promises.put((key, before)):
            self._store.undo()
        self._done.pop()
        self._now(key, before)
