"""Small charts in one or two lines of text: days as bars, months on a line.

Numbers in, styled text out; height or length always says what the colour says.
"""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from rut_tui.widgets.rating import engagement_style

HEIGHTS: Final = "▁▂▃▄▅▆▇█"
NOTHING: Final = "·"


def day_bars(means: Sequence[float | None], labels: Sequence[str]) -> Content:
    """Draw a bar for each day over its letter; a day without a rating is a dot, not a zero.

    Args:
        means: −2 to +2, or None.
        labels: One letter for each day.
    """
    cells: list[tuple[str, str]] = []
    for mean in means:
        if mean is None:
            cells.append((f"{NOTHING} ", "$muted"))
        else:
            height = round((max(-2.0, min(2.0, mean)) + 2) / 4 * (len(HEIGHTS) - 1))
            cells.append((f"{HEIGHTS[height]} ", engagement_style(mean)))
    return Content.assemble(*cells, "\n", (" ".join(labels), "$muted"))


def month_line(months: float, marks: Sequence[int], width: int) -> Content:
    """Draw months on a line, with marks to reach.

    Args:
        months: How far the line is filled; it ends at the last mark.
        marks: Months marked on the line, the last of them its end.
        width: Cells for the line.
    """
    end = marks[-1]
    filled = round(min(max(months, 0.0), end) / end * width)
    at = {round(mark / end * width) - 1: mark for mark in marks}
    cells = [
        ("┃", "$foreground") if n in at else ("━", "$accent") if n < filled else ("─", "$muted") for n in range(width)
    ]
    numbers = ""
    for cell, mark in sorted(at.items()):
        numbers = numbers.ljust(cell + 1 - len(str(mark))) + str(mark)
    return Content.assemble(*cells, "\n", (numbers, "$muted"))
