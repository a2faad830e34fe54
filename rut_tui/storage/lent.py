"""A text lent to another program for a while: a private file in a private folder, and nothing left of it after.

Light at import. A process that dies leaves its file; the next start takes it away.
"""

import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from rut_tui.paths import APP
from rut_tui.storage.faults import NotSaved, StorageError

if TYPE_CHECKING:
    from fasteners import InterProcessLock

FILE: Final = "note.txt"
_LOCK: Final = ".lock"


class NotTaken(StorageError):
    """What the other program left can't be kept as a note. It is still in its file."""


class Lent:
    """A text in a file of its own, which another program may change. A lock beside it dies with this process.

    Attributes:
        path: The file.
    """

    def __init__(self, text: str, journal: Path, environ: Mapping[str, str]) -> None:
        """Write the text to a file.

        Args:
            text: The text; it gets the line end that editors expect.
            journal: The journal it belongs to.
            environ: The environment: where there is a runtime folder, the file never reaches a disk.

        Raises:
            NotSaved: There is no place for it.
        """
        folder = _folder(journal, environ) / token_hex(8)
        self.path = folder / FILE
        self._lock: InterProcessLock | None = None
        try:
            folder.parent.mkdir(mode=0o700, exist_ok=True)
            self._lock = _lock(folder)
            folder.mkdir(mode=0o700)
            descriptor = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(f"{text}\n".encode() if text else b"")
        except OSError as error:
            self.end()
            raise NotSaved(f"The note can't be opened elsewhere: {os.strerror(error.errno or 0)}.") from None
        except BaseException:
            self.end()
            raise

    def read(self) -> str:
        """Return the text as the other program left it, without the line end that was added.

        Raises:
            NotTaken: It is gone, too long, or no text; the message says where.
        """
        from rut_tui.domain.text import NOTE_LIMIT, fault

        most = 4 * NOTE_LIMIT + 4  # what the longest note takes in UTF-8, its line end, and a little more
        try:
            with self.path.open("rb") as file:
                data = file.read(most)
        except OSError as error:
            raise NotTaken(f"Its file can't be read: {os.strerror(error.errno or 0)}.") from None
        try:
            text = data.decode("utf-8-sig").removesuffix("\n")
        except UnicodeDecodeError as error:
            if len(data) < most:
                raise NotTaken(f"Byte {error.start + 1:,} of it is not UTF-8 text.") from None
            text = data.decode(errors="replace")
        if said := fault(text, NOTE_LIMIT):
            raise NotTaken(f"{said[0].upper()}{said[1:]}.")
        return text

    def end(self) -> None:
        """Take the file away, and whatever the other program left beside it."""
        shutil.rmtree(self.path.parent, ignore_errors=True)
        if self._lock is not None:
            _unlock(self._lock, self.path.parent)
            self._lock = None
        with suppress(OSError):
            self.path.parent.parent.rmdir()


def sweep(journal: Path, environ: Mapping[str, str]) -> None:
    """Take away what processes that died had lent.

    Args:
        journal: The journal.
        environ: The environment.
    """
    for above in {_folder(journal, environ), _beside(journal)}:
        with suppress(OSError):
            if not _is_private(above):
                continue
            for path in list(above.iterdir()):
                _clear(path.with_suffix(""))
            above.rmdir()


def _clear(folder: Path) -> None:
    try:
        lock = _lock(folder)
    except OSError:
        return  # somebody still has it
    shutil.rmtree(folder, ignore_errors=True)
    _unlock(lock, folder)


def _folder(journal: Path, environ: Mapping[str, str]) -> Path:
    """Return the folder that lent texts lie in: in memory where the system offers a place, else beside the journal."""
    runtime = Path(environ.get("XDG_RUNTIME_DIR") or ".")
    if runtime.is_absolute() and _is_private(runtime):
        return runtime / APP
    return _beside(journal)


def _beside(journal: Path) -> Path:
    real = Path(os.path.realpath(journal))
    return real.with_name(f"{real.name}.lent")


def _is_private(folder: Path) -> bool:
    """Whether a folder is there, and nobody else's."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    if os.name != "posix":
        return stat.S_ISDIR(found.st_mode)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _lock(folder: Path) -> "InterProcessLock":
    """Take the lock of one lent text.

    Raises:
        OSError: Another process has it, or it can't be made.
    """
    from fasteners import InterProcessLock

    path = folder.with_name(f"{folder.name}{_LOCK}")
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    lock = InterProcessLock(path)
    if not lock.acquire(blocking=False):
        lock.lockfile.close()
        raise BlockingIOError
    return lock


def _unlock(lock: "InterProcessLock", folder: Path) -> None:
    with suppress(OSError):
        folder.with_name(f"{folder.name}{_LOCK}").unlink(missing_ok=True)
    lock.release()
