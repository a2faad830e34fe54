"""The words that are shipped beside those a person used: which of them are still as they came."""

from collections.abc import Iterable, Mapping

from rut_tui.domain.journal import Word, WordKind
from rut_tui.domain.model import stable_id


def unused(kind: WordKind, shipped: Iterable[str], there: Mapping[str, str]) -> tuple[Word, ...]:
    """Return the shipped words that have no row yet; one that was renamed or put away had one, and stays away.

    Args:
        kind: Which words.
        shipped: Their names.
        there: Id → name of every word of the journal, those put away too.
    """
    names = {name.casefold() for name in there.values()}
    found = (Word(id=stable_id(kind, name), name=name) for name in shipped if name.casefold() not in names)
    return tuple(word for word in found if word.id not in there)
