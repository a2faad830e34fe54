"""An empty home for each test of the command line, and a short way to write a check-in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from command_home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    folder = tmp_path / "home"
    folder.mkdir()
    return Home(folder)


@pytest.fixture
def log(home: Home) -> Callable[..., str]:
    """Write a check-in and return its id."""

    def write(*arguments: str, stdin: bytes = b"") -> str:
        said = home.run("log", *arguments, stdin=stdin)
        word, _, entry_id = said.stdout.strip().partition(" ")
        assert word == "saved"
        return entry_id

    return write
