"""Goals: the board, its keys, the archive."""

from datetime import date, timedelta

import pytest
from driving import NOW, Running, press, screen_text, settled
from hands import HOSTILE, NEVER_DRAWN, burst
from textual.pilot import Pilot

from rut_tui.domain.goals import Column, Goal, GoalDraft, MilestoneDraft
from rut_tui.storage.worker import Database

TODAY = NOW.date()


async def add(db: Database, *titles: str, column: Column = Column.IDEA) -> list[Goal]:
    """Write goals that have a title only."""
    return await db.run(lambda store: [store.goals.add(GoalDraft(title=title), column) for title in titles])


async def board(db: Database) -> dict[str, list[str]]:
    """Titles by column, in order, as on disk."""
    goals = await db.run(lambda store: store.goals.board())
    return {column.value: [goal.title for goal in goals if goal.column is column] for column in Column}


def chosen(pilot: Pilot[int]) -> str:
    """The first line of the card that is marked at its edge."""
    marked = [line.partition("▌")[2] for line in screen_text(pilot.app).splitlines()[4:] if "▌" in line]
    return next(line for line in marked if line.strip()).split("  ")[0].strip()


async def test_an_empty_board_says_what_will_stand_here_and_which_key_starts_it(running: Running) -> None:
    async with running("goals") as pilot:
        text = screen_text(pilot.app)
        assert "Your goals will stand here, from an idea to done." in text
        assert "n writes down the first one" in text
        assert "H" not in text.splitlines()[-1], "no keys for cards that aren't there"
        await press(pilot, "n")
        assert "A new goal, in Idea" in screen_text(pilot.app)


async def test_a_card_says_step_progress_day_value_and_focus(running: Running, db: Database) -> None:
    steps = (
        MilestoneDraft(title="Sketch", done=True),
        MilestoneDraft(title="Call Noor", due=TODAY + timedelta(days=1)),
        MilestoneDraft(title="Send it"),
    )
    serves = ("value:growth", "cause:boredom")
    draft = GoalDraft(title="Show one page", due=date(2026, 12, 4), milestones=steps, serves=serves)
    goal = await db.run(lambda store: store.goals.add(draft, Column.DOING))
    await db.run(lambda store: store.goals.set_focus(goal.id))
    async with running("goals", size=(140, 45)) as pilot:
        text = screen_text(pilot.app)
        for said in ("◆ in focus", "Show one page", "☐ Call Noor · tomorrow", "●○○ 1 of 3", "due Fri 4 Dec"):
            assert said in text
        assert "for Growth · Mastered, now" in text


async def test_a_new_goal_goes_to_the_column_that_is_chosen_but_never_to_done(running: Running, db: Database) -> None:
    await add(db, "Here already")
    async with running("goals") as pilot:
        await burst(pilot, "ln")
        await burst(pilot, "Talk to two people<enter>")
        await burst(pilot, "llln")
        assert "A new goal, in Idea" in screen_text(pilot.app)
        await burst(pilot, "Draw a map<enter>")
        assert await board(db) == {
            "idea": ["Here already", "Draw a map"],
            "next": ["Talk to two people"],
            "doing": [],
            "done": [],
        }
        assert chosen(pilot) == "Draw a map", "the new card is the chosen one"


async def test_moving_fast_moves_every_time_and_the_choice_goes_along(running: Running, db: Database) -> None:
    await add(db, "one", "two", "three")
    await add(db, "other", column=Column.DOING)
    async with running("goals") as pilot:
        await burst(pilot, "hhhhjLLLH")
        assert await board(db) == {"idea": ["one", "three"], "next": [], "doing": ["two", "other"], "done": []}
        assert chosen(pilot) == "two"
        await burst(pilot, "KHHKJJJ")
        assert await board(db) == {"idea": ["one", "three", "two"], "next": [], "doing": ["other"], "done": []}
        await burst(pilot, "HHH")
        assert chosen(pilot) == "two", "at the edge nothing happens"


async def test_the_order_is_there_again_after_a_restart(running: Running, db: Database) -> None:
    await add(db, "alpha", "beta", "gamma")
    async with running("goals") as pilot:
        await burst(pilot, "gJJ")
    async with running("goals") as pilot:
        text = screen_text(pilot.app)
        assert text.index("beta") < text.index("gamma") < text.index("alpha")


