"""The base of every form: reads its fields into a model, saves, and only then closes.

A form that can't be saved stays, with what is wrong beside the field; one that is closed keeps what was typed.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from rut_tui.storage.faults import StorageError
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.fields import Field
from rut_tui.widgets.plain import plain
from rut_tui.widgets.rating import Submitted

if TYPE_CHECKING:
    from rut_tui.app import RutApp

DraftT = TypeVar("DraftT")
SavedT = TypeVar("SavedT")


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
    Form > .form > .fields { height: auto; scrollbar-size-vertical: 1; }
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

    @property
    def title_text(self) -> str:
        """Our words for what this form asks."""
        raise NotImplementedError

    def fields(self) -> ComposeResult:
        """The fields, each in a `Field`."""
        raise NotImplementedError

    def read(self) -> DraftT:
        """Return what the fields say.

        Raises:
            FieldFaults: Something can't be read.
        """
        raise NotImplementedError

    def typed(self) -> dict[str, Any]:
        """What is worth keeping of an unsaved form; empty when nothing was typed."""
        raise NotImplementedError

    def fill(self, kept: dict[str, Any]) -> None:
        """Put back what `typed` gave."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Title, fields, what went wrong, keys."""
        with Vertical(classes="form"):
            yield Static(self.title_text, classes="title", markup=False)
            with VerticalScroll(classes="fields", can_focus=False):
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

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Save; close only when it is on disk."""
        for field in self.query(Field):
            field.say()
        try:
            saved = await self._save(self.read())
        except FieldFaults as error:
            self._show(error.faults)
            return
        except StorageError as error:
            self.say(f"{error} Your words are still here: ctrl+s tries again.")
            return
        self.app.kept.pop(self._keep, None)
        self.dismiss(saved)

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

    @on(Submitted)
    @on(Input.Submitted)
    def _enter_saves(self) -> None:
        self.action_save()

    def action_close(self) -> None:
        """Close and keep what was typed."""
        typed = self.typed()
        if typed:
            self.app.kept[self._keep] = typed
            self.app.notify("Not saved. What you typed is kept: open it again to go on.", markup=False, timeout=4)
        else:
            self.app.kept.pop(self._keep, None)
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys that work here."""
        from rut_tui.modals.help import HelpPage

        self.app.push_screen(HelpPage(self.active_bindings))
