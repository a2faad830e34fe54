"""How text that could harm a terminal is shown: control codes and hidden characters become symbols.

Apart from `text.py` so that drawing needs no pydantic. Nothing here changes what is stored.
"""

import re
from typing import Final

QUOTED: Final = 40
"""Most characters of a person's words that a sentence of ours quotes."""

_PLAIN: Final = re.compile(r"[ -~\n]*\Z")


def visible(text: str, *, multiline: bool = False) -> str:
    """Return text that is safe to draw, one character for each character given.

    Control characters, C1 codes, bidi overrides and characters without width are replaced by symbols of one cell,
    so that nothing typed or pasted can move the cursor, retitle a window or hide. Offsets stay the same. What a
    script or an emoji needs is kept: marks on a letter, joiners inside emoji and where Persian and Indic words have
    them, one variation selector on a character that takes it, the flags of England, Scotland and Wales.

    Args:
        text: Any text, as stored.
        multiline: Keep the ends of lines, each as a line feed; a one-line field shows them as a symbol.

    Source: joiners in words follow RFC 5892, appendix A.1 and A.2.
    """
    if _PLAIN.match(text) and (multiline or "\n" not in text):
        return text
    # What knows the scripts is loaded when first needed: most text is plain, and the first screen has none.
    from rut_tui.domain.hidden import unhidden

    return unhidden(text, multiline=multiline)


def one_line(text: str) -> str:
    """Return text folded into one line, for lists that quote a note."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Return a person's words in quotes inside a sentence of ours: on one line, shortened, safe to draw."""
    found = one_line(text)
    if len(found) > QUOTED:
        head, _, tail = found[:QUOTED].rpartition(" ")
        found = f"{head if len(head) > len(tail) else found[: QUOTED - 1]}…"
    return f"“{visible(found)}”"
