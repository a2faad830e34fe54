"""The base of every form: reads its fields into a model, saves, and only then closes.

A form that can't be saved stays, with what is wrong beside the field. What is typed is kept on disk until it is saved.
"""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Hashable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import DescendantFocus, ScreenResume
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from rut_tui.modals.behind import Behind, Overtaken, Row
from rut_tui.storage.faults import StorageError
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.fields import Field, LineField, NoteField
from rut_tui.widgets.plain import plain
from rut_tui.widgets.rating import Rating

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store

DraftT = TypeVar("DraftT")
SavedT = TypeVar("SavedT", bound=Row)

SOON: Final = 0.03
"""Seconds until it is said that a save takes its time."""


class FieldFaults(Exception):
    """Some fields can't be read; the form shows why beside each.

    Attributes:
        faults: Field name → what is wrong, in words.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Keep the faults."""
        super().__init__("fields")
        self.faults = dict(faults)


class Form(ModalScreen[SavedT | None], Generic[DraftT, SavedT]):
    """A modal form over one model.

    A subclass gives `title`, composes its `fields`, turns them into what is saved in `read`, and lists in `typed` and
    `fill` what is worth keeping until then.
    """

    DEFAULT_CSS = """
    Form { align: center top; background: $background 60%; }
    Form > .form {
        width: 72; max-width: 100%; height: auto; max-height: 100%; margin-top: 2; padding: 1 2;
        background: $surface; border-left: outer $accent;
    }
    Form > .form > .title { text-style: bold; color: $accent; margin-bottom: 1; height: auto; }
    Form > .form > .fields { height: auto; }
    Form > .form > .said { color: $error; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("form")
    app: "RutApp"

    def __init__(
        self,
        form: str,
        job: "Callable[[Store, DraftT], SavedT]",
        *,
        behind: "Behind[DraftT, SavedT] | None" = None,
        draft: "Draft | None" = None,
        afresh: bool = False,
        run: "Callable[[Callable[[Store], SavedT]], Awaitable[SavedT]] | None" = None,
    ) -> None:
        """Open a form.

        Args:
            form: Names this form and what it edits, for keeping what is typed: "entry:new".
            job: Saves what the fields say, on the thread of the file; raises StorageError when it could not.
            behind: The row it changes; None for something new.
            draft: The unfinished text to go on with; when None, the last one in this form, if there is any.
            afresh: Go on with none.
            run: Brings the job to that thread, if it has to wait for something else.
        """
        super().__init__()
        self.form = form
        self._job = job
        self._behind = behind
        self._draft = draft
        self._afresh = afresh
        self.begun: datetime | None = None
        """When the text that is gone on with was begun."""
        self._run = run
        self._agreed: set[Hashable] = set()
        """The states of the row that may be overwritten: as the form found it, and as the person was told of."""
        self.saving = False
        self._saved: SavedT | None = None
        self._held: Widget | None = None

    @property
    @abstractmethod
    def title_text(self) -> str:
        """Our words for what this form asks."""

    @abstractmethod
    def fields(self) -> ComposeResult:
        """The fields, each in a `Field`."""

    @abstractmethod
    def read(self) -> DraftT:
        """Return what the fields say.

        Raises:
            FieldFaults: Something can't be read.
        """

    @abstractmethod
    def typed(self) -> dict[str, Any]:
        """What is worth keeping of an unsaved form; empty when nothing was typed."""

    @abstractmethod
    def fill(self, kept: dict[str, Any]) -> None:
        """Put back what `typed` gave."""

    def compose(self) -> ComposeResult:
        """Title, fields, what went wrong, keys."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static(self.title_text, classes="title")
            with Vertical(classes="fields"):
                yield from self.fields()
            yield Static("", classes="said")
        yield FooterLine()

    def on_mount(self) -> None:
        """Put back what was typed before."""
        self.query_one(".said").display = False
        draft = self.app.drafts.start(self, self._draft, afresh=self._afresh)
        if self._behind:
            self._agreed = {draft.base if draft and draft.base else self._behind.base}
        if draft:
            self.begun = draft.created_at
            try:
                self.fill(draft.fields)
            except (KeyError, TypeError, ValueError, AttributeError):
                # Kept by another version: what can't be put back stays as it is.
                self.app.drafts.start_over(self)
                self.say("What you were writing here can't be put back by this version. It is still kept.")
            else:
                self.say("This is what you were writing. It is not saved yet.", fault=False)
        if self._draft:
            self._go_on()

    def _go_on(self) -> None:
        """Put the caret behind the last words that were typed."""
        for widget in reversed(self.query("LineField, NoteField")):
            if isinstance(widget, NoteField) and widget.text and widget.focusable:
                self.set_focus(widget)
                widget.move_cursor(widget.document.end)
                return
            if isinstance(widget, LineField) and widget.value and widget.focusable and not widget.has_class("-aside"):
                self.set_focus(widget)
                widget.cursor_position = len(widget.value)
                return

    def on_unmount(self) -> None:
        """The app ends: what was typed is on disk by now."""
        self.app.drafts.left(self)

    @property
    def base(self) -> datetime | None:
        """When the row was last changed, as the form found it; None for something new."""
        base = self._behind.base if self._behind else None
        return base if isinstance(base, datetime) else None

    def say(self, text: str, *, fault: bool = True) -> None:
        """Show one line above the keys."""
        said = self.query_one(".said", Static)
        said.update(plain(text, "" if fault else "$muted"))
        said.display = bool(text)
        if text:
            self.call_after_refresh(said.scroll_visible, animate=False)

    async def action_save(self) -> None:
        """Save; close only when it is on disk. Keys typed meanwhile wait for that: see `settling`."""
        if self.saving or self._saved is not None:
            return
        for field in self.query(Field):
            field.say()
        self.say("")
        try:
            said = self.read()
        except FieldFaults as error:
            self._show(error.faults)
            return
        self.saving = True
        self.run_worker(self._try_to_save(said), group="save")
        self.set_timer(SOON, self._hold)

    async def _try_to_save(self, said: DraftT) -> None:
        whole = partial(self._save, said, self.app.drafts.name(self))
        try:
            saved = await (self._run(whole) if self._run else self.app.db.run(whole))
        except Overtaken as found:
            self._stay()
            self._agreed.add(found.state)
            self.say(found.question(self.app.clock()))
        except StorageError as error:
            self._stay()
            self.say(f"{error} Your words are still here: ctrl+s tries again.")
        else:
            self.app.drafts.saved(self)
            self._saved = saved
            self._close_saved()
        self.saving = False
        self.app.drafts.touch()

    @property
    def settling(self) -> bool:
        """Whether it is being saved, or about to be gone: the next key is meant for what comes after it."""
        return self.saving or self._saved is not None

    def _save(self, said: DraftT, name: str, store: "Store") -> SavedT:
        """On the thread of the file: see that nobody else changed the row, save, let go of the draft; or none of it."""
        with store.transaction():
            job = self._behind.checked(store, self._job, self._agreed) if self._behind else self._job
            saved = job(store, said)
            store.drafts.drop(name)
            return saved

    @on(ScreenResume)
    def _close_saved(self) -> None:
        """Close once it is saved; while another page lies on top, when that is gone."""
        if self._saved is not None and self.app.screen is self:
            self.dismiss(self._saved)

    def _hold(self) -> None:
        """Say that the disk is slow, and take nothing in meanwhile: it would be lost with the form."""
        if not self.saving:
            return
        self._held = self.focused
        self.query_one(".fields").disabled = True
        self.say("Saving. The file is busy; this takes two seconds at most.", fault=False)

    def _stay(self) -> None:
        """Take keys again; those that were typed meanwhile were meant for what comes after this form."""
        self.app.forget_typed()
        self.query_one(".fields").disabled = False
        if self._held:
            self._held.focus()
            self._held = None

    def _show(self, faults: dict[str, str]) -> None:
        """Put each fault beside its field, and the focus in the first."""
        left = dict(faults)
        first: Field | None = None
        for field in self.query(Field):
            if field.name in left:
                field.say(fault=left.pop(field.name))
                first = first or field
        if left:
            self.say("; ".join(left.values()))
        if first:
            first.scroll_visible(animate=False)
            first.focus_inside()

    @on(DescendantFocus)
    def _show_whole_field(self, event: DescendantFocus) -> None:
        """Bring the hint below into view too."""
        if field := Field.around(event.widget):
            self.call_after_refresh(field.scroll_visible, animate=False)

    @on(Rating.Rated)
    def _rated(self, event: Rating.Rated) -> None:
        if (field := Field.around(event.rating)) and field.has_class("-fault"):
            field.say()

    def action_close(self) -> None:
        """Close and keep what was typed."""
        if self.saving:
            return
        if self.app.drafts.close(self, keep=True):
            self.app.notify("Not saved, but kept. Open it again to go on.")
        self.dismiss(None)

    def action_discard(self) -> None:
        """Close and let go of what was typed."""
        if self.saving:
            return
        self.app.drafts.close(self, keep=False)
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys that work here."""
        if self.saving:
            return
        from rut_tui.modals.help import HelpPage

        self.app.push_screen(HelpPage(self.active_bindings))
