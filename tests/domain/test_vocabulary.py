"""Which shipped words are still as they came."""

from domain_samples import MOMENT

from rut_tui.domain.journal import Word
from rut_tui.domain.model import stable_id
from rut_tui.domain.vocabulary import unused


def test_a_shipped_word_is_unused_until_it_has_a_row() -> None:
    there = [
        Word(id=stable_id("emotion", "angry"), name="cross"),  # renamed
        Word(id=stable_id("emotion", "bored"), name="bored", archived_at=MOMENT),
        Word(id="own", name="Calm"),  # an own word that is called so
    ]
    found = unused("emotion", ["angry", "bored", "calm", "proud"], there)
    assert [(word.id, word.name) for word in found] == [(stable_id("emotion", "proud"), "proud")]
