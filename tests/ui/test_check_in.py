"""The check-in: three keys save it, more keys say more, and nothing typed is ever lost."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from driving import NOW, Running, press, refuse_writes, screen_text, settled, until
from hands import HOSTILE, NEVER_DRAWN, burst, keys, paste
from terminal import Terminal, clean_environment
from textual.events import Key
from textual.pilot import Pilot

from rut_tui.app import RutApp
from rut_tui.domain.journal import Context, Entry, EntryDraft
from rut_tui.main_screen import MainScreen
from rut_tui.modals.check_in import CheckIn
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.rating import Choice, Rating
from rut_tui.widgets.words import WordPicker


async def entries(db: Database) -> tuple[Entry, ...]:
    """Everything on disk, oldest first."""
    return await db.run(lambda store: tuple(reversed(store.entries.latest(1000))))


async def write(db: Database, activities: tuple[str, ...] = (), emotions: tuple[str, ...] = (), hour: int = 9) -> Entry:
    """Have an entry in the journal already."""
    draft = EntryDraft(at=NOW.replace(hour=hour), engagement=0, activities=activities, emotions=emotions)
    return await db.run(lambda store: store.entries.add(draft))


def words(entry: Entry) -> tuple[list[str], list[str]]:
    return [word.name for word in entry.activities], [word.name for word in entry.emotions]


def offered(pilot: Pilot[Any], picker: str) -> str:
    found = pilot.app.screen.query_one(f"{picker} .offered")
    return " ".join(str(found.render()).split()) if found.display else ""


def below(pilot: Pilot[Any], field: str) -> str:
    found = next(node for node in pilot.app.screen.query(Field) if node.name == field)
    return str(found.query_one(".below").render())


async def test_three_keys_save_from_every_screen(running: Running, db: Database) -> None:
    async with running() as pilot:
        for screen in "12345":
            await press(pilot, screen, "c", "4", "enter")
            assert "Saved, 21:00." in screen_text(pilot.app)
            assert isinstance(pilot.app.screen, MainScreen)
    saved = await entries(db)
    assert [entry.engagement for entry in saved] == [1] * 5
    assert all(entry.context is Context.WORK and entry.local == NOW for entry in saved)


async def test_1_to_5_are_kept_as_minus_2_to_2(running: Running, db: Database) -> None:
    async with running() as pilot:
        for key in "12345":
            await burst(pilot, f"c{key}<enter>")
            (entry,) = [found for found in await entries(db) if not found.note]
            assert entry.engagement == int(key) - 3
            await db.run(lambda store, done=entry.id: store.entries.set_archived(done, True))


async def test_a_full_entry_needs_few_keys(running: Running, db: Database) -> None:
    await write(db, ("meetings", "email"), ("bored", "proud"))
    typed = "c2<tab>me<enter><tab>bo<enter>pr<enter><tab><tab>NOTE<ctrl+s>"
    assert len(list(keys(typed.replace("NOTE", "")))) <= 25
    async with running() as pilot:
        await burst(pilot, typed.replace("NOTE", "Status call.<enter>Twice."))
    _, entry = await entries(db)
    assert entry.engagement == -1
    assert words(entry) == (["meetings"], ["bored", "proud"])
    assert entry.note == "Status call.\nTwice."


async def test_words_used_lately_are_offered_first_then_what_fits(running: Running, db: Database) -> None:
    await write(db, ("email",), hour=9)
    await write(db, ("meetings",), hour=10)
    await write(db, ("remedial work",), hour=8)
    async with running() as pilot:
        await burst(pilot, "c<tab>")
        assert offered(pilot, "#activities") == "meetings email remedial work"
        await burst(pilot, "m")
        assert offered(pilot, "#activities") == "▌meetings m (new) email remedial work"
        await burst(pilot, "e")
        assert offered(pilot, "#activities") == "▌meetings me (new) remedial work"
        await burst(pilot, "d")
        # Only inside another word: the new word is what is meant.
        assert offered(pilot, "#activities") == "▌med (new) remedial work"
        await burst(pilot, "<tab>")
        assert offered(pilot, "#activities") == ""
        await burst(pilot, "di")  # none used yet: the shipped ones
        assert offered(pilot, "#emotions") == "▌discouraged di (new) dissatisfied disappointed"


async def test_a_new_word_that_begins_like_a_known_one_is_one_key_away(running: Running, db: Database) -> None:
    await write(db, ("code review",))
    async with running() as pilot:
        await burst(pilot, "c4<tab>code<down><enter><ctrl+s>")
    _, entry = await entries(db)
    assert words(entry)[0] == ["code"]


async def test_a_known_word_in_other_letters_is_the_same_word(running: Running, db: Database) -> None:
    first = await write(db, ("Meetings",))
    async with running() as pilot:
        await burst(pilot, "c4<tab>MEETINGS<enter>meetings<enter><ctrl+s>")
    _, entry = await entries(db)
    assert entry.activities == first.activities


async def test_words_typed_but_not_entered_are_saved(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c3<tab>writing<tab>calm<enter>proud<ctrl+s>")
    (entry,) = await entries(db)
    assert words(entry) == (["writing"], ["calm", "proud"])


async def test_backspace_takes_the_last_word_back(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c3<tab>one<enter>two<enter>x<backspace><backspace><ctrl+s>")
    (entry,) = await entries(db)
    assert words(entry)[0] == ["one"]


async def test_enter_saves_from_every_field_of_one_line(running: Running, db: Database) -> None:
    async with running() as pilot:
        for way in ("", "<tab>", "<tab><tab>", "<tab><tab><tab>", "<shift+tab>"):
            await burst(pilot, f"c3{way}<enter>")
            assert isinstance(pilot.app.screen, MainScreen), way
    assert len(await entries(db)) == 5


async def test_everything_works_by_mouse(running: Running, db: Database) -> None:
    await write(db, ("meetings", "email"))
    async with running() as pilot:
        await press(pilot, "c")
        screen = pilot.app.screen
        await pilot.click(Rating, offset=(8 + 3 * 5 + 2, 0))
        assert screen.query_one(Rating).value == 1
        await pilot.click("#activities WordLine")
        await settled(pilot)
        await pilot.click("#activities .offered", offset=(13, 0))
        await pilot.click("#activities .offered", offset=(3, 0))
        assert screen.query_one("#activities", WordPicker).words == ("email", "meetings")
        await settled(pilot)
        await pilot.click("#activities .chosen", offset=(2, 0))
        assert screen.query_one("#activities", WordPicker).words == ("meetings",)
        await settled(pilot)
        await pilot.click(Choice, offset=(12, 0))
        await press(pilot, "ctrl+s")
    _, entry = await entries(db)
    assert (entry.engagement, entry.context, words(entry)[0]) == (1, Context.OUTSIDE, ["meetings"])


async def test_arrows_rate_and_backspace_takes_the_rating_back(running: Running) -> None:
    async with running() as pilot:
        await burst(pilot, "c<right>")
        assert "·  0  neither" in screen_text(pilot.app)
        await burst(pilot, "<right><right><right>")
        assert "▲ +2  engaged" in screen_text(pilot.app)
        await burst(pilot, "<left><left><left>")
        assert "▼ −1  a little drained" in screen_text(pilot.app)
        await burst(pilot, "<backspace>")
        assert "Press 1 to 5." in screen_text(pilot.app)


async def test_a_note_needs_no_rating_but_nothing_at_all_is_not_saved(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c<ctrl+s>")
        assert "It needs a rating, or a note." in screen_text(pilot.app)
        await burst(pilot, "4<backspace>")
        assert "It needs a rating" not in screen_text(pilot.app)
        await burst(pilot, "<tab><tab><tab><tab>Only words.<ctrl+s>")
    (entry,) = await entries(db)
    assert (entry.engagement, entry.note) == (None, "Only words.")


async def test_when_says_how_it_reads_while_it_is_typed(running: Running, db: Database) -> None:
    async with running() as pilot:
        await press(pilot, "c", "shift+tab")
        assert below(pilot, "at") == "now, 18:00, yesterday 9am, mon 14:30"
        await burst(pilot, "fri")
        assert below(pilot, "at") == "Fri 13 Nov, 21:00, 7 days ago"
        await burst(pilot, " 9a")
        assert below(pilot, "at") == "now, 18:00, yesterday 9am, mon 14:30"  # half a word is no fault
        await burst(pilot, "m")
        assert below(pilot, "at") == "Fri 20 Nov, 09:00, today"
        assert below(pilot, "at") in screen_text(pilot.app)
        await burst(pilot, "<ctrl+u>22:00")
        assert below(pilot, "at") == "That is later today. For the day before, write yesterday first."
        await burst(pilot, "<ctrl+u>yesterday 22:00<ctrl+s>")
        assert "Press 1 to 5" in screen_text(pilot.app)
        assert below(pilot, "at") == "Thu 19 Nov, 22:00, yesterday"


async def test_when_of_an_entry_shows_its_weekday_from_the_start(running: Running, db: Database) -> None:
    await db.run(lambda store: store.entries.add(EntryDraft(at=NOW - timedelta(days=1), engagement=0)))
    async with running("journal") as pilot:
        await press(pilot, "left_square_bracket", "enter")
        assert below(pilot, "at") == "Thu 19 Nov, 21:00, yesterday"


async def test_when_is_read_as_people_write_it(running: Running, db: Database) -> None:
    moments = {
        "": NOW,
        "18:00": NOW.replace(hour=18),
        "yesterday 18:00": NOW.replace(day=19, hour=18),
        "mon 9am": NOW.replace(day=16, hour=9),
        "2026-11-03 07:15": NOW.replace(day=3, hour=7, minute=15),
    }
    async with running() as pilot:
        for typed in moments:
            await burst(pilot, f"c5<shift+tab>{typed}<enter>")
            assert isinstance(pilot.app.screen, MainScreen)
    assert sorted(entry.local for entry in await entries(db)) == sorted(moments.values())


async def test_a_moment_that_cannot_be_is_refused_beside_the_field(running: Running, db: Database) -> None:
    refusals = {
        "tomorrow": "That is still to come. Give a time up to now.",
        "23:00": "That is later today. For the day before, write yesterday first.",
        "soonish": "Try 18:00, yesterday 9am, mon 14:30 or 2026-11-19.",
        "1066-10-14": "Years 1900 to 2200 can be kept.",
    }
    async with running() as pilot:
        await burst(pilot, "c5<shift+tab>")
        for typed, said in refusals.items():
            await burst(pilot, f"{typed}<enter>")
            assert below(pilot, "at") == said
            assert said in screen_text(pilot.app)
            assert pilot.app.screen.query_one("#at", LineField).has_focus
            await burst(pilot, "<ctrl+u>")
            assert below(pilot, "at") == "now, 18:00, yesterday 9am, mon 14:30"
    assert await entries(db) == ()


async def test_a_phrase_that_is_only_guessed_is_told_before_it_is_saved(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c5<shift+tab>a fortnight ago")
        assert below(pilot, "at") == "now, 18:00, yesterday 9am, mon 14:30"
        await burst(pilot, "<enter>")
        assert below(pilot, "at") == "Fri 6 Nov, 21:00, 2 weeks ago? Save once more if that is what you mean."
        assert await entries(db) == ()
        await burst(pilot, "x<enter>")  # another text is another question
        assert below(pilot, "at") == "Try 18:00, yesterday 9am, mon 14:30 or 2026-11-19."
        await burst(pilot, "<backspace>")
        assert below(pilot, "at") == "Fri 6 Nov, 21:00, 2 weeks ago"
        await burst(pilot, "<enter>")
        assert isinstance(pilot.app.screen, MainScreen)
    (entry,) = await entries(db)
    assert entry.local == NOW.replace(day=6)


EVERYTHING = "c2<tab>meetings<enter>em<tab>bored<enter><tab><right><tab>One.<enter>Two.<tab>yesterday 9am"


async def test_escape_keeps_what_was_typed_and_c_brings_it_back(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, EVERYTHING + "<escape>")
        assert "Not saved, but kept" in screen_text(pilot.app)
        assert isinstance(pilot.app.screen, MainScreen)
        await burst(pilot, "3c")
        assert "This is what you were writing. It is not saved yet." in screen_text(pilot.app)
        screen = pilot.app.screen
        assert screen.query_one(Rating).value == -1
        assert screen.query_one("#activities", WordPicker).typed == {"chosen": ["meetings"], "line": "em"}
        assert screen.query_one("#emotions", WordPicker).typed == {"chosen": ["bored"], "line": ""}
        assert screen.query_one(Choice).value == "outside"
        assert screen.query_one(NoteField).text == "One.\nTwo."
        await burst(pilot, "<ctrl+s>")
        (entry,) = await entries(db)
        assert words(entry) == (["meetings", "em"], ["bored"])
        assert (entry.context, entry.note, entry.local) == (
            Context.OUTSIDE,
            "One.\nTwo.",
            NOW.replace(day=19, hour=9),
        )
        await burst(pilot, "c")
        assert "Press 1 to 5." in screen_text(pilot.app)  # saved is saved: the next one starts empty


async def test_closing_an_untouched_form_says_nothing(running: Running) -> None:
    async with running() as pilot:
        await burst(pilot, "c<escape>")
        assert "kept" not in screen_text(pilot.app)
        assert isinstance(pilot.app.screen, MainScreen)


@pytest.mark.parametrize("way", ["<tab>", "<tab><tab>", "<shift+tab>"])
async def test_a_line_over_500_characters_is_refused_whole(running: Running, db: Database, way: str) -> None:
    long = "long " * 120
    async with running() as pilot:
        await burst(pilot, "c3" + way)
        await paste(pilot, long)
        await burst(pilot, "<enter>")
        field = pilot.app.focused
        assert isinstance(field, LineField)
        assert field.value == long
        name = next(node for node in field.ancestors if isinstance(node, Field)).name or ""
        too_long = "Try 18:00, yesterday 9am, mon 14:30 or 2026-11-19." if name == "at" else "too long: 599 characters"
        assert too_long in below(pilot, name)
        await burst(pilot, "<ctrl+s>")
        assert too_long in below(pilot, name)
        assert isinstance(pilot.app.screen, CheckIn)
    assert await entries(db) == ()


async def test_a_note_over_200_000_characters_is_refused_whole(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c3<tab><tab><tab><tab>")
        note = pilot.app.screen.query_one(NoteField)
        note.text = "line\n" * 40_001
        await burst(pilot, "<ctrl+s>")
        assert "too long: 200,005 characters, 200,000 fit" in below(pilot, "note")
        assert len(note.text) == 200_005
        note.text = "line\n" * 40_000
        await burst(pilot, "<ctrl+s>")
        assert isinstance(pilot.app.screen, MainScreen)
    (entry,) = await entries(db)
    assert entry.note == "line\n" * 40_000


@pytest.mark.parametrize("broken", ["\0", "a\ud800"])
async def test_text_that_no_file_can_keep_is_refused_beside_the_field(
    running: Running, db: Database, broken: str
) -> None:
    async with running() as pilot:
        await burst(pilot, "c3")
        screen = pilot.app.screen
        screen.query_one("#activities WordLine", LineField).value = broken
        screen.query_one(NoteField).text = broken
        await burst(pilot, "<ctrl+s>")
        assert "can't be kept" in below(pilot, "activities")
        assert "can't be kept" in below(pilot, "note")
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
        await burst(pilot, "<enter>")
        assert "can't be kept" in below(pilot, "activities")
        assert screen.query_one(NoteField).text == broken
    assert await entries(db) == ()


@pytest.mark.parametrize("names", [list(HOSTILE)[:4], list(HOSTILE)[4:]], ids=["first", "last"])
async def test_hostile_text_is_stored_as_it_is(running: Running, db: Database, names: list[str]) -> None:
    async with running() as pilot:
        for name in names:
            text = HOSTILE[name]
            word = " ".join(text.split())[:500].strip()
            await burst(pilot, "c3")
            screen = pilot.app.screen
            screen.query_one("#activities WordLine", LineField).value = word
            screen.query_one("#emotions WordLine", LineField).value = word
            screen.query_one(NoteField).text = text
            await burst(pilot, "<tab><enter><tab><enter>")
            assert not NEVER_DRAWN.search(screen_text(pilot.app)), name
            await burst(pilot, "<ctrl+s>")
            assert isinstance(pilot.app.screen, MainScreen), name
            (entry,) = [entry for entry in await entries(db) if entry.note == text]
            assert words(entry) == ([word], [word]), name
        await burst(pilot, "c<tab>")  # now they are offered
        assert not NEVER_DRAWN.search(screen_text(pilot.app))


async def test_a_refused_write_keeps_the_form_open_with_every_word(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, EVERYTHING)
        refuse_writes(db, refused=True)
        await burst(pilot, "<ctrl+s>")
        assert isinstance(pilot.app.screen, CheckIn)
        shown = screen_text(pilot.app)
        assert "Your words are still here" in shown
        assert "yesterday 9am" in shown
        assert pilot.app.screen.query_one(NoteField).text == "One.\nTwo."
        assert await entries(db) == ()
        refuse_writes(db, refused=False)
        await burst(pilot, "<ctrl+s>")
        assert isinstance(pilot.app.screen, MainScreen)
    (entry,) = await entries(db)
    assert words(entry) == (["meetings", "em"], ["bored"])


HOLD = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("held", flush=True)
input()
other.execute("ROLLBACK")
other.close()
"""


