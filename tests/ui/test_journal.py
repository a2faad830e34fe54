"""The journal: every day can be gone to, read, written on and mended."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, settled, told, until
from hands import HOSTILE, NEVER_DRAWN, burst
from textual.pilot import Pilot

from rut_tui.domain.journal import Context, Entry, EntryDraft
from rut_tui.main_screen import MainScreen
from rut_tui.modals.check_in import CheckIn
from rut_tui.storage.worker import Database
from rut_tui.views.journal.days import DayList
from rut_tui.views.journal.log import DayLog
from rut_tui.views.journal.recall import Recall
from rut_tui.widgets.fields import LineField, NoteField

SIZES = [(60, 20), (80, 24), (140, 45)]
YESTERDAY = NOW - timedelta(days=1)


def draft(at: datetime, engagement: int | None = 0, **more: Any) -> EntryDraft:
    return EntryDraft(at=at, engagement=engagement, **more)


async def write(db: Database, *drafts: EntryDraft) -> list[Entry]:
    def add(store: Any) -> list[Entry]:
        with store.transaction():
            return [store.entries.add(each) for each in drafts]

    return await db.run(add)


async def a_few_days(db: Database) -> list[Entry]:
    """Three entries today, two yesterday, one on the 3rd, one a year ago."""
    return await write(
        db,
        draft(NOW.replace(hour=9), -1, activities=("meetings",), emotions=("bored",), note="Status call."),
        draft(NOW.replace(hour=14), 2, activities=("mentoring", "coding"), emotions=("proud", "curious")),
        draft(NOW.replace(hour=19), 1, context=Context.OUTSIDE, activities=("running",)),
        draft(YESTERDAY.replace(hour=10), -2, activities=("email",)),
        draft(YESTERDAY.replace(hour=16), None, note="Only words."),
        draft(NOW.replace(day=3), 0, note="Voting day."),
        draft(NOW.replace(year=2025, month=11, day=17), 1, note="A year ago."),
    )


def rows(pilot: Pilot[Any]) -> list[str]:
    return [line.rstrip() for line in screen_text(pilot.app).splitlines()]


def row_with(pilot: Pilot[Any], text: str) -> str:
    found = [row for row in rows(pilot) if text in row]
    assert len(found) == 1, screen_text(pilot.app)
    return found[0]


async def test_an_empty_journal_says_what_will_be_here_and_how_to_start(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        shown = screen_text(pilot.app)
        assert "Your entries will be here, day by day." in shown
        assert "n write the first one" in shown
        assert "enter edit" not in shown  # there is nothing to edit
        await press(pilot, "n", "4", "enter")
        assert "▲ +1" in row_with(pilot, "21:00  ")


@pytest.mark.parametrize("size", SIZES)
async def test_a_day_shows_its_entries_in_order(running: Running, db: Database, size: tuple[int, int]) -> None:
    await a_few_days(db)
    async with running("journal", size) as pilot:
        shown = screen_text(pilot.app)
        # −1, +2 and +1 make 2/3.
        assert "Fri 20 Nov   today, 3 entries, on average ▲ +0.7" in shown
        flat = " ".join(shown.replace("▌", "").split())  # a narrow one needs more lines
        assert "09:00 ▼ −1 a little drained meetings bored" in flat
        assert "14:00 ▲ +2 engaged mentoring, coding proud, curious" in flat
        assert "19:00 ▲ +1 a little engaged running outside work" in flat
        assert shown.index("09:00") < shown.index("Status call.") < shown.index("14:00") < shown.index("19:00")
        await press(pilot, "left_square_bracket")
        assert "Thu 19 Nov   yesterday, 2 entries" in screen_text(pilot.app)
        assert "16:00  ·  –  Only words." in screen_text(pilot.app)


async def test_brackets_leaf_day_by_day_and_empty_days_are_days_too(running: Running, db: Database) -> None:
    await a_few_days(db)
    async with running("journal") as pilot:
        await press(pilot, *["left_square_bracket"] * 3)
        assert "Tue 17 Nov   3 days ago" in screen_text(pilot.app)
        assert "Nothing written on Tue 17 Nov." in screen_text(pilot.app)
        assert "n write an entry" in screen_text(pilot.app)
        await press(pilot, "right_square_bracket")
        assert "Wed 18 Nov" in screen_text(pilot.app)
        await press(pilot, "full_stop")
        assert "Fri 20 Nov   today" in screen_text(pilot.app)


async def test_the_future_is_refused_kindly(running: Running) -> None:
    async with running("journal") as pilot:
        await press(pilot, "right_square_bracket")
        assert "Tomorrow isn't written yet." in screen_text(pilot.app)
        assert "Fri 20 Nov   today" in screen_text(pilot.app)


async def test_braces_leap_to_days_that_were_written_on(running: Running, db: Database) -> None:
    await a_few_days(db)
    async with running("journal") as pilot:
        await press(pilot, "left_curly_bracket", "left_curly_bracket")
        assert "Tue 3 Nov   2 weeks ago, 1 entry" in screen_text(pilot.app)
        await press(pilot, "left_curly_bracket")
        assert "Mon 17 Nov 2025   12 months ago, 1 entry" in screen_text(pilot.app)
        await press(pilot, "left_curly_bracket")
        assert "Nothing was written before that." in screen_text(pilot.app)
        await press(pilot, "right_curly_bracket")
        assert "Voting day." in screen_text(pilot.app)


async def test_n_writes_on_the_day_shown(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await press(pilot, *["left_square_bracket"] * 3, "n")
        shown = screen_text(pilot.app)
        assert "How was it on Tue 17 Nov?" in shown
        assert "2026-11-17 12:00" in shown
        await press(pilot, "2", "enter")
        assert "Saved on Tue 17 Nov, 12:00." in screen_text(pilot.app)
        assert "▼ −1" in row_with(pilot, "12:00  ")
    (entry,) = await db.run(lambda store: store.entries.on_day(date(2026, 11, 17)))
    assert entry.engagement == -1


async def test_an_entry_moved_to_another_day_is_shown_there(running: Running, db: Database) -> None:
    await a_few_days(db)
    async with running("journal") as pilot:
        await press(pilot, "g", "enter", "shift+tab")
        await burst(pilot, "<ctrl+u>tue 9am<enter>")
        assert "Tue 17 Nov   3 days ago, 1 entry" in screen_text(pilot.app)
        assert "09:00  ▼ −1  a little drained   meetings   bored" in screen_text(pilot.app)
    assert len(await db.run(lambda store: store.entries.on_day(NOW.date()))) == 2


async def test_enter_edits_the_entry_selected(running: Running, db: Database) -> None:
    _, before, *_ = await a_few_days(db)
    async with running("journal") as pilot:
        await press(pilot, "g", "j", "enter")
        assert "Edit this entry" in screen_text(pilot.app)
        await burst(pilot, "3<tab><backspace><tab><tab><right><tab>New note.<ctrl+s>")
        assert "14:00  ·  0  neither   mentoring   proud, curious   outside work" in screen_text(pilot.app)
        log = pilot.app.screen.query_one(DayLog)
        assert log.entry is not None
        assert log.entry.id == before.id  # still the one selected
    after = await db.run(lambda store: store.entries.get(before.id))
    assert (after.engagement, after.context, after.note) == (0, Context.OUTSIDE, "New note.")
    assert [word.name for word in after.activities] == ["mentoring"]


@pytest.mark.parametrize(("down", "up"), [("j", "k"), ("down", "up")])
async def test_letters_and_arrows_go_through_the_entries(running: Running, db: Database, down: str, up: str) -> None:
    await a_few_days(db)
    async with running("journal") as pilot:

        def marked() -> str:
            return next(row.split()[2] for row in rows(pilot) if row.startswith("▌  ▌ "))

        assert marked() == "19:00"  # the newest of today
        await press(pilot, "g")
        assert marked() == "09:00"
        await press(pilot, down)
        assert marked() == "14:00"
        await press(pilot, down, down, down)
        assert marked() == "19:00"
        await press(pilot, up, up)
        assert marked() == "09:00"
        await press(pilot, "G")
        assert marked() == "19:00"


async def test_archived_entries_are_away_until_asked_for_and_come_back(running: Running, db: Database) -> None:
    first, *_ = await a_few_days(db)
    async with running("journal") as pilot:
        await press(pilot, "g", "a")
        shown = screen_text(pilot.app)
        assert "Archived. ctrl+z brings it back." in shown
        assert "2 entries, on average ▲ +1.5" in shown
        assert "09:00" not in shown
        assert (await db.run(lambda store: store.entries.get(first.id))).archived_at is not None
        await press(pilot, "v")
        assert "archived shown" in screen_text(pilot.app)
        assert "meetings   bored   archived" in row_with(pilot, "09:00")
        await press(pilot, "g", "a")
        assert "It is back." in screen_text(pilot.app)
        assert "archived" not in row_with(pilot, "09:00")
        await press(pilot, "v")
        assert "3 entries" in screen_text(pilot.app)
    assert (await db.run(lambda store: store.entries.get(first.id))).archived_at is None


async def test_what_an_undo_brings_back_and_a_new_check_in_are_the_entry_keys_act_on(
    running: Running, db: Database
) -> None:
    await a_few_days(db)
    async with running("journal") as pilot:

        def marked() -> str:
            return next(row.split()[2] for row in rows(pilot) if row.startswith("▌  ▌ "))

        await press(pilot, "G", "k", "a")
        assert marked() == "19:00"
        await press(pilot, "ctrl+z")
        assert marked() == "14:00"
        await press(pilot, "m")
        assert "The entry from Fri 20 Nov, 14:00" in screen_text(pilot.app)
        await press(pilot, "escape", "g", "c", "4", "enter")
        assert marked() == "21:00"
        await press(pilot, "g", "v", "v")
        assert marked() == "09:00"


async def test_a_long_note_shows_its_beginning_and_all_of_it_on_enter(running: Running, db: Database) -> None:
    note = "\n".join(f"Line {n}" for n in range(1, 41))
    await write(db, draft(NOW, 1, note=note))
    async with running("journal") as pilot:
        shown = screen_text(pilot.app)
        assert "Line 4\n" in shown
        assert "Line 5" not in shown
        assert "more: enter shows it" in shown
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(NoteField).text == note


async def test_a_wide_screen_lists_the_days_beside_the_day(running: Running, db: Database) -> None:
    await a_few_days(db)
    async with running("journal", (140, 45)) as pilot:
        listed = [row[8:40].rstrip() for row in rows(pilot)[6:10]]
        assert listed == [
            "today        ▲ +0.7   3 entries",
            "yesterday    ▼ −2.0   2 entries",
            "Tue 3 Nov    ·  0.0   1 entry",
            "17 Nov 2025  ▲ +1.0   1 entry",
        ]
        await press(pilot, "h", "j", "j")
        assert "Voting day." in screen_text(pilot.app)
        await press(pilot, "enter", "enter")
        assert "Edit this entry" in screen_text(pilot.app)
        await press(pilot, "escape", "left_square_bracket")
        assert "Nothing written on Mon 2 Nov." in screen_text(pilot.app)


async def test_a_window_made_narrow_in_the_list_goes_on_with_the_day(running: Running, db: Database) -> None:
    await a_few_days(db)
    async with running("journal", (140, 45)) as pilot:
        await press(pilot, "h", "j")
        await pilot.resize_terminal(80, 24)
        await press(pilot, "enter")
        assert "2026-11-19 10:00" in screen_text(pilot.app)
        await press(pilot, "escape")
        await pilot.resize_terminal(140, 45)
        await press(pilot, "h", "j")
        assert "Voting day." in screen_text(pilot.app)


async def test_today_is_in_the_list_before_anything_is_written(running: Running) -> None:
    async with running("journal", (140, 45)) as pilot:
        assert "nothing yet" in row_with(pilot, "today        ")


async def test_fifty_years_of_days_are_read_bit_by_bit(running: Running, db: Database) -> None:
    first = NOW - timedelta(days=999)
    await write(db, *(draft(first + timedelta(days=n), n % 5 - 2) for n in range(1000)))
    async with running("journal", (140, 45)) as pilot:
        days = pilot.app.screen.query_one(DayList)
        assert 0 < days.count < 1000
        await press(pilot, "h")
        await press(pilot, *["pagedown"] * 6)
        assert 200 < days.count < 1000
        await press(pilot, "G")
        assert days.count == 1000
        assert days.day == first.date()
        assert "Sun 25 Feb 2024   2 years ago, 1 entry" in screen_text(pilot.app)
        await press(pilot, "full_stop")
        assert days.day == NOW.date()


async def test_a_click_selects_and_two_open(running: Running, db: Database) -> None:
    await a_few_days(db)
    async with running("journal", (140, 45)) as pilot:
        log = pilot.app.screen.query_one(DayLog)
        await pilot.click(log, offset=(20, 3))
        await settled(pilot)
        assert log.entry is not None
        assert log.entry.local.hour == 14
        await pilot.double_click(log, offset=(20, 0))
        await settled(pilot)
        assert isinstance(pilot.app.screen, CheckIn)
        await press(pilot, "escape")
        await pilot.click(DayList, offset=(5, 2))
        await settled(pilot)
        assert "Voting day." in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_harmlessly(running: Running, db: Database, size: tuple[int, int]) -> None:
    hour = iter(range(6, 24))
    drafts = [
        draft(
            NOW.replace(hour=next(hour)) - timedelta(days=1),
            1,
            activities=(text.strip()[:500],),
            emotions=(text.strip()[:400],),
            note=text,
        )
        for text in HOSTILE.values()
    ]
    await write(db, *drafts)
    async with running("journal", size) as pilot:
        await press(pilot, "left_square_bracket")
        seen = ""
        for _ in drafts:
            seen += screen_text(pilot.app)
            await press(pilot, "j")
        seen += screen_text(pilot.app)
        assert isinstance(pilot.app.screen, MainScreen)
        assert not NEVER_DRAWN.search(seen)
        for text in ("[/] [b]bold[/b] [@click=app.quit]x[/]", "␛]0;owned␇ after", "␛]52;c;aGVsbG8=␇", "😀", "fo"):
            assert text in seen
        await press(pilot, "a")  # and a toast, an archived row, the form
        await press(pilot, "v", "G", "enter")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))


async def test_bursts_act_on_the_day_they_went_to(running: Running, db: Database) -> None:
    await a_few_days(db)
    async with running("journal") as pilot:
        await burst(pilot, "[<enter>")
        assert pilot.app.screen.query_one("#at", LineField).value == "2026-11-19 10:00"
        await burst(pilot, "<escape>.[[[n3<enter>")
        await until(pilot, lambda: "Saved on Tue 17 Nov" in screen_text(pilot.app))
    assert [entry.engagement for entry in await db.run(lambda store: store.entries.on_day(date(2026, 11, 17)))] == [0]


async def test_leaving_and_coming_back_stays_on_the_day(running: Running, db: Database) -> None:
    await a_few_days(db)
    async with running("journal") as pilot:
        await press(pilot, "left_square_bracket", "1", "c", "4", "enter", "3")
        assert "Thu 19 Nov" in screen_text(pilot.app)
        await press(pilot, "full_stop")
        assert "4 entries" in screen_text(pilot.app)


async def test_after_midnight_today_is_the_new_day(db: Database) -> None:
    from rut_tui.app import RutApp
    from rut_tui.settings import Settings

    await write(db, draft(NOW, 1, note="Late."))
    times = [NOW]
    app = RutApp(db, Settings(), lambda: times[-1], start="journal")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        assert "Fri 20 Nov   today" in screen_text(app)
        times.append(NOW + timedelta(hours=4))
        await press(pilot, "1", "3")
        assert "Sat 21 Nov   today" in screen_text(app)
        assert "Nothing written yet today." in screen_text(app)
        await press(pilot, "left_square_bracket")
        assert "Late." in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_many_entries_scroll_and_none_is_clipped(running: Running, db: Database, size: tuple[int, int]) -> None:
    drafts = [
        draft(NOW.replace(hour=6) + timedelta(minutes=20 * n), n % 5 - 2, note=f"Entry number {n} begins and ends")
        for n in range(40)
    ]
    await write(db, *drafts)
    async with running("journal", size) as pilot:
        assert "Entry number 39 begins and ends" in screen_text(pilot.app)
        await press(pilot, "g")
        assert "Entry number 0 begins and ends" in screen_text(pilot.app)
        for n in (13, 26, 39):
            await burst(pilot, "j" * 13)
            assert f"Entry number {n} begins and ends" in screen_text(pilot.app)
        await press(pilot, "pageup", "pagedown")
        assert "Entry number 39 begins and ends" in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_d_goes_to_a_day_by_its_date(running: Running, db: Database, size: tuple[int, int]) -> None:
    await a_few_days(db)
    async with running("journal", size) as pilot:
        await burst(pilot, "da year a")
        assert "3 Nov, mon, a year ago, 2024-11-03" in screen_text(pilot.app)  # half a word is no fault
        await burst(pilot, "go")
        assert "Thu 20 Nov 2025, 12 months ago" in screen_text(pilot.app)
        await burst(pilot, "<ctrl+u>17 nov 2025<enter>")
        assert "Mon 17 Nov 2025   12 months ago, 1 entry" in screen_text(pilot.app)
        assert "A year ago." in screen_text(pilot.app)
        await burst(pilot, "dtomorrow<enter>")
        assert "That day is still to come." in screen_text(pilot.app)
        await burst(pilot, "<ctrl+u>soon<enter>")
        assert "Try 18:00, yesterday 9am, mon 14:30 or 2026-11-19." in screen_text(pilot.app)
        await burst(pilot, "<escape>")
        assert "Mon 17 Nov 2025   12 months ago" in screen_text(pilot.app)
        await burst(pilot, "dmon 9am<enter>")
        assert "Mon 16 Nov   4 days ago" in screen_text(pilot.app)


async def test_an_empty_question_leaves_everything_as_it_is(running: Running, db: Database) -> None:
    await a_few_days(db)
    async with running("journal") as pilot:
        await burst(pilot, "[d<enter>")
        assert "Thu 19 Nov   yesterday" in screen_text(pilot.app)
        await burst(pilot, "gm<enter>")
        assert "Thu 19 Nov   yesterday, 2 entries" in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_m_moves_an_entry_to_another_day_at_its_time(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    first, *_ = await a_few_days(db)
    async with running("journal", size) as pilot:
        await burst(pilot, "gm")
        assert "The entry from Fri 20 Nov, 09:00, today" in screen_text(pilot.app)
        await burst(pilot, "yesterday")
        assert "Thu 19 Nov, 09:00, yesterday" in screen_text(pilot.app)
        await burst(pilot, "<enter>")
        assert told(pilot) == "Moved to Thu 19 Nov, 09:00, yesterday. ctrl+z takes it back."
        assert "Thu 19 Nov   yesterday, 3 entries" in screen_text(pilot.app)
        log = pilot.app.screen.query_one(DayLog)
        assert log.entry is not None
        assert log.entry.id == first.id  # it is the one selected
        moved = await db.run(lambda store: store.entries.get(first.id))
        assert (moved.day, moved.tz_offset, moved.note) == (date(2026, 11, 19), 60, "Status call.")
        assert (moved.activities, moved.emotions) == (first.activities, first.emotions)
        await press(pilot, "ctrl+z")
        assert told(pilot) == "Undone: moving the check-in from 09:00."
    assert await db.run(lambda store: store.entries.get(first.id)) == first


async def test_an_entry_moves_to_a_time_that_is_given_and_never_into_the_future(running: Running, db: Database) -> None:
    await write(db, draft((NOW - timedelta(days=2)).replace(hour=22), 1, note="Late."))
    async with running("journal") as pilot:
        await burst(pilot, "[[mtoday<enter>")
        assert "22:00 that day is still to come. Give a time, too." in screen_text(pilot.app)
        await burst(pilot, "<ctrl+u>today 20:15<enter>")
        assert "Fri 20 Nov   today, 1 entry" in screen_text(pilot.app)
        assert "20:15  ▲ +1  a little engaged" in screen_text(pilot.app)


async def test_a_time_alone_stays_on_the_day_that_is_written_on_changed_or_moved(
    running: Running, db: Database
) -> None:
    async with running("journal") as pilot:
        await burst(pilot, "[[n3<shift+tab><ctrl+u>18:30")
        assert "Wed 18 Nov, 18:30, 2 days ago" in screen_text(pilot.app)
        await burst(pilot, "<enter>")
        assert "Wed 18 Nov   2 days ago, 1 entry" in screen_text(pilot.app)
        await burst(pilot, "<enter><shift+tab><ctrl+u>7am<enter>")
        assert "07:00  ·  0  neither" in screen_text(pilot.app)
        await burst(pilot, "m22:15<enter>")
        assert told(pilot) == "Moved to Wed 18 Nov, 22:15, 2 days ago. ctrl+z takes it back."
    (entry,) = await db.run(lambda store: store.entries.latest(9))
    assert entry.day == date(2026, 11, 18)


@pytest.mark.parametrize("size", SIZES)
async def test_on_this_day_a_month_and_a_year_before_stand_quietly_below(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    october, year_ago = datetime(2026, 10, 20, 9, tzinfo=NOW.tzinfo), datetime(2025, 11, 20, 9, tzinfo=NOW.tzinfo)
    *_, away = await write(
        db,
        draft(NOW, 1, note="Now."),
        draft(october, -2, activities=("meetings",)),
        draft(october.replace(hour=15), -1, activities=("meetings", "email"), note="Forty mails."),
        draft(year_ago, None, note="Asked for\nthe other team."),
        draft(NOW - timedelta(days=1), 2, note="Yesterday."),
        draft(datetime(2026, 10, 19, 9, tzinfo=NOW.tzinfo), 2, note="Put away."),
    )
    await db.run(lambda store: store.entries.set_archived(away.id, True))
    async with running("journal", size) as pilot:
        assert "a month ago  ▼ −1.5  meetings, email  “Forty" in row_with(pilot, "a month ago")
        assert "a year ago   ·  –    “Asked for the other" in row_with(pilot, "a year ago")
        await press(pilot, "left_square_bracket")
        assert "Yesterday." in screen_text(pilot.app)
        assert "month ago" not in screen_text(pilot.app)  # one put away counts as nothing written
        await press(pilot, "full_stop")
        await pilot.click(Recall, offset=(3, 1))
        await settled(pilot)
        assert "Thu 20 Nov 2025   12 months ago, 1 entry" in screen_text(pilot.app)


async def test_a_month_before_the_31st_is_the_last_of_a_shorter_one(running: Running, db: Database) -> None:
    await write(
        db,
        draft(datetime(2026, 10, 31, 9, tzinfo=NOW.tzinfo), 1),
        draft(datetime(2026, 9, 30, 9, tzinfo=NOW.tzinfo), 2, note="The end of September."),
    )
    async with running("journal") as pilot:
        await burst(pilot, "d31 oct<enter>")
        assert "The end of September." in row_with(pilot, "a month ago  ▲ +2.0")
