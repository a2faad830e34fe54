"""How dread and reality are drawn among the insights: what was expected ○, how it was ●, and what is still ahead."""

from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from rut_tui.domain.days import describe_day
from rut_tui.domain.insights import figure
from rut_tui.domain.reality import NEEDED, Reality
from rut_tui.views.journal.insight_rows import LOWEST, P_FROM, fitted, named, widths
from rut_tui.widgets.rating import engagement_style, mark

if TYPE_CHECKING:
    from rut_tui.domain.expectations import Expectation

EXPECTED_TITLE: Final = "Expected and real"
AHEAD_TITLE: Final = "Still ahead"

_FIGURE: Final = 10
_TIMES: Final = 7


def reality_heading(room: int) -> Content:
    """Return the heading of what was expected, over its columns."""
    name, half = widths(room)
    ends = f"{'drained':>{half}} {'engaged':<{half}}  " if half else ""
    columns = f"{'expected':>{_FIGURE}}{'was':>{_FIGURE}}{'times':>{_TIMES}}"
    # A letter of a long title may stand in the gap before the columns.
    over = min(1, max(0, len(EXPECTED_TITLE) - name))
    return Content.assemble((fitted(EXPECTED_TITLE, name + over), "bold"), (f"  {ends}{columns}"[over:], "$muted"))


def reality_row(item: Reality, room: int) -> Content:
    """Return one activity: what was expected of it and how it was, on one line from drained to engaged.

    Args:
        item: What to draw.
        room: Columns there are.
    """
    name, half = widths(room)
    if item.expected is None or item.actual is None:
        left = f"{item.times} of {NEEDED} times until it can be compared"
        return Content.assemble(named(item.name, name), (f"  {left}", "$muted"))
    figures = Content.assemble(
        (f"{figure(item.expected):>{_FIGURE}}", "$muted"),
        (f"{figure(item.actual):>{_FIGURE}}", engagement_style(round(item.actual, 1))),
        (f"{item.times:>{_TIMES},}", "$muted"),
    )
    return Content.assemble(named(item.name, name), "  ", _scale(item.expected, item.actual, half), figures)


def reality_table_heading(room: int) -> Content:
    """Return the heading of what was expected, over the columns of the table."""
    cells = "".join(
        cell.rjust(width) for cell, width in zip(("n", "expected", "was", "diff"), _cells(room), strict=True)
    )
    return Content.assemble((fitted(EXPECTED_TITLE, room - sum(_cells(room))), "bold"), (cells, "$muted"))


def reality_table_row(item: Reality, room: int) -> Content:
    """Return one activity as a row of the table.

    Args:
        item: What to draw.
        room: Columns there are.
    """
    if item.expected is None or item.actual is None:
        figures = ("–", "–", "–")
    else:
        figures = (figure(item.expected), figure(item.actual), figure(item.actual - item.expected))
    cells = zip((f"{item.times:,}", *figures), _cells(room), strict=True)
    return Content.assemble(
        named(item.name, room - sum(_cells(room))), "".join(cell.rjust(width) for cell, width in cells)
    )


def ahead_heading(room: int) -> Content:
    """Return the heading of what is still ahead."""
    return Content.styled(fitted(AHEAD_TITLE, room), "bold")


def ahead_row(item: "Expectation", room: int, today: date) -> Content:
    """Return what is expected of something that has not come yet.

    Args:
        item: What to draw.
        room: Columns there are.
        today: The person's local day.
    """
    name, _ = widths(room)
    day = describe_day(item.day, today)
    return Content.assemble(named(item.activity.name, name), "  ", mark(item.expected), (f"   {day}", "$muted"))


def _scale(expected: float, actual: float, half: int) -> Content:
    """Return the scale with what was expected and how it was on it, and the way between."""
    if not half:
        return Content("")
    cells: list[tuple[str, str]] = [("·", "$muted")] * (2 * half + 1)
    cells[half] = ("│", "$muted")
    ends = [half + round(max(-LOWEST, min(LOWEST, value)) / LOWEST * half) for value in (expected, actual)]
    for cell in range(min(ends) + 1, max(ends)):
        cells[cell] = ("─", "$muted")
    cells[ends[0]] = ("○", "$foreground")
    cells[ends[1]] = ("●", engagement_style(round(actual, 1)))
    return Content.assemble(*cells, "  ")


def _cells(room: int) -> list[int]:
    return [8, 10, 9, 9] if room >= P_FROM else [5, 10, 7, 7]
