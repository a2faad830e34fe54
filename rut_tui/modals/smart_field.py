"""A field with a check below it: done, or a nudge towards a clearer goal, at every keystroke."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from rut_tui.widgets.field import Field
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.domain.smart import Check


class SmartField(Field):
    """One letter of SMART. A fault that stops a save takes the place of the check until the next keystroke."""

    def __init__(self, label: str, widget: Widget, praise: str) -> None:
        """Wrap a widget.

        Args:
            label: Our words for what is asked.
            widget: What takes the answer.
            praise: What is said when there is nothing to nudge about.
        """
        super().__init__(label, widget)
        self._praise = praise
        self._found: Content = Content("")

    def check(self, check: "Check", understood: str = "") -> None:
        """Show a check.

        Args:
            check: What was found.
            understood: How the answer was read, said before everything else.
        """
        words = " ".join(part for part in (understood + "." * bool(understood and not check.ok), check.nudge) if part)
        mark = ("✓ ", "$done") if check.ok else ("○ ", "$muted")
        self._found = Content.assemble(mark, plain(words or self._praise))
        self.say()

    @property
    def resting(self) -> Content:
        """The check."""
        return self._found
