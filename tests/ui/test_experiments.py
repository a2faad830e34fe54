"""The tab of experiments: a question, a small test, the check-ins that belong to it, and what it said."""

from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, told
from hands import NEVER_DRAWN, WORST, burst
from textual.pilot import Pilot

from rut_tui.domain.experiments import Ending, Experiment, ExperimentDraft, Verdict
from rut_tui.domain.journal import Entry, EntryDraft
from rut_tui.domain.periods import TimeOffDraft
from rut_tui.storage.store import open_store
from rut_tui.storage.worker import Database

SIZES = [(60, 20), (80, 24), (140, 45)]
TODAY = NOW.date()
QUESTION = "Would I like teaching?"


def on_screen(pilot: Pilot[Any]) -> str:
    """All of it on one line, without the edges of panels."""
    return " ".join(screen_text(pilot.app).replace("▌", " ").split())


async def experiments(db: Database) -> tuple[Experiment, ...]:
    return await db.run(lambda store: store.experiments.all())


async def entries(db: Database) -> tuple[Entry, ...]:
    return await db.run(lambda store: store.entries.latest(10))


async def one(db: Database, **more: Any) -> str:
    draft = ExperimentDraft(**{"question": QUESTION, "started_on": TODAY - timedelta(days=4), **more})
    return (await db.run(lambda store: store.experiments.add(draft))).id


async def write(db: Database, back: int, engagement: int, *experiments: str) -> None:
    at = NOW - timedelta(days=back)
    await db.run(lambda store: store.entries.add(EntryDraft(at=at, engagement=engagement, experiments=experiments)))


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_tab_says_what_will_be_here(running: Running, size: tuple[int, int]) -> None:
    async with running("goals", size) as pilot:
        await press(pilot, "E")
        assert "Small tests of big questions will be here" in on_screen(pilot)
        await press(pilot, "escape")
        assert "Your goals will stand here" in on_screen(pilot)


async def test_an_experiment_is_written_down_by_keys(running: Running, db: Database) -> None:
    async with running("goals") as pilot:
        await burst(pilot, f"En{QUESTION}<tab>One evening<tab>Yes<tab>60<tab>today<tab>in 2 weeks<ctrl+s>")
        assert told(pilot) == "Saved. It is over Fri 4 Dec."
        shown = on_screen(pilot)
        assert f"◐ day 1/15 {QUESTION}" in shown
        assert "your guess: Yes" in shown
        assert "until Fri 4 Dec, at most $60" in shown
    (saved,) = await experiments(db)
    assert (saved.test, saved.guess, saved.cost_cap) == ("One evening", "Yes", Decimal(60))
    assert (saved.started_on, saved.ends_on) == (TODAY, date(2026, 12, 4))


async def test_it_is_over_no_earlier_than_it_begins(running: Running, db: Database) -> None:
    async with running("goals", (80, 45)) as pilot:
        await burst(pilot, "En<tab><tab><tab><tab>today<tab>2026-11-01<ctrl+s>")
        shown = on_screen(pilot)
        assert "Ask what you want to know." in shown
        assert "it is before the first day" in shown.lower()
    assert await experiments(db) == ()


async def test_an_idea_begins_with_a_key(running: Running, db: Database) -> None:
    await one(db, started_on=None)
    async with running("goals") as pilot:
        await press(pilot, "E")
        assert "○ an idea" in on_screen(pilot)
        await press(pilot, "m")
        assert told(pilot) == "It has begun: a check-in can belong to it now."
        assert "◐ day 1 " in on_screen(pilot)
        await press(pilot, "ctrl+z")
        assert "○ an idea" in on_screen(pilot)
    assert (await experiments(db))[0].started_on is None


async def test_without_an_open_experiment_the_check_in_asks_for_none(running: Running, db: Database) -> None:
    idea = await one(db, started_on=None)
    over = await one(db, question="Would I like it there?")
    await db.run(lambda store: store.experiments.end(over, Ending()))
    await db.run(lambda store: store.experiments.update(idea, ExperimentDraft(question="Later", ends_on=TODAY)))
    later = await one(db, question="Next week?", started_on=TODAY + timedelta(days=1))
    async with running("today", (80, 45)) as pilot:
        await press(pilot, "c")
        assert "Would I like it there?" in on_screen(pilot), "it was open today"
        await press(pilot, "escape")
        await db.run(lambda store: store.experiments.set_archived(over, True))
        await press(pilot, "c")
        assert "experiment" not in screen_text(pilot.app)
        await burst(pilot, "4<enter>")
    assert later
    assert (await entries(db))[0].experiments == ()


