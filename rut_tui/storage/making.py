"""Making a journal where there is none: a whole one under another name first, so that no half one is ever there."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from rut_tui.paths import private_folder, sync_folder
from rut_tui.storage import engine, migrations
from rut_tui.storage.faults import InUse, StorageError, Unreadable
from rut_tui.storage.inspection import Found, inspect, named
from rut_tui.storage.lock import JournalLock
from rut_tui.storage.passphrase import Key, Passphrase
from rut_tui.storage.privacy import make_file
from rut_tui.storage.signatures import new_salt

SPARE: Final = "-spare"
"""Follows the name of a copy of a damaged journal where pages to mend it are."""


def make_folder(path: Path) -> None:
    """Make the folder of a journal, for its owner only.

    Args:
        path: The journal.

    Raises:
        Unreadable: It can't be made.
    """
    try:
        private_folder(path.parent)
    except OSError as error:
        raise _cant_make(path, error) from None


def make(found: Found, lock: JournalLock, passphrase: Passphrase | None) -> Found:
    """Make the journal under the lock, unless another process did meanwhile.

    Args:
        found: That there was none.
        lock: Its lock, which is taken alone.
        passphrase: What to encrypt it with, if anything.

    Raises:
        StorageError: It can't be made.
    """
    try:
        lock.seize()
    except InUse:
        if inspect(found.path).absent:
            raise
    found = inspect(found.path)
    if found.absent:
        try:
            build(found.path, passphrase.key(new_salt()) if passphrase else None)
        except engine.FAILURES as error:
            raise engine.explain(error, saving=True) from None
        except OSError as error:
            raise _cant_make(found.path, error) from None
        found = inspect(found.path)
    return found


def part_of(path: Path) -> Path:
    """Return the name a file has while a journal is written anew, before it takes the journal's."""
    return path.with_name(f".{path.name}.part")


def sweep(path: Path) -> None:
    """Take away what writing a journal anew left unfinished. The lock must be held: nobody is at it then."""
    for end in ("", "-journal", "-wal", "-shm", SPARE):
        with suppress(OSError):
            part = part_of(path)
            part.with_name(f"{part.name}{end}").unlink(missing_ok=True)


def build(path: Path, key: Key | None) -> None:
    """Make a whole journal under another name, then give it its own: a start that is killed leaves no half one.

    Args:
        path: Where nothing is yet.
        key: What to encrypt it with, or None.
    """
    draft = path.with_name(f".{path.name}.new")
    leftovers = (draft, draft.with_name(f"{draft.name}-journal"))
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
    make_file(draft)
    try:
        connection = engine.connect(draft, writing=True, key=key)
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            migrations.apply(migrations.wrap(connection))
        finally:
            connection.close()
        draft.rename(path)
        sync_folder(path.parent)
    except BaseException:
        for leftover in leftovers:
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
        raise


def _cant_make(path: Path, error: OSError) -> StorageError:
    reason = os.strerror(error.errno) if error.errno else "the folder refused it"
    return Unreadable(f"The journal {named(path)} can't be made: {reason}.")
