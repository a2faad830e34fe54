"""What is expected of something ahead, tonight or in the morning: the check-in that comes says how it was."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from textual.app import ComposeResult

from rut_tui.domain.days import parse_day
from rut_tui.modals.day_line import DayLine
from rut_tui.modals.form import FieldFaults, Form
from rut_tui.storage.faults import StorageError
from rut_tui.widgets.field import Field
from rut_tui.widgets.rating import Rating
from rut_tui.widgets.words import WordPicker

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.expectations import Expectation, ExpectationDraft
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store

EVENING: Final = 17
"""The hour from which it is tomorrow that is meant."""


class ExpectForm(Form["ExpectationDraft", "Expectation"]):
    """Say how something is expected to be."""

    def __init__(
        self,
        words: Callable[[], Awaitable[Sequence[str]]],
        clock: Callable[[], datetime],
        draft: "Draft | None" = None,
    ) -> None:
        """Open the form.

        Args:
            words: Reads the activities to offer.
            clock: Says what now is, when the form is saved.
            draft: The unfinished text to go on with.
        """
        super().__init__("expectation:new", _add, draft=draft)
        self._words = words
        self._clock = clock

    @property
    def title_text(self) -> str:
        """The question."""
        return "What do you expect?"

    def fields(self) -> ComposeResult:
        """What it is about, how it will be, when."""
        yield Field("Of what?", WordPicker(None, id="activity", hint="meetings"))
        yield Field("How will it be?", Rating(id="expected"))
        day = DayLine(self._today, id="day", empty=_usual_day(self._clock()))
        yield day.field("Which day?", "today, tomorrow, fri. The next check-in with it says how it was.")

    def on_mount(self) -> None:
        """Offer activities as soon as they are read."""
        self.run_worker(self._offer_words())

    async def _offer_words(self) -> None:
        try:
            known = await self._words()
        except StorageError:
            known = ()  # the save will say what is wrong with the file
        self.query_one(WordPicker).offer(known)

    def read(self) -> "ExpectationDraft":
        """Return what is expected, as typed."""
        from pydantic import ValidationError

        from rut_tui.domain.expectations import ExpectationDraft
        from rut_tui.domain.model import faults

        words, expected = self.query_one(WordPicker).words, self.query_one(Rating).value
        found: dict[str, str] = {}
        if len(words) != 1:
            found["activity"] = "One thing at a time." if words else "Say what it is about."
        if expected is None:
            found["expected"] = "It needs a rating."
        try:
            day = self._day()
        except ValueError as error:
            raise FieldFaults({**found, "day": str(error)}) from None
        if found or expected is None:
            raise FieldFaults(found)
        try:
            return ExpectationDraft(activity=words[0], day=day, expected=expected)
        except ValidationError as error:
            raise FieldFaults(faults(error)) from None

    def _today(self) -> date:
        return self._clock().date()

    def _day(self) -> date:
        """Return the day meant.

        Raises:
            ValueError: It can't be read, or is over.
        """
        today = self._today()
        day = self.query_one(DayLine).day() or parse_day(_usual_day(self._clock()), today)
        if day < today:
            raise ValueError("That day is over. Give today or one ahead.")
        return day

    def typed(self) -> dict[str, Any]:
        """Everything in the form, if there is anything."""
        picker, rating = self.query_one(WordPicker), self.query_one(Rating)
        day = self.query_one(DayLine).value
        if not (picker.words or rating.value is not None or day):
            return {}
        return {"activity": picker.typed, "expected": rating.value, "day": day}

    def fill(self, kept: dict[str, Any]) -> None:
        """Go on where it was closed; a day that was meant then is meant still."""
        self.query_one(WordPicker).fill(kept["activity"])
        self.query_one(Rating).value = kept["expected"]
        day = kept["day"]
        if self.begun:
            then = self.begun.astimezone(self._clock().tzinfo)
            with suppress(ValueError):  # what couldn't be read then is left to the person
                day = f"{parse_day(day.strip() or _usual_day(then), then.date())}"
        self.query_one(DayLine).value = day


async def expect(app: "RutApp", then: Callable[[], None], draft: "Draft | None" = None) -> None:
    """Open the form over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when it was saved.
        draft: The unfinished text to go on with; when None, the last one in this form, if there is any.
    """

    async def words() -> Sequence[str]:
        return await app.db.read(_activities)

    def closed(saved: "Expectation | None") -> None:
        if saved:
            app.notify("Saved. A check-in with it says how it was.")
            then()

    await app.push_screen(ExpectForm(words, app.clock, draft), closed)


def _usual_day(now: datetime) -> str:
    return "tomorrow" if now.hour >= EVENING else "today"


def _activities(store: "Store") -> Sequence[str]:
    from rut_tui.modals.known_words import known_activities

    return known_activities(store)


def _add(store: "Store", said: "ExpectationDraft") -> "Expectation":
    return store.expectations.add(said)
