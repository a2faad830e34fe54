"""Shown while the window is too small to be of use; everything typed waits below."""

from textual.app import ComposeResult
from textual.widgets import Static

from rut_tui.widgets.page import Sheet


class TooSmall(Sheet[None]):
    """Asks for room."""

    DEFAULT_CSS = """
    TooSmall { align: center middle; background: $background; }
    TooSmall > Static { width: auto; max-width: 100%; height: auto; text-align: center; }
    """

    def __init__(self, columns: int, rows: int) -> None:
        """Say how much room is needed."""
        super().__init__()
        self._needs = (columns, rows)

    def compose(self) -> ComposeResult:
        """One sentence."""
        columns, rows = self._needs
        yield Static(f"Make me larger: {columns} × {rows} is enough.\nWhat you typed is still here.", markup=False)
