"""Own words: added, renamed, merged and put away, with every entry they are in."""

from collections.abc import Callable
from datetime import date

import pytest
from storage_bench import Clock

from rut_tui.domain.expectations import ExpectationDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.faults import Gone, NameTaken
from rut_tui.storage.store import Store

Opener = Callable[..., Store]

NOBODY = "00000000-0000-4000-8000-000000000009"


@pytest.fixture
def armed(opener: Opener) -> Store:
    """A journal that can undo."""
    return opener(undo=True)


def write(store: Store, clock: Clock, *activities: str, emotions: tuple[str, ...] = ()) -> str:
    clock.pass_by(minutes=1)
    draft = EntryDraft(at=clock(), engagement=1, activities=activities, emotions=emotions)
    return store.entries.add(draft).id


def names(store: Store, entry_id: str) -> list[str]:
    return [word.name for word in store.entries.get(entry_id).activities]


def ids(store: Store) -> dict[str, str]:
    return {use.word.name: use.word.id for use in store.words.uses("activity")}


def test_a_new_word_can_be_added_before_it_is_used(armed: Store) -> None:
    word = armed.words.add("emotion", "  wistful ")

    assert armed.words.all("emotion") == (word,)
    assert word.name == "wistful"
    assert armed.words.add("emotion", "WISTFUL") == word
    assert armed.undo() == "the emotion “wistful”"
    assert armed.words.all("emotion") == ()


def test_a_word_gets_another_name_in_every_entry(armed: Store, clock: Clock) -> None:
    old, new = write(armed, clock, "mtgs", "reading"), write(armed, clock, "mtgs")
    word = armed.words.all("activity")[0]

    renamed = armed.words.rename("activity", word.id, " status   meetings ")

    assert (renamed.id, renamed.name) == (word.id, "status meetings")
    assert names(armed, old) == ["status meetings", "reading"]
    assert names(armed, new) == ["status meetings"]
    assert write(armed, clock, "Status Meetings")
    assert len(armed.words.all("activity")) == 2
    armed.undo()
    assert armed.undo() == "renaming “mtgs” to “status meetings”"
    assert names(armed, old) == ["mtgs", "reading"]


def test_a_name_that_is_taken_is_refused_with_the_word_that_has_it(store: Store, clock: Clock) -> None:
    write(store, clock, "mtgs", "ärger")
    word = store.words.all("activity")[0]
    store.words.set_archived("activity", ids(store)["ärger"], True)

    with pytest.raises(NameTaken, match="There is an activity with that name already") as caught:
        store.words.rename("activity", word.id, "ÄRGER")

    assert caught.value.there.name == "ärger"
    assert store.words.all("activity") == (word,)
    assert store.words.rename("activity", word.id, "MTGS").name == "MTGS"


@pytest.mark.parametrize("name", ["", " \t ", "x" * 501, "a\0b"])
def test_what_is_no_name_is_refused(store: Store, clock: Clock, name: str) -> None:
    write(store, clock, "mtgs")
    (word,) = store.words.all("activity")

    for change in (lambda: store.words.rename("activity", word.id, name), lambda: store.words.add("activity", name)):
        with pytest.raises(ValueError, match="name"):
            change()

    assert store.words.all("activity") == (word,)


def test_two_words_become_one_and_no_entry_forgets_what_it_was_about(armed: Store, clock: Clock) -> None:
    alone = write(armed, clock, "mtgs")
    both = write(armed, clock, "reading", "mtgs", "meetings")
    other = write(armed, clock, "meetings")
    before = armed.tables.dump()

    kept = armed.words.merge("activity", ids(armed)["mtgs"], ids(armed)["meetings"])

    assert kept.name == "meetings"
    assert [names(armed, entry) for entry in (alone, both, other)] == [
        ["meetings"],
        ["reading", "meetings"],
        ["meetings"],
    ]
    assert [word.name for word in armed.words.all("activity")] == ["meetings", "reading"]
    assert [word.name for word in armed.words.all("activity", archived=True)] == ["mtgs"]
    assert armed.undo() == "merging “mtgs” into “meetings”"
    assert armed.tables.dump() == before
    armed.redo()
    assert names(armed, alone) == ["meetings"]


