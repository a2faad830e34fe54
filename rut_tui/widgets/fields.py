"""Fields a person types in: they take every printable key, keep every character, and draw it safely.

A field that is given more than it can keep refuses the paste and says so; it never cuts.
"""

import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.document._document import Location
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection

from rut_tui.domain.visible import visible
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.field import refuse
from rut_tui.widgets.note_text import NoteText
from rut_tui.widgets.plain import plain, save_form
from rut_tui.widgets.typing import Kind, Line, Typing

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.widgets.editor import Editor

LONGEST_LINE = 2_000
"""Characters a line takes from a paste: more than it will save, so that a little too much can be shortened here."""


def _refusal(pasted: str, room: int, limit: int) -> str | None:
    """Say why a paste can't go in, or return None.

    Args:
        pasted: The text.
        room: Characters that fit.
        limit: Characters that the field saves at most.
    """
    if "\0" in pasted or any("\ud800" <= char <= "\udfff" for char in pasted):
        return "Not pasted: it holds a character that can't be kept (NUL or half a symbol)."
    if len(pasted) > room:
        left = f", with room for {max(0, room):,} more" if len(pasted) <= limit else ""
        return f"Not pasted: it is {len(pasted):,} characters long, and this field holds {limit:,}{left}."
    return None


def _unix(pasted: str) -> str:
    """Return a paste with the ends of lines that notes have; terminals send carriage returns."""
    return pasted.replace("\r\n", "\n").replace("\r", "\n")


def _joins(event: events.Key) -> str:
    """Return a typed character that is text though nothing is drawn for it, as inside Persian words and emoji."""
    character = event.character or ""
    return character if len(character) == 1 and unicodedata.category(character) == "Cf" else ""


class LineField(Input):
    """One line of a person's own words."""

    BINDING_GROUP_TITLE = "In a field"
    BINDINGS: ClassVar[list[BindingType]] = bindings("field")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what Textual's takes; it is always compact."""
        super().__init__(*args, **options)
        # Given to Textual's, it would be styled at once, before it has a place, and again when it has one.
        self.set_reactive(Input.compact, True)
        self.add_class("-textual-compact", update=False)
        self._typing = Typing()

    @property
    def _shown(self) -> str:
        """The value as drawn, one symbol a character."""
        return "•" * len(self.value) if self.password else visible(self.value)

    @property
    def _value(self) -> Text:
        return Text(self._shown, no_wrap=True, overflow="ignore", end="")

    # Textual measures the value as it is kept; the caret belongs where it is drawn.

    def _position_to_cell(self, position: int) -> int:
        return cell_len(self._shown[:position])

    def _cell_offset_to_index(self, offset: int) -> int:
        shown = self._shown
        cell = offset + self.scroll_offset.x
        return bisect_right(range(len(shown)), cell, key=lambda index: cell_len(shown[: index + 1]))

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]  # Textual calls either kind
        """Take joiners too; Input takes every printable key itself."""
        if character := _joins(event):
            event.stop()
            event.prevent_default()
            self.replace(character, *sorted(self.selection))

    async def action_submit(self) -> None:
        """Save the form."""
        await save_form(self)

    def _on_paste(self, event: events.Paste) -> None:
        """Take a paste whole, its lines folded into one."""
        from rut_tui.domain.text import LINE_LIMIT

        event.stop()
        event.prevent_default()
        pasted = _unix(event.text).strip("\n").replace("\n", " ")
        start, end = sorted(self.selection)
        room = LONGEST_LINE - len(self.value) + end - start
        if said := _refusal(pasted, room, LINE_LIMIT):
            refuse(self, said)
        else:
            self._typing.part()
            self.replace(pasted, start, end)
            self._typing.part()

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace some text, and remember it: every edit of a hand comes through here."""
        before = self._line
        super().replace(text, start, end)
        if not self.password:
            # No history of a secret is kept.
            self._typing.note(before, self._line, _kind(text, end - start))

    def forget_typing(self) -> None:
        """Let what is typed from now on be all that can be undone, since the line stands for something else."""
        self._typing.forget()

    def action_undo_typing(self) -> None:
        """Take back the last word typed; never more than was typed here."""
        self._put(self._typing.undo(self.value))

    def action_redo_typing(self) -> None:
        """Type again what was taken back last."""
        self._put(self._typing.redo(self.value))

    @property
    def _line(self) -> Line:
        return Line(self.value, *self.selection)

    def _put(self, line: Line | None) -> None:
        if line is not None:
            self.value = line.text
            self.selection = Selection(line.anchor, line.caret)


def _kind(text: str, gone: int) -> Kind:
    """Return what an edit was, by what came and how many characters went."""
    if len(text) == 1:
        return "type"
    return "delete" if not text and gone == 1 else "change"


class NoteField(TextArea):
    """A note: enter is a new line, it grows with what is written, and it opens in the person's own editor."""

    BINDING_GROUP_TITLE = "In a note"
    BINDINGS: ClassVar[list[BindingType]] = bindings("note")
    app: "RutApp"
    DEFAULT_CSS = """
    NoteField { height: auto; min-height: 3; max-height: 10; scrollbar-gutter: stable; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, placeholder: str = "") -> None:
        """Open on some text; tab moves on to the next field."""
        super().__init__(text, id=id, tab_behavior="focus", soft_wrap=True, show_line_numbers=False)
        self.placeholder = plain(placeholder)
        self.highlight_cursor_line = False
        self._editor: Editor | None = None

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002 - a note has no grammar
        self._highlight_query = None
        self.document = NoteText(text)
        self.wrapped_document = WrappedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    def on_resize(self) -> None:
        """Stay in view while growing under the hand."""
        if self.has_focus:
            self.scroll_visible(animate=False)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:  # noqa: ARG002 - not code
        """Brackets in a diary need no partner, and looking for it through a long note takes time."""
        return None

    async def _on_key(self, event: events.Key) -> None:
        """Take joiners too; TextArea takes every printable key itself."""
        if character := _joins(event):
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard(character, *self.selection)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take a paste whole."""
        from rut_tui.domain.text import NOTE_LIMIT

        event.stop()
        event.prevent_default()
        pasted = _unix(event.text)
        room = NOTE_LIMIT - len(self.text) + len(self.selected_text)
        if said := _refusal(pasted, room, NOTE_LIMIT):
            refuse(self, said)
        elif result := self._replace_via_keyboard(pasted, *self.selection):
            self.move_cursor(result.end_location)

    def action_edit_elsewhere(self) -> None:
        """Write the note in the person's own editor, as one step to undo."""
        from rut_tui.widgets.editor import Editor, EditorFault

        self._editor = self._editor or Editor()
        try:
            text = self._editor.edit(self.app, self.text)
        except EditorFault as fault:
            refuse(self, str(fault))
            return
        if text != self.text:
            self.history.checkpoint()
            if result := self._replace_via_keyboard(text, self.document.start, self.document.end):
                self.move_cursor(result.end_location)
            self.history.checkpoint()

    def on_unmount(self) -> None:
        """Leave nothing outside."""
        if self._editor:
            self._editor.close()
