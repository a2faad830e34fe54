"""The board by mouse: cards are carried to where they belong."""

import pytest
from driving import Running, press, screen_text, settled
from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp
from textual.pilot import Pilot

from rut_tui.domain.goals import Column, GoalDraft, MilestoneDraft
from rut_tui.storage.worker import Database


async def add(db: Database, column: Column, *titles: str) -> None:
    """Write goals that have a title only."""
    await db.run(lambda store: [store.goals.add(GoalDraft(title=title), column) for title in titles])


async def board(db: Database) -> dict[str, list[str]]:
    """Titles by column, in order, as on disk; empty columns left out."""
    goals = await db.run(lambda store: store.goals.board())
    found = {column.value: [goal.title for goal in goals if goal.column is column] for column in Column}
    return {column: titles for column, titles in found.items() if titles}


def at(pilot: Pilot[int], text: str) -> tuple[int, int]:
    """Where some words are on the screen."""
    lines = screen_text(pilot.app).splitlines()
    row = next(n for n, line in enumerate(lines) if text in line)
    return lines[row].index(text), row


async def mouse(pilot: Pilot[int], kind: type[MouseEvent], place: tuple[int, int], *, button: int = 1) -> None:
    """Send what a terminal sends for the mouse."""
    x, y = place
    pilot.app.post_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))
    await settled(pilot)


async def carry(pilot: Pilot[int], title: str, *places: tuple[int, int]) -> None:
    """Press on a card and carry it over some places, without letting it go."""
    await mouse(pilot, MouseDown, at(pilot, title))
    for place in places:
        await mouse(pilot, MouseMove, place)


async def drop(pilot: Pilot[int], place: tuple[int, int]) -> None:
    """Let the button go."""
    await mouse(pilot, MouseUp, place)


@pytest.mark.parametrize("size", [(140, 45), (80, 24)])
async def test_a_card_is_carried_to_another_column_and_stays_there(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await add(db, Column.IDEA, "one", "two", "three")
    await add(db, Column.DOING, "four", "five")
    async with running("goals", size=size) as pilot:
        x, y = at(pilot, "five")
        await carry(pilot, "two", (x - 4, y - 1), (x, y - 1))
        lines = [at(pilot, title)[1] for title in ("four", "two", "five")]
        assert lines == sorted(lines), "it is drawn where it would be put down"
        assert (await board(db))["idea"] == ["one", "two", "three"], "nothing is saved before it is let go"
        await drop(pilot, (x, y - 1))
        assert await board(db) == {"idea": ["one", "three"], "doing": ["four", "two", "five"]}
    async with running("goals", size=size) as pilot:
        assert at(pilot, "four")[1] < at(pilot, "two")[1] < at(pilot, "five")[1], "after a restart too"
        await press(pilot, "ctrl+z")


async def test_a_card_is_carried_down_its_own_column_past_a_taller_one(running: Running, db: Database) -> None:
    tall = GoalDraft(title="tall", serves=("value:growth",), milestones=(MilestoneDraft(title="a first step"),))
    await add(db, Column.NEXT, "small")
    await db.run(lambda store: store.goals.add(tall, Column.NEXT))
    await add(db, Column.NEXT, "last")
    async with running("goals") as pilot:
        x, y = at(pilot, "for Growth")
        await carry(pilot, "small", (x, y - 1), (x, y), (x, y))
        assert at(pilot, "tall")[1] < at(pilot, "small")[1], "it doesn't jump back and forth"
        await drop(pilot, (x, y))
        assert await board(db) == {"next": ["tall", "small", "last"]}
        await press(pilot, "ctrl+z")
        assert await board(db) == {"next": ["small", "tall", "last"]}


async def test_a_card_carried_to_done_gets_its_day_and_below_the_last_is_the_end(
    running: Running, db: Database
) -> None:
    await add(db, Column.DOING, "here", "there")
    await add(db, Column.DONE, "long ago")
    async with running("goals", size=(80, 24)) as pilot:
        x, _ = at(pilot, "long ago")
        await carry(pilot, "here", (x, 20))
        assert "done today" in screen_text(pilot.app)
        await drop(pilot, (x, 20))
        assert "Done, and kept with its day." in screen_text(pilot.app)
        assert await board(db) == {"doing": ["there"], "done": ["long ago", "here"]}


async def test_a_card_put_back_where_it_was_is_chosen_only(running: Running, db: Database) -> None:
    await add(db, Column.IDEA, "one", "two")
    async with running("goals") as pilot:
        x, y = at(pilot, "two")
        await carry(pilot, "two", (x + 30, y), (x + 1, y))
        await drop(pilot, (x + 1, y))
        assert await board(db) == {"idea": ["one", "two"]}
        assert "Change this goal" not in screen_text(pilot.app), "carrying is no click"
        assert "▌" in screen_text(pilot.app).splitlines()[y][:x], "it is the chosen one"
        await press(pilot, "ctrl+z")
        assert await board(db) == {"idea": ["one"]}, "no move was saved: the goal itself is what was done last"


async def test_a_button_let_go_outside_the_window_puts_the_card_down(running: Running, db: Database) -> None:
    await add(db, Column.IDEA, "first")
    await add(db, Column.NEXT, "two")
    async with running("goals") as pilot:
        x, y = at(pilot, "two")
        await carry(pilot, "first", (x, y + 4))
        await mouse(pilot, MouseMove, (x + 1, y + 4), button=0)
        assert await board(db) == {"next": ["two", "first"]}


async def test_in_a_narrow_window_a_card_is_carried_to_the_name_of_a_column(running: Running, db: Database) -> None:
    await add(db, Column.IDEA, "first")
    await add(db, Column.DONE, "two")
    async with running("goals", size=(60, 20)) as pilot:
        await press(pilot, "h")
        place = at(pilot, "Doing 0")
        await carry(pilot, "first", place)
        await drop(pilot, place)
        assert await board(db) == {"doing": ["first"], "done": ["two"]}
