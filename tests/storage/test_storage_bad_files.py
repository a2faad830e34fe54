"""Whatever lies where the journal should be: said in words, with its exit code, and left byte for byte as it was."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from bad_files import BAD, PAGE, Bad
from sealed_files import LIFE, MARK
from storage_bench import Clock, listing

from rut_tui.domain.goals import GoalDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.faults import Absent, Damaged, StorageError, Unreadable
from rut_tui.storage.store import Store, open_store
from rut_tui.storage.worker import Database


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
@pytest.mark.parametrize("create", [True, False], ids=["making", "not making"])
def test_a_bad_file_is_named_and_left_alone(lived_in: Path, clock: Clock, bad: Bad, create: bool) -> None:
    bad.spoil(lived_in)
    before = listing(lived_in.parent)

    with pytest.raises(StorageError) as caught:
        open_store(lived_in, clock, create=create)

    assert caught.value.exit_code == bad.exit_code
    assert bad.says in str(caught.value)
    assert str(lived_in) in str(caught.value)
    assert MARK not in str(caught.value)
    assert listing(lived_in.parent) == before


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_file_behind_a_link_is_left_alone_too(lived_in: Path, clock: Clock, tmp_path: Path, bad: Bad) -> None:
    bad.spoil(lived_in)
    link = tmp_path / "link.db"
    link.symlink_to(lived_in)
    before = listing(tmp_path)

    with pytest.raises(StorageError) as caught:
        open_store(link, clock)

    assert caught.value.exit_code in ({bad.exit_code} if bad.exit_code != 4 else {3, 4})
    assert listing(tmp_path) == before


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_every_byte_stays_when_the_lock_file_was_there(lived_in: Path, clock: Clock, bad: Bad) -> None:
    lived_in.with_name("rut.db.lock").touch(0o600)
    bad.spoil(lived_in)
    before = listing(lived_in.parent)

    with pytest.raises(StorageError):
        open_store(lived_in, clock)

    assert listing(lived_in.parent) == before


def test_every_caller_hears_why_it_did_not_open(lived_in: Path, clock: Clock) -> None:
    lived_in.write_bytes(b"")
    db = Database(lived_in, clock)

    said = []
    for _ in range(2):
        with pytest.raises(StorageError) as caught:
            db.run_sync(lambda store: store.entries.counts())
        said.append((caught.value.exit_code, str(caught.value)))
    db.close()

    assert said == [(4, f"The journal {lived_in} is damaged: it is empty. It was left as it is.")] * 2


def test_a_name_that_could_harm_a_terminal_is_shown_as_symbols(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "a\x1b]0;title\x07.db"
    path.write_text("text")

    with pytest.raises(StorageError) as caught:
        open_store(path, clock)

    assert "\x1b" not in str(caught.value)
    assert "a␛]0;title␇.db" in str(caught.value)


def test_a_good_journal_opens_through_a_link_and_odd_names(opener: Callable[..., Store], tmp_path: Path) -> None:
    folder = tmp_path / "a?b#c%20 d'ü"
    store = opener(folder / "my?mode=ro.db")
    store.goals.add(GoalDraft(title="g"))
    store.close()
    link = tmp_path / "link"
    link.symlink_to(store.path)

    again = opener(link)

    assert again.path == folder / "my?mode=ro.db"
    assert [goal.title for goal in again.goals.board()] == ["g"]
    assert sorted(listing(folder)) == ["my?mode=ro.db", "my?mode=ro.db.lock"]


def test_absent_stays_absent_when_nothing_is_to_be_made(journal: Path, tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(Absent, match="There is no journal at") as caught:
        open_store(journal, clock, create=False)

    assert caught.value.exit_code == 7
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("below", ["file/rut.db", "file/a/b/rut.db", "x" * 300])
def test_a_place_that_cant_be_is_said(tmp_path: Path, clock: Clock, below: str) -> None:
    (tmp_path / "file").write_text("x")
    before = listing(tmp_path)

    with pytest.raises(StorageError) as caught:
        open_store(tmp_path / below, clock)

    assert (type(caught.value), caught.value.exit_code) == (Unreadable, 7)
    assert listing(tmp_path) == before


def test_a_folder_that_is_a_dangling_link_is_not_made(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "stick").symlink_to("not plugged in")

    with pytest.raises(StorageError, match="its folder is a link that leads nowhere") as caught:
        open_store(tmp_path / "stick" / "rut.db", clock)

    assert caught.value.exit_code == 3
    assert listing(tmp_path) == {"stick": "link to not plugged in"}


def test_a_file_of_another_program_is_not_touched_while_it_is_in_use(journal: Path, clock: Clock) -> None:
    journal.parent.mkdir(mode=0o700)
    other = sqlite3.connect(journal, isolation_level=None)
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN EXCLUSIVE")
    before = {path.name for path in journal.parent.iterdir()}

    with pytest.raises(StorageError, match="another program"):
        open_store(journal, clock)

    other.execute("INSERT INTO t VALUES (1)")
    other.execute("COMMIT")
    other.close()
    assert {path.name for path in journal.parent.iterdir()} == before - {"rut.db-journal"}


def test_a_journal_switched_to_wal_is_switched_back(lived_in: Path, opener: Callable[..., Store]) -> None:
    with sqlite3.connect(lived_in) as other:
        other.execute("PRAGMA journal_mode = WAL")
    other.close()
    assert lived_in.read_bytes()[18:20] == b"\2\2"

    store = opener(lived_in)

    assert store.entries.counts().entries == LIFE
    store.close()
    assert lived_in.read_bytes()[18:20] == b"\1\1"


def places(content: bytes) -> dict[int, str]:
    """Return every place of a journal whose byte says how its pages hang together, with what it is.

    Read by the file format's own description, https://www.sqlite.org/fileformat2.html, not by SQLite.
    """
    free = set()
    trunk = int.from_bytes(content[32:36], "big")
    while trunk:
        start = (trunk - 1) * PAGE
        many = int.from_bytes(content[start + 4 : start + 8], "big")
        free |= {
            trunk,
            *(int.from_bytes(content[at : at + 4], "big") for at in range(start + 8, start + 8 + 4 * many, 4)),
        }
        trunk = int.from_bytes(content[start : start + 4], "big")
    found = {}
    for page in range(1, len(content) // PAGE + 1):
        start = (page - 1) * PAGE + (100 if page == 1 else 0)
        kind = content[start]
        if page in free:
            continue
        if kind not in (2, 5, 10, 13):
            found[start + 3] = f"the next page of a long text, on page {page}"
            continue
        found[start] = f"the kind of page {page}"
        found[start + 4] = f"how many rows are on page {page}"
        found[start + 5] = f"where the rows begin on page {page}"
        if kind in (2, 5):
            found[start + 11] = f"the last page below page {page}"
        if int.from_bytes(content[start + 3 : start + 5], "big"):
            found[start + (12 if kind in (2, 5) else 8)] = f"where the first row of page {page} is"
    return found


def test_a_flipped_header_or_pointer_is_seen_on_every_page(lived_in: Path, clock: Clock) -> None:
    store = open_store(lived_in, clock)
    store.entries.add(EntryDraft(at=clock(), engagement=1, note="long " * 5000))
    store.close()
    whole = lived_in.read_bytes()
    looked_at = places(whole)
    assert len(looked_at) > 3 * len(whole) // PAGE

    for place, what in looked_at.items():
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        lived_in.write_bytes(broken)
        assert refused(lived_in, clock), what
        assert lived_in.read_bytes() == broken, what


def refused(journal: Path, clock: Clock) -> bool:
    try:
        open_store(journal, clock).close()
    except Damaged as damage:
        return "It was left as it is" in str(damage)
    return False
