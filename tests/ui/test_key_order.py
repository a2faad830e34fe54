"""Keys and pastes take effect in the order they were typed, also when one was slow."""

import asyncio
from threading import Event
from typing import Any

from driving import NOW, Running, post, screen_text, until
from textual import events

from rut_tui.key_order import KeyDone
from rut_tui.modals.goal_form import GoalForm
from rut_tui.storage.faults import NotSaved
from rut_tui.storage.store import Store
from rut_tui.storage.worker import Database
from rut_tui.widgets.rating import Rating
from rut_tui.widgets.words import WordPicker


async def test_a_key_that_lands_late_stands_for_no_later_one(running: Running) -> None:
    async with running() as pilot:
        app: Any = pilot.app
        for key in ("c", "4", "tab", *"meetings", "enter", "tab", *"bored", "enter", "x"):
            post(app, key)
            app.post_message(KeyDone(0, app, last=True))  # of a key that ran out of patience long ago
        await until(pilot, lambda: bool(app.screen.query("#emotions WordLine")) and not app._typed)
        await until(pilot, lambda: app.screen.query_one("#emotions", WordPicker).typed["line"] == "x")
        assert app.screen.query_one("#activities", WordPicker).typed == {"chosen": ["meetings"], "line": ""}
        assert app.screen.query_one("#emotions", WordPicker).typed == {"chosen": ["bored"], "line": "x"}


async def test_a_paste_waits_for_the_keys_before_it(running: Running) -> None:
    async with running() as pilot:
        app: Any = pilot.app
        post(app, "c", "4", "tab", "m")
        app.post_message(events.Paste("eetings"))
        post(app, "enter", "tab")
        app.post_message(events.Paste("bored"))
        post(app, "enter", "x")
        await until(pilot, lambda: bool(app.screen.query("#emotions WordLine")) and not app._typed)
        await until(pilot, lambda: app.screen.query_one("#emotions", WordPicker).typed["line"] == "x")
        assert app.screen.query_one("#activities", WordPicker).typed == {"chosen": ["meetings"], "line": ""}
        assert app.screen.query_one("#emotions", WordPicker).typed == {"chosen": ["bored"], "line": "x"}


async def test_keys_typed_while_a_slow_disk_saves_go_where_they_were_meant(running: Running, db: Database) -> None:
    go = Event()
    async with running() as pilot:
        app: Any = pilot.app
        await pilot.press("c", "4")
        waiting = asyncio.ensure_future(db.run(lambda _: go.wait(20)))
        post(app, "enter", "c", "2", "tab", *"late", "ctrl+s", "3")
        await until(pilot, lambda: "Saving." in screen_text(app))
        assert len(app._typed) == 9, "they wait"
        go.set()
        await waiting
        await until(pilot, lambda: not app.answering)
        await until(pilot, lambda: app.screen.query_one("HeaderLine").current == "journal")
        await until(pilot, lambda: "late" in screen_text(app))
    found = await db.run(lambda store: store.entries.on_day(NOW.date()))
    assert sorted((entry.engagement, [word.name for word in entry.activities]) for entry in found) == [
        (-1, ["late"]),
        (1, []),
    ]


async def test_a_key_that_needs_nothing_from_a_slow_disk_is_answered_at_once(running: Running, db: Database) -> None:
    go = Event()
    async with running("journal") as pilot:
        app: Any = pilot.app
        waiting = asyncio.ensure_future(db.run(lambda _: go.wait(20)))
        post(app, "left_square_bracket")
        await until(pilot, lambda: "yesterday" in screen_text(app))
        await until(pilot, lambda: "reading…" in screen_text(app))
        post(app, "left_square_bracket", "4")
        await until(pilot, lambda: app.screen.query_one("HeaderLine").current == "goals")
        post(app, "n")  # acts on what the board shows, so it waits
        await until(pilot, lambda: len(app._typed) == 1)
        go.set()
        await waiting
        await until(pilot, lambda: isinstance(app.screen, GoalForm))


async def test_keys_typed_behind_a_save_that_fails_reach_nothing(running: Running, db: Database) -> None:
    go = Event()

    def fail(_: Store) -> None:
        assert go.wait(20)
        raise NotSaved("It was not saved: the disk is full.")

    async with running() as pilot:
        app: Any = pilot.app
        await pilot.press("c", "4")
        app.screen._run = lambda _: db.run(fail)
        post(app, "enter", "5", "tab", "x")
        await until(pilot, lambda: "Saving." in screen_text(app))
        go.set()
        await until(pilot, lambda: "Your words are still here" in screen_text(app))
        await until(pilot, lambda: not app.answering)
        assert app.screen.query_one(Rating).value == 1
        assert isinstance(app.focused, Rating)
