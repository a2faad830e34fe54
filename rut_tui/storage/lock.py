"""The lock file beside the journal: shared while it is used, exclusive while it is made or brought up to date.

It has a file of its own, because opening and closing the database file would drop SQLite's own locks.
"""

import os
import stat
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from fasteners import InterProcessReaderWriterLock

from rut_tui.storage.faults import InUse, Unreadable
from rut_tui.storage.privacy import make_file

_NOTE: Final = 200
"""Most characters of what the lock file says."""

WAIT: Final = 2.0
"""Seconds to wait for another process."""


class JournalLock:
    """Keeps other processes from changing the journal's shape while this one uses it. Dies with the process."""

    def __init__(self, journal: Path) -> None:
        self.path = journal.with_name(f"{journal.name}.lock")
        self._lock: InterProcessReaderWriterLock | None = None
        self._made = False

    def share(self) -> None:
        """Take the lock beside others, or go back to that from having it alone.

        Raises:
            InUse: Someone has it alone.
        """
        self._take(exclusive=False, wait=WAIT)

    def seize(self, *, wait: float | None = None) -> None:
        """Take the lock alone, having let go of it first.

        Args:
            wait: Seconds to wait for others; two when not given.

        Raises:
            InUse: Others have it.
        """
        self._take(exclusive=True, wait=WAIT if wait is None else wait)

    def release(self) -> None:
        """Let go of the lock."""
        if self._lock is not None:
            self._lock.release_read_lock()
            self._lock = None

    @property
    def note(self) -> str:
        """What was last written into the lock file, by any process."""
        if self._lock is None:
            return ""
        self._lock.lockfile.seek(0)
        return str(self._lock.lockfile.read(_NOTE))

    @note.setter
    def note(self, text: str) -> None:
        if self._lock is not None:
            self._lock.lockfile.truncate(0)
            self._lock.lockfile.write(text)
            self._lock.lockfile.flush()

    def abandon(self) -> None:
        """Let go of the lock and leave nothing behind that was not there before."""
        self.release()
        if self._made:
            with suppress(OSError):  # what made the opening fail is to be told, not this
                self.path.unlink(missing_ok=True)

    def _take(self, *, exclusive: bool, wait: float) -> None:
        while True:
            self.release()
            self._make()
            lock = InterProcessReaderWriterLock(self.path)
            try:
                acquire = lock.acquire_write_lock if exclusive else lock.acquire_read_lock
                taken = acquire(blocking=wait > 0, timeout=wait if wait > 0 else None)
            except (OSError, threading.ThreadError):
                raise Unreadable("The journal can't be opened: its lock file can't be used.") from None
            if not taken:
                lock.lockfile.close()
                raise InUse("Another rut-tui is at work on the journal. Close it, or try again in a moment.")
            self._lock = lock
            if self._is_named(lock):
                return

    def _make(self) -> None:
        try:
            make_file(self.path)
            self._made = True
        except FileExistsError:
            if not stat.S_ISREG(self.path.lstat().st_mode):
                raise Unreadable("The journal can't be opened: its lock file is something else.") from None
        except OSError:
            raise Unreadable("The journal can't be opened: its folder can't be written to.") from None

    def _is_named(self, lock: InterProcessReaderWriterLock) -> bool:
        """Whether the file that was locked still has its name: another process may have taken it away meanwhile."""
        try:
            named = self.path.stat()
        except FileNotFoundError:
            return False
        held = os.fstat(lock.lockfile.fileno())
        return (named.st_dev, named.st_ino) == (held.st_dev, held.st_ino)
