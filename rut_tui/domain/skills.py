"""Skills: how good one is at something, how good one wants to be, and the way there."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AwareDatetime, Field

from rut_tui.domain.amounts import Amount
from rut_tui.domain.model import Model
from rut_tui.domain.text import Line, Name, Note

SkillLevel = Annotated[int, Field(ge=0, le=5)]
"""0 none at all … 5 others come to ask."""


class How(StrEnum):
    """How a skill is learnt."""

    UNSAID = ""
    COURSE = "course"
    CERTIFICATION = "certification"
    PRACTICE = "practice"
    MENTOR = "mentor"


class SkillStatus(StrEnum):
    """How far the learning is."""

    IDEA = "idea"
    LEARNING = "learning"
    DONE = "done"


class SkillDraft(Model):
    """A skill before it is saved; every field but the name may wait.

    Attributes:
        level: How good the person is at it now.
        needed: How good they want to be.
        transferable: Whether it is worth something in another job too.
        needed_for: The goal or role it is for, in their words.
        provider: Who teaches it.
        cost: What that costs, in their own currency.
        hours: How long it takes.
    """

    name: Name
    level: SkillLevel | None = None
    needed: SkillLevel | None = None
    transferable: bool = False
    needed_for: Line = ""
    how: How = How.UNSAID
    provider: Line = ""
    cost: Amount | None = None
    hours: Amount | None = None
    status: SkillStatus = SkillStatus.IDEA
    notes: Note = ""


class Skill(Model):
    """A skill, as stored."""

    id: str
    name: Name
    level: SkillLevel | None
    needed: SkillLevel | None
    transferable: bool
    needed_for: Line
    how: How
    provider: Line
    cost: Amount | None
    hours: Amount | None
    status: SkillStatus
    notes: Note
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None

    @property
    def gap(self) -> int | None:
        """How many levels are missing; None when one of the two isn't said."""
        if self.level is None or self.needed is None:
            return None
        return max(0, self.needed - self.level)


@dataclass(frozen=True, slots=True)
class CostAhead:
    """What learning is going to cost: the sum, of how many skills."""

    amount: Decimal
    skills: int


_PAID: Final = (How.COURSE, How.CERTIFICATION)


def cost_ahead(skills: Iterable[Skill]) -> CostAhead:
    """Return what the courses and certifications cost that are not done yet; the savings plan can take it up.

    Source: content.md §14.
    """
    costs = [
        skill.cost
        for skill in skills
        if skill.cost and skill.how in _PAID and skill.status is not SkillStatus.DONE and skill.archived_at is None
    ]
    return CostAhead(sum(costs, Decimal(0)), len(costs))
