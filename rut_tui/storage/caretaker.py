"""What goes on beside the journal's own thread while the app is open: the check of a large file, and backups.

Each has a connection of its own, so typing, reading and saving go on meanwhile.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from rut_tui.storage import engine, structure
from rut_tui.storage.faults import StorageError

if TYPE_CHECKING:
    from rut_tui.clock import Clock
    from rut_tui.storage.store import Store

LOOKING: Final = timedelta(minutes=1)
"""How often the folder of the backups is looked at, at most."""


class Caretaker:
    """Looks after an open journal for one sitting."""

    def __init__(self, store: "Store", clock: "Clock", tell: Callable[[StorageError], None]) -> None:
        """Begin to check the file if it was too large to be checked on opening.

        Args:
            store: The open journal.
            clock: What time it is.
            tell: Called on the caretaker's thread with what a person should know; once for the same trouble.
        """
        self._store = store
        self._clock = clock
        self._tell = tell
        self._told = False
        self._looked: datetime | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="caretaker")
        self.checked: Future[None] = Future()
        """Done when every page of the file is known to be whole; failed when one is not."""
        if store.unchecked:
            self.checked = self._thread.submit(self._check)
            store.wait_before_saving(self._ready)
        else:
            self.checked.set_result(None)

    def saved(self) -> None:
        """Make a backup, some time soon, if one is due."""
        now = self._clock()
        if self._looked is not None and timedelta(0) <= now - self._looked < LOOKING:
            return
        self._looked = now
        self._thread.submit(self._back_up)

    def close(self) -> None:
        """Wait for what is going on, and stop."""
        self._thread.shutdown(wait=True)

    def _ready(self) -> None:
        try:
            self.checked.result()
        except StorageError as error:
            raise type(error)(f"It was not saved. {error}") from None

    def _check(self) -> None:
        try:
            with closing(self._store.second()) as connection:
                structure.verify(connection, self._store.path, any_size=True)
        except engine.FAILURES as error:
            raise structure.explained(error, self._store.path) from None
        self._store.unchecked = False

    def _back_up(self) -> None:
        try:
            if self._store.backups.due():
                self._store.back_up()
            self._told = False
        except StorageError as error:
            if not self._told:
                self._told = True
                self._tell(error)
