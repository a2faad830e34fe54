"""A field: what is asked, the widget that takes the answer, and below it a hint or what is wrong."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from rut_tui.widgets.plain import plain


class Field(Vertical):
    """A label above, the widget that takes the answer, and below it a hint or what is wrong."""

    DEFAULT_CSS = """
    Field { height: auto; margin-bottom: 1; }
    Field > .label { color: $foreground; }
    Field > .label.-here { text-style: bold; }
    Field > .below { color: $muted; height: auto; }
    Field.-fault > .below { color: $error; }
    """

    def __init__(self, label: str, widget: Widget, *, hint: str = "", name: str | None = None) -> None:
        """Wrap a widget.

        Args:
            label: What is asked.
            widget: What takes the answer.
            hint: One muted line below; it gives way to a fault.
            name: The model's field, so that its faults find their way here.
        """
        super().__init__(name=name or widget.id)
        self._label = label
        self._widget = widget
        self._hint = hint
        self._said = plain(hint)

    @classmethod
    def around(cls, widget: Widget) -> "Field | None":
        """Return the field that a widget takes the answer for."""
        return next((node for node in widget.ancestors if isinstance(node, cls)), None)

    def compose(self) -> ComposeResult:
        """Label, widget, hint."""
        yield Static(plain(self._label), classes="label")
        yield self._widget
        below = Static(plain(self._hint), classes="below")
        below.display = bool(self._hint)
        yield below

    def on_descendant_focus(self) -> None:
        """Show which answer is being written."""
        self.query_one(".label", Static).add_class("-here")

    def on_descendant_blur(self) -> None:
        """Another answer is, or none."""
        self.query_one(".label", Static).remove_class("-here")

    def say(self, hint: str = "", *, fault: str = "") -> None:
        """Show a fault in place of the hint, or a hint."""
        self.set_class(bool(fault), "-fault")
        said = plain(fault or hint) if fault or hint else self.resting
        if not said.is_same(self._said):  # drawing the same again would have the whole form arranged anew
            self._said = said
            below = self.query_one(".below", Static)
            below.update(said)
            below.display = bool(said)

    @property
    def resting(self) -> Content:
        """What stands below while nothing else is to be said."""
        return plain(self._hint)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _mended(self) -> None:
        """What was wrong may be right now; the next save says."""
        if self.has_class("-fault"):
            self.say()

    def focus_inside(self) -> None:
        """Put the focus in the widget that takes the answer."""
        for widget in (self._widget, *self._widget.query("*")):
            if widget.focusable:
                widget.focus()
                return


def refuse(widget: Widget, said: str) -> None:
    """Say why something was not taken: below the field it was meant for, or in a toast where there is none."""
    if field := Field.around(widget):
        field.say(fault=said)
    else:
        widget.app.notify(said, severity="warning")
