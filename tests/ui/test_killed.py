"""However it is killed while somebody types, the next start has what was typed: in a real terminal."""

import os
import re
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from terminal import Terminal, clean_environment

from rut_tui.modals.autosave import LATEST

NOTE = "c2\t\t\t\t"


def written(terminal: Terminal, path: Path, wanted: str, seconds: float = 10.0) -> None:
    """Wait until a text is in the file of the journal, which this reads as any other program would."""
    end = time.monotonic() + seconds
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        while wanted not in "".join(row[0] for row in connection.execute("SELECT fields FROM drafts")):
            assert time.monotonic() < end, "it never came to disk"
            terminal.settle(0.02, 0.04)
    finally:
        connection.close()


def kept(path: Path) -> str:
    """The one text that is kept."""
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT json_extract(fields, '$.note') FROM drafts").fetchall()
    connection.close()
    ((note,),) = found
    return str(note)


def test_kill_9_in_mid_sentence_loses_a_second_at_most(tmp_path: Path) -> None:
    journal = tmp_path / "rut.db"
    env = clean_environment(tmp_path)
    with Terminal("--db", str(journal), env=env) as terminal:
        terminal.see("One step")
        terminal.type(NOTE)
        terminal.see("Anything to note")
        seen: list[tuple[float, int]] = []
        for n in range(100, 140):
            terminal.type(f"w{n} ")
            terminal.see(f"w{n}")
            seen.append((time.monotonic(), n))
        terminal.signal(signal.SIGKILL)
        killed = time.monotonic()
        terminal.wait()
    # A second, and what a busy machine takes to write.
    safe = [n for when, n in seen if killed - when > LATEST + 0.7]
    assert safe, "it was typed too fast to tell"
    env["RUT_TUI_TODAY"] = "2026-11-24T08:10:00+00:00"
    with Terminal("--db", str(journal), env=env) as terminal:
        terminal.see("You were writing this on Friday, 21:00")
        terminal.type("\r")
        terminal.see("This is what you were writing")
        terminal.type(" on\x13")
        terminal.see("Saved on Fri 20 Nov, 21:00")
        terminal.type("q")
        assert terminal.wait() == 0
    with sqlite3.connect(journal) as connection:
        ((note,),) = connection.execute("SELECT note FROM entries").fetchall()
        assert connection.execute("SELECT count(*) FROM drafts").fetchone() == (0,)
    connection.close()
    found = [int(word) for word in re.findall(r"w(\d{3})", note)]
    assert found == list(range(100, 100 + len(found)))
    assert found[-1] >= safe[-1]
    assert note.endswith(" on")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_loses_nothing_at_all(tmp_path: Path, number: int) -> None:
    journal = tmp_path / "rut.db"
    with Terminal("--db", str(journal), env=clean_environment(tmp_path)) as terminal:
        terminal.see("One step")
        terminal.type(NOTE)
        terminal.see("Anything to note")
        terminal.type("one two thr")
        terminal.see("one two thr")
        terminal.type("ee and every word that is still on its way")
        terminal.signal(number)
        assert terminal.wait() == 128 + number
        before, after = terminal.raw.rsplit(b"\x1b[?1049l", 1)
        assert b"every word" not in after
        assert b"\x1b[?25h" in before[-400:] + after
    assert kept(journal) == "one two three and every word that is still on its way"


def test_a_terminal_that_is_closed_takes_nothing_with_it(tmp_path: Path) -> None:
    journal = tmp_path / "rut.db"
    terminal = Terminal("--db", str(journal), env=clean_environment(tmp_path))
    terminal.see("One step")
    terminal.type(NOTE + "one two three")
    terminal.see("one two three")
    os.close(terminal._fd)  # the window is gone: the system tells with SIGHUP
    end = time.monotonic() + 20
    status = None
    while status is None:
        assert time.monotonic() < end, "it hangs without its terminal"
        pid, code = os.waitpid(terminal.pid, os.WNOHANG)
        status = code if pid else None
        time.sleep(0.02)
    assert os.waitstatus_to_exitcode(status) == 128 + signal.SIGHUP
    assert kept(journal) == "one two three"
    assert sorted(path.name for path in tmp_path.iterdir() if "sitting" in path.name) == []


def test_a_goal_with_its_milestones_survives_kill_9(tmp_path: Path) -> None:
    journal = tmp_path / "rut.db"
    env = clean_environment(tmp_path)
    with Terminal("--db", str(journal), "--screen", "goals", env=env, size=(80, 40)) as terminal:
        terminal.see("Goals")
        terminal.type("nDraw a map\t1 map\t3\tpens\t\tfri\tbuy paper\tmon\r")
        terminal.see("☐ buy paper")
        terminal.type("half a mile")
        terminal.see("half a mile")
        written(terminal, journal, "half a mile")
        terminal.signal(signal.SIGKILL)
        terminal.wait()
    with Terminal("--db", str(journal), env=env, size=(80, 40)) as terminal:
        terminal.see("A new goal")
        terminal.type("\r")
        terminal.see("This is what you were writing")
        terminal.type("stone\x13")
        terminal.see("Saved")
        terminal.type("q")
        assert terminal.wait() == 0
    with sqlite3.connect(journal) as connection:
        assert connection.execute("SELECT title, due FROM milestones ORDER BY position").fetchall() == [
            ("buy paper", "2026-11-23"),
            ("half a milestone", None),
        ]
    connection.close()


def test_a_fault_of_our_own_keeps_what_was_typed(tmp_path: Path) -> None:
    env = clean_environment(tmp_path)
    (tmp_path / "sitecustomize.py").write_text(
        "import rut_tui.modals.check_in as m\n"
        "def read(self):\n"
        "    raise RuntimeError(self.query_one('#note').text)\n"
        "m.CheckIn.read = read\n"
    )
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(tmp_path), env.get("PYTHONPATH", "")]))
    journal = tmp_path / "rut.db"
    with Terminal("--db", str(journal), env=env) as terminal:
        terminal.see("One step")
        terminal.type(NOTE + "ZEBRA\x13")
        assert terminal.wait() == 1
        assert b"ZEBRA" not in terminal.raw.rsplit(b"\x1b[?1049l", 1)[1]
    assert kept(journal) == "ZEBRA"


def test_two_at_once_take_nothing_from_each_other(tmp_path: Path) -> None:
    journal = tmp_path / "rut.db"
    env = clean_environment(tmp_path)
    with Terminal("--db", str(journal), env=env) as first:
        first.see("One step")
        first.type(NOTE + "the first")
        first.see("the first")
        written(first, journal, "the first")
        with Terminal("--db", str(journal), env=env) as second:
            second.see("One step")
            second.settle()
            assert "You were writing" not in second.text
            second.type(NOTE + "the second")
            second.see("the second")
            written(second, journal, "the second")
            second.type("\x11")
            assert second.wait() == 0
        first.type(" goes on\x13")
        first.see("Saved")
        first.signal(signal.SIGKILL)
        first.wait()
    assert kept(journal) == "the second"
    with Terminal("--db", str(journal), env=env) as third:
        third.see("You were writing this today")
        third.see("the second")
