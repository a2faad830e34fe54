"""The base of every form: reads its fields into a model, saves, and only then closes.

A form that can't be saved stays, with what is wrong beside the field. What is typed is kept on disk until it is saved.
"""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Hashable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from textual import on
from textual.events import DescendantFocus, ScreenResume
from textual.widget import Widget

from rut_tui.modals.behind import Behind, Overtaken
from rut_tui.modals.kept_form import KeptForm
from rut_tui.storage.faults import StorageError
from rut_tui.widgets.field import Field
from rut_tui.widgets.rating import Rating

if TYPE_CHECKING:
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store

DraftT = TypeVar("DraftT")
SavedT = TypeVar("SavedT")

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


class Form(KeptForm[SavedT], Generic[DraftT, SavedT]):
    """A modal form over one model.

    A subclass also gives its title, and turns its fields into what is saved in `read`.
    """

    def __init__(
        self,
        form: str,
        job: "Callable[[Store, DraftT], SavedT]",
        *,
        behind: "Behind[DraftT, Any] | None" = None,
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
        super().__init__(form, draft, afresh=afresh)
        self._job = job
        self._behind = behind
        self._run = run
        self._agreed: set[Hashable] = {behind.base} if behind else set()
        """The states of the row that may be overwritten: as the form found it, and as the person was told of."""
        self._saved: SavedT | None = None
        self._held: Widget | None = None

    @abstractmethod
    def read(self) -> DraftT:
        """Return what the fields say.

        Raises:
            FieldFaults: Something can't be read.
        """

    @property
    def base(self) -> datetime | None:
        """When the row was last changed, as the form found it; None for something new."""
        base = self._behind.base if self._behind else None
        return base if isinstance(base, datetime) else None

    def found_as(self, base: datetime | None) -> None:
        """Go on with a text that was begun when the row was in another state."""
        if self._behind and base:
            self._agreed = {base}

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
            await self.before_closing(saved)
            self._saved = saved
            self._close_saved()
        self.saving = False
        self.app.drafts.touch()

    async def before_closing(self, saved: SavedT) -> None:
        """Read what is shown after the form, now that it is saved; keys wait for it."""

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
            first.focus_inside()
            self.call_after_refresh(first.scroll_visible, animate=False)  # once it is as high as what it says

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:  # noqa: ARG002 - the framework's shape
        """Move the focus. What is scrolled into view is the whole field, as below: never a line, and never by steps."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)

    @on(DescendantFocus)
    def _show_whole_field(self, event: DescendantFocus) -> None:
        """Bring the hint below into view too."""
        if field := Field.around(event.widget):
            self.call_after_refresh(field.scroll_visible, animate=False)

    @on(Rating.Rated)
    def _rated(self, event: Rating.Rated) -> None:
        if (field := Field.around(event.rating)) and field.has_class("-fault"):
            field.say()
