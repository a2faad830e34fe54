"""The words that are shipped beside those a person used: which of them are still as they came."""

from collections.abc import Iterable

from rut_tui.domain.journal import Word, WordKind
from rut_tui.domain.model import stable_id


def unused(kind: WordKind, shipped: Iterable[str], words: Iterable[Word]) -> tuple[Word, ...]:
    """Return the shipped words that have no row yet; one that was renamed or put away had one, and stays away.

    Args:
        kind: Which words.
        shipped: Their names.
        words: Every word of the journal, those put away too.
    """
    there = list(words)
    ids, names = {word.id for word in there}, {word.name.casefold() for word in there}
    found = [Word(id=stable_id(kind, name), name=name) for name in shipped]
    return tuple(word for word in found if word.id not in ids and word.name.casefold() not in names)
