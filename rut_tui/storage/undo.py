"""Undo and redo of what was saved in this sitting, one save at a time, exact to the byte or not at all.

Temporary triggers write each row that changes into a log in memory; nothing of it is ever on disk.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from rut_tui.storage import engine
from rut_tui.storage.faults import ChangedSince, NothingToUndo
from rut_tui.storage.session import Session
from rut_tui.storage.tables import Tables

MOST_STEPS: Final = 1_000
"""Steps that can be undone; the oldest give way to new ones."""

MOST_TEXT: Final = 32 * 1024 * 1024
"""Characters kept to undo with. The last step is kept whatever its size: an import can be undone, too."""

_UNNAMED: Final = "the last change"

_Row = list[int | str | None]


@dataclass(frozen=True, slots=True)
class _Step:
    """What one save changed, or several of one edit.

    Attributes:
        label: What a person calls it.
        edit: What the saves that it is made of have in common; None for one by itself.
        first: Its first row in the log.
        last: Its last one; no other step has rows between them.
        rows: How many rows it changed.
        size: Characters it holds.
    """

    label: str
    edit: object
    first: int
    last: int
    rows: int
    size: float


class Undo:
    """The steps of this sitting, and those that were undone."""

    def __init__(self, session: Session, tables: Tables) -> None:
        """Begin to record what the session saves.

        Raises:
            StorageError: The journal could not be read.
        """
        self._session = session
        self._tables = {name: _Table(name, tables.key(name), tables.columns(name)) for name in tables.names()}
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._turning: list[_Step] | None = None
        """The steps of which the last is being turned back."""
        self._logged: dict[int, int] = {}
        """The first and the last row of every step in the log."""
        self._top = 0
        """The last row of the log."""
        try:
            _arm(session, self._tables.values())
        except engine.FAILURES as error:
            raise engine.explain(error, saving=False) from None
        session.ending = self._ending

    def undo(self) -> str:
        """Take the last save back and return what it was called.

        Raises:
            NothingToUndo: Nothing was saved in this sitting, or all of it was undone.
            ChangedSince: Someone else changed a row of it meanwhile; nothing was changed, and it is let go.
            StorageError: It was not saved.
        """
        if not self._done:
            raise NothingToUndo("Nothing to undo.")
        return self._turn(self._done, "Not undone")

    def redo(self) -> str:
        """Do again what was undone last and return what it was called.

        Raises:
            NothingToUndo: Nothing was undone, or something was saved since.
            ChangedSince: As for undo.
            StorageError: It was not saved.
        """
        if not self._undone:
            raise NothingToUndo("Nothing to redo.")
        return self._turn(self._undone, "Not done again")

    def _turn(self, steps: list[_Step], refused: str) -> str:
        step = steps[-1]
        self._turning = steps
        try:
            with self._session.transaction(step.label):
                self._reverse(step)
        except ChangedSince:
            # Tried again it would be refused again, and those before it could never be undone.
            steps.pop()
            raise ChangedSince(f"{refused}: {step.label}. It was changed elsewhere since.") from None
        finally:
            self._turning = None
        return step.label

    def _reverse(self, step: _Step) -> None:
        """Put every row of a step back, the last one first: each state in between is one that has been before."""
        found = self._session.rows(
            "SELECT name, old, new FROM undo_log WHERE seq BETWEEN ? AND ? ORDER BY seq DESC", (step.first, step.last)
        )
        try:
            for (name, came), run in groupby(found, key=lambda row: (row["name"], row["old"] is None)):
                # Rows that came one after the other go in that order: the full-text index forgets them in one go.
                for row in reversed([*run]) if came else run:
                    sql, values = self._tables[name].reversed(_read(row["old"]), _read(row["new"]))
                    if self._session.write(sql, values) != 1:
                        raise ChangedSince
        except engine.IntegrityError:
            # A name or the focus was taken, or a row is used, by what another program saved.
            raise ChangedSince from None
        # A row of ours can take others' rows with it.
        if self._session.value("SELECT count(*) FROM undo_log WHERE seq > ?", (self._top,)) != step.rows:
            raise ChangedSince

    def _ending(self, label: str, edit: object) -> Callable[[], None]:
        """Take stock of a save before it is on disk; what is returned counts it once it is."""
        found = self._session.row(
            """SELECT min(seq) AS first, max(seq) AS last, count(*) AS rows,
            total(coalesce(length(old), 0) + coalesce(length(new), 0)) AS size FROM undo_log WHERE seq > ?""",
            (self._top,),
        )
        if found is None or not found["rows"]:
            return lambda: None
        step = _Step(label or _UNNAMED, edit, **found)
        done, undone = self._with(step)
        kept = {one.first: one.last for one in (*done, *undone)}
        for gone in self._logged.keys() - kept.keys():
            self._session.write("DELETE FROM undo_log WHERE seq BETWEEN ? AND ?", (gone, self._logged[gone]))

        def count() -> None:
            self._done, self._undone, self._logged, self._top = done, undone, kept, step.last

        return count

    def _with(self, step: _Step) -> tuple[list[_Step], list[_Step]]:
        """Return what can be undone and redone after a step."""
        if self._turning is None:
            return _latest(_joined(self._done, step)), []
        if self._turning is self._done:
            return self._done[:-1], [*self._undone, step]
        return [*self._done, step], self._undone[:-1]


class _Table:
    """How a change of one row of a table is recorded and reversed."""

    def __init__(self, name: str, key: tuple[str, ...], columns: tuple[str, ...]) -> None:
        self._name = name
        self._columns = columns
        self._quoted = [f'"{column}"' for column in columns]
        # The row is found by its key; the plus keeps every other column from being looked for in an index.
        self._same = " AND ".join(f'"{it}" = ?' if it in key else f'+"{it}" IS ?' for it in columns)

    def triggers(self) -> Iterable[str]:
        """Return what records each change: the whole row as it was, and as it is."""
        old, new = (f"json_array({', '.join(f'{row}.{column}' for column in self._quoted)})" for row in ("old", "new"))
        changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in self._quoted)
        for event, before, after in (("INSERT", "NULL", new), ("DELETE", old, "NULL"), ("UPDATE", old, new)):
            yield f"""CREATE TEMP TRIGGER undo_{self._name}_{event} AFTER {event} ON main.{self._name}
            {f"WHEN {changed}" if event == "UPDATE" else ""}
            BEGIN INSERT INTO undo_log (name, old, new) VALUES ('{self._name}', {before}, {after}); END"""  # noqa: S608 (own names)

    def reversed(self, old: _Row | None, new: _Row | None) -> tuple[str, _Row]:
        """Return the statement that undoes a change, only if the row is still what the change made of it.

        Args:
            old: The row as it was; None before it was there.
            new: The row as the change left it; None where it took it away.
        """
        if new is None:
            marks = ", ".join("?" * len(self._columns))
            return f"INSERT INTO {self._name} ({', '.join(self._quoted)}) VALUES ({marks})", old or []  # noqa: S608 (own names)
        if old is None:
            return f"DELETE FROM {self._name} WHERE {self._same}", new  # noqa: S608 (own names)
        back = {column: was for column, was, now in zip(self._quoted, old, new, strict=True) if was != now}
        sets = ", ".join(f"{column} = ?" for column in back)
        return f"UPDATE {self._name} SET {sets} WHERE {self._same}", [*back.values(), *new]  # noqa: S608 (own names)


def _arm(session: Session, tables: Iterable[_Table]) -> None:
    """Make the log and its triggers, in the memory of this connection: the file has neither."""
    connection = session.db.conn
    connection.execute("BEGIN")
    try:
        connection.execute("CREATE TEMP TABLE undo_log (seq INTEGER PRIMARY KEY, name TEXT, old TEXT, new TEXT)")
        for table in tables:
            for trigger in table.triggers():
                connection.execute(trigger)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _joined(steps: list[_Step], step: _Step) -> list[_Step]:
    """Return steps with one more, or with the last one longer where both are of the same edit."""
    if not steps or step.edit is None or steps[-1].edit is not step.edit:
        return [*steps, step]
    last = steps[-1]
    longer = replace(last, last=step.last, rows=last.rows + step.rows, size=last.size + step.size)
    return [*steps[:-1], longer]


def _latest(steps: list[_Step]) -> list[_Step]:
    """Return the newest steps, as many as are kept."""
    room, kept = float(MOST_TEXT), 0
    for step in reversed(steps[-MOST_STEPS:]):
        room -= step.size
        if room < 0 and kept:
            break
        kept += 1
    return steps[-kept:]


def _read(row: str | None) -> _Row | None:
    found: _Row | None = None if row is None else json.loads(row)
    return found
