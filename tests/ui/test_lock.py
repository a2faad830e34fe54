"""The passphrase before the journal, the key that blanks the screen, and the lock that comes of itself."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from driving import NOW, press, screen_text, settled, until
from hands import NEVER_DRAWN, WORST, answered, burst, paste
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from rut_tui.app import RutApp
from rut_tui.domain.goals import Column, GoalDraft
from rut_tui.idle import Idle
from rut_tui.main_screen import MainScreen
from rut_tui.modals.lock import Lock
from rut_tui.settings import Settings
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import open_store
from rut_tui.storage.worker import Database
from rut_tui.widgets import secret

RIGHT = "correct horse battery staple"
MARKER = "ZEBRA"


@dataclass
class Wall:
    """A clock that goes on when it is told to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


Starts = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret, "PAUSE", 0.01)


def write(path: Path, passphrase: Passphrase | None) -> None:
    """Make a journal with one goal that the Goals screen shows."""
    store = open_store(path, lambda: NOW, passphrase=passphrase)
    store.goals.add(GoalDraft(title=f"{MARKER} goal"), Column.DOING)
    store.close()


@pytest.fixture
def sealed(path: Path) -> Path:
    """A journal with a passphrase."""
    write(path, Passphrase.of(RIGHT))
    return path


@pytest.fixture
def plain(path: Path) -> Path:
    """A journal without one."""
    write(path, None)
    return path


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def start(path: Path, wall: Wall) -> Starts:
    """Start the app on the file: `async with start("goals") as pilot`; `until` its gate or its view is up."""

    @asynccontextmanager
    async def starts(
        screen: str = "goals", size: tuple[int, int] = (80, 24), *, settings: Settings | None = None
    ) -> AsyncIterator[Pilot[int]]:
        database = Database(path, wall, undo=True)
        database.start()
        app = RutApp(database, settings or Settings(), wall, start=screen)
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                await settled(pilot)
                yield pilot
        finally:
            database.close()

    return starts


def the_app(pilot: Pilot[int]) -> RutApp:
    assert isinstance(pilot.app, RutApp)
    return pilot.app


def locked(pilot: Pilot[int]) -> bool:
    """Whether a lock is up and the journal is closed behind it."""
    return isinstance(pilot.app.screen, Lock) and "Lock" in screen_text(pilot.app)


async def give(pilot: Pilot[int], passphrase: str) -> None:
    """Type a passphrase and enter, as one burst."""
    await burst(pilot, f"{passphrase}<enter>")


def fingerprint(path: Path) -> dict[str, str]:
    """What lies in the folder of a journal, to the byte."""
    return {
        str(file.relative_to(path.parent)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in path.parent.rglob("*")
        if file.is_file() and not file.name.endswith(".lock")
    }


async def test_a_sealed_journal_shows_nothing_but_the_question(sealed: Path, start: Starts) -> None:
    async with start() as pilot:
        text = screen_text(pilot.app)
        assert "rut-tui" in text
        assert "Passphrase" in text
        assert "enter open" in text
        assert "ctrl+q quit" in text
        assert "1 Today" not in text
        assert MARKER not in text
        assert isinstance(pilot.app.focused, Input)


async def test_the_right_passphrase_opens_the_screen_that_was_asked_for(sealed: Path, start: Starts) -> None:
    async with start() as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: f"{MARKER} goal" in screen_text(pilot.app))
        assert "Fri 20 Nov ■" in screen_text(pilot.app).splitlines()[0]
        assert isinstance(pilot.app.screen, MainScreen)


async def test_the_header_says_sealed_in_words_where_there_is_room(sealed: Path, start: Starts) -> None:
    async with start(size=(120, 30)) as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        assert screen_text(pilot.app).splitlines()[0].endswith("■ sealed")
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert screen_text(pilot.app).splitlines()[0].endswith("■ sealed")


async def test_a_journal_without_a_passphrase_says_nothing_of_one(plain: Path, start: Starts) -> None:
    async with start(size=(120, 30)) as pilot:
        assert "sealed" not in screen_text(pilot.app)