async def test_x_ticks_the_next_step_and_then_moves_the_goal_to_done(running: Running, db: Database) -> None:
    steps = (MilestoneDraft(title="first"), MilestoneDraft(title="second"))
    await db.run(lambda store: store.goals.add(GoalDraft(title="Go", milestones=steps), Column.DOING))
    async with running("goals") as pilot:
        assert "x tick" in screen_text(pilot.app).splitlines()[-1]
        await press(pilot, "x")
        text = screen_text(pilot.app)
        assert "●○ 1 of 2" in text
        assert "☐ second" in text
        await press(pilot, "x")
        assert "That was the last step." in screen_text(pilot.app)
        assert "x done" in screen_text(pilot.app).splitlines()[-1]
        await press(pilot, "x")
        assert "● done today" in screen_text(pilot.app)
        assert "Done, and kept with its day." in screen_text(pilot.app)
        (goal,) = await db.run(lambda store: store.goals.board())
        assert (goal.column, goal.done_on) == (Column.DONE, TODAY)
        assert "x done" not in screen_text(pilot.app).splitlines()[-1]
        await press(pilot, "x", "H")
        (goal,) = await db.run(lambda store: store.goals.board())
        assert (goal.column, goal.done_on) == (Column.DOING, None)
        assert "Not done any more: it is in Doing." in screen_text(pilot.app)
        assert "Done, and kept" not in screen_text(pilot.app)
        await press(pilot, "L")
        assert "Done, and kept with its day." in screen_text(pilot.app)


async def test_one_goal_is_in_focus_at_a_time(running: Running, db: Database) -> None:
    await add(db, "one", "two")
    async with running("goals") as pilot:
        await burst(pilot, "fjf")
        goals = await db.run(lambda store: store.goals.board())
        assert [goal.title for goal in goals if goal.focus] == ["two"]
        assert screen_text(pilot.app).count("◆ in focus") == 1
        await press(pilot, "f")
        goals = await db.run(lambda store: store.goals.board())
        assert not any(goal.focus for goal in goals)


@pytest.mark.parametrize("key", ["x", "L"])
async def test_a_goal_that_is_done_is_in_focus_no_longer_and_takes_none(
    running: Running, db: Database, key: str
) -> None:
    (goal,) = await add(db, "one", column=Column.DOING)
    await db.run(lambda store: store.goals.set_focus(goal.id))
    async with running("goals") as pilot:
        assert "◆ in focus" in screen_text(pilot.app)
        await press(pilot, key)
        seen = screen_text(pilot.app)
        assert "● done today" in seen
        assert "in focus" not in seen
        assert "f focus" not in seen.splitlines()[-1]
        await press(pilot, "f")
        assert "in focus" not in screen_text(pilot.app)
        assert not any(goal.focus for goal in await db.run(lambda store: store.goals.board()))


async def test_a_goal_is_archived_and_comes_back(running: Running, db: Database) -> None:
    await add(db, "one", "two", column=Column.NEXT)
    async with running("goals") as pilot:
        await press(pilot, "a")
        assert await board(db) == {"idea": [], "next": ["two"], "doing": [], "done": []}
        assert chosen(pilot) == "two"
        assert "Archived. ctrl+z brings it back." in screen_text(pilot.app)
        assert "a archive" in screen_text(pilot.app).splitlines()[-1]
        await press(pilot, "v")
        text = screen_text(pilot.app)
        assert "Archive  1" in text
        assert "archived today, from Next" in text
        assert "move" not in text.splitlines()[-1], "the archive has no moves"
        assert "a bring back" in text.splitlines()[-1]
        await burst(pilot, "LJxf")
        (put_away,) = await db.run(lambda store: store.goals.board(archived=True))
        assert (put_away.title, put_away.column, put_away.focus) == ("one", Column.NEXT, False)
        await press(pilot, "a")
        assert "Back on the board, in Next." in screen_text(pilot.app)
        assert "Goals you archive with a wait here" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert await board(db) == {"idea": [], "next": ["two", "one"], "doing": [], "done": []}
        assert "two" in screen_text(pilot.app)


async def test_a_goal_that_went_away_elsewhere_is_told_and_the_board_is_read_again(
    running: Running, db: Database
) -> None:
    (goal,) = await add(db, "fleeting")
    async with running("goals") as pilot:
        await db.run(lambda store: store.goals.set_archived(goal.id, archived=True))
        await press(pilot, "L")
        text = screen_text(pilot.app)
        assert "That goal was put away" in text
        assert "Your goals will stand here" in text


