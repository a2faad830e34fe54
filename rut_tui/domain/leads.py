"""Leads: applications and the talks that come of them, by stage, with the days each stage was reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from statistics import median
from typing import Final

from pydantic import AwareDatetime

from rut_tui.domain.journal import DiaryDay
from rut_tui.domain.model import Model
from rut_tui.domain.text import LINE_LIMIT, Line, Name, Note
from rut_tui.domain.wins import SetbackDraft

SUGGESTS: Final = 5
"""Leads needed before their times say anything about the length of a search. Source: content.md §14."""


MONTH: Final = 365.25 / 12
"""Days of a month, on average."""


class Stage(StrEnum):
    """How far an application is, in order."""

    FOUND = "found"
    APPLIED = "applied"
    TALKING = "talking"
    OFFER = "offer"
    NO = "no"


class LeadDraft(Model):
    """A lead before it is saved.

    Attributes:
        found_on: The day it was found; the other days are those its later stages were reached.
        closed_on: The day of a no.
        person_id: Somebody among the people who belongs to it.
        contact: Whom to write to, when they are not among the people.
        next_on: The day of the next step.
    """

    role: Name
    company: Line = ""
    stage: Stage = Stage.FOUND
    found_on: DiaryDay
    applied_on: DiaryDay | None = None
    talking_on: DiaryDay | None = None
    offer_on: DiaryDay | None = None
    closed_on: DiaryDay | None = None
    person_id: str | None = None
    contact: Line = ""
    next_on: date | None = None
    next_step: Line = ""
    notes: Note = ""


class Lead(Model):
    """A lead, as stored."""

    id: str
    role: Name
    company: Line
    stage: Stage
    found_on: date
    applied_on: date | None
    talking_on: date | None
    offer_on: date | None
    closed_on: date | None
    person_id: str | None
    contact: Line
    next_on: date | None
    next_step: Line
    notes: Note
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None

    @property
    def named(self) -> str:
        """What it is called: the role, and where."""
        return f"{self.role}, {self.company}" if self.company.strip() else self.role


_REACHED: Final = {
    Stage.FOUND: "found_on",
    Stage.APPLIED: "applied_on",
    Stage.TALKING: "talking_on",
    Stage.OFFER: "offer_on",
    Stage.NO: "closed_on",
}
"""Stage → where the day it was reached is kept."""


def stage_days(lead: Lead | LeadDraft, stage: Stage, on: date) -> dict[str, date | None]:
    """Return the days that change when a lead comes to a stage.

    A stage that was reached before keeps its day, and so do those behind and ahead. Only a no that turned out to be
    none loses it.

    Args:
        lead: The lead as it is.
        stage: Where it comes to.
        on: The local day.
    """
    changed: dict[str, date | None] = {} if stage is Stage.NO or lead.closed_on is None else {"closed_on": None}
    if getattr(lead, _REACHED[stage]) is None:
        changed[_REACHED[stage]] = on
    return changed


def next_stage(lead: Lead) -> Stage:
    """Return where a lead comes to next: a no that was none goes back to the last stage it had reached."""
    if lead.stage is Stage.NO:
        reached = (Stage.OFFER, Stage.TALKING, Stage.APPLIED)
        return next((stage for stage in reached if getattr(lead, _REACHED[stage])), Stage.FOUND)
    open_stages = (Stage.FOUND, Stage.APPLIED, Stage.TALKING, Stage.OFFER)
    return open_stages[min(open_stages.index(lead.stage) + 1, len(open_stages) - 1)]


def reached_on(lead: Lead) -> date | None:
    """Return the day a lead came to its stage."""
    day: date | None = getattr(lead, _REACHED[lead.stage])
    return day


def delay(lead: Lead, day: date) -> SetbackDraft:
    """Return a no as a setback to be filled in: a delay, with what it is about."""
    return SetbackDraft(day=day, what=f"A no: {lead.named}"[:LINE_LIMIT])


@dataclass(frozen=True, slots=True)
class SearchLength:
    """How long the person's own search takes, going by their leads.

    Attributes:
        days: The median from finding a lead to its offer, or to today where it is still open.
        leads: How many it rests on.
        offers: How many of these came to an offer.
        at_least: Whether it can only grow: some that are open are not older than that.
    """

    days: float
    leads: int
    offers: int
    at_least: bool

    @property
    def months(self) -> Decimal:
        """The same in months, to a tenth."""
        return Decimal(max(self.days, 1) / MONTH).quantize(Decimal("0.1"), ROUND_HALF_UP) or Decimal("0.1")


def counting(leads: Iterable[Lead]) -> list[Lead]:
    """Return the leads that say something about the length of a search: neither a no nor put away."""
    return [lead for lead in leads if lead.archived_at is None and lead.stage is not Stage.NO]


def search_length(leads: Iterable[Lead], today: date) -> SearchLength | None:
    """Return what leads say about the length of a search, or None when there are too few.

    Those that ended in a no say nothing about how long an offer takes, and are left out.

    Args:
        leads: All of them; those put away are left out.
        today: The person's local day.
    """
    live = counting(leads)
    offers = [_days(lead.found_on, lead.offer_on) for lead in live if lead.offer_on is not None]
    waiting = [_days(lead.found_on, today) for lead in live if lead.offer_on is None]
    times = sorted(offers + waiting)
    if len(times) < SUGGESTS:
        return None
    # The middle one, or of an even number the later of the two in the middle.
    middle = times[len(times) // 2]
    return SearchLength(median(times), len(times), len(offers), any(days <= middle for days in waiting))


def _days(first: date, last: date) -> int:
    return max(0, (last - first).days)
