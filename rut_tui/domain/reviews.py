"""The weekly review: five minutes at the week's end. What was liked and what wasn't adds up over the weeks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pydantic import AwareDatetime, field_validator

from rut_tui.domain.journal import DiaryDay
from rut_tui.domain.model import Model
from rut_tui.domain.text import Note
from rut_tui.domain.weeks import DAYS, TUESDAY, at_hand, monday

FRIDAY: Final = 4
"""The weekday from which on a week is at its end."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A week that waits to be looked back on.

    Attributes:
        week: Its Monday.
        day: When it is time: its Sunday, or today once that is past.
        written: How many of its days have an entry.
    """

    week: date
    day: date
    written: int


def waiting(written: Iterable[date], reviewed: Collection[date], today: date) -> Waiting | None:
    """Return the week that is at its end, if it was written on and not looked back on yet.

    A week that went by without a review is just that: it is not asked for any more.

    Args:
        written: Days with an entry.
        reviewed: The Mondays of the weeks that have a review.
        today: The person's local day.
    """
    week = at_hand(today)
    if TUESDAY < today.weekday() < FRIDAY:
        return None
    days = {day for day in written if monday(day) == week}
    if not days or week in reviewed:
        return None
    return Waiting(week, max(week + timedelta(days=DAYS - 1), today), len(days))


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
