"""However it ends, the terminal is whole again, the exit code tells, and nothing private is printed."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import Terminal, clean_environment

SECRET = "ZEBRA-PRIVATE"  # noqa: S105 - somebody's words, not a password


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_cleanly_with_its_number(tmp_path: Path, number: int) -> None:
    with Terminal(env=clean_environment(tmp_path)) as terminal:
        terminal.see("One step")
        terminal.type("c4\t" + SECRET)
        terminal.see(SECRET)
        terminal.signal(number)
        assert terminal.wait() == 128 + number
        after = terminal.raw.rsplit(b"\x1b[?1049l", 1)
        assert len(after) == 2, "the alternate screen was left"
        assert SECRET.encode() not in after[1]
        assert b"\x1b[?25h" in after[0][-400:] + after[1], "the cursor is back"


def test_q_ends_it_with_0_and_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with Terminal(env=clean_environment(tmp_path)) as terminal:
        terminal.see("One step")
        terminal.type("q")
        assert terminal.wait() == 0


def test_a_fault_of_our_own_prints_where_and_nothing_of_the_diary(tmp_path: Path) -> None:
    """A table taken away under the open app stands for any bug: the diary must not end up in the scrollback."""
    env = clean_environment(tmp_path)
    (tmp_path / "sitecustomize.py").write_text(
        "import rut_tui.modals.check_in as m\n"
        "def read(self):\n"
        "    secret = self.query_one('#note').text\n"
        "    raise RuntimeError(secret)\n"
        "m.CheckIn.read = read\n"
    )
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(tmp_path), env.get("PYTHONPATH", "")]))
    with Terminal(env=env) as terminal:
        terminal.see("One step")
        terminal.type("c4\t\t\t\t" + SECRET)
        terminal.see(SECRET)
        terminal.type("\x13")
        assert terminal.wait() == 1
        after = terminal.raw.rsplit(b"\x1b[?1049l", 1)[1]
        assert b"RuntimeError" in after
        assert SECRET.encode() not in after
        assert b"Traceback" not in after


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rut_tui"],
        env=clean_environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "rut-tui needs an interactive terminal\n"
    assert list(tmp_path.iterdir()) == []


def test_killed_right_after_saved_the_entry_is_there(tmp_path: Path) -> None:
    journal = tmp_path / "rut.db"
    with Terminal("--db", str(journal), env=clean_environment(tmp_path)) as terminal:
        terminal.see("One step")
        terminal.type("c4\r")
        terminal.see("Saved")
        terminal.signal(signal.SIGKILL)
        terminal.wait()
    with sqlite3.connect(journal) as connection:
        assert connection.execute("SELECT engagement FROM entries").fetchall() == [(1,)]
    connection.close()


def test_resized_in_the_middle_of_a_word_nothing_is_lost(tmp_path: Path) -> None:
    with Terminal(env=clean_environment(tmp_path), size=(140, 45)) as terminal:
        terminal.see("One step")
        terminal.type("c\tzeb")
        terminal.see("zeb")
        terminal.resize(50, 12)
        terminal.see("Make me larger")
        terminal.resize(60, 20)
        terminal.see("zeb")
        terminal.type("ra\x13")
        terminal.see("Saved")


def test_the_sample_says_that_it_is_one_and_leaves_nothing_behind(tmp_path: Path) -> None:
    env = clean_environment(tmp_path, TMPDIR=str(tmp_path))
    with Terminal("--demo", env=env) as terminal:
        terminal.see("Savings +sample")
        terminal.see("meetings")
        terminal.type("c4\r")
        terminal.see("Saved")
        terminal.type("q")
        assert terminal.wait() == 0
    assert list(tmp_path.iterdir()) == []
