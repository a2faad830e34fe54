"""Notices what happens to the journal outside: asks every two seconds, and when the window is gone back to.

It shows nothing itself. What was written elsewhere was written by the same hand, so nothing is said of that either.
"""

from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker

from rut_tui.storage.faults import StorageError

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.storage.store import Store

EVERY: Final = 2.0
"""Seconds between two questions."""


class Elsewhere(Widget):
    """Asks whether the journal was changed by another process."""

    DEFAULT_CSS = """
    Elsewhere { display: none; }
    """
    app: "RutApp"

    class Changed(Message):
        """Another process saved something: what is shown is out of date."""

    class Standing(Message):
        """Whether something can be saved is another matter now than before."""

        def __init__(self, word: str, said: str) -> None:
            """Keep what it comes to.

            Args:
                word: A word or two for as long as nothing can be saved; nothing when it can.
                said: What is to be said once.
            """
            super().__init__()
            self.word = word
            self.said = said

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._asking = False
        self._before = ("", "")

    def on_mount(self) -> None:
        """Begin to ask."""
        self.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Ask now, unless the answer to the last question is still to come."""
        if not self._asking and self.is_attached:
            self._asking = True
            _: Worker[None] = self.run_worker(self._look, group="elsewhere")

    async def _look(self) -> None:
        try:
            standing, changed = await self.app.db.run(_ask)
            if standing != self._before:
                self._before = standing
                self.post_message(self.Standing(*standing))
            if changed:
                self.post_message(self.Changed())
        except StorageError:
            pass  # locked, closed or out of reach: whoever needs the journal says so
        finally:
            self._asking = False


def _ask(store: "Store") -> tuple[tuple[str, str], bool]:
    """Return how things stand, in a word and as said once, and whether another process saved something."""
    if store.read_only:
        return ("read-only", ""), store.changed_elsewhere()
    said = store.taken_away()
    return ("can't save" if said else "", said), store.changed_elsewhere()
