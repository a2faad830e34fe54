"""The week in the journal: looked back on in five minutes, leafed through, and what was liked adds up."""

import asyncio
import time
from datetime import date, timedelta
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, settled, told
from hands import NEVER_DRAWN, WORST, burst, paste
from textual.pilot import Pilot

from rut_tui.app import RutApp
from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.reviews import Review, ReviewDraft
from rut_tui.main_screen import MainScreen
from rut_tui.modals.review import ReviewForm
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database

SIZES = [(60, 20), (80, 24), (140, 45)]

MONDAY = date(2026, 11, 16)
"""NOW is the Friday of its week."""

TO_WIN = "<tab>" * 4
"""From the first answer, what was liked, to the win."""


def back(weeks: int) -> date:
    return MONDAY - timedelta(weeks=weeks)


async def write(db: Database, *entries: tuple[int, int, str]) -> None:
    """Entries so many days back, with a rating and an activity."""

    def add(store: Any) -> None:
        for days, engagement, activity in entries:
            at = NOW - timedelta(days=days)
            store.entries.add(EntryDraft(at=at, engagement=engagement, activities=(activity,)))

    await db.run(add)


async def this_week(db: Database) -> None:
    """Meetings drained on two days, mentoring engaged on one; a Monday note on running went before the week."""
    await write(db, (0, -2, "meetings"), (1, -1, "meetings"), (2, 2, "mentoring"), (5, 1, "running"))


async def review(db: Database, weeks: int, **answers: str) -> Review:
    return await db.run(lambda store: store.reviews.save(ReviewDraft(week=back(weeks), **answers)))


async def reviews(db: Database) -> tuple[Review, ...]:
    return await db.run(lambda store: store.reviews.all())


def words(pilot: Pilot[Any], of: str = "Screen") -> str:
    """What stands on the screen, or on a part of it, on one line."""
    place = pilot.app.screen.query_one(of).region if of != "Screen" else pilot.app.screen.region
    rows = [row[place.x : place.right] for row in screen_text(pilot.app).splitlines()[place.y : place.bottom]]
    return " ".join(" ".join(rows).replace("▌", " ").split())


