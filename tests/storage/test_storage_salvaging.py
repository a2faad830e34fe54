"""Salvaging: all that can be read of a broken journal, nothing that was not in it, and a true account of the rest."""

import hashlib
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bad_files import PAGE
from storage_bench import HERE, JOURNALS, Clock, listing, python, sha

from rut_tui.domain.goals import GoalDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.leads import LeadDraft
from rut_tui.domain.people import ContactDraft, ContactKind, PersonDraft
from rut_tui.domain.questions import QuestionDraft
from rut_tui.domain.wins import WinDraft
from rut_tui.storage import engine
from rut_tui.storage.faults import Absent, Damaged, Newer, Sealed, StorageError, WrongPassphrase
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.salvaging import Salvaged, salvage
from rut_tui.storage.store import open_store

OTHER = str(HERE / "another_process.py")
SECRET = Passphrase.of("correct horse battery staple")
BOTH = pytest.mark.parametrize("passphrase", [None, SECRET], ids=["plain", "sealed"])
MARKER = "marmalade"
Dump = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> dict[Passphrase | None, tuple[bytes, Dump]]:
    """A plain and a sealed journal with the same life in them, and every row of it."""
    made = {}
    for passphrase in (None, SECRET):
        path, clock = tmp_path_factory.mktemp("life") / "rut.db", Clock()
        store = open_store(path, clock, passphrase=passphrase)
        with store.transaction():
            for day in range(150):
                note = f"{MARKER} {day} " * (700 if day % 30 == 5 else 10)
                at = clock() - timedelta(days=day)
                words = (f"work {day % 7}",), (f"mood {day % 5}",)
                store.entries.add(EntryDraft(at=at, engagement=1, activities=words[0], emotions=words[1], note=note))
            for number in range(20):
                store.goals.add(GoalDraft(title=f"goal {number}"))
                store.wins.add(WinDraft(at=clock(), text=f"win {number}"))
            store.audits.rate("bored", 2)
        dump = store.tables.dump()
        store.close()
        made[passphrase] = path.read_bytes(), dump
    return made


def put(journal: Path, content: bytes) -> None:
    journal.parent.mkdir(mode=0o700, exist_ok=True)
    journal.touch(0o600)
    journal.write_bytes(content)


def dump_of(path: Path, clock: Clock, passphrase: Passphrase | None) -> Dump:
    store = open_store(path, clock, create=False, passphrase=passphrase)
    try:
        return store.tables.dump()
    finally:
        store.close()


def damaged_at(content: bytes, *pages: int) -> bytes:
    """Overwrite pages, counted from 1, with nothing or with noise."""
    whole = bytearray(content)
    for page in pages:
        noise = hashlib.shake_128(bytes([page % 256])).digest(PAGE) if page % 2 else bytes(PAGE)
        whole[(page - 1) * PAGE : page * PAGE] = noise
    return bytes(whole)


def judge(found: Salvaged, before: Dump, after: Dump) -> None:
    """Nothing is invented, and what is missing is owned up to, to the row where nobody is unsure."""
    for table, rows in before.items():
        there = {tuple(row.items()) for row in rows}
        changed = sum(tuple(row.items()) not in there for row in after[table])
        assert changed <= found.partly.get(table, 0), table
        missing = len(rows) - len(after[table])
        assert missing == found.gone.get(table, 0) or table in found.unsure, table
        assert found.kept.get(table, 0) == len(after[table])
    assert found.entries == len(after["entries"])


