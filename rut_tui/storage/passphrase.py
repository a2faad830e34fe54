"""A passphrase as it was typed, and the keys made from it: SQLCipher's own, made here so that each costs time once.

Light at import: the app and the quick commands use it before storage is loaded.
"""

import unicodedata
from dataclasses import dataclass, field
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import Final

VARIABLE: Final = "RUT_TUI_PASSPHRASE_FILE"
"""Names, in the environment, a file with the passphrase."""

LONGEST: Final = 500
"""Characters of a passphrase, as of any short field."""

# What SQLCipher 4 does with a passphrase by default, so that its own shell opens the file with the same words.
_DIGEST: Final = "sha512"
_ROUNDS: Final = 256_000
_KEY_BYTES: Final = 32


class Key:
    """What opens one encrypted file: made from a passphrase and the salt at the beginning of that file."""

    __slots__ = ("_raw", "salt")

    def __init__(self, raw: bytes, salt: bytes) -> None:
        self._raw = raw
        self.salt = salt

    @property
    def spelled(self) -> str:
        """The key as SQLCipher takes it, in a form that it does not stretch again."""
        return f"x'{self._raw.hex()}{self.salt.hex()}'"

    def __repr__(self) -> str:
        return "Key(hidden)"


@dataclass(frozen=True, slots=True, repr=False)
class Passphrase:
    """Words that open a journal. They are never shown, and two spellings of the same letters are one."""

    _text: str
    _keys: dict[bytes, Key] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, text: str) -> "Passphrase":
        """Return a passphrase for what was typed.

        Args:
            text: As typed.

        Raises:
            ValueError: It can't be one, in words for the field.
        """
        composed = unicodedata.normalize("NFKC", text)
        if not composed:
            raise ValueError("type a passphrase")
        if len(composed) > LONGEST:
            raise ValueError(f"that is too long: at most {LONGEST} characters")
        if "\0" in composed:
            raise ValueError("it holds a character that can't be kept (NUL)")
        try:
            composed.encode()
        except UnicodeEncodeError:
            raise ValueError("it holds half a character, which can't be kept") from None
        return cls(composed)

    @classmethod
    def from_file(cls, path: Path) -> "Passphrase":
        """Return the passphrase on the first line of a file.

        Args:
            path: The file.

        Raises:
            OSError: It can't be read.
            ValueError: There is none in it, in words.
        """
        with path.open("rb") as file:
            line = file.readline(4 * LONGEST + 8)  # four bytes a character, a byte order mark and a line end
        try:
            text = line.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValueError("it is not UTF-8 text") from None
        try:
            return cls.of(text.removesuffix("\n").removesuffix("\r"))
        except ValueError as error:
            raise ValueError(str(error) if text.strip("\r\n") else "its first line is empty") from None

    def key(self, salt: bytes) -> Key:
        """Return the key for a file with this salt; a second time it costs nothing.

        Args:
            salt: The first 16 bytes of the file.
        """
        if salt not in self._keys:
            self._keys[salt] = Key(pbkdf2_hmac(_DIGEST, self._text.encode(), salt, _ROUNDS, _KEY_BYTES), salt)
        return self._keys[salt]

    def __repr__(self) -> str:
        return "Passphrase(hidden)"
