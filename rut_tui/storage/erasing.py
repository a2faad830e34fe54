"""Taking a journal off the disk, with everything rut-tui ever put beside it. Nothing of it needs to be readable.

Only names that rut-tui gives are taken, and no link is followed.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rut_tui import paths
from rut_tui.storage.faults import Damaged, InUse
from rut_tui.storage.inspection import inspect
from rut_tui.storage.lent import sweep
from rut_tui.storage.lock import JournalLock

_STAMP: Final = r"\d{8}T\d{6}Z"
_UNFINISHED: Final = r"(-journal|-wal|-shm|\.lock)?"


@dataclass(frozen=True, slots=True)
class Erased:
    """What came of it.

    Attributes:
        gone: The files that are gone.
        left: Those that could not be taken away, with the reason.
    """

    gone: tuple[Path, ...]
    left: tuple[tuple[Path, str], ...]


def belongings(journal: Path, settings: Path | None) -> tuple[Path, ...]:
    """Return every file of a journal: itself, what lies beside it, its backups, its settings.

    Args:
        journal: The journal, there or not.
        settings: The settings file, or None to leave it out.

    Raises:
        NotOurs: Something else is in its place.
        Unreadable: It can't be reached.
    """
    with suppress(Damaged):  # it is about getting rid of it
        inspect(journal)
    real = Path(os.path.realpath(journal))
    stem = re.escape(real.name.removesuffix(".db"))
    name = re.escape(real.name)
    stems = rf"({stem}|{re.escape(real.stem)})"
    beside = (
        rf"{name}{_UNFINISHED}|{name}\.[0-9a-f]{{8}}\.sitting|\.{name}\..+|\.?{stems}\.(rescued|salvaged)-{_STAMP}.*"
    )
    copies = rf"{stem}\.({_STAMP}\.\d+|[a-z]+-{_STAMP}(-\d+)?)\.db{_UNFINISHED}|\.{stem}\.part.*|{stem}\.lock"
    found = [*_named(real.parent, beside), *_named(paths.backups(real), copies)]
    if journal.is_symlink():
        found.append(journal.absolute())
    if settings and os.path.lexists(settings):
        found.append(settings)
    return tuple(found)


def erase(journal: Path, files: Iterable[Path], environ: Mapping[str, str]) -> Erased:
    """Take the files of a journal away, while nobody else can open it.

    Args:
        journal: The journal.
        files: What `belongings` found.
        environ: The environment.

    Raises:
        InUse: Another rut-tui has it open. Nothing was taken away.
    """
    real = Path(os.path.realpath(journal))
    lock = JournalLock(real) if real.parent.is_dir() else None
    gone: list[Path] = []
    left: list[tuple[Path, str]] = []
    try:
        if lock:
            _seize(lock)
        # The journal goes first: without it, what lies beside it can't be taken for an unfinished save of it.
        for path in sorted({*files, *([lock.path] if lock else [])}, key=lambda path: (path != real, path)):
            try:
                path.unlink(missing_ok=True)
                gone.append(path)
            except OSError as error:
                left.append((path, os.strerror(error.errno) if error.errno else "it can't be taken away"))
        sweep(real, environ)
        _remove_empty(paths.backups(real), real.parent, *(path.parent for path in gone if path.name == paths.SETTINGS))
    finally:
        if lock:
            lock.release()
    return Erased(tuple(gone), tuple(left))


def _seize(lock: JournalLock) -> None:
    try:
        lock.seize()
    except InUse:
        raise InUse("Another rut-tui has the journal open. Close it, then erase. Nothing was taken away.") from None


def _named(folder: Path, pattern: str) -> Iterator[Path]:
    """Return the files of a folder whose names fit, in order. A folder that is a link is not ours to look into."""
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return
        every = sorted(folder.iterdir())
    except OSError:
        return
    fits = re.compile(pattern)
    for path in every:
        if fits.fullmatch(path.name) and not stat.S_ISDIR(path.lstat().st_mode):
            yield path


def _remove_empty(*folders: Path) -> None:
    """Remove folders of ours that hold nothing any more."""
    for folder in folders:
        if folder.name in (paths.APP, paths.backups(folder).name):
            with suppress(OSError):
                folder.rmdir()
