"""The title of a new goal: while no word of the person's own stands there, down and up go through the examples."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType
from textual.reactive import reactive

from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.fields import LineField


class TitleLine(LineField):
    """A line that can be filled from an example."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("goals.title")
    offering: reactive[bool] = reactive(False, bindings=True)
    """Whether there are examples to go through: words of the person's own are never replaced."""

    def __init__(self, example: Callable[[int], None], *, id: str) -> None:
        """Open empty.

        Args:
            example: Fills in the next example or the one before. Called at once, not told by a message, so that a
                key typed right behind meets the example.
            id: The widget's id.
        """
        super().__init__(id=id, select_on_focus=False)
        self._example = example

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's shape
        """Down and up mean nothing where nothing is offered."""
        return self.offering if action == "example" else True

    def action_example(self, step: int) -> None:
        """Take the next one."""
        self._example(step)
