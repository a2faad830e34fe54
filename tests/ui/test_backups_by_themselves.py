"""Backups while the app is open: nothing is said of those that are made, and one that can't be made costs no save."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from driving import NOW, Running, press, screen_text, until

from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.backups import Backup, Backups
from rut_tui.storage.store import open_store
from rut_tui.storage.worker import Database

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where this test's journal is: in a folder with nothing else in it, with some entries."""
    path = tmp_path / "data" / "rut.db"
    store = open_store(path, lambda: NOW)
    with store.transaction():
        for day in range(1, 60):
            store.entries.add(EntryDraft(at=NOW - timedelta(days=day), engagement=1, note="words " * 100))
    store.close()
    return path


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """The worker as the app has it when somebody sits in front of it."""
    database = Database(path, lambda: NOW, undo=True, sitting=True)
    database.start()
    yield database
    database.close()


def made(path: Path) -> tuple[Backup, ...]:
    return Backups(path, lambda: NOW).all()


async def test_one_is_made_after_a_check_in_and_not_spoken_of(running: Running, path: Path) -> None:
    async with running() as pilot:
        await press(pilot, "c", "4", "enter")
        await until(pilot, lambda: len(made(path)) == 1)
        assert "Saved" in screen_text(pilot.app)
        await press(pilot, "c", "2", "enter")
        assert "backup" not in screen_text(pilot.app).lower()
    assert [backup.entries for backup in made(path)] == [60]


async def test_one_that_can_not_be_made_is_said_and_the_check_in_stands(
    running: Running, path: Path, db: Database
) -> None:
    (path.parent / "backups").write_text("mine")
    async with running(size=(80, 24)) as pilot:
        await press(pilot, "c", "4", "enter")
        assert "Saved" in screen_text(pilot.app)
        await until(pilot, lambda: "The backup was not made" in screen_text(pilot.app))
        said = " ".join(screen_text(pilot.app).replace("▌", " ").split())
        assert "its folder can't be written to." in said
        assert await db.run(lambda store: store.entries.counts().entries) == 60
        await press(pilot, "2", "g", "j", "enter", "3")
        assert await db.run(lambda store: store.audits.current())
        assert "The backup was not made" in screen_text(pilot.app), "what is saved next doesn't take it away"
        await press(pilot, "c", "2", "enter")
        assert "The backup was not made" not in screen_text(pilot.app), "once is enough"
    assert (path.parent / "backups").read_text() == "mine"


async def test_damage_that_a_backup_finds_is_met_at_once(running: Running, path: Path) -> None:
    """What was read at the start was whole then; the last backup is what is gone on with."""
    earlier = Backups(path, lambda: NOW - timedelta(days=1)).make()
    async with running() as pilot:
        with path.open("r+b") as file:
            file.seek(30 * PAGE)
            file.write(bytes(PAGE))
        await press(pilot, "c", "4", "enter")
        await until(pilot, lambda: "Your journal can't be opened" in screen_text(pilot.app))
        await until(pilot, lambda: "Thu 19 Nov" in screen_text(pilot.app))
    assert made(path) == (earlier,)
