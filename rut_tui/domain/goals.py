"""Goals on a board, with milestones. The checks of a good goal are in `smart.py`, the moves in `board.py`."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from rut_tui.domain.model import Model
from rut_tui.domain.text import Line, Name, Note

Confidence = Annotated[int, Field(ge=1, le=10)]
"""How sure the person is that they can do it. Below 7 the app asks what would make it a 7."""


class Column(StrEnum):
    """Where a goal stands on the board, in the order of the board."""

    IDEA = "idea"
    NEXT = "next"
    DOING = "doing"
    DONE = "done"


class MilestoneDraft(Model):
    """A step on the way, before it is saved. With an id it replaces the one that has it."""

    title: Name
    due: date | None = None
    done: bool = False
    id: str | None = None


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
    """

    title: Name
    measure: Line = ""
    confidence: Confidence | None = None
    raise_confidence: Line = ""
    serves: tuple[str, ...] = ()
    due: date | None = None
    notes: Note = ""
    milestones: tuple[MilestoneDraft, ...] = ()


class Milestone(Model):
    """A step on the way, as stored. `done_on` is the local day it was ticked."""

    id: str
    title: Name
    due: date | None
    done_on: date | None


class Goal(Model):
    """A goal, as stored.

    Attributes:
        column: Where it stands on the board.
        position: Its place in that column, from 0.
        focus: Whether it is the one goal in focus.
        done_on: The local day it reached Done; it stays when the goal is archived.
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