@pytest.mark.parametrize("size", SIZES)
async def test_r_shows_the_week_with_its_diary(running: Running, db: Database, size: tuple[int, int]) -> None:
    await this_week(db)
    async with running("journal", size) as pilot:
        await press(pilot, "r")
        shown = words(pilot, "#week-panel")
        assert "16–22 Nov this week" in shown
        # Days at −2, −1 and +2; the Sunday before is not of this week.
        assert "▼ −0.3 3 entries on 3 days" in shown
        assert "It engaged you mentoring +2.0 (1)" in shown
        assert "It drained you meetings −1.5 (2)" in shown
        assert "running" not in shown
        assert "enter look back" in words(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_review_is_filled_in_and_saved(running: Running, db: Database, size: tuple[int, int]) -> None:
    await this_week(db)
    async with running("journal", size) as pilot:
        await burst(pilot, "r<enter>explaining<enter>quiet mornings<tab>status rounds<tab><tab><tab>")
        await burst(pilot, "Said no once<tab><tab>Leave at five<ctrl+s>")
        assert told(pilot) == "Saved, the week of 16–22 Nov."
        shown = words(pilot, "#week-panel")
        assert "You liked explaining quiet mornings" in shown
        assert "You didn't like status rounds" in shown
    (saved,) = await reviews(db)
    assert (saved.week, saved.liked, saved.disliked) == (MONDAY, "explaining\nquiet mornings", "status rounds")
    assert (saved.engaged, saved.drained) == ("mentoring +2.0 (1)", "meetings −1.5 (2)")
    assert (saved.win, saved.setback, saved.next_thing) == ("Said no once", "", "Leave at five")
    (win,) = await db.run(lambda store: store.wins.all())
    assert (win.text, win.local) == ("Said no once", NOW)


async def test_a_field_that_comes_up_as_one_types_is_the_next_for_a_quick_hand(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, f"r<enter>{TO_WIN}<tab>D<tab>again<ctrl+s>")
    (kept,) = await db.run(lambda store: store.setbacks.all())
    assert (kept.what, kept.next_try) == ("D", "again")


async def test_a_setback_is_kept_as_a_delay_with_its_next_try(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, f"r<enter>{TO_WIN}")
        assert "What will you try next?" not in screen_text(pilot.app)
        await burst(pilot, "<tab>No answer from Noor<tab>call her<tab>in 3 weeks<ctrl+s>")
        assert "A delay No answer from Noor next try Fri 11 Dec: call her" in words(pilot)
    (kept,) = await db.run(lambda store: store.setbacks.open())
    assert (kept.what, kept.next_try, kept.next_on) == ("No answer from Noor", "call her", date(2026, 12, 11))
    assert kept.day == NOW.date()


async def test_a_day_that_cant_be_read_is_said_beside_it(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, f"r<enter>{TO_WIN}<tab>No answer<tab><tab>some day<ctrl+s>")
        assert isinstance(pilot.app.screen, ReviewForm)
        assert "Try 31 Dec, fri" in screen_text(pilot.app)
    assert await reviews(db) == ()
    assert await db.run(lambda store: store.setbacks.all()) == ()


@pytest.mark.parametrize(("field", "label"), [("", "A win"), ("<tab>", "A setback, as a delay")])
async def test_a_line_that_is_too_long_is_said_beside_it(
    running: Running, db: Database, field: str, label: str
) -> None:
    async with running("journal", (80, 45)) as pilot:
        await burst(pilot, f"r<enter>{TO_WIN}{field}")
        await paste(pilot, "x" * 501)
        await burst(pilot, "<ctrl+s>")
        assert words(pilot).partition(label)[2].split(" too long")[0].strip("x ") == ""
    assert await reviews(db) == ()


async def test_changing_a_review_changes_its_win_and_its_delay_and_adds_none(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, f"r<enter>{TO_WIN}A win<tab>A delay<tab>again<ctrl+s>")
        (kept,) = await db.run(lambda store: store.setbacks.all())
        assert (kept.what, kept.next_try) == ("A delay", "again"), screen_text(pilot.app)
        await burst(pilot, f"<enter>{TO_WIN} indeed<tab><tab> and again<ctrl+s>")
    (saved,) = await reviews(db)
    assert (saved.win, saved.setback) == ("A win indeed", "A delay")
    assert [win.text for win in await db.run(lambda store: store.wins.all())] == ["A win indeed"]
    setbacks = await db.run(lambda store: store.setbacks.all())
    assert [(it.what, it.next_try) for it in setbacks] == [("A delay", "again and again")]


async def test_a_win_that_was_put_away_since_is_not_kept_again(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, f"r<enter>{TO_WIN}A win<ctrl+s>")
        (win,) = await db.run(lambda store: store.wins.all())
        await db.run(lambda store: store.wins.set_archived(win.id, True))
        await burst(pilot, "<enter>something I liked<ctrl+s>")
    assert await db.run(lambda store: store.wins.all()) == ()
    assert [it.liked for it in await reviews(db)] == ["something I liked"]


async def test_undo_takes_the_review_its_win_and_its_delay_back_at_once(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, f"r<enter>{TO_WIN}A win<tab>A delay<ctrl+s>")
        await press(pilot, "ctrl+z")
        assert told(pilot) == "Undone: the review of the week of 16–22 Nov."
    assert await reviews(db) == ()
    assert await db.run(lambda store: (store.wins.all(), store.setbacks.all())) == ((), ())


async def test_an_empty_review_is_not_saved(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, "r<enter><ctrl+s>")
        assert "One line is enough, in any of these." in screen_text(pilot.app)
        await burst(pilot, "<escape>")
        assert isinstance(pilot.app.screen, MainScreen)
    assert await reviews(db) == ()
    assert await db.run(lambda store: store.drafts.all()) == ()


async def test_what_was_wanted_last_week_stands_above(running: Running, db: Database) -> None:
    await review(db, 1, next_thing="Leave at five")
    async with running("journal") as pilot:
        await press(pilot, "r")
        assert "You wanted Leave at five" in words(pilot)
        await press(pilot, "enter")
        assert "For this week you wanted: Leave at five" in words(pilot)


async def test_weeks_are_leafed_through_and_reviews_jumped_to(running: Running, db: Database) -> None:
    await review(db, 1, liked="last week's")
    await review(db, 40, liked="forty weeks back")
    async with running("journal") as pilot:
        await press(pilot, "r", "left_square_bracket")
        assert "9–15 Nov last week" in words(pilot)
        assert "last week's" in screen_text(pilot.app)
        await press(pilot, "left_curly_bracket")
        assert "9–15 Feb 40 weeks ago" in words(pilot)
        assert "forty weeks back" in screen_text(pilot.app)
        await press(pilot, "left_curly_bracket")
        assert told(pilot) == "There is no review before that."
        await press(pilot, "right_curly_bracket")
        assert "last week's" in screen_text(pilot.app)
        await press(pilot, "left_curly_bracket", "full_stop")
        assert "16–22 Nov this week" in words(pilot)
        await press(pilot, "right_square_bracket")
        assert told(pilot) == "That week hasn't begun yet."


async def test_a_week_long_past_can_be_looked_back_on(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, f"r[[<enter>{TO_WIN}A late win<ctrl+s>")
        assert told(pilot) == "Saved, the week of 2–8 Nov."
    (win,) = await db.run(lambda store: store.wins.all())
    assert win.local == NOW.replace(month=11, day=8, hour=12, minute=0)


async def test_a_review_is_put_away_and_brought_back(running: Running, db: Database) -> None:
    await review(db, 0, liked="quiet mornings")
    async with running("journal") as pilot:
        await press(pilot, "r", "a")
        assert await reviews(db) == ()
        assert "Its review is put away. a bring it back" in words(pilot)
        await press(pilot, "a")
        assert "You liked quiet mornings" in words(pilot)
    assert [it.liked for it in await reviews(db)] == ["quiet mornings"]


@pytest.mark.parametrize("size", SIZES)
async def test_likes_and_dislikes_add_up(running: Running, db: Database, size: tuple[int, int]) -> None:
    await review(db, 3, liked="- Mentoring\n- a walk", disliked="status rounds")
    await review(db, 2, liked="mentoring.")
    await review(db, 1, liked="a new tool")
    async with running("journal", size) as pilot:
        await press(pilot, "r", "t")
        shown = words(pilot, "#journal-likes")
        assert "What you liked, and didn't 3 reviews" in shown
        assert "You liked mentoring. 2 weeks, last 2–8 Nov" in shown
        assert shown.index("2 weeks") < shown.index("a new tool") < shown.index("a walk")
        assert shown.index("You didn't like") < shown.index("status rounds")
        await press(pilot, "G", "enter")
        assert "26 Oct – 1 Nov 3 weeks ago" in words(pilot)


async def test_likes_that_are_not_there_yet_say_what_will_be(running: Running) -> None:
    async with running("journal") as pilot:
        await press(pilot, "r", "t")
        assert "What you like and what you don't adds up here." in screen_text(pilot.app)
        await press(pilot, "t")
        assert "Nothing was written in this week." in screen_text(pilot.app)


@pytest.mark.parametrize("busy", [0, 0.3])
async def test_a_part_of_the_week_opens_its_answer(running: Running, db: Database, busy: float) -> None:
    """Also when the keys come before the week is read."""
    await review(db, 0, liked="quiet mornings", next_thing="Leave")
    async with running("journal") as pilot:
        at_work = asyncio.create_task(db.run(lambda _store: time.sleep(busy)))
        await burst(pilot, "rG<enter> at five<ctrl+s>")
        await at_work
    assert [it.next_thing for it in await reviews(db)] == ["Leave at five"]


async def test_one_left_half_written_is_offered_at_the_next_start(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, "r[<enter>quiet morn")
        await press(pilot, "ctrl+q")
    async with running() as pilot:
        assert "The review of 9–15 Nov" in screen_text(pilot.app)
        await burst(pilot, "<enter>ings<ctrl+s>")
    assert [(it.week, it.liked) for it in await reviews(db)] == [(back(1), "quiet mornings")]


async def test_one_begun_before_another_was_saved_asks_first(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, "r<enter>mine")
        await review(db, 0, liked="theirs")
        await burst(pilot, "<ctrl+s>")
        assert "This was changed elsewhere" in screen_text(pilot.app)
        assert [it.liked for it in await reviews(db)] == ["theirs"]
        await burst(pilot, "<ctrl+s>")
    assert [it.liked for it in await reviews(db)] == ["mine"]


async def test_today_says_that_the_week_can_be_looked_back_on(running: Running, db: Database) -> None:
    await this_week(db)
    async with running() as pilot:
        assert "Sun ☐ Weekly review" in words(pilot)
        await press(pilot, "tab", "tab", "enter")
        assert isinstance(pilot.app.screen, ReviewForm)
        await burst(pilot, "quiet mornings<ctrl+s>")
        await press(pilot, "1")
        assert "Weekly review" not in screen_text(pilot.app)


@pytest.mark.parametrize(("days", "week"), [(3, MONDAY), (4, MONDAY)], ids=["Monday", "Tuesday"])
async def test_early_in_the_next_week_the_last_one_is_looked_back_on(db: Database, days: int, week: date) -> None:
    await this_week(db)
    app = RutApp(db, Settings(), lambda: NOW + timedelta(days=days), start="today")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        assert "today ☐ Weekly review" in words(pilot)
        await press(pilot, "tab", "tab", "enter")
        await burst(pilot, f"quiet mornings{TO_WIN}A win<ctrl+s>")
        assert "16–22 Nov last week" in words(pilot)
    assert [(it.week, it.drained) for it in await reviews(db)] == [(week, "meetings −1.5 (2)")]
    (win,) = await db.run(lambda store: store.wins.all())
    assert win.day == MONDAY + timedelta(days=6)


async def test_a_week_without_a_review_offers_nothing_to_archive(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await press(pilot, "r")
        assert "archive" not in screen_text(pilot.app)
        await press(pilot, "a")
        await review(db, 0, liked="quiet mornings")
        await press(pilot, "escape", "r")
        assert "a archive" in screen_text(pilot.app)


async def test_the_palette_finds_it(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "ctrl+p")
        await burst(pilot, "weekly review")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReviewForm)


@pytest.mark.parametrize("text", WORST)
async def test_any_text_is_kept_as_it_is(running: Running, db: Database, text: str) -> None:
    async with running("journal", (140, 45)) as pilot:
        await burst(pilot, "r<enter>")
        await paste(pilot, WORST[text])
        await burst(pilot, "<tab>x<ctrl+s>")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
    assert [it.liked for it in await reviews(db)] == [WORST[text]]
