"""Two at once: what another process writes is seen, and neither takes anything away from the other."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from driving import NOW, Running, press, screen_text, settled, until
from hands import burst
from textual import events
from textual.pilot import Pilot

from rut_tui.app import RutApp
from rut_tui.domain.goals import Column, GoalDraft
from rut_tui.domain.journal import Context, EntryDraft
from rut_tui.settings import Settings
from rut_tui.storage.store import Store
from rut_tui.storage.worker import Database
from rut_tui.views.journal.log import DayLog


def entry(note: str, minutes: int = 0) -> EntryDraft:
    return EntryDraft(at=NOW - timedelta(minutes=minutes), engagement=1, context=Context.WORK, note=note)


@pytest.fixture
def beside(db: Database, path: Path) -> Iterator[Database]:
    """Another process's worker on the same file, as far as the file can tell: it has a connection of its own."""
    db.run_sync(lambda store: store.path)  # the file is there
    other = Database(path, lambda: NOW)
    other.start()
    yield other
    other.close()


async def go_back_to(pilot: Pilot[int]) -> None:
    """Come back to the window from another one, as terminals report it."""
    pilot.app.post_message(events.AppBlur())
    pilot.app.post_message(events.AppFocus())
    await settled(pilot)


async def test_an_entry_written_elsewhere_is_shown_within_seconds(running: Running, beside: Database) -> None:
    async with running("journal") as pilot:
        await beside.run(lambda store: store.entries.add(entry("from the shell")))
        await until(pilot, lambda: "from the shell" in screen_text(pilot.app), seconds=6)
        assert not pilot.app._notifications, "it needs no toast"


async def test_coming_back_to_the_window_shows_it_at_once(running: Running, beside: Database) -> None:
    async with running("today") as pilot:
        await beside.run(lambda store: store.entries.add(entry("from the shell")))
        await go_back_to(pilot)
        assert "from the shell" in screen_text(pilot.app)
        await beside.run(lambda store: store.entries.add(entry("another")))
        await press(pilot, "3")
        assert "another" in screen_text(pilot.app), "a view that is shown reads anew"


async def test_selection_and_scrolling_stay(running: Running, db: Database, beside: Database) -> None:
    for number in range(12):
        await db.run(lambda store, number=number: store.entries.add(entry(f"note {number:02}", 60 - number)))
    async with running("journal") as pilot:
        await press(pilot, "up", "up", "up")
        log = pilot.app.screen.query_one(DayLog)
        chosen = log.entry
        log.scroll_to(y=4, animate=False, force=True)
        await settled(pilot)
        line = next(n for n, line in enumerate(screen_text(pilot.app).splitlines()) if "note 04" in line)
        await beside.run(lambda store: store.entries.add(entry("an early one", 90)))
        await go_back_to(pilot)
        text = screen_text(pilot.app).splitlines()
        assert log.entry == chosen
        assert "note 04" in text[line], "what was being read stays where it was"
        assert log.count == 13


async def test_a_form_being_typed_in_is_not_disturbed(running: Running, beside: Database) -> None:
    async with running("journal") as pilot:
        await burst(pilot, "c4<tab>meet")
        focused = pilot.app.focused
        await beside.run(lambda store: store.entries.add(entry("from the shell")))
        await go_back_to(pilot)
        assert pilot.app.focused is focused
        await burst(pilot, "ings<enter><ctrl+s>")
        text = screen_text(pilot.app)
        assert "from the shell" in text
        assert "meetings" in text


async def test_figures_being_typed_stay(running: Running, beside: Database) -> None:
    async with running("savings") as pilot:
        await burst(pilot, "<enter>12")
        await beside.run(lambda store: store.entries.add(entry("from the shell")))
        await go_back_to(pilot)
        await burst(pilot, "34")
        assert getattr(pilot.app.focused, "value", None) == "1234"


async def test_the_goal_that_is_chosen_stays_chosen_wherever_it_went(
    running: Running, db: Database, beside: Database
) -> None:
    for title in ("first", "second", "third"):
        await db.run(lambda store, title=title: store.goals.add(GoalDraft(title=title)))
    async with running("goals", (120, 40)) as pilot:
        await press(pilot, "down")

        def elsewhere(store: Store) -> None:
            second = store.goals.board()[1]
            store.goals.move(second.id, Column.DOING, 0)

        await beside.run(elsewhere)
        await go_back_to(pilot)
        await press(pilot, "x")
    assert {goal.title: goal.column for goal in await db.run(lambda store: store.goals.board())} == {
        "first": Column.IDEA,
        "second": Column.DONE,
        "third": Column.IDEA,
    }


@asynccontextmanager
async def second_app(db: Database) -> AsyncIterator[Pilot[int]]:
    app = RutApp(db, Settings(), lambda: NOW, start="journal")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        yield pilot


async def test_two_apps_see_what_the_other_one_wrote(running: Running, db: Database, beside: Database) -> None:
    async with running("journal") as one, second_app(beside) as two:
        for number in range(5):
            await burst(one, f"c4<tab>ours{number}<enter><ctrl+s>")
            await burst(two, f"c2<tab>theirs{number}<enter><ctrl+s>")
        for pilot in (one, two):
            await go_back_to(pilot)
            pilot.app.clear_notifications()  # "Saved." may still stand over a row
            await press(pilot, "home")
            assert "ours0" in screen_text(pilot.app)
            assert "theirs0" in screen_text(pilot.app)
    found = await db.run(lambda store: store.entries.on_day(NOW.date()))
    names = sorted(word.name for entry in found for word in entry.activities)
    assert names == sorted(f"{whose}{number}" for whose in ("ours", "theirs") for number in range(5))


LOOP = """
import sys
from rut_tui.__main__ import main
for number in range(50):
    sys.argv = ["rut-tui", "--db", JOURNAL, "log", "3", "-n", f"loop {number}"]
    assert main() == 0, number
"""


def logs(path: Path) -> "subprocess.Popen[bytes]":
    """Start another process that runs the command fifty times."""
    environment = {**os.environ, "RUT_TUI_TODAY": NOW.isoformat()}
    code = f"JOURNAL = {str(path)!r}\n{LOOP}"
    return subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL)


async def test_checking_in_while_commands_write_loses_nothing(running: Running, db: Database, path: Path) -> None:
    async with running("journal") as pilot:
        loop = logs(path)
        ours = 0
        while loop.poll() is None:
            await burst(pilot, f"c4<tab>by keys {ours}<enter><ctrl+s>")
            ours += 1
        assert loop.returncode == 0
        await go_back_to(pilot)
        assert f"today, {50 + ours} entries" in screen_text(pilot.app)
    found = await db.run(lambda store: store.entries.on_day(NOW.date()))
    assert sorted(entry.note for entry in found if entry.note) == sorted(f"loop {number}" for number in range(50))
    typed = [word.name for entry in found for word in entry.activities]
    assert sorted(typed) == sorted(f"by keys {number}" for number in range(ours))
    assert ours > 1
