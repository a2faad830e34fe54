"""Writing a check-in from the shell, and asking how things stand."""

import json
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from command_home import Home

HOSTILE = (
    "[/] [@click=app.quit]x \x1b]52;c;aGk=\x07 \x9b31m \u202egnp.exe \u200b e" + "\u0301" * 30 + " 👩‍👩‍👧 \r\n end"
)


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_check_in_is_on_disk_when_it_says_saved(home: Home, log: Callable[..., str]) -> None:
    entry_id = log("2", "-a", "meetings", "-a", "status round", "-e", "bored", "-n", "the third this week")
    assert rows(home.journal, "SELECT id, at, tz_offset, day, engagement, context, note FROM entries") == [
        (entry_id, "2026-11-20T20:00:00Z", 60, "2026-11-20", -1, "work", "the third this week")
    ]
    assert rows(home.journal, "SELECT name FROM activities ORDER BY name") == [("meetings",), ("status round",)]
    assert rows(home.journal, "SELECT name FROM emotions") == [("bored",)]
    assert stat.S_IMODE(home.journal.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.journal.parent.stat().st_mode) == 0o700


def test_a_moment_that_is_only_guessed_is_said_and_never_taken(home: Home) -> None:
    found = home.run("log", "4", "--at", "a fortnight ago", code=2)
    assert found.stdout == ""
    assert found.stderr == "rut-tui: when: if you mean Fri 6 Nov, 21:00, 2 weeks ago, say 2026-11-06 21:00.\n"
    assert not home.journal.exists()


def test_a_day_in_words_is_said_as_it_was_read(home: Home) -> None:
    found = home.run("log", "4", "--at", "sat")
    assert found.stderr == "Sat 14 Nov, 21:00, 6 days ago\n"
    assert found.stdout.startswith("saved ")
    assert home.run("win", "a small one", "--at", "yesterday 18:00").stderr == "Thu 19 Nov, 18:00, yesterday\n"
    assert home.run("log", "4", "--at", "18:00").stderr == ""


def test_any_time_up_to_now_and_what_is_not_work(home: Home, log: Callable[..., str]) -> None:
    log("5", "--outside", "--at", "yesterday 18:00")
    assert rows(home.journal, "SELECT at, day, engagement, context FROM entries") == [
        ("2026-11-19T17:00:00Z", "2026-11-19", 2, "outside")
    ]


@pytest.mark.parametrize(
    ("arguments", "note"), [(["-n", "only words"], "only words"), (["-a", "meetings"], ""), (["-e", "bored"], "")]
)
def test_a_rating_is_not_needed_where_there_are_words(
    home: Home, log: Callable[..., str], arguments: list[str], note: str
) -> None:
    log(*arguments)
    assert rows(home.journal, "SELECT engagement, note FROM entries") == [(None, note)]


def test_kill_9_right_after_saved_loses_nothing(home: Home) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "rut_tui", "log", "4"], env=home.environ, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.kill()
    assert process.returncode in (0, -signal.SIGKILL)
    assert rows(home.journal, "SELECT 'saved ' || id || char(10), engagement FROM entries") == [(said, 1)]


def test_a_note_is_kept_exactly_and_comes_through_a_pipe(home: Home, log: Callable[..., str]) -> None:
    log("3", "-n", "-", stdin=HOSTILE.encode() + b"\n")
    log("3", "-n", HOSTILE)
    assert rows(home.journal, "SELECT note FROM entries") == [(HOSTILE,), (HOSTILE,)]


def test_json_names_the_columns_of_the_export(home: Home) -> None:
    said = home.run("log", "4", "-a", "Мы", "-n", "one\ntwo", "--json").stdout
    entry = json.loads(said)
    entry.pop("id")
    assert entry == {
        "at": "2026-11-20T20:00:00Z", "tz_offset": 60, "day": "2026-11-20", "engagement": 1, "context": "work",
        "note": "one\ntwo", "activities": ["Мы"], "emotions": [],
    }  # fmt: skip
    assert "Мы" in said


