"""The journal as a file: out without overwriting anything, in whole or not at all."""

import hashlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from command_home import Home
from test_log_and_status import HOSTILE

ID = "6f0d7c1e-4a55-4d0b-9a3e-7a3f0f4f2c11"
ENTRY = {"id": ID, "at": "2026-11-20T18:00:00Z", "tz_offset": 60, "day": "2026-11-20", "engagement": 1}


def write(path: Path, **tables: object) -> Path:
    path.write_text(json.dumps({"format": "rut-tui", "version": 1, "tables": tables}))
    return path


def body(text: str) -> str:
    """An export without the moment and the version in its header."""
    return text.replace(text.partition('"exported_at"')[2].partition('"tables"')[0], "", 1)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_out_and_in_and_out_again_gives_the_same_bytes(home: Home, log: Callable[..., str]) -> None:
    log("2", "-a", "meetings", "-e", "bored", "-n", HOSTILE, "--at", "yesterday 18:00")
    log("5", "-a", "Meetings", "-a", HOSTILE[:400], "--outside")
    log("3", "-n", "-", stdin=("ж" * 50_000).encode())
    first = home.run("export", "--format", "json").stdout
    (home.path / "out.json").write_text(first)
    later = home.environ | {"RUT_TUI_TODAY": "2027-01-01T09:00:00-05:00"}
    assert home.run("--db", "second.db", "import", "out.json", environ=later).stdout.startswith(
        "new 10 · same 0 · skipped 0\n"
    )
    second = home.run("--db", "second.db", "export", environ=later).stdout
    assert second != first
    assert body(second) == body(first)
    assert '"exported_at": "2027-01-01T14:00:00Z"' in second


def test_importing_twice_adds_nothing(home: Home, log: Callable[..., str]) -> None:
    log("2", "-a", "meetings")
    home.run("export", "-o", "out.json")
    before = home.run("export").stdout
    for _ in range(2):
        assert home.run("import", "out.json", "--from", "json").stdout == "new 0 · same 3 · skipped 0\n"
    assert home.run("export").stdout == before


def test_an_export_file_is_private_and_replaces_nothing_unasked(home: Home, log: Callable[..., str]) -> None:
    log("3")
    target = home.path / "out.json"
    assert home.run("export", "-o", "out.json").stdout == "written out.json\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    target.write_text("mine")
    said = home.run("export", "-o", "out.json", code=2)
    assert (said.stdout, said.stderr) == ("", "rut-tui: out.json: it is there already; --force replaces it\n")
    assert target.read_text() == "mine"
    home.run("export", "-o", "out.json", "--force")
    assert json.loads(target.read_text())["format"] == "rut-tui"
    assert sorted(each.name for each in home.path.iterdir()) == ["data", "out.json"]


def test_a_folder_gets_a_file_named_after_the_day(home: Home, log: Callable[..., str]) -> None:
    log("3")
    (home.path / "kept").mkdir()
    assert home.run("export", "-o", "kept").stdout == "written kept/rut-tui-2026-11-20.json\n"
    assert home.run("export", "-o", "kept/", code=2).stdout == ""


def test_a_strange_name_becomes_one_safe_name(home: Home, log: Callable[..., str]) -> None:
    log("3")
    assert home.run("export", "-o", "a\x1b[2J\nb.json").stdout == "written a_[2J_b.json\n"
    home.run("export", "-o", "x" * 300 + ".json")
    assert sorted(each.name for each in home.path.iterdir()) == ["a_[2J_b.json", "data", "x" * 195 + ".json"]


@pytest.mark.parametrize(
    ("output", "code", "said"),
    [
        ("data/rut-tui/rut.db", 2, "that is the journal itself"),
        ("link", 2, "that is the journal itself"),
        ("data/rut-tui/rut.db.lock", 2, "that is the journal itself"),
        ("pipe", 2, "it is not a file, so it is left alone"),
        ("/dev/null", 2, "it is not a file, so it is left alone"),
        ("nowhere/out.json", 7, "there is no such folder"),
        ("loop/out.json", 7, "there is no such folder"),
        ("loop", 7, "can't be written"),
        ("", 2, "say where to write, or - for the standard output"),
    ],
)
def test_what_must_stay_stays_even_by_force(
    home: Home, log: Callable[..., str], output: str, code: int, said: str
) -> None:
    log("3")
    (home.path / "link").symlink_to(home.journal)
    (home.path / "loop").symlink_to(home.path / "loop")
    os.mkfifo(home.path / "pipe")
    before = digest(home.journal)
    answer = home.run("export", "--force", "-o", output, code=code)
    assert answer.stdout == ""
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert digest(home.journal) == before


def test_a_link_that_is_replaced_stays_a_link(home: Home, log: Callable[..., str]) -> None:
    log("3")
    (home.path / "real.json").write_text("old")
    (home.path / "link.json").symlink_to(home.path / "real.json")
    home.run("export", "--force", "-o", "link.json")
    assert (home.path / "link.json").is_symlink()
    assert json.loads((home.path / "real.json").read_text())["version"] == 1


