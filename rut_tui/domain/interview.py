"""The question sheet for a talk with somebody who does what one might want to do. Source: content.md §14, vault."""

from typing import Final, NamedTuple


class Ask(NamedTuple):
    """One question of the sheet.

    Attributes:
        about: What it is about, to write the answer behind.
        words: The question as one would ask it.
    """

    about: str
    words: str


SHEET: Final = (
    Ask("How they got there", "How did you come to this work?"),
    Ask("Would do again", "What would you do again, and what not?"),
    Ask("A normal day", "What is a normal day like?"),
    Ask("A surprise", "What surprised you about it?"),
    Ask("Who else", "Who else should I talk to?"),
)


def blank_sheet() -> str:
    """Return the sheet as a note to fill in: what each question is about, and room behind it."""
    return "\n\n".join(f"{ask.about}: " for ask in SHEET)