@pytest.mark.parametrize("size", SIZES)
async def test_a_check_in_belongs_to_an_experiment_by_one_key(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    there = await one(db)
    async with running("today", size) as pilot:
        await press(pilot, "c")
        await burst(pilot, "5<tab><tab><tab><tab><tab><tab> ")
        assert f"● {QUESTION}" in on_screen(pilot)
        await burst(pilot, "<enter>")
    (saved,) = await entries(db)
    assert saved.experiments == (there,)


async def test_three_keys_still_save_while_an_experiment_runs(running: Running, db: Database) -> None:
    await one(db)
    async with running() as pilot:
        await burst(pilot, "c4<enter>")
        assert told(pilot).startswith("Saved")
    assert (await entries(db))[0].experiments == ()


async def test_an_edited_entry_stays_with_its_experiments_and_can_leave_one(running: Running, db: Database) -> None:
    first, second = await one(db), await one(db, question="Would I miss the team?")
    await write(db, 0, 1, first, second)
    async with running("journal", (80, 45)) as pilot:
        await press(pilot, "enter")
        assert "Edit this entry" in on_screen(pilot)
        await burst(pilot, "5<enter>")
        assert (await entries(db))[0].experiments == (first, second), "nobody touched that"
        await press(pilot, "enter")
        await press(pilot, *["tab"] * 6)
        assert f"● {QUESTION}" in on_screen(pilot)
        while "● no" not in on_screen(pilot):  # the other one may stand between
            await press(pilot, "left")
        await burst(pilot, "<ctrl+s>")
    assert (await entries(db))[0].experiments == ()


async def test_a_check_in_for_a_past_day_knows_what_ran_then(running: Running, db: Database) -> None:
    there = await one(db, started_on=TODAY - timedelta(days=9))
    await db.run(lambda store: store.experiments.end(there, Ending()))
    await one(db, question="Only since today?", started_on=TODAY)
    async with running("journal", (80, 45)) as pilot:
        await press(pilot, "[", "n")
        assert QUESTION in on_screen(pilot)
        assert "Only since today?" not in on_screen(pilot)


async def test_an_unfinished_check_in_keeps_its_experiment(running: Running, db: Database) -> None:
    there = await one(db)
    async with running("today", (80, 45)) as pilot:
        await press(pilot, "c")
        await burst(pilot, "4<tab><tab><tab><tab>half <tab><tab> ")
        await press(pilot, "ctrl+q")
    async with running("today", (80, 45)) as pilot:
        await burst(pilot, "<enter>")
        assert f"● {QUESTION}" in on_screen(pilot)
        await burst(pilot, "<ctrl+s>")
    (saved,) = await entries(db)
    assert (saved.experiments, saved.note) == ((there,), "half ")


@pytest.mark.parametrize("size", SIZES)
async def test_its_entries_stand_beside_the_own_other_days_with_n_and_gates(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    there = await one(db)
    for back in range(3):
        await write(db, back, 2, there)
    for back in range(3, 14):
        await write(db, back, -1)
    await write(db, 120, 2)  # too long ago to say much
    async with running("goals", size) as pilot:
        await press(pilot, "E")
        shown = on_screen(pilot)
        assert "with it ▲ +2.0, 3 entries on 3 days" in shown
        assert "without ▼ −1.0, your other 11 rated days since Tue 18 Aug" in shown
        assert "3 days with it are 3.0 higher than 11 days without. A hint (p 0.0" in shown
        assert "2 more days with it until it can be a pattern." in shown


async def test_days_off_are_left_out_and_few_days_say_what_is_missing(running: Running, db: Database) -> None:
    there = await one(db)
    await write(db, 0, 2, there)
    await write(db, 1, -2, there)
    await write(db, 2, 0)
    await db.run(
        lambda store: store.time_off.add(TimeOffDraft(first_day=TODAY - timedelta(1), last_day=TODAY - timedelta(1)))
    )
    async with running("goals", (140, 45)) as pilot:
        await press(pilot, "E")
        shown = on_screen(pilot)
        assert "with it ▲ +2.0, 1 entry on 1 day" in shown
        assert "without · 0.0, your other 1 rated day since" in shown
        assert "12 more days until it can be a hint." in shown


async def test_with_no_entry_it_says_where_they_come_from(running: Running, db: Database) -> None:
    await one(db)
    async with running("goals") as pilot:
        await press(pilot, "E")
        assert "No rated entry yet; the check-in asks while it runs." in on_screen(pilot)


async def test_what_is_saved_elsewhere_on_the_screen_is_compared_at_once(running: Running, db: Database) -> None:
    await one(db)
    async with running("goals", (80, 45)) as pilot:
        await press(pilot, "E")
        await press(pilot, "c")
        await burst(pilot, "5<tab><tab><tab><tab><tab><tab> <enter>")
        assert "with it ▲ +2.0, 1 entry on 1 day" in on_screen(pilot)
        await press(pilot, "ctrl+z")
        assert "No rated entry yet; the check-in asks" in on_screen(pilot)


async def test_ending_asks_for_a_verdict_beside_the_guess(running: Running, db: Database) -> None:
    await one(db, guess="Yes, but it tires me", ends_on=TODAY - timedelta(days=1))
    async with running("goals") as pilot:
        await press(pilot, "E")
        assert "◐ time to end" in on_screen(pilot)
        await press(pilot, "x")
        shown = on_screen(pilot)
        assert QUESTION in shown
        assert "You guessed: Yes, but it tires me" in shown
        await burst(pilot, "  <tab>Two evenings<tab>I want to prepare less<ctrl+s>")
        assert told(pilot) == "Over. It said no; you had guessed “Yes, but it tires me”."
        shown = on_screen(pilot)
        assert f"● no {QUESTION}" in shown
        assert "your guess: Yes, but it tires me" in shown
        assert "came of it: Two evenings" in shown
        assert "learnt: I want to prepare less" in shown
        await press(pilot, "x")
        assert "● no" in on_screen(pilot), "what was said stands there, to be changed"
        await press(pilot, "escape", "m")
        assert told(pilot) == "Open again. The verdict is taken back, your words stay."
        assert "◐ time to end" in on_screen(pilot)
        await press(pilot, "ctrl+z")
        assert f"● no {QUESTION}" in on_screen(pilot)
    (saved,) = await experiments(db)
    assert (saved.verdict, saved.closed_on) == (Verdict.NO, TODAY)
    assert (saved.result, saved.learnt) == ("Two evenings", "I want to prepare less")


async def test_an_ending_is_gone_on_with_at_the_next_start_though_the_experiment_is_gone(
    running: Running, db: Database
) -> None:
    await one(db)
    async with running("goals") as pilot:
        await press(pilot, "E", "x")
        await burst(pilot, " <tab>Two evenings")
        await press(pilot, "ctrl+q")
    await db.run(lambda store: store.undo())
    assert await experiments(db) == ()
    async with running() as pilot:
        assert "The end of an experiment" in on_screen(pilot)
        await burst(pilot, "<enter><ctrl+s>")
        assert "Say which experiment it was." in on_screen(pilot)
        await burst(pilot, f"{QUESTION}<ctrl+s>")
    (saved,) = await experiments(db)
    assert (saved.question, saved.verdict, saved.result) == (QUESTION, Verdict.YES, "Two evenings")
    assert saved.closed_on == TODAY


async def test_an_experiment_that_was_changed_elsewhere_is_not_ended_unasked(
    running: Running, db: Database, path: Path
) -> None:
    there = await one(db)
    async with running("goals") as pilot:
        await press(pilot, "E", "x")
        with closing(open_store(path, lambda: NOW + timedelta(minutes=5))) as other:
            other.experiments.end(there, Ending(verdict=Verdict.NO))
        await burst(pilot, " <ctrl+s>")
        assert f"There it says: “{QUESTION}”." in on_screen(pilot)
        await press(pilot, "ctrl+g")
    assert (await experiments(db))[0].verdict is Verdict.NO


async def test_an_experiment_is_put_away_and_taken_back(running: Running, db: Database) -> None:
    await one(db)
    async with running("goals") as pilot:
        await press(pilot, "E", "a")
        assert told(pilot) == "Archived. ctrl+z brings it back."
        await press(pilot, "v", "x", "m")
        assert "Experiments archive, 1" in on_screen(pilot)
        await press(pilot, "a", "escape")
        assert QUESTION in on_screen(pilot)


@pytest.mark.parametrize("text", [WORST["all of it"]])
async def test_hostile_text_in_an_experiment_is_drawn_safely(running: Running, db: Database, text: str) -> None:
    await one(db, question=text, test=text, guess=text, result=text, learnt=text)
    async with running("goals", (140, 45)) as pilot:
        for typed in ("E", "x", "<ctrl+s>", "m", "c", "<escape>", "<enter>"):
            await burst(pilot, typed)
            assert not NEVER_DRAWN.search(screen_text(pilot.app))
