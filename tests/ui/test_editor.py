"""A note in the person's own editor: a private file, taken back whole or not at all, with nothing left of it."""

import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import NOW, Running, screen_text
from hands import burst
from terminal import Terminal, clean_environment

from rut_tui.storage.lent import Lent
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import open_store
from rut_tui.widgets.editor import EditorFault, command
from rut_tui.widgets.fields import NoteField

NOTE = "c4\t\t\t\t"
"""The keys from Today to the note of a check-in."""

CTRL_O, CTRL_S, CTRL_Y, CTRL_Z = "\x0f", "\x13", "\x19", "\x1a"

EDITOR = """
import sys
from pathlib import Path
path = Path(sys.argv[-1])
print("EDITING", path, flush=True)
line = sys.stdin.readline().rstrip("\\n")
if line == "fail":
    sys.exit(3)
path.write_bytes(path.read_bytes() + eval(line) + b"\\n")
path.with_name(".note.txt.swp").write_text("a copy")
"""
"""Appends the bytes it is told to, and leaves a copy beside the file, as editors do."""


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    """A runtime folder, as a session of the system has one."""
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "data" / "rut.db"


@pytest.fixture
def terminal(tmp_path: Path, runtime: Path, journal: Path) -> Iterator[Terminal]:
    """The app in a terminal, with an editor that does as it is told."""
    script = tmp_path / "editor.py"
    script.write_text(EDITOR)
    env = clean_environment(tmp_path, XDG_RUNTIME_DIR=str(runtime), EDITOR=f"'{sys.executable}' '{script}'")
    with Terminal("--db", str(journal), env=env) as started:
        started.see("One step")
        yield started


def leave(terminal: Terminal, what: str) -> None:
    """Tell the editor what to add, and wait until the app is back on the screen."""
    terminal.type(f"{what}\n")
    terminal.gone("EDITING")


def notes(journal: Path) -> list[str]:
    with sqlite3.connect(journal) as connection:
        found = [note for (note,) in connection.execute("SELECT note FROM entries")]
    connection.close()
    return found


def test_the_editor_gets_a_private_file_and_what_it_leaves_is_one_step_to_undo(
    terminal: Terminal, runtime: Path, journal: Path
) -> None:
    terminal.type(NOTE + "before")
    terminal.see("ctrl\\+o editor")
    terminal.type(CTRL_O)
    terminal.see("EDITING")
    (file,) = runtime.rglob("note.txt")
    assert file.read_text() == "before\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in list(file.parents)[:3]} == {0o700}
    leave(terminal, r"b' and\nafter'")
    terminal.see("after")
    assert list(runtime.rglob("*")) == []
    terminal.type(CTRL_Z)
    terminal.gone("after")
    terminal.see("before")
    terminal.type(CTRL_Y)
    terminal.see("after")
    terminal.type("!" + CTRL_S)
    terminal.see("Saved")
    assert notes(journal) == ["before\n and\nafter!"]


def test_an_editor_that_fails_changes_nothing(terminal: Terminal, runtime: Path, journal: Path) -> None:
    terminal.type(NOTE + "before" + CTRL_O)
    terminal.see("EDITING")
    leave(terminal, "fail")
    terminal.see("The editor stopped with 3, so the note is as it was")
    assert list(runtime.rglob("*")) == []
    terminal.type(CTRL_S)
    terminal.see("Saved")
    assert notes(journal) == ["before"]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ("b'nul \\0'", "Character 12 is a NUL"),
        ("b'\\xff'", "Byte 8 of it is not UTF-8 text"),
        ("b'x' * 200001", "Too long: 200,008 characters, 200,000 fit"),
        ("'é'.encode() * 900000", "Too long"),
    ],
)
def test_what_can_not_be_kept_is_refused_and_waits_in_its_file(
    terminal: Terminal, runtime: Path, journal: Path, left: str, said: str
) -> None:
    terminal.type(NOTE + "before" + CTRL_O)
    terminal.see("EDITING")
    leave(terminal, left)
    terminal.see("Not taken back")
    assert said in " ".join(terminal.text.split())
    (file,) = runtime.rglob("note.txt")
    file.write_text("mended\n")
    terminal.type(CTRL_O)
    terminal.see("EDITING")
    leave(terminal, "b'here'")
    terminal.see("here")
    assert list(runtime.rglob("*")) == []
    terminal.type(CTRL_S)
    terminal.see("Saved")
    assert notes(journal) == ["mended\nhere"]