async def test_wrong_wrong_right(sealed: Path, start: Starts) -> None:
    async with start() as pilot:
        for wrong in ("correct horse", "Correct horse battery staple"):
            await give(pilot, wrong)
            await until(pilot, lambda: "That isn't it." in screen_text(pilot.app))
            assert pilot.app.screen.query_one(Input).value == ""
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))


async def test_three_wrong_ones_end_it_with_8_and_nothing_is_touched(sealed: Path, start: Starts) -> None:
    before = fingerprint(sealed)
    async with start() as pilot:
        for wrong in ("one", "two", "three"):
            assert pilot.app.return_code is None
            await give(pilot, wrong)
            await until(pilot, lambda: pilot.app.return_code is not None or "That isn't it." in screen_text(pilot.app))
            await pilot.pause(0.02)
        await until(pilot, lambda: pilot.app.return_code is not None)
        assert pilot.app.return_code == 8
    assert fingerprint(sealed) == before


async def test_leaving_the_question_changes_nothing(sealed: Path, start: Starts) -> None:
    before = fingerprint(sealed)
    async with start() as pilot:
        await pilot.press(*"half", "ctrl+q")
        await until(pilot, lambda: pilot.app.return_code is not None)
        assert pilot.app.return_code == 0
    assert fingerprint(sealed) == before


async def test_an_empty_passphrase_is_no_try(sealed: Path, start: Starts) -> None:
    async with start() as pilot:
        for _ in range(4):
            await press(pilot, "enter")
            assert "Type a passphrase." in screen_text(pilot.app)
        assert pilot.app.return_code is None


def test_each_wrong_one_makes_the_next_wait_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret, "PAUSE", 1.0)
    assert [secret.pause_after(wrong) for wrong in (0, 1, 2, 3, 4, 5, 6, 7, 5000)] == [0, 1, 2, 4, 8, 16, 30, 30, 30]


async def test_enter_in_the_pause_is_not_lost_and_does_not_shorten_it(
    sealed: Path, start: Starts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secret, "PAUSE", 0.5)
    async with start() as pilot:
        tried: list[float] = []
        unlock = the_app(pilot).db.unlock

        async def timed(passphrase: Passphrase) -> None:
            tried.append(secret.monotonic())
            await unlock(passphrase)

        monkeypatch.setattr(the_app(pilot).db, "unlock", timed)
        await give(pilot, "wrong")
        await until(pilot, lambda: "That isn't it." in screen_text(pilot.app))
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        first, second = tried
        assert second - first >= 0.5


async def test_what_is_typed_behind_the_passphrase_goes_to_what_it_opens(sealed: Path, start: Starts) -> None:
    async with start("today") as pilot:
        await burst(pilot, f"{RIGHT}<enter>c4<enter>")
        await until(pilot, lambda: "Saved" in screen_text(pilot.app))
        (entry,) = await the_app(pilot).db.run(lambda store: store.entries.on_day(NOW.date()))
        assert entry.engagement == 1


@pytest.mark.parametrize("name", list(WORST))
async def test_the_field_takes_any_text_and_draws_none_of_it(sealed: Path, start: Starts, name: str) -> None:
    async with start() as pilot:
        await paste(pilot, WORST[name])
        text = screen_text(pilot.app)
        assert not NEVER_DRAWN.search(text)
        assert "after" not in text
        assert "bold" not in text
        if name == "long":
            assert "Not pasted: it is 10,200 characters long, and this field holds 500." in " ".join(text.split())
            return
        await press(pilot, "enter")
        await until(pilot, lambda: "That isn't it." in screen_text(pilot.app))


async def test_the_passphrase_never_gets_to_the_clipboard(sealed: Path, start: Starts) -> None:
    async with start() as pilot:
        await burst(pilot, "secret words")
        await press(pilot, "ctrl+a", "shift+end", "ctrl+c", "ctrl+x")
        assert pilot.app.clipboard == ""
        field = pilot.app.screen.query_one(Input)
        field.select_all()
        await press(pilot, "ctrl+c", "ctrl+x")
        assert pilot.app.clipboard == ""
        assert field.value == "secret words"


