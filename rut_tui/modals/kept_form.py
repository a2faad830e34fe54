"""A form that keeps what is typed in it: puts back what was left unfinished, and lets go of it only when told to."""

from abc import abstractmethod
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static, TextArea

from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.page import Sheet
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.storage.drafts import Draft

ResultT = TypeVar("ResultT")

ASIDE = "-aside"
"""The class of a line that is not where a person stopped writing, such as a day that is filled in."""


class KeptForm(Sheet[ResultT | None]):
    """A modal form. A subclass composes its `fields` and lists in `typed` and `fill` what is worth keeping."""

    DEFAULT_CSS = """
    KeptForm { align: center top; background: $background 60%; }
    KeptForm > .form {
        width: 72; max-width: 100%; height: auto; max-height: 100%; margin-top: 2; padding: 1 2;
        background: $surface; border-left: outer $accent; scrollbar-gutter: stable;
    }
    KeptForm > .form > .title { text-style: bold; color: $accent; margin-bottom: 1; height: auto; }
    KeptForm > .form > .fields { height: auto; }
    KeptForm > .form > .said { dock: bottom; color: $error; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("form")
    app: "RutApp"

    def __init__(self, form: str, draft: "Draft | None" = None, *, afresh: bool = False) -> None:
        """Open a form.

        Args:
            form: Names this form and what it edits: "entry:new".
            draft: The unfinished text to go on with; when None, the last one in this form, if there is any.
            afresh: Go on with none.
        """
        super().__init__()
        self.form = form
        self.saving = False
        self.begun: datetime | None = None
        """When the text that is gone on with was begun."""
        self._draft = draft
        self._afresh = afresh

    @property
    @abstractmethod
    def title_text(self) -> str:
        """Our words for what this form asks."""

    @abstractmethod
    def fields(self) -> ComposeResult:
        """The fields, each in a `Field`."""

    @abstractmethod
    def typed(self) -> dict[str, Any]:
        """What is worth keeping of an unsaved form; empty when nothing was typed."""

    @abstractmethod
    def fill(self, kept: dict[str, Any]) -> None:
        """Put back what `typed` gave."""

    def compose(self) -> ComposeResult:
        """Title, fields, what went wrong, keys."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static(plain(self.title_text), classes="title")
            with Vertical(classes="fields"):
                yield from self.fields()
            yield Static("", classes="said")
        yield FooterLine()

    def on_mount(self) -> None:
        """Put back what was typed before."""
        self.app.hush()
        self.query_one(".said").display = False
        if draft := self.app.drafts.start(self, self._draft, afresh=self._afresh):
            self.found_as(draft.base)
            self.begun = draft.created_at
            try:
                self.fill(draft.fields)
            except (KeyError, TypeError, ValueError, AttributeError):
                # Kept by another version: what can't be put back stays as it is.
                self.app.drafts.start_over(self)
                self.say("What you were writing here can't be put back by this version. It is still kept.")
            else:
                self.say("This is what you were writing. It is not saved yet.", fault=False)
                for note in self.query(NoteField):
                    note.move_cursor(note.document.end)
                for line in self.query(LineField):
                    line.cursor_position = len(line.value)
        if self._draft:
            self._go_on()

    def _go_on(self) -> None:
        """Put the caret behind the last words that were typed."""
        for widget in reversed(self.query("LineField, NoteField")):
            if isinstance(widget, NoteField) and widget.text and widget.focusable:
                self.set_focus(widget)
                widget.move_cursor(widget.document.end)
                return
            if isinstance(widget, LineField) and widget.value and widget.focusable and not widget.has_class(ASIDE):
                self.set_focus(widget)
                widget.cursor_position = len(widget.value)
                return

    def on_unmount(self) -> None:
        """The app ends: what was typed is on disk by now."""
        self.app.drafts.left(self)

    @property
    @abstractmethod
    def base(self) -> datetime | None:
        """When the row that the form changes was last changed, as it was found; None for something new."""

    @abstractmethod
    def found_as(self, base: datetime | None) -> None:
        """Go on with a text that was begun when the row was in this state."""

    def say(self, text: str, *, fault: bool = True) -> None:
        """Show one line above the keys."""
        said = self.query_one(".said", Static)
        said.update(plain(text, "" if fault else "$muted"))
        said.display = bool(text)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _written(self) -> None:
        """Words also come by other ways than keys, such as another editor."""
        self.app.drafts.touch()

    def action_close(self) -> None:
        """Close and keep what was typed."""
        if self.saving:
            return
        if self.app.drafts.close(self, keep=True):
            only_here = self.app.drafts.read_only
            self.app.notify(f"Not saved, but kept{' until you leave' if only_here else ''}. Open it again to go on.")
        self.dismiss(None)

    def action_discard(self) -> None:
        """Close and let go of what was typed; undo brings it back."""
        if self.saving:
            return
        if self.app.drafts.close(self, keep=False):
            self.app.notify("Let go, not saved. ctrl+z brings it back.")
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys that work here."""
        if self.saving:
            return
        from rut_tui.modals.help import HelpPage

        self.app.push_screen(HelpPage(self.active_bindings))
