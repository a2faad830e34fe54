"""The base of every form: reads its fields into a model, saves, and only then closes.

A form that can't be saved stays, with what is wrong beside the field; one that is closed keeps what was typed.
"""

import asyncio
from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import DescendantFocus, ScreenResume
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from rut_tui.storage.faults import StorageError
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.fields import Field
from rut_tui.widgets.plain import plain
from rut_tui.widgets.rating import Rating, Submitted

if TYPE_CHECKING:
    from rut_tui.app import RutApp

DraftT = TypeVar("DraftT")
SavedT = TypeVar("SavedT")

PATIENCE: Final = 0.3
"""Seconds that the next key waits for a save."""


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

    A subclass gives `title`, composes its `fields`, turns them into a draft in `read`, and lists in `typed` and `fill`
    what is worth keeping when it is closed unsaved.
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

    def __init__(self, keep: str, save: Callable[[DraftT], Awaitable[SavedT]]) -> None:
        """Open a form.

        Args:
            keep: Names this form and what it edits; an unsaved text is kept under it for this sitting.
            save: Saves a draft; raises StorageError when it could not.
        """
        super().__init__()
        self._keep = keep
        self._save = save
        self._saving = False
        self._settled = asyncio.Event()
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
        if kept := self.app.kept.get(self._keep):
            self.fill(kept)
            self.say("This is what you were writing. It is not saved yet.", fault=False)

    def say(self, text: str, *, fault: bool = True) -> None:
        """Show one line above the keys."""
        said = self.query_one(".said", Static)
        said.update(plain(text, "" if fault else "$muted"))
        said.display = bool(text)
        if text:
            self.call_after_refresh(said.scroll_visible, animate=False)

    async def action_save(self) -> None:
        """Save; close only when it is on disk.

        The next key waits a moment for that, so that it goes where it was meant to.
        """
        if self._saving or self._saved is not None:
            return
        for field in self.query(Field):
            field.say()
        self.say("")
        try:
            draft = self.read()
        except FieldFaults as error:
            self._show(error.faults)
            return
        self._saving = True
        self._settled.clear()
        self.run_worker(self._try_to_save(draft), group="save")
        with suppress(TimeoutError):
            await asyncio.wait_for(self._settled.wait(), PATIENCE)
        if not self._settled.is_set():
            self._hold()

    async def _try_to_save(self, draft: DraftT) -> None:
        try:
            saved = await self._save(draft)
        except StorageError as error:
            self._release()
            self.say(f"{error} Your words are still here: ctrl+s tries again.")
        else:
            self.app.kept.pop(self._keep, None)
            self._saved = saved
            self._close_saved()
        self._saving = False
        self._settled.set()

    @on(ScreenResume)
    def _close_saved(self) -> None:
        """Close once it is saved; while another page lies on top, when that is gone."""
        if self._saved is not None and self.app.screen is self:
            self.dismiss(self._saved)

    def _hold(self) -> None:
        """Take no more keys while the disk is slow: what came after the save would be lost with the form."""
        self._held = self.focused
        self.query_one(".fields").disabled = True
        self.say("Saving. The file is busy; this takes two seconds at most.", fault=False)

    def _release(self) -> None:
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

    @on(Submitted)
    @on(Input.Submitted)
    async def _enter_saves(self) -> None:
        await self.action_save()

    def action_close(self) -> None:
        """Close and keep what was typed."""
        if self._saving:
            return
        typed = self.typed()
        if typed:
            self.app.kept[self._keep] = typed
            self.app.notify("Not saved. Open it again to go on; it is kept until you leave.")
        else:
            self.app.kept.pop(self._keep, None)
        self.dismiss(None)

    def action_discard(self) -> None:
        """Close and let go of what was typed."""
        if self._saving:
            return
        self.app.kept.pop(self._keep, None)
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys that work here."""
        if self._saving:
            return
        from rut_tui.modals.help import HelpPage

        self.app.push_screen(HelpPage(self.active_bindings))
