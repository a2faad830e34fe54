"""Checks on a connected file before anything in it is used: whole, ours, known, and with no object planted in it."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rut_tui import __version__
from rut_tui.storage import engine, migrations
from rut_tui.storage.faults import Damaged, Newer, StorageError
from rut_tui.storage.inspection import damaged, named

FINGERPRINTS: Final = {
    1: "00006764b0c0a29bc2292477ce4fd96c8846ad9b829459eea89cf939504a2ceb",
    2: "479436e80d6e324b913010204d30fc777e910b3f34d78db56d741249baf749cf",
}
"""Format → sha256 of every object of the schema. Append-only, like the migrations."""

CHECKED_AT_ONCE: Final = 8 * 1024 * 1024
"""Files up to this many bytes are checked page by page on opening."""

CHECKED_FULLY: Final = 2 * 1024 * 1024
"""Up to this many bytes the indexes are compared with the tables, too; it takes twice the time."""

_HISTORY: Final = migrations.MIGRATIONS.migrations_table

_SchemaRow = tuple[str, str, str, str | None]


def verify(connection: engine.Connection, path: Path) -> int:
    """Check a connected file, in one read of it.

    Args:
        connection: To the file, with nothing asked of it yet.
        path: What to call it in a message.

    Returns:
        Its format.

    Raises:
        Damaged: It is cut, has more than its pages, or its structure is not the one we made.
        Newer: A newer release has changed it.
        InUse: Another process held it for longer than two seconds.
    """
    try:
        connection.execute("BEGIN")
        try:
            # The first read takes SQLite's shared lock and rolls back a save that was cut short.
            schema: list[_SchemaRow] = connection.execute(
                "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
            ).fetchall()
            _check_size(connection, path)
            if _pragma(connection, "application_id") != migrations.APPLICATION_ID:
                raise damaged(path, "its header changed while it was opened")
            version = _pragma(connection, "user_version")
            _check_history(connection, path, schema, version)
            _check_objects(path, schema, version)
            _check_pages(connection, path)
            return version
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    except engine.FAILURES as error:
        raise explained(error, path) from None


def fingerprint(schema: Iterable[_SchemaRow]) -> str:
    """Return the sha256 of the objects of a schema, those of sqlite-utils and of ANALYZE by name or not at all."""
    digest = hashlib.sha256()
    for kind, name, table, sql in sorted(schema, key=lambda row: row[:2]):
        if not name.startswith("sqlite_stat"):
            text = "" if table == _HISTORY else " ".join((sql or "").split())
            digest.update("\0".join((kind, name, table, text, "\n")).encode())
    return digest.hexdigest()


def needed(connection: engine.Connection) -> str | None:
    """Return the release that a newer file names as the first that reads it, if it does."""
    try:
        if not connection.execute(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (_HISTORY,)
        ).fetchone():
            return None  # never query a view that was planted in its place
        unknown = [name for name in _names(connection) if name not in migrations.known()]
    except engine.FAILURES:
        return None
    release = unknown[-1].rpartition("@")[2] if unknown else ""
    return release if release.replace(".", "").isdecimal() and release.isascii() else None


def newer(path: Path, version: int, release: str | None) -> Newer:
    """Say that a newer release made the file, and which one is needed."""
    wants = (
        f"It needs rut-tui {release} or newer"
        if release
        else f"Its format is {version}; this one knows {migrations.FORMAT}"
    )
    return Newer(
        f"The journal {named(path)} was made by a newer rut-tui. {wants}; this is {__version__}. Nothing was changed."
    )


def explained(error: Exception, path: Path) -> StorageError:
    """Say what the engine reported while a file was opened; what it can't make sense of is damaged."""
    fault = engine.explain(error, saving=False)
    if type(fault) in (StorageError, Damaged):
        return damaged(path, "a part of it can't be read")
    return fault


def _check_size(connection: engine.Connection, path: Path) -> None:
    pages, page = _pragma(connection, "page_count"), _pragma(connection, "page_size")
    size = path.stat().st_size
    if size < pages * page:
        raise damaged(path, "its end is missing")
    if size > pages * page:
        raise damaged(path, "something was added to its end")


def _check_history(connection: engine.Connection, path: Path, schema: list[_SchemaRow], version: int) -> None:
    if (("table", _HISTORY)) not in {(kind, name) for kind, name, _, _ in schema}:
        raise damaged(path, "a table is missing")
    if version > migrations.FORMAT or set(_names(connection)) - set(migrations.known()):
        raise newer(path, version, needed(connection))


def _check_objects(path: Path, schema: list[_SchemaRow], version: int) -> None:
    if fingerprint(schema) == FINGERPRINTS.get(version):
        return
    kinds = {kind for kind, *_ in schema}
    for kind in ("trigger", "view"):
        if kind in kinds:
            raise damaged(path, f"it holds a {kind} that rut-tui did not make")
    raise damaged(path, "its tables are not as rut-tui made them")


def _check_pages(connection: engine.Connection, path: Path) -> None:
    size = path.stat().st_size
    check = "integrity_check" if size <= CHECKED_FULLY else "quick_check"
    if size <= CHECKED_AT_ONCE and connection.execute(f"PRAGMA {check}(1)").fetchone() != ("ok",):
        raise damaged(path, "a part of it can't be read")


def _names(connection: engine.Connection) -> list[str]:
    rows = connection.execute(
        f"SELECT name FROM {_HISTORY} WHERE migration_set = ? ORDER BY id",  # noqa: S608 (own names)
        (migrations.MIGRATIONS.name,),
    )
    return [str(name) for (name,) in rows]


def _pragma(connection: engine.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
