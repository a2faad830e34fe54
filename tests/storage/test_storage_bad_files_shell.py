"""What the commands make of a bad file: its exit code, one line that says why, nothing printed and nothing changed."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from bad_files import BAD, Bad
from sealed_files import MARK, RIGHT, SEALED_BAD, WORDS, life
from sealed_files import Bad as SealedBad
from storage_bench import listing

from rut_tui import __main__ as way_in

COMMANDS = {"status": ["status"], "log": ["log", "3", "-n", "a new note"]}


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs a command on a journal in this process, as `rut-tui` would, but for the hooks that a process has one of."""
    monkeypatch.setattr(way_in, "_hush", lambda: None)
    monkeypatch.setenv("RUT_TUI_TODAY", "2026-11-20T21:00:00+01:00")

    def runs(journal: Path, *arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["rut-tui", "--no-input", "--db", str(journal), *arguments])
        code = way_in.main()
        return Said(code, *capsys.readouterr())

    return runs


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_command_names_a_bad_file_and_leaves_it_alone(
    lived_in: Path, run: Callable[..., Said], bad: Bad, command: str
) -> None:
    bad.spoil(lived_in)
    before = listing(lived_in.parent)

    said = run(lived_in, *COMMANDS[command])

    assert (said.code, said.out) == (bad.exit_code, "")
    (line,) = said.err.splitlines()
    assert line.startswith("rut-tui: ")
    assert bad.says in line
    assert MARK not in line
    assert "a new note" not in line
    assert listing(lived_in.parent) == before


@pytest.fixture(scope="module")
def sealed_life(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return life(tmp_path_factory.mktemp("life") / "rut.db", RIGHT)


@pytest.mark.parametrize("bad", SEALED_BAD, ids=lambda bad: bad.name)
def test_a_command_names_a_bad_encrypted_file_and_leaves_it_alone(
    journal: Path,
    sealed_life: bytes,
    run: Callable[..., Said],
    bad: SealedBad,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journal.parent.mkdir(mode=0o700)
    for path, content in ((journal, sealed_life), (journal.with_name("rut.db.lock"), b"")):
        path.touch(0o600)
        path.write_bytes(content)
    bad.spoil(journal)
    (tmp_path / "passphrase").write_text(WORDS)
    (tmp_path / "passphrase").chmod(0o600)
    monkeypatch.setenv("RUT_TUI_PASSPHRASE_FILE", str(tmp_path / "passphrase"))
    before = listing(journal.parent)

    said = run(journal, "log", "3")

    assert (said.code, said.out) == (bad.exit_code, "")
    (line,) = said.err.splitlines()
    assert bad.says in line
    assert MARK not in line
    assert WORDS not in line
    assert listing(journal.parent) == before


def test_the_same_commands_work_on_the_good_file(lived_in: Path, run: Callable[..., Said]) -> None:
    """What makes the tests above mean something."""
    assert run(lived_in, "log", "3").code == 0

    said = run(lived_in, "status")

    assert (said.code, said.err) == (0, "")
    assert "in all: 61 entries on 60 days" in said.out