async def test_blank_hides_everything_at_once_and_any_key_comes_back(plain: Path, start: Starts) -> None:
    async with start() as pilot:
        before = screen_text(pilot.app)
        assert MARKER in before
        await pilot.press("ctrl+l")
        text = screen_text(pilot.app)
        assert text.split() == ["rut-tui", "Any", "key", "comes", "back."]
        await press(pilot, "q")
        assert pilot.app.return_code is None, "the key is no command"
        assert screen_text(pilot.app) == before


@pytest.mark.parametrize("key", ["ctrl+l", "tab", "escape", "x", "ctrl+c", "space", "f1", "ctrl+p"])
async def test_any_key_is_any_key(plain: Path, start: Starts, key: str) -> None:
    async with start() as pilot:
        before = screen_text(pilot.app)
        await press(pilot, "ctrl+l", key)
        assert screen_text(pilot.app) == before


async def test_a_click_comes_back_too(plain: Path, start: Starts) -> None:
    async with start() as pilot:
        await press(pilot, "ctrl+l")
        await pilot.click(offset=(3, 3))
        await settled(pilot)
        assert MARKER in screen_text(pilot.app)


@pytest.mark.parametrize("keys", [("question_mark",), ("ctrl+p",), ("c",), ("n",)])
async def test_blank_works_over_every_page(plain: Path, start: Starts, keys: tuple[str, ...]) -> None:
    async with start() as pilot:
        await press(pilot, *keys)
        before = screen_text(pilot.app)
        await pilot.press("ctrl+l")
        assert "Any key comes back." in screen_text(pilot.app)
        assert len(screen_text(pilot.app).split()) == 5
        await press(pilot, "x")
        assert screen_text(pilot.app) == before


async def test_a_toast_is_gone_and_what_goes_wrong_meanwhile_is_said_afterwards(plain: Path, start: Starts) -> None:
    async with start() as pilot:
        pilot.app.notify(f"{MARKER} saved")
        await settled(pilot)
        await pilot.press("ctrl+l")
        assert MARKER not in screen_text(pilot.app)
        pilot.app.notify(f"{MARKER} fine")
        pilot.app.notify(f"{MARKER} not saved", severity="error")
        await settled(pilot)
        assert MARKER not in screen_text(pilot.app)
        await press(pilot, "x")
        text = screen_text(pilot.app)
        assert f"{MARKER} not saved" in text
        assert f"{MARKER} fine" not in text


async def test_text_in_a_form_is_there_again_after_the_lock(sealed: Path, start: Starts) -> None:
    async with start() as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        await press(pilot, "c", "4", "tab", *"meetings")
        before = screen_text(pilot.app)
        assert "meetings" in before
        await pilot.press("ctrl+l")
        text = screen_text(pilot.app)
        assert "meetings" not in text
        assert MARKER not in text
        assert "Passphrase" in text
        await until(pilot, lambda: locked(pilot))
        await give(pilot, RIGHT)
        await until(pilot, lambda: "meetings" in screen_text(pilot.app))
        assert "Undo starts afresh" in screen_text(pilot.app)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "Saved" in screen_text(pilot.app))


async def test_locked_means_closed(sealed: Path, start: Starts) -> None:
    """The file is let go of: another process can take it for itself alone."""
    from rut_tui.storage.lock import JournalLock

    async with start() as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: locked(pilot))
        other = JournalLock(sealed)
        other.seize(wait=0)
        other.release()


async def test_nothing_works_while_it_is_locked_but_leaving(sealed: Path, start: Starts) -> None:
    async with start() as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: locked(pilot))
        await press(pilot, "ctrl+p", "ctrl+l", "ctrl+z", "ctrl+y", "escape", "f1", "tab", "shift+tab")
        assert isinstance(pilot.app.screen, Lock)
        assert pilot.app.screen_stack[0].is_mounted
        assert len(pilot.app.screen_stack) == 2
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app.return_code is not None)
        assert pilot.app.return_code == 0


async def test_wrong_tries_at_a_lock_never_end_the_app(sealed: Path, start: Starts) -> None:
    async with start() as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: locked(pilot))
        for _ in range(5):
            await give(pilot, "wrong")
            await until(pilot, lambda: "That isn't it." in screen_text(pilot.app))
        assert pilot.app.return_code is None
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))


