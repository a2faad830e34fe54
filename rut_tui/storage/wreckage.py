"""A copy of a damaged journal to read from: whatever the disk still gives, made so that SQLite tries to read it."""

import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from rut_tui.storage import engine, structure
from rut_tui.storage.faults import Damaged, Sealed
from rut_tui.storage.inspection import UNFINISHED, named
from rut_tui.storage.making import SPARE, part_of, sweep
from rut_tui.storage.migrations import APPLICATION_ID, FORMAT
from rut_tui.storage.passphrase import Key, Passphrase
from rut_tui.storage.privacy import make_file
from rut_tui.storage.signatures import HEADER, MAGIC, SALT_BYTES, nearly_sqlite
from rut_tui.storage.unlocking import refused, require_encryption

PAGE: Final = 4096
"""Bytes of a page of every journal that rut-tui has made, plain or encrypted."""

_OURS: Final = APPLICATION_ID.to_bytes(4, "big")
_FAILED: Final = re.compile(r"HMAC verification failed for page (\d+)")
"""What SQLCipher says of a page that isn't as it was written."""

_NOTHING: Final = b"\xff"
"""Not text, no part of a tree, and no number of a page: whatever such a byte is taken for, reading it fails."""

_TREE: Final = (5, 13)
"""The first byte after the header, where the list of tables begins: a branch of it, or all of it."""


@contextmanager
def copied(journal: Path) -> Iterator[Path]:
    """Copy a file, with what an unfinished save left beside it, so that nothing is done to the file itself.

    Where the disk gives nothing back, there are zeros in the copy.

    Args:
        journal: The file, links resolved; its lock is held alone.

    Raises:
        OSError: There is no room for a copy.
    """
    copy = part_of(journal)
    try:
        sweep(journal)
        for end in ("", *UNFINISHED):
            beside = journal.with_name(f"{journal.name}{end}")
            if beside.exists():
                _copy_around(beside, copy.with_name(f"{copy.name}{end}"))
        yield copy
    finally:
        sweep(journal)


def prepare(copy: Path, journal: Path, passphrase: Passphrase | None) -> Key | None:
    """Make a copy readable as far as that is possible; return its key if it is encrypted.

    Args:
        copy: The copy.
        journal: What to call it in a message.
        passphrase: What opens it if it is encrypted.

    Raises:
        Sealed: It needs a passphrase, or another one.
        Newer: A newer rut-tui made it.
        Damaged: Its beginning is gone, and with it every way in.
    """
    with copy.open("rb") as file:
        head = file.read(PAGE)
    if nearly_sqlite(head) or head[68:72] == _OURS:
        if len(head) <= HEADER or head[HEADER] not in _TREE:
            raise nothing(journal)
        version = int.from_bytes(head[60:64], "big")
        if head.startswith(MAGIC) and head[68:72] == _OURS and FORMAT < version < 1000:
            raise structure.newer(journal, version, None)
        os.truncate(copy, -(-copy.stat().st_size // PAGE) * PAGE)
        _mend(copy, head)
        _settle(copy, None)
        return None
    if not any(head[:SALT_BYTES]):
        raise nothing(journal)
    return _unlocked(copy, head[:SALT_BYTES], journal, passphrase)


def nothing(journal: Path) -> Damaged:
    """Say that nothing can be read."""
    return Damaged(
        f"Nothing can be read of {named(journal)}: its beginning is gone, and with it the way to all the rest. "
        "It was left as it is. A backup is the way back."
    )


def _copy_around(source: Path, target: Path) -> None:
    make_file(target)
    with source.open("rb", buffering=0) as reading, target.open("wb") as writing:
        size = os.fstat(reading.fileno()).st_size
        for place in range(0, size, PAGE):
            piece = b""
            with suppress(OSError):
                reading.seek(place)
                piece = reading.read(PAGE)
            writing.write(piece.ljust(min(PAGE, size - place), b"\0"))


def _mend(copy: Path, head: bytes) -> None:
    """Write into the header of a copy what stands in that of every journal of ours, and how many pages there are."""
    wal = copy.with_name(f"{copy.name}-wal").exists()
    header = bytearray(head[:HEADER])
    header[:20] = MAGIC + PAGE.to_bytes(2, "big") + bytes((1 + wal, 1 + wal))
    header[21:24] = bytes((64, 32, 32))
    header[28:40] = (copy.stat().st_size // PAGE).to_bytes(4, "big") + bytes(8)  # and no free pages
    header[44:48] = (4).to_bytes(4, "big")
    header[52:60] = (1).to_bytes(8, "big")
    header[64:72] = bytes(4) + _OURS
    header[92:96] = header[24:28]  # the number of pages only counts when it is as new as the last change
    with copy.open("r+b") as file:
        file.write(header)


def _unlocked(copy: Path, salt: bytes, journal: Path, passphrase: Passphrase | None) -> Key:
    require_encryption()
    if passphrase is None:
        raise Sealed(f"{named(journal)} needs its passphrase, or its beginning is gone. Nothing was changed.")
    key = passphrase.key(salt)
    os.truncate(copy, copy.stat().st_size // PAGE * PAGE)  # a part of an encrypted page is no good to anyone
    _settle(copy, key)
    try:
        engine.connect(copy, writing=False, key=key, broken=True).close()
    except engine.FAILURES:
        fault = refused(journal, key, passphrase)
        raise nothing(journal) if isinstance(fault, Damaged) else fault from None
    _refill(copy, key)
    return key


def _refill(copy: Path, key: Key) -> None:
    """Put readable pages without any sense in place of the broken ones of an encrypted copy.

    One page that can't be decrypted ends a connection, and if it belongs to the list of tables there is no other. A
    page of the same number and key that holds nothing only costs what was on it, as in a plain file.
    """
    with closing(engine.connect(copy, writing=False, key=key, broken=True)) as connection:
        said = [_FAILED.match(line) for (line,) in connection.execute("PRAGMA cipher_integrity_check")]
    pages = [int(match[1]) for match in said if match]
    if not pages:
        return
    spare = copy.with_name(f"{copy.name}{SPARE}")
    make_file(spare)
    with closing(engine.connect(spare, writing=True, key=key)) as connection:
        connection.execute("PRAGMA journal_mode = OFF").fetchall()
        connection.execute("CREATE TABLE spare (page BLOB)")
        connection.execute("INSERT INTO spare VALUES (?)", (_NOTHING * (PAGE * max(pages)),))
    with copy.open("r+b") as mended, spare.open("rb") as file:
        for place in ((page - 1) * PAGE for page in pages):
            file.seek(place)
            mended.seek(place)
            mended.write(file.read(PAGE))
    spare.unlink()


def _settle(copy: Path, key: Key | None) -> None:
    """Let SQLite take back or finish what a save left unfinished in the copy, as far as it can."""
    with suppress(*engine.FAILURES), closing(engine.connect(copy, writing=True, key=key)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    for end in UNFINISHED:
        copy.with_name(f"{copy.name}{end}").unlink(missing_ok=True)
