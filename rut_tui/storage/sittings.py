"""Which runs of the app are still at work on a journal, so that none takes over what another is writing.

A sitting holds a lock on a small file of its own beside the journal. The lock dies with the process, however it ends.
"""

import re
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

    def __init__(self) -> None:
        """Begin, unknown to others so far."""
        self.name = token_hex(4)
        self._numbers = count(1)
        self._held: tuple[Path, InterProcessLock] | None = None

    def name_for(self, form: str) -> str:
        """Return a new name for a text of this sitting.

        Args:
            form: Which form it stands in, such as "entry:new".
        """
        return f"{form}@{self.name}.{next(self._numbers)}"

    def make_known(self, journal: Path) -> None:
        """Let others see that this sitting is at work, if they can't yet.

        Args:
            journal: The journal, links resolved.

        Raises:
            NotSaved: The folder refused it.
        """
        if self._held:
            return
        path = _file(journal, self.name)
        lock = _lock(path)
        try:
            make_file(path)
            lock.acquire(blocking=False)
        except OSError:
            raise NotSaved("What you type can't be kept: the journal's folder can't be written to.") from None
        self._held = path, lock
        _HERE.add(self.name)

    def end(self) -> None:
        """Leave what is unfinished to the next sitting."""
        if self._held:
            path, lock = self._held
            self._held = None
            _HERE.discard(self.name)
            lock.release()
            with suppress(OSError):
                path.unlink(missing_ok=True)


def has_ended(journal: Path, name: str) -> bool:
    """Whether nobody is at work any more under the name of a sitting; its file is taken away then."""
    if name in _HERE:
        return False
    if not _NAME.fullmatch(name) or not (path := _file(journal, name)).is_file():
        return True
    lock = _lock(path)
    try:
        if not lock.acquire(blocking=False):
            lock.lockfile.close()
            return False
        lock.release()
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def sitting_files(journal: Path) -> list[Path]:
    """Return the files of all sittings of a journal, of those that were killed too."""
    start, end = f"{journal.name}.", f".{_SUFFIX}"
    try:
        beside = list(journal.parent.iterdir())
    except OSError:
        return []
    return [path for path in beside if path.name.startswith(start) and path.name.endswith(end)]


def _file(journal: Path, name: str) -> Path:
    return journal.with_name(f"{journal.name}.{name}.{_SUFFIX}")


def _lock(path: Path) -> "InterProcessLock":
    from fasteners import InterProcessLock

    return InterProcessLock(str(path))
