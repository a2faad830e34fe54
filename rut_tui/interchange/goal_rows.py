"""What a row of a goal may hold in a file from outside, and of all that carries one."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rut_tui.domain.text import Line, Name, Note
from rut_tui.interchange.bases import Row, Thing
from rut_tui.interchange.values import Amount, Day, DiaryDay, Figure, Flag, Id, Key, Place, TagLines

_Level = Annotated[int, Field(ge=0, le=5)]


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
    minutes: Annotated[int, Field(ge=1, le=100_000)] | None = None


class GoalValueRow(Thing):
    """How far the measure of a goal was on a day."""

    goal_id: Id
    day: DiaryDay
    value: Figure


class GoalSkillRow(Row):
    """A skill that a goal needs."""

    goal_id: Id
    skill_id: Id
    position: Place = 0


class GoalPersonRow(Row):
    """Somebody who can help with a goal."""

    goal_id: Id
    person_id: Id
    position: Place = 0


class GoalExperimentRow(Row):
    """An experiment that belongs to a goal."""

    goal_id: Id
    experiment_id: Id
    position: Place = 0


class SkillRow(Thing):
    """A skill."""

    name: Name
    level: _Level | None = None
    needed: _Level | None = None
    transferable: Flag = 0
    needed_for: Line = ""
    how: Literal["", "course", "certification", "practice", "mentor"] = ""
    provider: Line = ""
    cost: Amount | None = None
    hours: Amount | None = None
    status: Literal["idea", "learning", "done"] = "idea"
    notes: Note = ""


class PersonRow(Thing):
    """A person."""

    name: Name
    role: Line = ""
    known: Line = ""
    tags: TagLines = ""
    every_days: Annotated[int, Field(ge=1, le=3660)] | None = None
    next_on: Day | None = None
    reach: Line = ""
    notes: Note = ""


class ContactRow(Thing):
    """A talk or a message."""

    person_id: Id
    day: DiaryDay
    kind: Literal["coffee", "message", "call", "interview", "group", "feedback"]
    note: Note = ""


class QuestionRow(Thing):
    """A question, with its answer once it has one."""

    text: Name
    answer: Note = ""
    answered_on: Day | None = None
    contact_id: Id | None = None


class QuestionPersonRow(Row):
    """Somebody who could answer a question."""

    question_id: Id
    person_id: Id
    position: Place = 0


class ExperimentRow(Thing):
    """An experiment."""

    question: Name
    test: Line = ""
    guess: Line = ""
    cost_cap: Amount | None = None
    started_on: Day | None = None
    ends_on: Day | None = None
    result: Note = ""
    learnt: Note = ""
    verdict: Literal["", "yes", "no", "unclear"] = ""
    closed_on: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.started_on and self.ends_on and self.ends_on < self.started_on:
            raise ValueError("ends_on is before started_on")
        return self


class LeadRow(Thing):
    """An application."""

    role: Name
    company: Line = ""
    stage: Literal["found", "applied", "talking", "offer", "no"] = "found"
    found_on: DiaryDay
    applied_on: Day | None = None
    talking_on: Day | None = None
    offer_on: Day | None = None
    closed_on: Day | None = None
    person_id: Id | None = None
    contact: Line = ""
    next_on: Day | None = None
    next_step: Line = ""
    notes: Note = ""


class HabitRow(Thing):
    """A habit or a boundary."""

    name: Name
    kind: Literal["habit", "boundary"] = "habit"
    started_on: DiaryDay
    position: Place = 0


class HabitTickRow(Row):
    """A day on which a habit was kept."""

    habit_id: Id
    day: DiaryDay


class HabitPauseRow(Row):
    """Days on which a habit was paused."""

    habit_id: Id
    first_day: DiaryDay
    last_day: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_day and self.last_day < self.first_day:
            raise ValueError("last_day is before first_day")
        return self
