"""The habits among the goals: a dot a day, ticked by a key, paused, put away, and asked of nobody on a day off."""

from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, told
from hands import NEVER_DRAWN, WORST
from textual.pilot import Pilot

from rut_tui.domain.habits import HabitDraft, HabitKind
from rut_tui.domain.periods import TimeOffDraft
from rut_tui.domain.wins import SetbackDraft, WinDraft
from rut_tui.storage.store import open_store
from rut_tui.storage.worker import Database

SIZES = [(60, 20), (80, 24), (140, 45)]
TODAY = NOW.date()
"""A Friday."""


def line_with(pilot: Pilot[Any], text: str) -> str:
    found = [line for line in screen_text(pilot.app).splitlines() if text in line]
    assert found, screen_text(pilot.app)
    return " ".join(found[-1].replace("▌", " ").split())


def on_one_line(pilot: Pilot[Any]) -> str:
    return " ".join(screen_text(pilot.app).replace("▌", " ").split())


async def habits(db: Database, *names: str, began: int = 30) -> list[str]:
    def add(store: Any) -> list[str]:
        ids = [store.habits.add(HabitDraft(name=name)).id for name in names]
        started = (TODAY - timedelta(days=began)).isoformat()
        with store.transaction():
            store.habits._session.write("UPDATE habits SET started_on = ?", (started,))
        return ids

    return await db.run(add)


def on_disk(db: Database, job: Any) -> Any:
    with closing(open_store(db.path, lambda: NOW)) as store:
        return job(store)


@pytest.mark.parametrize("size", SIZES)
async def test_capital_w_opens_the_habits_and_x_ticks_today(running: Running, db: Database, size: Any) -> None:
    (walk,) = await habits(db, "A walk at noon")
    async with running("goals", size) as pilot:
        await press(pilot, "W")
        assert line_with(pilot, "A walk at noon").endswith("○ ○ ○ ○ ○ ○ ○ A walk at noon")
        assert "0 of the last 7" in screen_text(pilot.app)
        await press(pilot, "x")
        assert line_with(pilot, "A walk at noon").endswith("○ ○ ○ ○ ○ ○ ● A walk at noon")
        assert "1 of the last 7" in screen_text(pilot.app)
        await press(pilot, "x")
        assert "●" not in line_with(pilot, "A walk at noon")
        await press(pilot, "x", "ctrl+z")
        assert told(pilot) == "Undone: ticking “A walk at noon”."
        assert "○ ○ ○ ○ ○ ○ ○ A walk at noon" in on_one_line(pilot)
        await press(pilot, "x")
    assert on_disk(db, lambda store: store.habits.ticks(TODAY, TODAY)) == {walk: frozenset([TODAY])}


async def test_a_tick_can_go_to_a_day_of_the_last_week(running: Running, db: Database) -> None:
    (walk,) = await habits(db, "A walk at noon")
    async with running("goals", (80, 24)) as pilot:
        await press(pilot, "W", "[", "[")
        assert "S S M T W T F x ticks Wed 18 Nov" in on_one_line(pilot)
        await press(pilot, "x")
        assert "○ ○ ○ ○ ● ○ ○ A walk" in line_with(pilot, "A walk at noon")
        await press(pilot, *["["] * 9, "x", *["]"] * 9, "x")
        assert "● ○ ○ ○ ● ○ ● A walk" in line_with(pilot, "A walk at noon")
        assert "x ticks" not in screen_text(pilot.app)
    days = on_disk(db, lambda store: store.habits.ticks(date.min, TODAY)[walk])
    assert days == {TODAY, TODAY - timedelta(days=2), TODAY - timedelta(days=6)}


async def test_a_habit_is_written_down_by_keys(running: Running, db: Database) -> None:
    async with running("goals", (80, 24)) as pilot:
        await press(pilot, "W")
        assert "the lines you keep, with a dot a day" in on_one_line(pilot)
        await press(pilot, "n", *"Log off at six", "tab", "space", "ctrl+s")
        assert told(pilot) == "Saved. It counts from today; x ticks it."
        assert line_with(pilot, "Log off at six").endswith("· · · · · · ○ Log off at six")
        assert "counts from today" in screen_text(pilot.app)
        assert "a line you keep" in screen_text(pilot.app)
        await press(pilot, "enter", *" sharp", "enter")
        assert told(pilot) == "Saved."
    (kept,) = on_disk(db, lambda store: store.habits.all())
    assert (kept.name, kept.kind, kept.started_on) == ("Log off at six sharp", HabitKind.BOUNDARY, TODAY)


async def test_an_empty_habit_is_not_saved(running: Running, db: Database) -> None:
    async with running("goals", (80, 24)) as pilot:
        await press(pilot, "W", "n", "enter")
        assert "Say in a few words what it is." in screen_text(pilot.app)
    assert on_disk(db, lambda store: store.habits.all()) == ()


async def test_what_is_typed_is_offered_again(running: Running, db: Database) -> None:
    async with running("goals", (80, 24)) as pilot:
        await press(pilot, "W", "n", *"Stretch", "escape")
        assert on_disk(db, lambda store: store.habits.all()) == ()
    async with running("goals", (80, 24)) as pilot:
        assert "A habit" in screen_text(pilot.app)
        assert "Stretch" in screen_text(pilot.app)
        await press(pilot, "enter", "enter")
    assert [habit.name for habit in on_disk(db, lambda store: store.habits.all())] == ["Stretch"]


