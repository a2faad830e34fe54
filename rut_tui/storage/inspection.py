"""The first look at a path: what lies there, by its stat and its first 100 bytes, with the file closed again.

Nothing here changes or creates anything. What can be refused without connecting is refused here.
"""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rut_tui.storage.faults import Damaged, Newer, NotOurs, StorageError, Unreadable
from rut_tui.storage.migrations import APPLICATION_ID
from rut_tui.storage.signatures import HEADER, MAGIC, looks_like, nearly_sqlite, salt_of

UNFINISHED: Final = ("-journal", "-wal")
"""Ends of the names SQLite gives to what belongs to a database for as long as a save is not finished."""

_SPECIAL: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What lies at a path.

    Attributes:
        path: The path with its links resolved.
        absent: Nothing is there yet.
        format: The user_version in the header; 0 when absent.
        interrupted: A journal of SQLite lies beside it: a save is going on, or was cut short.
        read_only: Why nothing can be saved there, or None.
        salt: How the file begins when it may be an encrypted journal, or None. Its format is not known then.
    """

    path: Path
    absent: bool
    format: int = 0
    interrupted: bool = False
    read_only: str | None = None
    salt: bytes | None = None


def named(path: Path) -> str:
    """Return a path as it can be shown: a file name may hold anything."""
    from rut_tui.domain.visible import visible

    return visible(str(path))


def inspect(path: Path) -> Found:
    """Look at a path.

    Raises:
        NotOurs: Something else lies there.
        Damaged: A journal that is cut, empty or broken lies there, or only what a journal leaves behind.
        Newer: The file format is newer than this SQLite knows.
        Unreadable: It can't be reached or read.
    """
    try:
        found = path.stat()
        real = Path(os.path.realpath(path))
    except FileNotFoundError:
        return _nothing(path)
    except (OSError, ValueError) as error:
        raise _unreachable(path, error) from None
    for test, looks in _SPECIAL:
        if test(found.st_mode):
            raise not_ours(path, f"it is {looks}")
    if found.st_nlink > 1:
        raise not_ours(path, "it is a hard link, and the other name could change it unseen")
    try:
        head = _head(real)
    except OSError as error:
        raise _unreachable(path, error) from None
    salt = salt_of(real, head, found.st_size)
    return Found(
        path=real,
        absent=False,
        format=0 if salt else judge(path, head, found.st_size),
        interrupted=any(os.path.lexists(f"{real}{end}") for end in UNFINISHED),
        read_only=_read_only(found, real),
        salt=salt,
    )


def judge(path: Path, head: bytes, size: int) -> int:
    """Tell from its header whether a file is a journal of ours.

    Args:
        path: What to call it in a message.
        head: Its first 100 bytes, or all there are.
        size: Its length in bytes.

    Returns:
        Its user_version.

    Raises:
        NotOurs, Damaged, Newer: It isn't, or not one to open.
    """
    if size == 0:
        raise damaged(path, "it is empty")
    if not any(head):
        raise damaged(path, "it begins with nothing but zeros")
    if len(head) < HEADER and (head.startswith(MAGIC) or MAGIC.startswith(head)):
        raise damaged(path, "it is cut off inside its header")
    if not head.startswith(MAGIC):
        if nearly_sqlite(head):
            raise damaged(path, "its first bytes are broken")
        raise not_ours(path, f"it looks like {looks_like(head)}")
    application = int.from_bytes(head[68:72], "big")
    if application != APPLICATION_ID:
        if sum(map(int.__eq__, head[68:72], APPLICATION_ID.to_bytes(4, "big"))) == 3:
            raise damaged(path, "a byte of its header is broken")
        raise not_ours(path, "it is a database of another program")
    _check_layout(path, head, size)
    return int.from_bytes(head[60:64], "big")


def not_ours(path: Path, why: str) -> NotOurs:
    """Say that something else lies at a path."""
    return NotOurs(f"{named(path)} isn't a rut-tui journal: {why}. It was left as it is.")


def damaged(path: Path, why: str) -> Damaged:
    """Say that a journal is broken."""
    return Damaged(f"The journal {named(path)} is damaged: {why}. It was left as it is.")


def _check_layout(path: Path, head: bytes, size: int) -> None:
    """Refuse a header that can't be right, before SQLite sees it."""
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    if max(head[18], head[19]) > 2 or int.from_bytes(head[44:48], "big") > 4:
        raise Newer(f"The journal {named(path)} is in a newer file format than this SQLite knows. Update rut-tui.")
    if page < 512 or page & (page - 1) or head[21:24] != b"\x40\x20\x20" or 0 in head[18:20]:
        raise damaged(path, "a byte of its header is broken")
    if size < page:
        raise damaged(path, "it is cut off inside its first page")
    if int.from_bytes(head[60:64], "big") == 0 or int.from_bytes(head[56:60], "big") != 1:
        raise damaged(path, "a byte of its header is broken")


def _nothing(path: Path) -> Found:
    if path.is_symlink():
        raise not_ours(path, "it is a link that leads nowhere")
    if any(above.is_symlink() and not above.exists() for above in path.absolute().parents):
        raise not_ours(path, "its folder is a link that leads nowhere")
    real = Path(os.path.realpath(path))
    if any(os.path.lexists(f"{real}{end}") for end in UNFINISHED):
        raise Damaged(
            f"The journal {named(path)} is missing, but an unfinished save of it is there. Nothing was changed."
        )
    return Found(path=real, absent=True)


def _unreachable(path: Path, error: Exception) -> StorageError:
    code = getattr(error, "errno", None)
    if code == errno.ELOOP:
        return not_ours(path, "it is a link that leads back to itself")
    if code in (errno.EACCES, errno.EPERM):
        return Unreadable(f"The journal {named(path)} can't be read: you have no access to it.")
    reason = os.strerror(code) if code else "not a path"
    return Unreadable(f"The journal {named(path)} can't be reached: {reason}.")


def _head(real: Path) -> bytes:
    descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        return os.read(descriptor, HEADER)
    finally:
        os.close(descriptor)


def _read_only(found: os.stat_result, real: Path) -> str | None:
    effective = os.access in os.supports_effective_ids
    if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        return "the journal belongs to another user."
    if not os.access(real, os.W_OK, effective_ids=effective):
        return "the journal is read-only."
    if not os.access(real.parent, os.W_OK | os.X_OK, effective_ids=effective):
        return "the folder of the journal is read-only."
    return None
