"""The weekly review: five minutes at the week's end. What was liked and what wasn't adds up over the weeks."""

from datetime import date, timedelta

from pydantic import AwareDatetime, field_validator

from rut_tui.domain.journal import DiaryDay
from rut_tui.domain.model import Model
from rut_tui.domain.text import Note


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


class ReviewDraft(Model):
    """A review before it is saved; every answer may stay empty.

    Attributes:
        week: The Monday of the week it looks back on.
        liked: What the person liked.
        disliked: What they didn't.
        engaged: What engaged them, filled in from the diary and theirs to change.
        drained: What drained them, in the same way.
        win: A win.
        setback: A setback, as a delay.
        next_thing: One thing for next week.
    """

    week: DiaryDay
    liked: Note = ""
    disliked: Note = ""
    engaged: Note = ""
    drained: Note = ""
    win: Note = ""
    setback: Note = ""
    next_thing: Note = ""

    @field_validator("week")
    @classmethod
    def _begins_on_monday(cls, week: date) -> date:
        if week.weekday():
            raise ValueError("should be a Monday")
        return week


class Review(Model):
    """A weekly review, as stored."""

    id: str
    week: date
    liked: Note
    disliked: Note
    engaged: Note
    drained: Note
    win: Note
    setback: Note
    next_thing: Note
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None
