"""How insights are drawn: a bar and figures for each, or the same numbers as a table. Lines of Content, no widgets."""

from typing import TYPE_CHECKING, Final

from textual.content import Content

from rut_tui.domain.insight_words import LEVELS, chance
from rut_tui.domain.insights import SHOWN, Level, figure
from rut_tui.widgets.charts import bar
from rut_tui.widgets.plain import plain
from rut_tui.widgets.rating import engagement_style, mark

if TYPE_CHECKING:
    from rut_tui.domain.patterns import Insight

GLYPHS: Final = {Level.DESCRIPTION: "○", Level.HINT: "◐", Level.PATTERN: "●"}

BARS_FROM: Final = 66
"""Columns from which there is room for bars."""

P_FROM: Final = 62
"""Columns from which the table has a column for p."""

_MEAN, _ENTRIES, _DAYS, _LEVEL = 6, 8, 9, 11
_FIGURES: Final = 2 + _MEAN + _ENTRIES + _DAYS + 2 + _LEVEL
_WIDEST_NAME: Final = 28
LOWEST: Final = 2
"""The end of the scale, either way."""


def heading(title: str, room: int) -> Content:
    """Return the heading of a group over the columns of its rows."""
    name, half = widths(room)
    ends = f"{'drained':>{half}} {'engaged':<{half}}  " if half else ""
    columns = f"{'mean':>{_MEAN}}{'entries':>{_ENTRIES}}{'days':>{_DAYS}}"
    return Content.assemble((fitted(title, name), "bold"), (f"  {ends}{columns}", "$muted"))


def row(item: "Insight", room: int, *, tested: bool) -> Content:
    """Return one insight: its name, how it was, on how many entries and days, how sure that is.

    Args:
        item: What to draw.
        room: Columns there are.
        tested: Whether its kind is tested at all.
    """
    name, half = widths(room)
    days = f"{item.days:,}/{item.days + item.days_without:,}"
    style = "bold" if item.level is Level.PATTERN else ""
    level = Content.styled(f"  {GLYPHS[item.level]} {_leaning(item)}", style or "$muted") if tested else Content("")
    return Content.assemble(
        named(item.name, name, style),
        "  ",
        _bar(item.mean, half),
        mark(item.mean, 1),
        (f"{item.entries:>{_ENTRIES},}{days:>{_DAYS}}", "$muted"),
        level,
    )


def _leaning(item: "Insight") -> str:
    """Return a level and its direction: days with a thing may be lower though the thing itself is rated high."""
    apart = item.difference or 0.0
    if item.level is Level.DESCRIPTION or abs(apart) < SHOWN:
        return LEVELS[item.level]
    return f"{LEVELS[item.level]} {'↓' if apart < 0 else '↑'}"


def table_heading(title: str, room: int) -> Content:
    """Return the heading of a group over the columns of the table."""
    counts = ["entries", "with", "without"] if room >= P_FROM else ["n", "with", "w/o"]
    columns = [*counts, "mean", "diff", *(["p"] if room >= P_FROM else []), "q", ""]
    cells = "".join(name.rjust(width) for name, width in zip(columns, _columns(room), strict=True))
    return Content.assemble((fitted(title, room - sum(_columns(room))), "bold"), (cells, "$muted"))


def table_row(item: "Insight", room: int, *, tested: bool) -> Content:
    """Return one insight as a row of the table.

    Args:
        item: What to draw.
        room: Columns there are.
        tested: Whether its kind is tested at all.
    """
    cells = [
        f"{item.entries:,}",
        f"{item.days:,}",
        f"{item.days_without:,}",
        figure(item.mean),
        "–" if item.difference is None else figure(item.difference),
        *(["–" if item.p is None else chance(item.p)] if room >= P_FROM else []),
        "–" if item.q is None else chance(item.q),
        GLYPHS[item.level] if tested else "",
    ]
    text = "".join(cell.rjust(width) for cell, width in zip(cells, _columns(room), strict=True))
    style = "bold" if item.level is Level.PATTERN else ""
    return Content.assemble(named(item.name, room - sum(_columns(room)), style), (text, style))


def _columns(room: int) -> list[int]:
    return [8, 6, 9, 6, 6, 8, 8, 2] if room >= P_FROM else [4, 6, 6, 6, 6, 7, 2]


def widths(room: int) -> tuple[int, int]:
    """Return the columns of a name, and of each half of a bar."""
    left = room - _FIGURES
    if room < BARS_FROM:
        return max(8, min(left, _WIDEST_NAME)), 0
    name = min(_WIDEST_NAME, max(16, left // 2))
    return name, min(16, (left - name - 3) // 2)


def _bar(mean: float, half: int) -> Content:
    """Return a bar from the middle of the scale to a mean: to the left what drains, to the right what engages."""
    if not half:
        return Content("")
    drawn = bar(abs(mean) / LOWEST, half) if figure(mean) != "0.0" else ""
    left, right = (drawn.rjust(half), " " * half) if mean < 0 else (" " * half, drawn.ljust(half))
    style = engagement_style(round(mean, 1))
    return Content.assemble((left, style), ("│", "$muted"), (right, style), "  ")


def named(name: str, width: int, style: str = "") -> Content:
    """Return a person's own word in so many columns."""
    found = plain(name, style).truncate(width, ellipsis=True)
    return found.pad_right(width - found.cell_length)


def fitted(title: str, width: int) -> str:
    """Return a title of ours in so many columns."""
    return title[:width].ljust(width)
