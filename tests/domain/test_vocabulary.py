"""Which shipped words are still as they came."""

from rut_tui.domain.model import stable_id
from rut_tui.domain.vocabulary import unused


def test_a_shipped_word_is_unused_until_it_has_a_row() -> None:
    there = {
        stable_id("emotion", "angry"): "cross",  # renamed
        stable_id("emotion", "bored"): "bored",
        "own": "Calm",  # an own word that is called so
    }
    found = unused("emotion", ["angry", "bored", "calm", "proud"], there)
    assert [(word.id, word.name) for word in found] == [(stable_id("emotion", "proud"), "proud")]