def roots(content: bytes, passphrase: Passphrase | None, folder: Path) -> dict[str, int]:
    """Where each table and index begins."""
    path = folder / "roots.db"
    put(path, content)
    key = passphrase.key(content[:16]) if passphrase else None
    connection = engine.connect(path, writing=False, key=key)
    rows = dict(connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0").fetchall())
    connection.close()
    path.unlink()
    return rows


@BOTH
def test_a_whole_journal_comes_out_as_it_was(
    journal: Path, clock: Clock, lives: dict[Any, tuple[bytes, Dump]], passphrase: Passphrase | None
) -> None:
    content, before = lives[passphrase]
    put(journal, content)

    found = salvage(journal, clock, passphrase)

    assert dump_of(found.path, clock, passphrase) == before
    assert found.lost == "Nothing is known to be lost."
    assert found.path.name == "rut.salvaged-20261120T200430Z.db"
    assert journal.read_bytes() == content
    assert (MARKER.encode() in found.path.read_bytes()) == (passphrase is None)
    store = open_store(found.path, clock, passphrase=passphrase)
    assert store._session.value("SELECT count(*) FROM search WHERE search MATCH 'marmalade'") == 150
    store.close()


@pytest.mark.parametrize(
    ("start", "passphrase"),
    [(0, None), (2, None), (5, None), (0, SECRET), (5, SECRET)],
    ids=["plain-0", "plain-2", "plain-5", "sealed-0", "sealed-5"],
)
def test_around_any_broken_page_everything_else_is_kept(
    journal: Path, clock: Clock, lives: dict[Any, tuple[bytes, Dump]], passphrase: Passphrase | None, start: int
) -> None:
    """Every eighth page in turn. Only where the list of tables begins is there no way around."""
    content, before = lives[passphrase]
    tried = hopeless = 0
    for page in range(2 + start, len(content) // PAGE + 1, 8):
        put(journal, damaged_at(content, page))
        broken = sha(journal)
        try:
            found = salvage(journal, clock, passphrase)
        except StorageError:
            assert schema_is_broken(journal, passphrase), page
            hopeless += 1
            continue
        tried += 1
        judge(found, before, dump_of(found.path, clock, passphrase))
        assert sha(journal) == broken
        assert not list(journal.parent.glob("*.part*"))
        for left in journal.parent.glob("rut.salvaged*"):
            left.unlink()
    assert hopeless <= 1 < 15 < tried


def schema_is_broken(journal: Path, passphrase: Passphrase | None) -> bool:
    key = passphrase.key(journal.read_bytes()[:16]) if passphrase else None
    try:
        connection = engine.connect(journal, writing=False, key=key)
        try:
            connection.execute("SELECT * FROM sqlite_schema").fetchall()
        finally:
            connection.close()
    except engine.FAILURES:
        return True
    return False


@BOTH
def test_several_broken_pages_at_once(
    journal: Path, clock: Clock, lives: dict[Any, tuple[bytes, Dump]], passphrase: Passphrase | None, tmp_path: Path
) -> None:
    content, before = lives[passphrase]
    last = max(roots(content, passphrase, tmp_path).values())
    put(journal, damaged_at(content, *range(last + 8, len(content) // PAGE, 5)))

    found = salvage(journal, clock, passphrase)

    after = dump_of(found.path, clock, passphrase)
    judge(found, before, after)
    assert 60 < found.entries < 150
    assert "Lost: " in found.lost
    assert " entries" in found.lost


@BOTH
def test_words_come_back_from_their_indexes_when_their_table_is_gone(
    journal: Path, clock: Clock, lives: dict[Any, tuple[bytes, Dump]], passphrase: Passphrase | None, tmp_path: Path
) -> None:
    content, before = lives[passphrase]
    where = roots(content, passphrase, tmp_path)
    put(journal, damaged_at(content, where["activities"], where["entry_emotions"]))

    found = salvage(journal, clock, passphrase)

    after = dump_of(found.path, clock, passphrase)
    for table, columns in (("activities", ("id", "name")), ("entry_emotions", ("entry_id", "emotion_id"))):
        assert [[row[name] for name in columns] for row in after[table]] == [
            [row[name] for name in columns] for row in before[table]
        ]
    assert after["entries"] == before["entries"]
    assert (found.partly["activities"], found.partly["entry_emotions"]) == (7, 150)
    assert found.lost == "In part: 7 words, 150 tags."


def test_a_note_on_a_broken_page_of_its_own_costs_only_the_note(
    journal: Path, clock: Clock, lives: dict[Any, tuple[bytes, Dump]]
) -> None:
    content, before = lives[None]
    page = content.index(f"{MARKER} 35 ".encode() * 310) // PAGE + 1
    put(journal, damaged_at(content, page))

    found = salvage(journal, clock)

    after = {row["id"]: row for row in dump_of(found.path, clock, None)["entries"]}
    assert (len(after), found.partly["entries"], found.lost) == (150, 1, "In part: 1 entry.")
    for row in before["entries"]:
        left = {name: value for name, value in row.items() if after[row["id"]][name] != value}
        assert set(left) <= {"note", "updated_at"} if f"{MARKER} 35 " in row["note"] else not left


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"SQLit\0 format 3\0" + content[16:],
        lambda content: content[:16] + bytes(12) + content[28:],
        lambda content: content[:28] + b"\xff" * 4 + content[32:],
        lambda content: content[:59] + b"\2" + content[60:],
        lambda content: content + b"trailing junk " * 100,
        lambda content: content[:-100],
    ],
    ids=["magic", "page size and versions", "number of pages", "encoding", "junk at the end", "cut inside a page"],
)
def test_a_broken_header_costs_nothing(
    journal: Path,
    clock: Clock,
    lives: dict[Any, tuple[bytes, Dump]],
    spoil: Callable[[bytes], bytes],
) -> None:
    content, before = lives[None]
    put(journal, spoil(content))

    found = salvage(journal, clock)

    after = dump_of(found.path, clock, None)
    judge(found, before, after)
    assert sum(len(rows) for rows in after.values()) >= sum(len(rows) for rows in before.values()) - 40


@BOTH
def test_a_file_without_its_end_gives_what_is_before_it(
    journal: Path, clock: Clock, lives: dict[Any, tuple[bytes, Dump]], passphrase: Passphrase | None
) -> None:
    content, before = lives[passphrase]
    put(journal, content[: len(content) * 4 // 5 - 77])

    found = salvage(journal, clock, passphrase)

    judge(found, before, dump_of(found.path, clock, passphrase))
    assert 10 < found.entries < 150


@BOTH
@pytest.mark.parametrize("cut", [1, PAGE, 20 * PAGE, 35 * PAGE - 7])
def test_a_young_journal_gives_its_entries_when_its_last_tables_are_cut_off(
    journal: Path, clock: Clock, passphrase: Passphrase | None, cut: int
) -> None:
    """The list of tables reaches to the end of a small file, and names tables that begin behind the cut."""
    store = open_store(journal, clock, passphrase=passphrase)
    for day in range(5):
        store.entries.add(EntryDraft(at=clock(), engagement=1, note=f"{MARKER} {day}"))
    before = store.tables.dump()
    store.close()
    put(journal, journal.read_bytes()[:-cut])

    found = salvage(journal, clock, passphrase)

    after = dump_of(found.path, clock, passphrase)
    assert after["entries"] == before["entries"]
    judge(found, before, after)
    assert cut < 20 * PAGE or "nobody can say how much" in found.lost


def test_an_interrupted_save_is_taken_back_first(journal: Path, clock: Clock) -> None:
    store = open_store(journal, clock)
    store.entries.add(EntryDraft(at=clock(), engagement=1, note="before"))
    store.close()
    python(OTHER, "die", str(journal)).communicate(timeout=60)
    before = listing(journal.parent)

    found = salvage(journal, clock)

    assert (found.entries, found.lost) == (1, "Nothing is known to be lost.")
    after = listing(journal.parent)
    assert {name: after[name] for name in before} == before


def test_a_value_no_rule_allows_is_left_out_and_counted(
    journal: Path, clock: Clock, lives: dict[Any, tuple[bytes, Dump]]
) -> None:
    content, before = lives[None]
    put(journal, content)
    connection = engine.connect(journal, writing=True)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("UPDATE goals SET confidence = 99 WHERE title = 'goal 3'")
    connection.close()

    found = salvage(journal, clock)

    assert found.gone["goals"] == 1
    assert found.lost == "Lost: 1 goal."
    assert {row["title"] for row in dump_of(found.path, clock, None)["goals"]} == {
        row["title"] for row in before["goals"] if row["title"] != "goal 3"
    }


def test_what_can_do_without_something_that_is_lost_is_kept(journal: Path, clock: Clock) -> None:
    """A lead and an answer outlive the person and the talk they came from; the talk itself doesn't."""
    store = open_store(journal, clock)
    noor = store.people.add(PersonDraft(name="Noor"))
    lead = store.leads.add(LeadDraft(role="UX", found_on=clock().date(), person_id=noor.id))
    asked = store.questions.add(QuestionDraft(text="How did you get in?"))
    talk = ContactDraft(person_id=noor.id, day=clock().date(), kind=ContactKind.CALL)
    store.contacts.add(talk, {asked.id: "Sideways."})
    store.close()
    connection = engine.connect(journal, writing=True)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM people")
    connection.close()

    found = salvage(journal, clock)

    assert (found.kept["leads"], found.kept["questions"], found.kept["contacts"]) == (1, 1, 0)
    assert found.lost == "Lost: 1 contact. In part: 1 question, 1 lead."
    store = open_store(found.path, clock)
    assert (store.leads.get(lead.id).role, store.leads.get(lead.id).person_id) == ("UX", None)
    assert (store.questions.get(asked.id).answer, store.questions.get(asked.id).contact_id) == ("Sideways.", None)
    store.close()


def test_unfinished_texts_are_carried_over(journal: Path, clock: Clock) -> None:
    store = open_store(journal, clock)
    store.close()
    connection = engine.connect(journal, writing=True)
    row = ("form", '{"note": "half a sen"}', "2026-11-20T20:04:30Z", "2026-11-20T20:04:30Z")
    connection.execute("INSERT INTO drafts (form, fields, created_at, updated_at) VALUES (?, ?, ?, ?)", row)
    connection.close()

    found = salvage(journal, clock)

    connection = engine.connect(found.path, writing=False)
    assert connection.execute("SELECT form, fields, created_at, updated_at FROM drafts").fetchall() == [row]
    connection.close()


def test_a_journal_of_the_first_release_is_salvaged_into_one_of_today(journal: Path, clock: Clock) -> None:
    put(journal, (JOURNALS / "format-1.db").read_bytes())
    whole = salvage(journal, clock)
    assert whole.lost == "Nothing is known to be lost."
    store = open_store(whole.path, clock)
    assert store._session.value("PRAGMA user_version") == 5
    store.close()


@pytest.mark.parametrize("passphrase", [None, SECRET], ids=["none given", "one given"])
def test_when_the_beginning_is_gone_it_says_so(
    journal: Path, clock: Clock, lives: dict[Any, tuple[bytes, Dump]], passphrase: Passphrase | None
) -> None:
    put(journal, bytes(PAGE) + lives[None][0][PAGE:])
    before = listing(journal.parent)

    with pytest.raises(Damaged, match=r"Nothing can be read of .* its beginning is gone") as caught:
        salvage(journal, clock, passphrase)

    assert caught.value.exit_code == 4
    assert listing(journal.parent) == before


def test_an_encrypted_one_needs_its_passphrase(
    journal: Path, clock: Clock, lives: dict[Any, tuple[bytes, Dump]]
) -> None:
    put(journal, damaged_at(lives[SECRET][0], 60))
    before = listing(journal.parent)

    with pytest.raises(Sealed):
        salvage(journal, clock)
    with pytest.raises(WrongPassphrase):
        salvage(journal, clock, Passphrase.of("another"))

    assert listing(journal.parent) == before


def test_a_newer_one_and_a_missing_one_are_refused(
    journal: Path, clock: Clock, lives: dict[Any, tuple[bytes, Dump]]
) -> None:
    with pytest.raises(Absent):
        salvage(journal, clock)
    content = lives[None][0]
    put(journal, content[:60] + (9).to_bytes(4, "big") + content[64:])
    with pytest.raises(Newer):
        salvage(journal, clock)
    assert [path.name for path in journal.parent.iterdir()] == ["rut.db"]


def test_without_room_nothing_is_left_behind(
    journal: Path, clock: Clock, lives: dict[Any, tuple[bytes, Dump]], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(journal, damaged_at(lives[None][0], 60))
    before = listing(journal.parent)

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("rut_tui.storage.salvaging.sync_file", full)
    with pytest.raises(StorageError, match="could not be written: No space left on device"):
        salvage(journal, clock)

    assert listing(journal.parent) == before
