"""The first evening, lived by keys in a terminal of 80 × 24, closed, opened again, exported and imported."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from terminal import Terminal, clean_environment

SIGNS = "334334234123" + "432104321043"
"""A rating for each of the 24 signs. Their sum is 62, so the level is 62 / 24 × 25 = 64.6, shown as 65."""

ESCAPE, DOWN = "\x1b", "\x1b[B"


def run(env: dict[str, str], *arguments: str) -> str:
    """Run a command and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "rut_tui", *arguments],
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def check_in(terminal: Terminal) -> None:
    """Three keys, then a fuller one."""
    terminal.see("One step")
    terminal.type("c4\r")
    terminal.see("Saved, 21:00")
    terminal.type("c2\tstatus call\r\tbored\r\tx\b\t")
    terminal.see("status call")
    terminal.type("[ ] say no next time 🙂\x13")
    terminal.see(r"▼ −1  status call")


def audit(terminal: Terminal) -> None:
    """Nothing outside work; then every sign."""
    terminal.type("2")
    terminal.see("9 short questions")
    terminal.type("\r" + "n" * 9)
    terminal.see("Nothing outside work weighs on you")
    terminal.type("\r")
    terminal.see("1 of 24")
    terminal.type(SIGNS[:10])
    terminal.see("Signs 10 of 24")
    terminal.type(SIGNS[10:])
    terminal.see("All 24 signs have an answer")
    terminal.type("\r")
    terminal.see("65 of 100 +deep in it")


def goal(terminal: Terminal) -> None:
    """One goal, written with its checks beside it and moved to Doing."""
    terminal.type(ESCAPE)
    terminal.see("enter open")
    terminal.type("4n")
    terminal.see("A new goal")
    terminal.type("Finish the SQL course [part 1]\t1 certificate\t8\tgrow\r\tin 6 weeks\tRegister\r")
    terminal.see("☐ Register")
    assert terminal.text.count("✓") == 5
    terminal.type("\x13")
    terminal.see("Idea +1")
    terminal.type("LL")
    terminal.see("Doing +1")


def savings(terminal: Terminal) -> None:
    """The worked example at zero rates."""
    terminal.type("5\r9000\r2400\r800\r200\r4200\r")
    terminal.see("3.5 lean")
    # Past partner's pay, pay after the leap and the two search months, to the line that unfolds more.
    terminal.type("\r\r\r\r")
    terminal.see("▸ more")
    terminal.type("\r")
    terminal.see("Interest")
    terminal.type(DOWN)
    terminal.settle()
    terminal.type("0\r0\r")
    terminal.see(r"Interest +0")
    terminal.see(r"Prices rise by +0")
    terminal.see("2.6 months saved, 3.5 lean")
    terminal.see("10,200")
    terminal.see(r"reached in 2 months \(Jan 2027\)")
    terminal.type(ESCAPE)
    terminal.see("enter fill in")


def test_the_first_evening(tmp_path: Path) -> None:
    env = clean_environment(tmp_path / "home")
    with Terminal(env=env) as terminal:
        check_in(terminal)
        audit(terminal)
        goal(terminal)
        savings(terminal)
        terminal.type("q")
        assert terminal.wait() == 0
    with Terminal(env=env) as terminal:
        terminal.see("2.6 months saved")
        terminal.see("▼ −1")
        terminal.see(r"▲ \+1")
        terminal.type("2")
        terminal.see("Signs 24 of 24")
        terminal.type("3")
        terminal.see(r"\[ \] say no next time")
        terminal.type("4")
        terminal.see(r"Doing +1")
        terminal.see(r"course \[part 1\]")
        terminal.type("5")
        terminal.see("2.6 months saved, 3.5 lean")
        terminal.type("q")
        assert terminal.wait() == 0
    run(env, "export", "--format", "json", "-o", str(tmp_path / "out.json"))
    holds_the_evening(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["tables"])
    other = clean_environment(tmp_path / "other", RUT_TUI_TODAY="2026-11-21T07:30:00+00:00")
    run(other, "import", str(tmp_path / "out.json"))
    run(other, "export", "--format", "json", "-o", str(tmp_path / "again.json"))
    assert body(tmp_path / "again.json") == body(tmp_path / "out.json")


def body(path: Path) -> str:
    """An export but for the two header fields that may differ."""
    text, found = re.subn(r'"(exported_at|app_version)": "[^"]*"', "", path.read_text(encoding="utf-8"), count=2)
    assert found == 2
    return text


def holds_the_evening(tables: dict[str, list[dict[str, Any]]]) -> None:
    """Everything that was typed is in the export."""
    assert sorted(row["engagement"] for row in tables["entries"]) == [-1, 1]
    assert {row["note"] for row in tables["entries"]} == {"", "[ ] say no next time 🙂"}
    assert {row["name"] for row in tables["activities"]} == {"status call"}
    assert {row["name"] for row in tables["emotions"]} == {"bored"}
    assert len(tables["sign_ratings"]) == 24
    assert sum(row["rating"] for row in tables["sign_ratings"]) == 62
    assert len(tables["external_answers"]) == 9
    (goal_row,) = tables["goals"]
    assert (goal_row["title"], goal_row["due"]) == ("Finish the SQL course [part 1]", "2027-01-01")
    assert [row["title"] for row in tables["milestones"]] == ["Register"]
    (plan_row,) = tables["plans"]
    plan = json.loads(plan_row["plan"]) if isinstance(plan_row["plan"], str) else plan_row["plan"]
    assert [plan[name] for name in ("savings", "essential", "discretionary", "debt_min", "income")] == [
        "9000",
        "2400",
        "800",
        "200",
        "4200",
    ]
    assert (float(plan["rate"]), float(plan["inflation"])) == (0, 0)
