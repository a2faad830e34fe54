"""What the app accepts as text: lines, names and notes, kept exactly as they were typed.

How such text is drawn safely is in `visible.py`.
"""

import re
from typing import Annotated, Final

from pydantic import AfterValidator

LINE_LIMIT: Final = 500
"""Longest one-line field, in characters."""

NOTE_LIMIT: Final = 200_000
"""Longest note, in characters."""

_BROKEN: Final = re.compile("[\0\ud800-\udfff]")


def fault(text: str, limit: int) -> str | None:
    """Say why text cannot be stored, or return None.

    Args:
        text: What was typed.
        limit: Longest length accepted, in characters.
    """
    if broken := _BROKEN.search(text):
        what = "a NUL" if broken[0] == "\0" else "half of a broken symbol"
        return f"character {broken.start() + 1:,} is {what}, which can't be kept"
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
