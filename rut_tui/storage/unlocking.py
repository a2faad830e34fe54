"""The key of an encrypted journal, and what is said when there is none or it is the wrong one."""

import os
from glob import escape
from pathlib import Path
from typing import Final

from rut_tui.paths import backups
from rut_tui.storage import engine
from rut_tui.storage.faults import Sealed, StorageError, WrongPassphrase
from rut_tui.storage.inspection import Found, damaged, named
from rut_tui.storage.passphrase import Key, Passphrase
from rut_tui.storage.signatures import SALT_BYTES

_NEARLY: Final = SALT_BYTES - 2
"""Bytes of a salt that are alike when it is the same one with a flipped byte or two."""


def require_encryption() -> None:
    """Make sure the engine can encrypt.

    Raises:
        Sealed: It can't.
    """
    if not engine.ENCRYPTS:
        raise Sealed("This Python can't encrypt: a passphrase needs the sqlcipher3 wheel. Nothing was changed.")


def key_for(found: Found, passphrase: Passphrase | None) -> Key | None:
    """Return the key for what was found, or None when it isn't encrypted.

    Args:
        found: What lies there.
        passphrase: What the person gave, if anything.

    Raises:
        Sealed: It needs a passphrase, or an engine that knows encryption.
    """
    if found.absent and passphrase:
        require_encryption()  # it will be made with it
    if found.salt is None:
        return None
    if not engine.ENCRYPTS:
        raise Sealed(
            f"{named(found.path)} has a passphrase, or isn't a journal. "
            "This Python can't open it without the sqlcipher3 wheel. Nothing was changed."
        )
    if passphrase is None:
        raise Sealed(f"{named(found.path)} needs its passphrase, or isn't a journal. Nothing was changed.")
    return passphrase.key(found.salt)


def refused(path: Path, key: Key, passphrase: Passphrase) -> StorageError:
    """Tell a wrong passphrase from a broken first page.

    A backup keeps the salt of the file it was made of, and a new passphrase brings a new salt: one with this salt, or
    this salt but for a flipped byte, was made under the passphrase this file has now.

    Args:
        path: The file.
        key: What was tried on it.
        passphrase: What the key was made from.
    """
    for backup in backups(path).glob(f"{escape(path.name.removesuffix('.db'))}.*.db"):
        try:
            alike = sum(map(int.__eq__, _salt(backup), key.salt)) >= _NEARLY
        except OSError:
            continue
        if alike and opens(backup, passphrase):
            return damaged(path, "its passphrase is right, as a backup shows, but the beginning of it is broken")
    return WrongPassphrase(
        f"That passphrase doesn't open {named(path)}. It may be another one, "
        "or the beginning of the file is broken. Nothing was changed."
    )


def opens(path: Path, passphrase: Passphrase) -> bool:
    """Whether a passphrase opens an encrypted file. It is only read.

    Args:
        path: The file.
        passphrase: The passphrase.
    """
    try:
        engine.connect(path, writing=False, key=passphrase.key(_salt(path))).close()
    except (OSError, *engine.FAILURES):
        return False
    return True


def _salt(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        return os.read(descriptor, SALT_BYTES)
    finally:
        os.close(descriptor)
