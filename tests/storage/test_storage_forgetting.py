"""Words that were taken out are out of the file: no byte of them is left in it, nor in its full-text index."""

import re
import time
from collections.abc import Callable
from random import Random

import pytest
from storage_bench import Clock, listing

from rut_tui.domain.goals import GoalDraft, MilestoneDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage import engine, forgetting
from rut_tui.storage.store import Store

Opener = Callable[..., Store]

SHORTEST = 8
"""The index keeps only the end of a word that begins as the one before it: this much of the end is looked for."""


class Writer:
    """Writes notes of words that occur nowhere else, and knows which of them should be there."""

    def __init__(self, store: Store, clock: Clock, seed: int) -> None:
        self.store = store
        self.clock = clock
        self.random = Random(seed)  # noqa: S311 - made-up words
        self.notes: dict[str, list[str]] = {}
        self.gone: set[str] = set()

    def word(self) -> str:
        return "".join(self.random.choices("abcdefghijklmnopqrstuvwxyz", k=20))

    def draft(self, words: list[str]) -> EntryDraft:
        return EntryDraft(at=self.clock(), engagement=None, note=" ".join(words))

    def write(self) -> str:
        # Long ones spill over to pages of their own.
        words = [self.word() for _ in range(self.random.choice((1, 5, 30, 600)))]
        entry = self.store.entries.add(self.draft(words)).id
        self.notes[entry] = words
        return entry

    def edit(self) -> None:
        entry = self.random.choice(list(self.notes))
        words = self.notes[entry]
        kept = self.random.sample(words, len(words) // 2)
        self.gone |= set(words) - set(kept)
        self.notes[entry] = [*kept, self.word()]
        self.store.entries.update(entry, self.draft(self.notes[entry]))

    def delete(self) -> None:
        entry = self.random.choice(list(self.notes))
        self.gone |= set(self.notes.pop(entry))
        self.store.tables.remove("entries", (entry,))

    def undo_a_check_in(self) -> None:
        self.gone |= set(self.notes.pop(self.write()))
        self.store.undo()

    def close(self) -> None:
        """Close the journal and look at its bytes."""
        self.store.close()
        there = {word[-SHORTEST:].encode() for words in self.notes.values() for word in words}
        gone = {word[-SHORTEST:].encode() for word in self.gone}
        found = set()
        for run in re.findall(rb"[a-z]{8,}", self.store.path.read_bytes()):
            found |= {run[at : at + SHORTEST] for at in range(len(run) - SHORTEST + 1)}
        # Of a long note a few words lie across the end of a page.
        assert len(found & there) > 0.9 * len(there)
        assert found & gone == set()
        assert sorted(listing(self.store.path.parent)) == ["rut.db", "rut.db.lock"]


@pytest.mark.parametrize("seed", range(2))
def test_no_byte_of_a_word_that_was_taken_out_is_left(opener: Opener, clock: Clock, seed: int) -> None:
    writer = Writer(opener(undo=True), clock, seed)
    with writer.store.transaction():
        for _ in range(100):
            writer.write()
    for _ in range(3):
        for _ in range(40):
            job = (writer.write, writer.edit, writer.delete, writer.undo_a_check_in)[writer.random.randrange(4)]
            job()
        writer.close()
        writer.store = opener(undo=True)
    assert len(writer.gone) > 500
    assert writer.store._session.value("PRAGMA integrity_check") == "ok"


def test_the_index_forgets_after_it_was_merged_many_times(opener: Opener, clock: Clock) -> None:
    writer = Writer(opener(undo=True), clock, 7)
    for _ in range(5):
        with writer.store.transaction():
            for _ in range(40):
                writer.write()
            for command in ("('merge', 500)", "('automerge', 2)"):
                writer.store._session.write(f"INSERT INTO search (search, rank) VALUES {command}")  # noqa: S608 - ours
        for _ in range(25):
            writer.delete()
    with writer.store.transaction():
        writer.store._session.write("INSERT INTO search (search) VALUES ('optimize')")

    writer.close()


def test_a_large_journal_is_not_written_anew(opener: Opener, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = Writer(opener(), clock, 1)
    with writer.store.transaction():
        for _ in range(100):
            writer.write()
    for _ in range(30):
        writer.delete()
    monkeypatch.setattr(forgetting, "SMALL", 4096)
    size = writer.store.path.stat().st_size

    writer.store.close()

    assert writer.store.path.stat().st_size == size


@pytest.mark.parametrize("taken_out", [True, False])
def test_only_a_journal_that_words_were_taken_out_of_is_written_anew(
    opener: Opener, clock: Clock, taken_out: bool
) -> None:
    """Empty pages show it: written anew, a file has none."""
    writer = Writer(opener(), clock, 1)
    with writer.store.transaction():
        for _ in range(100):
            writer.write()
    for _ in range(30):
        writer.delete()
    assert writer.store._session.value("PRAGMA freelist_count") > 0
    if not taken_out:
        writer.store._opened.close()  # killed
        writer.store = opener()
        writer.write()

    writer.store.close()

    assert (opener()._session.value("PRAGMA freelist_count") == 0) is taken_out


def test_another_rut_tui_at_work_on_it_holds_up_nobody(opener: Opener, clock: Clock) -> None:
    writer = Writer(opener(), clock, 1)
    writer.write()
    writer.delete()
    other = opener()
    other._session.db.execute("BEGIN IMMEDIATE")
    began = time.monotonic()

    writer.store.close()

    assert time.monotonic() - began < 1
    other._session.db.execute("ROLLBACK")


def test_goals_milestones_plans_and_drafts_are_forgotten_too(store: Store) -> None:
    steps = (MilestoneDraft(title="milestonemarker"),)
    goal = store.goals.add(
        GoalDraft(title="goalmarker", measure="measuremarker", notes="notesmarker", milestones=steps)
    )
    store.drafts.put("entry:new", {"note": "draftmarker"})
    markers = [f"{name}marker".encode() for name in ("goal", "measure", "notes", "milestone", "draft")]
    assert all(marker in store.path.read_bytes() for marker in markers)

    store.tables.remove("goals", (goal.id,))
    store.drafts.drop("entry:new")

    data = store.path.read_bytes()
    assert [marker for marker in markers if marker in data] == []


def test_the_index_forgets_whoever_writes(store: Store, clock: Clock) -> None:
    """The file itself says that its index forgets: another program that writes to it has no say in that."""
    entry = store.entries.add(EntryDraft(at=clock(), engagement=None, note="zebramarker quaggamarker"))
    store.close()
    connection = engine.dbapi2.connect(store.path, isolation_level=None)
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    connection.execute("DELETE FROM entries WHERE id = ?", (entry.id,))
    connection.close()

    assert b"bramarker" not in store.path.read_bytes()
    assert b"aggamarker" not in store.path.read_bytes()
