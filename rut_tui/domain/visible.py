"""How text that could harm a terminal is shown: control codes and hidden characters become symbols.

Apart from `text.py` so that drawing needs no pydantic. Nothing here changes what is stored.
"""

import re
import unicodedata
from typing import Final

MARKS_SHOWN: Final = 8
"""Combining marks drawn on one letter; the rest become visible so that a line keeps its height."""

_PLAIN: Final = re.compile(r"[ -~\n]*\Z")
_JOINER: Final = "\u200d"
_UNSEEN: Final = "\N{REPLACEMENT CHARACTER}"


def visible(text: str, *, multiline: bool = False) -> str:
    """Return text that is safe to draw, one character for each character given.

    Control characters, C1 codes, bidi overrides and characters without width are replaced by symbols of one cell,
    so that nothing typed or pasted can move the cursor, retitle a window or hide. Offsets stay the same.

    Args:
        text: Any text, as stored.
        multiline: Keep line feeds; a one-line field shows them as a symbol.
    """
    if _PLAIN.match(text) and (multiline or "\n" not in text):
        return text
    shown: list[str] = []
    marks = 0
    for place, char in enumerate(text):
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if char == "\n" and multiline:
            shown.append(char)
        elif category == "Cc" and char < "\x20":
            shown.append(chr(0x2400 + ord(char)))
        elif char == "\x7f":
            shown.append("\N{SYMBOL FOR DELETE}")
        elif char == _JOINER and _joins(text, place):
            shown.append(char)
        elif category in ("Cc", "Cf", "Cs", "Zl", "Zp") or marks > MARKS_SHOWN or (marks and place == marks - 1):
            shown.append(_UNSEEN)
        else:
            shown.append(char)
    return "".join(shown)


def _joins(text: str, place: int) -> bool:
    """Whether the zero-width joiner at place holds two symbols together, as in a family of emoji."""
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(around) == 2 and all(unicodedata.category(char) in ("So", "Sk", "Mn") for char in around)


def one_line(text: str) -> str:
    """Return text folded into one line, for lists that quote a note."""
    return " ".join(text.split())
