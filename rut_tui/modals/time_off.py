"""Days that are marked off, as a holiday or ill: they stay out of every comparison."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from rut_tui.modals.day_line import DayLine
from rut_tui.modals.record_form import RecordForm, Repository
from rut_tui.widgets.fields import Field
from rut_tui.widgets.rating import Choice

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.periods import TimeOff, TimeOffDraft
    from rut_tui.storage.drafts import Draft
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

    def draft_of(self, said: dict[str, Any]) -> "TimeOffDraft":
        """Return the days as typed."""
        from rut_tui.domain.periods import OffKind, TimeOffDraft

        first = said["first_day"] or self.today()
        return TimeOffDraft(first_day=first, last_day=said["last_day"] or first, kind=OffKind(said["kind"]))


async def ask_time_off(
    app: "RutApp", then: Callable[[], None], draft: "Draft | None" = None, *, time_off: "TimeOff | None" = None
) -> None:
    """Open the form over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when days off were saved.
        draft: The unfinished text to go on with; when None, the last one in this form, if there is any.
        time_off: The days to change; new ones when None.
    """

    def closed(saved: "TimeOff | None") -> None:
        if saved:
            days = (saved.last_day - saved.first_day).days + 1
            app.notify(f"Saved: {'one day' if days == 1 else f'{days:,} days'} off.")
            then()

    await app.push_screen(TimeOffForm(app.clock, record=time_off, draft=draft), closed)