def test_a_journal_with_a_passphrase_asks_before_the_editor_gets_a_word(
    tmp_path: Path, runtime: Path, journal: Path
) -> None:
    open_store(journal, lambda: NOW, passphrase=Passphrase.of("open sesame")).close()
    (tmp_path / "words").write_text("open sesame")
    (tmp_path / "editor.py").write_text(EDITOR)
    env = clean_environment(
        tmp_path,
        XDG_RUNTIME_DIR=str(runtime),
        VISUAL=f"'{sys.executable}' '{tmp_path / 'editor.py'}'",
        RUT_TUI_PASSPHRASE_FILE=str(tmp_path / "words"),
    )
    with Terminal("--db", str(journal), env=env) as terminal:
        terminal.see("One step")
        terminal.type(NOTE + "before" + CTRL_O)
        terminal.see("Your editor may keep copies that the passphrase doesn't protect")
        assert list(runtime.iterdir()) == []
        terminal.type(CTRL_O)
        terminal.see("EDITING")
        leave(terminal, "b' after'")
        terminal.see("after")
        terminal.type(CTRL_O)  # asked once a sitting
        terminal.see("EDITING")


def test_ctrl_c_in_the_editor_does_not_end_the_app(terminal: Terminal) -> None:
    terminal.type(NOTE + "before" + CTRL_O)
    terminal.see("EDITING")
    terminal.type("\x03")
    terminal.see("The editor stopped with")
    terminal.see("before")


def test_killed_while_the_editor_has_it_the_next_start_takes_the_file_away(
    tmp_path: Path, terminal: Terminal, runtime: Path, journal: Path
) -> None:
    terminal.type(NOTE + "before" + CTRL_O)
    terminal.see("EDITING")
    terminal.signal(signal.SIGKILL)
    terminal.wait()
    assert len(list(runtime.rglob("note.txt"))) == 1

    env = clean_environment(tmp_path, XDG_RUNTIME_DIR=str(runtime))
    with Terminal("--db", str(journal), env=env) as again:
        again.see("One step")
        again.type("q")
        assert again.wait() == 0
    assert list(runtime.iterdir()) == []


def test_a_form_that_is_closed_leaves_no_file(terminal: Terminal, runtime: Path) -> None:
    terminal.type(NOTE + CTRL_O)
    terminal.see("EDITING")
    leave(terminal, r"b'\0'")
    terminal.see("Not taken back")
    terminal.type("\x1b")
    terminal.gone("Not taken back")
    terminal.settle()
    assert list(runtime.iterdir()) == []


async def test_without_a_terminal_of_its_own_it_says_so(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    async with running() as pilot:
        await burst(pilot, "c<tab><tab><tab><tab>words")
        await pilot.press("ctrl+o")
        assert "Another program can't be opened from here." in screen_text(pilot.app)
        assert pilot.app.screen.query_one(NoteField).text == "words"


def test_the_editor_is_the_one_that_is_named(tmp_path: Path) -> None:
    assert command({"VISUAL": "emacs -nw", "EDITOR": "nano"}) == ["emacs", "-nw"]
    assert command({"VISUAL": " ", "EDITOR": "'my editor' --wait"}) == ["my editor", "--wait"]
    with pytest.raises(EditorFault, match="EDITOR can't be understood"):
        command({"EDITOR": "'open"})
    with pytest.raises(EditorFault, match="No editor was found"):
        command({"PATH": str(tmp_path)})
    usual = tmp_path / "vi"
    usual.write_text("#!/bin/sh\n")
    usual.chmod(0o700)
    assert command({"PATH": str(tmp_path)}) == [str(usual)]


@pytest.mark.parametrize(
    ("editor", "said"),
    [("no-such-editor", "no-such-editor can't be started: No such file or directory"), ("true", "came back at once")],
)
def test_an_editor_that_does_not_come_up_is_told(tmp_path: Path, journal: Path, editor: str, said: str) -> None:
    env = clean_environment(tmp_path, EDITOR=editor)
    with Terminal("--db", str(journal), env=env) as terminal:
        terminal.see("One step")
        terminal.type(NOTE + "before" + CTRL_O)
        terminal.see(said)
        terminal.type("!")
        terminal.see("before!")


@pytest.mark.parametrize("text", ["", "one", "one\n", "\n", "a\r\nb", "\n\n one \n\n"])
def test_a_text_that_nobody_changed_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    lent = Lent(text, tmp_path / "rut.db", {})

    assert lent.path.parent.parent == tmp_path / "rut.db.lent"
    assert lent.read() == text
    lent.end()
    assert list(tmp_path.iterdir()) == []


def test_a_runtime_folder_that_others_can_read_is_not_used(tmp_path: Path, runtime: Path) -> None:
    runtime.chmod(0o755)

    lent = Lent("words", tmp_path / "rut.db", {"XDG_RUNTIME_DIR": str(runtime)})

    assert list(runtime.iterdir()) == []
    lent.end()


def test_what_a_living_process_lent_is_left_to_it(tmp_path: Path, runtime: Path) -> None:
    journal, environ = tmp_path / "rut.db", {"XDG_RUNTIME_DIR": str(runtime)}
    lent = Lent("words", journal, environ)
    code = (
        "import sys, pathlib, rut_tui.storage.lent as m; m.sweep(pathlib.Path(sys.argv[1]), {sys.argv[2]: sys.argv[3]})"
    )
    subprocess.run([sys.executable, "-c", code, str(journal), *next(iter(environ.items()))], check=True)

    assert lent.read() == "words"
    lent.end()
    assert list(runtime.iterdir()) == []
