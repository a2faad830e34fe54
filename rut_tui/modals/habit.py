"""A habit or a boundary: something to do, or a line to keep, with a tick a day."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from rut_tui.modals.record_form import RecordForm, Repository
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField
from rut_tui.widgets.rating import Choice

if TYPE_CHECKING:
    from rut_tui.domain.habits import Habit, HabitDraft
    from rut_tui.storage.store import Store


class HabitForm(RecordForm["HabitDraft", "Habit"]):
    """Write down a habit or a boundary."""

    KIND: ClassVar = "habit"
    NEEDED: ClassVar = {"name": "Say in a few words what it is."}

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "Change this habit" if self.record else "A habit, or a line you keep"

    def fields(self) -> ComposeResult:
        """What it is first; enter saves from there."""
        there = self.record
        yield Field(
            "What is it?",
            LineField(there.name if there else "", id="name", select_on_focus=False),
            hint="log off at six, a walk at noon, no mail on Sundays",
        )
        kind = Choice(("habit", "something I do"), ("boundary", "a line I keep"), id="kind")
        if there:
            kind.value = there.kind.value
        yield Field("Which of the two?", kind, hint="A tick a day. There is no streak to lose: a gap is a gap.")

    @staticmethod
    def repository(store: "Store") -> Repository["HabitDraft", "Habit"]:
        """The habits."""
        return store.habits

    @staticmethod
    def quote(record: "Habit") -> str:
        """What it is."""
        return record.name

    def said(self, saved: "Habit") -> str:
        """Say from when it counts."""
        return "Saved." if self.record or saved.archived_at else "Saved. It counts from today; x ticks it."

    def draft_of(self, said: dict[str, Any]) -> "HabitDraft":
        """Return the habit as typed."""
        from rut_tui.domain.habits import HabitDraft, HabitKind

        return HabitDraft(name=said["name"], kind=HabitKind(said["kind"]))
