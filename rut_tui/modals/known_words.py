"""What a check-in offers: words, those used lately first, emotions by pleasantness and energy, open experiments."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from rut_tui.widgets.word_grid import Bands, Group

if TYPE_CHECKING:
    from rut_tui.domain.catalogue import EmotionWord
    from rut_tui.storage.store import Store

LATELY: Final = 3
"""Emotions used lately that stand above the grid, where a hand finds them with one key."""

_QUADRANTS: Final = (
    (("unpleasant, much energy", False, "high"), ("pleasant, much energy", True, "high")),
    (("unpleasant, little energy", False, "low"), ("pleasant, little energy", True, "low")),
)


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What the two word fields of a check-in offer.

    Attributes:
        activities: The likeliest first.
        emotions: The likeliest first.
        grid: The emotions by what they share.
    """

    activities: tuple[str, ...] = ()
    emotions: tuple[str, ...] = ()
    grid: Bands = ()


Experiments = tuple[tuple[str, str], ...]
"""Those an entry can belong to: id and question."""


def open_experiments(store: "Store", day: date, own: Collection[str] = ()) -> Experiments:
    """Read the experiments an entry can belong to: those that run on its day, and those it belongs to.

    Args:
        store: The open journal.
        day: The day of the entry.
        own: Ids of those it belongs to.
    """
    found = store.experiments.all()
    return tuple((each.id, each.question) for each in found if each.runs_on(day) or each.id in own)


def known_words(store: "Store") -> KnownWords:
    """Read the words to offer. What the person renamed has its new name, what was put away is left out.

    Args:
        store: The open journal.
    """
    from rut_tui.content import emotions
    from rut_tui.domain.model import stable_id

    lately = [word.name for word in store.words.recent("emotion")]
    mine = {word.id: word.name for word in store.words.all("emotion")}
    away = {word.id for word in store.words.all("emotion", archived=True)}
    shipped = {stable_id("emotion", word.name): word for word in emotions()}
    offered = {id: mine.get(id, word.name) for id, word in shipped.items() if id not in away}
    grid = [
        [
            Group(title, tuple(name for id, name in offered.items() if _is(shipped[id], pleasant, energy)))
            for title, pleasant, energy in band
        ]
        for band in _QUADRANTS
    ]
    own = Group("your own", tuple(name for id, name in mine.items() if id not in shipped))
    return KnownWords(
        known_activities(store),
        tuple(dict.fromkeys((*lately, *mine.values(), *offered.values()))),
        ((Group("lately", tuple(lately[:LATELY])),), *grid, (own,)),
    )


def known_activities(store: "Store") -> tuple[str, ...]:
    """Return the activities to offer: those used lately first, then every other one.

    Args:
        store: The open journal.
    """
    words = (*store.words.recent("activity"), *store.words.all("activity"))
    return tuple(dict.fromkeys(word.name for word in words))


def _is(word: "EmotionWord", pleasant: bool, energy: str) -> bool:
    return word.pleasant == pleasant and word.energy == energy