def test_there_is_nothing_to_export_where_there_is_no_journal(home: Home) -> None:
    said = home.run("export", "-o", "out.json", code=7)
    assert said.stdout == ""
    assert "There is no journal" in said.stderr
    assert list(home.path.iterdir()) == []


def test_a_dry_run_says_what_it_would_do_and_does_nothing(home: Home, log: Callable[..., str]) -> None:
    write(home.path / "in.json", entries=[ENTRY])
    assert home.run("import", "in.json", "--dry-run").stdout == "new 1 · same 0 · skipped 0\nnew: entries 1\n"
    assert [each.name for each in home.path.iterdir()] == ["in.json"]
    log("3")
    before = digest(home.journal)
    assert home.run("import", "in.json", "--dry-run").stdout.startswith("new 1 · same 0 · skipped 0\n")
    assert digest(home.journal) == before


def test_ours_stays_and_is_listed_unless_the_file_is_to_win(home: Home) -> None:
    home.run("import", str(write(home.path / "in.json", entries=[ENTRY])))
    other = write(home.path / "other.json", entries=[{**ENTRY, "note": "secret", "engagement": 2}])
    said = home.run("import", str(other)).stdout
    assert said == (
        f"new 0 · same 0 · skipped 1\nentries {ID}: kept as it is here; --replace takes the file's (engagement, note)\n"
    )
    said = home.run("import", str(other), "--replace").stdout
    assert said == (
        f"new 0 · same 0 · skipped 0\nreplaced: 1\nentries {ID}: replaced by the file's (engagement, note)\n"
    )
    assert '"note": "secret"' in home.run("export").stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1: this is not JSON"),
        (b"[]", "this is not an export of rut-tui"),
        (b'{"format": "rut-tui", "version": 2, "tables": {}}', "a newer rut-tui wrote this file"),
        (b'{"format": "rut-tui",\n "version": 1, "tables": {"x\x1b": []}}', "line 2: this is not JSON"),
        (b'{"format": "rut-tui", "version": 1, "tables": {"fears": []}}', "fears: there is no such table"),
        (b"[" * 100_000, "it is nested too deeply"),
        ("{}".encode("utf-16"), "line 1: this is not UTF-8 text"),
    ],
)
def test_a_refused_import_leaves_everything_as_it_was(
    home: Home, log: Callable[..., str], content: bytes, said: str
) -> None:
    (home.path / "in.json").write_bytes(content)
    answer = home.run("import", "in.json", code=9)
    assert answer.stdout == ""
    assert answer.stderr.startswith(f"rut-tui: {said}")
    assert [each.name for each in home.path.iterdir()] == ["in.json"]
    log("3")
    before = digest(home.journal)
    assert home.run("import", "in.json", code=9).stderr == answer.stderr
    assert digest(home.journal) == before


def test_broken_references_leave_no_empty_journal_behind(home: Home) -> None:
    write(home.path / "in.json", entries=[ENTRY], entry_activities=[{"entry_id": ID, "activity_id": ID}])
    said = home.run("import", "in.json", code=9)
    assert said.stderr == "rut-tui: entry_activities row 1: its activity_id is not among the activities\n"
    assert [each.name for each in home.path.iterdir()] == ["in.json"]


def test_a_huge_file_is_refused_before_it_is_read(home: Home) -> None:
    with (home.path / "in.json").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert home.run("import", "in.json", code=9).stderr == "rut-tui: the file is larger than 128 MB\n"


@pytest.mark.parametrize("name", ["missing.json", "", "a" * 300])
def test_a_file_that_cannot_be_read_is_said(home: Home, name: str) -> None:
    said = home.run("import", name, code=None)
    assert said.returncode in (7, 9)
    assert said.stdout == ""
    assert said.stderr.count("\n") == 1
    assert list(home.path.iterdir()) == []


def test_a_pipe_or_a_folder_is_not_waited_for(home: Home) -> None:
    os.mkfifo(home.path / "pipe")
    for name in ("pipe", "."):
        assert home.run("import", name, code=9).stderr == "rut-tui: this is not a file\n"


def test_a_calendar_of_what_has_a_day_goes_to_a_file_or_to_the_shell(home: Home, log: Callable[..., str]) -> None:
    log("3")
    assert home.run("export", "--format", "ics", "-o", "./").stdout == "written rut-tui-2026-11-20.ics\n"
    target = home.path / "rut-tui-2026-11-20.ics"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    lines = target.read_bytes().decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "SUMMARY:Weekly review" in lines
    assert "DTSTART;VALUE=DATE:20261122" in lines
    assert "UID:review-2026-11-16@rut-tui" in lines
    assert home.run("export", "--format", "ics").stdout == target.read_bytes().decode()
