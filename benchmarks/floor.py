"""The floor: a minimal Textual app, to which start-up is compared in one interleaved run."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header, Static


class Floor(App[None]):
    """A header, a line of text, a footer, and one key that answers."""

    BINDINGS: ClassVar[list[BindingType]] = [("x", "answer", "Answer")]

    def compose(self) -> ComposeResult:
        """Three widgets."""
        yield Header()
        yield Static("ready", id="text")
        yield Footer()

    def action_answer(self) -> None:
        """Show that a key is answered."""
        self.query_one("#text", Static).update("answered")


if __name__ == "__main__":
    Floor().run()
