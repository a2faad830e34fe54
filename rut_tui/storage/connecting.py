"""Connecting to a file that may be a journal: nothing is made of it before every check is passed."""

from dataclasses import dataclass

from rut_tui.storage import engine, migrations, structure
from rut_tui.storage.engine import Database
from rut_tui.storage.faults import StorageError
from rut_tui.storage.inspection import Found
from rut_tui.storage.passphrase import Key, Passphrase
from rut_tui.storage.unlocking import key_for, refused


@dataclass(frozen=True, slots=True)
class Checked:
    """A connected file that has passed every check.

    Attributes:
        version: The format it has.
        key: What it is encrypted with, or None.
        whole: All of its pages were read.
    """

    db: Database
    version: int
    key: Key | None
    whole: bool


def connect_checked(found: Found, passphrase: Passphrase | None, *, writing: bool, every_page: bool = True) -> Checked:
    """Connect to a file and make every check.

    Args:
        found: What lies there.
        passphrase: What opens it if it is encrypted.
        writing: False opens it so that nothing can change it.
        every_page: Read all of it, also if it is large.

    Raises:
        StorageError: It is not one to work with, and why.
    """
    key = key_for(found, passphrase)
    whole = every_page or found.path.stat().st_size <= structure.CHECKED_AT_ONCE
    try:
        connection = engine.connect(found.path, writing=writing, key=key)
    except engine.FAILURES as error:
        if key and passphrase and engine.cant_decrypt(error):
            raise refused(found.path, key, passphrase) from None
        raise structure.explained(error, found.path) from None
    try:
        version = structure.verify(connection, found.path, any_size=every_page)
        if writing:
            # Another program may have switched the file to WAL, which leaves more than one file to copy.
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        return Checked(migrations.wrap(connection), version, key, whole)
    except engine.FAILURES as error:
        connection.close()
        raise structure.explained(error, found.path) from None
    except BaseException:
        connection.close()
        raise


def newer(found: Found) -> StorageError:
    """Say which release a newer file needs, without changing anything.

    Args:
        found: What lies there.
    """
    release = None
    try:
        connection = engine.connect(found.path, writing=False)
    except engine.FAILURES:
        return structure.newer(found.path, found.format, release)
    try:
        release = structure.needed(connection)
    finally:
        connection.close()
    return structure.newer(found.path, found.format, release)
