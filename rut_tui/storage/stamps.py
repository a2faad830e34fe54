"""Which state of a large file has been read page by page, so that it needn't be each time it is opened.

It is kept inside the lock file, through the handle that holds the lock: another one, once closed, would let go of it.
"""

from hashlib import blake2b
from pathlib import Path

from rut_tui.storage.lock import JournalLock
from rut_tui.storage.signatures import HEADER
from rut_tui.storage.structure import CHECKED_AT_ONCE


def fits(lock: JournalLock, path: Path) -> bool:
    """Whether a file is as it was when all of it was last known to be whole.

    Args:
        lock: Held on it.
        path: The file, which nobody in this process is connected to.
    """
    return lock.note == _state(path)


def keep(lock: JournalLock, path: Path) -> None:
    """Remember that all of a file is whole; of a small one, which is read each time, nothing is.

    Args:
        lock: Held on it.
        path: The file, which nobody in this process is connected to any more.
    """
    try:
        if path.stat().st_size > CHECKED_AT_ONCE:
            lock.note = _state(path)
    except OSError:
        return  # moved away, or a full disk: then it is read again the next time


def _state(path: Path) -> str:
    """Return size, time and a digest of the header, where SQLite counts the changes."""
    found = path.stat()
    with path.open("rb") as file:
        head = blake2b(file.read(HEADER), digest_size=8).hexdigest()
    return f"{found.st_size} {found.st_mtime_ns} {head}"
