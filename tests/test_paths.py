"""Where files are, and that writing one is private and whole or not at all."""

import os
import stat
from pathlib import Path

import platformdirs
import pytest

from rut_tui import paths


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_option_wins_over_the_environment_over_the_usual_folder(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path), "RUT_TUI_DB": "/elsewhere/mine.db"}
    assert paths.database("given.db", environ) == Path("given.db")
    assert paths.database(None, environ) == Path("/elsewhere/mine.db")
    assert paths.database(None, {"HOME": str(tmp_path), "RUT_TUI_DB": ""}).name == "rut.db"
    assert paths.config_dir({"RUT_TUI_CONFIG_DIR": "/etc/mine"}) == Path("/etc/mine")
    assert paths.backups(Path("/a/b/rut.db")) == Path("/a/b/backups")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [None, "", "/x/data", "relative/data", " /x/spaced "])
@pytest.mark.parametrize("config", [None, "/x/config"])
def test_the_usual_folders_are_those_of_platformdirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: str | None, config: str | None
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable, value in (("XDG_DATA_HOME", data), ("XDG_CONFIG_HOME", config)):
        monkeypatch.setenv(variable, value) if value is not None else monkeypatch.delenv(variable, raising=False)
    theirs = platformdirs.PlatformDirs("rut-tui", appauthor=False)
    assert paths.database(None, {"HOME": str(tmp_path), **_xdg()}).parent == theirs.user_data_path
    assert paths.config_dir({"HOME": str(tmp_path), **_xdg()}) == theirs.user_config_path


def _xdg() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("XDG_")}


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}, {"HOME": "not/absolute"}])
def test_without_a_home_nothing_is_guessed(environ: dict[str, str]) -> None:
    with pytest.raises(paths.PathError) as caught:
        paths.database(None, environ)
    assert caught.value.exit_code == 7
    assert paths.database("given.db", environ) == Path("given.db")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("plan", "plan.json"),
        ("plan.json", "plan.json"),
        ("../../x", "_.._x.json"),
        ("/etc/passwd", "_etc_passwd.json"),
        ("a\0b\nc\x1b[2J", "a_b_c_[2J.json"),
        (".hidden", "hidden.json"),
        ("", "rut-tui.json"),
        ("....", "rut-tui.json"),
        ("\ud800", "_.json"),
    ],
)
def test_any_text_makes_one_safe_name(name: str, safe: str) -> None:
    assert paths.safe_name(name, ".json") == safe


def test_a_long_name_is_cut_between_characters() -> None:
    made = paths.safe_name("я" * 300, ".json")
    assert len(made.encode()) <= 255
    assert made == "я" * 97 + ".json"


def test_a_private_file_in_private_folders(tmp_path: Path) -> None:
    target = tmp_path / "one" / "two" / "file"
    before = os.umask(0)
    try:
        paths.write_private(target, b"text")
    finally:
        os.umask(before)
    assert target.read_bytes() == b"text"
    assert mode(target) == 0o600
    assert mode(tmp_path / "one") == mode(tmp_path / "one" / "two") == 0o700
    assert [each.name for each in target.parent.iterdir()] == ["file"]


def test_a_file_that_is_there_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    target = tmp_path / "file"
    paths.write_private(target, b"first", overwrite=False)
    with pytest.raises(FileExistsError):
        paths.write_private(target, b"second", overwrite=False)
    assert target.read_bytes() == b"first"
    paths.write_private(target, b"second")
    assert target.read_bytes() == b"second"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_failed_write_leaves_what_was_there_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.mkdir()
    (target / "kept").touch()
    with pytest.raises(OSError, match="file"):
        paths.write_private(target, b"text")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert (target / "kept").exists()
