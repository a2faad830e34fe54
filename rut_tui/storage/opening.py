"""Opening the journal in the guarded order: nothing is changed until the file is known to be ours and whole."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rut_tui.paths import private_folder, sync_folder
from rut_tui.storage import engine, migrations, structure
from rut_tui.storage.engine import Database
from rut_tui.storage.faults import Absent, InUse, StorageError, Unreadable
from rut_tui.storage.inspection import Found, inspect, named
from rut_tui.storage.lock import JournalLock
from rut_tui.storage.privacy import make_file, tighten
from rut_tui.storage.sittings import sitting_files

_CUT_SHORT: Final = "The last save was cut short, so it was taken back. What was saved before it is here."
_FALLBACK: Final = "This Python has no sqlcipher3, so a passphrase can't be set on this journal."


@dataclass(frozen=True, slots=True)
class Opened:
    """A journal that is ready for work.

    Attributes:
        path: Its path, links resolved.
        lock: Held for as long as the journal is open; None when it can only be read.
        read_only: Why nothing can be saved, or None.
        notices: What the person should be told once.
    """

    db: Database
    path: Path
    lock: JournalLock | None
    read_only: str | None
    notices: tuple[str, ...]


def open_journal(path: Path, *, create: bool) -> Opened:
    """Open the journal at a path, making it when nothing is there.

    Args:
        path: Where it is or should be.
        create: Make it when absent.

    Raises:
        StorageError: Why not; the file is as it was.
    """
    engine.require()
    found = inspect(path)
    if not found.absent and found.format > migrations.FORMAT:
        raise _newer(found)
    if found.read_only:
        return _open_to_read(found, found.read_only)
    if found.absent and not create:
        raise Absent(f"There is no journal at {named(path)} yet.")
    notices: list[str] = []
    made = found.absent
    if made:
        _make_folder(found.path)
        notices += () if engine.ENCRYPTS else (_FALLBACK,)
    lock = JournalLock(found.path)
    try:
        if made:
            found = _make(found, lock)
        elif found.interrupted and _alone(lock):
            notices.append(_CUT_SHORT)
        lock.share()
        db = _ready(found, lock)
    except BaseException:
        lock.abandon()
        raise
    told = tighten(found.path, ours=_our_names(found.path))
    notices += (told,) if told and not made else ()
    return Opened(db, found.path, lock, None, tuple(notices))


def _open_to_read(found: Found, reason: str) -> Opened:
    db, version = _checked(found, writing=False)
    if version < migrations.FORMAT:
        db.close()
        raise Unreadable(f"The journal has to be brought up to date first, but {reason}")
    return Opened(db, found.path, None, reason, (f"Nothing can be saved here: {reason}",))


def _ready(found: Found, lock: JournalLock) -> Database:
    """Connect to a journal and bring it up to date, alone, if it is behind."""
    db, version = _checked(found, writing=True)
    if version == migrations.FORMAT:
        return db
    db.close()
    try:
        lock.seize()
    except InUse:
        return _brought_up_meanwhile(found, lock)
    db, version = _checked(inspect(found.path), writing=True)
    try:
        if version < migrations.FORMAT:
            migrations.apply(db)
            structure.verify(db.conn, found.path, any_size=True)
        lock.share()
    except engine.FAILURES as error:
        db.close()
        raise engine.explain(error, saving=True) from None
    except BaseException:
        db.close()
        raise
    return db


def _brought_up_meanwhile(found: Found, lock: JournalLock) -> Database:
    """Connect to a journal that another process kept from being brought up to date, if that one did so itself.

    Raises:
        InUse: It did not.
    """
    lock.share()
    db, version = _checked(inspect(found.path), writing=True)
    if version < migrations.FORMAT:
        db.close()
        raise InUse("The journal has to be brought up to date first, but another rut-tui has it open. Close that one.")
    return db


def _checked(found: Found, *, writing: bool) -> tuple[Database, int]:
    """Connect and check; return the connection and the format of the file."""
    try:
        connection = engine.connect(found.path, writing=writing)
    except engine.FAILURES as error:
        raise structure.explained(error, found.path) from None
    try:
        version = structure.verify(connection, found.path)
        if writing:
            # Another program may have switched the file to WAL, which leaves more than one file to copy.
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        db = migrations.wrap(connection)
    except engine.FAILURES as error:
        connection.close()
        raise structure.explained(error, found.path) from None
    except BaseException:
        connection.close()
        raise
    return db, version


def _make(found: Found, lock: JournalLock) -> Found:
    """Make the journal under the lock, unless another process did meanwhile."""
    try:
        lock.seize()
    except InUse:
        if inspect(found.path).absent:
            raise
    found = inspect(found.path)
    if found.absent:
        try:
            _build(found.path)
        except engine.FAILURES as error:
            raise engine.explain(error, saving=True) from None
        except OSError as error:
            raise _cant_make(found.path, error) from None
        found = inspect(found.path)
    return found


def _build(path: Path) -> None:
    """Make a whole journal under another name, then give it its own: a start that is killed leaves no half one."""
    draft = path.with_name(f".{path.name}.new")
    leftovers = (draft, draft.with_name(f"{draft.name}-journal"))
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
    make_file(draft)
    try:
        connection = engine.connect(draft, writing=True)
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


def _make_folder(path: Path) -> None:
    try:
        private_folder(path.parent)
    except OSError as error:
        raise _cant_make(path, error) from None


def _cant_make(path: Path, error: OSError) -> StorageError:
    reason = os.strerror(error.errno) if error.errno else "the folder refused it"
    return Unreadable(f"The journal {named(path)} can't be made: {reason}.")


def _alone(lock: JournalLock) -> bool:
    """Whether no other rut-tui has the journal open: then a journal of SQLite beside it is left over."""
    try:
        lock.seize(wait=0)
    except InUse:
        return False
    return True


def _newer(found: Found) -> StorageError:
    """Read which release is needed, without changing anything."""
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


def _our_names(path: Path) -> frozenset[str]:
    ends = ("", "-journal", ".lock")
    sittings = (file.name for file in sitting_files(path))
    return frozenset({*(f"{path.name}{end}" for end in ends), *sittings, "backups", "settings.toml"})
