"""Leads on the Goals screen: how far each has come, what is next, and what a no becomes."""

from datetime import date, timedelta
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, told
from hands import NEVER_DRAWN, WORST, burst
from textual.pilot import Pilot

from rut_tui.domain.leads import Lead, LeadDraft, Stage
from rut_tui.domain.people import PersonDraft
from rut_tui.storage.worker import Database

SIZES = [(60, 20), (80, 24), (140, 45)]
TODAY = NOW.date()


def on_screen(pilot: Pilot[Any]) -> str:
    """All of it on one line, without the edges of panels."""
    return " ".join(screen_text(pilot.app).replace("▌", " ").split())


async def a_lead(db: Database, role: str = "Data analyst", **more: Any) -> Lead:
    draft = LeadDraft(role=role, found_on=more.pop("found_on", TODAY - timedelta(days=20)), **more)
    return await db.run(lambda store: store.leads.add(draft))


@pytest.mark.parametrize("size", SIZES)
async def test_each_lead_shows_its_stage_and_what_is_next(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await a_lead(
        db,
        company="Clinic",
        stage=Stage.TALKING,
        talking_on=date(2026, 11, 12),
        next_on=date(2026, 11, 24),
        next_step="Send the page",
    )
    await a_lead(db, "Reporting", stage=Stage.NO, closed_on=date(2026, 11, 19))
    async with running("goals", size) as pilot:
        await press(pilot, "A")
        shown = on_screen(pilot)
        assert "talking Data analyst, Clinic talking since Thu 12 Nov, 8 days ago → Tue: Send the page" in shown
        assert "A no, for now no Reporting a no yesterday" in shown
        assert "With 4 more leads, open or with an offer, their times say how long your search may take." in shown


@pytest.mark.parametrize("size", SIZES)
async def test_without_leads_it_says_what_will_be_here(running: Running, size: tuple[int, int]) -> None:
    async with running("goals", size) as pilot:
        await press(pilot, "A")
        assert "Places you could work at will be here" in on_screen(pilot)


async def test_a_lead_is_written_down_by_keys(running: Running, db: Database) -> None:
    noor = await db.run(lambda store: store.people.add(PersonDraft(name="Noor")))
    async with running("goals") as pilot:
        await press(pilot, "A")
        await burst(
            pilot, "nData analyst<tab>Clinic<tab><right><tab>2 nov<tab><tab>Ask how it stands<tab>fri<tab>noo<enter>"
        )
        await press(pilot, "ctrl+s")
        assert told(pilot) == "Saved. Next: Fri 27 Nov."
    (lead,) = await db.run(lambda store: store.leads.all())
    assert (lead.role, lead.company, lead.stage) == ("Data analyst", "Clinic", Stage.APPLIED)
    assert (lead.found_on, lead.applied_on, lead.next_on) == (date(2026, 11, 2), TODAY, date(2026, 11, 27))
    assert (lead.person_id, lead.contact) == (noor.id, "")


async def test_m_brings_it_to_the_next_stage_and_keeps_the_days(running: Running, db: Database) -> None:
    lead = await a_lead(db, stage=Stage.APPLIED, applied_on=TODAY - timedelta(days=10))
    async with running("goals") as pilot:
        await press(pilot, "A", "m")
        assert told(pilot) == "Now: talking. ctrl+z takes that back."
        await press(pilot, "m")
        assert "offer Data analyst offer today" in on_screen(pilot)
        await press(pilot, "m")
        assert "offer Data analyst offer today" in on_screen(pilot), "there is no stage after it"
        await press(pilot, "ctrl+z")
        assert "talking Data analyst talking since today" in on_screen(pilot)
    found = await db.run(lambda store: store.leads.get(lead.id))
    assert (found.applied_on, found.talking_on) == (TODAY - timedelta(days=10), TODAY)


async def test_a_no_becomes_a_delay_with_a_next_try(running: Running, db: Database) -> None:
    lead = await a_lead(db, company="Clinic", stage=Stage.TALKING)
    async with running("goals") as pilot:
        await press(pilot, "A", "x")
        assert "A no is a delay" in screen_text(pilot.app)
        await burst(pilot, "<tab><tab><tab>Write to the next one<tab>in a week<enter>")
        assert told(pilot) == "Saved. The next try is on Fri 27 Nov."
        assert "A no, for now no Data analyst, Clinic a no today" in on_screen(pilot)
        (setback,) = await db.run(lambda store: store.setbacks.all())
        assert setback.what == "A no: Data analyst, Clinic"
        assert (setback.next_try, setback.next_on) == ("Write to the next one", date(2026, 11, 27))
        await press(pilot, "ctrl+z")
        assert told(pilot) == "Undone: the no to “Data analyst”."
    assert await db.run(lambda store: store.setbacks.count()) == 0, "both are one save"
    assert (await db.run(lambda store: store.leads.get(lead.id))).stage is Stage.TALKING


async def test_a_no_that_is_left_open_changes_nothing(running: Running, db: Database) -> None:
    lead = await a_lead(db)
    async with running("goals") as pilot:
        await press(pilot, "A", "x", "escape")
        assert "found Data analyst" in on_screen(pilot)
    assert (await db.run(lambda store: store.leads.get(lead.id))).stage is Stage.FOUND


async def test_a_no_that_was_none_goes_on_where_it_was(running: Running, db: Database) -> None:
    await a_lead(db, stage=Stage.NO, talking_on=date(2026, 11, 10), closed_on=date(2026, 11, 15))
    async with running("goals") as pilot:
        await press(pilot, "A", "m")
        assert "talking since Tue 10 Nov" in on_screen(pilot)


@pytest.mark.parametrize("kind", ["lead", "no"])
async def test_what_is_left_unfinished_is_gone_on_with(running: Running, db: Database, kind: str) -> None:
    await a_lead(db)
    async with running("goals") as pilot:
        await press(pilot, "A")
        await burst(pilot, "nA lead that waits" if kind == "lead" else "x<end> and why")
        await press(pilot, "escape")
        await burst(pilot, "<ctrl+p>unfinished")
        await press(pilot, "enter")
        assert ("A lead" if kind == "lead" else "A no, as a delay") in on_screen(pilot)
        await press(pilot, "enter", "ctrl+s")
    if kind == "lead":
        assert "A lead that waits" in [lead.role for lead in await db.run(lambda store: store.leads.all())]
    else:
        (lead,) = await db.run(lambda store: store.leads.all())
        (setback,) = await db.run(lambda store: store.setbacks.all())
        assert (lead.stage, setback.what) == (Stage.NO, "A no: Data analyst and why")


@pytest.mark.parametrize("size", SIZES)
async def test_five_leads_say_how_long_a_search_may_take(running: Running, db: Database, size: tuple[int, int]) -> None:
    for days in (30, 45, 61, 80, 95):
        await a_lead(db, f"After {days}", stage=Stage.OFFER, found_on=TODAY - timedelta(days=days), offer_on=TODAY)
    async with running("goals", size) as pilot:
        await press(pilot, "A")
        shown = on_screen(pilot)
        assert "Found to offer: 2.0 months, the middle of 5 leads (all with an offer)." in shown


@pytest.mark.parametrize("text", WORST.values(), ids=WORST)
async def test_hostile_words_are_shown_as_words(running: Running, db: Database, text: str) -> None:
    text = text[:400]
    await a_lead(db, text, company=text, next_step=text, contact=text, notes=text)
    async with running("goals") as pilot:
        for keys in (("A",), ("enter",), ("escape", "x")):
            await press(pilot, *keys)
            assert not NEVER_DRAWN.search(screen_text(pilot.app))


async def searching(db: Database) -> None:
    """Five leads: four offers and one that is open, 73 days in the middle."""
    for days in (30, 60, 73, 90):
        await a_lead(db, f"After {days}", stage=Stage.OFFER, found_on=TODAY - timedelta(days=days), offer_on=TODAY)
    await a_lead(db, "Open", found_on=TODAY - timedelta(days=120))


@pytest.mark.parametrize("size", SIZES)
async def test_savings_takes_the_leads_time_by_one_key(running: Running, db: Database, size: tuple[int, int]) -> None:
    await searching(db)
    async with running("savings", size) as pilot:
        if size[0] == 60:
            await press(pilot, "enter")
            await press(pilot, *["down"] * 8)
        else:
            await press(pilot, *["down"] * 8)
        assert "Your 5 leads: 2.4 from found to offer" in on_screen(pilot)
        await press(pilot, "escape", "s")
        assert "Your 5 leads" not in on_screen(pilot), "it says so already"
        await press(pilot, "ctrl+z")
        assert "Your 5 leads" in on_screen(pilot)
        await press(pilot, "s")
    (plan,) = await db.run(lambda store: store.plans.all())
    assert (str(plan.plan.search.p50), str(plan.plan.search.p90)) == ("2.4", "12")


async def test_a_longer_time_moves_the_later_month_along(running: Running, db: Database) -> None:
    for days in (300, 400, 487, 500, 600):
        await a_lead(db, f"After {days}", stage=Stage.OFFER, found_on=TODAY - timedelta(days=days), offer_on=TODAY)
    async with running("savings") as pilot:
        await press(pilot, "s")
    (plan,) = await db.run(lambda store: store.plans.all())
    assert (plan.plan.search.p50, plan.plan.search.p90) == (16, 48)


async def test_four_leads_offer_nothing(running: Running, db: Database) -> None:
    for days in (30, 60, 73, 90):
        await a_lead(db, f"After {days}", stage=Stage.OFFER, found_on=TODAY - timedelta(days=days), offer_on=TODAY)
    async with running("savings") as pilot:
        await press(pilot, *["down"] * 8)
        assert "leads" not in on_screen(pilot)
        await press(pilot, "escape", "s")
    assert await db.run(lambda store: store.plans.all()) == ()


async def test_what_can_only_grow_is_no_reason_to_expect_less(running: Running, db: Database) -> None:
    for days in (3, 4, 5, 6, 7):
        await a_lead(db, f"Open for {days}", found_on=TODAY - timedelta(days=days))
    async with running("goals") as pilot:
        await press(pilot, "A")
        assert (
            "Found to offer: at least 0.2 months, the middle of 5 leads (0 with an offer, 5 still open)."
            in on_screen(pilot)
        )
        await press(pilot, "5", *["down"] * 8)
        assert "Your 5 leads" not in on_screen(pilot)
