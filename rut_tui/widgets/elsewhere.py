"""Notices what another process did to the journal: asks every two seconds, and when the window is gone back to.

It shows nothing itself, and says nothing: what was written elsewhere was written by the same hand.
"""

from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker

from rut_tui.storage.faults import StorageError

if TYPE_CHECKING:
    from rut_tui.app import RutApp

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

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._asking = False

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
            if await self.app.db.run(lambda store: store.changed_elsewhere()):
                self.post_message(self.Changed())
        except StorageError:
            pass  # locked, closed or out of reach: whoever needs the journal says so
        finally:
            self._asking = False
