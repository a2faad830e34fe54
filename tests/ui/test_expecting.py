"""Dread and reality: what was expected, closed by a check-in, and what the two say side by side."""

from datetime import date, timedelta
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, told
from hands import NEVER_DRAWN, WORST, burst, paste
from textual.pilot import Pilot

from rut_tui.app import RutApp
from rut_tui.domain.expectations import Expectation, ExpectationDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.main_screen import MainScreen
from rut_tui.modals.expect import ExpectForm
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database

SIZES = [(60, 20), (80, 24), (140, 45)]
TOMORROW = date(2026, 11, 21)


async def ahead(db: Database) -> list[tuple[str, date, int]]:
    found: tuple[Expectation, ...] = await db.run(lambda store: store.expectations.open())
    return [(it.activity.name, it.day, it.expected) for it in found]


async def expect(db: Database, activity: str, expected: int, *, day: date = TOMORROW) -> None:
    draft = ExpectationDraft(activity=activity, day=day, expected=expected)
    await db.run(lambda store: store.expectations.add(draft))


async def pairs(db: Database, activity: str, expected: int, *actual: int) -> None:
    """Something expected and met so many times, today."""

    def add(store: Any) -> None:
        for rating in actual:
            store.expectations.add(ExpectationDraft(activity=activity, day=NOW.date(), expected=expected))
            store.entries.add(EntryDraft(at=NOW, engagement=rating, activities=(activity,)))

    await db.run(add)


def words(pilot: Pilot[Any]) -> str:
    return " ".join(screen_text(pilot.app).replace("▌", " ").split())


@pytest.mark.parametrize("size", SIZES)
async def test_e_says_what_is_expected_tomorrow_in_the_evening(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    async with running("journal", size) as pilot:
        await burst(pilot, "emeetings<tab>1<enter>")
        assert told(pilot) == "Saved. A check-in with it says how it was."
        assert isinstance(pilot.app.screen, MainScreen)
    assert await ahead(db) == [("meetings", TOMORROW, -2)]


async def test_in_the_morning_it_is_today_that_is_meant(db: Database) -> None:
    app = RutApp(db, Settings(), lambda: NOW.replace(hour=8), start="journal")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await burst(pilot, "emeetings<tab>1<enter>")
    assert await ahead(db) == [("meetings", NOW.date(), -2)]


async def test_an_activity_that_is_known_is_offered_and_a_day_can_be_named(running: Running, db: Database) -> None:
    await pairs(db, "status meetings", 0, 0)
    async with running("journal") as pilot:
        await burst(pilot, "estat<enter><tab>2<tab>mon<enter>")
    assert await ahead(db) == [("status meetings", date(2026, 11, 23), -1)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("<tab>2<enter>", "Say what it is about."),
        ("email<tab><enter>", "It needs a rating."),
        ("email<enter>calls<tab>2<enter>", "One thing at a time."),
        ("email<tab>2<tab>yesterday<enter>", "That day is over."),
        ("email<tab>2<tab>whenever<enter>", "Try 31 Dec, fri"),
    ],
)
async def test_what_is_missing_is_said_beside_its_field(running: Running, db: Database, typed: str, said: str) -> None:
    async with running("journal", (80, 40)) as pilot:
        await burst(pilot, f"e{typed}")
        assert isinstance(pilot.app.screen, ExpectForm)
        assert said in screen_text(pilot.app)
    assert await ahead(db) == []


async def test_said_again_for_the_same_day_it_is_changed(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, "emeetings<tab>1<enter>emeetings<tab>3<enter>")
    assert await ahead(db) == [("meetings", TOMORROW, 0)]


async def test_undo_takes_it_back(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, "emeetings<tab>1<enter>")
        await press(pilot, "ctrl+z")
        assert told(pilot) == "Undone: what you expect of “meetings”."
    assert await ahead(db) == []


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_ahead_stands_among_the_insights_and_can_be_taken_back(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await expect(db, "the yearly talk", -2)
    async with running("journal", size) as pilot:
        await press(pilot, "i", "G")
        shown = words(pilot)
        assert "Still ahead" in shown
        assert "▼ −2 tomorrow" in shown
        assert "the yearly talk: you expect −2. The next check-in with it" in shown
        await press(pilot, "a")
        assert await ahead(db) == []
        assert "Still ahead" not in screen_text(pilot.app)
        await press(pilot, "ctrl+z")
        assert "Still ahead" in screen_text(pilot.app)
    assert await ahead(db) == [("the yearly talk", TOMORROW, -2)]


async def test_a_check_in_closes_it(running: Running, db: Database) -> None:
    await expect(db, "meetings", -2, day=NOW.date())
    async with running("journal", (140, 45)) as pilot:
        await burst(pilot, "c3<tab>meetings<ctrl+s>")
        assert told(pilot) == "Saved, 21:00. You expected −2 of “meetings”, it was 0."
        await press(pilot, "i", "G")
        shown = words(pilot)
        assert "1 of 5 times until it can be compared" in shown
        assert "meetings: once so far; 4 times more until the two can be compared." in shown
    assert await ahead(db) == []


@pytest.mark.parametrize("size", SIZES)
async def test_after_five_times_the_two_stand_side_by_side_and_in_a_table(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await pairs(db, "meetings", -2, -1, 0, 0, 1, -1, -1)
    async with running("journal", size) as pilot:
        await press(pilot, "i", "G")
        shown = words(pilot)
        assert "Expected and real" in shown
        # (−1 + 0 + 0 + 1 − 1 − 1) / 6 = −0.33
        assert "meetings: you expected −2.0, it was −0.3 (6 times): 1.7 higher than expected." in shown
        await press(pilot, "t")
        assert "meetings 6 −2.0 −0.3 +1.7" in words(pilot)
        assert "cause" not in screen_text(pilot.app)


async def test_keys_of_what_is_ahead_are_not_offered_elsewhere(running: Running, db: Database) -> None:
    await pairs(db, "meetings", -2, -1)
    async with running("journal") as pilot:
        await press(pilot, "i", "a")
        assert "take back" not in screen_text(pilot.app)
    assert len(await db.run(lambda store: store.expectations.pairs())) == 1


async def test_one_left_half_said_means_the_same_day_at_the_next_start(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, "emeetings<tab>1<tab>tomorrow")
        await press(pilot, "ctrl+q")
    late = RutApp(db, Settings(), lambda: NOW + timedelta(days=1), start="today")
    async with late.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot)
        assert "What you expect" in screen_text(pilot.app)
        await burst(pilot, "<enter><ctrl+s>")
    assert await ahead(db) == [("meetings", TOMORROW, -2)]


@pytest.mark.parametrize("text", ["all of it"])
async def test_any_name_is_kept_as_it_is(running: Running, db: Database, text: str) -> None:
    async with running("journal") as pilot:
        await press(pilot, "e")
        await paste(pilot, WORST[text])
        await burst(pilot, "<tab>2<enter>")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
        await press(pilot, "i", "G")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
    assert len(await ahead(db)) == 1


async def test_the_day_is_named_while_it_is_typed(running: Running) -> None:
    async with running("journal") as pilot:
        await burst(pilot, "emeetings<tab>1<tab>mon")
        assert "mon Mon, in 3 days" in words(pilot)
