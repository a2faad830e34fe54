"""An edit of a field counts only as a whole: what can't be read never leaves half of itself in the plan."""

import asyncio
from decimal import Decimal
from threading import Event
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, settled, until
from hands import burst
from savings_hands import add, field, flat, plans, unfold
from textual import events
from textual.pilot import Pilot

from rut_tui.app import RutApp
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database

KEPT = SavingsPlan(savings=Decimal(9000), essential=Decimal(2400))


async def look_away(pilot: Pilot[Any]) -> None:
    """Go to another window and come back."""
    for event in (events.AppBlur(), events.AppFocus()):
        pilot.app.post_message(event)
        await pilot.pause()
        await pilot.pause()


@pytest.mark.parametrize(
    ("locale", "name", "typed"),
    [
        ("en_US", "essential", "9.000,00"),
        ("en_US", "essential", "12,50"),
        ("en_US", "essential", "1e400"),
        ("en_US", "p50", "2400"),
        ("en_US", "p90", "2400"),
        ("en_US", "rate", "1.5.1"),
        ("de_DE", "essential", "3.2k"),
        ("de_DE", "essential", "1.2345"),
    ],
)
async def test_a_refused_number_leaves_the_one_that_was_there(db: Database, locale: str, name: str, typed: str) -> None:
    await add(db, savings=9000, essential=2400)
    app = RutApp(db, Settings(locale=locale), lambda: NOW, start="savings")
    async with app.run_test(size=(140, 45)) as pilot:
        await settled(pilot)
        await unfold(pilot)
        field(pilot, name).focus()
        await burst(pilot, f"{typed}<enter><escape>")
        assert "saved, except one field" in screen_text(app)
        assert field(pilot, name).value == typed
        await burst(pilot, "q")
    (kept,) = await plans(db)
    assert kept.plan == KEPT


@pytest.mark.parametrize("typed", ["12,50", "1e400", "1,2,3"])
async def test_an_empty_field_that_cant_be_read_stays_not_entered(running: Running, db: Database, typed: str) -> None:
    async with running("savings") as pilot:
        await burst(pilot, f"<enter>9000<tab>{typed}<enter><escape>")
        assert "essentials." in flat(pilot, right_of=42)
    (kept,) = await plans(db)
    assert (kept.plan.savings, kept.plan.essential) == (9000, None)


async def test_half_a_number_that_saved_itself_is_taken_back(running: Running, db: Database) -> None:
    await add(db, savings=9000, essential=2400)
    async with running("savings") as pilot:
        await burst(pilot, "<down><down>9")
        await until(pilot, lambda: "● saved" in screen_text(pilot.app))
        (kept,) = await plans(db)
        assert kept.plan.essential == 9
        await burst(pilot, ".000,00")
        await until(pilot, lambda: "● saved, except one field" in screen_text(pilot.app))
        (kept,) = await plans(db)
        assert kept.plan == KEPT


async def _half_a_number(pilot: Pilot[Any], db: Database, free: Event) -> "asyncio.Future[bool]":
    """Type a number whose first half is on its way to a busy file when the second half spoils it."""
    view = pilot.app.screen.view  # type: ignore[attr-defined]  # the main screen
    await burst(pilot, "<down><down>")
    busy = asyncio.ensure_future(db.run(lambda _: free.wait(1)))
    await pilot.press("9")
    await until(pilot, lambda: not view._save_is_due)
    await pilot.press("x")
    return busy


async def test_half_a_number_on_its_way_to_a_busy_file_is_taken_back(running: Running, db: Database) -> None:
    await add(db, savings=9000, essential=2400)
    free = Event()
    async with running("savings") as pilot:
        busy = await _half_a_number(pilot, db, free)
        free.set()
        await busy
        await settled(pilot)
        (kept,) = await plans(db)
        assert kept.plan == KEPT
        assert "● saved, except one field" in screen_text(pilot.app)


async def test_half_a_number_on_its_way_is_taken_back_before_the_app_ends(running: Running, db: Database) -> None:
    await add(db, savings=9000, essential=2400)
    async with running("savings") as pilot:
        busy = await _half_a_number(pilot, db, Event())
        await pilot.press("ctrl+q")
    await busy
    (kept,) = await plans(db)
    assert kept.plan == KEPT


async def test_a_number_left_good_is_where_the_next_edit_begins(running: Running, db: Database) -> None:
    await add(db, savings=9000, essential=2400)
    async with running("savings") as pilot:
        await burst(pilot, "<down><down>2500<tab><shift+tab>9x<escape>")
        (kept,) = await plans(db)
        assert kept.plan.essential == 2500
        await burst(pilot, "<down><down><end><backspace><escape>")
        (kept,) = await plans(db)
        assert kept.plan.essential == 9


async def test_a_look_at_another_window_is_no_end_of_an_edit(running: Running, db: Database) -> None:
    await add(db, savings=9000, essential=2400)
    async with running("savings") as pilot:
        await burst(pilot, "<down><down>9")
        await look_away(pilot)
        await burst(pilot, ".000,00")
        assert field(pilot, "essential").value == "9.000,00"
        await press(pilot, "escape")
    (kept,) = await plans(db)
    assert kept.plan == KEPT


async def test_two_months_that_exclude_each_other_wait_for_both(running: Running, db: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>9000" + "<down>" * 7 + "15<down>")
        assert "later than the month above" in flat(pilot)
        await burst(pilot, "20<escape>")
        (kept,) = await plans(db)
        assert (kept.plan.search.p50, kept.plan.search.p90) == (15, 20)
        await burst(pilot, "<enter>" + "<down>" * 8 + "1<escape>")
        (kept,) = await plans(db)
        assert (kept.plan.search.p50, kept.plan.search.p90) == (15, 20)


async def test_answers_go_on_with_what_a_field_held_before_it_couldnt_be_read(running: Running, db: Database) -> None:
    await add(db, savings=9000, essential=2400)
    async with running("savings") as pilot:
        await burst(pilot, "<down><down>9x")
        assert "Last good numbers" in screen_text(pilot.app)
        assert "3.8 months saved" in screen_text(pilot.app)
        await burst(pilot, "<up>4800<tab>")
        assert "Last good numbers" in screen_text(pilot.app)
        assert "2.0 months saved" in screen_text(pilot.app)  # 4,800 / 2,400
