"""Skills and what they cost; leads, the days of their stages, and what these say about a search."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from pydantic import ValidationError

from rut_tui.domain.leads import (
    Lead,
    LeadDraft,
    SearchLength,
    Stage,
    delay,
    next_stage,
    reached_on,
    search_length,
    stage_days,
)
from rut_tui.domain.skills import CostAhead, How, Skill, SkillDraft, SkillStatus, cost_ahead

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()


def skill(cost: str | None = None, how: How = How.COURSE, *, level=None, needed=None, away=False, done=False) -> Skill:
    return Skill(
        id="s",
        name="SQL",
        level=level,
        needed=needed,
        transferable=True,
        needed_for="",
        how=how,
        provider="",
        cost=None if cost is None else Decimal(cost),
        hours=None,
        status=SkillStatus.DONE if done else SkillStatus.LEARNING,
        notes="",
        created_at=NOW,
        updated_at=NOW,
        archived_at=NOW if away else None,
    )


@pytest.mark.parametrize(
    ("level", "needed", "gap"), [(1, 4, 3), (4, 1, 0), (0, 5, 5), (None, 3, None), (3, None, None)]
)
def test_a_gap_is_what_is_missing_and_unknown_when_one_side_is(level, needed, gap):
    assert skill(level=level, needed=needed).gap == gap


def test_what_courses_cost_is_added_up_until_they_are_done():
    assert cost_ahead([]) == CostAhead(Decimal(0), 0)
    paid = [skill("180.50"), skill("99.99", How.CERTIFICATION)]
    free = [skill("20", How.MENTOR), skill("1", done=True), skill("1", away=True), skill(None), skill("0")]

    assert cost_ahead(paid + free) == CostAhead(Decimal("280.49"), 2)


@pytest.mark.parametrize("cost", ["-0.01", "1000000000000.01", "0.1234567", "NaN", "Infinity"])
def test_a_cost_that_cannot_be_kept_is_refused(cost):
    with pytest.raises(ValidationError):
        SkillDraft(name="SQL", cost=Decimal(cost))


def lead(found: int, offer: int | None = None, stage: Stage = Stage.TALKING, **changes) -> Lead:
    """A lead found so many days ago, with an offer so many days after that."""
    first = TODAY - timedelta(days=found)
    return Lead(
        **{
            "id": "l",
            "role": "UX researcher",
            "company": "City library",
            "stage": stage,
            "found_on": first,
            "applied_on": None,
            "talking_on": None,
            "offer_on": None if offer is None else first + timedelta(days=offer),
            "closed_on": None,
            "person_id": None,
            "contact": "",
            "next_on": None,
            "next_step": "",
            "notes": "",
            "created_at": NOW,
            "updated_at": NOW,
            **changes,
        }
    )


def test_a_stage_gets_its_day_once_and_keeps_it():
    before = lead(30, applied_on=TODAY - timedelta(days=20))

    assert stage_days(before, Stage.APPLIED, TODAY) == {}
    assert stage_days(before, Stage.OFFER, TODAY) == {"offer_on": TODAY}
    assert stage_days(before, Stage.FOUND, TODAY) == {}
    assert stage_days(before, Stage.NO, TODAY) == {"closed_on": TODAY}
    closed = lead(30, stage=Stage.NO, closed_on=TODAY - timedelta(days=3))
    assert stage_days(closed, Stage.NO, TODAY) == {}
    assert stage_days(closed, Stage.TALKING, TODAY) == {"closed_on": None, "talking_on": TODAY}


@pytest.mark.parametrize(
    ("stage", "days", "then"),
    [
        (Stage.FOUND, {}, Stage.APPLIED),
        (Stage.APPLIED, {}, Stage.TALKING),
        (Stage.TALKING, {}, Stage.OFFER),
        (Stage.OFFER, {}, Stage.OFFER),
        (Stage.NO, {}, Stage.FOUND),
        (Stage.NO, {"applied_on": TODAY}, Stage.APPLIED),
        (Stage.NO, {"applied_on": TODAY, "talking_on": TODAY}, Stage.TALKING),
        (Stage.NO, {"offer_on": TODAY}, Stage.OFFER),
    ],
)
def test_the_next_stage_and_where_a_no_that_was_none_goes_on(stage, days, then):
    assert next_stage(lead(30, stage=stage, **days)) is then


def test_the_day_of_the_stage_is_the_one_it_was_reached():
    assert reached_on(lead(30, stage=Stage.FOUND)) == TODAY - timedelta(days=30)
    assert reached_on(lead(30, 12, stage=Stage.OFFER)) == TODAY - timedelta(days=18)
    assert reached_on(lead(30, stage=Stage.TALKING)) is None


@pytest.mark.parametrize(
    ("days", "months"), [(0, "0.1"), (1, "0.1"), (30, "1.0"), (61, "2.0"), (73, "2.4"), (365, "12.0")]
)
def test_the_length_of_a_search_in_months(days, months):
    """Months of 30.4375 days, rounded to a tenth; by hand."""
    assert str(SearchLength(days, 5, 5, at_least=False).months) == months


def test_a_no_becomes_a_delay_that_says_what_it_is_about():
    assert delay(lead(30), TODAY).what == "A no: UX researcher, City library"
    assert delay(lead(30, company=" "), TODAY).what == "A no: UX researcher"
    assert len(delay(lead(30, role="x" * 500, company="y" * 500), TODAY).what) == 500


def length(leads):
    found = search_length(leads, TODAY)
    return found and (found.days, found.leads, found.offers, found.at_least)


@pytest.mark.parametrize(
    ("leads", "said"),
    [
        ([lead(90, 60)] * 4, None),
        ([lead(90, 60)] * 5, (60, 5, 5, False)),
        # Sorted by hand: 10 20 30 40 50, then with the open ones in their places.
        ([lead(99, days) for days in (50, 10, 40, 20, 30)], (30, 5, 5, False)),
        ([lead(99, 10), lead(99, 20), lead(99, 30), lead(80), lead(90)], (30, 5, 3, False)),
        ([lead(99, 10), lead(25), lead(99, 30), lead(99, 40), lead(99, 50)], (30, 5, 4, True)),
        ([lead(99, 10), lead(99, 20), lead(99, 30), lead(40), lead(50), lead(60)], (35, 6, 3, True)),
        ([lead(n) for n in (1, 2, 3, 4, 5)], (3, 5, 0, True)),
        ([lead(90, 60)] * 5 + [lead(9, stage=Stage.NO), lead(9, archived_at=NOW)], (60, 5, 5, False)),
        ([lead(-3)] * 5, (0, 5, 0, True)),
    ],
)
def test_five_leads_say_how_long_a_search_takes_with_what_it_rests_on(leads, said):
    assert length(leads) == said


def test_a_lead_needs_a_role_and_a_day_the_diary_can_keep():
    for role, found in ((" ", TODAY), ("UX", date(1899, 12, 31))):
        with pytest.raises(ValidationError):
            LeadDraft(role=role, found_on=found)
