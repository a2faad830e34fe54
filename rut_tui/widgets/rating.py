"""Drained 1 2 3 4 5 engaged: a digit rates, arrows move, enter saves.

Also the choice between two words, work or outside.
"""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rut_tui.commands import ENGAGEMENT
from rut_tui.widgets.bindings import bindings


def engagement_style(value: float) -> str:
    """Return the colour role of a rating or a mean on the −2…+2 scale."""
    return "$drained" if value < 0 else "$engaged" if value > 0 else "$foreground"


def signed(value: float, places: int = 0) -> str:
    """Return a rating with its glyph and sign: "▲ +1", "▼ −1.2", "· 0"."""
    number = f"{abs(value):.{places}f}"
    if float(number) == 0:
        return f"·  {number}"
    return f"▲ +{number}" if value > 0 else f"▼ −{number}"


class Submitted(Message):
    """Enter was pressed on a field that has nothing else to do with it: save the form."""


class Rating(Widget, can_focus=True):
    """One rating on the −2…+2 scale, shown as 1 to 5."""

    DEFAULT_CSS = """
    Rating { height: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("rating")
    value: reactive[int | None] = reactive(None)

    class Rated(Message):
        """A rating was given."""

    def render(self) -> Content:
        """Draw the scale with its ends in words, and the rating in words below."""
        cells: list[Content | str | tuple[str, str]] = [("drained ", "$drained")]
        for rating in range(-2, 3):
            chosen = "bold $background on $accent" if rating == self.value else "bold" if self.has_focus else ""
            label = Content.styled(f"  {rating + 3}  ", chosen)
            cells += [label.stylize(f"@click=rate({rating})")]
        cells.append((" engaged", "$engaged"))
        if self.value is None:
            below = Content.styled("Press 1 to 5.", "$muted")
        else:
            below = Content.styled(f"{signed(self.value)}  {ENGAGEMENT[self.value + 2]}", engagement_style(self.value))
        return Content.assemble(*cells, "\n", below)

    def action_rate(self, rating: int) -> None:
        """Take a rating."""
        self.value = rating
        self.post_message(self.Rated())

    def action_move(self, step: int) -> None:
        """Move the rating by one, starting from the middle."""
        self.action_rate(max(-2, min(2, (self.value or 0) + step)) if self.value is not None else 0)

    def action_submit(self) -> None:
        """Save the form."""
        self.post_message(Submitted())


class Choice(Widget, can_focus=True):
    """One of two words, switched by space."""

    DEFAULT_CSS = """
    Choice { height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("choice")
    value: reactive[str] = reactive("")

    def __init__(self, *options: tuple[str, str], id: str | None = None) -> None:
        """Offer (value, label) pairs; the first is chosen."""
        super().__init__(id=id)
        self._options = options
        self.set_reactive(Choice.value, options[0][0])

    def render(self) -> Content:
        """Draw both, the chosen one marked."""
        cells: list[Content] = []
        for value, label in self._options:
            chosen = value == self.value
            style = ("bold $accent" if self.has_focus else "bold") if chosen else "$muted"
            cells.append(
                Content.styled(f"{'●' if chosen else '○'} {label}", style).stylize(f"@click=choose('{value}')")
            )
        return Content("    ").join(cells)

    def action_choose(self, value: str) -> None:
        """Take one."""
        self.value = value

    def action_other(self) -> None:
        """Take the next one."""
        values = [value for value, _ in self._options]
        self.value = values[(values.index(self.value) + 1) % len(values)]

    def action_submit(self) -> None:
        """Save the form."""
        self.post_message(Submitted())
