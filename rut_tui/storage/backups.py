"""The backups beside a journal: listed, made and thinned out.

What a list says of them stands in their names, so that it needs no passphrase and no file of its own.
"""

import errno
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from glob import escape
from pathlib import Path
from typing import Final

from rut_tui import paths
from rut_tui.clock import Clock
from rut_tui.storage import engine
from rut_tui.storage.copying import copy_verified, not_made
from rut_tui.storage.engine import Connection
from rut_tui.storage.faults import InUse, NotSaved, Unreadable
from rut_tui.storage.inspection import UNFINISHED, inspect, named
from rut_tui.storage.lock import JournalLock
from rut_tui.storage.making import part_of, sweep
from rut_tui.storage.passphrase import Key, Passphrase
from rut_tui.storage.signatures import MAGIC
from rut_tui.storage.thinning import superfluous
from rut_tui.storage.unlocking import key_for

OFTEN_ENOUGH: Final = timedelta(minutes=30)
"""A backup as young as this makes another one needless."""

_STAMP: Final = "%Y%m%dT%H%M%SZ"
_MAKING: Final = threading.Lock()
"""Locks between processes don't hold between the threads of one."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a journal that was read back whole when it was made.

    Attributes:
        path: Where it is.
        made: When, in UTC.
        entries: How many check-ins it holds.
        size: In bytes.
        sealed: It needs a passphrase.
    """

    path: Path
    made: datetime
    entries: int
    size: int
    sealed: bool


