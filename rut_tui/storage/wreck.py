"""Reading a broken database piece by piece: around pages that can't be read, and from indexes where tables are gone."""

from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rut_tui.storage import engine
from rut_tui.storage.passphrase import Key

PROBES: Final = 4000
"""Failed reads in one table after which the rest of it is given up."""

IN_VAIN: Final = 300
"""Failed reads one after another, each somewhere else, after which a whole branch of the table must be gone."""

_SMALLEST_ROW: Final = 32
"""No row takes fewer bytes; so no row number can be much higher than the file is long."""

Row = dict[str, Any]
"""Column → value; columns that could not be read are left out."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is made, as a whole journal has it.

    Attributes:
        key: The columns of its primary key.
        indexes: Index that holds all rows → its columns, and the order of each.
        numbered: Its rows have numbers of their own, and are kept in that order.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    indexes: dict[str, tuple[tuple[str, str], ...]]
    numbered: bool


@dataclass(slots=True)
class Found:
    """What was read of a table.

    Attributes:
        whole: Rows with every column.
        partial: Rows of which only some columns could be read.
        lost: How many more are known to have been there.
        sure: No row can have been overlooked.
    """

    whole: list[Row] = field(default_factory=list)
    partial: list[Row] = field(default_factory=list)
    lost: int = 0
    sure: bool = True


def shape_of(connection: engine.Connection, table: str, key: tuple[str, ...], there: tuple[str, ...]) -> Shape:
    """Describe a table as a whole journal has it.

    Args:
        connection: To that journal.
        table: The table.
        key: The columns of its primary key.
        there: The columns it has in the damaged one, which may be of an older format.
    """

    def ask(sql: str, about: str) -> list[Any]:
        return connection.execute(sql, (about,)).fetchall()

    columns = tuple(
        name for (name,) in ask("SELECT name FROM pragma_table_info(?) ORDER BY cid", table) if name in there
    )
    numbered = ask("SELECT wr FROM pragma_table_list WHERE name = ?", table) == [(0,)]
    indexes = {}
    for name, origin in ask("SELECT name, origin FROM pragma_index_list(?) WHERE NOT partial", table):
        if numbered or origin != "pk":  # without numbers, the table itself is kept in the order of its key
            indexes[name] = tuple(ask("SELECT name, coll FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno", name))
    return Shape(table, columns, key, indexes, numbered)


class Wreck:
    """A copy of a damaged database. It is only read."""

    def __init__(self, path: Path, key: Key | None) -> None:
        self._path = path
        self._key = key
        self._connection: engine.Connection | None = None
        self._left = PROBES
        self._in_vain = 0

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            with suppress(*engine.FAILURES):
                self._connection.close()
            self._connection = None

    def tables(self) -> dict[str, tuple[str, ...]]:
        """Return the real tables and their columns, as far as the list of them can be read."""
        real = "type = 'table' AND sql LIKE 'CREATE TABLE%'"
        names, _ = self._read(f"SELECT name FROM sqlite_schema WHERE {real}")  # noqa: S608 (own text)
        found = {}
        for (name,) in names:
            columns, ended = self._read("SELECT name FROM pragma_table_info(?) ORDER BY cid", (name,))
            if ended:
                found[name] = tuple(column for (column,) in columns)
        return found

    def format(self) -> int:
        """Return the format that its header names; 0 when that can't be read."""
        found, _ = self._read("PRAGMA user_version")
        return int(found[0][0]) if found else 0

    def rows(self, shape: Shape, parents: Iterable[str] = ()) -> Found:
        """Return what can be read of a table.

        Args:
            shape: How it should be.
            parents: What the first column of its key may hold.
        """
        self._left, self._in_vain = PROBES, 0
        return self._numbered(shape) if shape.numbered else self._keyed(shape, parents)

    def _numbered(self, shape: Shape) -> Found:
        every = f"SELECT rowid, {_names(shape.columns)} FROM {shape.name}"  # noqa: S608 (own names)
        rows, ended = self._read(f"{every} ORDER BY rowid")
        whole = {row[0]: row[1:] for row in rows}
        if ended:
            return Found([_row(shape, values) for values in whole.values()])
        hints, sure = self._hints(shape, ("rowid",))
        low = max(whole, default=0)
        top = 1 + max((number for (number,) in hints), default=low + self._path.stat().st_size // _SMALLEST_ROW)
        rows, _ = self._read(f"{every} WHERE rowid > ? ORDER BY rowid DESC", (low,))
        high = min((row[0] for row in rows), default=max(top, low + 1))
        whole |= {row[0]: row[1:] for row in rows}
        unreadable = self._between(every, low, high, whole)
        self._in_vain = 0
        known = {number for (number,) in hints}
        partial: list[Row] = []
        lost = 0
        for number in sorted((known if sure else known | unreadable) - whole.keys()):
            row = hints.get((number,), {}) | self._piecewise(shape, number)
            lost += not row
            partial += [row] if row else []
        return Found([_row(shape, values) for values in whole.values()], partial, lost, sure)

    def _between(self, every: str, low: int, high: int, whole: dict[int, Sequence[Any]]) -> set[int]:
        """Close in on the row numbers between two, both excluded, that can't be read; keep the rows that can."""
        unreadable = set()
        gaps = deque([(low, high)])
        while gaps and self._patient:
            low, high = gaps.popleft()
            middle = (low + high + 1) // 2
            if high - low < 2:
                continue
            after, ended = self._read(f"{every} WHERE rowid >= ? AND rowid < ? ORDER BY rowid", (middle, high))
            whole.update((row[0], row[1:]) for row in after)
            if not ended:
                last = after[-1][0] if after else middle - 1
                if high - low == 2:
                    unreadable.add(middle)
                    continue
                gaps.append((last, high))
            before, ended = self._read(f"{every} WHERE rowid > ? AND rowid < ? ORDER BY rowid DESC", (low, middle))
            whole.update((row[0], row[1:]) for row in before)
            if not ended:
                gaps.append((low, before[-1][0] if before else middle))
        return unreadable

    def _piecewise(self, shape: Shape, number: int) -> Row:
        """Read one row column by column: a long text may lie on a page of its own that is the broken one."""
        row: Row = {}
        for column in shape.columns:
            if not self._patient:
                break
            values, ended = self._read(f'SELECT "{column}" FROM {shape.name} WHERE rowid = ?', (number,))  # noqa: S608 (own names)
            if values and ended:
                row[column] = values[0][0]
            elif not row:
                break  # the first column lies beside the key: when it is gone, so is the page
        return row

    def _keyed(self, shape: Shape, parents: Iterable[str]) -> Found:
        """Read a table that is kept in the order of its key."""
        every = f"SELECT {_names(shape.key)}, {_names(shape.columns)} FROM {shape.name}"  # noqa: S608 (own names)
        size = len(shape.key)

        def keyed(rows: list[Any]) -> dict[Any, Sequence[Any]]:
            return {row[:size]: row[size:] for row in rows}

        rows, ended = self._read(f"{every} ORDER BY {_names(shape.key)}")
        whole = keyed(rows)
        if ended:
            return Found([_row(shape, values) for values in whole.values()])
        low = rows[-1][0] if rows else ""
        rows, _ = self._read(f"{every} ORDER BY {_names(shape.key).replace(',', ' DESC,')} DESC")
        high = rows[-1][0] if rows else None
        whole |= keyed(rows)
        for parent in sorted(parents):
            if self._patient and low <= parent and (high is None or parent <= high):
                rows, _ = self._read(f'{every} WHERE "{shape.key[0]}" = ?', (parent,))
                whole |= keyed(rows)
        hints, sure = self._hints(shape, shape.key)
        partial = [row for key, row in hints.items() if key not in whole]
        return Found([_row(shape, values) for values in whole.values()], partial, 0, sure)

    def _hints(self, shape: Shape, key: tuple[str, ...]) -> tuple[dict[Any, Row], bool]:
        """Return what the indexes of a table know of its rows, and whether one of them knows them all."""
        hints: dict[Any, Row] = {}
        sure = False
        for index, ordered in shape.indexes.items():
            names = tuple(name for name, _ in ordered)
            every = f'SELECT {_names((*key, *names))} FROM {shape.name} INDEXED BY "{index}" ORDER BY '  # noqa: S608
            up = ", ".join(f'"{name}" COLLATE {order}' for name, order in ordered)
            rows, ended = self._read(every + up)
            if not ended:
                rows += self._read(every + ", ".join(f"{each} DESC" for each in up.split(", ")))[0]
            sure = sure or ended
            for row in rows:
                columns = dict(zip((*key, *names), row, strict=True))
                columns.pop("rowid", None)
                hints.setdefault(row[: len(key)], {}).update(columns)
        return hints, sure

    @property
    def _patient(self) -> bool:
        return self._left > 0 and self._in_vain < IN_VAIN

    def _read(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[list[Any], bool]:
        """Return rows up to the first that can't be read, and whether that was all of them."""
        rows: list[Any] = []
        try:
            if self._connection is None:
                self._connection = _connect(self._path, self._key)
            for row in self._connection.execute(sql, parameters):
                rows.append(row)  # noqa: PERF402 (what came before a failure is kept)
        except engine.FAILURES:
            self._left -= 1
            self._in_vain = 0 if rows else self._in_vain + 1
            return rows, False
        return rows, True


def _connect(path: Path, key: Key | None) -> engine.Connection:
    connection = engine.connect(path, writing=False, key=key, broken=True)
    # A page with one broken row may hold others; the rules of the new journal say which rows are any good.
    connection.execute("PRAGMA cell_size_check = OFF").fetchall()
    return connection


def _names(columns: Iterable[str]) -> str:
    return ", ".join("rowid" if column == "rowid" else f'"{column}"' for column in columns)


def _row(shape: Shape, values: Sequence[Any]) -> Row:
    return dict(zip(shape.columns, values, strict=True))
