"""What a row of each table may hold in a file from outside, and how the tables hang together.

Stricter than the database where a bad value would only show later, when a screen reads it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from rut_tui.domain.journal import FIRST_DAY, LAST_DAY, Engagement
from rut_tui.domain.model import Model
from rut_tui.domain.text import Line, Name, Note

KEY_LIMIT: Final = 100
_SLACK: Final = timedelta(minutes=1)

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}(\d{3})?)?Z", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UNSAID: Final = ""
"""Stands for a moment that the file leaves out, and that storage fills in."""


def _id(text: str) -> str:
    try:
        known = str(UUID(text)) == text
    except ValueError:
        known = False
    if not known:
        raise ValueError("should be a UUID in lower case")
    return text


def _moment(text: str) -> str:
    try:
        at = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        at = None
    if at is None:
        raise ValueError("should be a moment in UTC like 2026-11-20T18:30:00Z")
    return text


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError("should be a day like 2026-11-20")
    return text


def _diary_day(text: str) -> str:
    if not FIRST_DAY.isoformat() <= text <= LAST_DAY.isoformat():
        raise ValueError(f"years {FIRST_DAY.year} to {LAST_DAY.year} can be kept")
    return text


def _key(text: str) -> str:
    if len(text) > KEY_LIMIT:
        raise ValueError(f"too long: {KEY_LIMIT} characters fit")
    return text


def _currency(text: str) -> str:
    if not re.fullmatch("[A-Z]{3}", text):
        raise ValueError("should be three capital letters")
    return text


def _plan(text: str) -> str:
    from rut_tui.domain.savings.plan import SavingsPlan

    SavingsPlan.model_validate_json(text)
    return text


Id = Annotated[str, AfterValidator(_id)]
Moment = Annotated[str, AfterValidator(_moment)]
Day = Annotated[str, AfterValidator(_day)]
Key = Annotated[Name, AfterValidator(_key)]
Flag = Annotated[int, Field(ge=0, le=1)]
Place = Annotated[int, Field(ge=0, le=2**31 - 1)]


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


class EntryRow(Thing):
    """An entry of the diary."""

    at: Moment
    tz_offset: Annotated[int, Field(ge=-16 * 60, le=16 * 60)]
    day: Annotated[Day, AfterValidator(_diary_day)]
    engagement: Engagement | None
    context: Literal["work", "outside"] = "work"
    note: Note = ""

    @model_validator(mode="after")
    def _day_of_its_moment(self) -> Self:
        local = datetime.fromisoformat(self.at).replace(tzinfo=None) + timedelta(minutes=self.tz_offset)
        # Slack: old offsets had seconds, and those are rounded away.
        if not {(local + slack).date().isoformat() for slack in (-_SLACK, _SLACK)} & {self.day}:
            raise ValueError("day is not the local day of at")
        return self


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
    currency: Annotated[str, AfterValidator(_currency)]
    plan: Annotated[str, Field(max_length=200_000), AfterValidator(_plan)]
    position: Place = 0


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
}
"""Every table of the journal, those that are referred to first."""
