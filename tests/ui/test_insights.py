"""Insights in the journal: what goes together with which days, and how sure that is."""

from datetime import timedelta
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, settled, until
from hands import NEVER_DRAWN, WORST, burst
from textual.pilot import Pilot

from rut_tui.domain.journal import Context, EntryDraft
from rut_tui.domain.periods import TimeOffDraft
from rut_tui.storage.worker import Database

SIZES = [(60, 20), (80, 24), (140, 45)]


async def write(db: Database, *drafts: EntryDraft) -> None:
    def add(store: Any) -> None:
        with store.transaction():
            for each in drafts:
                store.entries.add(each)

    await db.run(add)


def draft(back: int, engagement: int, *activities: str, hour: int = 12, **more: Any) -> EntryDraft:
    at = (NOW - timedelta(days=back)).replace(hour=hour)
    return EntryDraft(at=at, engagement=engagement, activities=activities, **more)


async def a_month(db: Database) -> None:
    """Thirty days: meetings on the first ten, which drained; after them days that engaged, four with mentoring."""
    await write(
        db,
        *(draft(back, -1, "meetings", emotions=("bored",)) for back in range(10)),
        *(draft(back, 1, *(("mentoring",) if back < 14 else ())) for back in range(10, 30)),
        *(draft(back, 2, "running", hour=19, context=Context.OUTSIDE) for back in (0, 20)),
    )


def in_words(pilot: Pilot[Any]) -> str:
    """What the comparison selected is said to be, on one line."""
    return " ".join(screen_text(pilot.app).replace("▌", " ").split())


def line_with(pilot: Pilot[Any], text: str) -> str:
    found = [line for line in screen_text(pilot.app).splitlines() if text in line]
    assert found, screen_text(pilot.app)
    return " ".join(found[0].split())


