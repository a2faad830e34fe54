"""What the app accepts as text, and how text that could harm a terminal is shown.

Nothing here changes what is stored: a note comes back exactly as it was typed.
"""

import re
import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator

LINE_LIMIT: Final = 500
"""Longest one-line field, in characters."""

NOTE_LIMIT: Final = 200_000
"""Longest note, in characters."""

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


def fault(text: str, limit: int) -> str | None:
    """Say why text cannot be stored, or return None.

    Args:
        text: What was typed.
        limit: Longest length accepted, in characters.
    """
    for place, char in enumerate(text, 1):
        if char == "\0":
            return f"character {place} is a NUL, which can't be kept"
        if "\ud800" <= char <= "\udfff":
            return f"character {place} is half of a broken symbol, which can't be kept"
    if len(text) > limit:
        return f"too long: {len(text):,} characters, {limit:,} fit"
    return None


def _line(text: str) -> str:
    if found := fault(text, LINE_LIMIT):
        raise ValueError(found)
    return text


def _note(text: str) -> str:
    if found := fault(text, NOTE_LIMIT):
        raise ValueError(found)
    return text


def _name(text: str) -> str:
    if not text.strip():
        raise ValueError("can't be empty")
    return _line(text)


Line = Annotated[str, AfterValidator(_line)]
"""One line of a person's own words."""

Name = Annotated[str, AfterValidator(_name)]
"""One line that says something."""

Note = Annotated[str, AfterValidator(_note)]
"""A person's own words, over as many lines as they like."""
