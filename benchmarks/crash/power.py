"""The power cut: a life is recorded call by call, and the disk rebuilt as a cut could have left it.

What was synced is there; what was not is there, absent or torn. The recording and the disk are the crash tool's own;
here they learn about folders below the first.
"""

import importlib.util
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from crashes import NAME, Cell, faults
from jobs import Job
from living import Place
from promises import Judge, Promises

STYLES: Final = ("none", "random", "random", "all")
"""What survives of the things not synced, for the four images of each cut."""

_TRACE: Final = (
    "openat,?open,?creat,write,pwrite64,ftruncate,fsync,fdatasync,?unlink,unlinkat,?rename,?renameat,renameat2"
)
_INNER: Final = "%2F"
"""Stands for the slash of a folder below the first: the tool's disk has but one folder."""


def tool(path: Path) -> ModuleType:
    """Load the crash tool."""
    spec = importlib.util.spec_from_file_location("crash_harness", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cut(cell: Cell, job: Job, prepared: Place, harness: ModuleType, *, cuts: int, seed: int) -> None:
    """Cut the power at points of one life, half of them right after something was said to be saved.

    Args:
        cell: Where it is counted.
        job: What is interrupted.
        prepared: What it starts from.
        harness: The crash tool.
        cuts: Points; each gives four images.
        seed: Of the dice.
    """
    dice = random.Random(seed)  # noqa: S311 - it only has to be the same each time
    operations = list(_recorded(cell, harness))
    spoken = [n for n, (kind, *_) in enumerate(operations, 1) if kind == "say"]
    half = cuts // 2
    points = dice.choices(range(1, len(operations) + 1), k=half) + dice.choices(spoken, k=cuts - half)
    disk, judge, at = _disk(harness, cell.folder), Judge(), 0
    Promises(judge.hear).given(cell.promised)
    for point in sorted(points):
        while at < point:
            _apply(disk, judge, operations[at])
            at += 1
        for style in STYLES:
            cell.judged(_image(disk, judge, job, prepared, dice, style), f"cut after {point} ({style})")
    cell.acknowledged = judge.acknowledged - len(cell.promised)


def _image(disk: Any, judge: Judge, job: Job, prepared: Place, dice: random.Random, style: str) -> list[str]:
    out = Path(tempfile.mkdtemp(prefix="image-", dir=prepared.path.parent.parent))
    disk.crash(str(out), dice, style)
    for path in list(out.iterdir()):
        if _INNER in path.name:
            inner = out / path.name.replace(_INNER, "/")
            inner.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.rename(inner)
    for path in out.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    found = faults(judge, job, replace(prepared, path=out / NAME))
    shutil.rmtree(out)
    return found


def _recorded(cell: Cell, harness: ModuleType) -> Iterator[tuple[Any, ...]]:
    """Record one life and return what it did to the disk and what it said."""
    output = cell.folder.parent / "trace"
    this = cell.traced(("-y", "-xx", "-s", "2000000", "-e", f"trace={_TRACE}"), output, aloud=True)
    root = str(this.folder)
    for kind, *rest in harness.parse_trace(str(output), root):
        if kind == "say":
            yield kind, *rest
        elif kind == "syncdir":
            yield "syncfolder", ""
        elif kind == "sync" and Path(rest[0]).is_dir():
            yield "syncfolder", _flat(rest[0], root) + _INNER
        else:
            yield kind, *(_flat(each, root) if isinstance(each, str) else each for each in rest)
    this.close()


def _flat(path: str, root: str) -> str:
    return path.removeprefix(root).lstrip("/").replace("/", _INNER)


def _disk(harness: ModuleType, folder: Path) -> Any:
    """Return a disk on which the files of a folder are safe."""
    disk = harness.Disk()
    for path in folder.rglob("*"):
        if path.is_file():
            name = _flat(str(path), str(folder))
            for operation in (("create", name), ("write", name, 0, path.read_bytes()), ("sync", name)):
                disk.apply(operation)
    disk.apply(("syncdir",))
    return disk


def _apply(disk: Any, judge: Judge, operation: tuple[Any, ...]) -> None:
    kind, *rest = operation
    if kind == "say":
        judge.hear(rest[0])
    elif kind == "syncfolder":
        _sync_folder(disk, rest[0])
    else:
        disk.apply(operation)


def _sync_folder(disk: Any, prefix: str) -> None:
    """Make the names in one folder safe, and no others."""
    waiting = []
    for operation in disk.dirops:
        names = operation[1:3] if operation[0] == "rename" else operation[1:2]
        if any(name.rpartition(_INNER)[0] + (_INNER if _INNER in name else "") == prefix for name in names):
            if operation[0] == "create":
                disk.dnames[operation[1]] = operation[2]
                continue
            disk.dnames.pop(operation[1], None)
            if operation[0] == "rename":
                disk.dnames[operation[2]] = operation[3]
        else:
            waiting.append(operation)
    disk.dirops = waiting
