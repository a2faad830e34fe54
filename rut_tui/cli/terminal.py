"""What a command prints: lines and JSON that can't harm the terminal they appear on."""

import json
import re
import sys
import unicodedata
from typing import Any, Final

from rut_tui.domain.visible import visible

_UNUSUAL: Final = re.compile(r"[^ -~\n]")
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
        sys.stdout.write(_UNUSUAL.sub(lambda found: _escaped(found[0]), text.decode()))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()


def _escaped(char: str) -> str:
    # json.dumps leaves DEL alone, which is harmful and ASCII.
    return json.dumps(char)[1:-1].replace("\x7f", "\\u007f") if unicodedata.category(char) in _HARMFUL else char
