"""The page of people and places to turn to. It opens nothing and sends nothing: what stands there is text to read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.page import Sheet


class SupportPage(Sheet[None]):
    """Who can help, and what to do when it can't wait."""

    DEFAULT_CSS = """
    SupportPage { align: center top; background: $background 60%; }
    SupportPage > .form {
        width: 72; max-width: 100%; height: auto; max-height: 100%; margin: 1 0; padding: 1 2;
        scrollbar-size-vertical: 1; background: $surface; border-left: outer $accent;
    }
    SupportPage Static { height: auto; margin-bottom: 1; }
    SupportPage .title { text-style: bold; color: $accent; }
    SupportPage .last { margin-bottom: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("page")

    def compose(self) -> ComposeResult:
        """One paragraph each; danger comes last, where the eye stops."""
        from rut_tui import content

        with VerticalScroll(classes="form"):
            yield Static("People who can help", classes="title")
            for option in content.help_options():
                yield Static(Content.assemble((option.name, "bold"), "\n", (option.what, "$muted")))
            danger = content.emergency()
            yield Static(Content.assemble((danger.name, "bold $accent"), "\n", danger.what), classes="last")
        yield FooterLine()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
