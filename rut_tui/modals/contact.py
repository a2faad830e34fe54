"""A talk with somebody: how, when, what was said, and what was learnt about each question they could answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult

from rut_tui.domain.days import describe_day, parse_day, say_day
from rut_tui.domain.interview import blank_sheet
from rut_tui.domain.visible import one_line
from rut_tui.modals.behind import shortened
from rut_tui.modals.day_line import DayLine
from rut_tui.modals.form import FieldFaults
from rut_tui.modals.record_form import NEW, RecordForm, Repository, ask
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import NoteField
from rut_tui.widgets.rating import Choice

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.people import Contact, ContactDraft, Person
    from rut_tui.domain.questions import Question
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store

KINDS: Final = (
    ("coffee", "coffee"),
    ("message", "message"),
    ("call", "call"),
    ("interview", "asked about their work"),
    ("group", "group"),
    ("feedback", "feedback"),
)
"""How one was in touch, as the form says it."""

INTERVIEW: Final = "interview"
LEARNT: Final = "learnt-"
"""How the fields for what was learnt begin; the question's id follows."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk, and what was learnt in it.

    Attributes:
        contact: The talk.
        learnt: Question id → its answer.
    """

    contact: "ContactDraft"
    learnt: Mapping[str, str] = field(default_factory=dict)


class _Talks:
    """The contacts, with what is learnt written back to the questions."""

    def __init__(self, store: "Store") -> None:
        self._store = store

    def add(self, draft: Talk) -> "Contact":
        """Save a new one."""
        return self._store.contacts.add(draft.contact, draft.learnt)

    def update(self, record_id: str, draft: Talk, /) -> "Contact":
        """Save one anew."""
        return self._store.contacts.update(record_id, draft.contact)

    def get(self, record_id: str) -> "Contact":
        """Return one."""
        return self._store.contacts.get(record_id)


class ContactForm(RecordForm[Talk, "Contact"]):
    """Write a talk down."""

    KIND: ClassVar = "contact"
    NEEDED: ClassVar = {}

    def __init__(
        self,
        clock: Callable[[], datetime],
        person: "Person",
        questions: "Sequence[Question]" = (),
        *,
        record: "Contact | None" = None,
        draft: "Draft | None" = None,
    ) -> None:
        """Open the form.

        Args:
            clock: Says what now is, when the form is saved.
            person: With whom.
            questions: The open ones that they could answer.
            record: What to change; something new when None.
            draft: The unfinished text to go on with.
        """
        super().__init__(clock, record=record, draft=draft, new=f"{person.id}:{NEW}")
        self._person = person
        self._questions = () if record else questions

    @property
    def title_text(self) -> str:
        """With whom."""
        return f"A talk with {shortened(self._person.name)}"

    def fields(self) -> ComposeResult:
        """How and when, what was said, and a field for each open question."""
        there = self.record
        yield Field("How?", Choice(*KINDS, id="kind", value=there.kind.value if there else ""))
        day = DayLine(
            self.today,
            id="day",
            empty="today",
            kept=there.day if there else None,
            read=partial(parse_day, ahead=False),
            past=True,
        )
        yield day.field("When?", "yesterday, fri, 3 Nov")
        yield Field("What was said?", NoteField(there.note if there else "", id="note"))
        for question in self._questions:
            answer = NoteField(id=f"{LEARNT}{question.id}")
            yield Field(f"You wanted to know: {one_line(question.text)}", answer, hint="What did you learn?")

    def on_mount(self) -> None:
        """Offer the question sheet with the kind that it is for."""
        self.watch(self.query_one(Choice), "value", self._offer_sheet, init=False)

    def _offer_sheet(self, kind: str) -> None:
        """Put the sheet into a note that is empty, and take it away as long as nothing was written on it."""
        note = self.query_one("#note", NoteField)
        if kind == INTERVIEW and not note.text.strip():
            note.text = blank_sheet()
        elif kind != INTERVIEW and note.text == blank_sheet():
            note.text = ""

    def fill(self, kept: dict[str, Any]) -> None:
        """Go on where it was closed; what was learnt about a question that is no longer open stays in the note."""
        there = {note.id for note in self.query(NoteField)}
        lost = [kept[name] for name in kept if name.startswith(LEARNT) and name not in there and kept[name].strip()]
        super().fill({name: value for name, value in kept.items() if not name.startswith(LEARNT) or name in there})
        if lost:
            note = self.query_one("#note", NoteField)
            note.text = "\n\n".join(filter(None, (note.text, *lost)))

    @staticmethod
    def repository(store: "Store") -> Repository[Talk, "Contact"]:
        """The contacts."""
        return _Talks(store)

    @staticmethod
    def quote(record: "Contact") -> str:
        """What was said, or how."""
        return record.note.strip() or record.kind.value

    def said(self, saved: "Contact") -> str:
        """Say when the next one is due: any talk sets the clock anew."""
        due = self._due(saved.day)
        if due is None:
            return f"Saved, {describe_day(saved.day, self.today())}."
        return f"Saved. Time for the next one: {say_day(max(due, self.today()), self.today())}."

    def _due(self, day: date) -> date | None:
        last = max(filter(None, (day, self._person.last_contact)))
        return self._person.model_copy(update={"last_contact": last}).due

    def draft_of(self, said: dict[str, Any]) -> Talk:
        """Return the talk as typed; a sheet that nothing was written on is no note."""
        from pydantic import ValidationError

        from rut_tui.domain.model import faults
        from rut_tui.domain.people import ContactDraft, ContactKind
        from rut_tui.domain.questions import QuestionDraft

        learnt = {question: said[f"{LEARNT}{question.id}"] for question in self._questions}
        learnt = {question: text for question, text in learnt.items() if text.strip()}
        for question, text in learnt.items():
            try:
                QuestionDraft(text=question.text, answer=text)
            except ValidationError as error:
                raise FieldFaults({f"{LEARNT}{question.id}": faults(error)["answer"]}) from None
        contact = ContactDraft(
            person_id=self._person.id,
            day=said["day"] or self.today(),
            kind=ContactKind(said["kind"]),
            note="" if said["note"] == blank_sheet() else said["note"],
        )
        return Talk(contact, {question.id: text for question, text in learnt.items()})


async def ask_contact(
    app: "RutApp",
    then: Callable[[], None],
    person_id: str,
    on_saved: "Callable[[Contact], None] | None" = None,
    *,
    record: "Contact | None" = None,
    draft: "Draft | None" = None,
) -> None:
    """Open the form over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when it was saved.
        person_id: With whom.
        on_saved: Given the talk before `then` is called.
        record: What to change; something new when None.
        draft: The unfinished text to go on with.

    Raises:
        StorageError: The journal could not be read, or there is no such person.
    """

    def read(store: "Store") -> "tuple[Person, Sequence[Question]]":
        from rut_tui.domain.questions import agenda

        return store.people.get(person_id), agenda(store.questions.open(), person_id)

    person, questions = await app.db.read(read)
    form = ContactForm(app.clock, person, questions, record=record, draft=draft)
    await ask(app, form, then, on_saved)
