"""A panel: a slightly raised surface with a thin edge on the left, bold title, room to breathe.

The edge takes the accent while the focus is inside.
"""

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from rut_tui.widgets.plain import plain
from rut_tui.widgets.surface import Surface


class Panel(Surface):
    """A titled surface. Subclasses compose `body`; or pass it widgets."""

    DEFAULT_CSS = """
    Panel {
        height: auto; background: $surface; border-left: outer $panel; padding: 1 3; margin-bottom: 1;
    }
    Panel:focus, Panel.-focus-within { border-left: outer $accent; }
    Panel > .panel-title { height: auto; margin-bottom: 1; }
    """

    def __init__(self, title: str, *, id: str | None = None, classes: str | None = None) -> None:
        """Make a panel with our words as its title."""
        super().__init__(id=id, classes=classes)
        self._title = title
        self._aside = ""

    def compose(self) -> ComposeResult:
        """Title, then the body."""
        yield Static(self._heading(""), classes="panel-title")
        yield from self.body()

    @on(events.DescendantFocus)
    def _focus_came(self) -> None:
        self._hold_focus(within=True)

    @on(events.DescendantBlur)
    def _focus_left(self) -> None:
        self._hold_focus(within=False)

    def _hold_focus(self, *, within: bool) -> None:
        self.set_class(within, "-focus-within", update=False)
        self.restyle_alone()

    def body(self) -> ComposeResult:
        """What the panel shows below its title."""
        yield from ()

    def retitle(self, title: str, aside: str = "") -> None:
        """Change the title and the muted words beside it."""
        if (title, aside) != (self._title, self._aside):
            self._title, self._aside = title, aside
            self.query_one(".panel-title", Static).update(self._heading(aside))

    def _heading(self, aside: str) -> Content:
        return Content.assemble((self._title, "bold $accent"), "   " if aside else "", plain(aside, "$muted"))


def empty_state(what: str, why: str, key: str, does: str) -> Content:
    """Return the three lines of an empty place: what will be here, why it helps, the key that starts it."""
    return Content.assemble(what, "\n", (why, "$muted"), "\n\n", (key, "bold"), (f" {does}", "$muted"))
