"""Charts as text: numbers in, styled lines out. Length says what the colour says, and the number stands beside it.

Every chart has a twin, the same numbers as a table.
"""

from collections.abc import Collection, Sequence
from typing import Final

from textual.content import Content

_CELL: Final = "▆"
"""Not quite as high as a line, so that bars on lines below each other stay apart."""

_SEEN: Final = 1e-9
"""Chances closer than this to 0 or 1 are 0 or 1."""


def percent(chance: float) -> str:
    """Return a chance in whole per cent: "30 %"; what is neither 0 nor 1 never reads as if it were."""
    if _SEEN < chance < 0.005:
        return "<1 %"
    if 0.995 <= chance < 1 - _SEEN:
        return ">99 %"
    return f"{_whole(chance)} %"


def of_hundred(chance: float) -> str:
    """Return a chance as a count: "30 of 100"."""
    if _SEEN < chance < 0.005:
        return "fewer than 1 of 100"
    if 0.995 <= chance < 1 - _SEEN:
        return "more than 99 of 100"
    return f"{_whole(chance)} of 100"


def _whole(chance: float) -> int:
    return int(chance * 100 + 0.5 + _SEEN)


def bar(share: float, width: int) -> str:
    """Return a bar of block characters; anything above 0 shows, and a full bar is only what is nearly full.

    Args:
        share: 0 to 1 of the width.
        width: Cells for a share of 1.
    """
    cells = round(min(max(share, 0.0), 1.0) * width)
    return _CELL * max(cells, 1 if share > _SEEN else 0)


def ladder(
    rungs: Sequence[tuple[int, float]],
    *,
    width: int,
    marked: Collection[int] = (),
    here: tuple[float, str, float] | None = None,
) -> Content:
    """Draw a chance for each rung as a bar, marked rungs bold behind an arrow, one's own place between them.

    Args:
        rungs: (number, chance), the lowest first.
        width: Cells of a line.
        marked: Numbers of the rungs to mark.
        here: (where on the ladder, its name, chance) of one's own place.
    """
    name = 3 + max(len(str(rungs[-1][0])), len(here[1]) if here else 0)
    room = max(4, width - name - 9)
    lines: list[Content] = []
    place = here
    for number, chance in rungs:
        if place and place[0] < number:
            lines.append(_rung(f"you {place[1]}", place[2], name, room, "bold", "$accent"))
            place = None
        label = f"▸ {number}" if number in marked else str(number)
        lines.append(_rung(label, chance, name, room, "bold" if number in marked else "", "$drained"))
    if place:
        lines.append(_rung(f"you {place[1]}", place[2], name, room, "bold", "$accent"))
    return Content("\n").join(lines)


def _rung(label: str, chance: float, name: int, room: int, style: str, colour: str) -> Content:
    return Content.assemble(
        (label.rjust(name + 1), style),
        (percent(chance).rjust(7), style),
        " ",
        (bar(chance, room), colour),
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, gap: int = 3, bold: Collection[int] = ()) -> Content:
    """Draw a table, numbers flush right under a muted head.

    Args:
        head: Names of the columns.
        rows: Cells as text, as many as the head has.
        gap: Cells between two columns.
        bold: Rows to set in bold.
    """
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [Content.styled(_row(head, widths, gap), "$muted")]
    lines += [Content.styled(_row(row, widths, gap), "bold" if n in bold else "") for n, row in enumerate(rows)]
    return Content("\n").join(lines)


def _row(cells: Sequence[str], widths: Sequence[int], gap: int) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return first[0].ljust(first[1]) + "".join(" " * gap + cell.rjust(width) for cell, width in rest)
