"""How good one is at something, from 0 to 5: a digit says it, arrows move, enter saves; the word for it stands beside.

Without a number it isn't said.
"""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.events import MouseDown
from textual.reactive import reactive
from textual.widget import Widget

from rut_tui.commands.skills import LEVELS
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.plain import clickable, run_clicked, save_form


class Level(Widget, can_focus=True):
    """One of six numbers, or none yet."""

    DEFAULT_CSS = """
    Level { height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("level")
    value: reactive[int | None] = reactive(None)

    def __init__(self, value: int | None = None, *, id: str | None = None) -> None:
        """Begin with a number, or none."""
        super().__init__(id=id)
        self.set_reactive(Level.value, value)

    def render(self) -> Content:
        """Draw the numbers, the chosen one marked and in words."""
        cells: list[Content | tuple[str, str]] = []
        for number in range(len(LEVELS)):
            style = "bold $background on $accent" if number == self.value else "bold" if self.has_focus else ""
            cells.append(clickable(Content.styled(f"  {number}  ", style), f"rate({number})"))
        return Content.assemble(*cells, (f"  {LEVELS[self.value] if self.value is not None else ''}", "$muted"))

    async def on_mouse_down(self, event: MouseDown) -> None:
        """Take the number that was clicked."""
        await run_clicked(self, event)

    def action_rate(self, number: int | None) -> None:
        """Take a number, or take it back."""
        self.value = number

    def action_move(self, step: int) -> None:
        """Go one up or down."""
        self.value = 0 if self.value is None else max(0, min(len(LEVELS) - 1, self.value + step))

    async def action_submit(self) -> None:
        """Save the form."""
        await save_form(self)
