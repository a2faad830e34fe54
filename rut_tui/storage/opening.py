"""Opening the journal in the guarded order: nothing is changed until the file is known to be ours and whole."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from rut_tui.clock import Clock
from rut_tui.storage import engine, migrations, stamps, structure
from rut_tui.storage.backups import Backups
from rut_tui.storage.connecting import Checked, connect_checked, newer
from rut_tui.storage.engine import Database
from rut_tui.storage.faults import Absent, InUse, StorageError, Unreadable
from rut_tui.storage.inspection import Found, inspect, named
from rut_tui.storage.lock import JournalLock
from rut_tui.storage.making import make, make_folder, part_of, sweep
from rut_tui.storage.passphrase import Key, Passphrase
from rut_tui.storage.privacy import tighten
from rut_tui.storage.sittings import sitting_files
from rut_tui.storage.unlocking import key_for

_CUT_SHORT: Final = "The last save was cut short, so it was taken back. What was saved before it is here."
_BEGUN_ANEW: Final = (
    "There was no journal here, so a new one was begun. There are copies of an earlier one: "
    "`rut-tui check` lists them, and `rut-tui restore` brings one back."
)
_FALLBACK: Final = "This Python has no sqlcipher3, so a passphrase can't be set on this journal."


@dataclass(frozen=True, slots=True)
class Opened:
    """A journal that is ready for work.

    Attributes:
        path: Its path, links resolved.
        lock: Held for as long as the journal is open; None when it can only be read.
        read_only: Why nothing can be saved, or None.
        notices: What the person should be told once.
        key: What its file is encrypted with, or None.
        passphrase: What that key was made from, or None.
        unchecked: It is large, and not all of its pages were read.
    """

    db: Database
    path: Path
    lock: JournalLock | None
    read_only: str | None
    notices: tuple[str, ...]
    key: Key | None = None
    passphrase: Passphrase | None = None
    unchecked: bool = False

    def close(self, *, whole: bool = False) -> None:
        """Close the connection and let go of the lock.

        Args:
            whole: Every page of the file is known to be good.
        """
        self.db.close()
        if self.lock is not None:
            if whole:
                stamps.keep(self.lock, self.path)
            self.lock.release()


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a journal is to be opened."""

    clock: Clock
    passphrase: Passphrase | None
    check_later: bool


def open_journal(
    path: Path, clock: Clock, *, create: bool, passphrase: Passphrase | None = None, check_later: bool = False
) -> Opened:
    """Open the journal at a path, making it when nothing is there.

    Args:
        path: Where it is or should be.
        clock: What time it is.
        create: Make it when absent.
        passphrase: What opens it if it is encrypted. One that is made is encrypted with it; a plain one stays plain.
        check_later: Leave the pages of a large file to be read later.

    Raises:
        StorageError: Why not; the file is as it was.
    """
    engine.require()
    found = inspect(path)
    if not found.absent and found.format > migrations.FORMAT:
        raise newer(found)
    asked = _Asked(clock, passphrase, check_later)
    key_for(found, passphrase)  # before the lock file is made: what can't be opened is left alone
    if found.read_only:
        return _open_to_read(found, found.read_only, asked)
    if found.absent and not create:
        raise Absent(f"There is no journal at {named(path)} yet.")
    made = found.absent
    notices = _begin(found, clock) if made else []
    lock = JournalLock(found.path)
    try:
        if made:
            found = make(found, lock, passphrase)
        elif found.interrupted and _alone(lock):
            notices.append(_CUT_SHORT)
        lock.share()
        sweep(found.path)
        # Looked at again, now that nobody can give it another passphrase.
        ready = _ready(inspect(found.path), lock, asked)
    except BaseException:
        lock.abandon()
        raise
    told = tighten(found.path, ours=_our_names(found.path))
    notices += (told,) if told and not made else ()
    return _opened(found, ready, passphrase, lock=lock, notices=tuple(notices))


def _begin(found: Found, clock: Clock) -> list[str]:
    """Make the folder of a new journal, and return what is to be said of beginning one there."""
    make_folder(found.path)
    notices = [] if engine.ENCRYPTS else [_FALLBACK]
    copies = Backups(found.path, clock)
    if copies.copies() or copies.beside():
        notices.append(_BEGUN_ANEW)
    return notices


def _open_to_read(found: Found, reason: str, asked: _Asked) -> Opened:
    checked = _check(found, None, asked)
    if checked.version < migrations.FORMAT:
        checked.db.close()
        raise Unreadable(f"The journal has to be brought up to date first, but {reason}")
    return _opened(found, checked, asked.passphrase, lock=None, notices=(f"Nothing can be saved here: {reason}",))


def _opened(
    found: Found,
    checked: Checked,
    passphrase: Passphrase | None,
    *,
    lock: JournalLock | None,
    notices: tuple[str, ...],
) -> Opened:
    return Opened(
        db=checked.db,
        path=found.path,
        lock=lock,
        read_only=found.read_only if lock is None else None,
        notices=notices,
        key=checked.key,
        passphrase=passphrase if checked.key else None,
        unchecked=not checked.whole,
    )


def _ready(found: Found, lock: JournalLock, asked: _Asked) -> Checked:
    """Connect to a journal and bring it up to date, alone, if it is behind."""
    checked = _check(found, lock, asked)
    if checked.version == migrations.FORMAT:
        return checked
    checked.db.close()
    try:
        lock.seize()
    except InUse:
        return _brought_up_meanwhile(found, lock, asked)
    checked = _check(inspect(found.path), lock, asked)
    try:
        if checked.version < migrations.FORMAT:
            _back_up_first(checked.db.conn, found.path, asked)
            migrations.apply(checked.db)
            structure.verify(checked.db.conn, found.path, any_size=True)
        lock.share()
    except engine.FAILURES as error:
        checked.db.close()
        raise engine.explain(error, saving=True) from None
    except BaseException:
        checked.db.close()
        raise
    return checked


def _back_up_first(connection: engine.Connection, path: Path, asked: _Asked) -> None:
    try:
        Backups(path, asked.clock, asked.passphrase).make(connection)
    except StorageError as error:
        raise type(error)(f"The journal has to be brought up to date first. {error}") from None


def _brought_up_meanwhile(found: Found, lock: JournalLock, asked: _Asked) -> Checked:
    """Connect to a journal that another process kept from being brought up to date, if that one did so itself.

    Raises:
        InUse: It did not.
    """
    lock.share()
    checked = _check(inspect(found.path), lock, asked)
    if checked.version < migrations.FORMAT:
        checked.db.close()
        raise InUse("The journal has to be brought up to date first, but another rut-tui has it open. Close that one.")
    return checked


def _check(found: Found, lock: JournalLock | None, asked: _Asked) -> Checked:
    """Connect and check; without a lock it is only read."""
    known = lock is not None and stamps.fits(lock, found.path)
    every_page = not (known or asked.check_later)
    checked = connect_checked(found, asked.passphrase, writing=lock is not None, every_page=every_page)
    return replace(checked, whole=checked.whole or known)


def _alone(lock: JournalLock) -> bool:
    """Whether no other rut-tui has the journal open: then a journal of SQLite beside it is left over."""
    try:
        lock.seize(wait=0)
    except InUse:
        return False
    return True


def _our_names(path: Path) -> frozenset[str]:
    ends = ("", "-journal", ".lock")
    sittings = (file.name for file in sitting_files(path))
    return frozenset(
        {*(f"{path.name}{end}" for end in ends), *sittings, part_of(path).name, "backups", "settings.toml"}
    )
