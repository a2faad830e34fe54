"""A journal with a passphrase: opens with it alone, is never plain on the disk, and says what is wrong with it."""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from sealed_files import LIFE, MARK, OLD_WORDS, RIGHT, SEALED_BAD, WORDS, Bad, life, sealed_sql
from storage_bench import Clock, listing, python, said, sha

from rut_tui.domain.goals import GoalDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage import engine
from rut_tui.storage.backups import Backups
from rut_tui.storage.faults import Sealed, StorageError, WrongPassphrase
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.signatures import SALT_BYTES, UNKNOWN, looks_like, new_salt
from rut_tui.storage.store import Store, open_store
from rut_tui.storage.worker import Database

JOURNALS = Path(__file__).parent / "journals"
WRONG = Passphrase.of("Café au lait at seven!")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an encrypted journal with something in every part of it."""
    return life(tmp_path_factory.mktemp("life") / "rut.db", RIGHT)


@pytest.fixture
def sealed(journal: Path, whole: bytes) -> Path:
    """That journal, closed, with its lock file beside it."""
    journal.parent.mkdir(mode=0o700)
    for path, content in ((journal, whole), (journal.with_name("rut.db.lock"), b"")):
        path.touch(0o600)
        path.write_bytes(content)
    return journal


def test_it_opens_with_its_passphrase_and_keeps_what_is_saved(sealed: Path, clock: Clock) -> None:
    store = open_store(sealed, clock, passphrase=RIGHT)
    store.goals.add(GoalDraft(title="Write a book"))
    store.close()

    again = open_store(sealed, clock, passphrase=RIGHT)

    assert (again.sealed, again.passphrase) == (True, RIGHT)
    assert again.entries.counts().entries == LIFE
    assert "Write a book" in [goal.title for goal in again.goals.board()]
    again.close()


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_spelling_of_the_passphrase_opens_it(sealed: Path, clock: Clock, form: str) -> None:
    spelled = unicodedata.normalize(form, WORDS)  # type: ignore[arg-type]  # the four forms

    store = open_store(sealed, clock, passphrase=Passphrase.of(spelled))

    assert store.entries.counts().entries == LIFE
    store.close()


@pytest.mark.parametrize(
    ("passphrase", "kind", "says"),
    [
        (None, Sealed, "needs its passphrase, or isn't a journal"),
        (WRONG, WrongPassphrase, "That passphrase doesn't open"),
    ],
    ids=["none", "a wrong one"],
)
@pytest.mark.parametrize("locked", [True, False], ids=["with its lock file", "alone"])
def test_without_the_right_one_nothing_is_touched(
    sealed: Path, clock: Clock, passphrase: Passphrase | None, kind: type[Sealed], says: str, locked: bool
) -> None:
    if not locked:
        sealed.with_name("rut.db.lock").unlink()
    before = listing(sealed.parent)

    with pytest.raises(Sealed, match=says) as caught:
        open_store(sealed, clock, passphrase=passphrase)

    assert (type(caught.value), caught.value.exit_code) == (kind, 8)
    assert str(sealed) in str(caught.value)
    assert listing(sealed.parent) == before


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "type a passphrase"),
        ("a\0b", "NUL"),
        ("\ud800", "half a character"),
        ("x" * 501, "at most 500"),
    ],
)
def test_what_cant_be_a_passphrase_is_said_at_the_field(typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Passphrase.of(typed)


def test_a_passphrase_and_its_key_are_never_shown() -> None:
    key = RIGHT.key(b"s" * SALT_BYTES)

    assert WORDS not in f"{RIGHT!r} {RIGHT} {key!r} {key} {vars} {[RIGHT]}"
    assert key.spelled not in f"{key!r} {key}"
    assert RIGHT.key(b"s" * SALT_BYTES) is key


@pytest.mark.parametrize(
    "content",
    [f"{WORDS}\nnothing of this\n".encode(), f"{WORDS}\r\n".encode(), b"\xef\xbb\xbf" + WORDS.encode(), WORDS.encode()],
    ids=["its first line", "from Windows", "with a byte order mark", "without a line end"],
)
def test_a_file_holds_the_passphrase_on_its_first_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret").write_bytes(content)

    assert Passphrase.from_file(tmp_path / "secret") == RIGHT


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "its first line is empty"),
        (b"\nsecond", "its first line is empty"),
        (b"\xff\xfea", "not UTF-8"),
        (b"a\0b\n", "NUL"),
        (b"x" * 100_000, "at most 500"),
    ],
)
def test_a_file_that_holds_none_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "secret").write_bytes(content)

    with pytest.raises(ValueError, match=says):
        Passphrase.from_file(tmp_path / "secret")


@pytest.mark.parametrize("words", ["plain", "it's", 'two "quotes" and \\', "Käse und 漢字 🔑", "x'00'"])
def test_the_shell_of_sqlcipher_opens_it_with_the_same_words(journal: Path, clock: Clock, words: str) -> None:
    open_store(journal, clock, passphrase=Passphrase.of(words)).close()

    with engine.dbapi2.connect(journal) as stock:
        stock.execute("PRAGMA key = '{}'".format(words.replace("'", "''")))
        assert stock.execute("SELECT count(*) FROM entries").fetchone() == (0,)
    stock.close()


@pytest.mark.parametrize("bad", SEALED_BAD, ids=lambda bad: bad.name)
@pytest.mark.parametrize("create", [True, False], ids=["making", "not making"])
def test_a_bad_encrypted_file_is_named_and_left_alone(sealed: Path, clock: Clock, bad: Bad, create: bool) -> None:
    bad.spoil(sealed)
    before = listing(sealed.parent)

    with pytest.raises(StorageError) as caught:
        open_store(sealed, clock, create=create, passphrase=RIGHT)

    assert (caught.value.exit_code, bad.says in str(caught.value)) == (bad.exit_code, True), caught.value
    assert MARK not in str(caught.value)
    assert listing(sealed.parent) == before


@pytest.mark.parametrize("at", range(37), ids=lambda at: f"{at} of 37")
def test_a_flipped_bit_is_seen_wherever_it_is(sealed: Path, clock: Clock, whole: bytes, at: int) -> None:
    """In every page of a whole journal; the first page is told apart by a backup of it."""
    place = len(whole) * at // 37 + at * 107
    broken = bytearray(whole)
    broken[place % len(whole)] ^= 1 << at % 8
    sealed.write_bytes(broken)
    before = sha(sealed)

    with pytest.raises(StorageError) as caught:
        open_store(sealed, clock, passphrase=RIGHT)

    assert caught.value.exit_code == (8 if place % len(whole) < 4096 else 4)
    assert sha(sealed) == before


@pytest.mark.parametrize("at", [0, SALT_BYTES - 1, SALT_BYTES, 2000, 4095], ids=lambda at: f"byte {at}")
def test_a_backup_tells_a_broken_first_page_from_a_wrong_passphrase(
    sealed: Path, clock: Clock, whole: bytes, at: int
) -> None:
    Backups(sealed, clock, RIGHT).make()
    broken = bytearray(whole)
    broken[at] ^= 0x10
    sealed.write_bytes(broken)
    before = listing(sealed.parent)

    with pytest.raises(StorageError, match="its passphrase is right, as a backup shows") as caught:
        open_store(sealed, clock, passphrase=RIGHT)
    with pytest.raises(WrongPassphrase):
        open_store(sealed, clock, passphrase=WRONG)

    assert caught.value.exit_code == 4
    assert listing(sealed.parent) == before


def test_a_journal_of_the_first_release_is_brought_up_to_date_encrypted(journal: Path, clock: Clock) -> None:
    journal.parent.mkdir(mode=0o700)
    journal.touch(0o600)
    journal.write_bytes((JOURNALS / "format-1-sealed.db").read_bytes())
    store = open_store(journal, clock, passphrase=Passphrase.of(OLD_WORDS))
    assert (store.sealed, store.entries.counts().entries) == (True, 78)
    store.close()

    assert looks_like(journal.read_bytes()[:100]) == UNKNOWN
    assert all(looks_like(path.read_bytes()[:100]) == UNKNOWN for path in journal.parent.rglob("*.db"))


def test_a_new_one_is_encrypted_from_its_first_byte(journal: Path, clock: Clock) -> None:
    store = open_store(journal, clock, passphrase=RIGHT)
    store.entries.add(EntryDraft(at=clock(), engagement=1, note=MARK))
    store.close()

    assert no_plain_text(journal.parent)
    assert journal.stat().st_mode & 0o777 == 0o600


def test_nothing_plain_is_written_while_it_is_at_work(
    sealed: Path, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "tmp"))
    store = open_store(sealed, clock, passphrase=RIGHT, undo=True)
    store.drafts.put("entry:new", {"note": f"{MARK} in a draft"})
    with store.transaction("many notes"):
        store._session.db.execute("PRAGMA cache_size = 5")  # so little memory that pages go to the files early
        for day in range(60):
            store.entries.add(EntryDraft(at=clock(), engagement=1, note=f"{MARK} {day} " * 400))
        assert sealed.with_name("rut.db-journal").stat().st_size > 4096
        assert no_plain_text(tmp_path)
    store._session.rows("SELECT note FROM entries ORDER BY random()")
    Backups(sealed, clock, RIGHT).make(store.second())
    assert no_plain_text(tmp_path)
    store.close()

    assert no_plain_text(tmp_path)
    assert list((tmp_path / "tmp").iterdir()) == []


def test_another_connection_needs_no_passphrase(sealed: Path, clock: Clock) -> None:
    store = open_store(sealed, clock, passphrase=RIGHT)
    second = store.second()

    assert second.execute("SELECT count(*) FROM entries").fetchone() == (LIFE,)
    with pytest.raises(engine.Error):
        second.execute("DELETE FROM entries")
    second.close()
    store.close()


def test_a_salt_never_looks_like_another_kind_of_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """One in 22,000 salts would: the journal could not be opened again."""
    unlucky = iter([b"\x1f\x8b" + b"\x99" * 14, b"\xff\xfe" + b"\x99" * 14, b"a" * 16, b"\x99" * 16])
    monkeypatch.setattr(os, "urandom", lambda _: next(unlucky))

    assert new_salt() == b"\x99" * 16


def test_a_lone_engine_says_what_it_needs(sealed: Path, tmp_path: Path) -> None:
    code = """if True:
        import sys
        sys.modules["sqlcipher3"] = None
        from datetime import UTC, datetime
        from pathlib import Path
        from rut_tui.storage import engine, sealing
        from rut_tui.storage.passphrase import Passphrase
        from rut_tui.storage.faults import StorageError
        from rut_tui.storage.store import open_store
        engine.OLDEST = (3, 0, 0)
        now, words = lambda: datetime.now(UTC), Passphrase.of("anything")
        for attempt in (
            lambda: open_store(Path(sys.argv[1]), now, passphrase=words),
            lambda: sealing.reseal(Path(sys.argv[1]), now, current=None, new=words),
            lambda: open_store(Path(sys.argv[1]).with_name("new.db"), now, passphrase=words),
        ):
            try:
                attempt()
            except StorageError as error:
                print(error.exit_code, "sqlcipher3 wheel" in str(error))
        """
    before = listing(tmp_path)

    assert said(python("-c", code, str(sealed))).splitlines() == ["8 True"] * 3
    assert listing(tmp_path) == before


async def test_the_app_unlocks_and_locks_it(sealed: Path, clock: Clock) -> None:
    db = Database(sealed, clock)
    with pytest.raises(Sealed):
        await db.opened()
    assert db.sealed
    with pytest.raises(WrongPassphrase):
        await db.unlock(WRONG)
    with pytest.raises(Sealed):
        await db.run(lambda store: store.entries.counts())
    await db.unlock(RIGHT)
    assert (await db.run(lambda store: store.entries.counts())).entries == LIFE

    await db.lock()

    assert db.sealed
    with pytest.raises(Sealed, match="locked"):
        await db.run(lambda store: store.entries.counts())
    await db.unlock(RIGHT)
    assert (await db.run(lambda store: store.entries.counts())).entries == LIFE
    db.close()


async def test_what_was_given_before_it_is_locked_is_saved(sealed: Path, clock: Clock) -> None:
    db = Database(sealed, clock, passphrase=RIGHT)
    await db.opened()

    saving = [db.run(lambda store: store.goals.add(GoalDraft(title="one")))]
    locking = db.lock()
    import asyncio

    await asyncio.gather(*saving, locking)

    await db.unlock(RIGHT)
    assert "one" in await db.run(lambda store: [goal.title for goal in store.goals.board()])
    db.close()


async def test_a_journal_without_a_passphrase_has_nothing_to_lock(journal: Path, clock: Clock) -> None:
    db = Database(journal, clock, passphrase=None)
    await db.opened()

    await db.lock()

    assert not db.sealed
    assert (await db.run(lambda store: store.entries.counts())).entries == 0
    db.close()


def test_a_passphrase_opens_a_journal_that_has_none(journal: Path, clock: Clock) -> None:
    open_store(journal, clock).close()

    store = open_store(journal, clock, passphrase=RIGHT)

    assert (store.sealed, store.passphrase) == (False, None)
    store.close()


def test_a_save_that_was_cut_short_is_taken_back(
    sealed: Path, clock: Clock, opener: Callable[..., Store], whole: bytes
) -> None:
    """Also when the wrong passphrase is tried first: what lies in the journal beside it is encrypted, too."""
    sealed_sql(
        sealed,
        "PRAGMA cache_size = 5",
        "BEGIN IMMEDIATE",
        "UPDATE entries SET note = 'half saved ' || note || note || note",
        die=True,
    )
    assert sealed.read_bytes() != whole
    with pytest.raises(WrongPassphrase):
        open_store(sealed, clock, passphrase=WRONG)

    store = opener(sealed, passphrase=RIGHT)

    assert store.entries.counts().entries == LIFE
    assert store._session.value("PRAGMA integrity_check") == "ok"
    assert store._session.value("SELECT count(*) FROM entries WHERE note LIKE 'half%'") == 0


def no_plain_text(folder: Path) -> bool:
    """Whether no file below a folder holds the mark, or anything that shows what it is."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert any(files)
    return not any(word in content for content in files for word in (MARK.encode(), b"SQLite format", b"CREATE TABLE"))
