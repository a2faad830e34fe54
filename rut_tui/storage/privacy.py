"""Files that only their owner can open: made so, and tightened, with their folder, when found otherwise."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

FOLDER_MODE: Final = 0o700
FILE_MODE: Final = 0o600

_PR_SET_DUMPABLE: Final = 4  # linux/prctl.h
_OTHERS: Final = 0o077
_NOW_PRIVATE: Final = "Others on this machine could read your journal. Now only you can."
_NOT_PRIVATE: Final = "Others on this machine may be able to read your journal: its permissions could not be changed."


def hide_memory() -> None:
    """Keep the memory of this process from other programs of the same person, and from a crash report.

    On Linux, where a limit on the size of core files doesn't hold for programs that collect them. Elsewhere nothing.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def make_file(path: Path) -> None:
    """Make an empty file that was not there.

    Raises:
        FileExistsError: It was there.
        OSError: It can't be made.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))


def tighten(path: Path, *, ours: frozenset[str]) -> str | None:
    """Close a journal and its folder to others.

    A folder that holds anything else, such as a home or a shared one, is left alone: only the files in it are ours.

    Args:
        path: The journal, links resolved.
        ours: The names of our own files and folders.

    Returns:
        What to tell the person, or None when it was private already.
    """
    if os.name != "posix":
        return None
    places = [(path, FILE_MODE)]
    if _is_ours(path.parent, ours):
        places.append((path.parent, FOLDER_MODE))
    told: str | None = None
    for place, mode in places:
        if stat.S_IMODE(place.stat().st_mode) & _OTHERS:
            try:
                place.chmod(mode)
            except OSError:
                return _NOT_PRIVATE
            told = _NOW_PRIVATE
    return told


def _is_ours(folder: Path, ours: frozenset[str]) -> bool:
    """Whether a folder is the person's and holds nothing but files of ours."""
    found = folder.stat()
    if not os.access(folder, os.R_OK):
        return False
    if found.st_uid != os.geteuid() or found.st_mode & (stat.S_ISVTX | stat.S_ISGID):
        return False
    with os.scandir(folder) as entries:
        return all(entry.name in ours for entry in entries)
