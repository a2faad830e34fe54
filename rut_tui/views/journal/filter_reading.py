"""What the filter of the log reads, on the database thread: the words to offer, and the entries that pass."""

from dataclasses import dataclass
from typing import Final

from rut_tui.domain.journal import Context, Entry, Word, WordKind
from rut_tui.storage.entry_search import EntryFilter, EntryPage
from rut_tui.storage.store import Store

PLACES: Final = {"at work": Context.WORK, "outside work": Context.OUTSIDE}
"""What a filter calls where entries belong."""

FIRST: Final = 40
"""Entries read with the answer; the others are read when they come into view."""


@dataclass(frozen=True, slots=True)
class Known:
    """The words that a filter offers, each with what it stands for.

    Attributes:
        tags: Label → the kind and id of an activity or emotion, those used lately first.
    """

    tags: dict[str, tuple[WordKind, str]]

    @property
    def labels(self) -> tuple[str, ...]:
        """All that is offered."""
        return (*self.tags, *PLACES)

    def filter(self, words: str, chosen: tuple[str, ...], *, archived: bool) -> EntryFilter:
        """Return the filter for what was typed and chosen.

        Args:
            words: As typed.
            chosen: Labels.
            archived: Entries put away as well.
        """
        places = {PLACES[label] for label in chosen if label in PLACES}
        # Chosen both, they leave out nothing: every entry is one or the other.
        place = places.pop() if len(places) == 1 else None
        return EntryFilter(words, tuple(self.tags[label] for label in chosen if label in self.tags), place, archived)


@dataclass(frozen=True, slots=True)
class Sifted:
    """The entries that pass a filter.

    Attributes:
        page: Their ids.
        entries: Those to be seen first.
    """

    page: EntryPage
    entries: tuple[Entry, ...]


def read_known(store: Store) -> Known:
    """Read the words to offer: those used lately first, those put away last, since entries keep them."""
    tags: dict[str, tuple[WordKind, str]] = {}
    kinds: tuple[WordKind, ...] = ("activity", "emotion")
    for kind in kinds:
        words: tuple[Word, ...] = (
            *store.words.recent(kind),
            *store.words.all(kind),
            *store.words.all(kind, archived=True),
        )
        said = {label.casefold() for label in (*tags, *PLACES)}
        for word in words:
            label = f"{word.name} ({kind})" if word.name.casefold() in said else word.name
            tags.setdefault(label, (kind, word.id))
    return Known(tags)


def sift(store: Store, sought: EntryFilter, limit: int, around: int) -> Sifted:
    """Read the entries that pass a filter.

    Args:
        store: The journal.
        sought: The filter.
        limit: Most of them, unless they are few.
        around: The row that is to be seen.
    """
    page = store.search.entries(sought, limit)
    start = max(0, min(around, len(page.ids)) - FIRST // 2)
    return Sifted(page, store.entries.some(page.ids[start : start + FIRST]))
