"""A real app on a real file in a temporary folder, with the clock stopped at 21:00 on Friday 20 November 2026."""

import io
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from rut_tui.app import RutApp
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=1)))

Running = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No blinking caret, no animation, no colours or folders of the machine."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "RUT_TUI_DB", "RUT_TUI_CONFIG_DIR", "RUT_TUI_TODAY", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where this test's journal is."""
    return tmp_path / "rut.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """The worker that owns the file; closed at the end."""
    database = Database(path, lambda: NOW)
    database.start()
    yield database
    database.close()


@pytest.fixture
def running(db: Database) -> Running:
    """Start the app: `async with running("audit", size=(80, 24)) as pilot`."""

    @asynccontextmanager
    async def start(screen: str = "today", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[int]]:
        app = RutApp(db, Settings(), lambda: NOW, start=screen)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            yield pilot

    return start


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until loads, saves and what they draw are done."""
    for _ in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, then wait until their effects are drawn."""
    await pilot.press(*keys)
    await settled(pilot)


async def until(pilot: Pilot[Any], condition: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait for a condition that something outside the app's own queue brings about."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the condition never held"
        await pilot.pause(0.01)


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
