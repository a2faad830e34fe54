"""Checks on a connected file before anything in it is used: whole, ours, known, and with no object planted in it."""

from pathlib import Path
from typing import Final

from rut_tui import __version__
from rut_tui.domain.visible import visible
from rut_tui.storage import engine, migrations
from rut_tui.storage.faults import Damaged, Newer, StorageError
from rut_tui.storage.inspection import damaged, named, not_ours

CHECKED_AT_ONCE: Final = 8 * 1024 * 1024
"""Files up to this many bytes are checked page by page on opening."""

CHECKED_FULLY: Final = 2 * 1024 * 1024
"""Up to this many bytes the indexes are compared with the tables, too; it takes twice the time."""

_KINDS: Final = {"trigger": "a trigger", "view": "a view", "table": "a table", "index": "an index"}
"""Kinds of objects, those that can do most harm first."""
_NAME: Final = 60
"""Most characters of a planted name that a message shows."""


def verify(connection: engine.Connection, path: Path, *, any_size: bool = False) -> int:
    """Check a connected file, in one read of it.

    Args:
        connection: To the file, with nothing asked of it yet.
        path: What to call it in a message.
        any_size: Check it page by page even if it is too large for that on opening.

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
            schema = migrations.objects(connection)
            _check_size(connection, path)
            if _pragma(connection, "application_id") != migrations.APPLICATION_ID:
                raise not_ours(path, "it is a database of another program")
            version = _pragma(connection, "user_version")
            _check_history(connection, path, schema, version)
            _check_objects(path, schema, version)
            if any_size or path.stat().st_size <= CHECKED_AT_ONCE:
                _check_pages(connection, path)
            return version
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    except engine.FAILURES as error:
        raise explained(error, path) from None


def check_everything(connection: engine.Connection, path: Path) -> None:
    """Check every page, index and reference, whatever the size of the file.

    Args:
        connection: To a file that was verified.
        path: What to call it in a message.

    Raises:
        Damaged: Something is broken.
    """
    try:
        whole = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        if not whole or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise damaged(path, "a part of it can't be read")
    except engine.FAILURES as error:
        raise explained(error, path) from None


def tables(connection: engine.Connection) -> tuple[str, ...]:
    """Return the tables that rows are stored in, those of the full-text index included."""
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    return tuple(name for (name,) in rows)


def needed(connection: engine.Connection) -> str | None:
    """Return the release that a newer file names as the first that reads it, if it does."""
    try:
        if not connection.execute(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (migrations.HISTORY,)
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


def _check_history(connection: engine.Connection, path: Path, schema: list[migrations.SchemaRow], version: int) -> None:
    if ("table", migrations.HISTORY) not in {row[:2] for row in schema}:
        raise damaged(path, f"its table {migrations.HISTORY} is missing")
    names = _names(connection)
    if version > migrations.FORMAT or set(names) - set(migrations.known()):
        raise newer(path, version, needed(connection))
    if tuple(names) != migrations.known()[:version]:
        raise damaged(path, "its header and its tables are not of one shape")


def _check_objects(path: Path, schema: list[migrations.SchemaRow], version: int) -> None:
    if migrations.fingerprint(schema) != migrations.FINGERPRINTS.get(version):
        raise damaged(path, _difference(schema, version))


def _difference(schema: list[migrations.SchemaRow], version: int) -> str:
    """Say what of a schema is not as this release would make it."""
    made = {row[:2]: row for row in migrations.plain(migrations.shape(version))}
    found = {row[:2]: row for row in migrations.plain(schema)}
    order = {kind: place for place, kind in enumerate(_KINDS)}
    planted = sorted(found.keys() - made.keys(), key=lambda key: (order.get(key[0], 0), key))
    missing = sorted(made.keys() - found.keys(), key=lambda key: (key[0] != "table", key))
    if planted:
        kind, name = planted[0]
        return f"it holds {_KINDS.get(kind, 'something')} that rut-tui did not make: {visible(name[:_NAME])}"
    if missing:
        return "its {} {} is missing".format(*missing[0])
    changed = sorted(key for key, row in made.items() if found[key] != row)
    return "its {} {} is not as rut-tui made it".format(*changed[0]) if changed else "an object is in it twice"


def _check_pages(connection: engine.Connection, path: Path) -> None:
    check = "integrity_check" if path.stat().st_size <= CHECKED_FULLY else "quick_check"
    if connection.execute(f"PRAGMA {check}(1)").fetchone() != ("ok",):
        raise damaged(path, "a part of it can't be read")


def _names(connection: engine.Connection) -> list[str]:
    rows = connection.execute(
        f"SELECT name FROM {migrations.HISTORY} WHERE migration_set = ? ORDER BY id",  # noqa: S608 (own names)
        (migrations.MIGRATIONS.name,),
    )
    return [str(name) for (name,) in rows]


def _pragma(connection: engine.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
