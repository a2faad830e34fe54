"""What goes on beside the journal's own thread while the app is open: the check of a large file, and backups.

Each has a connection of its own, so typing, reading and saving go on meanwhile.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from rut_tui.storage import engine, structure
from rut_tui.storage.faults import Damaged, StorageError, TakenAway

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
            tell: Called on the caretaker's thread with what a person should know; once for the same trouble. Only
                a journal that is itself damaged is told of as Damaged.
        """
        self._store = store
        self._clock = clock
        self._tell = tell
        self._told = False
        self._looked: datetime | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="caretaker")
        self.checked: Future[None] = Future()
        """Done when every page of the file is known to be whole; failed when one is not, or none could be read."""
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
        """Wait for the check; one that could not be made, such as of a file in use, is made now."""
        error = self.checked.exception()
        if error is not None and not isinstance(error, Damaged):
            self.checked = self._thread.submit(self._check)
        try:
            self.checked.result()
        except StorageError as fault:
            raise type(fault)(f"It was not saved. {fault}") from None

    def _check(self) -> None:
        try:
            with closing(self._store.second()) as connection:
                structure.verify(connection, self._store.path, any_size=True)
        except Damaged as error:
            self._store.unchecked = True
            self._tell(error)
            raise
        except engine.FAILURES as error:
            raise structure.explained(error, self._store.path) from None
        except OSError:
            raise TakenAway("The file of the journal isn't in its place any more.") from None
        self._store.unchecked = False

    def _back_up(self) -> None:
        if self._store.unchecked:
            return  # it turned out to be damaged
        try:
            if self._store.backups.due():
                self._store.back_up()
            self._told = False
        except TakenAway:
            return  # whoever saves next is told
        except StorageError as error:
            if not self._told:
                self._told = True
                self._explain(error)

    def _explain(self, error: StorageError) -> None:
        """Tell why there is no backup, unless the journal itself turns out to be at fault: then that is told."""
        if isinstance(error, Damaged):
            with suppress(StorageError):
                self._check()
                self._tell(StorageError(str(error)))
        else:
            self._tell(error)
