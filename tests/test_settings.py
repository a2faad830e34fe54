"""The settings file: read with its faults named, saved with its comments kept."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rut_tui.settings import Settings, SettingsError, load, save

DEFAULTS = Settings(theme="rut-dusk", currency="", locale="", week_start="monday")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_the_defaults_and_nothing_is_made(file: Path) -> None:
    assert load(file) == (DEFAULTS, None)
    assert not file.parent.joinpath("settings.toml").exists()


def test_reading_a_missing_file_imports_nothing_heavy(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from rut_tui.settings import load;"
        f"load(Path({str(file)!r})); print(*{{'tomllib', 'tomlkit', 'pydantic'}} & set(sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == ""


def test_what_is_set_counts_and_the_rest_keeps_its_default(file: Path) -> None:
    file.write_text('theme = "rut-dawn"\nlocale = "de_DE"\n')
    assert load(file) == (Settings(theme="rut-dawn", locale="de_DE"), None)
    file.write_text("# nothing yet\n")
    assert load(file) == (DEFAULTS, None)
    file.write_bytes(b"\xef\xbb\xbfcurrency = 'EUR'\r\n")
    assert load(file) == (Settings(currency="EUR"), None)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('theme = "rut-dawn"\ncolour = "red"\n', "settings.toml line 2: there is no setting called colour"),
        ('theme = "rut-dawn"\n[colour]\nx = 1\n', "settings.toml line 2: there is no setting called colour"),
        (
            'theme = "rut-dawn"\n\nweek_start = "someday"\n',
            'settings.toml line 3: week_start should be "monday", "saturday" or "sunday"; using the default',
        ),
        (
            "currency = 3\ntheme = 'rut-dawn'",
            'settings.toml line 1: currency should be three capital letters, like "EUR"; using the default',
        ),
    ],
)
def test_one_wrong_line_is_named_and_the_others_count(file: Path, content: str, message: str) -> None:
    file.write_text(content)
    assert load(file) == (Settings(theme="rut-dawn"), message)


def test_every_wrong_line_is_named(file: Path) -> None:
    file.write_text("a = 1\nb = 2\n")
    assert load(file)[1] == (
        "settings.toml line 1: there is no setting called a\nsettings.toml line 2: there is no setting called b"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'theme = "rut-dawn"\ntheme = \n', "settings.toml line 2: can't be understood"),
        (b'theme = "rut-dawn', "settings.toml: can't be understood"),
        (b"\xff\xfet\x00h\x00", "settings.toml: line 1 is not UTF-8 text"),
        (b'theme = "a"\n\xe9\n', "settings.toml: line 2 is not UTF-8 text"),
        (b"a = " + b"[" * 30_000, "settings.toml: can't be understood"),
        (b"#" * 100_000, "settings.toml: it is too large"),
    ],
)
def test_a_broken_file_is_named_and_the_app_starts_on_the_defaults(file: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)
    settings, fault = load(file)
    assert settings == DEFAULTS
    assert fault is not None
    assert fault.startswith(said)
    assert fault.endswith("using the defaults")
    assert file.read_bytes() == content


def test_something_else_in_its_place_does_not_hold_the_start(file: Path) -> None:
    os.mkfifo(file)
    assert load(file) == (DEFAULTS, "settings.toml: it is not a file; using the defaults")


def test_saving_keeps_the_comments_and_the_order(file: Path) -> None:
    file.write_text('# mine\ncurrency = "EUR"  # since the move\n\ntheme = "rut-dusk" # dark\n')
    save(file, Settings(theme="rut-dawn", currency="EUR", week_start="sunday"))
    assert file.read_text() == (
        '# mine\ncurrency = "EUR"  # since the move\n\ntheme = "rut-dawn" # dark\nweek_start = "sunday"\n'
    )
    assert load(file) == (Settings(theme="rut-dawn", currency="EUR", week_start="sunday"), None)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_saving_makes_a_private_folder_and_writes_only_what_differs(tmp_path: Path) -> None:
    file = tmp_path / "config" / "settings.toml"
    save(file, Settings(locale="de_DE"))
    assert file.read_text() == 'locale = "de_DE"\n'
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_saving_follows_a_link(tmp_path: Path, file: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("# kept\n")
    file.symlink_to(real)
    save(file, Settings(theme="rut-dawn"))
    assert file.is_symlink()
    assert real.read_text() == '# kept\ntheme = "rut-dawn"\n'


def test_a_file_that_cannot_be_understood_is_never_written_over(file: Path) -> None:
    file.write_text("theme = \n")
    with pytest.raises(SettingsError, match=r"settings\.toml can't be changed: mend line 1 by hand first"):
        save(file, Settings(theme="rut-dawn"))
    assert file.read_text() == "theme = \n"


def test_a_setting_that_breaks_its_rule_is_not_saved(file: Path) -> None:
    with pytest.raises(ValueError, match="week_start should be"):
        save(file, Settings(week_start="[/]"))
    assert not file.exists()


def test_a_change_made_in_the_app_is_kept_in_the_file_it_came_from(file: Path) -> None:
    settings, _ = load(file)
    assert settings.keep(theme="rut-dawn") == Settings(theme="rut-dawn")
    assert load(file) == (Settings(theme="rut-dawn"), None)


def test_a_change_counts_for_this_sitting_where_it_cannot_be_kept(file: Path) -> None:
    file.write_text("theme = \n")
    settings, _ = load(file)
    assert settings.keep(theme="rut-dawn") == Settings(theme="rut-dawn")
    assert file.read_text() == "theme = \n"
    assert Settings().keep(theme="rut-dawn") == Settings(theme="rut-dawn")


@pytest.mark.parametrize("minutes", [0, 1, 10, 1440])
def test_minutes_before_locking_are_a_whole_number(file: Path, minutes: int) -> None:
    file.write_text(f"auto_lock = {minutes}\n")
    assert load(file) == (Settings(auto_lock=minutes), None)


@pytest.mark.parametrize(
    "value",
    ["true", "false", "-1", "1441", "10.0", "1e3", "inf", "nan", '"10"', "[10]", "2026-11-20", str(10**30), "0x5a1"],
)
def test_minutes_that_cannot_be_are_named_and_the_default_counts(file: Path, value: str) -> None:
    file.write_text(f'theme = "rut-dawn"\nauto_lock = {value}\n')
    said = "settings.toml line 2: auto_lock should be whole minutes from 0 (never) to 1440, like 10; using the default"
    assert load(file) == (Settings(theme="rut-dawn"), said)


def test_a_number_too_long_to_read_changes_nothing(file: Path) -> None:
    file.write_text(f"auto_lock = {'9' * 5000}\n")
    settings, said = load(file)
    assert settings == DEFAULTS
    assert said == "settings.toml: can't be understood; using the defaults"


def test_only_a_journal_with_a_passphrase_locks_itself_unasked() -> None:
    assert Settings().lock_after(sealed=True) == 10
    assert Settings().lock_after(sealed=False) == 0
    for minutes in (0, 3):
        assert Settings(auto_lock=minutes).lock_after(sealed=True) == minutes
        assert Settings(auto_lock=minutes).lock_after(sealed=False) == minutes


def test_minutes_are_saved_as_a_number_and_not_invented(file: Path) -> None:
    file.write_text("auto_lock = 5 # at work\n")
    settings, _ = load(file)
    settings.keep(theme="rut-dawn")
    assert file.read_text() == 'auto_lock = 5 # at work\ntheme = "rut-dawn"\n'
    settings.keep(auto_lock=None)
    assert "auto_lock" not in file.read_text()
    with pytest.raises(ValueError, match="auto_lock should be whole minutes"):
        save(file, Settings(auto_lock=-3))
    with pytest.raises(ValueError, match="auto_lock should be whole minutes"):
        save(file, Settings(auto_lock=True))
