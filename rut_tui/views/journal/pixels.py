"""How a day looks in the calendar: a glyph and a colour that say the same. Nothing written is not "neither"."""

from typing import TYPE_CHECKING, Final

from rut_tui.domain.calendar import nearest_rating

if TYPE_CHECKING:
    from rut_tui.domain.periods import OffKind
    from rut_tui.storage.entries import WrittenDay

Cell = tuple[str, str]
"""Text, and the name of what it is, which has a style in `CalendarGrid`."""

GLYPHS: Final = {-2: "▼", -1: "▽", 0: "○", 1: "△", 2: "▲"}
ROLES: Final = {-2: "drained", -1: "less-drained", 0: "neither", 1: "less-engaged", 2: "engaged"}
NOTHING: Final = "·"
ONLY_WORDS: Final = "–"
OFF: Final = "━"

LEGEND: Final[tuple[tuple[str, str], ...]] = (
    ("▼▽", "drained"),
    ("○", "neither"),
    ("△▲", "engaged"),
    (NOTHING, "nothing"),
    (OFF, "off"),
    (ONLY_WORDS, "only words"),
)
"""Glyphs, and what they say; the last ones are left out where there is no room."""


def glyph(written: "WrittenDay | None", off: "OffKind | None") -> str:
    """Return the glyph of a day."""
    if written is None:
        return OFF if off else NOTHING
    return ONLY_WORDS if written.mean is None else GLYPHS[nearest_rating(written.mean)]


def role(written: "WrittenDay | None", off: "OffKind | None") -> str:
    """Return the name of what a day is. A day off has no colour of its rating: it counts in no mean."""
    if off:
        return "off"
    if written is None:
        return "nothing"
    return "only-words" if written.mean is None else ROLES[nearest_rating(written.mean)]


def pixel(written: "WrittenDay | None", off: "OffKind | None", width: int) -> Cell:
    """Return a day as one cell of a year.

    Args:
        written: What was written on it.
        off: Why it is off, if it is.
        width: Columns of the cell.
    """
    return glyph(written, off).center(width, OFF if off else " "), role(written, off)
