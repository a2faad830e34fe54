"""What every repository works with: the connection, the clock, new ids, and the unit of work."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import uuid4

from pydantic import ValidationError

from rut_tui.clock import Clock
from rut_tui.domain.model import Model
from rut_tui.storage import engine
from rut_tui.storage.engine import Database
from rut_tui.storage.faults import Damaged, NotSaved, StorageError, TakenAway, Unreadable
from rut_tui.storage.passphrase import Key
from rut_tui.storage.rescuing import Refuge

M = TypeVar("M", bound=Model)

_NUMBERS: Final = count()

NewId = Callable[[], str]
"""Returns an id that no row has yet."""


def fresh_id() -> str:
    """Return a random UUID."""
    return str(uuid4())


def written(moment: datetime) -> str:
    """Return a moment as the journal keeps it: UTC, ISO 8601, to the second, with Z."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


class Session:
    """One connection at work.

    Attributes:
        db: sqlite-utils' view of the connection.
        path: The journal, links resolved.
        read_only: Why nothing can be saved here, or None.
        refuge: Where it goes on when its file is taken away.
        number: Which session of this process it is.
        saves: How many times something was saved.
        ready: Called before the first save: returns when there may be one, or raises why there can't.
        ending: Called before a save is on disk, with its label and edit; what it returns is called when it is.
    """

    def __init__(
        self, db: Database, path: Path, clock: Clock, new_id: NewId, read_only: str | None, key: Key | None = None
    ) -> None:
        self.db = db
        self.clock = clock
        self.new_id = new_id
        self.read_only = read_only
        self.path = path
        self.refuge = Refuge(self, path, key)
        self._depth = 0
        self._called: tuple[str, object] = ("", None)
        self.number = next(_NUMBERS)
        self.saves = 0
        self.ready: Callable[[], None] | None = None
        self.ending: Callable[[str, object], Callable[[], None]] = lambda _label, _edit: _nothing

    @contextmanager
    def transaction(self, label: str = "", *, edit: object = None, aside: bool = False) -> Iterator[None]:
        """Do everything inside, or nothing. It is on disk when this returns.

        One inside another is part of the outer one; when the inner one fails and the failure is caught, only its own
        changes are taken back.

        Args:
            label: What a person calls it, to complete "Undone: …"; of several the first counts, the outermost one's.
            edit: What several saves in a row have in common that are one edit to a person, and are undone as one.
            aside: When the journal's file is taken away, write to the emergency copy instead.

        Raises:
            Unreadable: The journal can only be read.
            InUse: Someone else held it for longer than two seconds.
            TakenAway: Its file isn't in its place any more.
            NotSaved: The disk refused it. Nothing was changed.
            InDoubt: The disk failed at the very end; it may be saved or not.
        """
        outer = self._depth == 0
        ending = False
        name = f"step_{self._depth}"
        self._begin(name, aside=aside)
        self._depth += 1
        before = ("", None) if outer else self._called
        self._called = before if before[0] else (label, edit)
        try:
            yield
            if outer:
                ended = self.ending(*self._called) if self.refuge.at_home else _nothing
                ending = True
                self._run("COMMIT")
                self.saves += 1
                ended()
            else:
                self._run(f"RELEASE {name}")
        except BaseException as error:
            self._called = before
            self._take_back(name, outer=outer)
            if isinstance(error, engine.FAILURES) and outer:
                # Without its cause: the engine's message may quote what was written.
                raise engine.explain(error, saving=True, ending=ending) from None
            raise
        finally:
            self._depth -= 1

    def be_patient(self, milliseconds: int) -> None:
        """Wait so long for another program that has the file."""
        self._run(f"PRAGMA busy_timeout = {milliseconds}")

    @contextmanager
    def in_passing(self) -> Iterator[None]:
        """Wait for nobody: what finds the journal held by another program inside this is refused at once."""
        connection = self.db.conn  # another one may take its place inside
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            connection.execute(f"PRAGMA busy_timeout = {engine.BUSY_MS}")

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Return the rows of a query as dicts. They stay inside storage."""
        names, found = self._asked(sql, parameters)
        return [dict(zip(names, row, strict=True)) for row in found]

    def pairs(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query as tuples, of two columns mostly: where there are many, dicts take time."""
        return self._asked(sql, parameters)[1]

    def model(self, kind: type[M], row: dict[str, Any]) -> M:
        """Return a row as a model.

        Raises:
            Damaged: It holds what was never written there.
        """
        try:
            return kind.model_validate(row, strict=False)
        except ValidationError:
            raise Damaged("The journal is damaged: something in it can't be read back.") from None

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> dict[str, Any] | None:
        """Return the first row of a query, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or None."""
        found = self._asked(sql, parameters)[1]
        return found[0][0] if found else None

    def write(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> int:
        """Run one statement inside the transaction and return how many rows it changed."""
        self._must_be_open()
        return self.db.conn.execute(sql, parameters).rowcount

    def insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put rows into a table, inside the transaction.

        sqlite-utils' own asks for every view and table first, and opens a savepoint, at which the full-text index
        writes what it has: half the time of a save.
        """
        for row in rows:
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            self.write(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 (own names)

    def update(self, table: str, row_id: str, columns: Mapping[str, Any]) -> bool:
        """Change some columns of a row, inside the transaction, and return whether it is there."""
        sets = ", ".join(f'"{name}" = ?' for name in columns)
        sql = f"UPDATE {table} SET {sets} WHERE id = ?"  # noqa: S608 (own names)
        return self.write(sql, (*columns.values(), row_id)) > 0

    def now(self) -> str:
        """Return the moment for created_at and updated_at, as stored: to the microsecond, so that order is kept."""
        return self.stamp(self.clock())

    @staticmethod
    def stamp(moment: datetime) -> str:
        """Return a moment as `now` gives it."""
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"

    def today(self) -> date:
        """Return the local day."""
        return self.clock().date()

    def _asked(self, sql: str, parameters: Sequence[Any]) -> tuple[list[str], list[Any]]:
        """Return the names of the columns and the rows of a query."""
        try:
            cursor = self.db.conn.execute(sql, parameters)
            return [column[0] for column in cursor.description], cursor.fetchall()
        except engine.FAILURES as error:
            raise engine.explain(error, saving=False) from None

    def _must_be_open(self) -> None:
        # A full disk makes the engine roll back by itself; what came after would be saved without what came before.
        if not self.db.conn.in_transaction:
            raise NotSaved("It was not saved: the save it belongs to was taken back.")

    def _begin(self, name: str, *, aside: bool) -> None:
        if self._depth:
            self._must_be_open()
            self._run(f"SAVEPOINT {name}")
            return
        if self.read_only:
            raise Unreadable(f"It was not saved: {self.read_only}")
        taken = self.refuge.look()
        if taken and not (aside and self.refuge.made):
            raise TakenAway(f"It was not saved. {taken}")
        if self.ready is not None and not taken:
            self.ready()
            self.ready = None
        try:
            self._run("BEGIN IMMEDIATE")
        except engine.FAILURES as error:
            raise engine.explain(error, saving=True) from None

    def _take_back(self, name: str, *, outer: bool) -> None:
        if not self.db.conn.in_transaction:
            return  # a full disk can make the engine roll back by itself
        try:
            if outer:
                self._run("ROLLBACK")
            else:
                self._run(f"ROLLBACK TO {name}")
                self._run(f"RELEASE {name}")
        except engine.FAILURES:
            raise StorageError(
                "It was not saved, and taking it back failed. Close rut-tui and open it again."
            ) from None

    def _run(self, sql: str) -> None:
        self.db.conn.execute(sql)


def _nothing() -> None:
    """What follows a save that nothing follows."""
