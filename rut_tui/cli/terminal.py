"""What a command prints: lines and JSON that can't harm the terminal they appear on."""

import json
import sys
import unicodedata
from typing import Any, Final

from rut_tui.domain.visible import visible

_HARMFUL: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")


def say(line: str) -> None:
    """Print one line; a person's own words in it are made safe."""
    sys.stdout.write(f"{visible(line)}\n")


def say_json(value: Any) -> None:
    """Print a value as one line of JSON."""
    put((json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n").encode())


def put(text: bytes) -> None:
    """Print JSON in UTF-8; on a terminal, characters that could harm it are written as their escapes.

    Args:
        text: JSON, where such characters can only stand inside strings.
    """
    if sys.stdout.isatty():
        sys.stdout.write("".join(map(_escaped, text.decode())))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()


def _escaped(char: str) -> str:
    if char == "\n" or (char.isascii() and char.isprintable()) or unicodedata.category(char) not in _HARMFUL:
        return char
    return json.dumps(char)[1:-1] if not char.isascii() else f"\\u{ord(char):04x}"
