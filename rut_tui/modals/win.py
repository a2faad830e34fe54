"""A win: anything that went well, however small, and what the person takes for it."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from rut_tui.domain.days import describe_day
from rut_tui.modals.record_form import RecordForm, Repository
from rut_tui.modals.when_line import WhenLine
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField

if TYPE_CHECKING:
    from rut_tui.domain.wins import Win, WinDraft
    from rut_tui.storage.store import Store


class WinForm(RecordForm["WinDraft", "Win"]):
    """Write down a win."""

    KIND: ClassVar = "win"
    NEEDED: ClassVar = {"text": "Say in a few words what went well."}

    @property
    def title_text(self) -> str:
        """The question."""
        return "Change this win" if self.record else "What went well?"

    def fields(self) -> ComposeResult:
        """What it was first; enter saves from there."""
        win = self.record
        yield Field(
            "A win",
            LineField(win.text if win else "", id="text", select_on_focus=False),
            hint="small counts: an answer sent, a walk taken",
        )
        yield Field(
            "What do you take for it?",
            LineField(win.reward if win else "", id="reward", select_on_focus=False),
            hint="coffee in the sun",
        )
        yield WhenLine(self._clock, kept=win.local if win else None).field()

    @staticmethod
    def repository(store: "Store") -> Repository["WinDraft", "Win"]:
        """The wins."""
        return store.wins

    @staticmethod
    def quote(record: "Win") -> str:
        """What went well."""
        return record.text

    def said(self, saved: "Win") -> str:
        """Say which day it was put down to."""
        return f"Saved, {describe_day(saved.day, self.today())}."

    def draft_of(self, said: dict[str, Any]) -> "WinDraft":
        """Return the win as typed."""
        from rut_tui.domain.wins import WinDraft

        return WinDraft(**said)
