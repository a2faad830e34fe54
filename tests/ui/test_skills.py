"""The tab of skills: what one can do and wants to, the widest gap first, and what learning it costs."""

import asyncio
import time
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, told, until
from hands import NEVER_DRAWN, WORST, burst
from textual.pilot import Pilot

from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.domain.skills import How, Skill, SkillDraft, SkillStatus
from rut_tui.storage.store import open_store
from rut_tui.storage.worker import Database

SIZES = [(60, 20), (80, 24), (140, 45)]


def on_screen(pilot: Pilot[Any]) -> str:
    """All of it on one line, without the edges of panels."""
    return " ".join(screen_text(pilot.app).replace("▌", " ").split())


async def skills(db: Database) -> tuple[Skill, ...]:
    return await db.run(lambda store: store.skills.all())


async def some_skills(db: Database) -> None:
    def add(store: Any) -> None:
        store.skills.add(SkillDraft(name="Cooking", level=1, needed=5))
        store.skills.add(SkillDraft(name="SQL", level=3, needed=3, transferable=True))
        store.skills.add(
            SkillDraft(
                name="Teaching",
                level=1,
                needed=3,
                transferable=True,
                how=How.COURSE,
                cost=Decimal("180.50"),
                hours=Decimal(24),
                provider="Evening school",
                needed_for="A role with people",
            )
        )

    await db.run(add)


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_tab_says_what_will_be_here(running: Running, size: tuple[int, int]) -> None:
    async with running("goals", size) as pilot:
        await press(pilot, "S")
        assert "Your skills will be here" in on_screen(pilot)
        await press(pilot, "n")
        assert "How good are you at it now?" in on_screen(pilot)
        await press(pilot, "escape", "escape")
        assert "Your goals will stand here" in on_screen(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_gaps_come_first_and_of_these_what_is_worth_something_elsewhere(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await some_skills(db)
    async with running("goals", size) as pilot:
        await press(pilot, "S")
        shown = on_screen(pilot)
        assert shown.index("Teaching") < shown.index("Cooking") < shown.index("No gap") < shown.index("SQL")
        assert "●○○·· 1 → 3 Teaching" in shown
        assert "●○○○○ 1 → 5 Cooking" in shown
        assert "●●●·· 3 SQL" in shown
        assert "elsewhere too, for A role with people" in shown
        assert "a course, Evening school, $180.50, 24 h" in shown
        assert "Now: first steps. Wanted: on my own." in shown
        assert "Courses and certificates still ahead cost $180.50. Savings can take it." in shown


async def test_a_skill_is_written_down_by_keys(running: Running, db: Database) -> None:
    async with running("goals") as pilot:
        await burst(pilot, "SnSaying no<tab>1<tab>4<tab> <tab>Everything<tab> <tab>A mentor<tab>1.2k")
        assert "$1,200" in screen_text(pilot.app)
        await burst(pilot, "<tab>40<tab> <tab>Begin small<ctrl+s>")
        assert told(pilot) == "Saved."
        assert "●○○○· 1 → 4 Saying no" in on_screen(pilot)
    (saved,) = await skills(db)
    assert (saved.level, saved.needed, saved.transferable, saved.needed_for) == (1, 4, True, "Everything")
    assert (saved.how, saved.provider, saved.cost, saved.hours) == (How.PRACTICE, "A mentor", 1200, 40)
    assert (saved.status, saved.notes) == (SkillStatus.LEARNING, "Begin small")


async def test_a_name_is_enough_and_enter_saves_it(running: Running, db: Database) -> None:
    async with running("goals") as pilot:
        await burst(pilot, "SnPatience<enter>")
        assert "not said Patience" in on_screen(pilot)
    (saved,) = await skills(db)
    assert (saved.level, saved.needed, saved.cost, saved.status) == (None, None, None, SkillStatus.IDEA)


async def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_saved(
    running: Running, db: Database
) -> None:
    async with running("goals", (80, 45)) as pilot:
        await burst(pilot, "Sn<tab><tab><tab><tab><tab><tab><tab>a lot<ctrl+s>")
        shown = on_screen(pilot)
        assert "Name the skill." in shown
        assert "Write it like 3200" in shown
    assert await skills(db) == ()


async def test_an_amount_nobody_touched_is_kept_to_its_last_digit(running: Running, db: Database) -> None:
    await db.run(lambda store: store.skills.add(SkillDraft(name="SQL", cost=Decimal("19.999"), hours=Decimal("1.25"))))
    async with running("goals") as pilot:
        await burst(pilot, "S<enter><end> again<enter>")
    (saved,) = await skills(db)
    assert (saved.name, saved.cost, saved.hours) == ("SQL again", Decimal("19.999"), Decimal("1.25"))


async def test_plus_says_better_until_one_is_where_one_wanted_to_be(running: Running, db: Database) -> None:
    await some_skills(db)
    async with running("goals") as pilot:
        await press(pilot, "S", "+")
        assert told(pilot) == "Level 2, with help."
        await press(pilot, "G", "g", "+")
        assert told(pilot) == "Level 3, on my own. That is where you wanted to be."
        assert "●●●·· 3 Teaching" in on_screen(pilot)
        await press(pilot, "-", "ctrl+z", "ctrl+z")
        assert told(pilot) == "Undone: level 3 of “Teaching”."
        assert "●●○·· 2 → 3 Teaching" in on_screen(pilot)
        await press(pilot, "ctrl+y")
    assert {skill.name: skill.level for skill in await skills(db)} == {"Cooking": 1, "SQL": 3, "Teaching": 3}


async def test_nobody_is_better_than_the_best_or_less_than_nothing(running: Running, db: Database) -> None:
    await db.run(lambda store: store.skills.add(SkillDraft(name="SQL", level=4)))
    async with running("goals") as pilot:
        await press(pilot, "S", "+", "+")
        assert (await skills(db))[0].level == 5
        await press(pilot, *"-" * 7)
        assert (await skills(db))[0].level == 0


async def test_m_begins_and_x_says_that_it_is_learnt_whatever_is_left(running: Running, db: Database) -> None:
    await some_skills(db)
    async with running("goals") as pilot:
        await press(pilot, "S", "m")
        assert "24 h, at it" in on_screen(pilot)
        await press(pilot, "x")
        assert told(pilot) == "Done. Still 2 levels to go; + says that you are better."
        assert "24 h, done" in on_screen(pilot)
        assert "still ahead" not in on_screen(pilot), "what is done costs nothing more"
        await press(pilot, "x")
        assert told(pilot) == "You are at it again."
    assert {skill.name: skill.status for skill in await skills(db)}["Teaching"] is SkillStatus.LEARNING


async def test_savings_takes_what_courses_cost_by_one_key(running: Running, db: Database) -> None:
    await some_skills(db)
    plan = SavingsPlan(savings=Decimal(9000), essential=Decimal(2400), one_off=Decimal(20))
    await db.run(lambda store: store.plans.add("My plan", plan, "USD"))

    async def costs() -> Decimal:
        return (await db.run(lambda store: store.plans.all()))[0].plan.one_off

    async with running("savings", (140, 45)) as pilot:
        assert "esc, o: courses cost 180.50" in on_screen(pilot)
        await press(pilot, "escape", "o")
        assert told(pilot) == "Added to the cost of the move. ctrl+z takes that back."
        assert await costs() == Decimal("200.50")
        assert "courses cost" not in on_screen(pilot), "it is in there"
        await press(pilot, "o")
        assert await costs() == Decimal("200.50")
        await press(pilot, "ctrl+z")
        assert await costs() == Decimal(20)
        assert "esc, o: courses cost 180.50" in on_screen(pilot)


async def test_savings_offers_nothing_where_nothing_costs(running: Running, db: Database) -> None:
    await db.run(lambda store: store.skills.add(SkillDraft(name="SQL", cost=Decimal(20), how=How.PRACTICE)))
    async with running("savings", (140, 45)) as pilot:
        await press(pilot, "escape", "o")
        assert "courses" not in on_screen(pilot)
    assert await db.run(lambda store: store.plans.all()) == ()


async def test_a_skill_is_put_away_and_taken_back(running: Running, db: Database) -> None:
    await some_skills(db)
    async with running("goals") as pilot:
        await press(pilot, "S", "a")
        assert told(pilot) == "Archived. ctrl+z brings it back."
        assert "Teaching" not in on_screen(pilot)
        await press(pilot, "v")
        assert "Skills archive, 1" in on_screen(pilot)
        await press(pilot, "+", "x", "m")
        assert "1 → 3 Teaching" in on_screen(pilot), "what is put away stays as it is"
        await press(pilot, "a", "escape")
        assert "Teaching" in on_screen(pilot)


@pytest.mark.parametrize("busy", [0, 0.3])
async def test_a_skill_that_was_changed_elsewhere_is_not_overwritten_unasked(
    running: Running, db: Database, path: Path, busy: float
) -> None:
    """The question stands below a form that is longer than the screen, also when the disk takes its time."""
    await some_skills(db)
    async with running("goals") as pilot:
        await press(pilot, "S", "enter")
        with closing(open_store(path, lambda: NOW + timedelta(minutes=5))) as other:
            other.skills.update((await skills(db))[0].id, SkillDraft(name="Teaching adults"))
        at_work = asyncio.create_task(db.run(lambda _store: time.sleep(busy)))
        await burst(pilot, "<end> at last<enter>")
        await at_work
        await until(pilot, lambda: "There it says: “Teaching adults”." in on_screen(pilot))
        await press(pilot, "ctrl+s")
    assert (await skills(db))[-1].name == "SQL"
    assert "Teaching at last" in {skill.name for skill in await skills(db)}


@pytest.mark.parametrize("ending", ["", "<escape>"])
async def test_an_unfinished_skill_is_gone_on_with_at_the_next_start(
    running: Running, db: Database, ending: str
) -> None:
    async with running("goals") as pilot:
        await burst(pilot, f"SnSaying no<tab>2<tab><tab> {ending}")
        await press(pilot, "ctrl+q")
    async with running() as pilot:
        shown = on_screen(pilot)
        assert "A skill" in shown
        assert "Saying no" in shown
        await burst(pilot, "<enter><ctrl+s>")
    (saved,) = await skills(db)
    assert (saved.name, saved.level, saved.transferable) == ("Saying no", 2, True)


@pytest.mark.parametrize("text", [WORST["all of it"]])
async def test_hostile_text_in_a_skill_is_drawn_safely(running: Running, db: Database, text: str) -> None:
    draft = SkillDraft(name=text, needed_for=text, provider=text, notes=text, level=1, needed=2)
    await db.run(lambda store: store.skills.add(draft))
    async with running("goals", (140, 45)) as pilot:
        await press(pilot, "S", "+", "enter")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
        await press(pilot, "escape")
        assert text.split()[-1][:3] in screen_text(pilot.app)


@pytest.mark.parametrize(("number", "said"), [("0", "none yet"), ("5", "others come to ask")])
async def test_a_level_is_said_by_a_digit_and_read_in_words(running: Running, number: str, said: str) -> None:
    async with running("goals") as pilot:
        await burst(pilot, f"Sn<tab>{number}")
        assert said in on_screen(pilot)
        await press(pilot, "backspace")
        assert said not in on_screen(pilot)
        await press(pilot, "right", "right", "left")
        assert "none yet" in on_screen(pilot)


async def test_a_level_is_said_by_the_mouse(running: Running) -> None:
    async with running("goals") as pilot:
        await press(pilot, "S", "n")
        await pilot.click("#level", offset=(17, 0))
        assert "on my own" in on_screen(pilot)
