"""The filter of the log: entries of all days by words, activity, emotion and place, as they are typed."""

from datetime import date, timedelta
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, settled, told
from hands import HOSTILE, NEVER_DRAWN, burst
from textual.pilot import Pilot

from rut_tui.domain.journal import Context, Entry, EntryDraft
from rut_tui.main_screen import MainScreen
from rut_tui.modals.check_in import CheckIn
from rut_tui.storage.worker import Database
from rut_tui.views.journal.found_list import FoundList
from rut_tui.widgets.fields import NoteField

SIZES = [(60, 20), (80, 24), (140, 45)]


async def write(db: Database, *drafts: EntryDraft) -> list[Entry]:
    def add(store: Any) -> list[Entry]:
        with store.transaction():
            return [store.entries.add(each) for each in drafts]

    return await db.run(add)


def entry(days_ago: int, engagement: int | None = 0, **more: Any) -> EntryDraft:
    return EntryDraft(at=NOW - timedelta(days=days_ago), engagement=engagement, **more)


async def a_life(db: Database) -> list[Entry]:
    return await write(
        db,
        entry(0, -1, activities=("meetings",), emotions=("bored",), note="Status call, again."),
        entry(1, 2, activities=("mentoring", "meetings"), emotions=("proud",), note="Showed Noor the tests."),
        entry(3, 1, context=Context.OUTSIDE, activities=("running",), note="Along the river."),
        entry(40, -2, activities=("meetings",), emotions=("bored", "angry"), note="The budget call."),
        entry(400, 0, emotions=("calm",), note="A quiet day, no call at all."),
    )


