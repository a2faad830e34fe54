"""Which characters hide, which hang on the one before them, and what is drawn in their place.

Used through `visible.py`.
"""

import re
import unicodedata
from typing import Final

MARKS_SHOWN: Final = 8
"""Marks drawn on one letter; the rest become visible so that a line keeps its height."""

JOINS_SHOWN: Final = 3
"""Joiners drawn in one emoji, as many as the longest real ones have; more could hide a row of them in two cells."""

_UNSEEN: Final = "\N{REPLACEMENT CHARACTER}"
_JOINER: Final = "\u200d"
_JOINERS: Final = frozenset((_JOINER, "\u200c"))
_LINE_ENDS: Final = frozenset("\r\x85\u2028\u2029")
_TONES: Final = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_SWAPS: Final = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {
    "\x7f": "\N{SYMBOL FOR DELETE}",
    "\x85": "\N{SYMBOL FOR NEWLINE}",
    "\u2028": "\N{SYMBOL FOR NEWLINE}",
    "\u2029": "\N{SYMBOL FOR NEWLINE}",
    "\xad": "-",
}

# Letters, marks and reserved points that are drawn as nothing at all, whatever stands around them.
_BLANKS: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2065\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")
_SELECTORS: Final = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_TAGS: Final = re.compile("[\U000e0020-\U000e007f]")
_PICTOGRAPHS: Final = re.compile(
    "[\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
# Where a Python older than a symbol or an ideograph takes it for unassigned, and a terminal may not.
_NEWER: Final = re.compile("[\U0001f000-\U0001faff\U00020000-\U0003fffd]")
# Vowels and finals of Korean written letter by letter: they are drawn inside the syllable that goes before.
_JAMO: Final = re.compile("[\u1161-\u11ff\ud7b0-\ud7ff]")
_HANGUL: Final = re.compile("[\u1100-\u115e\u1161-\u11ff\ua960-\ua97f\uac00-\ud7ff]")


def _tagged(region: str) -> str:
    return "".join(chr(0xE0000 + ord(char)) for char in region) + "\U000e007f"


_REGION_FLAG: Final = re.compile(f"(?<=\U0001f3f4)(?:{'|'.join(map(_tagged, ('gbeng', 'gbsct', 'gbwls')))})")


def unhidden(text: str, *, multiline: bool) -> str:
    """Return text with every character that could hide or harm replaced by one that can't; see `visible`."""
    if multiline:
        text = text.replace("\r\n", " \n")
    swaps: dict[int, str] = {}
    hanging: set[str] = set()
    for char in set(text):
        if _hangs(char):
            hanging.add(char)
        elif multiline and (char == "\n" or char in _LINE_ENDS):
            swaps[ord(char)] = "\n"
        elif (symbol := _symbol(char)) != char:
            swaps[ord(char)] = symbol
    shown = text.translate(swaps) if swaps else text
    return _settle(shown, hanging) if hanging else shown


def _symbol(char: str) -> str:
    """Return what stands for a character that has a cell of its own: itself, if it is harmless."""
    if char in _SWAPS:
        return _SWAPS[char]
    category = unicodedata.category(char)
    hidden = category in ("Cc", "Cf", "Cs") or (category == "Cn" and not _NEWER.match(char)) or _BLANKS.match(char)
    return _UNSEEN if hidden else char


def _hangs(char: str) -> bool:
    """Whether a character is drawn on, or together with, the one before it: then its place decides."""
    if char in _JOINERS or char in _TONES or _SELECTORS.match(char) or _TAGS.match(char) or _JAMO.match(char):
        return True
    return unicodedata.category(char) in ("Mn", "Mc", "Me") and not _BLANKS.match(char)


def _settle(text: str, hanging: set[str]) -> str:
    """Replace the hanging characters that have nothing to hang on, or are too many.

    Args:
        text: Text with its control characters replaced already.
        hanging: The characters in it that hang on others.
    """
    flags = {place for flag in _REGION_FLAG.finditer(text) for place in range(*flag.span())}
    shown: list[str] = []
    marks, joins = MARKS_SHOWN, 0  # at the start there is nothing to hang on: as if it were full
    before = "\n"
    for place, char in enumerate(text):
        if char not in hanging:
            joins = joins if before == _JOINER else 0
            marks = MARKS_SHOWN if char == "\n" else 0
        elif char in _JOINERS:
            if char == _JOINER and joins < JOINS_SHOWN and _joins_pictures(shown, text[place + 1 : place + 2]):
                joins += 1
            elif not _joins_letters(shown, text[place + 1 : place + 2]):
                char = _UNSEEN
        elif place not in flags:
            if marks >= MARKS_SHOWN or not _fits(before, char):
                char = _UNSEEN
            else:
                marks += 1
        shown.append(char)
        before = char
    return "".join(shown)


def _fits(before: str, char: str) -> bool:
    """Whether a mark, selector, skin tone or Korean vowel can stand right after the character shown before it."""
    if char in _TONES:
        return before not in _TONES and bool(_PICTOGRAPHS.match(before))
    if _JAMO.match(char):
        return bool(_HANGUL.match(before))
    if char in "\ufe0e\ufe0f":
        return before in "#*0123456789" or bool(_PICTOGRAPHS.match(before))
    if _SELECTORS.match(char):
        return unicodedata.category(before) in ("Lo", "Sm") and not _JAMO.match(before)
    return not _TAGS.match(char)


def _joins_pictures(shown: list[str], after: str) -> bool:
    """Whether a joiner after what is shown holds two pictures together, as in a family of emoji."""
    before = next((char for char in reversed(shown[-2:]) if char != "\ufe0f"), "")
    return bool(_PICTOGRAPHS.match(before) and _PICTOGRAPHS.match(after)) and after not in _TONES


def _joins_letters(shown: list[str], after: str) -> bool:
    """Whether a joiner belongs to the spelling: after a virama, or between two letters of an Arabic script."""
    if not shown:
        return False
    if unicodedata.combining(shown[-1]) == 9:
        return True
    letter = next((char for char in reversed(shown[-MARKS_SHOWN - 1 :]) if not unicodedata.combining(char)), "")
    return bool(letter and after) and unicodedata.bidirectional(letter) == unicodedata.bidirectional(after) == "AL"
