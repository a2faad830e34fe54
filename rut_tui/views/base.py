"""What the five views share: when they load, where the focus goes, and how a save is told.

A view asks the database thread for frozen models and draws them; widgets below it never do.
"""

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import Vertical
from textual.message import Message
from textual.worker import Worker

from rut_tui.storage.faults import StorageError

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.storage.store import Store

T = TypeVar("T")


class View(Vertical, can_focus=True):
    """One of the five screens.

    A subclass composes its panes, fills them in `load`, and names the widget that takes the focus.
    """

    DEFAULT_CSS = """
    View { width: 1fr; height: 1fr; }
    """
    app: "RutApp"
    NAME: ClassVar[str]
    _loading: "Worker[None] | None" = None

    class Changed(Message):
        """Something was saved: other views are out of date."""

    @abstractmethod
    async def load(self) -> None:
        """Read what this view shows and draw it. Called each time it is shown and after every change."""

    def focus_first(self) -> None:
        """Put the focus where the hand expects it when the view is shown."""
        self.focus()

    async def open(self, what: str) -> None:
        """Open something on this view, as named by a step: "signs", "new", "open:<id>"."""

    def reload(self) -> None:
        """Load again, dropping a load that is still under way."""
        # The method, not its coroutine: one that is dropped before it began would never be awaited.
        self._loading = self.run_worker(self._load, group=f"load-{self.NAME}", exclusive=True)

    @property
    def settling(self) -> bool:
        """Whether what it shows is still being read."""
        return self._loading is not None and not self._loading.is_finished

    async def _load(self) -> None:
        try:
            await self.load()
        except StorageError as error:
            self.app.tell(error)

    async def ask(self, job: Callable[["Store"], T]) -> T:
        """Run a job on the database thread and return what it read."""
        return await self.app.db.run(job)

    async def save(self, job: Callable[["Store"], T], said: str = "") -> T:
        """Run a job that writes; only when it is on disk say so.

        Args:
            job: What to do with the store.
            said: A few words for a toast; none when the screen shows it anyway.

        Raises:
            StorageError: It was not saved.
        """
        result = await self.app.db.run(job)
        if said:
            self.app.notify(said)
        self.post_message(self.Changed())
        return result
