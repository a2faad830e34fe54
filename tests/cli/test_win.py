"""Writing a win from the shell."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from command_home import Home

HOSTILE = "[/] [@click=app.quit]x \x1b]52;c;aGk=\x07 \u202egnp.exe 👩‍👩‍👧 end"


def rows(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT id, at, tz_offset, day, text, reward FROM wins ORDER BY at").fetchall()


def test_a_win_is_on_disk_when_it_says_saved(home: Home) -> None:
    first = home.run("win", HOSTILE, "--at", "yesterday 18:00").stdout.split()
    second = home.run("win", "Finished the SQL course", "--reward", "an evening off").stdout.split()

    assert (first[0], second[0]) == ("saved", "saved")
    assert rows(home.journal) == [
        (first[1], "2026-11-19T17:00:00Z", 60, "2026-11-19", HOSTILE, ""),
        (second[1], "2026-11-20T20:00:00Z", 60, "2026-11-20", "Finished the SQL course", "an evening off"),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((" ",), "rut-tui: text: can't be empty\n"),
        (("x" * 501,), "rut-tui: text: too long: 501 characters, 500 fit\n"),
        (("x", "-r", "y" * 501, "--at", "tomorrow"), "rut-tui: when: "),
        (("Finished", "the", "course"), "rut-tui: Too many words; a win of several goes in quotes; see rut-tui win"),
        ((), "rut-tui: Missing argument"),
    ],
)
def test_what_is_no_win_is_refused_and_nothing_is_made(home: Home, arguments: tuple[str, ...], said: str) -> None:
    done = home.run("win", *arguments, code=2)

    assert done.stderr.startswith(said)
    assert done.stdout == ""
    assert not home.journal.exists()


def test_an_export_brings_it_to_another_journal(home: Home) -> None:
    home.run("win", "Asked for help")
    home.run("export", "-o", "all.json")
    home.run("--db", "other.db", "import", "all.json")

    assert rows(home.path / "other.db") == rows(home.journal)
