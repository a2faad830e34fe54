"""Keys and pastes take effect in the order they were typed, also when one was slow."""

from typing import Any

from driving import Running, until
from textual import events

from rut_tui.key_order import KeyDone, KeysInOrder
from rut_tui.widgets.words import WordPicker


def post(app: KeysInOrder[Any], *typed: str) -> None:
    for key in typed:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_a_key_that_lands_late_stands_for_no_later_one(running: Running) -> None:
    async with running() as pilot:
        app: Any = pilot.app
        for key in ("c", "4", "tab", *"meetings", "enter", "tab", *"bored", "enter", "x"):
            post(app, key)
            app.post_message(KeyDone(0))  # of a key that ran out of patience long ago
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
