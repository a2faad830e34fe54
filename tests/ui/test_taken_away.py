"""The file is taken away while the app is open: it says where everything is, keeps what is typed, and goes on."""

import sqlite3
from pathlib import Path

import pytest
from driving import NOW, Running, press, screen_text, settled, until
from hands import burst
from savings_hands import add, field
from terminal import Terminal, clean_environment

from rut_tui.app import RutApp
from rut_tui.domain.journal import EntryDraft
from rut_tui.main_screen import MainScreen
from rut_tui.settings import Settings
from rut_tui.storage.worker import Database


def rescued(path: Path) -> Path:
    (copy,) = path.parent.glob("rut.rescued-*.db")
    return copy


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


async def test_it_is_noticed_said_where_everything_is_and_shown_for_as_long_as_it_lasts(
    running: Running, db: Database, path: Path
) -> None:
    await db.run(lambda store: store.entries.add(EntryDraft(at=NOW, engagement=1, note="kept words")))
    async with running("journal", (120, 40)) as pilot:
        moved = path.with_name("moved.db")
        path.rename(moved)
        await until(pilot, lambda: "The journal was taken away" in screen_text(pilot.app), seconds=6)
        assert "can't save" in screen_text(pilot.app).splitlines()[0]
        assert rescued(path).name in "".join(screen_text(pilot.app).split())
        await press(pilot, "1", "3")
        assert "kept words" in screen_text(pilot.app), "reading goes on"

        moved.rename(path)
        await until(pilot, lambda: "Saving works again" in screen_text(pilot.app), seconds=6)
        assert "can't save" not in screen_text(pilot.app)
        await burst(pilot, "c4<enter>")
        assert isinstance(pilot.app.screen, MainScreen)
    assert asked(path, "SELECT count(*) FROM entries") == [(2,)]


@pytest.mark.parametrize("how", ["deleted", "replaced"])
async def test_a_form_keeps_its_words_and_says_where_the_rest_is(
    running: Running, db: Database, path: Path, how: str
) -> None:
    await db.run(lambda store: store.entries.add(EntryDraft(at=NOW, engagement=1)))
    async with running("today", (120, 40)) as pilot:
        await burst(pilot, "c4<tab>meetings")
        if how == "replaced":
            path.rename(path.with_name("moved.db"))
            path.write_bytes(b"another file")
        else:
            path.unlink()
        await burst(pilot, "<ctrl+s>")
        text = screen_text(pilot.app)
        assert "meetings" in text
        assert "Your words are still here" in text
        assert rescued(path).name in "".join(text.replace("▌", "").split())
    assert asked(rescued(path), "SELECT count(*) FROM entries") == [(1,)]
    if how == "replaced":
        assert path.read_bytes() == b"another file"


async def test_figures_typed_after_that_are_in_the_copy_when_the_app_is_left(db: Database, path: Path) -> None:
    await add(db, savings=1, essential=2400)
    app = RutApp(db, Settings(), lambda: NOW, start="savings")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        path.unlink()
        await burst(pilot, "<down>9000<escape>")
        assert field(pilot, "savings").value == "9000"
        await pilot.press("q")
    assert app.return_code == 7
    ((figures,),) = asked(rescued(path), "SELECT plan ->> 'savings' FROM plans")
    assert figures == "9000"


async def test_answers_given_after_that_are_in_the_copy(running: Running, db: Database, path: Path) -> None:
    async with running("audit") as pilot:
        await press(pilot, "right", "enter", "4")
        path.unlink()
        await press(pilot, "3", "2")
        assert "2 not saved yet" in screen_text(pilot.app)
    assert asked(rescued(path), "SELECT rating FROM sign_ratings ORDER BY rating") == [(2,), (3,), (4,)]


def test_at_the_end_the_terminal_says_where_everything_is(tmp_path: Path) -> None:
    journal = tmp_path / "journal" / "rut.db"
    with Terminal("--db", str(journal), env=clean_environment(tmp_path)) as terminal:
        terminal.see("One step")
        terminal.type("c4\r")
        terminal.see("Saved")
        journal.unlink()
        terminal.see("The journal was taken away")
        terminal.type("q")
        terminal.wait()
        after = terminal.raw.rsplit(b"\x1b[?1049l", 1)[1].decode()
    assert str(rescued(journal)) in after


@pytest.mark.parametrize("begun", [False, True], ids=["typed after", "typed before"])
async def test_what_is_typed_after_that_is_kept_in_the_copy(
    running: Running, db: Database, path: Path, begun: bool
) -> None:
    async with running("today") as pilot:
        await burst(pilot, "c4<tab>meet" if begun else "")
        path.unlink()
        await burst(pilot, "ings" if begun else "c4<tab>meetings")
        await pilot.app.drafts.flush()  # type: ignore[attr-defined]  # our app
        await pilot.press("ctrl+q")
    ((fields,),) = asked(rescued(path), "SELECT fields FROM drafts")
    assert "meetings" in str(fields)
