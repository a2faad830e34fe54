"""A win: anything that went well, however small, and what the person takes for it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from rut_tui.domain.days import describe_day
from rut_tui.modals.form import FieldFaults, Form
from rut_tui.modals.when_line import WhenLine
from rut_tui.widgets.fields import Field, LineField

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.wins import Win, WinDraft
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store


class WinForm(Form["WinDraft", "Win"]):
    """Write down a win."""

    def __init__(self, clock: Callable[[], datetime], draft: "Draft | None" = None) -> None:
        """Open the form.

        Args:
            clock: Says what now is, when the form is saved.
            draft: The unfinished text to go on with.
        """
        super().__init__("win:new", _add, draft=draft)
        self._clock = clock

    @property
    def title_text(self) -> str:
        """The question."""
        return "What went well?"

    def fields(self) -> ComposeResult:
        """What it was first; enter saves from there."""
        yield Field(
            "A win",
            LineField(id="text", compact=True, select_on_focus=False),
            hint="small counts: an answer sent, a walk taken",
        )
        yield Field(
            "What do you take for it?",
            LineField(id="reward", compact=True, select_on_focus=False),
            hint="coffee in the sun",
        )
        yield WhenLine(self._clock).field()

    def read(self) -> "WinDraft":
        """Return the win as typed."""
        from pydantic import ValidationError

        from rut_tui.domain.model import faults
        from rut_tui.domain.wins import WinDraft

        text = self.query_one("#text", LineField).value
        if not text.strip():
            raise FieldFaults({"text": "Say in a few words what went well."})
        at = self.query_one(WhenLine).moment()
        try:
            return WinDraft(at=at, text=text, reward=self.query_one("#reward", LineField).value)
        except ValidationError as error:
            raise FieldFaults(faults(error)) from None

    def typed(self) -> dict[str, Any]:
        """Everything in the form, if there is anything."""
        now = {line.id or "": line.value for line in self.query(LineField)}
        return now if any(now.values()) else {}

    def fill(self, kept: dict[str, Any]) -> None:
        """Go on where it was closed."""
        self.query_one("#text", LineField).value = kept["text"]
        self.query_one("#reward", LineField).value = kept["reward"]
        self.query_one(WhenLine).fill(kept["at"], self.begun)


async def ask_win(app: "RutApp", then: Callable[[], None], draft: "Draft | None" = None) -> None:
    """Open the form over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when a win was saved.
        draft: The unfinished text to go on with; when None, the last one in this form, if there is any.
    """

    def closed(saved: "Win | None") -> None:
        if saved:
            app.notify(f"Saved, {describe_day(saved.day, app.clock().date())}.")
            then()

    await app.push_screen(WinForm(app.clock, draft), closed)


def _add(store: "Store", said: "WinDraft") -> "Win":
    return store.wins.add(said)
