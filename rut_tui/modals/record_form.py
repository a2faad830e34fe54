"""The base of the forms over one row of the diary beside entries: a win, a setback, days off, a job.

A subclass names its fields as the model does; the rest is the same for all of them.
"""

from abc import abstractmethod
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, Protocol, TypeVar

from textual.widgets import TextArea

from rut_tui.modals.amount_line import AmountLine
from rut_tui.modals.behind import Behind, Row, shortened
from rut_tui.modals.day_line import DayLine
from rut_tui.modals.form import FieldFaults, Form
from rut_tui.modals.when_line import WhenLine
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.level import Level
from rut_tui.widgets.rating import Choice
from rut_tui.widgets.words import WordPicker

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store


class Named(Row, Protocol):
    """A row with an id."""

    @property
    def id(self) -> str:
        """Its id."""


NEW: Final = "new"
"""How the name of a text for something new ends."""

DraftT = TypeVar("DraftT")
SavedT = TypeVar("SavedT", bound=Named)
GivenT = TypeVar("GivenT", contravariant=True)
KeptT = TypeVar("KeptT", covariant=True)


class Repository(Protocol[GivenT, KeptT]):
    """Where such rows are kept."""

    def add(self, draft: GivenT) -> KeptT:
        """Save a new one."""

    def update(self, record_id: str, draft: GivenT, /) -> KeptT:
        """Save one anew."""

    def get(self, record_id: str) -> KeptT:
        """Return one."""


class RecordForm(Form[DraftT, SavedT], Generic[DraftT, SavedT]):
    """Write one down, or change it.

    Attributes:
        KIND: What unfinished texts in it are kept under: "win".
        NEEDED: The fields that have to say something, each with what is said when it doesn't.
        record: What is changed; None for something new.
    """

    KIND: ClassVar[str]
    NEEDED: ClassVar[dict[str, str]]

    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        record: SavedT | None = None,
        draft: "Draft | None" = None,
        new: str = NEW,
    ) -> None:
        """Open the form.

        Args:
            clock: Says what now is, when the form is saved.
            record: What to change; something new when None.
            draft: The unfinished text to go on with.
            new: What a new one is kept under: with whom, say, so that it is gone on with there only.
        """
        self.record = record
        self._clock = clock
        self._as_opened: dict[str, Any] = {}
        if record is None:
            super().__init__(f"{self.KIND}:{new}", self.add, draft=draft)
            return
        record_id = record.id
        super().__init__(
            f"{self.KIND}:{record_id}",
            lambda store, said: self.repository(store).update(record_id, said),
            behind=Behind(
                record.updated_at,
                lambda store: self.repository(store).get(record_id),
                lambda there: there.updated_at,
                lambda there: f"“{shortened(self.quote(there))}”",
                self.add,
            ),
            draft=draft,
        )

    @staticmethod
    @abstractmethod
    def repository(store: "Store") -> Repository[DraftT, SavedT]:
        """Return where they are kept."""

    @staticmethod
    @abstractmethod
    def quote(record: SavedT) -> str:
        """Return what one says, to know it again."""

    @abstractmethod
    def draft_of(self, said: dict[str, Any]) -> DraftT:
        """Return what is saved.

        Args:
            said: What stands in the fields, by their names.

        Raises:
            ValidationError: It can't be kept.
        """

    def said(self, saved: SavedT) -> str:  # noqa: ARG002 - a subclass needs it
        """Return the words of the toast, once it is on disk."""
        return "Saved."

    def add(self, store: "Store", said: DraftT) -> SavedT:
        """Save a new one."""
        return self.repository(store).add(said)

    def today(self) -> date:
        """The person's local day."""
        return self._clock().date()

    def on_mount(self) -> None:
        """Note what the form began with."""
        self._as_opened = self._everything()
        if self._draft is None:
            # The first focus is given before the form has its height, and scrolls it a little.
            self.call_after_refresh(self.query_one(".form").scroll_home, animate=False)

    def _everything(self) -> dict[str, Any]:
        fields: dict[str, Any] = {line.id: line.value for line in self.query(LineField) if line.id}
        fields |= {picker.id or "": picker.typed for picker in self.query(WordPicker)}
        fields |= {choice.id or "": choice.value for choice in self.query(Choice)}
        fields |= {level.id or "": level.value for level in self.query(Level)}
        return fields | {note.id or "": note.text for note in self.query(NoteField)}

    def typed(self) -> dict[str, Any]:
        """Everything in the form, if anything was changed."""
        now = self._everything()
        return now if now != self._as_opened else {}

    def fill(self, kept: dict[str, Any]) -> None:
        """Go on where it was closed."""
        for name, value in kept.items():
            field = self.query_one(f"#{name}")
            if isinstance(field, WhenLine):
                field.fill(value, self.begun)
            elif isinstance(field, TextArea):
                field.text = value
            elif isinstance(field, WordPicker):
                field.fill(value)
            elif isinstance(field, LineField | Choice | Level):
                field.value = value

    def read(self) -> DraftT:
        """Return what the fields say."""
        from pydantic import ValidationError

        from rut_tui.domain.model import faults

        said = self._everything() | {picker.id or "": picker.words for picker in self.query(WordPicker)}
        found = {name: lacking for name, lacking in self.NEEDED.items() if not said[name].strip()}
        lines = {line.id or "": line.day for line in self.query(DayLine)}
        amounts = {line.id or "": line.amount for line in self.query(AmountLine)}
        for name, meant in (*lines.items(), *amounts.items()):
            try:
                said[name] = meant()
            except ValueError as error:
                found[name] = str(error)
                said[name] = None
        for when in self.query(WhenLine):
            try:
                said["at"] = when.moment()
            except FieldFaults as error:
                found |= error.faults
                said["at"] = self._clock()
        try:
            draft = self.draft_of(said)
        except ValidationError as error:
            raise FieldFaults(faults(error) | found) from None
        except FieldFaults as error:
            raise FieldFaults(error.faults | found) from None
        if found:
            raise FieldFaults(found)
        return draft


async def ask(
    app: "RutApp",
    form: RecordForm[Any, SavedT],
    then: Callable[[], None],
    on_saved: "Callable[[SavedT], None] | None" = None,
) -> None:
    """Open a form over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        form: The form.
        then: Called when something was saved.
        on_saved: Given what was saved before `then` is called.
    """

    def closed(saved: SavedT | None) -> None:
        if saved is not None:
            app.notify(form.said(saved))
            if on_saved:
                on_saved(saved)
            then()

    await app.push_screen(form, closed)
