"""Reading what can still be read of a damaged journal into a new one beside it. The damaged file stays as it is."""

import os
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rut_tui.clock import Clock
from rut_tui.paths import sync_folder
from rut_tui.storage import engine, migrations
from rut_tui.storage.copying import examine, sync_file
from rut_tui.storage.faults import Absent, NotSaved, StorageError
from rut_tui.storage.inspection import named
from rut_tui.storage.lock import JournalLock
from rut_tui.storage.making import build, part_of, sweep
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.session import Session
from rut_tui.storage.signatures import new_salt
from rut_tui.storage.tables import KEYS
from rut_tui.storage.wreck import Row, Shape, Wreck, shape_of
from rut_tui.storage.wreckage import copied, nothing, prepare

_TABLES: Final = {**KEYS, "drafts": ("form",)}
_PARENTS: Final = {
    **dict.fromkeys(("goal_serves", "goal_skills", "goal_people", "goal_experiments"), "goals"),
    **dict.fromkeys(("entry_activities", "entry_emotions", "entry_experiments"), "entries"),
    **dict.fromkeys(("habit_ticks", "habit_pauses"), "habits"),
    "question_people": "questions",
}
"""Table that is kept in the order of a key → the table whose ids its keys begin with, if not audits."""

_CALLED: Final = {
    "entries": ("entry", "entries"),
    "activities": ("word", "words"),
    "emotions": ("word", "words"),
    "entry_activities": ("tag", "tags"),
    "entry_emotions": ("tag", "tags"),
    "audits": ("audit", "audits"),
    "sign_ratings": ("answer", "answers"),
    "external_answers": ("answer", "answers"),
    "cause_fits": ("answer", "answers"),
    "goals": ("goal", "goals"),
    "goal_serves": ("aim of a goal", "aims of goals"),
    "milestones": ("milestone", "milestones"),
    "plans": ("savings plan", "savings plans"),
    "wins": ("win", "wins"),
    "setbacks": ("setback", "setbacks"),
    "time_off": ("time off", "times off"),
    "jobs": ("job", "jobs"),
    "reviews": ("weekly review", "weekly reviews"),
    "expectations": ("expectation", "expectations"),
    "dismissals": ("offer put away", "offers put away"),
    "skills": ("skill", "skills"),
    "people": ("person", "people"),
    "contacts": ("contact", "contacts"),
    "questions": ("question", "questions"),
    "question_people": ("link", "links"),
    "experiments": ("experiment", "experiments"),
    "entry_experiments": ("link", "links"),
    "leads": ("lead", "leads"),
    "habits": ("habit", "habits"),
    "habit_ticks": ("tick of a habit", "ticks of habits"),
    "habit_pauses": ("pause of a habit", "pauses of habits"),
    "goal_values": ("figure of a goal", "figures of goals"),
    "goal_skills": ("link", "links"),
    "goal_people": ("link", "links"),
    "goal_experiments": ("link", "links"),
    "drafts": ("unfinished text", "unfinished texts"),
}
"""Table → what a person calls a row of it, and rows."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A new journal with what could be read of a damaged one.

    Attributes:
        path: Where it is.
        kept: Table → rows that are in it.
        partly: Table → rows of these of which a part is lost, such as a note.
        gone: Table → rows that are known to have been there.
        unsure: Tables of which nobody can say whether more was there.
    """

    path: Path
    kept: dict[str, int] = field(default_factory=dict)
    partly: dict[str, int] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    unsure: list[str] = field(default_factory=list)

    @property
    def entries(self) -> int:
        """How many check-ins are in it."""
        return self.kept.get("entries", 0)

    @property
    def lost(self) -> str:
        """What is known to be lost, in words."""
        said = []
        if gone := _listed(self.gone):
            said.append(f"Lost: {gone}.")
        if partly := _listed(self.partly):
            said.append(f"In part: {partly}.")
        if self.unsure:
            said.append("There may have been more: nobody can say how much.")
        return " ".join(said) or "Nothing is known to be lost."


def salvage(journal: Path, clock: Clock, passphrase: Passphrase | None = None) -> Salvaged:
    """Read all that can be read of a damaged journal into a new one beside it.

    Args:
        journal: The damaged file. It is only read.
        clock: What time it is.
        passphrase: What opens it if it is encrypted; the new one has the same.

    Raises:
        StorageError: Nothing can be read, and why; there is no new journal.
    """
    engine.require()
    real = Path(os.path.realpath(journal))
    if not real.is_file():
        raise Absent(f"There is no journal at {named(journal)}.")
    lock = JournalLock(real)
    try:
        lock.seize()
        with copied(real) as copy:
            key = prepare(copy, real, passphrase)
            with closing(Wreck(copy, key)) as wreck:
                salvaged = _rewritten(wreck, real, clock(), passphrase if key else None)
    except BaseException as error:
        lock.abandon()
        if isinstance(error, engine.FAILURES):
            raise engine.explain(error, saving=True) from None
        if isinstance(error, OSError):
            raise _failed(error) from None
        raise
    lock.release()
    return salvaged


