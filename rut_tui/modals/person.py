"""A person one keeps in touch with: who they are, and how often."""

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult

from rut_tui.domain.cadence import parse_cadence, say_cadence
from rut_tui.domain.days import say_day
from rut_tui.modals.day_line import DayLine
from rut_tui.modals.form import FieldFaults
from rut_tui.modals.kept_form import ASIDE
from rut_tui.modals.record_form import RecordForm, Repository
from rut_tui.storage.faults import StorageError
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.words import WordPicker

if TYPE_CHECKING:
    from rut_tui.domain.people import Person, PersonDraft
    from rut_tui.storage.store import Store

TAGS: Final = ("mentor", "old colleague", "in the role I want", "group", "friend")
"""Words for who somebody is, offered before one has words of one's own."""


class PersonForm(RecordForm["PersonDraft", "Person"]):
    """Write a person down."""

    KIND: ClassVar = "person"
    NEEDED: ClassVar = {"name": "Give a name, or any word you know them by."}

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "Change this person" if self.record else "Somebody to keep in touch with"

    def fields(self) -> ComposeResult:
        """The name first; all the rest can wait."""
        there = self.record
        yield self._line("Who is it?", "name", "", there)
        yield self._line("What do they do?", "role", "data lead at a hospital", there)
        yield self._line("How do you know them?", "known", "sat across from me for two years", there)
        yield Field("Who are they to you?", WordPicker(None, there.tags if there else (), id="tags", hint=TAGS[0]))
        yield self._line("How often would you like to talk?", "every_days", "6 weeks, a month; any talk counts", there)
        on_day = DayLine(self.today, id="next_on", empty="no day", kept=there.next_on if there else None)
        yield on_day.field("Get in touch on a day, once?", "fri, in 2 weeks, 3 Dec")
        yield self._line("How do you reach them?", "reach", "kept on this machine only, like everything here", there)
        yield Field("Anything else", NoteField(there.notes if there else "", id="notes"))

    def _line(self, label: str, name: str, hint: str, there: "Person | None") -> Field:
        value = getattr(there, name) if there else ""
        if isinstance(value, int):
            value = say_cadence(value)
        line = LineField(value or "", id=name, select_on_focus=False)
        line.set_class(name == "every_days", ASIDE)
        return Field(label, line, hint=hint)

    def on_mount(self) -> None:
        """Offer the words for people that were used before."""
        self.run_worker(self._offer_tags())

    async def _offer_tags(self) -> None:
        try:
            used = await self.app.db.read(lambda store: [tag for who in store.people.all() for tag in who.tags])
        except StorageError:
            used = []  # the save will say what is wrong with the file
        self.query_one(WordPicker).offer(tuple(dict.fromkeys((*used, *TAGS))))

    @on(LineField.Changed, "#every_days")
    def _say_how_often(self, event: LineField.Changed) -> None:
        """Say how it reads, so that nobody is surprised by it."""
        try:
            said = say_cadence(parse_cadence(event.value))
        except ValueError:
            said = ""  # half typed
        if field := Field.around(event.input):
            field.say(f"{said}, counted from the last talk" if said else "")

    @staticmethod
    def repository(store: "Store") -> Repository["PersonDraft", "Person"]:
        """The people."""
        return store.people

    @staticmethod
    def quote(record: "Person") -> str:
        """Their name."""
        return record.name

    def said(self, saved: "Person") -> str:
        """Say when it is time to get in touch."""
        if saved.due is None:
            return "Saved."
        due = max(saved.due, self.today())
        return f"Saved. Time to get in touch: {say_day(due, self.today())}."

    def draft_of(self, said: dict[str, Any]) -> "PersonDraft":
        """Return the person as typed."""
        from rut_tui.domain.people import PersonDraft

        try:
            every = parse_cadence(said["every_days"]) if said["every_days"].strip() else None
        except ValueError as error:
            raise FieldFaults({"every_days": str(error)}) from None
        return PersonDraft(**said | {"every_days": every})
