"""The line of a form that takes a day as people write it, and says below how it reads."""

from collections.abc import Callable
from datetime import date

from textual import on

from rut_tui.domain.days import parse_day, say_day
from rut_tui.modals.kept_form import ASIDE
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField


class DayLine(LineField):
    """A day, or nothing."""

    def __init__(
        self,
        today: Callable[[], date],
        *,
        id: str,
        empty: str,
        kept: date | None = None,
        read: Callable[[str, date], date] = parse_day,
        past: bool = False,
        aside: bool = True,
    ) -> None:
        """Begin with the day of something saved, or empty.

        Args:
            today: Says which day it is, when the form is saved.
            id: The field of what is written down.
            empty: What the empty line stands for.
            kept: The day that is there.
            read: Reads what is typed; raises ValueError with words for the person.
            past: It can't be still to come.
            aside: There are words in the form, and this is not where a person stops writing.
        """
        self._today = today
        self._read = read
        self._past = past
        self._as_opened = kept.isoformat() if kept else ""
        super().__init__(self._as_opened, id=id, placeholder=empty)
        self.set_class(aside, ASIDE)

    def field(self, label: str, hint: str) -> Field:
        """Return the line with its question and examples."""
        return Field(label, self, hint=hint)

    def day(self) -> date | None:
        """Return the day meant; None for an empty line.

        Raises:
            ValueError: It can't be read, in one sentence.
        """
        if not self.value.strip():
            return None
        day = self._read(self.value, self._today())
        if self._past and day > self._today():
            raise ValueError("That is still to come.")
        return day

    @on(LineField.Changed)
    def _say_how_it_reads(self) -> None:
        """Name the day that was understood, so that nobody is surprised by it."""
        self.select_on_focus = self.value == self._as_opened  # what was typed here is gone on with, not replaced
        if field := Field.around(self):
            try:
                day = self.day()
            except ValueError:
                day = None  # half typed
            field.say(say_day(day, self._today()) if day else "")
