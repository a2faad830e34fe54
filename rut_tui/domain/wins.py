"""Wins, however small, with the reward taken for them; and setbacks, written down as delays with a next try."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from rut_tui.domain.journal import DiaryDay, on_the_clock
from rut_tui.domain.model import Model
from rut_tui.domain.text import Line, Name, Note


class WinDraft(Model):
    """A win before it is saved.

    Attributes:
        at: When it was, on the writer's own clock.
        text: What went well.
        reward: What the person takes for it.
    """

    at: AwareDatetime
    text: Name
    reward: Line = ""


class Win(Model):
    """A win, as stored.

    Attributes:
        at: The moment, in UTC.
        tz_offset: Minutes east of UTC where it was written.
        day: The local date it belongs to.
    """

    id: str
    at: AwareDatetime
    tz_offset: Annotated[int, Field(ge=-16 * 60, le=16 * 60)]
    day: date
    text: Name
    reward: Line
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None

    @property
    def local(self) -> datetime:
        """The moment on the clock of the place where it was written."""
        return on_the_clock(self.at, self.tz_offset)


class SetbackDraft(Model):
    """A setback before it is saved.

    Attributes:
        day: When it happened.
        what: What happened.
        in_control: What of it was in the person's hands.
        next_try: What they will try next.
        next_on: The day of that.
    """

    day: DiaryDay
    what: Name
    in_control: Note = ""
    next_try: Line = ""
    next_on: date | None = None


class Setback(Model):
    """A setback, as stored: a delay, never counted as a failure.

    Attributes:
        closed_on: The local day it was over, because the next try was made or is no longer wanted.
    """

    id: str
    day: date
    what: Name
    in_control: Note
    next_try: Line
    next_on: date | None
    closed_on: date | None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None
