"""The Audit view, signs and frame: what a person rates, in whatever haste, is on disk once and in order."""

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from auditing import HALF, SIGNS, SIZES, kept, open_chapter, outside, rated, shown
from driving import Running, press, screen_text, settled
from hands import burst

from rut_tui.domain.audit import ExternalAnswer, Fit
from rut_tui.storage.store import Store
from rut_tui.storage.worker import Database
from rut_tui.views.audit.chapters import Chapters


async def test_a_burst_of_digits_rates_each_sign_once_and_in_order(running: Running, db: Database) -> None:
    digits = "314230412340123401234012"
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        await burst(pilot, digits)
        audit = await kept(db)
        assert [audit.ratings[sign] for sign in SIGNS] == [int(digit) for digit in digits]
        assert "All 24 signs have an answer." in shown(pilot)
        assert "Signs 24 of 24" in shown(pilot)


async def test_digits_typed_right_behind_the_opening_key_are_ratings_too(running: Running, db: Database) -> None:
    await outside(db)
    async with running("today") as pilot:
        await burst(pilot, "2<enter>3041")
        assert list((await kept(db)).ratings.items()) == sorted(zip(SIGNS, (3, 0, 4, 1), strict=False))
        assert "5 of 24" in shown(pilot)


async def test_the_statement_asked_stands_with_its_scale_in_words(running: Running) -> None:
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        seen = shown(pilot)
        assert "How often, in the past month? 1 of 24" in seen
        assert "0 1 2 3 4 - never rarely sometimes often almost always doesn't apply" in seen
        await press(pilot, "j", "j", "j")
        seen = shown(pilot)
        assert "How true is it now? 4 of 24" in seen
        assert "not at all a little partly mostly fully" in seen


async def test_nothing_is_marked_before_it_is_on_disk(running: Running, db: Database) -> None:
    gate = threading.Event()
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        held = asyncio.create_task(db.run(lambda _: gate.wait(10)))
        try:
            await pilot.press("3")
            await pilot.pause()
            assert "2 of 24" in shown(pilot)  # the next one is asked at once
            assert "●" not in screen_text(pilot.app)
        finally:
            gate.set()
        await held
        await settled(pilot)
        assert "● 3 My work" in shown(pilot)


async def test_a_sign_that_does_not_apply_is_answered_but_not_rated(running: Running, db: Database) -> None:
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        await press(pilot, "minus", "2")
        assert (await kept(db)).ratings == {SIGNS[0]: None, SIGNS[1]: 2}
        assert "● – My work" in shown(pilot)
        assert "Signs 2 of 24" in shown(pilot)


async def test_backspace_takes_back_the_last_rating_and_asks_again(running: Running, db: Database) -> None:
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        await press(pilot, "3", "1", "backspace")
        assert (await kept(db)).ratings == {SIGNS[0]: 3}
        assert "2 of 24" in shown(pilot)
        await press(pilot, "4", "k", "k", "backspace")
        assert (await kept(db)).ratings == {SIGNS[1]: 4}
        assert "1 of 24" in shown(pilot)


async def test_typing_over_and_taking_back_in_a_burst_ends_as_it_was_typed(running: Running, db: Database) -> None:
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        await burst(pilot, "31k4k2")
        assert (await kept(db)).ratings == {SIGNS[0]: 3, SIGNS[1]: 2}


async def test_one_can_go_back_rate_again_and_go_on_where_one_was(running: Running, db: Database) -> None:
    await rated(db, 1, 1, 1)
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        await press(pilot, "g", "4")
        assert "2 of 24" in shown(pilot)
        await press(pilot, "enter")
        assert "4 of 24" in shown(pilot)
        await press(pilot, "G")
        assert "24 of 24" in shown(pilot)
        await press(pilot, "0")  # after the last one comes what was left out
        assert "4 of 24" in shown(pilot)
        assert (await kept(db)).ratings == {SIGNS[0]: 4, SIGNS[1]: 1, SIGNS[2]: 1, SIGNS[23]: 0}


