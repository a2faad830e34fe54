"""The one thread that owns the connection, and how everyone else asks it for things.

Light at import: the thread loads storage itself, while the first screen is already up.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from rut_tui.storage.faults import Closed, Damaged, Sealed, StorageError

if TYPE_CHECKING:
    from pathlib import Path

    from rut_tui.clock import Clock
    from rut_tui.storage.caretaker import Caretaker
    from rut_tui.storage.passphrase import Passphrase
    from rut_tui.storage.store import Store

T = TypeVar("T")


class Database:
    """The journal, for the app and the commands. Jobs run one after another, in the order they were given.

    Attributes:
        path: Where the journal is or should be.
        sealed: Whether it is encrypted: likely from the start on, known once it was opened or refused.
        on_trouble: Called, on another thread, with what goes wrong beside the jobs: a backup could not be made, or a
            large file turned out to be Damaged, which closes it.
    """

    def __init__(
        self,
        path: "Path",
        clock: "Clock",
        *,
        create: bool = True,
        passphrase: "Passphrase | None" = None,
        undo: bool = False,
        sitting: bool = False,
    ) -> None:
        """Describe the journal; nothing is read or made before `start`.

        Args:
            path: Where it is or should be.
            clock: What time it is.
            create: Make it when absent.
            passphrase: What opens it, if that is known already.
            undo: Keep what is saved in memory, so that it can be undone.
            sitting: Somebody sits in front of it: it is looked after on a thread of its own (backups, and the pages of
                a large file), and `on_trouble` is told.
        """
        self.path = path
        self.sealed = False
        self.on_trouble: Callable[[StorageError], object] = lambda _: None
        self._sitting = sitting
        self._caretaker: Caretaker | None = None
        self._clock = clock
        self._create = create
        self._passphrase = passphrase
        self._undo = undo
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._store: Store | None = None
        self._failure: BaseException | None = None
        self._started = False

    def start(self) -> None:
        """Begin to open the journal on its thread. Returns at once; jobs given meanwhile wait.

        Called again after it failed, it tries again. One that needs a passphrase waits for it or for the first job:
        until then there is nothing to open it with, and the prompt is to be painted.
        """
        if self._store is None:
            from rut_tui.storage.signatures import seems_sealed

            self.sealed = seems_sealed(self.path)
        if not self.needs_passphrase:
            self._started = True
            self._submit(self._open)

    @property
    def passphrase(self) -> "Passphrase | None":
        """What was given to open it with."""
        return self._passphrase

    @property
    def needs_passphrase(self) -> bool:
        """Whether it seems to be encrypted and nothing was given that opens it."""
        return self.sealed and self._passphrase is None

    async def opened(self) -> None:
        """Wait until the journal is open.

        Raises:
            StorageError: It could not be opened.
        """
        await self.run(lambda _: None)

    async def run(self, job: "Callable[[Store], T]") -> T:
        """Run a job on the thread and return what it returns.

        A caller that is cancelled stops waiting; the job still runs, so that a save is never lost halfway.

        Args:
            job: Given the store. What it returns must not be tied to the connection.

        Raises:
            StorageError: The journal could not be opened, or the job failed.
            Exception: Whatever else the job raised.
        """
        return await _answer(self._hand_in(job))

    async def read(self, job: "Callable[[Store], T]") -> T:
        """Run a job that only reads. One whose caller is cancelled before it began is left out.

        Args:
            job: As for run.

        Raises:
            StorageError: As for run.
        """
        asked = self._hand_in(job)
        try:
            return await _answer(asked)
        except asyncio.CancelledError:
            asked.cancel()
            raise

    def run_sync(self, job: "Callable[[Store], T]", seconds: float | None = None) -> T:
        """Run a job on the thread and wait for it: for commands, which have no event loop.

        Args:
            job: As for run.
            seconds: How long to wait; it still runs when that is over.

        Raises:
            StorageError: As for run.
            TimeoutError: It took longer.
        """
        return self._hand_in(job).result(seconds)

    async def sound(self) -> None:
        """Wait until a large file has been read to its end.

        Raises:
            Damaged: A part of it can't be read. It is closed; `start` tries again.
            StorageError: The journal could not be opened, or read.
        """
        await self.opened()
        if self._caretaker is not None:
            await _answer(self._caretaker.checked)

    async def unlock(self, passphrase: "Passphrase") -> None:
        """Open an encrypted journal; one that is open stays so.

        Args:
            passphrase: What the person gave.

        Raises:
            WrongPassphrase: It doesn't open the journal. Nothing was touched, and another may be tried.
            StorageError: The journal could not be opened for another reason.
        """
        await _answer(self._submit(lambda: self._unlock(passphrase)))

    async def lock(self) -> None:
        """Finish every job that was given, then close an encrypted journal and forget what opens it.

        Further jobs raise Sealed until it is unlocked. A journal without a passphrase stays open.
        """
        await _answer(self._submit(self._lock))

    def close(self) -> None:
        """Finish every job that was given, then close the journal. Further jobs are refused."""
        with suppress(Closed):
            self._submit(self._shut)
        self._thread.shutdown(wait=True)

    def _hand_in(self, job: "Callable[[Store], T]") -> "Future[T]":
        begun = monotonic()
        return self._submit(lambda: self._work(job, begun))

    def _submit(self, call: "Callable[[], T]") -> "Future[T]":
        if not self._started:
            self._started = True
            self._thread.submit(self._open)
        try:
            return self._thread.submit(call)
        except RuntimeError:
            raise Closed("The journal is closed.") from None

    def _open(self) -> None:
        if self._store is not None:
            return
        self._failure = None
        try:
            from rut_tui.storage.privacy import hide_memory
            from rut_tui.storage.store import open_store

            hide_memory()
            self._store = open_store(
                self.path,
                self._clock,
                create=self._create,
                passphrase=self._passphrase,
                undo=self._undo,
                check_later=self._sitting,
            )
            self.sealed = self._store.sealed
            if self._sitting:
                from rut_tui.storage.caretaker import Caretaker

                self._caretaker = Caretaker(self._store, self._clock, self._trouble)
        except BaseException as error:
            self._failure = error
            self.sealed = self.sealed or isinstance(error, Sealed)

    def _unlock(self, passphrase: "Passphrase") -> None:
        if self._store is not None:
            return
        self._passphrase = passphrase
        # One that was taken away meanwhile is not made anew: any passphrase would open that.
        self._create = False
        self._open()
        if self._store is None:
            self._passphrase = None
            raise self._why_not()

    def _lock(self) -> None:
        if self._store is not None and self._store.sealed:
            self._shut()
            self._passphrase = None
            self._failure = Sealed("The journal is locked. Unlock it with its passphrase.")

    def _work(self, job: "Callable[[Store], T]", begun: float) -> T:
        if self._store is None:
            raise self._why_not()
        from rut_tui.storage import engine

        before = self._store.saves
        # Whoever asks waits two seconds for other programs, the time that jobs before this one waited included.
        self._store.be_patient(engine.BUSY_MS - int((monotonic() - begun) * 1000))
        try:
            return job(self._store)
        except engine.FAILURES as error:
            raise engine.explain(error, saving=False) from None
        finally:
            if self._caretaker and self._store.saves > before:
                self._caretaker.saved()

    def _why_not(self) -> BaseException:
        """Return why there is no store, as a new exception each time: every caller raises its own."""
        if isinstance(self._failure, StorageError):
            return type(self._failure)(str(self._failure))
        return self._failure or Closed("The journal is closed.")

    def _trouble(self, error: StorageError) -> None:
        if isinstance(error, Damaged):
            with suppress(Closed):
                self._submit(lambda: self._give_up(error))
        with suppress(RuntimeError):  # nobody is there any more to be told
            self.on_trouble(error)

    def _give_up(self, error: Damaged) -> None:
        """Close a journal that turned out to be damaged: nothing more is read or written."""
        self._shut()
        self._failure = error

    def _shut(self) -> None:
        if self._caretaker is not None:
            self._caretaker.close()
            self._caretaker = None
        if self._store is not None:
            self._store.close()
            self._store = None


async def _answer(asked: "Future[T]") -> T:
    """Wait for what the thread was asked, without holding up the event loop."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def deliver(done: Future[T]) -> None:
        if answer.done():
            return  # the caller was cancelled
        error = done.exception()
        if error is None:
            answer.set_result(done.result())
        else:
            answer.set_exception(error)

    def hand_over(done: Future[T]) -> None:
        with suppress(RuntimeError):  # the loop was closed, so nobody waits
            loop.call_soon_threadsafe(deliver, done)

    asked.add_done_callback(hand_over)
    return await answer
