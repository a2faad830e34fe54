"""The lists in the journal: wins, setbacks, time off, jobs and words, to write, change, put away and take back."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from driving import NOW, Running, press, refuse_writes, screen_text, told, until
from hands import NEVER_DRAWN, WORST, burst
from textual.pilot import Pilot

from rut_tui.domain.journal import Context, EntryDraft
from rut_tui.domain.periods import JobDraft, OffKind, TimeOffDraft
from rut_tui.domain.wins import SetbackDraft, WinDraft
from rut_tui.storage.store import open_store
from rut_tui.storage.worker import Database

SIZES = [(60, 20), (80, 24), (140, 45)]
TODAY = NOW.date()


def line_with(pilot: Pilot[Any], text: str) -> str:
    found = [line for line in screen_text(pilot.app).splitlines() if text in line]
    assert found, screen_text(pilot.app)
    return " ".join(found[0].replace("▌", " ").split())


def on_screen(pilot: Pilot[Any]) -> str:
    """All of it on one line, without the edges of panels."""
    return " ".join(screen_text(pilot.app).replace("▌", " ").split())


async def write(db: Database, back: int, engagement: int, *activities: str, **more: Any) -> None:
    at = NOW - timedelta(days=back)
    draft = EntryDraft(at=at, engagement=engagement, activities=activities, **more)
    await db.run(lambda store: store.entries.add(draft))


async def a_life(db: Database) -> None:
    def add(store: Any) -> None:
        store.wins.add(WinDraft(at=NOW - timedelta(days=9), text="Asked for help", reward="a long walk"))
        store.wins.add(WinDraft(at=NOW - timedelta(days=1), text="Sent the answer"))
        store.setbacks.add(
            SetbackDraft(day=TODAY, what="They said no", next_try="Ask again", next_on=date(2026, 11, 27))
        )
        store.time_off.add(TimeOffDraft(first_day=date(2026, 11, 2), last_day=date(2026, 11, 6)))
        store.jobs.add(JobDraft(title="Analyst", started_on=date(2021, 3, 1)))

    await db.run(add)
    await write(db, 0, -1, "meetings", emotions=("bored",))


@pytest.mark.parametrize("size", SIZES)
async def test_capital_l_shows_the_lists_with_how_much_each_holds(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await a_life(db)
    async with running("journal", size) as pilot:
        await press(pilot, "L")
        assert "Wins 2" in on_screen(pilot)
        assert "Sent the answer, yesterday" in screen_text(pilot.app)
        assert "1 open" in line_with(pilot, "Setbacks ")
        assert "next try Fri 27 Nov: Ask again" in screen_text(pilot.app)
        assert "Mon 2 Nov to Fri 6 Nov, holiday" in screen_text(pilot.app)
        assert "now: Analyst" in screen_text(pilot.app)
        assert "1 activity, " in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "Fri 20 Nov   today" in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_a_list_and_escape_goes_back(running: Running, db: Database, size: tuple[int, int]) -> None:
    await a_life(db)
    async with running("journal", size) as pilot:
        await press(pilot, "L", "enter")
        assert line_with(pilot, "Sent the answer").endswith("yesterday Sent the answer")
        assert "→ a long walk" in screen_text(pilot.app)
        await press(pilot, "escape", "j", "enter")
        assert line_with(pilot, "○").endswith("○ today They said no")
        assert "→ Fri 27 Nov: Ask again" in screen_text(pilot.app)
        await press(pilot, "escape", "escape")
        assert "Fri 20 Nov   today" in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("what", ["Wins", "Setbacks", "Time off", "Jobs", "Words"])
async def test_an_empty_list_says_what_will_be_here(running: Running, size: tuple[int, int], what: str) -> None:
    places = ["Wins", "Setbacks", "Time off", "Jobs", "Words"]
    async with running("journal", size) as pilot:
        await press(pilot, "L", *["j"] * places.index(what), "enter")
        shown = on_screen(pilot)
        if what == "Words":
            assert "Emotions" in shown  # those that are shipped can be renamed
        else:
            assert " will be here" in shown
            assert " n " in shown
        await press(pilot, "v")
        assert "What you archive with a waits here" in on_screen(pilot)
        await press(pilot, "escape")
        assert "What you archive with a waits here" not in on_screen(pilot)


async def test_a_win_is_changed_put_away_and_taken_back(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "L", "enter", "enter")
        assert "Change this win" in screen_text(pilot.app)
        await burst(pilot, "<end> at last<enter>")
        assert "Sent the answer at last" in screen_text(pilot.app)
        await press(pilot, "a")
        assert told(pilot) == "Archived. ctrl+z brings it back."
        assert "Sent the answer" not in screen_text(pilot.app).replace("Archived", "")
        await press(pilot, "v")
        assert "Wins   archive, 1" in screen_text(pilot.app)
        await press(pilot, "a", "escape")
        assert line_with(pilot, "Sent the answer").startswith("yesterday")
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert told(pilot) == "Undone: the changes to “Sent the answer at last”."
        assert line_with(pilot, "yesterday") == "yesterday Sent the answer"
    first, _ = await db.run(lambda store: store.wins.all())
    assert first.local == NOW - timedelta(days=1), "its moment stays, to the second"


async def test_the_list_goes_to_what_was_written(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "L", "enter")
        await burst(pilot, "nA walk<tab><tab>5 days ago<enter>")
        assert "A walk" in line_with(pilot, "▌  ▌ ")
        await press(pilot, "g")
        assert "Sent the answer" in line_with(pilot, "▌  ▌ ")
        await press(pilot, "v", "escape", "escape", "j", "j", "j", "enter")
        await burst(pilot, "mDesigner<tab>1 nov<enter>")
        assert "Designer" in line_with(pilot, "▌  ▌ ")


async def test_a_win_that_was_changed_elsewhere_is_not_overwritten_unasked(
    running: Running, db: Database, path: Path
) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "L", "enter", "enter")
        with closing(open_store(path, lambda: NOW + timedelta(minutes=5))) as other:
            (win, _) = other.wins.all()
            other.wins.update(win.id, WinDraft(at=win.local, text="Sent both answers"))
        await burst(pilot, "<end> at last<enter>")
        assert "There it says: “Sent both answers”." in on_screen(pilot)
        await press(pilot, "ctrl+g")
        assert next(win.text for win in await db.run(lambda store: store.wins.all())) == "Sent both answers"


async def test_a_setback_is_written_as_a_delay_with_a_next_try(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await press(pilot, "L", "j", "enter")
        await burst(pilot, "nThey took someone else<tab>yesterday<tab>The portfolio<tab>Write to Noor<tab>fri")
        assert "Fri 27 Nov, in 7 days" in screen_text(pilot.app)
        await burst(pilot, "<enter>")
        assert told(pilot) == "Saved. The next try is on Fri 27 Nov."
        assert line_with(pilot, "someone else") == "○ yesterday They took someone else"
        assert "fail" not in screen_text(pilot.app).lower()
    (saved,) = await db.run(lambda store: store.setbacks.all())
    assert (saved.day, saved.in_control) == (TODAY - timedelta(days=1), "The portfolio")
    assert (saved.next_try, saved.next_on) == ("Write to Noor", date(2026, 11, 27))


async def test_a_next_try_is_due_on_today_and_enter_goes_to_its_setback(running: Running, db: Database) -> None:
    await db.run(lambda store: store.setbacks.add(SetbackDraft(day=TODAY, what="Silence")))
    await a_life(db)
    async with running("today", (140, 45)) as pilot:
        assert line_with(pilot, "next try").endswith("Fri 27 Nov ☐ Ask again next try")
        await press(pilot, "tab", "tab", "j", "enter")
        assert "They said no" in line_with(pilot, "▌ ○")
        await press(pilot, "x", "1")
        assert "Ask again" not in screen_text(pilot.app)


async def test_x_says_that_a_setback_is_over(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "L", "j", "enter", "x")
        assert line_with(pilot, "They said no").startswith("● today")
        assert "over, today" in screen_text(pilot.app)
        await press(pilot, "x")
        assert line_with(pilot, "They said no").startswith("○ today")


@pytest.mark.parametrize(("typed", "said"), [("tomorrow", "That is still to come."), ("soonish", "Try 31 Dec")])
async def test_a_day_that_makes_no_sense_is_said_beside_its_field(running: Running, typed: str, said: str) -> None:
    async with running("journal") as pilot:
        await press(pilot, "L", "j", "enter")
        await burst(pilot, f"n<tab>{typed}<ctrl+s>")
        assert "Say in a few words what happened." in screen_text(pilot.app)
        assert said in screen_text(pilot.app)


async def test_days_off_are_marked_with_two_dates_and_count_no_more(running: Running, db: Database) -> None:
    await write(db, 0, -2)
    async with running("journal") as pilot:
        await press(pilot, "L", "j", "j")
        await burst(pilot, "nlast thu<tab>today<tab> <ctrl+s>")
        assert told(pilot) == "Saved: 2 days off."
        await press(pilot, "enter")
        assert line_with(pilot, "2 days") == "ill yesterday to today 2 days"
        await press(pilot, "i")
        assert "Nothing was rated in these days" in screen_text(pilot.app)
    (saved,) = await db.run(lambda store: store.time_off.all())
    assert (saved.first_day, saved.last_day, saved.kind) == (TODAY - timedelta(days=1), TODAY, OffKind.ILL)


async def test_the_last_day_off_is_no_earlier_than_the_first(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await press(pilot, "L", "j", "j")
        await burst(pilot, "ntoday<tab>yesterday<ctrl+s>")
        assert "it is before the first day" in screen_text(pilot.app).lower()
    assert await db.run(lambda store: store.time_off.all()) == ()


async def test_a_job_is_known_by_its_month(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await press(pilot, "L", "j", "j", "j", "enter")
        await burst(pilot, "nAnalyst<tab>Mar 2021<tab>2024<ctrl+s>")
        assert line_with(pilot, "Analyst") == "1 Mar 2021 Analyst"
        assert "until 31 Dec 2024" in screen_text(pilot.app)
    (saved,) = await db.run(lambda store: store.jobs.all())
    assert (saved.started_on, saved.ended_on) == (date(2021, 3, 1), date(2024, 12, 31))


async def test_i_moved_ends_a_job_and_begins_the_next(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "L", "j", "j", "j", "enter")
        await burst(pilot, "mDesigner<tab>28 Feb 2021<enter>")
        assert "Your job before began on that day or later." in screen_text(pilot.app)
        await burst(pilot, "<ctrl+u>soon<enter>")
        assert "Try 31 Dec, fri, in 3 weeks or 2026-12-31." in screen_text(pilot.app)
        await burst(pilot, "<ctrl+u>1 nov<enter>")
        assert line_with(pilot, "Designer") == "1 Nov 2026 Designer"
        assert "until 31 Oct 2026" in screen_text(pilot.app)
        await press(pilot, "ctrl+z")
        assert "Designer" not in screen_text(pilot.app).replace("“Designer”", "")
    (saved,) = await db.run(lambda store: store.jobs.all())
    assert saved.ended_on is None


async def test_before_and_after_a_move_are_compared_with_their_days(running: Running, db: Database) -> None:
    for back in (12, 13, 14, 45):
        await write(db, back, -1)
    for back in (0, 1, 2):
        await write(db, back, 1)
    await write(db, 3, -2, context=Context.OUTSIDE)
    await db.run(lambda store: store.jobs.move("Designer", date(2026, 11, 10), left="Analyst"))
    async with running("journal") as pilot:
        await press(pilot, "L", "j", "j", "j", "enter")
        assert line_with(pilot, "30 days") == "30 days ▼ −1.0 3 days ▲ +1.0 3 days so far"
        assert line_with(pilot, "90 days") == "90 days ▼ −1.0 4 days ▲ +1.0 3 days so far"
        assert "This is day 11 of it." in on_screen(pilot)
        assert "Much else may have changed with it." in on_screen(pilot)
        await press(pilot, "j")
        assert "Much else" not in on_screen(pilot)


async def test_a_mean_of_two_days_is_not_said(running: Running, db: Database) -> None:
    for back in (0, 1, 12):
        await write(db, back, -1)
    await db.run(lambda store: store.jobs.move("Designer", date(2026, 11, 10), left="Analyst"))
    async with running("journal") as pilot:
        await press(pilot, "L", "j", "j", "j", "enter")
        assert line_with(pilot, "30 days").startswith("30 days too few: 1 day too few: 2 days")


async def test_words_are_listed_with_how_often_they_were_used(running: Running, db: Database) -> None:
    for back in (1, 2):
        await write(db, back, -1, "meetings", emotions=("bored",))
    await write(db, 3, 1, "mentoring")
    async with running("journal", (140, 60)) as pilot:
        await press(pilot, "L", "G", "enter")
        assert line_with(pilot, "meetings").endswith("meetings 2 entries")
        assert line_with(pilot, "mentoring").endswith("mentoring 1 entry")
        assert line_with(pilot, "bored").endswith("bored 2 entries")
        assert "angry –" in line_with(pilot, "angry")  # not used yet


async def test_what_an_undo_brings_back_is_the_row_keys_act_on(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:

        def marked() -> str:
            return next(row for row in screen_text(pilot.app).splitlines() if row.startswith("▌  ▌ "))

        await press(pilot, "L", "enter")
        assert "Sent the answer" in marked()
        await press(pilot, "a")
        assert "Asked for help" in marked()
        await press(pilot, "ctrl+z")
        assert "Sent the answer" in marked()


async def test_a_word_gets_another_name_in_the_entries_that_have_it(running: Running, db: Database) -> None:
    await write(db, 0, -1, "mtgs")
    async with running("journal") as pilot:
        await press(pilot, "L", "G", "enter", "enter")
        await burst(pilot, "<ctrl+u>meetings")
        assert "Another name for “mtgs”" in screen_text(pilot.app), "whose name that is, whenever it is gone on with"
        await burst(pilot, "<enter>")
        assert line_with(pilot, "meetings") == "meetings 1 entry"
        await press(pilot, "escape", "escape")
        assert "meetings" in screen_text(pilot.app)
        await press(pilot, "ctrl+z")
        assert "mtgs" in screen_text(pilot.app)


async def test_a_name_that_is_there_points_to_merging(running: Running, db: Database) -> None:
    await write(db, 0, -1, "mtgs")
    await write(db, 1, -1, "meetings")
    await write(db, 2, -1, "meetings")
    async with running("journal") as pilot:
        await press(pilot, "L", "G", "enter", "j", "enter")
        await burst(pilot, "<ctrl+u>Meetings<enter>")
        assert "There is an activity with that name already." in on_screen(pilot)
        await press(pilot, "ctrl+g", "m")
        await burst(pilot, "mee<enter>")
        assert "The entry that has “mtgs” will have “meetings”. “mtgs” goes to the archive" in on_screen(pilot)
        await press(pilot, "enter")
        assert line_with(pilot, "meetings") == "meetings 3 entries"
        assert "mtgs" not in screen_text(pilot.app)
        await press(pilot, "ctrl+z")
        assert line_with(pilot, "mtgs") == "mtgs 1 entry"


async def test_a_shipped_emotion_can_be_renamed_put_away_and_merged(running: Running, db: Database) -> None:
    async with running("journal", (140, 45)) as pilot:
        await press(pilot, "L", "G", "enter")
        await burst(pilot, "<enter><ctrl+u>cross<enter>")
        assert line_with(pilot, "cross ").endswith("cross –")
        assert "angry" not in screen_text(pilot.app)
        await press(pilot, "c", "4", "tab", "tab")
        assert "cross" in screen_text(pilot.app)
        await press(pilot, "ctrl+g", "a")
        assert told(pilot) == "Archived. ctrl+z brings it back."
        assert "cross" not in screen_text(pilot.app)
        await press(pilot, "c", "4", "tab", "tab")
        assert "frustrated" in screen_text(pilot.app)
        assert "cross" not in screen_text(pilot.app)
        assert "angry" not in screen_text(pilot.app)


async def test_a_new_word_is_of_the_kind_selected(running: Running, db: Database) -> None:
    await write(db, 0, -1, "meetings", emotions=("bored",))
    async with running("journal") as pilot:
        await press(pilot, "L", "G", "enter", "n")
        assert "A new activity" in screen_text(pilot.app)
        await burst(pilot, "gardening<enter>")
        assert line_with(pilot, "gardening") == "gardening –"
        await press(pilot, "j", "j", "n")
        assert "A new emotion" in screen_text(pilot.app)
        await burst(pilot, "zesty<enter>")
    assert [word.name for word in await db.run(lambda store: store.words.all("emotion"))] == ["bored", "zesty"]


@pytest.mark.parametrize(
    ("keys", "title", "more", "name"),
    [
        ("LjnThey said", "A setback", " no", "They said no"),
        ("Ljjnlast thu<tab>to", "Days off", "day", "2 days"),
        ("LjjjnAna", "A job", "lyst", "Analyst"),
        ("Ljjj<enter>mDesi", "I moved", "gner", "Designer"),
        ("LG<enter>ngard", "A new word", "ening", "gardening"),
    ],
)
async def test_a_text_left_half_written_is_gone_on_with_at_the_next_start(
    running: Running, db: Database, keys: str, title: str, more: str, name: str
) -> None:
    async with running("journal") as pilot:
        await burst(pilot, keys)
        await press(pilot, "ctrl+q")
    async with running("journal") as pilot:
        assert title in screen_text(pilot.app)
        await burst(pilot, f"<enter>{more}<ctrl+s>")
        await press(pilot, "L")
        for _ in range(5):
            await press(pilot, "enter")
            if name in screen_text(pilot.app):
                break
            await press(pilot, "escape", "j")
        assert name in screen_text(pilot.app)


async def test_a_change_left_half_written_goes_on_as_that_change(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await burst(pilot, "L<enter><enter><end> again")
        await press(pilot, "ctrl+q")
    async with running("journal") as pilot:
        assert "A change to a win" in screen_text(pilot.app)
        await burst(pilot, "<enter><ctrl+s>")
    assert [win.text for win in await db.run(lambda store: store.wins.all())] == [
        "Sent the answer again",
        "Asked for help",
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("see what went well", "Wins"),
        ("see your setbacks", "Setbacks"),
        ("days that were marked off", "Time off"),
        ("see your jobs", "Jobs"),
        ("see your words", "Words"),
        ("write down a setback", "A setback"),
        ("mark days off", "Days off"),
        ("began another job", "I moved"),
    ],
)
async def test_the_palette_leads_to_each_list(running: Running, typed: str, shown: str) -> None:
    async with running("today") as pilot:
        await press(pilot, "ctrl+p")
        await burst(pilot, typed)
        await until(pilot, lambda: typed.split()[-1] in screen_text(pilot.app))
        await press(pilot, "enter")
        await until(pilot, lambda: f"  {shown}" in screen_text(pilot.app))


async def test_a_long_list_is_read_as_one_goes_down(running: Running, db: Database) -> None:
    def add(store: Any) -> None:
        with store.transaction():
            for back in range(350):
                store.wins.add(WinDraft(at=NOW - timedelta(days=back), text=f"win {back}"))

    await db.run(add)
    async with running("journal") as pilot:
        await press(pilot, "L", "enter")
        assert "Wins   100 and more" in screen_text(pilot.app)
        for _ in range(12):
            await press(pilot, "pagedown")
        assert line_with(pilot, "▌  ▌ ").endswith("win 228")
    async with running("journal") as pilot:
        await press(pilot, "L", "enter")
        await burst(pilot, "nlong ago<tab><tab>200 days ago<enter>")
        assert "long ago" in line_with(pilot, "▌  ▌ ")
    async with running("journal") as pilot:
        await press(pilot, "L", "enter", "G")
        assert "Wins   351" in screen_text(pilot.app)
        assert line_with(pilot, "▌  ▌ ").endswith("win 349")
        await press(pilot, "a")
        assert "win 348" in line_with(pilot, "▌  ▌ ")


async def test_a_click_chooses_and_a_second_opens(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal", (80, 24)) as pilot:
        await press(pilot, "L")
        await pilot.click("ListOfLists", offset=(4, 4), times=2)
        await until(pilot, lambda: "→ Fri 27 Nov" in screen_text(pilot.app))


async def test_a_full_disk_is_said_and_nothing_is_lost(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "L", "enter")
        refuse_writes(db, refused=True)
        await press(pilot, "a")
        assert "Sent the answer" in screen_text(pilot.app)
        refuse_writes(db, refused=False)
    assert len(await db.run(lambda store: store.wins.all())) == 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", WORST)
async def test_words_of_any_kind_are_data(running: Running, db: Database, name: str, size: tuple[int, int]) -> None:
    text = WORST[name][:400]

    def add(store: Any) -> None:
        store.wins.add(WinDraft(at=NOW, text=text, reward=text))
        store.setbacks.add(SetbackDraft(day=TODAY, what=text, next_try=text, next_on=TODAY))
        store.jobs.add(JobDraft(title=text))
        store.words.add("activity", text)

    await db.run(add)
    async with running("journal", size) as pilot:
        await press(pilot, "L", "enter")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
        for _ in range(4):
            await press(pilot, "escape", "j", "enter")
            assert not NEVER_DRAWN.search(screen_text(pilot.app))
        await press(pilot, "m")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