async def test_the_chosen_card_stays_in_sight_in_a_long_column(running: Running, db: Database) -> None:
    await add(db, *(f"goal number {n}" for n in range(40)))
    async with running("goals") as pilot:
        assert "goal number 39" not in screen_text(pilot.app)
        await press(pilot, "G")
        assert chosen(pilot) == "goal number 39"
        await press(pilot, "k")
        assert chosen(pilot) == "goal number 38"
        await press(pilot, "g")
        assert chosen(pilot) == "goal number 0"
        assert "Idea  40" in screen_text(pilot.app)


async def test_a_click_chooses_and_a_second_click_opens(running: Running, db: Database) -> None:
    await add(db, "one", "two")
    await add(db, "three", column=Column.DONE)
    async with running("goals") as pilot:
        lines = screen_text(pilot.app).splitlines()
        row = next(n for n, line in enumerate(lines) if "two" in line)
        await pilot.click(offset=(lines[row].index("two"), row))
        await settled(pilot)
        assert chosen(pilot) == "two"
        await pilot.click(offset=(lines[row].index("two"), row))
        await settled(pilot)
        assert "Change this goal" in screen_text(pilot.app)


async def test_at_70_columns_two_are_shown_and_the_choice_brings_the_others(running: Running, db: Database) -> None:
    for column in Column:
        await add(db, f"a goal in {column.value}", column=column)
    async with running("goals", size=(70, 20)) as pilot:
        await press(pilot, "h", "h")
        text = screen_text(pilot.app)
        assert "▌Idea 1   Next 1   Doing 1   Done 1" in text
        assert [name for name in Column if f"a goal in {name.value}" in text] == [Column.IDEA, Column.NEXT]
        await press(pilot, "l", "l")
        text = screen_text(pilot.app)
        assert [name for name in Column if f"a goal in {name.value}" in text] == [Column.NEXT, Column.DOING]
        assert chosen(pilot) == "a goal in doing"
        await press(pilot, "h")
        assert "a goal in doing" in screen_text(pilot.app), "no more changes than must"
        await press(pilot, "H")
        assert (await board(db))["idea"] == ["a goal in next", "a goal in idea"]


async def test_at_60_columns_one_column_is_shown_and_all_are_named_with_their_counts(
    running: Running, db: Database
) -> None:
    await add(db, "one", "two")
    await add(db, "three", column=Column.DONE)
    async with running("goals", size=(60, 20)) as pilot:
        text = screen_text(pilot.app)
        assert "▌Idea 2   Next 0   Doing 0   Done 1" in text
        assert "three" not in text
        row = next(n for n, line in enumerate(text.splitlines()) if "Done 1" in line)
        await pilot.click(offset=(text.splitlines()[row].index("Done"), row))
        await settled(pilot)
        assert "three" in screen_text(pilot.app)
        await press(pilot, "h")
        assert "What you are on now." in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20)])
async def test_a_resize_in_the_middle_keeps_the_choice(running: Running, db: Database, size: tuple[int, int]) -> None:
    await add(db, "one", "two", "a goal with a title of some lines, read whole")
    async with running("goals", size=(100, 30)) as pilot:
        await press(pilot, "j", "j")
        await pilot.resize_terminal(*size)
        await settled(pilot)
        assert chosen(pilot).startswith("a goal with")
        assert "whole" in screen_text(pilot.app), "the whole title can be read"


async def test_hostile_words_on_a_card_are_shown_as_text(running: Running, db: Database) -> None:
    for name, text in HOSTILE.items():
        short = text[:480]
        steps = (MilestoneDraft(title=short, due=TODAY),)
        draft = GoalDraft(title=short, measure=short, milestones=steps, notes=text, serves=(f"value:{name}",))
        await db.run(lambda store, draft=draft: store.goals.add(draft))
    async with running("goals", size=(140, 45)) as pilot:
        for _ in HOSTILE:
            assert not NEVER_DRAWN.search(screen_text(pilot.app))
            await press(pilot, "j")
        await press(pilot, "g")
        assert "[/] [b]bold[/b]" in screen_text(pilot.app)
        assert pilot.app.is_running
