"""A damaged journal at the start: what is said, going on with a backup, reading what is left, leaving it as it is."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from driving import NOW, press, screen_text, settled, until
from hands import burst
from textual.pilot import Pilot

from rut_tui.app import RutApp
from rut_tui.domain.goals import Column, GoalDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.main_screen import MainScreen
from rut_tui.modals.recovery import Recovery
from rut_tui.settings import Settings
from rut_tui.storage import structure
from rut_tui.storage.backups import Backup, Backups
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import open_store
from rut_tui.storage.worker import Database
from rut_tui.widgets import secret

PAGE = 4096
RIGHT = "correct horse battery staple"

Starts = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret, "PAUSE", 0.01)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where this test's journal is: in a folder with nothing else in it."""
    return tmp_path / "data" / "rut.db"


@pytest.fixture
def start(path: Path) -> Starts:
    @asynccontextmanager
    async def starts(screen: str = "goals", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[int]]:
        database = Database(path, lambda: NOW, undo=True)
        database.start()
        app = RutApp(database, Settings(), lambda: NOW, start=screen)
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                await settled(pilot)
                yield pilot
        finally:
            database.close()

    return starts


def write(path: Path, note: str, at: datetime, passphrase: str = "") -> None:
    """Write an entry, and a goal that the Goals screen shows."""
    store = open_store(path, lambda: at, passphrase=Passphrase.of(passphrase) if passphrase else None)
    store.entries.add(EntryDraft(at=at, engagement=1, note=note))
    store.goals.add(GoalDraft(title=note), Column.DOING)
    store.close()


def back_up(path: Path, at: datetime, passphrase: str = "") -> Backup:
    return Backups(path, lambda: at, Passphrase.of(passphrase) if passphrase else None).make()


def zero(path: Path, page: int) -> bytes:
    """Damage a page of a file; return the file as it is then."""
    whole = bytearray(path.read_bytes())
    whole[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(whole)
    return bytes(whole)


@pytest.fixture
def damaged(path: Path) -> bytes:
    """A journal of three entries, of which one, then two are in backups; then a page of it goes. What is left."""
    for days, note in ((20, "first"), (1, "second")):
        write(path, note, NOW - timedelta(days=days))
        back_up(path, NOW - timedelta(days=days))
    write(path, "third", NOW - timedelta(hours=1))
    return zero(path, 1)


@contextmanager
def another_process(path: Path) -> Iterator[None]:
    """Another rut-tui that has the journal in use."""
    code = (
        "import sys; from pathlib import Path; from rut_tui.storage.lock import JournalLock;"
        f"lock = JournalLock(Path({str(path)!r})); lock.share(); print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        yield
        other.terminate()


def everything(path: Path) -> dict[str, str]:
    """What lies in a folder, to the byte, but for the empty files that locks are held on."""
    return {
        str(file.relative_to(path.parent)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in path.parent.rglob("*")
        if file.is_file() and file.suffix != ".lock"
    }


async def test_it_says_what_is_known_and_lists_the_backups_newest_first(damaged: bytes, start: Starts) -> None:
    async with start(size=(100, 30)) as pilot:
        text = screen_text(pilot.app)
        assert "Your journal can't be opened" in text
        assert "is damaged: a part of it can't be read." in " ".join(text.split())
        assert "It was left as it is." in " ".join(text.split())
        assert "1 Today" not in text
        rows = [line.split() for line in text.splitlines() if "entr" in line and ":" in line]
        assert rows == [
            ["▌", "Thu", "19", "Nov", "21:00", "yesterday", "2", "entries"],
            ["Sat", "31", "Oct", "21:00", "3", "weeks", "ago", "one", "entry"],
        ]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)])
async def test_the_list_fits(path: Path, start: Starts, size: tuple[int, int]) -> None:
    write(path, "first", NOW - timedelta(days=400), RIGHT)
    made = back_up(path, NOW - timedelta(days=400), RIGHT)
    made.path.rename(made.path.with_name(made.path.name.replace(".1.db", ".75000.db")))
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])
    async with start(size=size) as pilot:
        row = next(line for line in screen_text(pilot.app).splitlines() if "75,000" in line)
        assert row.split() == [
            "▌",
            "16",
            "Oct",
            "2025",
            "21:00",
            "13",
            "months",
            "ago",
            "75,000",
            "entries",
            "■",
            "sealed",
        ]
        assert screen_text(pilot.app).splitlines()[-1].rstrip().endswith("ctrl+q quit")


