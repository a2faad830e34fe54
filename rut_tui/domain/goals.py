"""Goals on a board, with milestones. The checks of a good goal are in `smart.py`, the moves in `board.py`."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from rut_tui.domain.amounts import Figure
from rut_tui.domain.journal import DiaryDay
from rut_tui.domain.model import Model
from rut_tui.domain.text import Line, Name, Note

Minutes = Annotated[int, Field(ge=1, le=100_000)]
"""How long a step takes."""

Confidence = Annotated[int, Field(ge=1, le=10)]
"""How sure the person is that they can do it. Below 7 the app asks what would make it a 7."""


class Column(StrEnum):
    """Where a goal stands on the board, in the order of the board."""

    IDEA = "idea"
    NEXT = "next"
    DOING = "doing"
    DONE = "done"


class MilestoneDraft(Model):
    """A step on the way, before it is saved. With an id it replaces the one that has it.

    Attributes:
        minutes: How long it takes; when it isn't given, what was said before stays.
    """

    title: Name
    due: date | None = None
    done: bool = False
    id: str | None = None
    minutes: Minutes | None = None


class GoalDraft(Model):
    """What the goal form says, before it is saved; every field but the title may wait.

    Attributes:
        title: One outcome: a verb and a thing (S).
        measure: A number and a unit, or a proof that can be shown (M).
        confidence: 1–10 (A).
        raise_confidence: What would make it a 7, in the person's words (A).
        serves: Keys of values or causes it serves, as "value:growth" or "cause:boredom" (R).
        due: The day it should be there (T).
        milestones: In order.
        skills: Ids of the skills it needs; here and below, what isn't given stays as it was.
        people: Ids of the people who can help.
        experiments: Ids of the experiments that say whether it is the right one.
    """

    title: Name
    measure: Line = ""
    confidence: Confidence | None = None
    raise_confidence: Line = ""
    serves: tuple[str, ...] = ()
    due: date | None = None
    notes: Note = ""
    milestones: tuple[MilestoneDraft, ...] = ()
    skills: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    experiments: tuple[str, ...] = ()


class Milestone(Model):
    """A step on the way, as stored. `done_on` is the local day it was ticked."""

    id: str
    title: Name
    due: date | None
    done_on: date | None
    minutes: Minutes | None = None


class GoalValueDraft(Model):
    """How far the measure of a goal is, before it is saved."""

    goal_id: str
    day: DiaryDay
    value: Figure


class GoalValue(Model):
    """How far the measure of a goal was on a local day, as stored."""

    id: str
    goal_id: str
    day: date
    value: Figure
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None


class Goal(Model):
    """A goal, as stored.

    Attributes:
        column: Where it stands on the board.
        position: Its place in that column, from 0.
        focus: Whether it is the one goal in focus.
        done_on: The local day it reached Done; it stays when the goal is archived.
        value: How far its measure is, as last written down; None when it never was.
        skills: Ids, in order; people and experiments likewise.
    """

    id: str
    title: Name
    measure: Line
    confidence: Confidence | None
    raise_confidence: Line
    serves: tuple[str, ...]
    due: date | None
    notes: Note
    column: Column
    position: int
    focus: bool
    done_on: date | None
    milestones: tuple[Milestone, ...]
    value: Figure | None = None
    skills: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    experiments: tuple[str, ...] = ()
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None

    @property
    def done_milestones(self) -> int:
        """How many milestones are done."""
        return sum(step.done_on is not None for step in self.milestones)

    @property
    def next_milestone(self) -> Milestone | None:
        """The first milestone in order that is not done."""
        return next((step for step in self.milestones if step.done_on is None), None)
