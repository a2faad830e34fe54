"""Looking over a journal and everything beside it, without changing any of it."""

import os
import stat
from collections.abc import Callable
from contextlib import closing
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

_OTHERS: Final = 0o077
_ENDS: Final = ("-journal", "-wal")


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup, and what reading it back came to.

    Attributes:
        problem: What is wrong with it; empty when it was read back whole.
        read: It was read back; the others were only looked at.
    """

    backup: Backup
    problem: str
    read: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What was found.

    Attributes:
        path: The journal, links resolved.
        size: In bytes.
        sealed: It has a passphrase.
        format: Its format, or None when that can't be read.
        entries: How many check-ins it holds, or None.
        checks: What is looked at → what is wrong there; empty when nothing is, None when it could not be looked at.
        copies: The backups, newest first.
        left_over: Files that nothing needs any more.
        kept: Journals that were replaced or salvaged; they are the person's.
    """

    path: Path
    size: int
    sealed: bool
    format: int | None
    entries: int | None
    checks: dict[str, str | None]
    copies: tuple[Copy, ...]
    left_over: tuple[Path, ...]
    kept: tuple[Path, ...]

    @property
    def whole(self) -> bool:
        """Nothing is damaged. Permissions that are too wide are no damage."""
        damaged = any(problem for name, problem in self.checks.items() if name != "permissions")
        return not damaged and not any(copy.problem for copy in self.copies)


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
    version = entries = None
    real = Path(os.path.realpath(journal))
    sealed = False
    try:
        found = inspect(journal)
        if found.absent:
            raise Absent(f"There is no journal at {named(journal)}.")
        if found.format > FORMAT:
            raise newer(found)
        sealed = found.salt is not None
        version, entries = _look_inside(found, passphrase, checks)
    except Damaged as error:
        checks["file"] = str(error)
    backups = Backups(real, clock, passphrase)
    checks["permissions"] = _too_open(real, backups.folder)
    copies = tuple(
        _look_at(backup, passphrase, read=thoroughly or place == 0) for place, backup in enumerate(backups.all())
    )
    known = {copy.backup.path for copy in copies}
    kept = (*(path for path in backups.copies() if path not in known), *sorted(real.parent.glob("*.salvaged-*.db")))
    left = (part_of(real), backups.part, *(real.with_name(f".{real.name}.new{end}") for end in ("", "-journal")))
    size = real.stat().st_size if real.is_file() else 0
    there = tuple(path for path in left if path.exists())
    return Report(real, size, sealed, version, entries, checks, copies, there, kept)


def _look_inside(found: Found, passphrase: Passphrase | None, checks: dict[str, str | None]) -> tuple[int, int]:
    """Ask SQLite for everything it can find; return the format and the number of entries."""
    lock = None if found.read_only else JournalLock(found.path)
    if lock:
        lock.share()
    try:
        checked = connect_checked(found, passphrase, writing=lock is not None)
        with closing(checked.db.conn) as connection:
            checks["file"] = ""
            checks["pages"] = _ask(connection, "PRAGMA integrity_check(1)", lambda row: row != ("ok",))
            checks["references"] = _ask(connection, "PRAGMA foreign_key_check", lambda row: row is not None)
            if lock and checked.version > 1:
                checks["search"] = _search(connection)
            return checked.version, count_rows(connection)["entries"]
    except engine.FAILURES as error:
        raise structure.explained(error, found.path) from None
    finally:
        if lock:
            lock.release()


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


def _look_at(backup: Backup, passphrase: Passphrase | None, *, read: bool) -> Copy:
    """Look at the beginning of a backup, or read all of it back."""
    try:
        found = inspect(backup.path)
        if not read or (backup.sealed and passphrase is None):
            return Copy(backup, "", read=False)
        with closing(connect_checked(found, passphrase, writing=False).db.conn) as connection:
            structure.check_everything(connection, backup.path)
            entries = count_rows(connection).get("entries")
        return Copy(backup, "" if entries == backup.entries else "it holds less than its name says", read=True)
    except WrongPassphrase:
        return Copy(backup, "", read=False)  # it was made under another one
    except StorageError as error:
        return Copy(backup, str(error), read=True)


def _too_open(journal: Path, folder: Path) -> str:
    """Say what others on this machine can read."""
    if os.name != "posix":
        return ""
    inside = folder.iterdir() if folder.is_dir() else ()
    for path in (journal, folder, *inside):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & _OTHERS:
            return f"others on this machine may read {named(path)}"
    return ""
