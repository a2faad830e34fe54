"""Giving a journal a passphrase, another one, or none: written anew beside it, read back whole, then put in its place.

Killed at any moment, the file opens with the old passphrase or with the new one.
"""

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rut_tui.clock import Clock
from rut_tui.paths import sync_folder
from rut_tui.storage import engine, migrations, structure
from rut_tui.storage.backups import Backups
from rut_tui.storage.connecting import connect_checked
from rut_tui.storage.copying import Facts, count_rows, examine, sync_file
from rut_tui.storage.engine import Connection
from rut_tui.storage.faults import Damaged, InUse, NotSaved, StorageError, Unreadable
from rut_tui.storage.inspection import inspect
from rut_tui.storage.lock import JournalLock
from rut_tui.storage.making import part_of, sweep
from rut_tui.storage.opening import open_journal
from rut_tui.storage.passphrase import Key, Passphrase
from rut_tui.storage.privacy import make_file
from rut_tui.storage.signatures import HEADER, nearly_sqlite, new_salt
from rut_tui.storage.unlocking import key_for, opens, require_encryption

_UNCHANGED: Final = "The passphrase is as it was"


@dataclass(frozen=True, slots=True)
class Resealed:
    """What became of the backups.

    Attributes:
        done: How many are under the new passphrase now, or without one.
        left: How many could not be rewritten, and are as they were.
    """

    done: int
    left: int


def reseal(journal: Path, clock: Clock, *, current: Passphrase | None, new: Passphrase | None) -> None:
    """Put a journal under another passphrase.

    Args:
        journal: The journal. Nobody may have it open.
        clock: What time it is: a backup is made first.
        current: What opens it now; None when it has no passphrase.
        new: What is to open it; None for no passphrase.

    Raises:
        StorageError: The passphrase is as it was, and why.
    """
    require_encryption()
    path = _brought_up_to_date(journal, clock, current)
    lock = JournalLock(path)
    try:
        lock.seize()
        sweep(path)
        _replace(path, clock, current, new)
    except engine.FAILURES as error:
        raise _explained(engine.explain(error, saving=True)) from None
    except OSError as error:
        raise _not_changed(error) from None
    finally:
        lock.release()


def reseal_backups(journal: Path, clock: Clock, *, current: Passphrase | None, new: Passphrase | None) -> Resealed:
    """Put the backups of a journal under its new passphrase, too, each as safely as the journal.

    Args:
        journal: The journal, under the new passphrase already.
        clock: What time it is.
        current: What opened it before; None when it had no passphrase.
        new: What opens it now; None for no passphrase.

    Raises:
        StorageError: Their folder can't be worked in.
    """
    key = key_for(inspect(journal), new)
    done = left = 0
    backups = Backups(journal, clock)
    with backups.alone():
        for path in (*backups.copies(), *backups.beside()):
            try:
                done += _reseal_copy(path, backups.part, current, new, key)
            except (StorageError, OSError, *engine.FAILURES):
                left += 1
    return Resealed(done, left)


def plain_copies(journal: Path, clock: Clock) -> list[Path]:
    """Return the copies of a journal that anybody can read: not encrypted, broken ones included.

    Args:
        journal: The journal.
        clock: What time it is.
    """
    backups = Backups(journal, clock)
    return [path for path in (*backups.copies(), *backups.beside()) if _plain(path)]


def _plain(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return nearly_sqlite(file.read(HEADER))
    except OSError:
        return False


def _brought_up_to_date(journal: Path, clock: Clock, current: Passphrase | None) -> Path:
    """Open the journal once as it is always opened; return its path with links resolved."""
    opened = open_journal(journal, clock, create=False, passphrase=current)
    opened.close()
    if opened.lock is None:
        raise Unreadable(f"{_UNCHANGED}: {opened.read_only}")
    return opened.path


def _replace(path: Path, clock: Clock, current: Passphrase | None, new: Passphrase | None) -> None:
    """Write the journal anew and give it the place of the old one, under the exclusive lock."""
    part = part_of(path)
    try:
        found = connect_checked(inspect(path), current, writing=True)
        with closing(found.db.conn):
            Backups(path, clock, current).make(found.db.conn)
            before = _changes(found.db.conn)
            _write_anew(found.db.conn, part, new.key(new_salt()) if new else None, found.version)
            if _changes(found.db.conn) != before:
                raise InUse(f"{_UNCHANGED}: another program wrote to the journal meanwhile. Try again.")
        if any(os.path.lexists(f"{path}{end}") for end in ("-journal", "-wal")):
            raise InUse(f"{_UNCHANGED}: another program is writing to the journal. Try again.")
        part.replace(path)
        sync_folder(path.parent)
    except BaseException:
        sweep(path)
        raise


def _reseal_copy(path: Path, part: Path, current: Passphrase | None, new: Passphrase | None, key: Key | None) -> bool:
    """Rewrite one backup; return whether there was anything to do.

    Raises:
        StorageError: It is broken, or under yet another passphrase.
    """
    found = inspect(path)
    if (found.salt is None and new is None) or (found.salt and new and opens(path, new)):
        return False
    try:
        with closing(engine.connect(found.path, writing=False, key=key_for(found, current))) as connection:
            _write_anew(connection, part, key, structure.verify(connection, path))
        part.replace(path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)
    return True


def _write_anew(source: Connection, part: Path, key: Key | None, version: int) -> None:
    """Write everything to a new file under another key, put it on disk, and read it back whole.

    Args:
        source: A checked journal, with no transaction open.
        part: The file, not there yet.
        key: The other key, or None for none.
        version: The format of the source.
    """
    make_file(part)
    source.execute("ATTACH DATABASE ? AS anew KEY ?", (str(part), key.spelled if key else ""))
    try:
        # Nobody rolls it back: a file that is not finished is swept.
        source.execute("PRAGMA anew.journal_mode = OFF").fetchall()
        source.execute("PRAGMA anew.synchronous = OFF").fetchall()
        _export(source)
        # The export leaves these two behind.
        source.execute(f"PRAGMA anew.application_id = {migrations.APPLICATION_ID}")
        source.execute(f"PRAGMA anew.user_version = {version}")
    finally:
        source.execute("DETACH DATABASE anew")
    sync_file(part)
    try:
        whole = examine(part, key) == Facts(version, count_rows(source))
    except Damaged:
        whole = False
    if not whole:
        raise NotSaved(f"{_UNCHANGED}: what was written could not be read back. Nothing was changed.")


def _export(source: Connection) -> None:
    """Copy everything to the attached file.

    Raises:
        NotSaved: It could not be written; the export names no other cause than its message.
    """
    try:
        source.execute("SELECT sqlcipher_export('anew')").fetchall()
    except engine.Error as error:
        reason = "the disk is full" if "disk is full" in str(error) else "the new file could not be written"
        raise NotSaved(f"{_UNCHANGED}: {reason}.") from None


def _changes(source: Connection) -> int:
    """Return a number that is another one once somebody else has saved."""
    return int(source.execute("PRAGMA data_version").fetchone()[0])


def _explained(fault: StorageError) -> StorageError:
    return type(fault)(str(fault).replace("It was not saved", _UNCHANGED, 1))


def _not_changed(error: OSError) -> StorageError:
    reason = os.strerror(error.errno) if error.errno else "the folder refused it"
    return NotSaved(f"{_UNCHANGED}: {reason}.")