def found(pilot: Pilot[Any]) -> list[str]:
    """The days of the entries shown, from the top."""
    shown = screen_text(pilot.app)
    days = ("Fri 20 Nov ", "Thu 19 Nov ", "Tue 17 Nov ", "Sun 11 Oct ", "Thu 16 Oct 2025 ")
    places = {
        shown.index(day, shown.index("Filter")): day.strip() for day in days if day in shown[shown.index("Filter") :]
    }
    return [places[place] for place in sorted(places)]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_filters_at_once_and_esc_clears(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await a_life(db)
    async with running("journal", size) as pilot:
        await press(pilot, "f")
        assert "5 entries" in screen_text(pilot.app)
        await burst(pilot, "call")
        assert found(pilot) == ["Fri 20 Nov", "Sun 11 Oct", "Thu 16 Oct 2025"]
        assert "3 entries" in screen_text(pilot.app)
        await burst(pilot, " bud")
        assert found(pilot) == ["Sun 11 Oct"]
        assert "1 entry" in screen_text(pilot.app)
        assert "The budget call." in screen_text(pilot.app)
        await burst(pilot, "x")
        assert "Nothing in the log has all of that." in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "Fri 20 Nov   today, 1 entry" in screen_text(pilot.app)
        await press(pilot, "f")
        assert "5 entries" in screen_text(pilot.app)  # nothing is left of it


@pytest.mark.parametrize("size", SIZES)
async def test_activities_emotions_and_places_are_chosen_by_type_ahead(
    running: Running, db: Database, size: tuple[int, int]
) -> None:
    await a_life(db)
    async with running("journal", size) as pilot:
        await burst(pilot, "fmee")
        assert found(pilot) == ["Fri 20 Nov", "Thu 19 Nov", "Sun 11 Oct"]  # names of tags are words, too
        await burst(pilot, "<down><enter>")
        assert "meetings  ×" in screen_text(pilot.app)
        assert found(pilot) == ["Fri 20 Nov", "Thu 19 Nov", "Sun 11 Oct"]
        await burst(pilot, "bor<down><enter>")
        assert found(pilot) == ["Fri 20 Nov", "Sun 11 Oct"]
        await burst(pilot, "budget")
        assert found(pilot) == ["Sun 11 Oct"]
        await burst(pilot, "<ctrl+u><backspace>")
        assert found(pilot) == ["Fri 20 Nov", "Thu 19 Nov", "Sun 11 Oct"]
        await burst(pilot, "<backspace>outside<down><enter>")
        assert found(pilot) == ["Tue 17 Nov"]
        await burst(pilot, "<backspace>at work<down><enter>")
        assert found(pilot) == ["Fri 20 Nov", "Thu 19 Nov", "Sun 11 Oct", "Thu 16 Oct 2025"]


async def test_enter_goes_to_the_entries_and_then_edits_one(running: Running, db: Database) -> None:
    entries = await a_life(db)
    async with running("journal") as pilot:
        await burst(pilot, "fcall<enter>j<enter>")
        assert isinstance(pilot.app.screen, CheckIn)
        assert pilot.app.screen.query_one(NoteField).text == "The budget call."
        await burst(pilot, "5<ctrl+s>")
        assert "Saved on Sun 11 Oct, 21:00." in screen_text(pilot.app)
        assert found(pilot) == ["Fri 20 Nov", "Sun 11 Oct", "Thu 16 Oct 2025"]
        listed = pilot.app.screen.query_one(FoundList)
        assert listed.entry is not None
        assert (listed.entry.id, listed.entry.engagement) == (entries[3].id, 2)
        assert listed.has_focus


async def test_an_entry_found_is_archived_and_comes_back(running: Running, db: Database) -> None:
    entries = await a_life(db)
    async with running("journal") as pilot:
        await burst(pilot, "fcall<enter>a")
        assert told(pilot) == "Archived. ctrl+z brings it back."
        assert found(pilot) == ["Sun 11 Oct", "Thu 16 Oct 2025"]
        await burst(pilot, "v")
        assert found(pilot) == ["Fri 20 Nov", "Sun 11 Oct", "Thu 16 Oct 2025"]
        assert "3 entries, archived shown" in screen_text(pilot.app)
        await burst(pilot, "v<ctrl+z>")
        assert found(pilot) == ["Fri 20 Nov", "Sun 11 Oct", "Thu 16 Oct 2025"]
        selected = pilot.app.screen.query_one(FoundList).entry
        assert selected is not None
        assert selected.id == entries[0].id, "the next key acts on what came back"
    assert (await db.run(lambda store: store.entries.get(entries[0].id))).archived_at is None


async def test_an_entry_found_moves_to_another_day(running: Running, db: Database) -> None:
    entries = await a_life(db)
    async with running("journal") as pilot:
        await burst(pilot, "fbudget<enter>m16 oct 2025<enter>")
        assert found(pilot) == ["Thu 16 Oct 2025"]
    assert (await db.run(lambda store: store.entries.get(entries[3].id))).day == date(2025, 10, 16)


@pytest.mark.parametrize("key", ["l", "<right>"])
async def test_its_day_is_one_key_away_and_the_filter_is_kept(running: Running, db: Database, key: str) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await burst(pilot, f"fcall<enter>j{key}")
        assert "Sun 11 Oct   6 weeks ago, 1 entry" in screen_text(pilot.app)
        await burst(pilot, "f")
        assert found(pilot) == ["Fri 20 Nov", "Sun 11 Oct", "Thu 16 Oct 2025"]
        await burst(pilot, "<escape>")
        assert "Sun 11 Oct   6 weeks ago" in screen_text(pilot.app)


async def test_a_burst_acts_on_what_was_found_by_all_of_it(running: Running, db: Database) -> None:
    entries = await a_life(db)
    async with running("journal") as pilot:
        await burst(pilot, "fbudget<enter>a<escape>")
        assert "Fri 20 Nov   today, 1 entry" in screen_text(pilot.app)
    away = [one.id for one in entries if (await db.run(lambda store, one=one: store.entries.get(one.id))).archived_at]
    assert away == [entries[3].id]


async def test_a_date_leads_out_of_the_filter(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await burst(pilot, "fcall<enter>dyesterday<enter>")
        assert "Thu 19 Nov   yesterday, 1 entry" in screen_text(pilot.app)
        assert "Filter" not in screen_text(pilot.app)


async def test_an_activity_and_an_emotion_of_one_name_are_two_words(running: Running, db: Database) -> None:
    await write(db, entry(0, 1, activities=("rest",)), entry(1, 1, emotions=("Rest",)))
    async with running("journal") as pilot:
        await burst(pilot, "frest<down><enter>")
        assert found(pilot) == ["Fri 20 Nov"]
        await burst(pilot, "<backspace>rest<down><down><enter>")
        assert found(pilot) == ["Thu 19 Nov"]
        assert "Rest (emotion)  ×" in screen_text(pilot.app)


async def test_words_that_were_put_away_still_filter(running: Running, db: Database) -> None:
    first, *_ = await a_life(db)
    await db.run(lambda store: store.words.set_archived("activity", first.activities[0].id, True))
    async with running("journal") as pilot:
        await burst(pilot, "fmeet<down><enter>")
        assert found(pilot) == ["Fri 20 Nov", "Thu 19 Nov", "Sun 11 Oct"]


async def test_thousands_of_entries_are_gone_through_to_the_very_first(running: Running, db: Database) -> None:
    first = NOW - timedelta(days=2_999)
    await write(db, *(EntryDraft(at=first + timedelta(days=n), engagement=0, note=f"Tea {n}.") for n in range(3_000)))
    async with running("journal") as pilot:
        await burst(pilot, "ftea<enter>")
        assert "the newest 60, more below" in screen_text(pilot.app)
        listed = pilot.app.screen.query_one(FoundList)
        for _ in range(12):
            await press(pilot, "pagedown")
        assert 60 < listed.count < 3_000
        assert listed.entry is not None
        assert listed.entry.note in screen_text(pilot.app)
        await press(pilot, "G")
        assert "3,000 entries" in screen_text(pilot.app)
        assert "Tea 0." in screen_text(pilot.app)
        await press(pilot, "g")
        assert "Tea 2999." in screen_text(pilot.app)
        await burst(pilot, "f 1700")
        assert "1 entry" in screen_text(pilot.app)
        assert "Tea 1700." in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_harmlessly(running: Running, db: Database, size: tuple[int, int]) -> None:
    texts = [text.strip()[:400] for text in HOSTILE.values()]
    await write(db, *(entry(n, 1, activities=(text,), note=HOSTILE["markup"] + text) for n, text in enumerate(texts)))
    async with running("journal", size) as pilot:
        await burst(pilot, "f")
        seen = screen_text(pilot.app)
        for _ in texts:
            await burst(pilot, "<down>")
            seen += screen_text(pilot.app)
        await burst(pilot, "<enter>")
        seen += screen_text(pilot.app)
        await burst(pilot, "<ctrl+u><backspace>after[/]")
        seen += screen_text(pilot.app)
        assert isinstance(pilot.app.screen, MainScreen)
        assert not NEVER_DRAWN.search(seen)


async def test_the_palette_leads_out_of_the_filter_for_what_is_done_on_a_day(running: Running, db: Database) -> None:
    await a_life(db)
    async with running("journal") as pilot:
        await burst(pilot, "fcall<enter>")
        screen = pilot.app.screen
        assert isinstance(screen, MainScreen)
        await screen.run_command("journal", "day(-1)")
        await settled(pilot)
        assert "Thu 19 Nov   yesterday, 1 entry" in screen_text(pilot.app)
