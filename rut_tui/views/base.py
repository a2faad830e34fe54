"""What the five views share: when they load, where the focus goes, and how a save is told.

A view asks the database thread for frozen models and draws them; widgets below it never do.
"""

import asyncio
from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.message import Message
from textual.worker import Worker

from rut_tui.storage.faults import StorageError
from rut_tui.widgets.surface import Surface

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.storage.store import Store

T = TypeVar("T")

SOON = 0.03
"""Seconds until it is said that the disk takes its time; a view waits as long for what it shows before it comes up."""


class View(Surface, can_focus=True):
    """One of the five screens.

    A subclass composes its panes, fills them in `load`, and names the widget that takes the focus.
    """

    DEFAULT_CSS = """
    View { width: 1fr; height: 1fr; }
    """
    app: "RutApp"
    NAME: ClassVar[str]
    FOLLOWS: ClassVar[bool] = True
    """Whether the next key acts on what was saved, and waits until that is shown."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start with nothing read."""
        super().__init__(id=id)
        self._read = asyncio.Event()
        self._at_work = 0

    class Changed(Message):
        """Something was saved: what is shown is out of date."""

        def __init__(self, drawn: "View | None" = None) -> None:
            """Say which view shows it already."""
            super().__init__()
            self.drawn = drawn

    class Busy(Message):
        """The disk takes its time, or no longer does."""

        def __init__(self, said: str) -> None:
            """Say what is under way; nothing when it is done."""
            super().__init__()
            self.said = said

    @abstractmethod
    async def load(self) -> None:
        """Read what this view shows and draw it. Called each time it is shown and after every change."""

    def focus_first(self) -> None:
        """Put the focus where the hand expects it when the view is shown."""
        self.focus()

    async def open(self, what: str) -> None:
        """Open something on this view, as named by a step: "signs", "new", "open:<id>"."""

    async def make_way(self, action: str) -> None:
        """Show the part of this view that an action is about; the palette runs it then."""

    def reload(self, *, quietly: bool = False) -> None:
        """Load again, dropping a load that is still under way.

        Args:
            quietly: Nobody asked for it, so no key waits for it.
        """
        if not quietly:
            self._read.clear()
        # The method, not its coroutine: one that is dropped before it began would never be awaited.
        _: Worker[None] = self.run_worker(self._load, group=f"load-{self.NAME}", exclusive=True)

    @property
    def settling(self) -> bool:
        """Whether what it shows is still being read, or about to be another thing."""
        return not self._read.is_set() or self.at_work

    @property
    def at_work(self) -> bool:
        """Whether something that a key began is still under way."""
        return self._at_work > 0

    def at_once(self, node: object, action: str) -> bool:  # noqa: ARG002 - a subclass needs them
        """Whether a key of this view means the same whatever is still being read.

        Args:
            node: The widget that has the key.
            action: What it does there.
        """
        return False

    def has_read(self) -> None:
        """Let keys act on what is shown, though there is more to read."""
        self._read.set()

    async def loaded(self) -> None:
        """Wait until what it shows is read, but hardly: a busy file must not hold up the keys."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._read.wait(), SOON)

    def then(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something that takes the file; meanwhile only keys that act on this view wait.

        Args:
            work: Does it, and says what the file refused.
        """
        self._at_work += 1
        _: Worker[None] = self.run_worker(partial(self._work, work), group="work")

    async def _work(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        finally:
            self._at_work -= 1

    @contextmanager
    def _saying(self, text: str) -> Iterator[None]:
        """Say what is under way, if it takes long enough to be noticed."""
        said = text

        def say() -> None:
            if said:
                self.post_message(self.Busy(said))

        timer = self.set_timer(SOON, say)
        try:
            yield
        finally:
            timer.stop()
            said = ""  # the timer may have gone off already, and wait its turn
            self.post_message(self.Busy(""))

    async def _load(self) -> None:
        try:
            with nullcontext() if self._read.is_set() else self._saying("reading…"):
                await self.load()
        except StorageError as error:
            self.app.tell(error)
        self.has_read()

    async def ask(self, job: Callable[["Store"], T]) -> T:
        """Run a job on the database thread and return what it read."""
        return await self.app.db.read(job)

    async def save(self, job: Callable[["Store"], T], said: str = "", *, drawn: bool = False) -> T:
        """Run a job that writes; only when it is on disk say so.

        Args:
            job: What to do with the store.
            said: A few words for a toast; none when the screen shows it anyway.
            drawn: This view shows what the job returns, and needn't read it again.

        Raises:
            StorageError: It was not saved.
        """
        with self._saying("saving…"):
            result = await self.app.db.run(job)
        self.app.drafts.gone = None
        if said:
            self.app.notify(said)
        else:
            self.app.untell()
        self.post_message(self.Changed(self if drawn else None))
        return result

    async def set_down(self, job: Callable[["Store"], T]) -> T:
        """Run a job that writes on the emergency copy, after the journal's file was taken away.

        Args:
            job: What could not be saved.

        Raises:
            StorageError: There is no copy, or it refused it.
        """

        def aside(store: "Store") -> T:
            with store.transaction(aside=True):
                return job(store)

        return await self.app.db.run(aside)
