"""Looking over a journal and everything beside it, without changing any of it."""

import os
import stat
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rut_tui.clock import Clock
from rut_tui.storage import engine, structure
from rut_tui.storage.backups import Backup, Backups
from rut_tui.storage.connecting import connect_checked, newer
from rut_tui.storage.copying import count_rows
from rut_tui.storage.engine import Connection
from rut_tui.storage.faults import Absent, Damaged, StorageError, WrongPassphrase
from rut_tui.storage.inspection import Found, inspect, named
from rut_tui.storage.lock import JournalLock
from rut_tui.storage.making import part_of
from rut_tui.storage.migrations import FORMAT
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.unlocking import key_for

_OTHERS: Final = 0o077


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup, and what reading it back came to.

    Attributes:
        problem: What is wrong with it; empty when it was read back whole.
        read: It was read back; the others were only looked at.
        closed: It was to be read, and needs another passphrase.
    """

    backup: Backup
    problem: str = ""
    read: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What was found.

    Attributes:
        path: The journal, links resolved.
        size: In bytes.
        sealed: It has a passphrase, or None when too little of it is left to tell.
        format: Its format, or None when that can't be read.
        entries: How many check-ins it holds, or None.
        checks: What is looked at → what is wrong there; empty when nothing is, None when it could not be looked at.
        copies: The backups, newest first.
        left_over: Files that nothing needs any more.
        kept: Journals that were replaced, rescued or salvaged; they are the person's.
    """

    path: Path
    size: int
    sealed: bool | None
    format: int | None
    entries: int | None
    checks: dict[str, str | None]
    copies: tuple[Copy, ...]
    left_over: tuple[Path, ...]
    kept: tuple[Path, ...]

    @property
    def whole(self) -> bool:
        """Nothing is damaged. Permissions that are too wide are no damage."""
        return self.sound and not self.checks["search"] and not any(copy.problem for copy in self.copies)

    @property
    def sound(self) -> bool:
        """The journal itself is not damaged: what was written is there."""
        return not any(self.checks[name] for name in ("file", "pages", "references"))


def look_over(journal: Path, clock: Clock, passphrase: Passphrase | None = None, *, thoroughly: bool = False) -> Report:
    """Check a journal, its backups, and who else can read them.

    Args:
        journal: The journal.
        clock: What time it is.
        passphrase: What opens it if it is encrypted.
        thoroughly: Read back every backup, not only the newest.

    Raises:
        StorageError: There is none, or it can't be looked into: another program's, newer, locked.
    """
    engine.require()
    checks: dict[str, str | None] = dict.fromkeys(("file", "pages", "references", "search"))
    version = entries = sealed = salt = None
    real = Path(os.path.realpath(journal))
    backups = Backups(real, clock, passphrase)
    made = backups.all()
    try:
        found = inspect(journal)
        if found.absent:
            raise _absent(journal, made)
        if found.format > FORMAT:
            raise newer(found)
        sealed = found.salt is not None
        key_for(found, passphrase)
        version, entries = _look_inside(found, passphrase, checks)
        salt = found.salt
    except Damaged as error:
        checks["file"] = str(error)
    copies = tuple(
        _look_at(backup, passphrase, salt) if thoroughly or backup is made[0] else _glance_at(backup) for backup in made
    )
    kept = _kept(backups, made)
    checks["permissions"] = _too_open(real, backups.folder, *kept)
    left = (part_of(real), backups.part, *(real.with_name(f".{real.name}.new{end}") for end in ("", "-journal")))
    size = real.stat().st_size if real.is_file() else 0
    there = tuple(path for path in left if path.exists())
    return Report(real, size, sealed, version, entries, checks, copies, there, kept)


def _absent(journal: Path, made: tuple[Backup, ...]) -> Absent:
    """Say that there is no journal, and what there is instead."""
    newest = f" Its newest backup is {named(made[0].path)}; `rut-tui restore` brings it back." if made else ""
    return Absent(f"There is no journal at {named(journal)}.{newest}")


def _kept(backups: Backups, made: tuple[Backup, ...]) -> tuple[Path, ...]:
    """Return the journals that were put aside or read out of this one."""
    known = {backup.path for backup in made}
    aside = [path for path in backups.copies() if path not in known]
    return (*aside, *backups.beside())


def _look_inside(found: Found, passphrase: Passphrase | None, checks: dict[str, str | None]) -> tuple[int, int]:
    """Ask SQLite for everything it can find; return the format and the number of entries."""
    lock = None if found.read_only else JournalLock(found.path)
    try:
        if lock:
            lock.share()
        checked = connect_checked(found, passphrase, writing=lock is not None)
        with closing(checked.db.conn) as connection:
            checks["file"] = ""
            checks["pages"] = _ask(connection, "PRAGMA integrity_check(1)", lambda row: row != ("ok",))
            checks["references"] = _ask(connection, "PRAGMA foreign_key_check", lambda row: row is not None)
            if lock and checked.version > 1:
                checks["search"] = _search(connection)
            entries = count_rows(connection)["entries"]
    except BaseException as error:
        if lock:
            lock.abandon()
        if isinstance(error, engine.FAILURES):
            raise structure.explained(error, found.path) from None
        raise
    if lock:
        lock.release()
    return checked.version, entries


def _ask(connection: Connection, question: str, is_wrong: Callable[[object], bool]) -> str:
    try:
        wrong = is_wrong(connection.execute(question).fetchone())
    except engine.FAILURES:
        wrong = True
    return "a part of it can't be read" if wrong else ""


def _search(connection: Connection) -> str:
    """Compare the full-text index with the words it should hold. SQLite calls that an insert; nothing is written."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except engine.FAILURES:
        return "it is not true to the journal"
    finally:
        connection.execute("ROLLBACK")
    return ""


def _glance_at(backup: Backup) -> Copy:
    """Look at the beginning of a backup."""
    try:
        inspect(backup.path)
    except StorageError as error:
        return Copy(backup, _problem(error))
    return Copy(backup)


def _look_at(backup: Backup, passphrase: Passphrase | None, salt: bytes | None) -> Copy:
    """Read all of a backup back.

    Args:
        backup: The backup.
        passphrase: What opens the journal, if it is encrypted.
        salt: What the journal begins with, if the passphrase was seen to open it.
    """
    try:
        found = inspect(backup.path)
        if backup.sealed and passphrase is None:
            return Copy(backup, closed=True)
        with closing(connect_checked(found, passphrase, writing=False).db.conn) as connection:
            structure.check_everything(connection, backup.path)
            entries = count_rows(connection).get("entries")
        return Copy(backup, "" if entries == backup.entries else "it holds less than its name says", read=True)
    except WrongPassphrase as error:
        if found.salt == salt:  # the passphrase is right: a backup keeps the salt of what it was made of
            return Copy(backup, _problem(error), read=True)
        return Copy(backup, closed=True)
    except StorageError as error:
        return Copy(backup, _problem(error), read=True)


def _problem(error: StorageError) -> str:
    return "it is damaged" if isinstance(error, Damaged | WrongPassphrase) else str(error)


def _too_open(journal: Path, folder: Path, *kept: Path) -> str:
    """Say what others on this machine can read."""
    if os.name != "posix":
        return ""
    with suppress(OSError):  # what we can't look into, others can't either
        for path in (journal, *kept, folder, *(folder.iterdir() if folder.is_dir() else ())):
            if path.exists() and stat.S_IMODE(path.stat().st_mode) & _OTHERS:
                return f"others on this machine may read {named(path)}"
    return ""
