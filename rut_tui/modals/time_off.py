"""Days that are marked off, as a holiday or ill: they stay out of every comparison."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from rut_tui.modals.day_line import DayLine
from rut_tui.modals.record_form import RecordForm, Repository
from rut_tui.widgets.field import Field
from rut_tui.widgets.rating import Choice

if TYPE_CHECKING:
    from rut_tui.domain.periods import TimeOff, TimeOffDraft
    from rut_tui.storage.store import Store


class TimeOffForm(RecordForm["TimeOffDraft", "TimeOff"]):
    """Mark days off."""

    KIND: ClassVar = "time-off"
    NEEDED: ClassVar = {}

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "Change these days off" if self.record else "Days off"

    def fields(self) -> ComposeResult:
        """The first day, the last one, and what for."""
        there = self.record
        first, last = (there.first_day, there.last_day) if there else (None, None)
        line = DayLine(self.today, id="first_day", empty="today", kept=first, aside=False)
        yield line.field("First day", "today, mon, last fri, 3 Dec")
        line = DayLine(self.today, id="last_day", empty="the same day", kept=last, aside=False)
        yield line.field("Last day", "fri, 14 Dec; it is off too")
        kind = Choice(("holiday", "holiday"), ("ill", "ill"), id="kind")
        if there:
            kind.value = there.kind.value
        yield Field("What for?", kind, hint="These days are left out wherever days are compared. Nothing is deleted.")

    @staticmethod
    def repository(store: "Store") -> Repository["TimeOffDraft", "TimeOff"]:
        """The days off."""
        return store.time_off

    @staticmethod
    def quote(record: "TimeOff") -> str:
        """From when to when."""
        return f"{record.first_day} to {record.last_day}"

    def said(self, saved: "TimeOff") -> str:
        """Say how many days that is."""
        days = (saved.last_day - saved.first_day).days + 1
        return f"Saved: {'one day' if days == 1 else f'{days:,} days'} off."

    def draft_of(self, said: dict[str, Any]) -> "TimeOffDraft":
        """Return the days as typed."""
        from rut_tui.domain.periods import OffKind, TimeOffDraft

        first = said["first_day"] or self.today()
        return TimeOffDraft(first_day=first, last_day=said["last_day"] or first, kind=OffKind(said["kind"]))
