"""A real app on a real file in a temporary folder, with the clock stopped at 21:00 on Friday 20 November 2026."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from driving import NOW, Running, press, screen_text, settled, until
from textual._compositor import Compositor
from textual._styles_cache import StylesCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from rut_tui.app import RutApp
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database


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


@pytest.fixture(scope="session", autouse=True)
def _styles_parsed_once() -> Iterator[None]:
    """Each app parses the same styles; in a run of a thousand apps once in the same colours is enough."""
    parse, parsed = Stylesheet._parse_rules, dict[Any, list[RuleSet]]()

    def parse_once(sheet: Stylesheet, *css: Any, **how: Any) -> list[RuleSet]:
        key = (tuple(sheet._variables.items()), css, tuple(how.items()))
        if key not in parsed:
            parsed[key] = parse(sheet, *css, **how)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(autouse=True)
def _painted_when_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal nobody sees what is painted after each change; `screen_text` has it painted whole."""
    paint = Compositor.render_update

    def render_update(compositor: Compositor, full: bool = False, **how: Any) -> object:
        return paint(compositor, full, **how) if full else None

    monkeypatch.setattr(Compositor, "render_update", render_update)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """Textual keeps what a thousand widgets looked like; a run of many apps would carry it all along."""
    yield
    StylesCache.get_inner_outer.cache_clear()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where this test's journal is."""
    return tmp_path / "rut.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """The worker that owns the file; closed at the end."""
    database = Database(path, lambda: NOW, undo=True)
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
            screen_text(app)  # whatever the test left there can be painted

    return start


__all__ = ["NOW", "Running", "press", "screen_text", "settled", "until"]
