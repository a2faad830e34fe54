"""What stands in place of the board before there is a goal."""

from textual.app import ComposeResult
from textual.widgets import Static

from rut_tui.widgets.panel import Panel, empty_state


class NoGoals(Panel):
    """What stands here before there is a goal."""

    DEFAULT_CSS = """
    NoGoals { margin: 1 2; }
    """

    def body(self) -> ComposeResult:
        """What will be here, why it helps, the key."""
        what = "Your goals will stand here, from an idea to done."
        why = "One with a number, a day and a first small step is easier to begin. Examples come with it."
        yield Static(empty_state(what, why, "n", "writes down the first one"))
