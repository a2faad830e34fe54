"""Fields a person types in: they take every printable key, keep every character, and draw it safely.

A field that is given more than it can keep refuses the paste and says so; it never cuts.
"""

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from rut_tui.domain.visible import visible
from rut_tui.widgets.plain import plain

PASTE_LIMIT = {"line": 2_000, "note": 200_000}
"""Longest text a field will take from a paste, in characters; a little more than it will save."""


def _refusal(pasted: str, limit: int) -> str | None:
    """Say why a paste can't go in, or return None."""
    if "\0" in pasted or any("\ud800" <= char <= "\udfff" for char in pasted):
        return "Not pasted: it holds a character that can't be kept (NUL or half a symbol)."
    if len(pasted) > limit:
        return f"Not pasted: {len(pasted):,} characters, and this field holds {limit:,}."
    return None


class LineField(Input):
    """One line of a person's own words."""

    BINDING_GROUP_TITLE = "In a field"

    @property
    def _value(self) -> Text:
        """The value as drawn: one symbol a character, so the caret stays true."""
        shown = "•" * len(self.value) if self.password else visible(self.value)
        return Text(shown, no_wrap=True, overflow="ignore", end="")

    def _on_paste(self, event: events.Paste) -> None:
        """Take a paste whole, its lines folded into one."""
        event.stop()
        event.prevent_default()
        pasted = " ".join(event.text.splitlines())
        if said := _refusal(pasted, PASTE_LIMIT["line"] - len(self.value)):
            self.app.notify(said, severity="warning", markup=False)
        else:
            self.replace(pasted, *sorted(self.selection))


class NoteField(TextArea):
    """A note: enter is a new line, and it grows with what is written."""

    BINDING_GROUP_TITLE = "In a note"
    DEFAULT_CSS = """
    NoteField { height: auto; min-height: 3; max-height: 10; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, placeholder: str = "") -> None:
        """Open on some text; tab moves on to the next field."""
        super().__init__(text, id=id, tab_behavior="focus", soft_wrap=True, show_line_numbers=False)
        self.placeholder = plain(placeholder)
        self.highlight_cursor_line = False

    def get_line(self, line_index: int) -> Text:
        """The line as drawn: one symbol a character."""
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)

    async def _on_paste(self, event: events.Paste) -> None:
        if said := _refusal(event.text, PASTE_LIMIT["note"] - len(self.text)):
            event.stop()
            event.prevent_default()
            self.app.notify(said, severity="warning", markup=False)
            return
        event.prevent_default()
        await super()._on_paste(event)


class Field(Vertical):
    """A label above, the widget that takes the answer, and below it a hint or what is wrong."""

    DEFAULT_CSS = """
    Field { height: auto; margin-bottom: 1; }
    Field > .label { color: $foreground; }
    Field > .below { color: $muted; height: auto; }
    Field.-fault > .below { color: $error; }
    """

    def __init__(self, label: str, widget: Widget, *, hint: str = "", name: str | None = None) -> None:
        """Wrap a widget.

        Args:
            label: Our words for what is asked.
            widget: What takes the answer.
            hint: One muted line below; it gives way to a fault.
            name: The model's field, so that its faults find their way here.
        """
        super().__init__(name=name or widget.id)
        self._label = label
        self._widget = widget
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Label, widget, hint."""
        yield Static(self._label, classes="label", markup=False)
        yield self._widget
        below = Static(self._hint, classes="below", markup=False)
        below.display = bool(self._hint)
        yield below

    def say(self, hint: str = "", *, fault: str = "") -> None:
        """Show a fault in place of the hint, or a hint."""
        below = self.query_one(".below", Static)
        self.set_class(bool(fault), "-fault")
        text = fault or hint or self._hint
        below.update(plain(text))
        below.display = bool(text)

    def focus_inside(self) -> None:
        """Put the focus in the widget that takes the answer."""
        for widget in (self._widget, *self._widget.query("*")):
            if widget.focusable:
                widget.focus()
                return
