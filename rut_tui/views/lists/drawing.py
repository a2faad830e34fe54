"""How a row of a list is drawn: a day in front, then the person's words. Lines of Content, no widgets."""

from collections.abc import Iterable
from typing import Final

from textual.content import Content

from rut_tui.widgets.plain import plain

FRONT: Final = 14
"""Columns of what stands in front."""

WIDEST: Final = 84
"""Columns beyond which a line of text is hard to read."""

LINES: Final = 3
"""Lines of a text that a list shows; the form shows all."""


def row_lines(front: str | Content, parts: Iterable[Content], room: int) -> list[Content]:
    """Return the lines of a row.

    Args:
        front: A few words, such as the day; those without a style of their own are muted.
        parts: Texts below each other; the empty ones are left out.
        room: Columns there are.
    """
    width = max(12, min(room, WIDEST) - FRONT)
    found = [line for part in parts if part for line in clipped(part, width)]
    first, *more = found or [Content("")]
    before = front if isinstance(front, Content) else Content.styled(front[:FRONT], "$muted")
    return [
        Content.assemble(before.pad_right(FRONT - before.cell_length), first),
        *(Content.assemble(" " * FRONT, line) for line in more),
    ]


def clipped(text: Content, width: int) -> list[Content]:
    """Wrap a text; what is left over after a few lines gives way to "…"."""
    found = [line.rstrip() for line in text.wrap(width)]
    if len(found) <= LINES:
        return found
    return [*found[: LINES - 1], Content.assemble(found[LINES - 1].truncate(width - 1), ("…", "$muted"))]


def words(text: str, style: str = "") -> Content:
    """Return the beginning of a person's words, as much as a list can show: wrapping a long note takes time."""
    return plain(text.strip()[: LINES * WIDEST], style)


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 win", "1,204 wins"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
