"""What a row of each table may hold in a file from outside, and how the tables hang together.

Stricter than the database where a bad value would only show later, when a screen reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from rut_tui.domain.journal import Engagement
from rut_tui.domain.text import Line, Name, Note
from rut_tui.interchange import goal_rows
from rut_tui.interchange.bases import Lasting, MomentRow, Row, Thing
from rut_tui.interchange.values import Currency, Day, DiaryDay, Flag, Id, Key, Moment, Place, PlanText, Week


class EntryRow(MomentRow):
    """An entry of the diary."""

    engagement: Engagement | None
    context: Literal["work", "outside"] = "work"
    note: Note = ""


class EntryExperimentRow(Row):
    """An experiment that an entry belongs to."""

    entry_id: Id
    experiment_id: Id
    position: Place = 0


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


def _linked(row: type[Row], **ends: str) -> Table:
    """Return a table that only says what belongs together: column → table at both ends, the owner first."""
    return Table(row, tuple(ends), ends, owned=True, link=True)


TABLES: Final[Mapping[str, Table]] = {
    "entries": Table(EntryRow),
    "activities": Table(WordRow, named=True),
    "emotions": Table(WordRow, named=True),
    "entry_activities": _linked(EntryActivityRow, entry_id="entries", activity_id="activities"),
    "entry_emotions": _linked(EntryEmotionRow, entry_id="entries", emotion_id="emotions"),
    "audits": Table(AuditRow),
    "sign_ratings": Table(SignRatingRow, ("audit_id", "sign"), {"audit_id": "audits"}, owned=True),
    "external_answers": Table(ExternalAnswerRow, ("audit_id", "factor"), {"audit_id": "audits"}, owned=True),
    "cause_fits": Table(CauseFitRow, ("audit_id", "cause"), {"audit_id": "audits"}, owned=True),
    "goals": Table(goal_rows.GoalRow),
    "goal_serves": Table(goal_rows.GoalServesRow, ("goal_id", "key"), {"goal_id": "goals"}, owned=True, link=True),
    "milestones": Table(goal_rows.MilestoneRow, references={"goal_id": "goals"}, owned=True),
    "plans": Table(PlanRow),
    "wins": Table(WinRow),
    "setbacks": Table(SetbackRow),
    "time_off": Table(TimeOffRow),
    "jobs": Table(JobRow),
    "reviews": Table(ReviewRow),
    "expectations": Table(ExpectationRow, references={"activity_id": "activities", "entry_id": "entries"}),
    "dismissals": Table(DismissalRow),
    "skills": Table(goal_rows.SkillRow),
    "people": Table(goal_rows.PersonRow),
    "contacts": Table(goal_rows.ContactRow, references={"person_id": "people"}),
    "questions": Table(goal_rows.QuestionRow, references={"contact_id": "contacts"}),
    "question_people": _linked(goal_rows.QuestionPersonRow, question_id="questions", person_id="people"),
    "experiments": Table(goal_rows.ExperimentRow),
    "entry_experiments": _linked(EntryExperimentRow, entry_id="entries", experiment_id="experiments"),
    "leads": Table(goal_rows.LeadRow, references={"person_id": "people"}),
    "habits": Table(goal_rows.HabitRow),
    "habit_ticks": Table(goal_rows.HabitTickRow, ("habit_id", "day"), {"habit_id": "habits"}),
    "habit_pauses": Table(goal_rows.HabitPauseRow, ("habit_id", "first_day"), {"habit_id": "habits"}),
    "goal_values": Table(goal_rows.GoalValueRow, references={"goal_id": "goals"}),
    "goal_skills": _linked(goal_rows.GoalSkillRow, goal_id="goals", skill_id="skills"),
    "goal_people": _linked(goal_rows.GoalPersonRow, goal_id="goals", person_id="people"),
    "goal_experiments": _linked(goal_rows.GoalExperimentRow, goal_id="goals", experiment_id="experiments"),
}
"""Every table of the journal, those that are referred to first."""
