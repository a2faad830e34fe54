"""A win, written down from wherever one is."""

import pytest
from driving import NOW, Running, press, refuse_writes, screen_text, told
from hands import NEVER_DRAWN, WORST, burst, paste

from rut_tui.main_screen import MainScreen
from rut_tui.modals.win import WinForm
from rut_tui.storage.worker import Database


async def wins(db: Database) -> list[tuple[str, str, str]]:
    found = await db.run(lambda store: store.wins.all())
    return [(win.text, win.reward, win.local.isoformat()) for win in found]


@pytest.mark.parametrize("screen", ["today", "audit", "journal", "goals", "savings"])
async def test_w_and_a_few_words_save_one_from_everywhere(running: Running, db: Database, screen: str) -> None:
    async with running(screen) as pilot:
        await burst(pilot, "wSent the answer<enter>")
        assert told(pilot) == "Saved, today."
        assert isinstance(pilot.app.screen, MainScreen)
    assert await wins(db) == [("Sent the answer", "", NOW.isoformat())]


async def test_with_a_reward_and_another_time(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "wA walk<tab>coffee in the sun<tab>yesterday 18:00<ctrl+s>")
        assert told(pilot) == "Saved, yesterday."
    assert await wins(db) == [("A walk", "coffee in the sun", "2026-11-19T18:00:00+01:00")]


async def test_what_cant_be_read_is_said_beside_its_field(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "w<enter>")
        assert "Say in a few words what went well." in screen_text(pilot.app)
        await burst(pilot, "A walk<tab><tab>tomorrow<enter>")
        assert isinstance(pilot.app.screen, WinForm)
        assert "That is still to come." in screen_text(pilot.app)
    assert await wins(db) == []


async def test_one_left_half_written_is_there_again(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "wSent the ans<escape>")
        await burst(pilot, "wwer<enter>")
    assert await wins(db) == [("Sent the answer", "", NOW.isoformat())]


async def test_the_next_start_goes_on_with_it(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "wSent the ans<tab>tea")
        await press(pilot, "ctrl+q")
    async with running() as pilot:
        assert "A win" in screen_text(pilot.app)
        await burst(pilot, "<enter> and a walk<enter>")
    assert await wins(db) == [("Sent the ans", "tea and a walk", NOW.isoformat())]


async def test_a_full_disk_keeps_the_words(running: Running, db: Database) -> None:
    async with running() as pilot:
        refuse_writes(db, refused=True)
        await burst(pilot, "wA walk<enter>")
        assert "Your words are still here" in screen_text(pilot.app)
        refuse_writes(db, refused=False)
        await burst(pilot, "<ctrl+s>")
    assert [text for text, _, _ in await wins(db)] == ["A walk"]


async def test_undo_takes_it_away_and_redo_brings_it_back(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "wA walk<enter>")
        await press(pilot, "ctrl+z")
        assert "A walk" in told(pilot)
        assert await wins(db) == []
        await press(pilot, "ctrl+y")
    assert [text for text, _, _ in await wins(db)] == ["A walk"]


async def test_any_text_is_kept_as_it_is(running: Running, db: Database) -> None:
    async with running() as pilot:
        await press(pilot, "w")
        await paste(pilot, WORST["all of it"])
        await burst(pilot, "<enter>")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
    assert len(await wins(db)) == 1
