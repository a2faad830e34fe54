"""The base of the screens that stand before the journal: the passphrase, the cover, what to do about damage.

They are opaque and full, show nothing of the diary, and while one is up only leaving works.
"""

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.widget import Widget

from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.page import Page

if TYPE_CHECKING:
    from rut_tui.app import RutApp

ResultT = TypeVar("ResultT")


class GateFooter(FooterLine):
    """The keys that work here, and how to leave."""

    LAST: ClassVar[tuple[str, ...]] = ("app.quit",)


class Gate(Page[ResultT], Generic[ResultT]):
    """A screen before the journal."""

    DEFAULT_CSS = """
    Gate { background: $background; color: $foreground; align: center top; }
    Gate ToastRack { display: none; }
    Gate > .door { width: 64; max-width: 100%; height: auto; max-height: 100%; margin-top: 5; padding: 0 2; }
    Gate.-short > .door { margin-top: 2; }
    Gate .title { text-style: bold; color: $accent; margin-bottom: 1; }
    Gate GateFooter { background: $background; }
    """
    app: "RutApp"

    def __init__(self) -> None:
        """Begin deaf: a key has to find its field."""
        super().__init__()
        self.listening = False

    def listen(self, to: Widget | None = None) -> None:
        """Take keys from now on.

        Args:
            to: What takes them, also while the window is not the one in front; None is the screen itself.
        """
        self.set_focus(to)
        self.listening = True

    @property
    def settling(self) -> bool:
        """Whether something is under way after which the next key is meant for another screen."""
        return False

    def leave(self) -> bool:
        """Leave the app in the way of this screen.

        Returns:
            Whether it did; otherwise the app leaves as from anywhere.
        """
        return False
