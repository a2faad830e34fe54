"""What a row of each table may hold in a file from outside, and how the tables hang together.

Stricter than the database where a bad value would only show later, when a screen reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, model_validator

from rut_tui.domain.journal import Engagement
from rut_tui.domain.model import Model
from rut_tui.domain.text import Line, Name, Note
from rut_tui.interchange.values import Currency, Day, DiaryDay, Flag, Id, Key, Moment, Place, PlanText, Week

_SLACK: Final = timedelta(minutes=1)
_UNSAID: Final = ""
"""Stands for a moment that the file leaves out, and that storage fills in."""


class Row(Model):
    """A row as a file gives it. Columns that may be missing have a default."""

    def given(self) -> dict[str, Any]:
        """Return the columns that the file names; the others are left to the table's defaults."""
        return self.model_dump(exclude_unset=True)


class Lasting(Row):
    """A row that knows when it was made and changed."""

    created_at: Moment = _UNSAID
    updated_at: Moment = _UNSAID


class Thing(Lasting):
    """A row with an id of its own, which can be archived."""

    id: Id
    archived_at: Moment | None = None


class MomentRow(Thing):
    """Something that happened at a moment, on the day it was where it was written."""

    at: Moment
    tz_offset: Annotated[int, Field(ge=-16 * 60, le=16 * 60)]
    day: DiaryDay

    @model_validator(mode="after")
    def _day_of_its_moment(self) -> Self:
        local = datetime.fromisoformat(self.at).replace(tzinfo=None) + timedelta(minutes=self.tz_offset)
        # Slack: old offsets had seconds, and those are rounded away.
        if not {(local + slack).date().isoformat() for slack in (-_SLACK, _SLACK)} & {self.day}:
            raise ValueError("day is not the local day of at")
        return self


class EntryRow(MomentRow):
    """An entry of the diary."""

    engagement: Engagement | None
    context: Literal["work", "outside"] = "work"
    note: Note = ""


class WordRow(Thing):
    """An activity or an emotion."""

    name: Name


class EntryActivityRow(Row):
    """An activity of an entry."""

    entry_id: Id
    activity_id: Id
    position: Place = 0


class EntryEmotionRow(Row):
    """An emotion of an entry."""

    entry_id: Id
    emotion_id: Id
    position: Place = 0


class AuditRow(Thing):
    """One pass through the audit."""

    started_at: Moment


class SignRatingRow(Lasting):
    """The rating of a sign; null says that it doesn't apply."""

    audit_id: Id
    sign: Key
    rating: Annotated[int, Field(ge=0, le=4)] | None


class ExternalAnswerRow(Lasting):
    """What was said of something outside work."""

    audit_id: Id
    factor: Key
    applies: Flag | None = None
    would_help: Flag | None = None


class CauseFitRow(Lasting):
    """What was said of a cause."""

    audit_id: Id
    cause: Key
    fit: Literal["fits", "doesnt", "unsure"]


class GoalRow(Thing):
    """A goal on the board."""

    title: Name
    measure: Line = ""
    confidence: Annotated[int, Field(ge=1, le=10)] | None = None
    raise_confidence: Line = ""
    due: Day | None = None
    notes: Note = ""
    column: Literal["idea", "next", "doing", "done"] = "idea"
    position: Place = 0
    focus: Flag = 0
    done_on: Day | None = None


class GoalServesRow(Row):
    """A value or a cause that a goal serves."""

    goal_id: Id
    key: Key
    position: Place = 0


class MilestoneRow(Thing):
    """A step of a goal."""

    goal_id: Id
    title: Name
    due: Day | None = None
    done_on: Day | None = None
    position: Place = 0


class PlanRow(Thing):
    """A savings plan; its inputs are one JSON text."""

    name: Name
    currency: Currency
    plan: PlanText
    position: Place = 0


class WinRow(MomentRow):
    """A win."""

    text: Name
    reward: Line = ""


