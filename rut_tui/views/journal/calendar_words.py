"""What the calendar says beside and below its days: lines of Content, no widgets."""

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.geometry import Size

from rut_tui.commands import ENGAGEMENT
from rut_tui.domain.calendar import Figures, nearest_rating
from rut_tui.domain.days import MONTH_NAMES, describe_ago, name_day
from rut_tui.domain.insight_words import counted
from rut_tui.domain.insights import figure
from rut_tui.views.journal.pixels import GLYPHS, LEGEND
from rut_tui.views.journal.rows import entry_lines
from rut_tui.widgets.plain import key_hint
from rut_tui.widgets.rating import engagement_style

if TYPE_CHECKING:
    from rut_tui.views.journal.calendar_reading import Days, Found

GAP: Final = "  "
NEVER: Final = "Your days will be here, in the colour of how they were."


def page_title(day: date, *, by_year: bool) -> str:
    """Return what the month or the year of a day is called."""
    return str(day.year) if by_year else f"{MONTH_NAMES[day.month - 1]} {day.year}"


def said(found: Figures, room: int) -> str:
    """Return what the days of a month or a year come to, in words.

    Args:
        found: The figures.
        room: Columns there are; what matters least is left out.
    """
    parts = [f"{counted(found.days, 'day')} written" if found.days else ""]
    if found.mean is not None:
        parts += [f"mean {figure(found.mean)}", f"{found.drained} drained, {found.engaged} engaged"]
    parts = [*filter(None, parts), *([f"{found.off} off"] if found.off else [])]
    while parts and len(", ".join(parts)) > room:
        parts.pop()
    return ", ".join(parts)


def day_words(found: "Found", day: date, today: date, room: Size, *, legend: bool) -> Content:
    """Return how a day was, and its entries as far as there is room.

    Args:
        found: What was read.
        day: The day selected.
        today: The person's local day.
        room: Columns and lines there are.
        legend: Whether to say what the glyphs mean.
    """
    last = [_legend(room.width)] if legend else []
    more = max(0, room.height - 1 - len(last))
    lines = [_day_line(found.days, day, today)]
    if found.days.first is None:
        lines = [Content(NEVER), key_hint(("c", "check in"))]
    elif found.day == day:
        drawn = (line for entry in found.entries for line in entry_lines(entry, room.width))
        lines += islice(drawn, more)
    return Content("\n").join([*lines[: 1 + more], *last])


def _day_line(days: "Days", day: date, today: date) -> Content:
    written, off = days.written(day), days.off(day)
    parts = [Content.styled(name_day(day, today), "bold"), Content.styled(describe_ago(day, today), "$muted")]
    if off:
        parts.append(Content.styled(off.value, "$muted"))
    if written is None:
        parts.append(Content.styled("nothing written", "$muted"))
    else:
        parts.append(Content.styled(counted(written.entries, "entry", "entries"), "$muted"))
    if written and written.mean is not None:
        rating = nearest_rating(written.mean)
        mean = Content.styled(f"{GLYPHS[rating]} {figure(written.mean)}", engagement_style(rating))
        parts.append(mean + Content.styled(f"  {ENGAGEMENT[rating + 2]}", "$muted"))
    return Content("   ").join(parts)


def _legend(width: int) -> Content:
    """Return what the glyphs mean, as much as there is room for."""
    parts: list[Content] = []
    for glyphs, meaning in LEGEND:
        part = Content.assemble(glyphs, (f" {meaning}", "$muted"))
        if sum(each.cell_length + len(GAP) for each in (*parts, part)) - len(GAP) > width:
            break
        parts.append(part)
    return Content(GAP).join(parts)