def _rewritten(wreck: Wreck, journal: Path, now: datetime, passphrase: Passphrase | None) -> Salvaged:
    """Write a new journal under another name, and give it its own once it is whole."""
    target = _free_name(journal, now)
    part = part_of(target)
    key = passphrase.key(new_salt()) if passphrase else None
    salvaged = Salvaged(target)
    there = wreck.tables()
    expected = _made(wreck.format())
    try:
        build(part, key)
        with closing(engine.connect(part, writing=True, key=key)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for table in _TABLES:
                if columns := there.get(table):
                    _move(wreck, connection, table, columns, Session.stamp(now), salvaged)
                elif table in expected:
                    salvaged.unsure.append(table)
            connection.execute("COMMIT")
        if not any(salvaged.kept.values()) and (salvaged.unsure or any(salvaged.gone.values())):
            raise nothing(journal)
        examine(part, key)
        sync_file(part)
        part.rename(target)
        sync_folder(target.parent)
    except BaseException:
        sweep(target)
        raise
    return salvaged


def _made(version: int) -> set[str]:
    """Return the tables with a person's words that a format has; of an unknown one, all there are."""
    known = version if 0 < version < migrations.FORMAT else migrations.FORMAT
    return {name for kind, name, _, _ in migrations.shape(known) if kind == "table"} & KEYS.keys()


def _move(
    wreck: Wreck, connection: engine.Connection, table: str, there: tuple[str, ...], now: str, salvaged: Salvaged
) -> None:
    """Put into a table every row that can be read and that its rules allow."""
    shape = shape_of(connection, table, _TABLES[table], there)
    parents = connection.execute(f"SELECT id FROM {_PARENTS.get(table, 'audits')}").fetchall()  # noqa: S608 (own names)
    found = wreck.rows(shape, [parent for (parent,) in parents])
    refused = [row for row in found.whole if not _insert(connection, shape, row, now)]
    whole = len(found.whole) - len(refused)
    loose = dict.fromkeys(_loose(connection, table))
    partly = sum(_insert(connection, shape, row, now) for row in found.partial)
    partly += sum(_insert(connection, shape, row | loose, now) for row in refused if loose)
    salvaged.kept[table] = whole + partly
    salvaged.partly[table] = partly
    salvaged.gone[table] = len(found.whole) + len(found.partial) + found.lost - whole - partly
    if not found.sure:
        salvaged.unsure.append(table)


def _loose(connection: engine.Connection, table: str) -> list[str]:
    """Return the references of a table that a row can do without: what they lead to may be lost."""
    return [
        column
        for column, action in connection.execute('SELECT "from", on_delete FROM pragma_foreign_key_list(?)', (table,))
        if action == "SET NULL"
    ]


def _insert(connection: engine.Connection, shape: Shape, row: Row, now: str) -> bool:
    """Add a row unless a rule is against it; times that are lost are now."""
    row = {column: now for column in ("created_at", "updated_at") if column in shape.columns} | row
    columns, marks = ", ".join(f'"{column}"' for column in row), ", ".join("?" * len(row))
    try:
        connection.execute(f"INSERT INTO {shape.name} ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 (own names)
    except (*engine.BAD_VALUE, OverflowError, UnicodeError):
        return False
    return True


def _free_name(journal: Path, now: datetime) -> Path:
    name, number = f"{journal.name.removesuffix('.db')}.salvaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}", 1
    path = journal.with_name(f"{name}.db")
    while path.exists():
        number += 1
        path = journal.with_name(f"{name}-{number}.db")
    return path


def _listed(counts: dict[str, int]) -> str:
    """Return counts by table in words: "3 entries, 1 tag"."""
    said: dict[tuple[str, str], int] = {}
    for table, count in counts.items():
        said[_CALLED[table]] = said.get(_CALLED[table], 0) + count
    return ", ".join(f"{count:,} {one if count == 1 else many}" for (one, many), count in said.items() if count)


def _failed(error: OSError) -> StorageError:
    reason = os.strerror(error.errno) if error.errno else "the folder refused it"
    return NotSaved(f"What can be read could not be written: {reason}. The damaged file is as it was.")