class SetbackRow(Thing):
    """A setback, as a delay."""

    day: DiaryDay
    what: Name
    in_control: Note = ""
    next_try: Line = ""
    next_on: Day | None = None
    closed_on: Day | None = None


class TimeOffRow(Thing):
    """Days off."""

    first_day: DiaryDay
    last_day: DiaryDay
    kind: Literal["holiday", "ill"]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_day < self.first_day:
            raise ValueError("last_day is before first_day")
        return self


class JobRow(Thing):
    """A job."""

    title: Name
    started_on: Day | None = None
    ended_on: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValueError("ended_on is before started_on")
        return self


class ReviewRow(Thing):
    """A weekly review."""

    week: Week
    liked: Note = ""
    disliked: Note = ""
    engaged: Note = ""
    drained: Note = ""
    win: Note = ""
    setback: Note = ""
    next_thing: Note = ""


class ExpectationRow(Thing):
    """What was expected of an activity; with the entry that said how it was, once one has."""

    activity_id: Id
    day: DiaryDay
    expected: Engagement
    entry_id: Id | None = None
    closed_at: Moment | None = None

    @model_validator(mode="after")
    def _closed_by_an_entry(self) -> Self:
        if (self.entry_id is None) != (self.closed_at is None):
            raise ValueError("entry_id and closed_at should both be there, or neither")
        return self


class DismissalRow(Thing):
    """An offer that was put away."""

    offer: Name
    day: DiaryDay


@dataclass(frozen=True, slots=True)
class Table:
    """How rows of a table are told apart and what they refer to.

    Attributes:
        row: What a row may hold.
        key: The columns that tell its rows apart.
        references: Column → the table whose id it holds; the owner first.
        owned: Whether its rows are skipped when their owner is.
        link: Whether its rows say nothing but that two things belong together, and are replaced with their owner.
        named: Whether a row is the same as ours when the name is, whatever its id.
    """

    row: type[Row]
    key: tuple[str, ...] = ("id",)
    references: Mapping[str, str] = field(default_factory=dict)
    owned: bool = False
    link: bool = False
    named: bool = False


TABLES: Final[Mapping[str, Table]] = {
    "entries": Table(EntryRow),
    "activities": Table(WordRow, named=True),
    "emotions": Table(WordRow, named=True),
    "entry_activities": Table(
        EntryActivityRow,
        ("entry_id", "activity_id"),
        {"entry_id": "entries", "activity_id": "activities"},
        owned=True,
        link=True,
    ),
    "entry_emotions": Table(
        EntryEmotionRow,
        ("entry_id", "emotion_id"),
        {"entry_id": "entries", "emotion_id": "emotions"},
        owned=True,
        link=True,
    ),
    "audits": Table(AuditRow),
    "sign_ratings": Table(SignRatingRow, ("audit_id", "sign"), {"audit_id": "audits"}, owned=True),
    "external_answers": Table(ExternalAnswerRow, ("audit_id", "factor"), {"audit_id": "audits"}, owned=True),
    "cause_fits": Table(CauseFitRow, ("audit_id", "cause"), {"audit_id": "audits"}, owned=True),
    "goals": Table(GoalRow),
    "goal_serves": Table(GoalServesRow, ("goal_id", "key"), {"goal_id": "goals"}, owned=True, link=True),
    "milestones": Table(MilestoneRow, references={"goal_id": "goals"}, owned=True),
    "plans": Table(PlanRow),
    "wins": Table(WinRow),
    "setbacks": Table(SetbackRow),
    "time_off": Table(TimeOffRow),
    "jobs": Table(JobRow),
    "reviews": Table(ReviewRow),
    "expectations": Table(ExpectationRow, references={"activity_id": "activities", "entry_id": "entries"}),
    "dismissals": Table(DismissalRow),
}
"""Every table of the journal, those that are referred to first."""
