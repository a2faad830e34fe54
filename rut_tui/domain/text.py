"""What the app accepts as text: lines, names and notes, kept exactly as they were typed.

How such text is drawn safely is in `visible.py`.
"""

from typing import Annotated, Final

from pydantic import AfterValidator

LINE_LIMIT: Final = 500
"""Longest one-line field, in characters."""

NOTE_LIMIT: Final = 200_000
"""Longest note, in characters."""


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
