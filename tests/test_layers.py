"""The layers hold: which module may know which, and which commands stay light."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import rut_tui

ROOT = Path(rut_tui.__file__).parent.parent


def test_imports_point_one_way() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    config = Path(__file__).parent.parent / "pyproject.toml"
    done = subprocess.run(
        [str(tool), "--config", str(config), "--no-cache"],
        cwd=config.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def loaded(code: str, home: Path) -> set[str]:
    """Run code in a process of its own and return the top-level packages and our modules it ended up with."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, sep='\\n', file=sys.stderr)"],
        env={"PATH": os.environ.get("PATH", ""), "HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return {name for name in done.stderr.splitlines() if "." not in name or name.startswith("rut_tui.")}


def command(*arguments: str) -> str:
    return f"import sys; sys.argv = {['rut-tui', *arguments]!r}\nfrom rut_tui.__main__ import main; assert main() == 0"


@pytest.mark.parametrize(
    "arguments", [["--version"], ["status"], ["log", "4", "-a", "meetings"], ["win", "Asked"], ["where"], ["keys"]]
)
def test_no_command_loads_textual(tmp_path: Path, arguments: list[str]) -> None:
    assert not loaded(command(*arguments), tmp_path) & {"textual", "rich", "rut_tui.app"}


def test_the_quickest_commands_load_next_to_nothing(tmp_path: Path) -> None:
    loaded(command("log", "4"), tmp_path)
    heavy = {"textual", "click", "pydantic", "sqlite_utils", "sqlcipher3", "platformdirs", "babel", "tempfile"}
    for arguments in (["--version"], ["status", "--short"]):
        assert not loaded(command(*arguments), tmp_path) & heavy


def test_the_domain_knows_neither_screens_nor_files(tmp_path: Path) -> None:
    code = """
import importlib, pkgutil, rut_tui.domain
for module in pkgutil.walk_packages(rut_tui.domain.__path__, "rut_tui.domain."):
    importlib.import_module(module.name)
"""
    found = loaded(code, tmp_path)
    assert "rut_tui.domain.journal" in found
    assert not found & {"textual", "sqlite3", "sqlite_utils", "sqlcipher3", "click", "platformdirs"}
    assert not {name for name in found if name.startswith("rut_tui.") and not name.startswith("rut_tui.domain")}


def test_the_package_itself_imports_nothing(tmp_path: Path) -> None:
    bare, ours = loaded("", tmp_path), loaded("import rut_tui", tmp_path)
    assert ours - bare == {"rut_tui"}
