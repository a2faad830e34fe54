"""What a search looks for, and the piece of a text that shows it was found there.

Words are compared as the full-text index does: without case and accents, a word from its beginning.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rut_tui.domain.visible import one_line

MOST_WORDS: Final = 16
"""Words that are looked for; what comes after them is not."""

WIDTH: Final = 160
"""Most characters of an excerpt."""

_BEFORE: Final = 40
"""Characters shown before the first hit."""

_MOST_HITS: Final = 200
"""Hits of a word that are weighed for the best excerpt."""

_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese are written without spaces: there a word begins anywhere."""

_MARKS: Final = "[\u0300-\u036f]*"
_BETWEEN: Final = r"[\W_]+"


@dataclass(frozen=True)
class Wanted:
    """One word that was typed.

    Attributes:
        text: As typed.
        anywhere: The index doesn't know it by its beginning: it is looked for anywhere in the text.
    """

    text: str
    anywhere: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the word in a text that was folded."""
        if self.anywhere:
            return re.compile(re.escape(folded(self.text)))
        parts = re.findall(r"[^\W_]+", re.sub(_MARKS, "", folded(self.text)))
        spelled = (_MARKS.join(map(re.escape, part)) + _MARKS for part in parts)
        return re.compile(r"(?<![^\W_])" + _BETWEEN.join(spelled))

    def is_in(self, text: str) -> bool:
        """Whether a text holds the word."""
        return self.pattern.search(folded(text)) is not None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text on one line.

    Attributes:
        text: The piece, with … where something was left out.
        marks: Where the words that were looked for are in it: from, to.
    """

    text: str
    marks: tuple[tuple[int, int], ...]


def wanted(text: str) -> tuple[Wanted, ...]:
    """Return the words that were typed, once each, in order. Punctuation alone is no word."""
    typed = text.encode(errors="replace").decode().replace("\0", " ").split()
    words = (Wanted(word, _anywhere(word)) for word in dict.fromkeys(typed))
    known = [word for word in words if word.anywhere or any(map(str.isalnum, word.text))]
    return tuple(known[:MOST_WORDS])


def excerpt(text: str, words: Sequence[Wanted]) -> Excerpt:
    """Return the piece of a text that shows most of some words, or its beginning when it has none."""
    plain = folded(text)
    hits = sorted(hit for word in words for hit in _hits(plain, word))
    start = max(_best(hits) - _BEFORE, 0)
    if start:
        start = max(start, *(text.find(space, start, start + _BEFORE) + 1 for space in " \n"))
    piece = one_line(text[start : start + 2 * WIDTH])
    if len(piece) > WIDTH:
        end = piece.rfind(" ", WIDTH - _BEFORE, WIDTH)
        piece = f"{piece[: end if end > 0 else WIDTH - 1]}…"
    piece = f"{'…' if start else ''}{piece}"
    plain = folded(piece)
    return Excerpt(piece, _joined(sorted(match.span() for word in words for match in word.pattern.finditer(plain))))


def _best(hits: Sequence[tuple[int, str]]) -> int:
    """Return where the stretch of a text begins that holds most of the words."""
    best, most = 0, 0
    for place, (start, _) in enumerate(hits):
        near = {word for at, word in hits[place : place + MOST_WORDS] if at < start + WIDTH - 2 * _BEFORE}
        if len(near) > most:
            best, most = start, len(near)
    return best


def _hits(folded: str, word: Wanted) -> list[tuple[int, str]]:
    found = zip(word.pattern.finditer(folded), range(_MOST_HITS), strict=False)
    return [(match.start(), word.text) for match, _ in found]


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in order, those that touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


def _anywhere(word: str) -> bool:
    """Whether a word is written in a script without spaces, or is a picture."""
    return bool(_SPACELESS.search(word)) or any(unicodedata.category(char) == "So" for char in word)


class _Folding(dict[int, str]):
    """A character → the same without case, Latin letters without accents, too: what the index makes of it.

    It is always one character, so that places stay the same.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        apart = unicodedata.normalize("NFD", char)
        letter = apart[0] if apart[0].isascii() else char
        self[code] = next(alike for alike in (letter.casefold(), letter.lower(), letter) if len(alike) == 1)
        return self[code]


_FOLDING: Final = _Folding()


def folded(text: str) -> str:
    """Return a text without case and accents, every character in its place."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)