@pytest.mark.parametrize(
    ("arguments", "stdin", "faults"),
    [
        (["9"], b"", ["engagement: say 1, 2, 3, 4 or 5, from drained to engaged"]),
        (["٣", "-n", "x"], b"", ["engagement: say 1, 2, 3, 4 or 5, from drained to engaged"]),
        (["-1"], b"", ["No such option '-1'; see rut-tui log --help"]),
        ([], b"", ["engagement: say 1 to 5, from drained to engaged, or add a note: -n"]),
        (["-n", " "], b"", ["engagement: say 1 to 5, from drained to engaged, or add a note: -n"]),
        (["3", "-n", "-"], b"caf\xe9\n", ["note: byte 4 is not UTF-8 text"]),
        (["3", "-n", "-"], b"a\0b", ["note: character 2 is a NUL, which can't be kept"]),
        (["3", "-n", "-"], "я".encode() * 200_001, ["note: too long: 200,001 characters, 200,000 fit"]),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_written(
    home: Home, arguments: list[str], stdin: bytes, faults: list[str]
) -> None:
    said = home.run("log", *arguments, stdin=stdin, code=2)
    assert said.stdout == ""
    assert said.stderr.splitlines() == [f"rut-tui: {fault}" for fault in faults]
    assert list(home.path.iterdir()) == []


def test_every_fault_has_its_line(home: Home) -> None:
    said = home.run("log", "0", "--at", "tomorrow", "-a", " ", "-e", "x" * 501, code=2)
    assert said.stdout == ""
    assert [line.split(":")[1].strip() for line in said.stderr.splitlines()] == [
        "engagement", "when", "activity", "emotion",
    ]  # fmt: skip
    assert list(home.path.iterdir()) == []


def test_a_far_too_long_pipe_is_refused_without_reading_it_all(home: Home) -> None:
    said = home.run("log", "3", "-n", "-", stdin=b"x" * 3_000_000, code=2)
    assert said.stderr.startswith("rut-tui: note: too long")


def test_nothing_yet_is_said_and_nothing_is_made(home: Home) -> None:
    assert home.run("status").stdout == "nothing written yet\n"
    assert home.run("status", "--short").stdout == "nothing written yet\n"
    assert json.loads(home.run("status", "--json").stdout)["entries"] == 0
    assert list(home.path.iterdir()) == []


def test_status_tells_today_the_week_and_all(home: Home, log: Callable[..., str]) -> None:
    log("2", "--at", "2026-11-01 12:00")
    log("4", "--at", "2026-11-14 12:00")
    log("1", "--at", "08:00")
    log("5", "--at", "09:00")
    assert home.run("status").stdout.splitlines() == [
        "today: 2 entries, the last one 5 of 5 (engaged)",
        "last 7 days: 3 entries on 2 days",
        "in all: 4 entries on 3 days",
    ]
    assert home.run("status", "--short").stdout == "today 5 of 5 · 2 of the last 7 days\n"
    assert json.loads(home.run("status", "--json").stdout) == {
        "entries": 4, "days": 3, "today": {"entries": 2, "engagement": 2},
        "last_7_days": {"entries": 3, "days": 2}, "focus": None,
    }  # fmt: skip


def test_a_goal_reaches_the_terminal_only_as_visible_text(home: Home) -> None:
    goal = "6f0d7c1e-4a55-4d0b-9a3e-7a3f0f4f2c11"
    export = {"format": "rut-tui", "version": 1, "tables": {"goals": [{"id": goal, "title": HOSTILE, "focus": 1}]}}
    (home.path / "in.json").write_text(json.dumps(export))
    home.run("import", "in.json")
    for said in (home.run("status").stdout, home.run("status", "--short").stdout):
        assert "[@click=app.quit]x" in said
        assert not set(said) & set("\x1b\x07\x9b\u202e\r")
    assert json.loads(home.run("status", "--json").stdout)["focus"]["title"] == HOSTILE


@pytest.mark.parametrize("command", [("log", "3"), ("status",), ("export",)])
def test_a_file_of_someone_else_is_left_alone(home: Home, command: tuple[str, ...]) -> None:
    other = home.path / "notes.txt"
    other.write_text("dear diary")
    said = home.run("--db", str(other), *command, code=3)
    assert said.stdout == ""
    assert len(said.stderr.splitlines()) == 1
    assert "dear" not in said.stderr
    assert other.read_text() == "dear diary"
    assert list(home.path.iterdir()) == [other]
