"""The quiet offer of help on Today, the page of people and places, and that a no is taken for two weeks."""

from datetime import timedelta

import pytest
from driving import NOW, Running, press, screen_text
from hands import burst

from rut_tui import content
from rut_tui.domain.journal import EntryDraft
from rut_tui.modals.support import SupportPage
from rut_tui.storage.worker import Database

OFFER = "You are not alone in this"


async def feel_numb(db: Database) -> None:
    """Three entries of the last days, each with the word."""
    for days in range(3):
        draft = EntryDraft(at=NOW - timedelta(days=days, hours=2), engagement=0, emotions=("numb",))
        await db.run(lambda store, draft=draft: store.entries.add(draft))


async def test_nothing_is_offered_without_a_reason(running: Running) -> None:
    async with running(size=(140, 45)) as pilot:
        assert OFFER not in screen_text(pilot.app)
        await press(pilot, "h")
        assert not isinstance(pilot.app.screen, SupportPage)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)])
async def test_it_says_why_and_h_shows_who_there_is(running: Running, db: Database, size: tuple[int, int]) -> None:
    await feel_numb(db)
    async with running(size=size) as pilot:
        text = screen_text(pilot.app)
        assert OFFER in text
        assert "“numb” stands in 3 entries of the" in text
        await press(pilot, "h")
        assert "A career coach" in screen_text(pilot.app)
        await press(pilot, "pagedown", "end")
        assert "If you are in danger" in screen_text(pilot.app)
        assert "Call your local emergency number. findahelpline.com" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert OFFER in screen_text(pilot.app)


async def test_x_puts_it_away_in_the_journal_for_two_weeks_and_undo_brings_it_back(
    running: Running, db: Database
) -> None:
    await feel_numb(db)
    async with running(size=(140, 45)) as pilot:
        await press(pilot, "x")
        assert OFFER not in screen_text(pilot.app)
        assert "Put away for two weeks. ctrl+p finds it again." in screen_text(pilot.app)
        await press(pilot, "ctrl+z")
        assert OFFER in screen_text(pilot.app)
        assert "Undone: putting away the page of people who can help." in screen_text(pilot.app)
        await press(pilot, "x", "x")
        assert "who can help" not in screen_text(pilot.app)
    rows = await db.run(lambda store: store.tables.rows("dismissals"))
    assert [(row["offer"], row["day"]) for row in rows] == [("support", "2026-11-20")]
    async with running(size=(140, 45)) as pilot:
        assert OFFER not in screen_text(pilot.app)


@pytest.mark.parametrize(("days", "again"), [(13, False), (14, True)])
async def test_after_two_weeks_it_may_come_again(running: Running, db: Database, days: int, again: bool) -> None:
    await feel_numb(db)
    away = await db.run(lambda store: store.dismissals.add("support"))
    day = (NOW.date() - timedelta(days=days)).isoformat()
    row = await db.run(lambda store: store.tables.get("dismissals", away.id))
    await db.run(lambda store: store.tables.replace("dismissals", {**row, "day": day}))
    async with running(size=(140, 45)) as pilot:
        assert (OFFER in screen_text(pilot.app)) is again


async def test_the_palette_finds_the_page_any_time(running: Running) -> None:
    async with running("journal") as pilot:
        await burst(pilot, "<ctrl+p>")
        await press(pilot, *"whocan", "enter")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SupportPage)


async def test_three_weeks_without_a_decision_after_a_high_audit(running: Running, db: Database) -> None:
    for sign in content.signs():
        heavy = {"burnout", "self_doubt"} & set(sign.causes)
        await db.run(lambda store, key=sign.key, rating=2 if heavy else 4: store.audits.rate(key, rating))
    async with running(size=(140, 45)) as pilot:
        assert OFFER not in screen_text(pilot.app)
    audit = (await db.run(lambda store: store.tables.rows("audits")))[0]
    long_ago = (NOW - timedelta(days=22)).strftime("%Y-%m-%dT20:00:00Z")
    row = {**audit, "created_at": long_ago, "updated_at": long_ago}
    await db.run(lambda store: store.tables.replace("audits", row))
    async with running(size=(140, 45)) as pilot:
        assert "of 100, and no goal moved in three weeks." in screen_text(pilot.app)
        await burst(pilot, "4nA first goal<ctrl+s>1")
        assert OFFER not in screen_text(pilot.app)
