"""How sure a person is, from 1 to 10: a digit says it, 0 stands for ten, arrows move, enter saves.

Below 7 it asks what it would take; those words stay when the number rises.
"""

from collections.abc import Callable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField
from rut_tui.widgets.plain import clickable, run_clicked, save_form

MOST: Final = 10
MIDDLE: Final = 5


class Confidence(Widget, can_focus=True):
    """One of ten numbers, or none yet."""

    DEFAULT_CSS = """
    Confidence { height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("goals.sure")
    value: reactive[int | None] = reactive(None)

    class Changed(Message):
        """Another number was said, or it was taken back."""

    def __init__(self, told: Callable[[int | None], None]) -> None:
        """Begin without a number.

        Args:
            told: Given every new number at once, before the next key: what it shows may take that key.
        """
        super().__init__()
        self._told = told

    def render(self) -> Content:
        """Draw the ten numbers, the chosen one marked."""
        cells = []
        for number in range(1, MOST + 1):
            style = "bold $background on $accent" if number == self.value else "bold" if self.has_focus else ""
            cells.append(clickable(Content.styled(f" {number:>2} ", style), f"rate({number})"))
        return Content.assemble(*cells, ("  of 10", "$muted") if self.value else "")

    async def on_click(self, event: Click) -> None:
        """Take the number that was clicked."""
        await run_clicked(self, event)

    def watch_value(self) -> None:
        """Tell the form."""
        self._told(self.value)
        self.post_message(self.Changed())

    def action_rate(self, number: int) -> None:
        """Take a number."""
        self.value = number

    def action_move(self, step: int) -> None:
        """Go one up or down, starting from the middle."""
        self.value = MIDDLE if self.value is None else max(1, min(MOST, self.value + step))

    def action_clear(self) -> None:
        """Take it back."""
        self.value = None

    async def action_submit(self) -> None:
        """Save the form."""
        await save_form(self)


class HowSure(Vertical):
    """The number, and below 7 a line for what would raise it."""

    DEFAULT_CSS = """
    HowSure { height: auto; }
    HowSure > Field { margin: 0; }
    """

    def compose(self) -> ComposeResult:
        """Both; they share a box so that tab goes from one to the other even before the line is laid out."""
        yield Confidence(self._ask)
        more = "more time, a smaller step, somebody's help"
        line = LineField(id="raise_confidence", placeholder=more, select_on_focus=False)
        yield Field("What it would take", line)

    def _ask(self, sure: int | None) -> None:
        from rut_tui.domain.smart import SURE

        self.query_one(Field).display = sure is not None and sure < SURE
