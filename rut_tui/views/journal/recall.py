"""On this day a month and a year before: a quiet line for each that was written on."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from rut_tui.views.journal.rows import recall_line
from rut_tui.widgets.plain import clickable, run_clicked

if TYPE_CHECKING:
    from rut_tui.views.journal.reading import Recalled


class Recall(Widget):
    """The lines; a click on one goes to its day."""

    DEFAULT_CSS = """
    Recall { height: auto; margin-top: 1; }
    """
    ALLOW_SELECT = False

    class Chosen(Message):
        """Go to a day."""

        def __init__(self, day: date) -> None:
            """Name the day."""
            super().__init__()
            self.day = day

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._recalled: Sequence[Recalled] = ()
        self.display = False

    def show(self, recalled: "Sequence[Recalled]") -> None:
        """Show what was written on this day before, or nothing."""
        self._recalled = recalled
        self.display = bool(recalled)
        self.refresh(layout=True)

    def render(self) -> Content:
        """Draw a line a day."""
        width = self.size.width or self.app.size.width
        lines = (clickable(recall_line(it, width), f"go({n})") for n, it in enumerate(self._recalled))
        return Content("\n").join(lines)

    async def on_click(self, event: Click) -> None:
        """Go to the day clicked."""
        await run_clicked(self, event)

    def action_go(self, number: int) -> None:
        """Go to one of the days."""
        self.post_message(self.Chosen(self._recalled[number].day))