def test_what_was_expected_of_a_word_is_expected_of_the_one_it_becomes(store: Store, clock: Clock) -> None:
    store.expectations.add(ExpectationDraft(activity="mtgs", day=date(2026, 11, 20), expected=-2))
    write(store, clock, "meetings")

    store.words.merge("activity", ids(store)["mtgs"], ids(store)["meetings"])

    assert [it.activity.name for it in store.expectations.open()] == ["meetings"]
    write(store, clock, "meetings")
    assert [(pair.activity, pair.expected) for pair in store.expectations.pairs()] == [("meetings", -2)]


def test_a_word_put_away_comes_back_when_another_is_merged_into_it(store: Store, clock: Clock) -> None:
    entry = write(store, clock, "mtgs")
    kept = store.words.add("activity", "meetings")
    store.words.set_archived("activity", kept.id, True)

    store.words.merge("activity", ids(store)["mtgs"], kept.id)

    assert store.words.all("activity") == (kept,)
    assert names(store, entry) == ["meetings"]


def test_a_word_put_away_is_offered_no_more_and_stays_where_it_was_used(armed: Store, clock: Clock) -> None:
    entry = write(armed, clock, "mtgs")
    (word,) = armed.words.all("activity")

    armed.words.set_archived("activity", word.id, True)

    assert armed.words.recent("activity") == armed.words.all("activity") == ()
    assert names(armed, entry) == ["mtgs"]
    armed.words.set_archived("activity", word.id, False)
    assert armed.words.recent("activity") == (word,)
    assert armed.undo() == "bringing back “mtgs”"
    assert armed.undo() == "archiving “mtgs”"


def test_an_entry_that_is_changed_does_not_bring_a_word_back_but_a_new_one_does(store: Store, clock: Clock) -> None:
    entry = write(store, clock, "mtgs")
    store.words.set_archived("activity", ids(store)["mtgs"], True)

    store.entries.update(entry, EntryDraft(at=clock(), engagement=2, activities=("mtgs", "reading"), note="later"))

    assert names(store, entry) == ["mtgs", "reading"]
    assert [word.name for word in store.words.all("activity")] == ["reading"]
    write(store, clock, "mtgs")
    assert [word.name for word in store.words.all("activity")] == ["mtgs", "reading"]


def test_words_are_counted_without_what_was_put_away(store: Store, clock: Clock) -> None:
    write(store, clock, "mtgs", "reading")
    write(store, clock, "mtgs")
    for activities in (("email",), ("mtgs", "reading")):
        store.entries.set_archived(write(store, clock, *activities), True)
    store.words.set_archived("activity", ids(store)["reading"], True)

    found = [(use.word.name, use.entries) for use in store.words.uses("activity")]
    assert found == [("mtgs", 2), ("reading", 1), ("email", 0)]


def test_what_cannot_be_done_is_refused(store: Store, clock: Clock) -> None:
    write(store, clock, "mtgs", emotions=("bored",))
    (word,), (felt,) = store.words.all("activity"), store.words.all("emotion")

    with pytest.raises(ValueError, match="itself"):
        store.words.merge("activity", word.id, word.id)
    for change in (
        lambda: store.words.merge("activity", word.id, felt.id),
        lambda: store.words.merge("activity", NOBODY, word.id),
        lambda: store.words.rename("activity", NOBODY, "x"),
        lambda: store.words.set_archived("activity", NOBODY, True),
    ):
        with pytest.raises(Gone, match="That activity isn't in the journal any more"):
            change()
    assert store.words.all("activity") == (word,)
