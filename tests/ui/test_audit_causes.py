"""The Audit view, job or life and causes: what lies outside work comes first, and scores show their evidence."""

import re
from pathlib import Path

import pytest
from auditing import FACTORS, HALF, SIGNS, SIZES, kept, open_chapter, outside, rated, shown
from driving import Running, press, screen_text
from hands import burst
from textual.pilot import Pilot

from rut_tui.domain.audit import ExternalAnswer, Fit
from rut_tui.storage.worker import Database

# Job or life


async def test_the_second_question_comes_only_after_a_yes(running: Running, db: Database) -> None:
    async with running("audit") as pilot:
        assert "9 short questions about life outside work." in shown(pilot)
        await press(pilot, "enter", "n")
        assert "2 of 9" in shown(pilot)
        await press(pilot, "y")
        assert "If it were solved tomorrow, would work feel all right?" in shown(pilot)
        await press(pilot, "n")
        assert "3 of 9" in shown(pilot)
        assert (await kept(db)).external == {
            FACTORS[0]: ExternalAnswer(applies=False),
            FACTORS[1]: ExternalAnswer(applies=True, would_help=False),
        }


async def test_a_burst_of_answers_reaches_the_right_questions(running: Running, db: Database) -> None:
    async with running("audit") as pilot:
        await press(pilot, "enter")
        await burst(pilot, "nyynynnnnnn")
        external = (await kept(db)).external
        assert [external[factor].applies for factor in FACTORS] == [False, True, False, True] + [False] * 5
        assert [external[factor].would_help for factor in FACTORS[1:4]] == [True, None, False]
        assert "If this were solved, work would feel all right: A child's troubles." in shown(pilot)
        await press(pilot, "enter")
        assert "1 of 24" in shown(pilot)


async def test_an_answer_about_life_is_taken_back_a_question_at_a_time(running: Running, db: Database) -> None:
    async with running("audit") as pilot:
        await press(pilot, "enter", "y", "y", "backspace")
        assert (await kept(db)).external == {FACTORS[0]: ExternalAnswer(applies=True)}
        assert "If it were solved tomorrow" in shown(pilot)
        await press(pilot, "backspace")
        assert (await kept(db)).external == {}
        assert "1 of 9" in shown(pilot)


async def test_a_half_answered_factor_is_asked_its_second_question_next_time(running: Running, db: Database) -> None:
    await db.run(lambda store: store.audits.answer_external(FACTORS[0], ExternalAnswer(applies=True)))
    async with running("audit") as pilot:
        await press(pilot, "enter")
        assert "If it were solved tomorrow, would work feel all right?" in shown(pilot)


# Causes


