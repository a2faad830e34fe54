"""Where the journal, the settings and the backups are, and how a private file is written.

Pure questions but for the two functions that write; nothing is made until something is written.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

APP: Final = "rut-tui"
DATABASE: Final = "rut.db"
SETTINGS: Final = "settings.toml"

NAME_BYTES: Final = 200
"""Longest file name made from text, in bytes: under the 255 of common file systems, with room for a suffix."""


class PathError(Exception):
    """There is no place to read or write. The message is for the person."""

    exit_code: Final = 7


def database(option: str | None, environ: Mapping[str, str]) -> Path:
    """Return where the journal is.

    Args:
        option: What --db says, if anything.
        environ: The environment.

    Raises:
        PathError: Nothing says where, not even a home folder.
    """
    if option:
        return Path(option)
    if named := environ.get("RUT_TUI_DB"):
        return Path(named).expanduser() if named.startswith("~") else Path(named)
    return _user_folder("data", environ) / DATABASE


def config_dir(environ: Mapping[str, str]) -> Path:
    """Return the folder of the settings.

    Raises:
        PathError: Nothing says where, not even a home folder.
    """
    if named := environ.get("RUT_TUI_CONFIG_DIR"):
        return Path(named).expanduser() if named.startswith("~") else Path(named)
    return _user_folder("config", environ)


def settings_file(environ: Mapping[str, str]) -> Path:
    """Return where the settings are.

    Raises:
        PathError: Nothing says where, not even a home folder.
    """
    return config_dir(environ) / SETTINGS


def backups(journal: Path) -> Path:
    """Return the folder of the backups of a journal."""
    return journal.parent / "backups"


def _user_folder(kind: str, environ: Mapping[str, str]) -> Path:
    if sys.platform == "linux":
        # As platformdirs answers on Linux (a test holds us to it), without the tenth of the start-up its import takes.
        variable, usual = {"data": ("XDG_DATA_HOME", ".local/share"), "config": ("XDG_CONFIG_HOME", ".config")}[kind]
        base = environ.get(variable, "")
        if base.startswith("/"):
            return Path(base, APP)
        return Path(_home(environ), usual, APP)
    if os.name == "posix":
        _home(environ)
    import platformdirs

    return (platformdirs.user_data_path if kind == "data" else platformdirs.user_config_path)(APP, appauthor=False)


def _home(environ: Mapping[str, str]) -> str:
    home = environ.get("HOME", "")
    if not home.startswith("/"):
        raise PathError("no home folder is set (HOME); say where the journal is with --db PATH")
    return home


def safe_name(name: str, suffix: str = "") -> str:
    """Return one file name made from any text: no folders, no control characters, not hidden, not too long.

    Args:
        name: Any text.
        suffix: How the result ends, with its dot; kept whole.
    """
    kept = "".join(char if char.isprintable() and char not in '/\\:*?"<>|' else "_" for char in name)
    kept = kept.encode("utf-8", "replace").decode("utf-8").strip(" .")
    stem = kept.removesuffix(suffix) if suffix else kept
    room = NAME_BYTES - len(suffix.encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore").strip(" .")
    return (stem or APP) + suffix


def private_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, open to this person only (0700).

    Raises:
        OSError: It can't be made, or something else is in its place.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def write_private(path: Path, data: bytes, *, overwrite: bool = True) -> None:
    """Write a file whole or not at all, open to this person only (0600).

    The bytes go to a `.part` beside it, which reaches the disk before it takes the name.

    Args:
        path: Where; missing folders are made. The caller resolves links.
        data: The whole content.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        FileExistsError: Something is there and overwrite is False.
        OSError: It can't be written; what was there is unharmed.
    """
    from tempfile import mkstemp

    private_folder(path.parent)
    handle, part = mkstemp(prefix=f".{APP}-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _take_name(Path(part), path, overwrite=overwrite)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on disk, where the file system can be asked to."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network and memory file systems have no such call for folders
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_name(part: Path, path: Path, *, overwrite: bool) -> None:
    if not overwrite:
        if path.exists() or path.is_symlink():
            raise FileExistsError(f"{path.name} is already there")
        try:
            path.hardlink_to(part)
        except FileExistsError:
            raise
        except OSError:
            # No hard links on this file system: the check above has to do.
            part.replace(path)
            return
        part.unlink()
        return
    part.replace(path)
