"""Drained 1 2 3 4 5 engaged: a digit rates, arrows move, enter saves.

Also the choice between a few words, such as work or outside.
"""

from typing import ClassVar, Final

from textual.binding import BindingType
from textual.content import Content
from textual.events import MouseDown
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rut_tui.commands import ENGAGEMENT
from rut_tui.domain.insights import figure
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.offers import rows_of
from rut_tui.widgets.plain import clickable, plain, run_clicked, save_form

CROWDED: Final = 4
"""Words of a choice from which they stand closer to each other."""

ROOM: Final = 60
"""Columns of a choice that has no size yet."""

_GLYPHS: Final = {"+": "▲", "−": "▼"}


def engagement_style(value: float) -> str:
    """Return the colour role of a rating or a mean on the −2…+2 scale."""
    return "$drained" if value < 0 else "$engaged" if value > 0 else "$foreground"


def signed(value: float, places: int = 0) -> str:
    """Return a rating with its glyph and sign: "▲ +1", "▼ −1.2", "· 0"."""
    number = figure(value, places)
    return f"{_GLYPHS.get(number[0], '· ')} {number}"


def mark(value: float | None, places: int = 0) -> Content:
    """Return a rating in its colour, with glyph and sign; a muted dash when it wasn't rated."""
    if value is None:
        return Content.styled("·  –".ljust(4 + bool(places) * (places + 1)), "$muted")
    return Content.styled(signed(value, places), engagement_style(round(value, places)))


class Rating(Widget, can_focus=True):
    """One rating on the −2…+2 scale, shown as 1 to 5."""

    DEFAULT_CSS = """
    Rating { height: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("rating")
    value: reactive[int | None] = reactive(None)

    class Rated(Message):
        """A rating was given, or taken back."""

        def __init__(self, rating: "Rating") -> None:
            """Name the widget."""
            super().__init__()
            self.rating = rating

    def render(self) -> Content:
        """Draw the scale with its ends in words, and the rating in words below."""
        cells: list[Content | str | tuple[str, str]] = [("drained ", "$drained")]
        for rating in range(-2, 3):
            chosen = "bold $background on $accent" if rating == self.value else "bold" if self.has_focus else ""
            label = Content.styled(f"  {rating + 3}  ", chosen)
            cells.append(clickable(label, f"rate({rating})"))
        cells.append((" engaged", "$engaged"))
        if self.value is None:
            below = Content.styled("Press 1 to 5.", "$muted")
        else:
            below = Content.styled(f"{signed(self.value)}  {ENGAGEMENT[self.value + 2]}", engagement_style(self.value))
        return Content.assemble(*cells, "\n", below)

    async def on_mouse_down(self, event: MouseDown) -> None:
        """Take the number clicked."""
        await run_clicked(self, event)

    def action_rate(self, rating: int | None) -> None:
        """Take a rating, or take it back."""
        self.value = rating
        self.post_message(self.Rated(self))

    def action_move(self, step: int) -> None:
        """Move the rating by one, starting from the middle."""
        self.action_rate(0 if self.value is None else max(-2, min(2, self.value + step)))

    async def action_submit(self) -> None:
        """Save the form."""
        await save_form(self)


class Choice(Widget, can_focus=True):
    """One of a few words, gone through by space or arrows; the words wrap where there is little room."""

    DEFAULT_CSS = """
    Choice { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("choice")
    value: reactive[str] = reactive("", layout=True)

    def __init__(self, *options: tuple[str, str], id: str | None = None, value: str = "") -> None:
        """Offer (value, label) pairs; the first is chosen, unless another one is named."""
        super().__init__(id=id)
        self._options = options
        self.set_reactive(Choice.value, value or options[0][0])

    def offer(self, *options: tuple[str, str]) -> None:
        """Offer other (value, label) pairs; what was chosen stays."""
        self._options = options
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - the framework's shape
        """As many rows as the words take."""
        return len(self._rows(width))

    def render(self) -> Content:
        """Draw all of them, the chosen one marked."""
        return Content("\n").join(self._rows(self.size.width))

    def _rows(self, width: int) -> list[Content]:
        cells: list[Content] = []
        for value, label in self._options:
            chosen = value == self.value
            style = ("bold $accent" if self.has_focus else "bold") if chosen else "$muted"
            cells.append(clickable(plain(f"{'●' if chosen else '○'} {label}", style), f"choose('{value}')"))
        gap = 4 if len(cells) < CROWDED else 3
        return [Content(" " * gap).join(row) for row in rows_of(cells, width or ROOM, gap=gap)]

    async def on_mouse_down(self, event: MouseDown) -> None:
        """Take the word clicked."""
        await run_clicked(self, event)

    def action_choose(self, value: str) -> None:
        """Take one."""
        self.value = value

    def action_other(self, step: int) -> None:
        """Take the next one, or the one before."""
        values = [value for value, _ in self._options]
        place = values.index(self.value) if self.value in values else 0
        self.value = values[(place + step) % len(values)]

    async def action_submit(self) -> None:
        """Save the form."""
        await save_form(self)
