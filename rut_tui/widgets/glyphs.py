"""Plain stand-ins for the block and geometric glyphs, for terminals that can't show them.

One filter over everything drawn, so that no widget needs to know.
"""

import os
from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_STANDINS: Final = {
    "#": "█▉▊▋▌▍▎▇▆▓▐■",
    "=": "▄▅━",
    "-": "▃─╌┄−–—▔",
    "_": "▁▂",
    "|": "▏│┃╎┆",
    "+": "┏┓┗┛┼├┤┬┴",
    ".": "░·◇□▫…",
    ":": "▒",
    "*": "●◆",
    "o": "○☐",
    "%": "◐",
    "^": "▲△↑",
    "v": "▼▽▾⏷☑↓",
    "x": "✓×",
    ">": "→⏵▸≥",
    "<": "←◂≤",
    '"': "“”",
    "'": "‘’",
}
_SHOWN_FOR_HIDDEN: Final = "\N{REPLACEMENT CHARACTER}" + "".join(map(chr, range(0x2400, 0x2422)))
"""What `visible` draws in place of characters that could harm a terminal."""

PLAIN: Final = {ord(glyph): plain for plain, glyphs in _STANDINS.items() for glyph in glyphs} | {
    ord(sign): "?" for sign in _SHOWN_FOR_HIDDEN
}


def needs_plain_glyphs() -> bool:
    """Whether the locale or the terminal says that only ASCII will show."""
    if os.environ.get("TERM") == "dumb":
        return True
    if os.name == "nt":
        return False
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    return bool(locale) and "utf" not in locale.casefold()


class PlainGlyphs(LineFilter):
    """Replaces every glyph of the table by an ASCII sign of the same width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the filter's shape
        """Return the segments of a line with plain signs."""
        return [Segment(text.translate(PLAIN), style, control) for text, style, control in segments]
