"""Killed at random moments of whatever it does to the journal, nothing that was said to be saved is lost.

The short version. The long one, with a kill and a fault at every system call and with power cuts, needs strace:
`python benchmarks/crash/matrix.py`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from storage_bench import ROOT

MATRIX = ROOT / "benchmarks" / "crash" / "matrix.py"
ROUNDS = 6

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forked")


CELLS = {
    "plain": ("make", "save", "migrate", "backup", "restore", "reseal"),
    "sealed": ("save", "unseal", "reseal-backups"),
}
"""Kind of journal → what is interrupted; the long version interrupts everything with both."""


@pytest.mark.parametrize("kind", CELLS)
def test_killed_at_any_moment_it_loses_nothing(tmp_path: Path, kind: str) -> None:
    done = subprocess.run(
        [sys.executable, str(MATRIX), *CELLS[kind], "--only", kind, "--modes", "random", "--rounds", str(ROUNDS)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    cells = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    assert done.returncode == 0, done.stdout + done.stderr
    assert [(cell["job"], cell["crashes"], cell["examples"]) for cell in cells] == [
        (job, ROUNDS, []) for job in CELLS[kind]
    ]
    assert list(tmp_path.iterdir()) == []
