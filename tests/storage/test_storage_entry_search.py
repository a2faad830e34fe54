"""Entries by words, tags and place: the newest first, page by page, as going through all of them finds them."""

from datetime import timedelta
from random import Random

import pytest
from storage_bench import Clock

from rut_tui.domain.journal import Context, Entry, EntryDraft, WordKind
from rut_tui.storage import entry_search
from rut_tui.storage.entry_search import EntryFilter
from rut_tui.storage.store import Store

ACTIVITIES = ("Meetings", "mentoring", "café")
EMOTIONS = ("bored", "calm")
NOTED = ("status", "café", "meeting", "river", "calmly", "")


@pytest.fixture
def diary(store: Store, clock: Clock) -> list[Entry]:
    """Two hundred entries at random moments, the newest first; a few put away."""
    random = Random(11)  # noqa: S311 (a made-up diary)
    with store.transaction():
        for _ in range(200):
            draft = EntryDraft(
                at=clock() - timedelta(minutes=random.randrange(400_000)),
                engagement=random.choice((None, -2, 0, 1)),
                context=random.choice(tuple(Context)),
                activities=tuple(random.sample(ACTIVITIES, random.randrange(3))),
                emotions=tuple(random.sample(EMOTIONS, random.randrange(2))),
                note=" ".join(random.sample(NOTED, random.randrange(4))),
            )
            added = store.entries.add(draft)
            if random.random() < 0.1:
                store.entries.set_archived(added.id, True)
    ids = store.search.entries(EntryFilter(archived=True), 1_000).ids
    assert len(ids) == 200
    found = list(store.entries.some(ids))
    assert [entry.at for entry in found] == sorted((entry.at for entry in found), reverse=True)
    return found


def plainly(text: str) -> str:
    return text.casefold().replace("é", "e")


def passes(entry: Entry, words: str, tags: set[str], context: Context | None, *, archived: bool) -> bool:
    """The same by hand."""
    said = plainly(" ".join([entry.note, *(word.name for word in (*entry.activities, *entry.emotions))])).split()
    return (
        (archived or entry.archived_at is None)
        and all(any(part.startswith(plainly(word)) for part in said) for word in words.split())
        and tags <= {word.id for word in (*entry.activities, *entry.emotions)}
        and context in (None, entry.context)
    )


@pytest.mark.parametrize(
    ("few", "together"),
    [(0, 0), (0, 60), (20, 60), (1_500, 6_000)],
    ids=["met from the newest on", "fewest of some", "either", "looked up"],
)
@pytest.mark.parametrize("words", ["", "me", "MEETING", "cafe sta", "calm", "calmly river", "nowhere"])
def test_what_passes_is_what_going_through_all_of_them_finds(
    store: Store, diary: list[Entry], monkeypatch: pytest.MonkeyPatch, words: str, few: int, together: int
) -> None:
    monkeypatch.setattr(entry_search, "FEW", few)
    monkeypatch.setattr(entry_search, "FEW_TOGETHER", together)
    kinds: tuple[WordKind, ...] = ("activity", "emotion")
    known = {word.name: (kind, word.id) for kind in kinds for word in store.words.all(kind)}
    for chosen in ((), ("Meetings",), ("bored",), ("Meetings", "café", "calm")):
        for context in (None, *Context):
            for archived in (False, True):
                tags = tuple(known[name] for name in chosen)
                wanted = [
                    entry.id
                    for entry in diary
                    if passes(entry, words, {ref for _, ref in tags}, context, archived=archived)
                ]
                sought = EntryFilter(words, tags, context, archived)
                found: list[str] = []
                complete = False
                while not complete:
                    page = store.search.entries(sought, 7, found[-1] if found else None)
                    assert page.complete or len(page.ids) >= 7
                    found += page.ids
                    complete = page.complete
                assert found == wanted


def test_where_they_are_few_all_come_at_once(store: Store, diary: list[Entry]) -> None:
    page = store.search.entries(EntryFilter("river"), 3)
    assert page.complete
    assert len(page.ids) > 3


def test_entries_come_in_the_order_they_are_asked_for_and_those_that_are_gone_are_left_out(
    store: Store, diary: list[Entry]
) -> None:
    third, first = diary[2], diary[0]
    assert store.entries.some([third.id, "6f0d7c1e-4a55-4d0b-9a3e-7a3f0f4f2c11", first.id]) == (third, first)