@pytest.mark.parametrize("size", SIZES)
async def test_i_shows_what_drains_with_its_entries_days_and_level(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await a_month(db)
    async with running("journal", size) as pilot:
        await press(pilot, "i")
        shown = screen_text(pilot.app)
        assert "Insights   last 90 days, 32 entries on 30 days" in shown
        assert "Days with meetings go together with lower ratings." in shown
        assert "▼ −1.0" in line_with(pilot, "▼ −1.0")
        meetings = line_with(pilot, "10/30")
        assert "meetings" in meetings
        assert "10 10/30 ● pattern ↓" in meetings
        assert "4 4/30 ◐ hint ↑" in line_with(pilot, "mentoring")
        assert "cause" not in shown


async def test_a_pattern_of_lower_days_says_so_beside_a_bar_that_engages(running: Running, db: Database) -> None:
    """On ten working days a good hour and a bad one; on five free days only good ones."""
    await write(
        db,
        *(draft(back, 1, "mentoring") for back in range(1, 11)),
        *(draft(back, -1) for back in range(1, 11)),
        *(draft(back, 2) for back in range(11, 16)),
    )
    async with running("journal") as pilot:
        await press(pilot, "i")
        mentoring = line_with(pilot, "▲ +1.0")
        assert "mentoring" in mentoring
        assert mentoring.endswith("● pattern ↓")
        assert "mentoring: 10 days with it are 2.0 lower than 5 days without." in in_words(pilot)


async def test_the_comparison_selected_is_put_in_words(running: Running, db: Database) -> None:
    await a_month(db)
    async with running("journal") as pilot:
        await press(pilot, "i")
        shown = in_words(pilot)
        # Today is (−1 + 2) / 2 = 0.5 with running, so the ten days are worth −0.85; the others (19 + 1.5) / 20 = 1.025.
        assert "meetings: 10 days with it are 1.9 lower than 20 days without. A pattern" in shown
        await press(pilot, "j")
        shown = in_words(pilot)
        assert "mentoring: 4 days with it are 0.7 higher than 26 days without. A hint" in shown
        assert "1 more day with it until it can be a pattern." in shown
        await press(pilot, "j")
        assert "1 more day with it until it can be a hint." in in_words(pilot)
        await press(pilot, "j")
        assert "Emotions restate the rating: they are described, not tested." in in_words(pilot)


async def test_escape_goes_back_to_the_log_and_the_tab_can_be_clicked(running: Running, db: Database) -> None:
    await a_month(db)
    async with running("journal") as pilot:
        await press(pilot, "i", "escape")
        assert "Fri 20 Nov   today" in screen_text(pilot.app)
        await press(pilot, "left_square_bracket")
        assert "Thu 19 Nov   yesterday" in screen_text(pilot.app)
        await pilot.click("#journal-tabs", offset=(screen_text(pilot.app).splitlines()[1].index("Insights"), 0))
        await settled(pilot)
        assert "Days with meetings go together" in screen_text(pilot.app)


async def test_t_shows_the_same_numbers_as_a_table(running: Running, db: Database) -> None:
    await a_month(db)
    async with running("journal") as pilot:
        await press(pilot, "i", "t")
        assert "entries with without mean diff p q" in line_with(pilot, "without")
        assert "meetings 10 10 20 −1.0 −1.9 <0.001" in line_with(pilot, "meetings  ")
        assert "bored 10 10 20 −1.0 −1.9 – –" in line_with(pilot, "bored")
        await press(pilot, "t")
        assert "10/30" in screen_text(pilot.app)


async def test_brackets_look_back_on_fewer_or_more_days(running: Running, db: Database) -> None:
    await a_month(db)
    async with running("journal") as pilot:
        await press(pilot, "i", "left_square_bracket", "left_square_bracket")
        shown = screen_text(pilot.app)
        assert "last 14 days, 15 entries on 14 days" in shown
        assert "4/14" in line_with(pilot, "mentoring")
        await press(pilot, "left_square_bracket")  # there is no shorter span
        assert "last 14 days" in screen_text(pilot.app)
        await press(pilot, *["right_square_bracket"] * 4)
        assert "all days, 32 entries on 30 days" in screen_text(pilot.app)


async def test_o_looks_at_work_and_outside_apart(running: Running, db: Database) -> None:
    await a_month(db)
    async with running("journal") as pilot:
        await press(pilot, "i")
        assert "at work +0.3 outside +2.0" in in_words(pilot)
        await press(pilot, "o")
        shown = screen_text(pilot.app)
        assert "30 entries on 30 days, work only" in shown
        assert "running" not in shown
        await press(pilot, "o")
        assert "2 entries on 2 days, outside work only" in screen_text(pilot.app)
        assert "12 more rated days until there can be a hint." in screen_text(pilot.app)
        await press(pilot, "o")
        assert "32 entries on 30 days" in screen_text(pilot.app)


async def test_where_nothing_was_rated_it_says_which_keys_lead_further(running: Running, db: Database) -> None:
    await write(db, draft(40, 1, "meetings"), draft(20, 2, "running", context=Context.OUTSIDE))
    async with running("journal") as pilot:
        await press(pilot, "i", "left_square_bracket", "o")
        assert "Nothing was rated at work in these days. ] look further back o work, outside, or both" in in_words(
            pilot
        )
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert "1 entry on 1 day, work only" in in_words(pilot)


async def test_days_off_alone_are_nothing_to_look_into(running: Running, db: Database) -> None:
    await write(db, draft(1, 1, "meetings"))
    yesterday = (NOW - timedelta(days=1)).date()
    await db.run(lambda store: store.time_off.add(TimeOffDraft(first_day=yesterday, last_day=yesterday)))
    async with running("journal") as pilot:
        await press(pilot, "i", *["right_square_bracket"] * 4)
        assert "Only days off are rated so far, and they are left out here." in in_words(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_without_entries_it_says_what_will_be_here(running: Running, size: tuple[int, int]) -> None:
    async with running("journal", size) as pilot:
        await press(pilot, "i")
        shown = screen_text(pilot.app)
        assert "What engages you and what drains you will be here." in shown
        assert "c check in" in shown


async def test_a_check_in_on_the_insights_counts_at_once(running: Running, db: Database) -> None:
    await a_month(db)
    async with running("journal") as pilot:
        await press(pilot, "i")
        await press(pilot, "c", "1", "enter", "escape")
        assert "33 entries on 30 days" in screen_text(pilot.app)
        await press(pilot, "ctrl+z")
        assert "32 entries on 30 days" in screen_text(pilot.app)


async def test_days_off_are_left_out(running: Running, db: Database) -> None:
    await a_month(db)
    first, last = ((NOW - timedelta(days=back)).date() for back in (12, 10))
    await db.run(lambda store: store.time_off.add(TimeOffDraft(first_day=first, last_day=last)))
    async with running("journal") as pilot:
        await press(pilot, "i")
        assert "29 entries on 27 days" in screen_text(pilot.app)
        assert "1/27" in line_with(pilot, "mentoring")


async def test_keys_of_the_log_are_not_offered_on_the_insights(running: Running, db: Database) -> None:
    await a_month(db)
    async with running("journal") as pilot:
        await press(pilot, "i", "n", "a", "v")
        assert "Days with meetings go together" in screen_text(pilot.app)
        assert "edit" not in screen_text(pilot.app).splitlines()[-1]
        assert "esc log" in screen_text(pilot.app).splitlines()[-1]


async def test_the_palette_leads_to_the_insights_and_back_to_what_the_log_does(running: Running, db: Database) -> None:
    await a_month(db)
    async with running("today") as pilot:
        await press(pilot, "ctrl+p")
        await burst(pilot, "what engages you")
        await until(pilot, lambda: "See what engages you" in screen_text(pilot.app))
        await press(pilot, "enter")
        assert "Days with meetings go together" in screen_text(pilot.app)
        await press(pilot, "ctrl+p")
        await burst(pilot, "write an entry")
        await until(pilot, lambda: "Write an entry for the day" in screen_text(pilot.app))
        await press(pilot, "enter")
        await until(pilot, lambda: "How is it right now?" in screen_text(pilot.app))
        await press(pilot, "escape")
        assert "Fri 20 Nov   today" in screen_text(pilot.app)


@pytest.mark.parametrize("name", WORST)
async def test_names_are_data(running: Running, db: Database, name: str) -> None:
    await write(db, draft(0, -1, WORST[name][:200]), draft(1, 2, "b"))
    async with running("journal", (60, 20)) as pilot:
        await press(pilot, "i", "t", "t")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
        assert "Days" in screen_text(pilot.app) or "more rated days" in screen_text(pilot.app)