async def test_leaving_ends_with_4_and_nothing_is_touched(path: Path, damaged: bytes, start: Starts) -> None:
    before = everything(path)
    async with start() as pilot:
        await press(pilot, "enter", "escape", "j", "enter", "escape")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app.return_code is not None)
        assert pilot.app.return_code == 4
    assert everything(path) == before


async def test_restoring_asks_once_and_opens_the_backup(path: Path, damaged: bytes, start: Starts) -> None:
    async with start() as pilot:
        await press(pilot, "enter")
        text = " ".join(screen_text(pilot.app).split())
        assert "Go on with the backup of Thu 19 Nov 21:00, with 2 entries?" in text
        assert "The damaged file is kept aside; nothing is deleted." in text
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen) and "second" in screen_text(pilot.app))
        assert "third" not in screen_text(pilot.app)
        said = " ".join(screen_text(pilot.app).replace("▌", "").split())
        assert "The damaged file is kept among the backups: rut.replaced-20261120T200000Z.db." in said
        await press(pilot, "c", "4", "enter")
        await until(pilot, lambda: "Saved" in screen_text(pilot.app))
    kept = [file for file in path.parent.rglob("*") if file.is_file() and file.read_bytes() == damaged]
    assert len(kept) == 1, "the damaged file is there, to the byte, under another name"
    assert kept[0] != path


async def test_another_one_can_be_chosen(path: Path, damaged: bytes, start: Starts) -> None:
    async with start() as pilot:
        await press(pilot, "down", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))
        await settled(pilot)
    store = open_store(path, lambda: NOW)
    assert [entry.note for entry in store.entries.on_day((NOW - timedelta(days=20)).date())] == ["first"]
    assert not store.entries.on_day((NOW - timedelta(days=1)).date())
    store.close()


async def test_a_backup_that_is_damaged_too_is_refused_and_another_can_be_chosen(
    path: Path, damaged: bytes, start: Starts
) -> None:
    zero(Backups(path, lambda: NOW).all()[0].path, 1)
    before = everything(path)
    async with start() as pilot:
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: "2026" in screen_text(pilot.app) and "damaged" in screen_text(pilot.app))
        await settled(pilot)
        assert isinstance(pilot.app.screen, Recovery)
        assert everything(path) == before
        await press(pilot, "j", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))


async def test_in_use_is_said_and_nothing_is_touched(path: Path, damaged: bytes, start: Starts) -> None:
    before = everything(path)
    async with start() as pilot:
        with another_process(path):
            await press(pilot, "enter", "enter")
            await until(pilot, lambda: "Another rut-tui" in screen_text(pilot.app))
            assert isinstance(pilot.app.screen, Recovery)
            assert everything(path) == before
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))


async def test_where_nothing_can_be_read_and_there_is_no_backup_it_says_how_to_begin_anew(
    path: Path, damaged: bytes, start: Starts
) -> None:
    shutil.rmtree(path.parent / "backups")
    path.write_bytes(b"")
    async with start() as pilot:
        await press(pilot, "s")
        await until(pilot, lambda: "Nothing can be read of" in screen_text(pilot.app))
        text = " ".join(screen_text(pilot.app).split())
        assert "There is no backup of it here. To begin a new journal, move the damaged file away." in text
        assert "What can still be read" not in text


async def test_without_a_backup_it_says_so(path: Path, damaged: bytes, start: Starts) -> None:
    shutil.rmtree(path.parent / "backups")
    before = everything(path)
    async with start() as pilot:
        text = screen_text(pilot.app)
        assert "There is no backup of it." in text
        assert "enter" not in text.splitlines()[-1]
        await press(pilot, "enter", "escape", "j")
        assert screen_text(pilot.app) == text
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app.return_code is not None)
        assert pilot.app.return_code == 4
    assert everything(path) == before