class Backups:
    """All backups of one journal.

    Attributes:
        journal: Its path, links resolved.
        folder: Where they are.
        part: The name of a file there that is not finished yet.
    """

    def __init__(self, journal: Path, clock: Clock, passphrase: Passphrase | None = None) -> None:
        """Find the folder; nothing is read or made.

        Args:
            journal: The journal; links are followed.
            clock: What time it is.
            passphrase: What opens the journal if it is encrypted.
        """
        self.journal = Path(os.path.realpath(journal))
        self.folder = paths.backups(self.journal)
        self._clock = clock
        self._passphrase = passphrase
        self._stem = self.journal.name.removesuffix(".db")
        self.part = self.folder / f".{self._stem}.part"
        self._name = re.compile(rf"{re.escape(self._stem)}\.(\d{{8}}T\d{{6}}Z)\.(\d+)\.db")

    def all(self) -> tuple[Backup, ...]:
        """Return the backups there are, newest first."""
        try:
            found = [self._read(path) for path in self.folder.iterdir()]
        except OSError:
            return ()
        kept = [backup for backup in found if backup]
        return tuple(sorted(kept, key=lambda backup: (backup.made, backup.path.name), reverse=True))

    def due(self) -> bool:
        """Whether the last one is old enough for another. One from the future, of a wrong clock, doesn't count."""
        now = self._clock()
        return not any(now - OFTEN_ENOUGH < backup.made <= now for backup in self.all())

    def make(self, source: Connection | None = None) -> Backup:
        """Make a verified backup, then thin out the others.

        Args:
            source: A connection of this thread to the journal, with no transaction open. Without one the journal is
                connected to here: only for when nobody else in this process has it open.

        Raises:
            StorageError: There is none, and why; the journal and the other backups are as they were.
        """
        if source is None:
            return self._on_its_own()
        with self.alone():
            backup = self._make(source)
            self.thin()
            return backup

    def copy_to(self, target: Path, source: Connection) -> int:
        """Write a verified copy to a file of any name, and return how many entries it holds.

        Args:
            target: The file, links resolved; one that is there is replaced.
            source: As for make.

        Raises:
            StorageError: There is no copy, and why; a file that was there is as it was.
        """
        for end in UNFINISHED:
            if (left := target.with_name(f"{target.name}{end}")).exists():
                # SQLite would play it into the copy when that is opened.
                raise NotSaved(
                    f"The backup was not made: {named(left)} is there, of another file. Choose another name."
                )
        part = part_of(target)
        sweep(target)
        facts = copy_verified(source, part, self._key(source))
        try:
            part.replace(target)
            paths.sync_folder(target.parent)
        except OSError as error:
            sweep(target)
            raise not_made(error) from None
        return facts.entries

    def thin(self) -> None:
        """Take away the backups that others stand for; the newest is never one of them."""
        for backup in superfluous(self.all(), self._clock()):
            try:
                backup.path.unlink(missing_ok=True)
            except OSError:
                return  # the folder doesn't let go of anything; one backup too many does no harm

    def aside(self, now: datetime) -> Path:
        """Return a name in the folder, not taken yet, for a journal that is replaced."""
        stem, number = f"{self._stem}.replaced-{now.astimezone(UTC):{_STAMP}}", 1
        path = self.folder / f"{stem}.db"
        while path.exists():
            number += 1
            path = self.folder / f"{stem}-{number}.db"
        return path

    def copies(self) -> list[Path]:
        """Return every copy in the folder: the backups, and the journals that a restore replaced."""
        return sorted(self.folder.glob(f"{escape(self._stem)}.*.db"))

    def beside(self) -> list[Path]:
        """Return what was rescued or salvaged of the journal and lies beside it."""
        folder = self.journal.parent
        rescued = folder.glob(f"{escape(self.journal.stem)}.rescued-*.db")
        return sorted([*rescued, *folder.glob(f"{escape(self._stem)}.salvaged-*.db")])

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep the other threads and processes from changing the folder meanwhile.

        Raises:
            StorageError: It can't be worked in.
        """
        with _MAKING:
            lock = self._seized()
            try:
                yield
            finally:
                lock.release()

    def _on_its_own(self) -> Backup:
        found = inspect(self.journal)
        lock = JournalLock(found.path)
        lock.share()
        try:
            connection = engine.connect(found.path, writing=False, key=key_for(found, self._passphrase))
            try:
                return self.make(connection)
            finally:
                connection.close()
        except engine.FAILURES as error:
            raise engine.explain(error, saving=False) from None
        finally:
            lock.release()

    def _seized(self) -> JournalLock:
        """Keep other processes from making one at the same time; what they left unfinished is nobody's then."""
        lock = JournalLock(self.folder / self._stem)
        try:
            paths.private_folder(self.folder)
            if self.folder.stat().st_mode & 0o077:
                self.folder.chmod(0o700)
            lock.seize()
            self._sweep()
        except OSError as error:
            lock.release()
            raise not_made(error) from None
        except InUse:
            raise InUse("The backup was not made: another rut-tui is making one.") from None
        except Unreadable:
            raise not_made(PermissionError(errno.EACCES, "")) from None
        return lock

    def _make(self, source: Connection) -> Backup:
        part = self.part
        facts = copy_verified(source, part, self._key(source))
        try:
            path = self._free_name(facts.entries)
            part.rename(path)
            paths.sync_folder(self.folder)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise not_made(error) from None
        backup = self._read(path)
        if backup is None:
            raise NotSaved("The backup was made, and is gone already. Another program took it away.")
        return backup

    def _free_name(self, entries: int) -> Path:
        moment = self._clock().astimezone(UTC)
        taken = {f"{backup.made:{_STAMP}}" for backup in self.all()}
        while f"{moment:{_STAMP}}" in taken:
            moment += timedelta(seconds=1)
        return self.folder / f"{self._stem}.{moment:{_STAMP}}.{entries}.db"

    def _key(self, source: Connection) -> Key | None:
        salt = source.execute("PRAGMA cipher_salt").fetchone()
        return self._passphrase.key(bytes.fromhex(salt[0])) if salt and self._passphrase else None

    def _read(self, path: Path) -> Backup | None:
        found = self._name.fullmatch(path.name)
        if not found:
            return None
        try:
            made = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
            with path.open("rb") as file:
                sealed = file.read(len(MAGIC)) != MAGIC
            return Backup(path, made, int(found[2]), path.stat().st_size, sealed)
        except (OSError, ValueError):
            return None

    def _sweep(self) -> None:
        for end in ("", "-journal"):
            self.part.with_name(f"{self.part.name}{end}").unlink(missing_ok=True)
