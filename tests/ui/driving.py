"""What the tests of the screens share: the stopped clock, pressing keys, waiting, reading the screen."""

import asyncio
import io
import time
import unicodedata
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from datetime import datetime, timedelta, timezone
from typing import Any

from rich.console import Console
from textual import events
from textual.app import App
from textual.keys import _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.widgets._toast import Toast
from textual.worker import WorkerCancelled

from rut_tui.key_order import KeysInOrder
from rut_tui.storage.worker import Database

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=1)))

TURNS = 30
"""How often to look around; what never ends (a clock that ticks) must not hold a test up."""

Running = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until loads, saves and what they draw are done: until two looks in a row find nothing that goes on."""
    for _ in range(TURNS):
        with suppress(WorkerCancelled):  # a newer one does what it was to do
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        if not _goes_on(pilot.app):
            await asyncio.sleep(0.02)
            if not _goes_on(pilot.app):
                return


def _goes_on(app: App[Any]) -> bool:
    """Whether a worker works, a key waits, a widget has messages waiting or a screen is to be laid out."""
    if isinstance(app, KeysInOrder) and (app.answering or app.settling):
        return True
    widgets = (widget for screen in app.screen_stack for widget in screen.walk_children(with_self=True))
    return (
        any(not worker.is_finished for worker in app.workers)
        or any(screen._layout_required or screen._callbacks for screen in app.screen_stack)
        or any(node.message_queue_size for node in (app, *widgets))
    )


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when what the one before it began is done."""
    for key in keys:
        post(pilot.app, key)
        await _taken(pilot)
        await _quiet(pilot.app)
    await settled(pilot)


async def answered(pilot: Pilot[Any]) -> None:
    """Wait until everything typed has had its effect and is drawn."""
    await _taken(pilot)
    await settled(pilot)


async def _taken(pilot: Pilot[Any]) -> None:
    """Wait until every key has been handled."""
    app = pilot.app
    assert isinstance(app, KeysInOrder)
    await until(pilot, lambda: app._exit or not (app.message_queue_size or app.answering), 30)


async def _quiet(app: App[Any]) -> None:
    """Wait until two looks in a row find nothing that goes on; what never ends doesn't hold a test up for long."""
    still = 0
    for _ in range(10 * TURNS):
        still = 0 if _goes_on(app) else still + 1
        if still == 2:
            return
        await asyncio.sleep(0.01)


def post(app: App[Any], *typed: str) -> None:
    """Send keys as a terminal does, without waiting for what they do."""
    for key in typed:
        name = _character_to_key(key) if len(key) == 1 else key
        try:
            character = key if len(key) == 1 else unicodedata.lookup(_get_unicode_name_from_key(key))
        except KeyError:  # a key that types nothing
            character = None
        app.post_message(events.Key(name, character))


async def until(pilot: Pilot[Any], condition: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait for a condition that something outside the app's own queue brings about."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, screen_text(pilot.app)
        await asyncio.sleep(0.005)


def screen_text(app: App[Any]) -> str:
    """What a person sees, modals and toasts included, without colours."""
    width, height = app.size
    file = io.StringIO()
    console = Console(
        width=width, height=height, file=file, color_system=None, force_terminal=False, legacy_windows=False
    )
    # The call that Textual's own screenshots use; there is no public one that gives text.
    console.print(app.screen._compositor.render_update(full=True, screen_stack=app._background_screens))
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()).rstrip() + "\n"


def refuse_writes(db: Database, *, refused: bool) -> None:
    """Have the file refuse every write from now on, as a full disk would, or take them again."""
    db.run_sync(lambda store: store.tables._session.db.conn.execute(f"PRAGMA query_only = {int(refused)}"))


def told(pilot: Pilot[Any]) -> str:
    """What the toast says, as it is drawn, on one line."""
    place = pilot.app.screen.query_one(Toast).region
    rows = screen_text(pilot.app).splitlines()[place.y : place.bottom]
    return " ".join(" ".join(row[place.x : place.right].strip("▌ ") for row in rows).split())
