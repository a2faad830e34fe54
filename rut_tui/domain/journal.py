"""The diary: entries, the words that tag them, and the scales they are rated on."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from rut_tui.domain import days
from rut_tui.domain.model import Model
from rut_tui.domain.text import Name, Note

FIRST_DAY: Final = days.FIRST_DAY
LAST_DAY: Final = days.LAST_DAY

_OUT_OF_RANGE: Final = f"years {FIRST_DAY.year} to {LAST_DAY.year} can be kept"


def _kept(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(_OUT_OF_RANGE)
    return day


DiaryDay = Annotated[date, AfterValidator(_kept)]
"""A local day that the diary can keep."""

Engagement = Annotated[int, Field(ge=-2, le=2)]
"""−2 drained … +2 engaged. A person rates it 1 to 5; add RATING_OFFSET to show it so."""

RATING_OFFSET: Final = 3

WordKind = Literal["activity", "emotion"]


class Context(StrEnum):
    """Where an entry belongs, so that a family worry is not booked on the job. Source: momproject."""

    WORK = "work"
    OUTSIDE = "outside"


class Word(Model):
    """An activity or an emotion: the person's own, or one the app offers."""

    id: str
    name: Name
    archived_at: AwareDatetime | None = None


class WordUse(Model):
    """How much a word was used, archived entries left out.

    Attributes:
        entries: How many entries have it.
    """

    word: Word
    entries: int


class EntryDraft(Model):
    """What a check-in says, before it is saved. Words are given by name; new names are added.

    Attributes:
        experiments: Ids of the experiments it belongs to; when they aren't given, those it had stay.
    """

    at: AwareDatetime
    engagement: Engagement | None
    context: Context = Context.WORK
    activities: tuple[Name, ...] = ()
    emotions: tuple[Name, ...] = ()
    note: Note = ""
    experiments: tuple[str, ...] = ()


class Entry(Model):
    """One moment of the diary, as stored.

    Attributes:
        at: The moment, in UTC.
        tz_offset: Minutes east of UTC where it was written; with it the day never moves.
        day: The local date it belongs to.
        engagement: −2 to +2, or None for a note that was not rated; None counts in no mean.
        experiments: Ids of the experiments it belongs to, in order.
    """

    id: str
    at: AwareDatetime
    tz_offset: Annotated[int, Field(ge=-16 * 60, le=16 * 60)]
    day: date
    engagement: Engagement | None
    context: Context
    note: Note
    activities: tuple[Word, ...] = ()
    emotions: tuple[Word, ...] = ()
    experiments: tuple[str, ...] = ()
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None

    @property
    def local(self) -> datetime:
        """The moment on the clock of the place where it was written."""
        return on_the_clock(self.at, self.tz_offset)


def moment(at: datetime) -> tuple[datetime, int, date]:
    """Split a local moment into what an entry keeps.

    Args:
        at: An aware datetime, on the writer's own clock.

    Returns:
        The moment in UTC to the second, minutes east of UTC, and the local day.

    Raises:
        ValueError: The day lies outside 1900–2200, or the time zone is more than 16 hours from UTC.
    """
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("needs a time zone")
    if not FIRST_DAY <= at.date() <= LAST_DAY:
        raise ValueError(_OUT_OF_RANGE)
    if abs(offset) > days.FARTHEST_ZONE:
        raise ValueError("the time zone is more than 16 hours from UTC")
    return at.astimezone(UTC).replace(microsecond=0), round(offset.total_seconds() / 60), at.date()


def on_the_clock(at: datetime, tz_offset: int) -> datetime:
    """Return a moment on the clock of the place where it was written.

    Args:
        at: The moment.
        tz_offset: Minutes east of UTC there.
    """
    return at.astimezone(timezone(timedelta(minutes=tz_offset)))
