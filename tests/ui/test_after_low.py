"""After a drained check-in: a kept win, five minutes of something, or nothing; and it stands in nobody's way."""

from datetime import timedelta

import pytest
from driving import NOW, Running, press, screen_text, settled
from hands import HOSTILE, NEVER_DRAWN, burst

from rut_tui.domain.goals import Column, GoalDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.wins import WinDraft
from rut_tui.main_screen import MainScreen
from rut_tui.modals.check_in import CheckIn
from rut_tui.modals.kindness import AfterLow
from rut_tui.storage.worker import Database


async def won(db: Database, text: str, days_ago: int) -> None:
    """Have kept a win some days ago."""
    draft = WinDraft(at=NOW - timedelta(days=days_ago), text=text)
    await db.run(lambda store: store.wins.add(draft))


async def ratings(db: Database) -> list[int | None]:
    """Every rating on disk."""
    return sorted(entry.engagement for entry in await db.run(lambda store: store.entries.latest(99)))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)])
async def test_a_kept_win_and_five_minutes_are_offered(running: Running, db: Database, size: tuple[int, int]) -> None:
    await won(db, "Finished the SQL course", 21)
    await db.run(lambda store: store.goals.add(GoalDraft(title="Learn to sail"), Column.NEXT))
    async with running(size=size) as pilot:
        await press(pilot, "c", "2", "enter")
        text = screen_text(pilot.app)
        assert "Saved, 21:00." in text
        assert "That is enough for now." in text
        assert "a kept win: “Finished the SQL course” (3 weeks ago)" in text
        assert "Choose the goal in focus." in text, "neither the signs nor money, on such an evening"
        assert "enter 1 min   esc not now" in text
        assert await ratings(db) == [-1], "it is on disk before it is said"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, MainScreen)


async def test_enter_takes_the_small_step(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "c", "1", "enter", "enter")
        assert "What went well?" in screen_text(pilot.app), "there is no win yet, and one takes a minute"


@pytest.mark.parametrize("rating", "345")
async def test_after_any_other_rating_nothing_comes(running: Running, db: Database, rating: str) -> None:
    await won(db, "Finished the SQL course", 21)
    async with running() as pilot:
        await press(pilot, "c", rating, "enter")
        assert isinstance(pilot.app.screen, MainScreen)
        assert "Saved, 21:00." in screen_text(pilot.app)


async def test_nor_for_a_day_past_or_after_an_edit(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c1<shift+tab>yesterday 9am<enter>")
        assert isinstance(pilot.app.screen, MainScreen)
        await burst(pilot, "c3<enter>3<enter>")
        assert isinstance(pilot.app.screen, CheckIn)
        await burst(pilot, "1<enter>")
        assert isinstance(pilot.app.screen, MainScreen)
    assert await ratings(db) == [-2, -2]


async def test_every_other_key_does_what_it_does_below(running: Running, db: Database) -> None:
    async with running() as pilot:
        for rating in ("2", "1", "1"):
            await press(pilot, "c", rating, "enter")
            assert isinstance(pilot.app.screen, AfterLow)
        assert await ratings(db) == [-2, -2, -1]
        await press(pilot, "ctrl+z")
        assert await ratings(db) == [-2, -1]
        await press(pilot, "c", "1", "enter")
        await burst(pilot, "c4<tab>meetings<enter>")
        assert isinstance(pilot.app.screen, CheckIn)
        assert "meetings" in screen_text(pilot.app)
        await burst(pilot, "<escape>c")
        await press(pilot, "ctrl+g", "c", "1", "enter", "3")
        assert isinstance(pilot.app.screen, MainScreen)
        assert pilot.app.screen.view
        assert pilot.app.screen.view.id == "journal"


async def test_the_palette_goes_on_below_too(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "c", "1", "enter")
        await press(pilot, "ctrl+p", *"gotosavings", "enter", "enter")
        assert isinstance(pilot.app.screen, MainScreen)
        assert pilot.app.screen.view
        assert pilot.app.screen.view.id == "savings"


async def test_a_hand_that_goes_on_is_not_asked(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c2<enter>c1<enter>c1<enter>c4<tab>meetings<enter>")
        assert isinstance(pilot.app.screen, CheckIn)
        assert "meetings" in screen_text(pilot.app)
        assert await ratings(db) == [-2, -2, -1]


async def test_a_click_beside_it_leaves_it(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "c", "1", "enter")
        assert isinstance(pilot.app.screen, AfterLow)
        await pilot.click(offset=(2, 20))
        await settled(pilot)
        assert isinstance(pilot.app.screen, MainScreen)


async def test_another_win_comes_each_day_and_todays_only_alone(running: Running, db: Database) -> None:
    await won(db, "of today", 0)
    today = NOW.date()
    kept = await db.run(lambda store: [store.wins.kept(today + timedelta(days=day)) for day in range(1)])
    assert [win.text for win in kept if win] == ["of today"]
    for days_ago, text in enumerate(("first", "second", "third"), 1):
        await won(db, text, days_ago)
    shown = await db.run(lambda store: [store.wins.kept(today + timedelta(days=day)) for day in range(8)])
    assert shown[0]
    assert shown[0].text != "of today"
    assert {win.text for win in shown if win} == {"of today", "first", "second", "third"}
    await db.run(lambda store: [store.wins.set_archived(win.id, True) for win in store.wins.all()])
    assert await db.run(lambda store: store.wins.kept(today)) is None


async def test_on_a_drained_day_today_shows_a_kept_win(running: Running, db: Database) -> None:
    await won(db, "Finished the SQL course", 21)
    for rating, low in ((0, False), (-1, True), (2, False)):  # means 0, −0.5, +0.3
        draft = EntryDraft(at=NOW - timedelta(hours=1), engagement=rating)
        await db.run(lambda store, draft=draft: store.entries.add(draft))
        async with running(size=(140, 45)) as pilot:
            assert ("a kept win: “Finished the SQL course” (3 weeks ago)" in screen_text(pilot.app)) is low
    async with running() as pilot:
        assert "a kept win" not in screen_text(pilot.app)


async def test_hostile_wins_are_drawn_harmlessly(running: Running, db: Database) -> None:
    for days_ago, text in enumerate(HOSTILE.values(), 1):
        line = " ".join(text.split())[:400].strip()
        await won(db, line, days_ago)
        async with running(size=(60, 20)) as pilot:
            await press(pilot, "c", "1", "enter")
            assert not NEVER_DRAWN.search(screen_text(pilot.app))
            await press(pilot, "escape")
            assert not NEVER_DRAWN.search(screen_text(pilot.app))
        await db.run(lambda store: [store.wins.set_archived(win.id, True) for win in store.wins.all()])
