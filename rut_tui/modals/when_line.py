"""The line of a form that says when something was: empty is now, "yesterday 9am" and the like are understood.

While it is typed, the line below says how it reads.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from textual import on
from textual.widgets import Input

from rut_tui.modals.form import FieldFaults
from rut_tui.modals.kept_form import ASIDE
from rut_tui.widgets.fields import Field, LineField

STAMP: Final = "%Y-%m-%d %H:%M"

STILL_NOW: Final = timedelta(hours=1)
"""How long after it was begun a text is still about now."""


class WhenLine(LineField):
    """A moment, as people write it."""

    def __init__(self, clock: Callable[[], datetime], *, kept: datetime | None = None, day: date | None = None) -> None:
        """Begin with the moment of something saved, with noon of a day, or with now.

        Args:
            clock: Says what now is, when the form is saved.
            kept: The moment of what is edited, on the writer's own clock.
            day: The day of something new, when it isn't today.
        """
        self._clock = clock
        self._kept = kept
        self._as_opened = f"{kept:{STAMP}}" if kept else f"{day} 12:00" if day else ""
        super().__init__(self._as_opened, id="at", placeholder="now", compact=True, classes=ASIDE)

    def field(self) -> Field:
        """Return the line with its question and examples."""
        return WhenField(self)

    @property
    def reading(self) -> str:
        """How it reads so far; nothing when it is empty or can't be read yet: half a word is no fault."""
        from rut_tui.domain.when import UNCLEAR, describe_moment

        if not self.value.strip():
            return ""
        try:
            return describe_moment(self.moment(), self._clock())
        except FieldFaults as error:
            said = error.faults["at"]
            return "" if said == UNCLEAR else said

    def moment(self) -> datetime:
        """Return the moment meant; one that wasn't touched is kept to the second.

        Raises:
            FieldFaults: It can't be read, or is still to come.
        """
        from rut_tui.domain.when import parse_when

        typed = self.value.strip()
        if self._kept and typed == self._as_opened:
            return self._kept
        try:
            return parse_when(typed, self._clock())
        except ValueError as error:
            raise FieldFaults({"at": str(error)}) from None

    def fill(self, typed: str, begun: datetime | None) -> None:
        """Go on with what was typed; a text that called now the moment it was begun means that one still.

        Args:
            typed: What stood in the line.
            begun: When the text was begun, if it was kept on disk.
        """
        now = self._clock()
        if not typed and begun is not None and now - begun >= STILL_NOW:
            typed = f"{begun.astimezone(now.tzinfo):{STAMP}}"
        self.value = typed


class WhenField(Field):
    """The question, the line, and below it how the line reads, so that nobody has to save to find out."""

    def __init__(self, line: WhenLine) -> None:
        """Ask for a moment."""
        super().__init__("When?", line, hint="now, 18:00, yesterday 9am, mon 14:30")
        self._line = line

    def say(self, hint: str = "", *, fault: str = "") -> None:
        """Show a fault, or else how the line reads."""
        super().say(hint or self._line.reading, fault=fault)

    @on(Input.Changed)
    def _read_again(self) -> None:
        self.say()