def hold(path: Path) -> "subprocess.Popen[str]":
    """Have another program hold the journal until it is given a line."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout
    assert other.stdout.readline() == "held\n"
    return other


async def test_while_another_program_holds_the_file_the_form_waits_and_keeps_its_words(
    running: Running, db: Database, path: Path
) -> None:
    async with running() as pilot:
        await burst(pilot, "c4<tab>meetings")
        other = hold(path)
        pilot.app.post_message(Key("ctrl+s", None))
        await until(pilot, lambda: "Saving. The file is busy" in screen_text(pilot.app))
        await burst(pilot, "lost<escape><ctrl+s>")  # none of it reaches a form that is being saved
        await until(pilot, lambda: "Your words are still here" in screen_text(pilot.app))
        field = pilot.app.focused
        assert isinstance(field, LineField)
        assert field.value == "meetings"
        other.communicate("let go\n")
        await burst(pilot, "<ctrl+s>")
        assert isinstance(pilot.app.screen, MainScreen)
    (entry,) = await entries(db)
    assert words(entry)[0] == ["meetings"]


async def test_bursts_do_what_slow_hands_would(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c4<enter>c2<enter>c5<ctrl+s><ctrl+s>")
        assert isinstance(pilot.app.screen, MainScreen)
        assert sorted(entry.engagement or 0 for entry in await entries(db)) == [-1, 1, 2]
        await burst(pilot, "c4<tab>meetings<enter><tab>bored<enter>")
        screen = pilot.app.screen
        assert screen.query_one("#activities", WordPicker).typed == {"chosen": ["meetings"], "line": ""}
        assert screen.query_one("#emotions", WordPicker).typed == {"chosen": ["bored"], "line": ""}
        await burst(pilot, "<enter>")
    (entry,) = [entry for entry in await entries(db) if entry.activities]
    assert (entry.engagement, *words(entry)) == (1, ["meetings"], ["bored"])


async def test_a_hand_faster_than_the_disk_still_gets_the_known_word(path: Path) -> None:
    first = Database(path, lambda: NOW)
    await write(first, ("meetings",))
    first.close()
    second = Database(path, lambda: NOW)
    app = RutApp(second, Settings(), lambda: NOW)
    async with app.run_test(notifications=True) as pilot:
        await burst(pilot, "c4<tab>mee<enter>em<enter><ctrl+s>")
        await until(pilot, lambda: isinstance(app.screen, MainScreen))
        _, entry = await entries(second)
    second.close()
    assert words(entry)[0] == ["meetings", "em"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)])
async def test_tab_reaches_every_field_and_shows_it_whole(running: Running, size: tuple[int, int]) -> None:
    async with running(size=size) as pilot:
        await burst(pilot, "c4<tab>one<enter>two<enter><tab>bored<enter><tab><tab>" + "line<enter>" * 12)
        seen: list[str] = []
        for _ in range(6):
            await burst(pilot, "<tab>")
            focus = pilot.app.focused
            assert focus
            field = next(node for node in focus.ancestors if isinstance(node, Field))
            seen.append(field.name or "")
            window = pilot.app.screen.query_one(".form").content_region
            assert window.contains_region(field.region), (field.name, field.region, window)
        assert sorted(seen) == ["activities", "at", "context", "emotions", "engagement", "note"]


async def test_an_entry_saved_unchanged_keeps_its_moment_and_zone(running: Running, db: Database) -> None:
    at = datetime(2026, 11, 20, 4, 30, 17, tzinfo=timezone(timedelta(hours=-5)))
    draft = EntryDraft(at=at, engagement=-2, context=Context.OUTSIDE, activities=("moving",), note="Boxes.\r\nMore.")
    before = await db.run(lambda store: store.entries.add(draft))
    async with running("journal") as pilot:
        await press(pilot, "enter")
        assert "2026-11-20 04:30" in screen_text(pilot.app)
        await burst(pilot, "<right><ctrl+s>")
    (after,) = await entries(db)
    assert after == before.model_copy(update={"engagement": -1, "updated_at": after.updated_at})
    assert after.at == datetime(2026, 11, 20, 9, 30, 17, tzinfo=UTC)


def test_killed_right_after_saved_nothing_is_lost(tmp_path: Path) -> None:
    journal = tmp_path / "rut.db"
    with Terminal("--db", str(journal), env=clean_environment(tmp_path)) as terminal:
        terminal.see("One step")
        terminal.type("c2\tmeetings\r\tbored\r\t\tStatus call.\rTwice: \u4e2d \U0001f600.\x13")
        terminal.see("Saved, 21:00")
        terminal.signal(signal.SIGKILL)
        terminal.wait()
    database = Database(journal, lambda: NOW, create=False)
    (entry,) = database.run_sync(lambda store: store.entries.latest(10))
    database.close()
    assert (entry.engagement, *words(entry)) == (-1, ["meetings"], ["bored"])
    assert entry.note == "Status call.\nTwice: 中 😀."
