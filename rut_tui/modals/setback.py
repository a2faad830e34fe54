"""A setback, written down as a delay: what happened, what was in one's hands, and the next try on a day."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from rut_tui.domain.days import describe_day, parse_day
from rut_tui.modals.day_line import DayLine
from rut_tui.modals.record_form import RecordForm, Repository
from rut_tui.widgets.fields import Field, LineField, NoteField

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.wins import Setback, SetbackDraft
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store


class SetbackForm(RecordForm["SetbackDraft", "Setback"]):
    """Write down a setback."""

    KIND: ClassVar = "setback"
    NEEDED: ClassVar = {"what": "Say in a few words what happened."}

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "Change this setback" if self.record else "A setback: not yet is not never"

    def fields(self) -> ComposeResult:
        """What happened first; all the rest can wait."""
        there = self.record
        yield Field(
            "What happened?",
            LineField(there.what if there else "", id="what", compact=True, select_on_focus=False),
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
            LineField(there.next_try if there else "", id="next_try", compact=True, select_on_focus=False),
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

    def draft_of(self, said: dict[str, Any]) -> "SetbackDraft":
        """Return the setback as typed."""
        from rut_tui.domain.wins import SetbackDraft

        return SetbackDraft(**said | {"day": said["day"] or self.today()})


async def ask_setback(
    app: "RutApp", then: Callable[[], None], draft: "Draft | None" = None, *, setback: "Setback | None" = None
) -> None:
    """Open the form over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when a setback was saved.
        draft: The unfinished text to go on with; when None, the last one in this form, if there is any.
        setback: The setback to change; a new one when None.
    """

    def closed(saved: "Setback | None") -> None:
        if saved:
            app.notify(_said(saved, app.clock().date()))
            then()

    await app.push_screen(SetbackForm(app.clock, record=setback, draft=draft), closed)


def _said(saved: "Setback", today: date) -> str:
    """Say that it is saved, and when its next try is."""
    if saved.next_on is None or saved.closed_on is not None:
        return "Saved."
    day = describe_day(saved.next_on, today)
    return f"Saved. The next try is {day if day in ('today', 'tomorrow', 'yesterday') else f'on {day}'}."
