"""A lead: a place one could work at, how far it has come, and when, and what comes next."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult

from rut_tui.domain.days import describe_day, parse_day
from rut_tui.modals.day_line import DayLine
from rut_tui.modals.form import FieldFaults
from rut_tui.modals.known_people import KnownPeople, read_people
from rut_tui.modals.record_form import RecordForm, Repository, ask
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.rating import Choice
from rut_tui.widgets.words import WordPicker

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.leads import Lead, LeadDraft
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store

STAGES: Final = ("found", "applied", "talking", "offer", "no")
_DAYS: Final = (
    ("found_on", "Found on", "today"),
    ("applied_on", "Applied on", "today"),
    ("talking_on", "Talking since", "today"),
    ("offer_on", "The offer came on", "today"),
    ("closed_on", "The no came on", "today"),
)
"""The days of a lead in the order of its stages: field, question, and what an empty line stands for."""


class LeadForm(RecordForm["LeadDraft", "Lead"]):
    """Write a lead down."""

    KIND: ClassVar = "lead"
    NEEDED: ClassVar = {"role": "Say what the work would be."}

    def __init__(
        self,
        clock: Callable[[], datetime],
        people: KnownPeople,
        *,
        record: "Lead | None" = None,
        draft: "Draft | None" = None,
    ) -> None:
        """Open the form.

        Args:
            clock: Says what now is, when the form is saved.
            people: Who can belong to it.
            record: What to change; something new when None.
            draft: The unfinished text to go on with.
        """
        super().__init__(clock, record=record, draft=draft)
        self._people = people

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "Change this lead" if self.record else "A lead"

    def fields(self) -> ComposeResult:
        """The work and the place first; then how far it has come, and what is next."""
        there = self.record
        yield self._line("What is the work?", "role", "data analyst", there)
        yield self._line("Where?", "company", "the clinic on the hill", there)
        stage = there.stage.value if there else ""
        yield Field("How far is it?", Choice(*((name, name) for name in STAGES), id="stage", value=stage))
        for name, label, empty in _DAYS:
            kept = getattr(there, name) if there else None
            read = partial(parse_day, ahead=False)
            day = DayLine(self.today, id=name, empty=empty, kept=kept, read=read, past=True)
            yield day.field(label, "yesterday, fri, 3 Nov")
        yield self._line("What comes next?", "next_step", "ask how it stands", there)
        next_on = DayLine(self.today, id="next_on", empty="no day yet", kept=there.next_on if there else None)
        yield next_on.field("On which day?", "fri, in 2 weeks, 3 Dec")
        who = WordPicker(self._people.names, self._who(), id="who", hint="a name, or an address")
        yield Field("Who is it with?", who)
        yield Field("Anything else", NoteField(there.notes if there else "", id="notes"))

    def _line(self, label: str, name: str, hint: str, there: "Lead | None") -> Field:
        value = getattr(there, name) if there else ""
        return Field(label, LineField(value, id=name, select_on_focus=False), hint=hint)

    def _who(self) -> list[str]:
        if self.record is None:
            return []
        known = self._people.named([self.record.person_id] if self.record.person_id else [])
        return [*known, *([self.record.contact] if self.record.contact.strip() else [])]

    def on_mount(self) -> None:
        """Ask only for the days of stages it has come to."""
        self.watch(self.query_one(Choice), "value", self._ask_days)

    def _ask_days(self, stage: str) -> None:
        reached = STAGES.index(stage)
        for place, (name, _, empty) in enumerate(_DAYS):
            line = self.query_one(f"#{name}", DayLine)
            line.placeholder = empty if place == reached else "not written down"
            if field := Field.around(line):
                field.display = bool(line.value) or place in (0, reached) or (place < reached and stage != "no")

    @staticmethod
    def repository(store: "Store") -> Repository["LeadDraft", "Lead"]:
        """The leads."""
        return store.leads

    @staticmethod
    def quote(record: "Lead") -> str:
        """What it is."""
        return record.named

    def said(self, saved: "Lead") -> str:
        """Say when its next step is."""
        return f"Saved. Next: {describe_day(saved.next_on, self.today())}." if saved.next_on else "Saved."

    def draft_of(self, said: dict[str, Any]) -> "LeadDraft":
        """Return the lead as typed."""
        from rut_tui.domain.leads import LeadDraft, Stage

        who = said.pop("who")
        known = [one for name in who if (one := self._people.find(name))]
        others = [name for name in who if self._people.find(name) is None]
        if len(known) > 1:
            raise FieldFaults({"who": "One of them is enough; the others fit into the note."})
        stage = Stage(said["stage"])
        found_on = said["found_on"] or min(filter(None, (*self._days_said(said), self.today())))
        more = {"stage": stage, "found_on": found_on, "person_id": known[0] if known else None}
        return LeadDraft(**said | more | {"contact": ", ".join(others)})

    @staticmethod
    def _days_said(said: dict[str, Any]) -> list[date | None]:
        return [said[name] for name, *_ in _DAYS[1:]]


async def ask_lead(
    app: "RutApp",
    then: Callable[[], None],
    on_saved: "Callable[[Lead], None] | None" = None,
    *,
    record: "Lead | None" = None,
    draft: "Draft | None" = None,
) -> None:
    """Open the form over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when it was saved.
        on_saved: Given the lead before `then` is called.
        record: What to change; something new when None.
        draft: The unfinished text to go on with.

    Raises:
        StorageError: The journal could not be read.
    """
    people = await app.db.read(read_people)
    await ask(app, LeadForm(app.clock, people, record=record, draft=draft), then, on_saved)
