"""The calendar of the journal: days by month, and a year with a cell for each day."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from driving import NOW, Running, press, screen_text, settled, until
from hands import HOSTILE, NEVER_DRAWN, burst
from textual.pilot import Pilot

from rut_tui.app import RutApp
from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.periods import OffKind, TimeOffDraft
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database
from rut_tui.views.journal.calendar_grid import CalendarGrid

SIZES = [(60, 20), (80, 24), (140, 45)]
BERLIN = ZoneInfo("Europe/Berlin")


def draft(at: datetime, engagement: int | None, **more: Any) -> EntryDraft:
    return EntryDraft(at=at, engagement=engagement, **more)


async def write(db: Database, *drafts: EntryDraft) -> None:
    def add(store: Any) -> None:
        with store.transaction():
            for each in drafts:
                store.entries.add(each)

    await db.run(add)


def on(month: int, day: int, year: int = 2026) -> datetime:
    return NOW.replace(year=year, month=month, day=day, hour=12)


async def a_life(db: Database) -> None:
    """November: drained on the 2nd, torn on the 3rd, engaged on the 4th, only words on the 5th, ill on the 9th to 11th.

    October 31 was a little drained, and 6 May of the year before engaged.
    """
    await write(
        db,
        draft(on(11, 2), -2, activities=("meetings",), note="Status call."),
        draft(on(11, 3), -1),
        draft(on(11, 3), 1),
        draft(on(11, 4), 2),
        draft(on(11, 4), 1),
        draft(on(11, 5), None, note="Only words."),
        draft(on(11, 10), 2),
        draft(on(10, 31), -1),
        draft(on(5, 6, 2025), 2, note="A year ago."),
    )
    away = TimeOffDraft(first_day=date(2026, 11, 9), last_day=date(2026, 11, 11), kind=OffKind.ILL)
    await db.run(lambda store: store.time_off.add(away))


def lines(pilot: Pilot[Any]) -> list[str]:
    return [line.replace("▌", " ").rstrip() for line in screen_text(pilot.app).splitlines()]


def below(pilot: Pilot[Any], number: str) -> str:
    """What stands in the line below a number of a day, in its column, from the week of 1 November on."""
    rows = lines(pilot)
    first = next(row for row, line in enumerate(rows) if "1 Nov" in line)
    for row, line in enumerate(rows[first:], first):
        if match := re.search(rf"(?<!\S){re.escape(number)}(?= |$)", line):
            return " ".join(rows[row + 1][match.start() : match.start() + 7].split())
    raise AssertionError(screen_text(pilot.app))


def month_row(pilot: Pilot[Any], name: str, year: int = 2026) -> str:
    """The line of a month, below that of its year."""
    rows = [line.split() for line in lines(pilot)]
    first = max(row for row, cells in enumerate(rows) if cells[:1] == [str(year)])
    return next((" ".join(cells) for cells in rows[first:] if cells[:1] == [name]), "")


def words(pilot: Pilot[Any]) -> str:
    """All that is shown, on one line."""
    return " ".join(" ".join(lines(pilot)).split())


@pytest.mark.parametrize("size", SIZES)
async def test_shift_c_shows_the_month_with_the_mean_of_each_day(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await a_life(db)
    async with running("journal", size) as pilot:
        await press(pilot, "C")
        shown = words(pilot)
        # Means of days: −2, 0, +1.5; the ill day and the day of words count in none.
        assert "November 2026 5 days written, mean −0.2" in shown
        assert "Mon Tue Wed Thu Fri Sat Sun" in shown
        assert below(pilot, "2") == "▼ −2.0"
        assert below(pilot, "3") == "○ 0.0"
        assert below(pilot, "4") == "▲ +1.5"
        assert below(pilot, "5") == "–"
        assert below(pilot, "6") == "·"  # empty is not neutral
        assert below(pilot, "10 ill") == "▲ +2.0"
        assert below(pilot, "11 ill") == "━━━━"
        assert below(pilot, "31") == "▽ −1.0"
        assert below(pilot, "21") == ""  # still to come
        assert "Fri 20 Nov today nothing written" in shown


@pytest.mark.parametrize("size", SIZES)
async def test_y_shows_the_year_with_a_cell_for_each_day(running: Running, db: Database, size: tuple[int, int]) -> None:
    await a_life(db)
    async with running("journal", size) as pilot:
        await press(pilot, "C", "y")
        assert "2026 6 days written, mean −0.4, 2 drained, 1 engaged" in words(pilot)
        cells = month_row(pilot, "Nov").replace(" ", "").removesuffix("−0.2")
        # A day off is drawn through to the next cell where cells are wide.
        assert re.fullmatch(r"Nov·▼○▲–···━+▲━+·{9}", cells)
        assert month_row(pilot, "Oct").endswith("▽ −1.0")
        assert month_row(pilot, "Dec") == "Dec"
        assert "▼▽ drained ○ neither △▲ engaged · nothing ━ off" in words(pilot)
        await press(pilot, "left_square_bracket")
        assert "2025 1 day written, mean +2.0, 0 drained, 1 engaged" in words(pilot)
        assert re.fullmatch(r"May·{5}▲·{25}\+2.0", month_row(pilot, "May", 2025).replace(" ", ""))
        await press(pilot, "m")
        assert "November 2025" in words(pilot)


async def test_t_shows_the_same_year_in_numbers(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "C", "y", "t")
        assert "days entries drained neither engaged off mean" in words(pilot)
        assert month_row(pilot, "Nov") == "Nov 5 7 1 1 1 3 −0.2"
        assert month_row(pilot, "Oct") == "Oct 1 1 1 · · · −1.0"
        await press(pilot, "t")
        assert "▽ −1.0" in month_row(pilot, "Oct")


async def test_arrows_and_letters_go_from_day_to_day(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "C", "left", "h", "up")
        assert "Wed 11 Nov 9 days ago ill nothing written" in words(pilot)
        await press(pilot, "k", "left", "left", "j", "l")
        assert "Tue 10 Nov 10 days ago ill 1 entry ▲ +2.0 engaged" in words(pilot)
        await press(pilot, "y", "k")
        assert "Sat 10 Oct" in words(pilot)
        await press(pilot, "j", "down")
        assert "Fri 20 Nov today" in words(pilot)  # not further
        await press(pilot, "right")
        assert "Tomorrow isn't written yet." in words(pilot)


async def test_brackets_leaf_by_month_and_year_and_today_is_one_key_away(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "C", "left_square_bracket")
        assert "October 2026 1 day written, mean −1.0, 1 drained, 0 engaged" in words(pilot)
        assert "Tue 20 Oct" in words(pilot)
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert "Fri 20 Nov today" in words(pilot)
        await press(pilot, "y", *["left_square_bracket"] * 3)
        assert "2023" in words(pilot)  # before anything was written, too
        assert "Mon 20 Nov 2023" in words(pilot)
        await press(pilot, "full_stop")
        assert "Fri 20 Nov today" in words(pilot)
        await press(pilot, "g")
        assert "Tue 6 May 2025 18 months ago 1 entry ▲ +2.0 engaged" in words(pilot)
        await press(pilot, "G")
        assert "Fri 20 Nov today" in words(pilot)


async def test_the_calendar_begins_with_the_journal(running: Running, db: Database) -> None:
    async with running("journal") as pilot:
        await press(pilot, "C", "y")
        await burst(pilot, "[" * 130)
        assert "The journal begins in 1900." in words(pilot)
        await press(pilot, "m", "right", "left", "left")
        assert "January 1900" in words(pilot)
        assert "The journal begins in 1900." in words(pilot)


async def test_enter_opens_the_day_in_the_log_and_shift_c_comes_back_to_it(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "C")
        await burst(pilot, "k" * 2 + "h" * 4 + "<enter>")
        assert "Mon 2 Nov   3 weeks ago, 1 entry" in screen_text(pilot.app)
        assert "Status call." in screen_text(pilot.app)
        await press(pilot, "left_square_bracket", "C")
        assert "Sun 1 Nov" in words(pilot)
        await press(pilot, "escape")
        assert "Nothing written on Sun 1 Nov." in screen_text(pilot.app)


async def test_n_writes_on_the_day_selected_and_the_calendar_shows_it(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "C", "up", "n")
        assert "How was it on Fri 13 Nov?" in screen_text(pilot.app)
        await press(pilot, "5", "enter")
        assert below(pilot, "13") == "▲ +2.0"
        assert "November 2026 6 days written" in words(pilot)
        await press(pilot, "ctrl+z")
        assert below(pilot, "13") == "·"


async def test_a_day_off_and_an_archived_entry_count_for_nothing(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "C")
        (entry,) = await db.run(lambda store: store.entries.on_day(date(2026, 11, 2)))
        await db.run(lambda store: store.entries.set_archived(entry.id, True))
        await press(pilot, "1", "3")
        assert below(pilot, "2") == "·"
        assert "November 2026 4 days written, mean +0.8, 0 drained, 1 engaged, 3 off" in words(pilot)


async def test_a_wide_window_shows_the_entries_of_the_day(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal", (140, 45)) as pilot:
        await press(pilot, "C", *["left"] * 18)
        assert "12:00 ▼ −2 drained meetings Status call." in words(pilot)
        assert below(pilot, "▲ +1.5") == "2 entri"


@pytest.mark.parametrize("start", ["monday", "saturday", "sunday"])
async def test_weeks_start_when_the_person_says(db: Database, start: str) -> None:
    app = RutApp(db, Settings(week_start=start), lambda: NOW, start="journal")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "C", "up")
        head = next(row for row in lines(pilot) if "Mon  " in row)
        assert head.split()[0].lower() == start[:3]
        assert next(row for row in lines(pilot) if " 1 Nov" in row).index("1 Nov") == head.index("Sun")


async def test_a_click_selects_and_two_open(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await press(pilot, "C")
        grid = pilot.app.screen.query_one(CalendarGrid)
        rows = screen_text(pilot.app).splitlines()[grid.region.y : grid.region.bottom]
        y = next(n for n, row in enumerate(rows) if "▼ −2.0" in row)
        await pilot.click(grid, offset=(2, y))
        await settled(pilot)
        assert "Mon 2 Nov 3 weeks ago 1 entry" in words(pilot)
        await pilot.double_click(grid, offset=(2, y))
        await settled(pilot)
        assert "Status call." in screen_text(pilot.app)


async def test_a_window_made_smaller_keeps_the_day_in_view(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal", (140, 45)) as pilot:
        await press(pilot, "C", "left_square_bracket", "left", "left")
        assert "Sun 18 Oct" in words(pilot)
        for size in ((60, 20), (80, 24), (140, 45)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert "October 2026" in words(pilot)
            assert "Sun 18 Oct" in words(pilot)
            assert re.search(r" 12 +13 +14 +15 +16 +17 +18$", "\n".join(lines(pilot)), re.M)


async def test_the_palette_leads_to_the_calendar(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("today") as pilot:
        await press(pilot, "ctrl+p")
        await burst(pilot, "month by month")
        await until(pilot, lambda: "See your days month by month" in screen_text(pilot.app))
        await press(pilot, "enter")
        await until(pilot, lambda: "November 2026" in screen_text(pilot.app))


@pytest.mark.parametrize("size", SIZES)
async def test_before_anything_is_written_it_says_what_will_be_here(running: Running, size: tuple[int, int]) -> None:
    async with running("journal", size) as pilot:
        await press(pilot, "C")
        assert "Your days will be here, in the colour of how they were." in words(pilot)
        assert "c check in" in words(pilot)
        await press(pilot, "y")
        assert "Your days will be here" in words(pilot)


async def test_hostile_text_is_shown_harmlessly(running: Running, db: Database) -> None:
    await write(db, *(draft(on(11, 1 + n), 1, note=text) for n, text in enumerate(HOSTILE.values())))
    async with running("journal", (140, 45)) as pilot:
        await press(pilot, "C")
        seen = ""
        for _ in range(20):
            await press(pilot, "left")
            seen += screen_text(pilot.app)
        assert "[/] [b]bold[/b] [@click=app.quit]x[/]" in seen
        assert not NEVER_DRAWN.search(seen)


async def test_fifty_years_are_read_as_they_come_on_the_screen(running: Running, db: Database) -> None:
    await write(db, *(draft(on(7, 1, year), year % 5 - 2) for year in range(1977, 2027)))
    async with running("journal") as pilot:
        await press(pilot, "C", "y")
        grid = pilot.app.screen.query_one(CalendarGrid)
        assert set(grid.days.years) <= {2024, 2025, 2026}
        for _ in range(30):
            grid.scroll_relative(y=-13, animate=False)
            await settled(pilot)
            top = lines(pilot)
            assert any("Jul" in row and re.search("[▼▽○△▲]", row) for row in top), screen_text(pilot.app)
        assert 1996 in grid.days.years
        assert len(grid.days.years) < 20  # those passed by are let go of
        await press(pilot, "g")
        assert "Fri 1 Jul 1977" in words(pilot)
        assert re.search(r"[▼▽○△▲]", month_row(pilot, "Jul", 1977))


async def calendar_and_log(db: Database, now: datetime, day: date) -> tuple[str, str]:
    """What the calendar and the log say of a day to somebody whose clock shows `now`."""
    app = RutApp(db, Settings(), lambda: now, start="journal")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "C", *["left"] * (now.date() - day).days)
        calendar = words(pilot)
        await press(pilot, "enter")
        return calendar, words(pilot)


@pytest.mark.parametrize(
    ("times", "changed"),
    [
        # 2:30 comes twice when summer ends.
        ([(0, 0, 0), (2, 30, 0), (2, 30, 1), (23, 59, 0)], date(2026, 10, 25)),
        # 2:30 never comes when it begins.
        ([(0, 0, 0), (1, 59, 0), (3, 0, 0), (23, 59, 0)], date(2026, 3, 29)),
    ],
)
async def test_the_day_of_a_clock_change_keeps_all_its_entries(
    db: Database, times: list[tuple[int, int, int]], changed: date
) -> None:
    for hour, minute, fold in times:
        at = datetime(changed.year, changed.month, changed.day, hour, minute, fold=fold, tzinfo=BERLIN)
        await write(db, draft(at, 1))
    now = datetime(changed.year, changed.month, changed.day, 12, tzinfo=BERLIN) + timedelta(days=2)
    calendar, log = await calendar_and_log(db, now, changed)
    assert "2 days ago 4 entries △ +1.0 a little engaged" in calendar
    assert "2 days ago, 4 entries" in log
    for hour, minute, _ in times:
        assert f"{hour:02}:{minute:02} ▲ +1" in log


async def test_what_was_written_on_a_journey_keeps_its_day(db: Database) -> None:
    auckland, honolulu = ZoneInfo("Pacific/Auckland"), ZoneInfo("Pacific/Honolulu")
    await write(
        db,
        draft(datetime(2026, 11, 18, 8, tzinfo=auckland), -2),  # still the 17th in Honolulu
        draft(datetime(2026, 11, 17, 22, tzinfo=honolulu), 2),  # hours later, on the 17th again
    )
    for home in (auckland, honolulu, BERLIN):
        now = datetime(2026, 11, 20, 12, tzinfo=home)
        calendar, log = await calendar_and_log(db, now, date(2026, 11, 18))
        assert "Wed 18 Nov 2 days ago 1 entry ▼ −2.0 drained" in calendar
        assert "08:00 ▼ −2" in log
        calendar, log = await calendar_and_log(db, now, date(2026, 11, 17))
        assert "Tue 17 Nov 3 days ago 1 entry ▲ +2.0 engaged" in calendar
        assert "22:00 ▲ +2" in log


async def test_a_day_written_before_flying_back_a_day_can_be_gone_to(db: Database) -> None:
    await write(db, draft(datetime(2026, 11, 21, 8, tzinfo=ZoneInfo("Pacific/Auckland")), -2, note="In the plane."))
    app = RutApp(db, Settings(), lambda: NOW, start="journal")  # still the 20th here
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await settled(pilot)
        assert "Fri 20 Nov   today" in screen_text(pilot.app)
        await press(pilot, "C", "right")
        assert "Sat 21 Nov tomorrow 1 entry ▼ −2.0 drained" in words(pilot)
        await press(pilot, "right")
        assert "Tomorrow isn't written yet." in words(pilot)
        await press(pilot, "enter")
        assert "In the plane." in words(pilot)
        await press(pilot, "left_square_bracket")
        assert "Nothing written yet today." in words(pilot)
        await press(pilot, "right_square_bracket")
        assert "In the plane." in words(pilot)
        assert words(pilot).index("tomorrow") < words(pilot).index("nothing yet")  # the list of days, newest first
        await press(pilot, "left_square_bracket", "right_curly_bracket")
        assert "In the plane." in words(pilot)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "America/St_Johns"])
async def test_the_last_second_of_a_day_belongs_to_it(db: Database, zone: str) -> None:
    late = datetime(2026, 11, 19, 23, 59, 59, tzinfo=ZoneInfo(zone))
    await write(db, draft(late, -1), draft(late + timedelta(seconds=1), 1))
    now = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo(zone))
    calendar, log = await calendar_and_log(db, now, date(2026, 11, 19))
    assert "Thu 19 Nov yesterday 1 entry ▽ −1.0 a little drained" in calendar
    assert "23:59 ▼ −1" in log
    calendar, log = await calendar_and_log(db, now, date(2026, 11, 20))
    assert "Fri 20 Nov today 1 entry △ +1.0 a little engaged" in calendar
    assert "00:00 ▲ +1" in log
