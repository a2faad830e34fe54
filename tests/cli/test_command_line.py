"""The command line around the commands: where things are, keys, help, wrong use, and no tracebacks ever."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from command_home import Home

from rut_tui import __version__
from rut_tui.commands import COMMANDS


def test_where_says_the_paths_and_makes_nothing(home: Home) -> None:
    assert home.run("where").stdout.splitlines() == [
        f"database: {home.path}/data/rut-tui/rut.db",
        f"settings: {home.path}/config/rut-tui/settings.toml",
        f"backups: {home.path}/data/rut-tui/backups",
    ]
    environ = home.environ | {"RUT_TUI_DB": "mine.db", "RUT_TUI_CONFIG_DIR": "/etc/mine"}
    assert home.run("where", environ=environ).stdout.splitlines() == [
        f"database: {home.path}/mine.db",
        "settings: /etc/mine/settings.toml",
        f"backups: {home.path}/backups",
    ]
    said = home.run("--db", "given\x1b[2J.db", "where", environ=environ).stdout
    assert said.startswith(f"database: {home.path}/given␛[2J.db\n")
    assert list(home.path.iterdir()) == []


def test_without_a_home_only_a_named_journal_works(home: Home) -> None:
    environ = {name: value for name, value in home.environ.items() if name != "HOME" and not name.startswith("XDG")}
    for command in (["status"], ["status", "--short"], ["log", "3"], ["where"], ["export"]):
        said = home.run(*command, environ=environ, code=7)
        assert said.stdout == ""
        assert said.stderr == ("rut-tui: no home folder is set (HOME); say where the journal is with --db PATH\n")
    assert list(home.path.iterdir()) == []
    assert home.run("--db", "here.db", "log", "3", environ=environ).stdout.startswith("saved ")


def test_the_version_is_one_line(home: Home) -> None:
    assert home.run("--version").stdout == home.run("--db", "x", "--version").stdout == f"rut-tui {__version__}\n"


def test_keys_are_those_of_the_table(home: Home) -> None:
    listed = json.loads(home.run("keys", "--json").stdout)
    assert [entry["id"] for entry in listed] == [command.id for command in COMMANDS]
    assert listed[0].keys() == {"id", "keys", "text", "tooltip", "where"}
    said = home.run("keys").stdout
    assert all(command.tooltip in said for command in COMMANDS if command.keys)


@pytest.mark.parametrize("command", ["log", "status", "where", "export", "import", "keys"])
def test_help_teaches_by_example_and_offers_only_what_is_there(home: Home, command: str) -> None:
    assert command in home.run("--help").stdout
    said = home.run(command, "--help").stdout
    assert said.startswith(f"Usage: rut-tui {command}")
    assert "markdown" not in said
    if command not in ("where", "keys"):
        assert f"  rut-tui {command}" in said.partition("Examples:")[2]


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["nonsense"], "No such command 'nonsense'; see rut-tui --help"),
        (["--screen", "nowhere"], "Invalid value for '--screen': 'nowhere' is not one of"),
        (["--db"], "Option '--db' requires an argument"),
        (["--db", ""], "--db: say where the journal is"),
        (["--demo", "status"], "--demo and --screen open the notebook; they don't go with a command"),
        (["--demo", "--db", "x.db"], "--demo brings a journal of its own; leave --db out"),
        (["export", "--format", "csv"], "Invalid value for '--format': 'csv' is not one of 'json', 'ics'"),
        (["status", "--short", "--json"], "--short and --json don't go together"),
        (["no\x1b[2J\nsuch"], "No such command 'no\\x1b[2J\\nsuch'"),
    ],
)
def test_wrong_use_is_one_line(home: Home, arguments: list[str], fault: str) -> None:
    said = home.run(*arguments, code=2)
    assert said.stdout == ""
    assert said.stderr.startswith(f"rut-tui: {fault}")
    assert said.stderr.count("\n") == 1
    assert list(home.path.iterdir()) == []


def test_a_moment_that_is_none_is_wrong_use(home: Home) -> None:
    for command in (["log", "3"], ["status", "--short"], ["export"]):
        said = home.run(*command, environ=home.environ | {"RUT_TUI_TODAY": "someday"}, code=2)
        assert said.stderr == "rut-tui: RUT_TUI_TODAY: not a date or date-time like 2026-11-20T21:00\n"


@pytest.mark.parametrize("arguments", [[], ["--demo"], ["--screen", "goals"], ["--db", "x.db"]])
def test_the_app_needs_a_terminal(home: Home, arguments: list[str]) -> None:
    said = home.run(*arguments, code=2)
    assert (said.stdout, said.stderr) == ("", "rut-tui needs an interactive terminal\n")
    assert list(home.path.iterdir()) == []


def run_python(home: Home, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=home.environ, capture_output=True, text=True, timeout=60
    )


def test_a_bug_of_ours_says_where_and_never_what(home: Home) -> None:
    code = """
import sys, rut_tui.cli.group, rut_tui.__main__ as entry
def broken(arguments):
    secret = "dear diary"
    raise KeyError(secret)
rut_tui.cli.group.run = broken
sys.exit(entry.main())
"""
    said = run_python(home, code, "where")
    assert said.returncode == 1
    assert said.stdout == ""
    assert said.stderr.count("\n") == 1
    assert "KeyError at " in said.stderr
    assert "diary" not in said.stderr
    assert "Traceback" not in said.stderr


def test_a_reader_that_leaves_early_is_no_fault(home: Home) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "rut_tui", "keys"], env=home.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("command", [["keys"], ["export"], ["--version"]])
def test_an_output_that_is_full_is_said_in_one_line(home: Home, command: list[str]) -> None:
    home.run("log", "3")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "rut_tui", *command],
            env=home.environ,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_plain_terminal_gets_plain_output(home: Home) -> None:
    home.run("log", "3")
    said = home.run("status", "--short", environ=home.environ | {"PYTHONIOENCODING": "ascii", "LANG": "C"})
    assert said.stdout == "today 3 of 5 \\xb7 1 of the last 7 days\n"


def test_json_on_a_terminal_cannot_harm_it(home: Home) -> None:
    note = "\x1b[2J \x7f \x9b \u202e ж 🙂"
    main, side = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "rut_tui", "log", "3", "--json", "-n", note], env=home.environ, stdout=side
    ):
        os.close(side)
        said = b""
        try:
            while piece := os.read(main, 4096):
                said += piece
        except OSError:
            pass
    os.close(main)
    assert not set(said.decode().strip("\r\n")) & set("\x1b\x7f\x9b\u202e")
    assert json.loads(said)["note"] == note
    assert "ж 🙂" in said.decode()
