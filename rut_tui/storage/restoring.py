"""Putting a copy in the place of the journal: checked first, and nothing that was there is deleted."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rut_tui import paths
from rut_tui.clock import Clock
from rut_tui.storage import engine, migrations, structure
from rut_tui.storage.backups import Backups
from rut_tui.storage.copying import Facts, examine, sync_file
from rut_tui.storage.faults import NotSaved, StorageError, Unreadable
from rut_tui.storage.inspection import UNFINISHED, Found, inspect, named
from rut_tui.storage.lock import JournalLock
from rut_tui.storage.making import part_of, sweep
from rut_tui.storage.passphrase import Key, Passphrase
from rut_tui.storage.privacy import make_file
from rut_tui.storage.unlocking import key_for, refused


@dataclass(frozen=True, slots=True)
class Restored:
    """A journal that has taken the place of another.

    Attributes:
        kept: Where the one before it is, or None when there was none.
        entries: How many check-ins it holds.
        unsealed: The one before it had a passphrase, and it has none.
    """

    kept: Path | None
    entries: int
    unsealed: bool


def restore(journal: Path, source: Path, clock: Clock, passphrase: Passphrase | None = None) -> Restored:
    """Put a copy of a file in the place of the journal.

    Killed at any moment, the old journal or the new one is there.

    Args:
        journal: The journal; it may be damaged or missing. Nobody in this process may have it open.
        source: The file, such as a backup. It is only read.
        clock: What time it is.
        passphrase: What opens the file if it is encrypted.

    Raises:
        StorageError: Nothing was changed, and why.
    """
    engine.require()
    real = Path(os.path.realpath(journal))
    if os.path.lexists(real) and not real.is_file():
        inspect(journal)  # a folder, a device, a link in a circle: says so
    found = check_source(real, source)
    key_for(found, passphrase)
    try:
        paths.private_folder(real.parent)
    except OSError as error:
        raise _not_restored(error) from None
    lock = JournalLock(real)
    try:
        lock.seize()
        with _copied(found, real) as part:
            facts = _examined(part, source, passphrase)
            unsealed = found.salt is None and _is_sealed(real)
            backups = Backups(real, clock)
            kept = _swap(real, part, backups.aside(clock()), backups.part)
    except BaseException as error:
        lock.abandon()
        if isinstance(error, OSError):
            raise _not_restored(error) from None
        raise
    lock.release()
    return Restored(kept, facts.entries, unsealed)


def check_source(journal: Path, source: Path) -> Found:
    """Look at what is to be restored, before anything is done.

    Raises:
        StorageError: It can't be, and why.
    """
    found = inspect(source)
    if found.absent:
        raise Unreadable(f"There is nothing at {named(source)}.")
    if found.path == journal:
        raise Unreadable(f"{named(source)} is the journal itself. Choose a backup of it.")
    if found.format > migrations.FORMAT:
        raise structure.newer(source, found.format, None)
    return found


@contextmanager
def _copied(found: Found, journal: Path) -> Iterator[Path]:
    """Copy a file, with what an unfinished save left beside it, to the journal's folder for as long as it is checked.

    Byte for byte, because the folder it comes from may be one that SQLite can't work in.
    """
    part, source = part_of(journal), found.path
    # In use by another rut-tui, it could be saved to in the middle of the copy; where nothing can be saved, it can't.
    in_use = found.read_only is None and source.with_name(f"{source.name}.lock").exists()
    busy = JournalLock(source) if in_use else None
    try:
        sweep(journal)
        if busy:
            busy.seize()
        for end in ("", *UNFINISHED):
            beside = source.with_name(f"{source.name}{end}")
            if not end or beside.exists():
                _copy_file(beside, part.with_name(f"{part.name}{end}"))
        yield part
    finally:
        if busy:
            busy.release()
        sweep(journal)


def _examined(part: Path, source: Path, passphrase: Passphrase | None) -> Facts:
    """Check the copy, having finished or taken back what a save left unfinished.

    Raises:
        StorageError: It is damaged, newer or not ours; the message names the source.
    """
    try:
        key = key_for(inspect(part), passphrase)
        _settle(part, key)
        facts = examine(part, key)
        sync_file(part)
        return facts
    except engine.FAILURES as error:
        if passphrase and engine.cant_decrypt(error):
            raise refused(source, passphrase.key(inspect(part).salt or b""), passphrase) from None
        raise structure.explained(error, source) from None
    except StorageError as error:
        raise type(error)(str(error).replace(named(part), named(source))) from None


def _settle(part: Path, key: Key | None) -> None:
    """Let SQLite finish or take back what a save left unfinished in the copy."""
    connection = engine.connect(part, writing=True, key=key)
    try:
        structure.verify(connection, part)
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        connection.close()


def _swap(journal: Path, part: Path, aside: Path, unfinished: Path) -> Path | None:
    """Keep what is in the journal's place, and let the copy take it.

    Args:
        journal: The journal.
        part: The copy.
        aside: What the file that is replaced is kept as.
        unfinished: What it is called until it is kept whole.
    """
    left = [end for end in UNFINISHED if journal.with_name(f"{journal.name}{end}").exists()]
    kept = aside if journal.exists() or left else None
    if kept:
        paths.private_folder(aside.parent)
        if not aside.parent.is_dir():
            raise NotSaved(
                f"It was not restored: {named(aside.parent)} is no folder, so the journal can't be kept there."
            )
        # The journal itself comes last: once its name is there, all that belongs to it is.
        for end in (*left, ""):
            _keep(journal.with_name(f"{journal.name}{end}"), aside.with_name(f"{aside.name}{end}"), unfinished)
        paths.sync_folder(aside.parent)
    for end in left:
        # What was left of a save to the old file would be played into the new one. It is kept beside the old one.
        journal.with_name(f"{journal.name}{end}").unlink(missing_ok=True)
    part.replace(journal)
    paths.sync_folder(journal.parent)
    return kept


def _keep(path: Path, aside: Path, part: Path) -> None:
    """Copy a file that is about to be replaced; its name stays taken meanwhile.

    What can't be read to its end, as on a failing disk, is moved instead.
    """
    if not path.exists():
        return
    try:
        part.unlink(missing_ok=True)
        _copy_file(path, part)
        part.rename(aside)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        path.rename(aside)


def _copy_file(source: Path, target: Path) -> None:
    make_file(target)
    with source.open("rb") as reading, target.open("wb") as writing:
        shutil.copyfileobj(reading, writing, 1024 * 1024)
        writing.flush()
        os.fsync(writing.fileno())


def _is_sealed(journal: Path) -> bool:
    """Whether the journal has a passphrase, as far as that can be told of a damaged one."""
    try:
        return inspect(journal).salt is not None
    except StorageError:
        return False


def _not_restored(error: OSError) -> StorageError:
    reason = os.strerror(error.errno) if error.errno else "the folder refused it"
    return NotSaved(f"It was not restored: {reason}. The journal is as it was.")
