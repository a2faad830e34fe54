"""One input on one line: label, field, unit; below it what it means while it has the focus, or what is wrong.

Drawn by itself around a single field: twenty of them must open in an instant.
"""

from textwrap import wrap
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from rut_tui.views.savings.inputs import PlanInput
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.fields import LineField

UNIT_WIDTH = 8
"""Cells for the unit behind a field."""

FIELD_WIDTH = 12
"""Cells of a field for money: one before the text, ten characters, the caret."""

ROOMY_FIELD = 19
"""The same with room for a million million."""

ROOMY = 48
"""Cells of a line from which there is that room."""

MONTH_WIDTH = 7
"""Cells of a field that ends a sentence."""


class PlanLine(LineField):
    """The field itself; enter goes on to the next one, as tab does."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("savings.field")


class PlanField(Widget):
    """A labelled field of the plan."""

    DEFAULT_CSS = f"""
    PlanField {{ height: auto; }}
    PlanField > PlanLine {{ dock: right; width: {FIELD_WIDTH}; margin-right: {UNIT_WIDTH}; }}
    PlanField.-sentence > PlanLine {{ width: {MONTH_WIDTH}; margin-right: 0; }}
    """

    def __init__(self, item: PlanInput) -> None:
        """Make the field of one input."""
        super().__init__(classes=" ".join(self._classes_for(item)))
        self.item = item
        self.line = PlanLine(name=item.name)
        self._fault = ""
        self._offered = ""

    @staticmethod
    def _classes_for(item: PlanInput) -> list[str]:
        return [*(["-sentence"] if item.kind == "number" else []), *(["-opens"] if item.opens else [])]

    def compose(self) -> ComposeResult:
        """The field; the rest is drawn."""
        yield self.line

    def fill(self, text: str, default: str, fault: str = "") -> None:
        """Show a text that nobody typed just now.

        Args:
            text: What stands in the field.
            default: What counts while it is empty.
            fault: What is wrong with it.
        """
        changed = text != self.line.value
        if changed or not self.line.has_focus:
            self.line.forget_typing()
        with self.prevent(LineField.Changed):
            self.line.value = text
        if changed and self.line.has_focus:
            self.line.select_all()
        self.line.placeholder = default
        self.say(fault)

    def say(self, fault: str) -> None:
        """Show what is wrong, or nothing."""
        if fault != self._fault:
            self._fault = fault
            self.refresh(layout=True)

    def offer(self, words: str) -> None:
        """Show what could stand here, or nothing."""
        self._offered = words
        self.refresh(layout=True)

    def on_descendant_focus(self) -> None:
        """Say what it means."""
        self.refresh(layout=True)

    def on_descendant_blur(self) -> None:
        """Be quiet again, and show where a long number begins."""
        self.refresh(layout=True)
        if self.app.app_focus:
            self.line.scroll_to(0, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """A click on the label is a click on the field."""
        if event.widget is self:
            self.line.focus()

    def on_resize(self) -> None:
        """The field stands on the last line of its label, as wide as there is room for."""
        self.line.styles.width = self._line_width(self.content_size.width)
        self.line.styles.offset = (0, len(self._label_lines(self.content_size.width)) - 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (Textual's shape)
        """Label lines and the lines below."""
        return len(self._label_lines(width)) + len(self._below(width)[0])

    def _line_width(self, width: int) -> int:
        if self.item.kind == "number":
            return MONTH_WIDTH
        return ROOMY_FIELD if width >= ROOMY else FIELD_WIDTH

    def _label_lines(self, width: int) -> list[str]:
        taken = self._line_width(width) + (UNIT_WIDTH if self.item.kind != "number" else 0)
        return wrap(self.item.label, max(10, width - taken - 1))

    def _below(self, width: int) -> tuple[list[str], str]:
        """The lines below the field and their style."""
        if self._fault:
            return wrap(f"{self._fault[0].upper()}{self._fault[1:]}.", max(10, width - 2)), "$error"
        said = (self.item.hint if self.line.has_focus else "", self._offered)
        return [line for text in said for line in wrap(text, max(10, width - 2))], "$muted"

    def render(self) -> Content:
        """Label on the left, unit at the right end, and the lines below."""
        width = self.content_size.width
        *above, last = self._label_lines(width)
        style = "bold" if self.line.has_focus else ""
        lines = [Content.styled(line, style) for line in above]
        lines.append(Content.styled(last, style))
        if unit := self.item.unit:
            gap = " " * max(1, width - UNIT_WIDTH + 1 - len(last))
            lines[-1] = Content.assemble(lines[-1], gap, (unit, "$muted"))
        below, said = self._below(width)
        lines += [Content.styled(f"  {line}", said) for line in below]
        return Content("\n").join(lines)