async def test_a_journal_that_is_gone_meanwhile_is_not_made_anew(sealed: Path, start: Starts) -> None:
    async with start() as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: locked(pilot))
        away = sealed.rename(sealed.with_name("away.db"))
        await give(pilot, "any passphrase")
        await until(pilot, lambda: "There is no journal" in screen_text(pilot.app))
        assert not sealed.exists()
        away.rename(sealed)
        await press(pilot, "ctrl+a", "ctrl+k")
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))


async def test_what_was_written_elsewhere_meanwhile_is_shown(sealed: Path, start: Starts) -> None:
    async with start() as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: locked(pilot))
        store = open_store(sealed, lambda: NOW, passphrase=Passphrase.of(RIGHT))
        store.goals.add(GoalDraft(title="from elsewhere"), Column.DOING)
        store.close()
        await give(pilot, RIGHT)
        await until(pilot, lambda: "from elsewhere" in screen_text(pilot.app))


async def test_ten_idle_minutes_lock_a_sealed_journal(sealed: Path, start: Starts, wall: Wall) -> None:
    async with start() as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        wall.now += timedelta(minutes=9, seconds=59)
        assert not the_app(pilot).lock_when_idle()
        wall.now += timedelta(seconds=1)
        assert the_app(pilot).lock_when_idle()
        await pilot.pause()
        assert MARKER not in screen_text(pilot.app)
        await until(pilot, lambda: locked(pilot))


async def test_a_key_after_the_time_locks_and_does_nothing_else(sealed: Path, start: Starts, wall: Wall) -> None:
    """As after the sleep of a laptop, when no timer ran."""
    async with start() as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        wall.now += timedelta(hours=8)
        await pilot.press("x")
        assert MARKER not in screen_text(pilot.app)
        assert pilot.app.screen.query_one(Input).value == ""


MOVE = events.MouseMove(None, 5, 5, 0, 0, 0, False, False, False)


@pytest.mark.parametrize("hand", [events.Key("f", "f"), events.Paste("x"), MOVE], ids=["key", "paste", "mouse"])
async def test_keys_pastes_and_the_mouse_put_the_lock_off(
    sealed: Path, start: Starts, wall: Wall, hand: events.Event
) -> None:
    async with start() as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        wall.now += timedelta(minutes=9)
        pilot.app.post_message(hand)
        await answered(pilot)
        wall.now += timedelta(minutes=9)
        assert not the_app(pilot).lock_when_idle()
        wall.now += timedelta(minutes=1)
        assert the_app(pilot).lock_when_idle()


async def test_minutes_that_were_set_blank_a_plain_journal_and_none_are_the_default(
    plain: Path, start: Starts, wall: Wall
) -> None:
    async with start() as pilot:
        wall.now += timedelta(days=2)
        assert not the_app(pilot).lock_when_idle()
    async with start(settings=Settings(auto_lock=1)) as pilot:
        wall.now += timedelta(minutes=1)
        assert the_app(pilot).lock_when_idle()
        await pilot.pause()
        assert "Any key comes back." in screen_text(pilot.app)


async def test_0_minutes_never_lock(sealed: Path, start: Starts, wall: Wall) -> None:
    async with start(settings=Settings(auto_lock=0)) as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        wall.now += timedelta(days=2)
        assert not the_app(pilot).lock_when_idle()


def test_idle_goes_by_the_clock_that_says_more() -> None:
    wall, steady = Wall(), [100.0]
    idle = Idle(wall, lambda: steady[0])
    steady[0] += 120
    assert idle.minutes == 2, "somebody set the clock back, or it stands still"
    wall.now += timedelta(minutes=5)
    assert idle.minutes == 5, "the machine slept"
    idle.touch()
    assert idle.minutes == 0
    wall.now -= timedelta(days=1)
    assert idle.minutes == 0


async def test_a_window_made_small_while_it_is_locked(sealed: Path, start: Starts) -> None:
    async with start() as pilot:
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: locked(pilot))
        await pilot.resize_terminal(40, 10)
        await settled(pilot)
        assert "Passphrase" in screen_text(pilot.app)
        await give(pilot, RIGHT)
        await until(pilot, lambda: "Make me larger" in screen_text(pilot.app))
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: locked(pilot))
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        await give(pilot, RIGHT)
        await until(pilot, lambda: MARKER in screen_text(pilot.app))
