"""The line of a form that says when something was: empty is now, "yesterday 9am" and the like are understood.

While it is typed, the line below says how it reads.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from textual import on
from textual.widgets import Input

from rut_tui.clock import locale_of_dates
from rut_tui.modals.form import FieldFaults
from rut_tui.modals.kept_form import ASIDE
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField

if TYPE_CHECKING:
    from rut_tui.app import RutApp

STAMP: Final = "%Y-%m-%d %H:%M"

STILL_NOW: Final = timedelta(hours=1)
"""How long after it was begun a text is still about now."""


class WhenLine(LineField):
    """A moment, as people write it."""

    app: "RutApp"

    def __init__(self, clock: Callable[[], datetime], *, kept: datetime | None = None, day: date | None = None) -> None:
        """Begin with the moment of something saved, with noon of a day, or with now.

        Args:
            clock: Says what now is, when the form is saved.
            kept: The moment of what is edited, on the writer's own clock.
            day: The day of something new, when it isn't today.
        """
        self._clock = clock
        self._kept = kept
        self._day = kept.date() if kept else day
        self._guessed: tuple[str, datetime] | None = None
        """What was typed, and what it may mean: told, and not yet taken."""
        self._as_opened = f"{kept:{STAMP}}" if kept else f"{day} 12:00" if day else ""
        super().__init__(self._as_opened, id="at", placeholder="now", classes=ASIDE)

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
            return describe_moment(self._parsed(), self._clock())
        except ValueError as error:
            if str(error) != UNCLEAR:
                return str(error)
        return describe_moment(told, self._clock()) if (told := self._told) else ""

    def moment(self) -> datetime:
        """Return the moment meant; one that wasn't touched is kept to the second.

        What is only guessed is told first, and taken when it is saved so once more.

        Raises:
            FieldFaults: It can't be read, or is still to come; or it may mean something.
        """
        from rut_tui.domain.when import UNCLEAR, describe_moment

        try:
            return self._parsed()
        except ValueError as error:
            said = str(error)
        if told := self._told:
            return told
        typed = self.value.strip()
        if said == UNCLEAR and (guess := self._guess(typed)):
            self._guessed = (typed, guess)
            said = f"{describe_moment(guess, self._clock())}? Save once more if that is what you mean."
        raise FieldFaults({"at": said})

    def _parsed(self) -> datetime:
        from rut_tui.domain.when import parse_when

        typed = self.value.strip()
        return self._kept if self._kept and typed == self._as_opened else parse_when(typed, self._clock(), self._day)

    @property
    def _told(self) -> datetime | None:
        """What was told that the line may mean, as it stands now."""
        return self._guessed[1] if self._guessed and self._guessed[0] == self.value.strip() else None

    def _guess(self, typed: str) -> datetime | None:
        from rut_tui.domain.phrases import guess_when

        return guess_when(typed, self._clock(), locale_of_dates(self.app.settings.locale))

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
