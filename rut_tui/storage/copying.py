"""A verified copy of a journal that may be in use meanwhile: the way every backup is made.

SQLite copies page by page, as they are: an encrypted journal stays encrypted, under the same salt and key.
"""

import errno
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rut_tui.storage import engine, structure
from rut_tui.storage.engine import Connection
from rut_tui.storage.faults import Damaged, InUse, NotSaved, StorageError
from rut_tui.storage.passphrase import Key
from rut_tui.storage.privacy import make_file

PAGES: Final = 128
"""Pages copied under one lock: a save waits for a few milliseconds of them, not for the whole copy."""

PATIENCE: Final = 30.0
"""Seconds after which a copy that saves keep starting anew is given up."""

_NAP: Final = 0.02
_UNREADABLE: Final = "The backup was not made: the journal is damaged, or the disk is. `rut-tui check` says more."


@dataclass(frozen=True, slots=True)
class Facts:
    """What a journal was found to hold.

    Attributes:
        format: Its user_version.
        rows: Table → number of rows.
    """

    format: int
    rows: dict[str, int]

    @property
    def entries(self) -> int:
        """How many check-ins there are, archived ones included."""
        return self.rows.get("entries", 0)


def copy_verified(source: Connection, part: Path, key: Key | None) -> Facts:
    """Write a copy that has been read back whole and is on disk.

    Args:
        source: A connection of this thread to the journal, with no transaction open.
        part: A file that is not there yet. It is taken away again when anything fails.
        key: What the journal is encrypted with.

    Raises:
        StorageError: There is no copy, and why; the journal is as it was.
    """
    try:
        make_file(part)
        try:
            counted = _copy(source, part, key)
            sync_file(part)
            facts = _read_back(part, key)
            if facts.rows != counted:
                raise Damaged(_UNREADABLE)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except engine.FAILURES as error:
        raise _explained(engine.explain(error, saving=True)) from None
    except OSError as error:
        raise not_made(error) from None
    return facts


def examine(path: Path, key: Key | None) -> Facts:
    """Check every page, index and rule of a file that nobody changes, and count its rows.

    Args:
        path: The file.
        key: What it is encrypted with.

    Raises:
        StorageError: It is not a whole journal of ours, or made by a newer rut-tui.
    """
    try:
        connection = engine.connect(path, writing=False, key=key)
        try:
            version = structure.verify(connection, path)
            structure.check_everything(connection, path)
            return Facts(version, count_rows(connection))
        finally:
            connection.close()
    except engine.FAILURES as error:
        raise structure.explained(error, path) from None


def count_rows(connection: Connection) -> dict[str, int]:
    """Return table → number of rows, all of one moment.

    Args:
        connection: With no transaction open.
    """
    connection.execute("BEGIN")
    try:
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 (own names)
            for name in structure.tables(connection)
        }
    finally:
        connection.execute("ROLLBACK")


def sync_file(path: Path) -> None:
    """Put what was written to a file that nobody has open on disk."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def not_made(error: OSError) -> StorageError:
    """Say that there is no backup because of what the file system reported."""
    reason = os.strerror(error.errno) if error.errno else "the folder refused it"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        reason = "its folder can't be written to"
    return NotSaved(f"The backup was not made: {reason}. The journal itself is safe.")


def _copy(source: Connection, part: Path, key: Key | None) -> dict[str, int]:
    """Copy the pages; return the rows of the very state that was copied."""
    deadline = time.monotonic() + PATIENCE

    def patient(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > deadline:
            raise InUse("The backup was not made: the journal was changed all the time meanwhile.")

    target = engine.connect(part, writing=True, key=key)
    try:
        # Until it has its name, nobody needs to roll it back: a copy that is killed leaves one file to sweep.
        target.execute("PRAGMA journal_mode = OFF").fetchall()
        target.execute("PRAGMA synchronous = OFF").fetchall()
        while True:
            before = _changes(source)
            source.backup(target, pages=PAGES, progress=patient, sleep=_NAP)
            rows = count_rows(source)
            if _changes(source) == before:
                return rows
            patient(0, 0, 0)
    finally:
        target.close()


def _read_back(part: Path, key: Key | None) -> Facts:
    try:
        return examine(part, key)
    except Damaged:
        raise Damaged(_UNREADABLE) from None  # its own message would name a file that is gone by then


def _changes(source: Connection) -> int:
    """Return a number that is another one once somebody else has saved."""
    return int(source.execute("PRAGMA data_version").fetchone()[0])


def _explained(fault: StorageError) -> StorageError:
    if isinstance(fault, Damaged):
        return Damaged(_UNREADABLE)
    return type(fault)(str(fault).replace("It was not saved", "The backup was not made", 1))
