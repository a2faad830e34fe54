"""What the words of a goal give away: vague words, missing verbs, several outcomes, numbers with a unit.

English only; a word it doesn't know is taken to mean something.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

READ_LIMIT: Final = 500
"""Characters of a text that are looked at; longer ones can't be saved anyway."""


def _each(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Days, months, seasons, years and spans: they say when, not how much.
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_SEASON: Final = "(?:spring|summer|autumn|winter)"
_SPAN: Final = r"(?:day|week|month|quarter|year)s?"
_DATES: Final = re.compile(
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{_MONTH}(?: \d{{4}})?(?!\w)|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"|\b(?:by|in|until|before|of|end of|this|next) (?:the end of )?(?:{_MONTH}|{_SEASON})(?: \d{{4}})?(?!\w)"
    r"|\b(?:by|in|until|before|of|since|from|during|end of) (?:19|20|21)\d\d\b|^\W*(?:19|20|21)\d\d\W*$"
    rf"|\b(?:in|within|by|before|until|over|for|next|after) (?:the )?(?:next )?(?:\w+ )?{_SPAN}\b"
    rf"|\b(?:end of|this|next|every|each) (?:the )?{_SPAN}\b"
    r"|\b(?:today|tomorrow|tonight|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
NUMBER: Final = re.compile(
    r"[\d]+|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|hundred|thousand|million|dozen|half|once|twice"
)
_FOREIGN: Final = re.compile(r"[^\W\d_a-zA-Zéï]")
_SYMBOL_UNIT: Final = re.compile(r"\d ?[%‰€$£¥₹₽₩₺°/]|[%€$£¥₹₽₩₺] ?\d")
_GLUE: Final = _each(
    "a an the of at least most to by about or than around from up in per over under and only just within more less "
    "fewer no not is be for on with number"
)

_VAGUE: Final = _each(
    "happy happier happiest happiness unhappy miserable better somehow something somewhere someday sometime sometimes "
    "anything everything stuff thing things whatever maybe perhaps possibly soon eventually good great nicer rich "
    "richer famous fulfilled fulfilling satisfied satisfying successful meaningful some lots"
)
# Harmless beside a count: "5 more applications", "improve coverage to 80 %".
_VAGUE_ALONE: Final = _each("more less fewer improve improving")
_UNSEEN_FROM_OUTSIDE: Final = _VAGUE | _each(
    "more less fewer improve improved improvement feel feeling feels felt enough lot much many several few well fine "
    "progress confident confidence satisfaction motivated comfortable relaxed calm calmer proud balanced regularly "
    "often tbd todo idk unsure unknown none na"
)
_UNKNOWN: Final = (("not", "sure"), ("no", "idea"), ("don't", "know"), ("don’t", "know"), ("just", "know"))

_LEAD_IN: Final = _each("to i i'd i’d i'll i’ll we want will would like need finally please")
_NOUNS: Final = _each(
    "a an the my our your this that another new next other higher bigger senior junior remote hybrid full-time "
    "part-time financial professional personal ux dream and or of to in for with at from on job jobs career role "
    "roles promotion salary income money savings freedom independence security stability work-life life future "
    "situation path office company boss manager success growth skills education business confidence purpose "
    "motivation recognition"
)
_NOUNS_OR_VERBS: Final = _each(
    "work balance raise pay change switch move plan lead study network position title team degree course market "
    "progress start break rest challenge"
)
_PRONOUNS: Final = _each("it this that them these those")
_NEW_OUTCOMES: Final = _each("find move learn become quit leave launch start buy save earn lose join study")
_JOINTS: Final = re.compile(r"[,;+&]|\band\b|\bthen\b", re.IGNORECASE)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without those that say when."""
    return tuple(word.casefold() for word in _WORD.findall(_timeless(text)))


def english(text: str) -> bool:
    """Whether a text can be judged by English words: no letter in it is foreign to them."""
    return not _FOREIGN.search(text[:READ_LIMIT])


def counted(text: str) -> bool:
    """Whether a text holds a number and what it counts."""
    found = words(text)
    if not any(word[0].isdecimal() or NUMBER.fullmatch(word) for word in found):
        return False
    if _SYMBOL_UNIT.search(_timeless(text)):
        return True
    return any(not NUMBER.fullmatch(word) and word not in _GLUE for word in found)


def vague_word(found: Sequence[str], has_count: bool) -> str:
    """Return the first word of a title that nobody could see, or an empty text.

    Args:
        found: The words of the title.
        has_count: Whether the title holds a number and what it counts.
    """
    for word in found:
        if word in _VAGUE or (word in _VAGUE_ALONE and not has_count):
            return word
    return "it" if len(found) == 2 and found[1] in _PRONOUNS else ""


def vague_measure(found: Sequence[str]) -> bool:
    """Whether a measure without a number names a feeling or an amount nobody else could check."""
    pairs = set(pairwise(found))
    return (
        any(word in _UNSEEN_FROM_OUTSIDE for word in found)
        or any(pair in pairs for pair in _UNKNOWN)
        or all(word in _GLUE or len(word) < 2 for word in found)
    )


def noun_phrase(found: Sequence[str]) -> bool:
    """Whether a title only names things, such as "new job": every word is one that can't be the verb there."""
    rest = list(found)
    while rest and rest[0] in _LEAD_IN:
        del rest[0]
    if not rest or rest[0] in _NOUNS_OR_VERBS:
        return False
    return all(word in _NOUNS or word in _NOUNS_OR_VERBS for word in rest)


def outcomes(title: str) -> int:
    """Return how many outcomes a title seems to hold: "find a job and move to Rome" holds two."""
    parts = [words(part) for part in _JOINTS.split(title[:READ_LIMIT])]
    if len(parts[0]) < 2:
        return 1
    return 1 + sum(len(part) > 1 and part[0] in _NEW_OUTCOMES for part in parts[1:])


def _timeless(text: str) -> str:
    """Return text on one line, without the parts that say when."""
    return _DATES.sub(" ", " ".join(text[:READ_LIMIT].split()))