async def test_leaving_and_coming_back_resumes_at_the_first_open_sign(running: Running, db: Database) -> None:
    await outside(db)
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        await press(pilot, "2", "2", "2", "g", "escape", "1", "2", "enter")
        assert "4 of 24" in shown(pilot)
    async with running("audit") as pilot:  # the next day
        assert "Signs 3 of 24" in shown(pilot)
        await press(pilot, "enter")
        assert "4 of 24" in shown(pilot)


async def test_digits_stay_ratings_while_the_signs_have_the_focus(running: Running, db: Database) -> None:
    await rated(db, *[2] * 23)
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        await press(pilot, "5", "9")
        assert "Ratings go from 0 to 4." in shown(pilot)
        await press(pilot, "1", "4", "3", "1")  # all are rated after the first of these
        assert "All 24 signs have an answer." in shown(pilot)
        assert [(await kept(db)).ratings[sign] for sign in SIGNS] == [2] * 23 + [1]
        await press(pilot, "escape", "1")
        assert "All 24 signs have an answer." not in shown(pilot)


async def test_after_the_last_sign_enter_leads_to_the_causes(running: Running, db: Database) -> None:
    await rated(db, *[3] * 23)
    await outside(db)
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        await burst(pilot, "3<enter>")
        assert "75 of 100 deep in it" in shown(pilot)


async def test_life_outside_work_is_asked_before_any_conclusion(running: Running, db: Database) -> None:
    await rated(db, *[3] * 24)
    async with running("audit") as pilot:
        await open_chapter(pilot, "causes")
        assert "Before any conclusion: 9 short questions under Job or life. 75 of 100" in shown(pilot)
        await open_chapter(pilot, "signs")
        await press(pilot, "enter")
        assert "Is someone close to you ill, or in need of care? y yes n no" in shown(pilot)


async def test_a_rating_the_disk_refuses_is_kept_and_tried_again(running: Running, db: Database, path: Path) -> None:
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        await press(pilot, "1")
        away = path.with_name("away.db")
        path.rename(away)
        await press(pilot, "4", "2")
        seen = shown(pilot)
        assert "2 not saved yet: enter tries again" in seen
        assert "enter try again" in screen_text(pilot.app).splitlines()[-1]
        assert "4 My days repeat themselves, and I can't say what the tasks are for. not saved" in seen
        assert "It was not saved" in seen
        assert "● 4" not in seen
        away.rename(path)
        await press(pilot, "enter")
        assert (await kept(db)).ratings == {SIGNS[0]: 1, SIGNS[1]: 4, SIGNS[2]: 2}
        assert "not saved yet" not in shown(pilot)
        assert "● 4 My days" in shown(pilot)


async def test_the_mouse_rates_and_chooses(running: Running, db: Database) -> None:
    async with running("audit") as pilot:
        await pilot.click(Chapters, offset=(30, 0))
        await settled(pilot)
        assert "How often, in the past month? 1 of 24" in shown(pilot)
        lines = screen_text(pilot.app).splitlines()
        y = next(n for n, line in enumerate(lines) if "almost always" in line)
        await pilot.click(offset=(lines[y].index("often"), y))
        await settled(pilot)
        assert (await kept(db)).ratings == {SIGNS[0]: 3}
        y = next(n for n, line in enumerate(lines) if "I am unhappy at work." in line)
        await pilot.click(offset=(12, y))
        await settled(pilot)
        assert "8 of 24" in shown(pilot)


