"""What others do to the file of an open journal: save to it, take it away, put another in its place."""

from pathlib import Path

from rut_tui.storage import engine
from rut_tui.storage.engine import Connection
from rut_tui.storage.faults import InUse


class Elsewhere:
    """Watches the file behind a connection. It belongs to the thread of that connection."""

    def __init__(self, connection: Connection, path: Path) -> None:
        """Take the file as it is now.

        Args:
            connection: Open on it.
            path: Where it is, links resolved.
        """
        self._connection = connection
        self._path = path
        self._file = _identity(path)
        self._version = 0
        self._version = self._data_version()

    def changed(self) -> bool:
        """Whether another connection saved something since this was last asked.

        It never waits: while another process saves, the answer comes the next time.
        """
        before, self._version = self._version, self._data_version()
        return before != self._version

    @property
    def in_place(self) -> bool:
        """Whether the file that is open is still the one at its path."""
        return _identity(self._path) == self._file

    @property
    def replaced(self) -> bool:
        """Whether another file lies at its path."""
        return _identity(self._path) not in (None, self._file)

    def _data_version(self) -> int:
        """Return a number that is another one whenever another connection has saved something."""
        self._wait_at_most(0)
        try:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except engine.FAILURES as error:
            fault = engine.explain(error, saving=False)
            if isinstance(fault, InUse):
                return self._version
            raise fault from None
        finally:
            self._wait_at_most(engine.BUSY_MS)

    def _wait_at_most(self, milliseconds: int) -> None:
        self._connection.execute(f"PRAGMA busy_timeout = {milliseconds}").fetchall()


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another that takes its name, or None when it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
