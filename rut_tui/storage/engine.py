"""The one module that imports the database engine: SQLCipher's where it is installed, Python's own otherwise.

It is registered under the name sqlite-utils looks for, so it must be imported before sqlite_utils is.
"""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rut_tui.storage.faults import Damaged, Gone, InDoubt, InUse, NoEngine, NotSaved, StorageError, Unreadable
from rut_tui.storage.passphrase import Key

if TYPE_CHECKING:
    import sqlite3 as package
    from sqlite3 import dbapi2
else:
    try:
        import sqlcipher3 as package
        from sqlcipher3 import dbapi2
    except ImportError:
        import sqlite3 as package
        from sqlite3 import dbapi2

# sqlite-utils tries pysqlite3 first. With two engines in one process the exception classes differ, and a failed query
# would leave a transaction open that swallows what is written later.
sys.modules["pysqlite3"] = package
sys.modules["pysqlite3.dbapi2"] = dbapi2

# sqlite-utils takes numpy along when it is there, a tenth of a second for what is never used here.
_HIDDEN = "numpy"
_hide = _HIDDEN not in sys.modules
if _hide:
    sys.modules[_HIDDEN] = None  # type: ignore[assignment]  # the documented way to make an import fail
try:
    from sqlite_utils import Database as Database
    from sqlite_utils import Migrations as Migrations
    from sqlite_utils.db import Table as Table
finally:
    if _hide:
        sys.modules.pop(_HIDDEN, None)

Connection = dbapi2.Connection
Error = dbapi2.Error
IntegrityError = dbapi2.IntegrityError
FAILURES: Final = (dbapi2.Error, UnicodeDecodeError)
"""What the engine raises; the second when a broken file makes its own message unreadable."""
BAD_VALUE: Final = (dbapi2.IntegrityError, dbapi2.DataError, dbapi2.InterfaceError, dbapi2.ProgrammingError)
"""What the engine raises for a value it can't keep."""

ENCRYPTS: Final = package.__name__ == "sqlcipher3"
"""Whether this engine can open and make encrypted files."""

OLDEST: Final = (3, 42, 0)
"""The first SQLite whose full-text index can forget deleted words (fts5 secure-delete)."""

BUSY_MS: Final = 2000
"""How long to wait for another process's lock, in milliseconds."""

MOMENT_MS: Final = 50
"""How long to wait for it after having waited that long for one's turn: the save of another process takes less."""

_STATEMENTS: Final = 512
"""Prepared statements kept. The engine's cache puts out the newest of the least used: filled up by those of opening
(some two hundred), it would prepare every statement of every save anew, 0.2 ms each."""

_BUSY = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED
_NOT_A_DATABASE = 26
_BROKEN = (11, _NOT_A_DATABASE)  # SQLITE_CORRUPT, SQLITE_NOTADB
_UNWRITABLE = (3, 8)  # SQLITE_PERM, SQLITE_READONLY
_FULL = 13
_IO = 10
_NO_FILE = 14
_WITHOUT_CODE: Final = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": _IO,
    "database disk image is malformed": 11,
    "database or disk is full": _FULL,
    "unable to open database file": _NO_FILE,
}
"""What SQLite calls its codes: sqlcipher3 raises what went wrong in a copy with these words only."""


def require() -> None:
    """Make sure the engine is recent enough.

    Raises:
        NoEngine: It is Python's own SQLite, older than 3.42.
    """
    if dbapi2.sqlite_version_info < OLDEST:
        raise NoEngine(f"needs SQLite 3.42 or the sqlcipher3 wheel; this Python has SQLite {dbapi2.sqlite_version}")


def connect(path: Path, *, writing: bool, key: Key | None = None, broken: bool = False) -> Connection:
    """Connect to a file that is there, with every pragma that does not touch it.

    Args:
        path: The resolved path.
        writing: False opens it so that nothing can change it.
        key: What opens it when it is encrypted. Whether it does is tried at once: see cant_decrypt.
        broken: Make do with the tables that can still be found, and with a file that is shorter than it says.
    """
    mode = "rw" if writing else "ro"
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_MS / 1000,
        cached_statements=_STATEMENTS,
    )
    try:
        _prepare(connection, key, broken=broken)
    except FAILURES:
        connection.close()
        raise
    return connection


def in_memory() -> Connection:
    """Return an empty database that no file holds."""
    return dbapi2.connect(":memory:", isolation_level=None)


def _prepare(connection: Connection, key: Key | None, *, broken: bool) -> None:
    if ENCRYPTS:
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    if key:
        connection.execute(f'PRAGMA key = "{key.spelled}"').fetchall()
    if broken:
        connection.execute("PRAGMA writable_schema = ON").fetchall()
    if key:
        connection.execute("PRAGMA user_version").fetchall()
    if broken:
        with suppress(*FAILURES):  # it says once that a part of the schema is gone; then it works with the rest
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
    for pragma in (
        f"busy_timeout = {BUSY_MS}",
        # DELETE with EXTRA also syncs the folder after the journal is gone: an acknowledged save survives a power cut.
        "synchronous = EXTRA",
        "fullfsync = ON",
        "checkpoint_fullfsync = ON",
        "foreign_keys = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def cant_decrypt(error: Exception) -> bool:
    """Whether the engine could make nothing of the beginning of a file.

    Args:
        error: What it raised while connecting, or at the first read.
    """
    return _code(error) == _NOT_A_DATABASE


def explain(error: Exception, *, saving: bool, ending: bool = False) -> StorageError:
    """Say in words what the engine reported.

    Args:
        error: What the engine raised.
        saving: Whether something was being saved, so that the message can say it was not.
        ending: Whether it was the end of a save: a disk that fails then may have taken it, as when the journal of the
            transaction is gone already and only its folder could not be synced.
    """
    code = _code(error)
    lost = "It was not saved" if saving else "The journal could not be read"
    if code in _BUSY:
        return InUse(f"{lost}: another program has held the journal for two seconds. Try again in a moment.")
    if code in _BROKEN or _undecodable(error):
        return Damaged(f"{lost}: the journal is damaged.")
    if code == _FULL:
        return NotSaved("It was not saved: the disk is full. What was saved before is safe.")
    if saving and code in (*_UNWRITABLE, _NO_FILE):
        return NotSaved("It was not saved: the journal or its folder can't be written to.")
    if ending and code == _IO:
        return InDoubt("The disk reported an error. It may not be saved: look for it before you write it again.")
    if saving and code == _IO:
        return NotSaved("It was not saved: the disk reported an error. What was saved before is safe.")
    if saving and isinstance(error, IntegrityError) and "FOREIGN KEY" in str(error):
        return Gone("It was not saved: something it belongs to isn't in the journal any more.")
    if code in (*_UNWRITABLE, _NO_FILE, _IO):
        return Unreadable("The journal could not be read: the disk or the folder refused it.")
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    return StorageError(f"{lost}: the database engine reported {name}.")


def _code(error: Exception) -> int:
    code = getattr(error, "sqlite_errorcode", None)
    return _WITHOUT_CODE.get(str(error), 0) if code is None else int(code) & 0xFF


def _undecodable(error: Exception) -> bool:
    """Whether text on disk is not text any more. The engine's own message quotes it, so it goes no further."""
    return isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode")
