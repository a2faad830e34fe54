"""The title of the form: the plan's name, a few words on it, and whether it is saved.

That is always whole; where there is little room the words give way first, then the end of the name.
"""

from textual.content import Content
from textual.widget import Widget

from rut_tui.widgets.plain import plain

_GAP = 3
"""Cells between the parts."""

_ENOUGH = 10
"""Cells of a name from which its end gives way before the words do."""


class PlanTitle(Widget):
    """One line on the open plan."""

    ALLOW_SELECT = False

    def __init__(self, name: str) -> None:
        """Start with a name only."""
        super().__init__(classes="panel-title")
        self._parts: tuple[str, tuple[str, ...], Content] = (name, (), Content(""))

    def show(self, name: str, aside: tuple[str, ...], state: Content) -> None:
        """Draw another title.

        Args:
            name: The plan's name.
            aside: Words on it, those first that can be left out first.
            state: Whether it is saved.
        """
        self._parts = (name, aside, state)
        self.refresh()

    def render(self) -> Content:
        """Fit it into the line."""
        name, aside, state = self._parts
        called = plain(name, "bold $accent")
        room = self.content_size.width - (state.cell_length + _GAP if state else 0)
        while aside and room - len(", ".join(aside)) - _GAP < min(called.cell_length, _ENOUGH):
            aside = aside[1:]
        words = Content.styled(", ".join(aside), "$muted")
        called = called.truncate(max(1, room - (words.cell_length + _GAP if words else 0)), ellipsis=True)
        return Content(" " * _GAP).join([part for part in (called, words, state) if part])
