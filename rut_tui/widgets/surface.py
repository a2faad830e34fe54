"""A container whose own look follows the focus, and not the look of everything inside it.

When the focus comes or goes, Textual styles a widget and all it contains again; in a screen of a hundred widgets that
is most of the time from a key to what is drawn.
"""

from textual.containers import Vertical


class Surface(Vertical):
    """A vertical container, styled alone; a rule for it that speaks of the focus may not reach inside it."""

    def watch_has_focus(self, _has_focus: bool) -> None:
        """It has the focus, or no longer."""
        self.restyle_alone()

    def restyle_alone(self) -> None:
        """Apply the rules for its classes and its focus."""
        self.app.stylesheet.update_nodes((self,))