async def test_what_is_left_can_be_read_and_gone_on_with(path: Path, damaged: bytes, start: Starts) -> None:
    async with start() as pilot:
        await press(pilot, "s")
        await until(pilot, lambda: "Go on with" in screen_text(pilot.app))
        text = " ".join(screen_text(pilot.app).split())
        assert "could be read." in text
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))
        await press(pilot, "c", "4", "enter")
        await until(pilot, lambda: "Saved" in screen_text(pilot.app))
    assert [file for file in path.parent.rglob("*") if file.is_file() and file.read_bytes() == damaged]


async def test_what_was_read_need_not_be_used(path: Path, damaged: bytes, start: Starts) -> None:
    async with start() as pilot:
        await press(pilot, "s")
        await until(pilot, lambda: "Go on with" in screen_text(pilot.app))
        await press(pilot, "escape")
        assert "Thu 19 Nov" in screen_text(pilot.app)
    assert path.read_bytes() == damaged


async def test_a_sealed_journal_asks_first_and_needs_it_only_once(path: Path, start: Starts) -> None:
    write(path, "sealed words", NOW - timedelta(days=1), RIGHT)
    back_up(path, NOW - timedelta(days=1), RIGHT)
    zero(path, 9)
    async with start() as pilot:
        assert "Passphrase" in screen_text(pilot.app)
        await burst(pilot, f"{RIGHT}<enter>")
        await until(pilot, lambda: isinstance(pilot.app.screen, Recovery) and "■ sealed" in screen_text(pilot.app))
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen) and "■" in screen_text(pilot.app))
        await until(pilot, lambda: "sealed words" in screen_text(pilot.app))


async def test_a_sealed_backup_of_a_journal_that_says_nothing_asks_when_it_is_needed(path: Path, start: Starts) -> None:
    write(path, "sealed words", NOW - timedelta(days=1), RIGHT)
    back_up(path, NOW - timedelta(days=1), RIGHT)
    os.truncate(path, 0)
    before = everything(path)
    async with start() as pilot:
        assert isinstance(pilot.app.screen, Recovery)
        await press(pilot, "enter", "enter")
        assert "This needs its passphrase." in screen_text(pilot.app)
        await burst(pilot, "wrong<enter>")
        await until(pilot, lambda: "That isn't it." in screen_text(pilot.app))
        await press(pilot, "escape")
        assert "Thu 19 Nov" in screen_text(pilot.app)
        assert everything(path) == before
        await press(pilot, "enter", "enter")
        await burst(pilot, f"{RIGHT}<enter>")
        await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen) and "■" in screen_text(pilot.app))
        await until(pilot, lambda: "sealed words" in screen_text(pilot.app))


async def test_nothing_else_works_meanwhile(damaged: bytes, start: Starts) -> None:
    async with start() as pilot:
        before = screen_text(pilot.app)
        await press(pilot, "ctrl+p", "ctrl+l", "ctrl+z", "f1", "1", "c", "q")
        assert screen_text(pilot.app) == before
        assert pilot.app.return_code is None


async def test_damage_found_while_it_is_open_is_met_the_same_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large file is read to its end in the background: by then the first view may be up."""
    write(path, "first", NOW - timedelta(days=1))
    back_up(path, NOW - timedelta(days=1))
    zero(path, path.stat().st_size // PAGE - 1)
    monkeypatch.setattr(structure, "CHECKED_AT_ONCE", 0)
    database = Database(path, lambda: NOW, undo=True, sitting=True)
    database.start()
    app = RutApp(database, Settings(), lambda: NOW, start="goals")
    try:
        async with app.run_test(notifications=True) as pilot:
            await until(pilot, lambda: "Your journal can't be opened" in screen_text(app))
            await until(pilot, lambda: "Thu 19 Nov" in screen_text(app))
            await press(pilot, "enter", "enter")
            await until(pilot, lambda: isinstance(app.screen, MainScreen) and "first" in screen_text(app))
            await press(pilot, "c", "4", "enter")
            await until(pilot, lambda: "Saved" in screen_text(app))
    finally:
        database.close()
