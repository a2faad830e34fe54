"""A part of a screen that fills it in turn with others, as a tab: it reads and saves through the screen it is on."""

from abc import abstractmethod
from datetime import date

from textual.message import Message
from textual.widget import Widget

from rut_tui.views.base import View


class Pane(Widget):
    """What a tab shows, mounted when it is first chosen."""

    class DayOpened(Message):
        """A day is to be shown where its entries are."""

        def __init__(self, day: date) -> None:
            """Name it."""
            super().__init__()
            self.day = day

    @abstractmethod
    async def load(self, view: View) -> None:
        """Read what it shows, and draw it.

        Args:
            view: The screen that it reads through.

        Raises:
            StorageError: The journal could not be read.
        """

    @abstractmethod
    def focus_first(self) -> None:
        """Take the keys."""

    def begin(self, day: date) -> None:
        """Begin with a day, if it is about days.

        Args:
            day: The one that the log shows, from where the tab is opened.
        """

    def at_once(self, node: object, action: str) -> bool:  # noqa: ARG002 - a subclass needs them
        """Whether a key of it means the same whatever is still being read.

        Args:
            node: The widget that has the key.
            action: What it does there.
        """
        return False

    @property
    def view(self) -> View:
        """The screen that it is on."""
        return next(node for node in self.ancestors if isinstance(node, View))

    async def open(self, what: str) -> None:
        """Open something on it, by its name."""