@pytest.mark.parametrize("size", SIZES)
async def test_what_would_help_outside_work_is_said_before_anything_else(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await rated(db, *HALF)
    await outside(db, sleep=(True, True), grief=(True, False))
    async with running("audit", size=size) as pilot:
        await open_chapter(pilot, "causes")
        seen = shown(pilot)
        assert "First, something outside work" in seen
        assert "→ Sleep" in seen
        assert "→ Grief" not in seen
        assert seen.index("First, something outside work") < seen.index("63 of 100")


async def test_too_few_signs_are_said_with_what_is_missing(running: Running, db: Database) -> None:
    await rated(db, *[2] * 9, None)
    async with running("audit") as pilot:
        await open_chapter(pilot, "causes")
        assert "The level of the rut shows after 3 more signs. 9 rated so far" in shown(pilot)
        assert "of 100" not in shown(pilot)
        await press(pilot, "enter")
        assert "11 of 24" in shown(pilot)


async def test_the_level_says_its_band_and_that_it_is_a_mirror(running: Running, db: Database) -> None:
    await rated(db, *HALF)
    async with running("audit") as pilot:
        await open_chapter(pilot, "causes")
        assert "63 of 100 in a rut" in shown(pilot)
        assert "A mirror, not a test with norms: the mean of the 12 signs you rated." in shown(pilot)


async def test_causes_stand_by_score_with_what_they_are_made_of(running: Running, db: Database) -> None:
    await rated(db, *HALF)
    async with running("audit", size=(140, 45)) as pilot:
        await open_chapter(pilot, "causes")
        lines = [line.replace("▌", " ") for line in screen_text(pilot.app).splitlines()]
        places = {
            name: next(n for n, line in enumerate(lines) if name in line and told in line)
            for name, told in (
                ("Skills standing still", " 100 "),  # 8 of 8
                ("Mastered, now bored", " 81 "),  # 13 of 16
                ("Wrong place", " 75 "),  # 9 of 12
                ("Burnout", " 44 "),  # 7 of 16
                ("Too much of the wrong work", " 25 "),  # 2 of 8
                ("No visible path", "too little to say"),
                ("Pay decides it", "no sign rated yet"),
            )
        }
        assert list(places.values()) == sorted(places.values())


async def test_the_chosen_cause_shows_evidence_moves_and_article(running: Running, db: Database) -> None:
    await rated(db, *HALF)
    async with running("audit", size=(90, 45)) as pilot:
        await open_chapter(pilot, "causes")
        seen = shown(pilot)
        assert "The field moves on, and confidence goes with it." in seen
        assert "Do job ads in your field ask for things you've never worked with?" in seen
        assert "Made of 2 signs, 1 not rated yet" in seen
        assert "4 I know hardly anything about my work that I didn't know a year ago. fully, own" in seen
        assert "4 Nothing in my day stretches me; what once did is routine. almost always, shared" in seen
        assert "own: counts for this cause alone; shared: counts for other causes as well" in seen
        assert "What can help" in seen
        assert "a week Cross-train in a neighbouring role" in seen
        assert "From “Why you're stuck in a career rut, and how to break free”" in seen
        await press(pilot, "j", "j", "j", "j", "j")
        assert "No visible path one sign: too little to say" in shown(pilot)
        assert "One sign: too little to say, 2 not rated yet 4 I see no next step here" in shown(pilot)


def order_of(pilot: Pilot[int], *names: str) -> list[str]:
    """Names in the order in which the list of causes shows them."""
    seen = screen_text(pilot.app)
    return sorted(names, key=lambda name: next(re.finditer(f"{name} +[━─]", seen)).start())


async def test_the_top_three_are_asked_and_the_answered_stand_first_once_one_has_left(
    running: Running, db: Database
) -> None:
    await rated(db, *HALF)
    by_score = ["Skills standing still", "Mastered, now bored", "Wrong place", "Burnout"]
    async with running("audit", size=(140, 45)) as pilot:
        assert "Causes 0 of 3" in shown(pilot)
        await open_chapter(pilot, "causes")
        for n, key in enumerate("nuy"):
            assert f"▌ {by_score[n]}" in screen_text(pilot.app), "the next question is asked"
            await press(pilot, key)
            assert order_of(pilot, *by_score) == by_score, "nothing moves under the hand"
        assert f"▌ {by_score[2]}" in screen_text(pilot.app), "after the last one the hand stays"
        assert (await kept(db)).fits == {
            "skill_stagnation": Fit.DOESNT,
            "boredom": Fit.UNSURE,
            "environment": Fit.FITS,
        }
        seen = shown(pilot)
        assert "Causes 3 of 3" in seen
        await press(pilot, "escape")
        names = ["Wrong place", "Mastered, now bored", "Burnout", "Skills standing still"]
        assert order_of(pilot, *names) == names
        await press(pilot, "enter", "g", "backspace")
        assert "environment" not in (await kept(db)).fits


async def test_only_the_top_three_take_an_answer(running: Running, db: Database) -> None:
    await rated(db, *HALF)
    async with running("audit") as pilot:
        await open_chapter(pilot, "causes")
        await press(pilot, "j", "j", "j", "y")
        assert (await kept(db)).fits == {}
        assert "y fits" not in shown(pilot)


@pytest.mark.parametrize("size", [(140, 45), (60, 20)])
async def test_what_was_said_of_a_cause_stands_in_words_beside_it_at_every_size(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await rated(db, *HALF)
    async with running("audit", size=size) as pilot:
        await open_chapter(pilot, "causes")
        assert "→ open" in shown(pilot)
        for key, said in (("n", "○ doesn't"), ("u", "◐ unsure"), ("y", "● fits")):
            await press(pilot, key)
            assert said in shown(pilot), "and the one just answered is in sight"


async def test_signs_that_do_not_apply_lead_to_causes_that_say_what_a_level_needs(
    running: Running, db: Database
) -> None:
    await rated(db, *[None] * 24)
    await outside(db)
    async with running("audit", size=(110, 30)) as pilot:
        await open_chapter(pilot, "external")
        await press(pilot, "enter")
        seen = shown(pilot)
        assert "The level of the rut shows after 12 more signs." in seen
        assert "one that applies after all can still be rated" in seen
        await open_chapter(pilot, "signs")
        assert "A level needs 12 that apply." in shown(pilot)
        await press(pilot, "escape", "j", "l")
        assert "The level of the rut shows after 12 more signs." in shown(pilot)
        await press(pilot, "enter", "k", "3", "escape", "j", "l")
        assert (await kept(db)).ratings[SIGNS[-1]] == 3
        assert "The level of the rut shows after 11 more signs. 1 rated so far" in shown(pilot)


async def test_the_page_names_enter_as_the_footer_does(running: Running, db: Database) -> None:
    await rated(db, *HALF)
    async with running("audit") as pilot:
        for n, chapter in enumerate(("external", "signs", "causes")):
            await press(pilot, "escape", "g", *["j"] * n)
            page, footer = screen_text(pilot.app).rstrip().rsplit("\n", 1)
            assert footer.split()[:2] == ["enter", "open"], chapter
            assert page.count("enter ") == page.count("enter open") == 1, chapter


async def test_an_answer_the_disk_refuses_is_kept_and_tried_again(running: Running, db: Database, path: Path) -> None:
    await rated(db, *HALF)
    async with running("audit") as pilot:
        await open_chapter(pilot, "causes")
        away = path.with_name("away.db")
        path.rename(away)
        await press(pilot, "y")
        assert "Not saved yet: enter tries again" in shown(pilot)
        assert "! not saved" in shown(pilot)
        assert "enter try again" in screen_text(pilot.app).splitlines()[-1]
        away.rename(path)
        await press(pilot, "enter")
        assert (await kept(db)).fits == {"skill_stagnation": Fit.FITS}
        assert "Not saved yet" not in shown(pilot)
        assert "● it fits" in shown(pilot)


async def test_an_empty_page_of_causes_says_what_will_be_there_and_leads_to_the_signs(running: Running) -> None:
    async with running("audit") as pilot:
        await press(pilot, "G")
        assert "What your rut is made of will stand here" in shown(pilot)
        await press(pilot, "enter")
        assert "How often, in the past month? 1 of 24" in shown(pilot)
