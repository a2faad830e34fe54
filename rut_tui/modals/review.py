"""The weekly review: five minutes, with the week's diary filled in. Its win and its setback are kept with the others.

A setback is a delay: what happened, and when it is tried again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from rut_tui.domain.weeks import DAYS, filled_in, week_name
from rut_tui.modals.behind import Behind, shortened
from rut_tui.modals.day_line import DayLine
from rut_tui.modals.form import FieldFaults, Form
from rut_tui.storage.faults import Gone
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.reviews import Review, ReviewDraft
    from rut_tui.domain.weeks import Week
    from rut_tui.domain.wins import SetbackDraft, WinDraft
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store

QUESTIONS: Final = {
    "liked": "What did you like?",
    "disliked": "What didn't you like?",
    "engaged": "What engaged you?",
    "drained": "What drained you?",
    "win": "A win",
    "setback": "A setback, as a delay",
    "next_try": "What will you try next?",
    "next_on": "When?",
    "next_thing": "One thing for next week",
}
"""What is asked, by the name of its answer."""

_HINTS: Final = {
    "liked": "a line each; over the weeks they add up to what to look for",
    "engaged": "from your diary, and yours to change",
    "win": "kept among your wins",
    "setback": "what happened; kept as a delay, not as a failure",
    "next_on": "mon, in 3 weeks, 1 Dec",
}
_NOTES: Final = ("liked", "disliked", "engaged", "drained")
_TRY: Final = ("next_try", "next_on")
"""What is asked once there is a setback."""

_ASKED: Final = {"text": "win", "what": "setback"}
"""Where this form asks for a field of a win or a setback."""


@dataclass(frozen=True, slots=True)
class Said:
    """A review as typed, with what is kept beside it."""

    review: "ReviewDraft"
    win: "WinDraft | None"
    setback: "SetbackDraft | None"


class ReviewForm(Form[Said, "Review"]):
    """Look back on a week, or change what was said of it."""

    DEFAULT_CSS = """
    ReviewForm .about { color: $muted; height: auto; margin-bottom: 1; }
    ReviewForm NoteField { min-height: 1; }
    """

    def __init__(
        self, week: "Week", clock: Callable[[], datetime], *, begin: str = "liked", draft: "Draft | None" = None
    ) -> None:
        """Open the form.

        Args:
            week: The week, as it is now.
            clock: Says what now is.
            begin: The answer to begin with.
            draft: The unfinished text to go on with.
        """
        review = week.review
        behind = Behind[Said, "Review"](
            review.updated_at if review else None,
            lambda store: _there(store, week.monday),
            lambda there: there.updated_at,
            lambda there: f"“{shortened(there.liked or there.disliked or there.next_thing)}”",
            _keep,
        )
        super().__init__(f"review:{week.monday}", _keep, behind=behind, draft=draft)
        self._week = week
        self._clock = clock
        self._begin = begin
        self._as_opened: dict[str, Any] = {}

    def found_as(self, base: datetime | None) -> None:
        """A text begun before there was a review must not replace one unasked."""
        self._agreed = {base}

    @property
    def title_text(self) -> str:
        """Which week."""
        return f"Looking back on {week_name(self._week.monday, self._today())}"

    def fields(self) -> ComposeResult:
        """What was liked and what wasn't, what the diary says, a win, a delay, one thing ahead."""
        wanted = self._week.wanted
        asked = Content.assemble("For this week you wanted: ", plain(wanted, "$foreground"), "\n") if wanted else ""
        yield Static(Content.assemble(asked, "Any line may stay empty."), classes="about")
        for name, question in QUESTIONS.items():
            widget = NoteField(id=name) if name in _NOTES else LineField(id=name, select_on_focus=False)
            if name == "next_on":
                widget = DayLine(self._today, id=name, empty="no day yet")
            yield Field(question, widget, hint=_HINTS.get(name, ""))

    def on_mount(self) -> None:
        """Fill in what was said, or else what the diary says."""
        review, setback = self._week.review, self._week.setback
        if review:
            said = {name: getattr(review, name) for name in QUESTIONS if name not in _TRY}
        else:
            said = {"engaged": filled_in(self._week.engaged), "drained": filled_in(self._week.drained)}
        if setback:
            said |= {"next_try": setback.next_try, "next_on": f"{setback.next_on or ''}"}
        self.fill(dict.fromkeys(QUESTIONS, "") | said)
        self._as_opened = self._everything()
        self.query_one(f"#{self._begin}").focus()
        if self._begin == next(iter(QUESTIONS)) and self._draft is None:
            # The first focus is given before the form has its height, and scrolls it a little.
            self.call_after_refresh(self.query_one(".form").scroll_home, animate=False)

    def _everything(self) -> dict[str, str]:
        notes = {note.id or "": note.text for note in self.query(NoteField)}
        return notes | {line.id or "": line.value for line in self.query(LineField)}

    def typed(self) -> dict[str, Any]:
        """Everything in the form, if anything was changed."""
        now = self._everything()
        return now if now != self._as_opened else {}

    def fill(self, kept: dict[str, Any]) -> None:
        """Go on where it was closed."""
        for note in self.query(NoteField):
            note.text = kept[note.id or ""]
        for line in self.query(LineField):
            line.value = kept[line.id or ""]
        self._ask_for_try()

    @on(Input.Changed, "#setback")
    def _ask_for_try(self) -> None:
        """A delay has a next try; nothing else has."""
        wanted = bool(self.query_one("#setback", LineField).value.strip())
        for name in _TRY:
            if field := Field.around(self.query_one(f"#{name}")):
                field.display = wanted

    def read(self) -> Said:
        """Return the review as typed."""
        from pydantic import ValidationError

        from rut_tui.domain.model import faults
        from rut_tui.domain.reviews import ReviewDraft

        said = self._everything()
        next_try, _ = (said.pop(name) for name in _TRY)
        if not any(answer.strip() for answer in said.values()):
            raise FieldFaults({self._begin: "One line is enough, in any of these."})
        try:
            review = ReviewDraft(week=self._week.monday, **said)
            return Said(review, self._win(said["win"]), self._setback(said["setback"], next_try))
        except ValidationError as error:
            raise FieldFaults({_ASKED.get(name, name): said for name, said in faults(error).items()}) from None

    def _win(self, text: str) -> "WinDraft | None":
        from rut_tui.domain.when import parse_when
        from rut_tui.domain.wins import WinDraft

        now, last = self._clock(), self._last_day
        at = now if last >= now.date() else parse_when(f"{last} 12:00", now)
        return WinDraft(at=at, text=text) if text.strip() else None

    def _setback(self, what: str, next_try: str) -> "SetbackDraft | None":
        """Return the setback.

        Raises:
            FieldFaults: The day of the next try can't be read.
        """
        from rut_tui.domain.wins import SetbackDraft

        if not what.strip():
            return None
        try:
            on = self.query_one(DayLine).day()
        except ValueError as error:
            raise FieldFaults({"next_on": str(error)}) from None
        return SetbackDraft(day=min(self._last_day, self._today()), what=what, next_try=next_try, next_on=on)

    def _today(self) -> date:
        return self._clock().date()

    @property
    def _last_day(self) -> date:
        return self._week.monday + timedelta(days=DAYS - 1)


async def look_back(
    app: "RutApp",
    then: Callable[[], None],
    week: date,
    *,
    begin: str = "liked",
    draft: "Draft | None" = None,
) -> None:
    """Open the form over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when the review was saved.
        week: The Monday of the week.
        begin: The answer to begin with.
        draft: The unfinished text to go on with; when None, the last one in this form, if there is any.

    Raises:
        StorageError: The week could not be read.
    """

    def closed(saved: "Review | None") -> None:
        if saved:
            app.notify(f"Saved, the week of {week_name(saved.week, app.clock().date())}.")
            then()

    seen = await app.db.read(lambda store: store.reviews.week(week))
    await app.push_screen(ReviewForm(seen, app.clock, begin=begin, draft=draft), closed)


def _keep(store: "Store", said: Said) -> "Review":
    return store.reviews.save(said.review, said.win, said.setback)


def _there(store: "Store", week: date) -> "Review":
    """Return the review of a week.

    Raises:
        Gone: It has none.
    """
    if review := store.reviews.of(week):
        return review
    raise Gone("That week has no review any more.")
