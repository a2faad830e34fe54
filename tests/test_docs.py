"""The README and the CHANGELOG tell the truth. Run this file to write the key table anew."""

import re
import tomllib
from pathlib import Path

import rut_tui
from rut_tui.commands import COMMANDS, PLACES

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
KEYS = ROOT / "docs" / "keys.md"
START, END = "<!-- keys: made from the table of commands by tests/test_docs.py -->", "<!-- end of keys -->"
EVERYWHERE = ("screen", "app")
"""The places whose keys stand in the README; docs/keys.md has them all."""


def rows(*places: str) -> list[str]:
    """Return a Markdown table of the keys of some places."""
    found = [command for place in places for command in COMMANDS if command.place == place and command.keys]
    lines = [f"| `{command.key}` | {command.tooltip} |" for command in found]
    return ["| key | what it does |", "| --- | --- |", *dict.fromkeys(lines)] if lines else []


def with_key_table(text: str) -> str:
    """Return the README with its table as it should be."""
    before, rest = text.split(START)
    _, after = rest.split(END)
    return "\n".join([f"{before}{START}", *rows(*EVERYWHERE), f"{END}{after}"])


def key_page() -> str:
    """Return docs/keys.md as it should be."""
    lines = ["# Keys", "", "Made from the table of commands; `?` in the app shows those that work where you are."]
    for place, heading in PLACES.items():
        if table := rows(place):
            lines += ["", f"## {heading}", "", *table]
    return "\n".join([*lines, ""])


def test_the_key_tables_are_made_from_the_commands() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_key_table(text), "run `python tests/test_docs.py`"
    assert KEYS.read_text(encoding="utf-8") == key_page(), "run `python tests/test_docs.py`"


def test_every_command_has_a_place_a_sentence_and_an_id_of_its_own() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    assert {command.place for command in COMMANDS} <= set(PLACES)
    for command in COMMANDS:
        assert command.tooltip.endswith("."), command.id
        assert not re.search(r"[!…]", command.tooltip + command.text), command.id


def test_no_place_binds_a_key_twice_or_one_that_terminals_confuse() -> None:
    forbidden = {"ctrl+m", "ctrl+i", "ctrl+h", "ctrl+j", "ctrl+enter"}
    for place in PLACES:
        keys = [key for command in COMMANDS if command.place == place for key in command.keys.split(",") if key]
        assert len(keys) == len(set(keys)), place
        assert not forbidden & set(keys), place
        assert not [key for key in keys if key.startswith("alt+")], place


def test_the_readme_installs_what_the_checks_install() -> None:
    text = README.read_text(encoding="utf-8")
    command = next(line for line in text.splitlines() if line.endswith("-m pytest"))
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for part in ("-r requirements.lock", "--no-deps -e .", "-m pytest"):
        assert part in command
        assert part in script


def test_the_pictures_and_files_the_readme_names_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_the_changelog_has_this_version() -> None:
    assert f"## {rut_tui.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_dependency_has_bounds_and_an_exact_version_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M))
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        name = re.match(r"[A-Za-z0-9-]+", requirement)
        assert name
        assert name[0].lower() in locked
        assert ">=" in requirement


def test_nothing_names_a_machine_or_a_registry() -> None:
    for file in (README, ROOT / "CHANGELOG.md", ROOT / "pyproject.toml", ROOT / "requirements.lock"):
        assert not re.search(r"/(home|root|tmp|work)/|pypi\.org|pythonhosted", file.read_text(encoding="utf-8")), file


if __name__ == "__main__":
    KEYS.write_text(key_page(), encoding="utf-8")
    README.write_text(with_key_table(README.read_text(encoding="utf-8")), encoding="utf-8")
