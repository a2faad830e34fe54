"""A setback, written down as a delay: what happened, what was in one's hands, and the next try on a day."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult

from rut_tui.domain.days import describe_day, parse_day
from rut_tui.modals.day_line import DayLine
from rut_tui.modals.record_form import RecordForm, Repository
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField, NoteField

if TYPE_CHECKING:
    from rut_tui.domain.wins import Setback, SetbackDraft
    from rut_tui.storage.store import Store

NEAR: Final = ("yesterday", "today", "tomorrow")


class SetbackForm(RecordForm["SetbackDraft", "Setback"]):
    """Write down a setback."""

    KIND: ClassVar = "setback"
    NEEDED: ClassVar = {"what": "Say in a few words what happened."}

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "Change this setback" if self.record else "A setback: a delay, with a next try"

    @property
    def begins(self) -> "Setback | SetbackDraft | None":
        """What the form begins with."""
        return self.record

    def fields(self) -> ComposeResult:
        """What happened first; all the rest can wait."""
        there = self.begins
        yield Field(
            "What happened?",
            LineField(there.what if there else "", id="what", select_on_focus=False),
            hint="a no, a silence, a plan that slipped",
        )
        day = DayLine(
            self.today,
            id="day",
            empty="today",
            kept=there.day if there else None,
            read=partial(parse_day, ahead=False),
            past=True,
        )
        yield day.field("When?", "yesterday, fri, 3 Nov")
        yield Field(
            "What of it was in your hands?",
            NoteField(there.in_control if there else "", id="in_control"),
            hint="Often less than it feels like. Only that part is worth changing.",
        )
        yield Field(
            "What will you try next?",
            LineField(there.next_try if there else "", id="next_try", select_on_focus=False),
            hint="write to the next one on the list",
        )
        again = DayLine(self.today, id="next_on", empty="no day yet", kept=there.next_on if there else None)
        yield again.field("On which day?", "fri, in 2 weeks, 3 Dec")

    @staticmethod
    def repository(store: "Store") -> Repository["SetbackDraft", "Setback"]:
        """The setbacks."""
        return store.setbacks

    @staticmethod
    def quote(record: "Setback") -> str:
        """What happened."""
        return record.what

    def said(self, saved: "Setback") -> str:
        """Say when its next try is."""
        if saved.next_on is None or saved.closed_on is not None:
            return "Saved."
        day = describe_day(saved.next_on, self.today())
        return f"Saved. The next try is {day if day in NEAR else f'on {day}'}."

    def draft_of(self, said: dict[str, Any]) -> "SetbackDraft":
        """Return the setback as typed."""
        from rut_tui.domain.wins import SetbackDraft

        return SetbackDraft(**said | {"day": said["day"] or self.today()})
