"""The passphrase and the blank in a real terminal: what is drawn, in which order, and nothing else."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from driving import NOW
from terminal import Terminal, clean_environment

from rut_tui.domain.goals import Column, GoalDraft
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import open_store

RIGHT = "correct horse battery staple"
MARKER = "ZEBRA"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Where it is: in a folder of its own."""
    return tmp_path / "data" / "rut.db"


def write(path: Path, passphrase: Passphrase | None = None) -> None:
    store = open_store(path, lambda: NOW, passphrase=passphrase)
    store.goals.add(GoalDraft(title=f"{MARKER} goal"), Column.DOING)
    store.close()


def test_the_question_is_the_first_thing_drawn_and_takes_what_was_typed_before_it(
    tmp_path: Path, journal: Path
) -> None:
    write(journal, Passphrase.of(RIGHT))
    with Terminal("--db", str(journal), "--screen", "goals", env=clean_environment(tmp_path)) as terminal:
        terminal.type(RIGHT)
        terminal.see("Passphrase")
        terminal.see("•" * len(RIGHT))
        drawn = terminal.raw.decode(errors="replace").rpartition("\x1b[?1049h")[2]
        assert "Today" not in drawn
        terminal.type("\r")
        terminal.see(MARKER)
        terminal.type("\x11")
        assert terminal.wait() == 0
        drawn = terminal.raw.decode(errors="replace").rpartition("\x1b[?1049h")[2]
        assert "horse" not in drawn


def test_three_wrong_ones_say_why_on_the_terminal(tmp_path: Path, journal: Path) -> None:
    write(journal, Passphrase.of(RIGHT))
    before = journal.read_bytes()
    with Terminal("--db", str(journal), env=clean_environment(tmp_path)) as terminal:
        terminal.see("Passphrase")
        for seconds in ("1 second", "2 seconds"):
            terminal.type("wrong\r")
            terminal.see(f"again in {seconds}")
        terminal.type("wrong\r")
        assert terminal.wait() == 8
        after = terminal.raw.rsplit(b"\x1b[?1049l", 1)[1].decode()
        assert "doesn't open" in after
        assert "Nothing was changed." in " ".join(after.split())
    assert journal.read_bytes() == before


def test_the_screen_is_blank_at_once_whatever_the_key_before_is_waiting_for(tmp_path: Path, journal: Path) -> None:
    """A save that takes three seconds stands for any: the eyes behind don't wait for it."""
    write(journal)
    (tmp_path / "sitecustomize.py").write_text(
        "import asyncio\n"
        "import rut_tui.modals.form as form\n"
        "save = form.Form.action_save\n"
        "async def slow(self):\n"
        "    await asyncio.sleep(1.5)\n"
        "    await save(self)\n"
        "form.Form.action_save = slow\n"
    )
    env = clean_environment(tmp_path)
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(tmp_path), env.get("PYTHONPATH", "")]))
    with Terminal("--db", str(journal), "--screen", "goals", env=env) as terminal:
        terminal.see(MARKER)
        terminal.type("c4\t" + MARKER)
        terminal.see(rf"{MARKER}.*\n[\s\S]*ctrl\+s")
        began = time.monotonic()
        terminal.type("\x13\x0c")
        terminal.gone(r"\S")
        assert time.monotonic() - began < 1.4, "blank before the save was through"
        terminal.see("Any key comes back.")
        terminal.type("x")
        terminal.see(f"{MARKER} goal")
        terminal.gone("How is it right now")
    with closing(sqlite3.connect(journal)) as connection:
        assert connection.execute("SELECT engagement FROM entries").fetchall() == [(1,)]


def test_a_file_named_in_the_environment_opens_it_unasked(tmp_path: Path, journal: Path) -> None:
    write(journal, Passphrase.of(RIGHT))
    (tmp_path / "pass").write_text(f"{RIGHT}\n")
    env = clean_environment(tmp_path, RUT_TUI_PASSPHRASE_FILE=str(tmp_path / "pass"))
    with Terminal("--db", str(journal), "--screen", "goals", env=env) as terminal:
        terminal.see(MARKER)
        assert b"Passphrase" not in terminal.raw
        terminal.type("\x0c")
        terminal.see("Passphrase")
        terminal.see("Locked")
        terminal.type(f"{RIGHT}\r")
        terminal.see(MARKER)


@pytest.mark.parametrize(("content", "says"), [("wrong\n", "It came from"), ("\n", "its first line is empty")])
def test_a_wrong_one_in_that_file_ends_it_with_8(tmp_path: Path, journal: Path, content: str, says: str) -> None:
    write(journal, Passphrase.of(RIGHT))
    before = journal.read_bytes()
    (tmp_path / "pass").write_text(content)
    env = clean_environment(tmp_path, RUT_TUI_PASSPHRASE_FILE=str(tmp_path / "pass"))
    with Terminal("--db", str(journal), env=env) as terminal:
        assert terminal.wait() == 8
        assert says in " ".join(terminal.raw.decode().split())
    assert journal.read_bytes() == before


def test_that_file_puts_no_passphrase_on_a_journal_that_is_made(tmp_path: Path, journal: Path) -> None:
    (tmp_path / "pass").write_text(f"{RIGHT}\n")
    env = clean_environment(tmp_path, RUT_TUI_PASSPHRASE_FILE=str(tmp_path / "pass"))
    with Terminal("--db", str(journal), env=env) as terminal:
        terminal.see("One step")
        terminal.type("q")
        assert terminal.wait() == 0
    assert journal.read_bytes().startswith(b"SQLite format 3\0")
