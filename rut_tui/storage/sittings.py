"""Which runs of the app are still at work on a journal, so that none takes over what another is writing.

A sitting holds a lock on a small file of its own beside the journal. The lock dies with the process, however it ends.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from rut_tui.storage.faults import NotSaved
from rut_tui.storage.privacy import make_file

if TYPE_CHECKING:
    from fasteners import InterProcessLock

_SUFFIX: Final = "sitting"
_NAME: Final = re.compile("[0-9a-f]{8}")
_HERE: Final[set[str]] = set()
"""The sittings of this process: it can't ask the system about its own locks."""


class Sitting:
    """One run of the app. It is known to others from its first unfinished text on.

    Attributes:
        name: Eight hexadecimal digits.
    """

    def __init__(self, journal: Path) -> None:
        """Begin, unknown to others so far.

        Args:
            journal: The journal, links resolved.
        """
        self.name = token_hex(4)
        self._journal = journal
        self._numbers = count(1)
        self._lock: InterProcessLock | None = None

    def name_for(self, form: str) -> str:
        """Return a new name for a text of this sitting.

        Args:
            form: Which form it stands in, such as "entry:new".

        Raises:
            NotSaved: The sitting can't be made known to others.
        """
        self._make_known()
        return f"{form}@{self.name}.{next(self._numbers)}"

    def outlived(self, other: str) -> bool:
        """Whether another sitting has ended."""
        if other == self.name or other in _HERE:
            return False
        if not _NAME.fullmatch(other) or not (path := self._file(other)).is_file():
            return True
        lock = _lock(path)
        try:
            if not lock.acquire(blocking=False):
                lock.lockfile.close()
                return False
            lock.release()
        except OSError:
            return False
        return True

    def bury(self, ended: Iterable[str]) -> None:
        """Take away the files of sittings that have ended."""
        for name in filter(_NAME.fullmatch, ended):
            with suppress(OSError):
                self._file(name).unlink(missing_ok=True)

    def end(self) -> None:
        """Leave what is unfinished to the next sitting."""
        if self._lock is not None:
            _HERE.discard(self.name)
            self._lock.release()
            self._lock = None
            self.bury([self.name])

    def _make_known(self) -> None:
        if self._lock is not None:
            return
        path = self._file(self.name)
        try:
            make_file(path)
            lock = _lock(path)
            lock.acquire(blocking=False)
        except OSError:
            raise NotSaved("What you type can't be kept: the journal's folder can't be written to.") from None
        self._lock = lock
        _HERE.add(self.name)

    def _file(self, name: str) -> Path:
        return self._journal.with_name(f"{self._journal.name}.{name}.{_SUFFIX}")


def sitting_files(journal: Path) -> list[Path]:
    """Return the files of all sittings of a journal, of those that were killed too."""
    start, end = f"{journal.name}.", f".{_SUFFIX}"
    try:
        beside = list(journal.parent.iterdir())
    except OSError:
        return []
    return [path for path in beside if path.name.startswith(start) and path.name.endswith(end)]


def _lock(path: Path) -> "InterProcessLock":
    from fasteners import InterProcessLock

    return InterProcessLock(path)
