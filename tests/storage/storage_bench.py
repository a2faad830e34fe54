"""What the storage tests share: a clock that only moves when told, another Python, and what a folder holds."""

import hashlib
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import rut_tui

ROOT = Path(rut_tui.__file__).parent.parent
HERE = Path(__file__).parent
JOURNALS = HERE / "journals"
"""A journal of every shape that was shipped, with a life in it; see the note there."""


class Clock:
    """Friday 20 November 2026, 21:04, an hour east of Greenwich, until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 21, 4, 30, 123456, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def listing(folder: Path) -> dict[str, str]:
    """Return every name in a folder with what it holds: a hash, where a link leads, or its kind."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[path.name] = f"link to {path.readlink()}"
        else:
            found[path.name] = sha(path) if path.is_file() else oct(path.stat().st_mode)
    return found


def python(*arguments: str, **options: object) -> "subprocess.Popen[str]":
    """Start another Python that can import rut_tui, with its output to read."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]  # options as given
    )


def said(process: "subprocess.Popen[str]") -> str:
    """Wait for a Python that was started, and return what it printed."""
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    return out