async def test_a_pause_leaves_its_days_out_until_it_is_over(running: Running, db: Database) -> None:
    (walk,) = await habits(db, "A walk at noon")
    async with running("goals", (80, 24)) as pilot:
        await press(pilot, "W", "p")
        assert line_with(pilot, "A walk at noon").endswith("○ ○ ○ ○ ○ ○ · A walk at noon")
        assert "paused" in line_with(pilot, "of the last 7")
        assert on_disk(db, lambda store: store.habits.get(walk).paused)
        await press(pilot, "p")
        assert "paused" not in line_with(pilot, "of the last 7")
    assert not on_disk(db, lambda store: store.habits.get(walk).paused)


async def test_days_off_are_left_out(running: Running, db: Database) -> None:
    await habits(db, "A walk at noon")
    off = TimeOffDraft(first_day=TODAY - timedelta(days=3), last_day=TODAY - timedelta(days=1))
    await db.run(lambda store: store.time_off.add(off))
    async with running("goals", (80, 24)) as pilot:
        await press(pilot, "W")
        assert line_with(pilot, "A walk at noon").endswith("○ ○ ○ · · · ○ A walk at noon")
        assert "0 of 4 days" in screen_text(pilot.app)


async def test_the_order_is_moved_and_kept_over_a_restart(running: Running, db: Database) -> None:
    await habits(db, "First", "Second", "Third")
    async with running("goals", (80, 24)) as pilot:
        await press(pilot, "W", "J", "J", "K")
    assert [habit.name for habit in on_disk(db, lambda store: store.habits.all())] == ["Second", "First", "Third"]
    async with running("goals", (80, 24)) as pilot:
        await press(pilot, "W")
        shown = screen_text(pilot.app)
        assert shown.index("Second") < shown.index("First") < shown.index("Third")


async def test_one_that_is_put_away_comes_back_and_has_nothing_to_tick(running: Running, db: Database) -> None:
    await habits(db, "A walk at noon")
    async with running("goals", (80, 24)) as pilot:
        await press(pilot, "W", "a")
        assert told(pilot) == "Archived. ctrl+z brings it back."
        assert "the lines you keep, with a dot a day" in on_one_line(pilot)
        await press(pilot, "v", "x")
        assert "A walk at noon" in screen_text(pilot.app)
        assert on_disk(db, lambda store: store.habits.ticks(TODAY, TODAY)) == {}
        await press(pilot, "a", "v")
        assert "A walk at noon" in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_wins_and_setbacks_stand_beside_the_habits(running: Running, db: Database, size: Any) -> None:
    def add(store: Any) -> None:
        store.wins.add(WinDraft(at=NOW, text="Sent the answer"))
        store.setbacks.add(SetbackDraft(day=TODAY, what="They said no"))

    await db.run(add)
    async with running("goals", size) as pilot:
        await press(pilot, "W", "escape", "j", "enter")
        assert "Sent the answer" in screen_text(pilot.app)
        await press(pilot, "escape", "j", "enter", "x")
        assert "over, today" in screen_text(pilot.app)
        await press(pilot, "escape", "escape")
        assert "Your goals will stand here" in screen_text(pilot.app)


async def test_what_is_open_today_stands_among_the_due_and_leads_to_the_habits(running: Running, db: Database) -> None:
    await habits(db, "A walk at noon", "Log off at six")
    async with running("today", (140, 45)) as pilot:
        assert "today ☐ 2 habits A walk at noon" in line_with(pilot, "A walk at noon")
        await press(pilot, "tab", "tab", "enter", "x")
        assert line_with(pilot, "A walk at noon").endswith("● A walk at noon")
        await press(pilot, "1")
        assert "A walk" not in screen_text(pilot.app)
        assert "today ☐ Log off at six" in line_with(pilot, "Log off at six")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", WORST)
async def test_words_of_any_kind_are_data(running: Running, db: Database, name: str, size: Any) -> None:
    await habits(db, WORST[name].replace("\n", " ")[:400])
    async with running("goals", size) as pilot:
        await press(pilot, "W")
        assert "of the last 7" in screen_text(pilot.app)
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
    async with running("today", size) as pilot:
        assert not NEVER_DRAWN.search(screen_text(pilot.app))


async def test_the_palette_writes_down_a_habit_from_any_screen(running: Running, db: Database) -> None:
    async with running("savings", (80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"a line you keep")
        await press(pilot, "enter")
        assert "A habit, or a line you keep" in screen_text(pilot.app)
        await press(pilot, *"Stretch", "enter")
        assert line_with(pilot, "Stretch").endswith("○ Stretch")
    assert [habit.name for habit in on_disk(db, lambda store: store.habits.all())] == ["Stretch"]


async def test_a_habit_changed_elsewhere_meanwhile_is_not_overwritten_unasked(running: Running, db: Database) -> None:
    (walk,) = await habits(db, "A walk at noon")
    async with running("goals", (80, 24)) as pilot:
        await press(pilot, "W", "enter", *" or so")
        with closing(open_store(db.path, lambda: NOW + timedelta(minutes=1))) as other:
            other.habits.update(walk, HabitDraft(name="A walk at one"))
        await press(pilot, "ctrl+s")
        assert "A walk at one" in screen_text(pilot.app)
        assert on_disk(db, lambda store: store.habits.get(walk).name) == "A walk at one"
        await press(pilot, "ctrl+s")
    assert on_disk(db, lambda store: store.habits.get(walk).name) == "A walk at noon or so"
