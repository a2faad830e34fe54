"""Our own JSON: everything in the journal, written so that the same journal always gives the same bytes.

Reading trusts nothing: a file is refused whole, with what is wrong in it, before anything is looked at in the journal.
"""

import json
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from rut_tui.interchange.bases import Row
from rut_tui.interchange.refusal import ImportRefused, refuse
from rut_tui.interchange.rows import TABLES

if TYPE_CHECKING:
    from rut_tui.storage.store import Store

FORMAT: Final = "rut-tui"
VERSION: Final = 1

SIZE_LIMIT: Final = 128 * 1024 * 1024
"""Largest file that is read, in bytes; fifty years of entries come to a third of it."""

_HEADER: Final = ("format", "version", "exported_at", "app_version", "tables")
_DIGITS: Final = 19
"""Digits of the largest whole number the database can hold."""


@dataclass(frozen=True, slots=True)
class Export:
    """The rows of a file, each known to be sound on its own.

    Attributes:
        tables: Table → its rows in the order of the file. A table that the file leaves out is not in it.
    """

    tables: Mapping[str, tuple[Row, ...]]


def export_bytes(store: "Store", *, exported_at: datetime, app_version: str) -> bytes:
    """Return the whole journal as UTF-8 JSON, one row a line, in an order that never varies.

    Args:
        store: The open journal.
        exported_at: The moment to write into the header.
        app_version: The version to write into the header.
    """
    return "".join(_lines(store, exported_at, app_version)).encode()


def _lines(store: "Store", exported_at: datetime, app_version: str) -> Iterator[str]:
    moment = exported_at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    yield f'{{"format": {_text(FORMAT)}, "version": {VERSION}, "exported_at": {_text(moment)}, '
    yield f'"app_version": {_text(app_version)}, "tables": {{'
    for place, name in enumerate(store.tables.names()):
        yield f"{',' if place else ''}\n{_text(name)}: ["
        for count, row in enumerate(store.tables.rows(name)):
            yield f"{',' if count else ''}\n{_text(row)}"
        yield "]"
    yield "\n}}\n"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def read_file(path: Path) -> Export:
    """Read an export from a file, which is measured before it is opened.

    Raises:
        ImportRefused: It isn't a sound export.
        OSError: It can't be read.
    """
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise ImportRefused("this is not a file")
    if about.st_size > SIZE_LIMIT:
        raise ImportRefused(f"the file is larger than {SIZE_LIMIT // 1024**2} MB")
    with path.open("rb") as file:
        return read(file.read(SIZE_LIMIT + 1))


def read(data: bytes) -> Export:
    """Read an export.

    Args:
        data: The content of a file from anywhere.

    Raises:
        ImportRefused: It isn't a sound export; every fault found is named.
    """
    if len(data) > SIZE_LIMIT:
        raise ImportRefused(f"the file is larger than {SIZE_LIMIT // 1024**2} MB")
    document = _parsed(data)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ImportRefused('this is not an export of rut-tui: it should begin with {"format": "rut-tui"')
    version = document.get("version")
    if type(version) is not int or version != VERSION:
        newer = type(version) is int and version > VERSION
        raise ImportRefused("a newer rut-tui wrote this file" if newer else "this version of the format is not known")
    tables = document.get("tables")
    if not isinstance(tables, dict):
        raise ImportRefused("tables: should be there, as an object")
    faults = [f"{_named(key)}: there is no such part" for key in document if key not in _HEADER]
    faults += [f"{_named(name)}: there is no such table" for name in tables if name not in TABLES]
    faults += [f"{key}: should be text" for key in _HEADER[2:4] if not isinstance(document.get(key, ""), str)]
    refuse(faults)
    rows = {name: _rows(name, tables[name], faults) for name in TABLES if name in tables}
    refuse(faults)
    return Export(rows)


def _parsed(data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportRefused(f"line {line}: this is not UTF-8 text") from None
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_whole, parse_float=_fraction
        )
    except json.JSONDecodeError as error:
        raise ImportRefused(f"line {error.lineno}: this is not JSON ({error.msg})") from None
    except RecursionError:
        raise ImportRefused("it is nested too deeply") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # add is asked for its effect
        raise ImportRefused(f"{_named(twice)}: it is there twice in one object")
    return made


def _constant(name: str) -> Any:
    raise ImportRefused(f"{name} is not a number that can be kept")


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > _DIGITS:
        raise ImportRefused(f"a number has {len(digits):,} digits, more than can be kept")
    return int(digits)


def _fraction(_digits: str) -> Any:
    raise ImportRefused("no column holds a fraction, but there is a number with a point or an exponent")


def _rows(name: str, rows: object, faults: list[str]) -> tuple[Row, ...]:
    table = TABLES[name]
    if not isinstance(rows, list):
        faults.append(f"{name}: should be a list of rows")
        return ()
    found: list[Row] = []
    first: dict[tuple[Any, ...], int] = {}
    for number, values in enumerate(rows, 1):
        where = f"{name} row {number}"
        if not isinstance(values, dict):
            faults.append(f"{where}: should be an object")
            continue
        try:
            row = table.row.model_validate(values)
        except ValidationError as error:
            faults += [f"{where}: {fault}" for fault in _in_words(error)]
            continue
        key = tuple(getattr(row, column) for column in table.key)
        if (same := first.setdefault(key, number)) != number:
            faults.append(f"{where}: it is there already, as row {same}")
        found.append(row)
    if name == "goals" and sum(getattr(row, "focus", 0) for row in found) > 1:
        faults.append("goals: more than one has the focus")
    return tuple(found)


def _in_words(error: ValidationError) -> Iterator[str]:
    for item in error.errors(include_url=False, include_input=False, include_context=False):
        column = ".".join(_named(str(part)) for part in item["loc"])
        words = {
            "extra_forbidden": "there is no such column",
            "missing": "it is missing",
            "int_type": "should be a whole number",
            "string_type": "should be text",
        }.get(item["type"], item["msg"].removeprefix("Value error, ").removeprefix("Input "))
        yield f"{column}: {words}" if column else words


def _named(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"
