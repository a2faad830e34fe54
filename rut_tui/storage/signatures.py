"""What the first bytes of a file tell about it. Light at import: the line for a shell prompt asks it, too."""

import codecs
import os
import stat
from pathlib import Path
from typing import Final

MAGIC: Final = b"SQLite format 3\0"
HEADER: Final = 100
"""Bytes of a SQLite header: as many as are looked at."""

SALT_BYTES: Final = 16
"""How much of an encrypted file's beginning is its salt."""

SEALED_PAGE: Final = 4096
"""Bytes of a page of an encrypted file."""

SMALLEST_SEALED: Final = 31 * SEALED_PAGE
"""Bytes of an encrypted journal of the first format with nothing in it."""

UNKNOWN: Final = "data that rut-tui doesn't know"

_SIGNATURES: Final = (
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xfd7zXZ\0", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF"),
    (b"\xff\xfe", "a text file"),
    (b"\xfe\xff", "a text file"),
    (b"** This file contains an SQLite 2", "a database of an old SQLite"),
)


def looks_like(head: bytes) -> str:
    """Guess what a file that is not SQLite's is, for a person.

    Args:
        head: Its first bytes.
    """
    for signature, looks in _SIGNATURES:
        if head.startswith(signature):
            return looks
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a picture"
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return UNKNOWN
    if any(char < " " and char not in "\t\n\r\f" for char in text):
        return UNKNOWN
    if text.lstrip().startswith("{"):
        return "a JSON file"
    return "a text file"


def nearly_sqlite(head: bytes) -> bool:
    """Whether it begins as SQLite's files do, but for a byte or two.

    Args:
        head: Its first bytes.
    """
    return sum(map(int.__eq__, head, MAGIC)) >= len(MAGIC) - 2


def salt_of(path: Path, head: bytes, size: int) -> bytes | None:
    """Return the salt of what may be an encrypted journal, or None when it can't be one.

    Such a file is nothing but random bytes, so it goes by its size, or by a lock file of ours beside it.

    Args:
        path: Where the file is, links resolved.
        head: Its first 100 bytes, or all there are.
        size: Its length in bytes.
    """
    if len(head) < SALT_BYTES or nearly_sqlite(head) or not any(head) or looks_like(head) != UNKNOWN:
        return None
    whole = size >= SMALLEST_SEALED and size % SEALED_PAGE == 0
    return head[:SALT_BYTES] if whole or os.path.lexists(f"{path}.lock") else None


def new_salt() -> bytes:
    """Return a random salt that can't be taken for the beginning of another kind of file."""
    while True:
        salt = os.urandom(SALT_BYTES)
        if looks_like(salt) == UNKNOWN:
            return salt


def seems_sealed(path: Path) -> bool:
    """Whether what lies at a path may be an encrypted journal. Only for when nobody in this process has it open.

    Args:
        path: The journal, there or not.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return False
        with path.open("rb") as file:
            head = file.read(HEADER)
        return salt_of(Path(os.path.realpath(path)), head, found.st_size) is not None
    except (OSError, ValueError):
        return False