async def test_a_check_in_comes_between_without_losing_the_place(running: Running, db: Database) -> None:
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        await press(pilot, "1", "1", "c", "4", "enter")
        entries = await db.run(lambda store: store.entries.latest(5))
        assert [entry.engagement for entry in entries] == [1]
        await press(pilot, "3")
        assert (await kept(db)).ratings == {SIGNS[0]: 1, SIGNS[1]: 1, SIGNS[2]: 3}


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_holds_every_chapter(running: Running, db: Database, size: tuple[int, int]) -> None:
    await rated(db, *HALF)
    async with running("audit", size=size) as pilot:
        await open_chapter(pilot, "signs")
        seen = shown(pilot)
        assert "How true is it now? 13 of 24" in seen
        assert "not at all a little partly mostly fully" in seen
        assert "0–4 rate" in seen
        assert "esc chapters" in seen
        await press(pilot, "G")
        assert "I've asked for a way forward here and got no answer I can use." in shown(pilot)
        await open_chapter(pilot, "external")
        assert "y yes" in shown(pilot)
        await press(pilot, "G")
        assert "Does anything else outside work weigh on you?" in shown(pilot)
        await open_chapter(pilot, "causes")
        assert "deep in it" in shown(pilot)
        await press(pilot, "G")
        assert "Self-doubt" in shown(pilot) or "Outside pressure" in shown(pilot)
        for name in ("Job or life", "Signs 12", "Causes 0"):
            assert name in shown(pilot)


async def test_the_place_is_kept_when_the_window_changes(running: Running, db: Database) -> None:
    await rated(db, *[1] * 20)
    async with running("audit", size=(140, 45)) as pilot:
        await open_chapter(pilot, "signs")
        for size in ((60, 20), (110, 28), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert "21 of 24" in shown(pilot)
        await press(pilot, "2")
        assert (await kept(db)).ratings[SIGNS[20]] == 2


async def test_palette_commands_open_their_chapters(running: Running, db: Database) -> None:
    await rated(db, *HALF)
    async with running("today") as pilot:
        for action, seen in (("signs", "13 of 24"), ("external", "1 of 9"), ("causes", "63 of 100")):
            await pilot.app.screen.run_command("audit", f"go('{action}')")  # type: ignore[attr-defined]
            await settled(pilot)
            assert seen in shown(pilot)


async def test_a_step_of_today_opens_its_chapter(running: Running, db: Database) -> None:
    await rated(db, *HALF)
    async with running("today") as pilot:
        for target, seen in (("audit.signs", "13 of 24"), ("audit.external", "1 of 9"), ("audit.causes", "63 of 100")):
            await pilot.app.screen.go(target)  # type: ignore[attr-defined]
            await settled(pilot)
            assert seen in shown(pilot)


async def test_flipping_through_the_screens_drops_no_load_halfway(running: Running, db: Database) -> None:
    await rated(db, *HALF)
    async with running("today") as pilot:
        await burst(pilot, "2121212")  # a load given up before it began would be a warning, and so a failure
        assert "Signs 12 of 24" in shown(pilot)


async def test_keys_that_no_list_of_ours_has_are_left_alone(running: Running, db: Database) -> None:
    def job(store: Store) -> None:
        for key in ("[/]", "[@click=app.quit]x[/]", "\x1b]52;c;aGk=\x07", "\u202egnp", "😀" * 40):
            store.audits.rate(key, 4)
            store.audits.answer_external(key, ExternalAnswer(applies=True, would_help=True))
            store.audits.answer_cause(key, Fit.FITS)

    await db.run(job)
    async with running("audit") as pilot:
        assert "Signs 0 of 24" in shown(pilot)
        await open_chapter(pilot, "signs")
        await press(pilot, "3")
        await open_chapter(pilot, "causes")
        seen = shown(pilot)
        assert "First, something outside work" not in seen
        assert "\x1b" not in screen_text(pilot.app)
        assert "😀" not in seen
        assert (await kept(db)).ratings["[/]"] == 4


async def test_answers_are_dated_by_the_clock_that_was_handed_in(running: Running, db: Database) -> None:
    async with running("audit") as pilot:
        await open_chapter(pilot, "signs")
        await press(pilot, "2")
        assert (await kept(db)).started_at == datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
