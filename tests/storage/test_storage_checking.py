"""Looking a journal over: what is found is said, and nothing of it is changed by looking."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from bad_files import BAD
from sealed_files import SEALED_BAD, WORDS, life, sealed_sql
from storage_bench import HERE, JOURNALS, Clock, listing, python, sha

from rut_tui.storage import lock, stamps, structure
from rut_tui.storage.backups import Backup, Backups
from rut_tui.storage.checking import Copy, look_over
from rut_tui.storage.faults import Absent, InUse, Newer, NotOurs, Sealed, StorageError, WrongPassphrase
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.restoring import restore
from rut_tui.storage.store import open_store

RIGHT, WRONG = Passphrase.of(WORDS), Passphrase.of("wrong")
PAGE = 4096
ALONE = (
    "import sys; from pathlib import Path; from rut_tui.storage.lock import JournalLock;"
    "lock = JournalLock(Path(sys.argv[1])); lock.seize(); print('alone', flush=True); sys.stdin.readline()"
)
FINE = dict.fromkeys(("file", "pages", "references", "search", "permissions"), "")
UNSEEN = dict.fromkeys(("pages", "references", "search"))


@pytest.fixture(scope="session")
def sealed_life(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return life(tmp_path_factory.mktemp("sealed") / "rut.db", RIGHT)


@pytest.fixture
def sealed_in(journal: Path, sealed_life: bytes) -> Path:
    """An encrypted journal, closed, with its lock file beside it: broken ones are known by that."""
    journal.parent.mkdir(mode=0o700)
    for path in (journal, journal.with_name("rut.db.lock")):
        path.touch(0o600)
    journal.write_bytes(sealed_life)
    return journal


def back_up(path: Path, clock: Clock, passphrase: Passphrase | None = None, minutes: int = 0) -> Backup:
    clock.pass_by(minutes=minutes)
    return Backups(path, clock, passphrase).make()


def zero(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(content)


@pytest.mark.parametrize("passphrase", [None, RIGHT], ids=["plain", "sealed"])
def test_a_whole_one_is_fine_and_stays_as_it_was(
    request: pytest.FixtureRequest, clock: Clock, passphrase: Passphrase | None
) -> None:
    path: Path = request.getfixturevalue("sealed_in" if passphrase else "lived_in")
    older, newest = back_up(path, clock, passphrase), back_up(path, clock, passphrase, minutes=1)
    before = listing(path.parent)

    report = look_over(path, clock, passphrase)

    assert report.checks == FINE
    assert (report.path, report.size, report.format, report.entries) == (path, path.stat().st_size, 5, 60)
    assert report.sealed is (passphrase is not None)
    assert report.copies == (Copy(newest, read=True), Copy(older))
    assert (report.whole, report.left_over, report.kept) == (True, (), ())
    assert all(copy.read for copy in look_over(path, clock, passphrase, thoroughly=True).copies)
    assert listing(path.parent) == before


@pytest.mark.parametrize(
    ("bad", "file"),
    [(bad, "lived_in") for bad in BAD if bad.exit_code == 4]
    + [(bad, "sealed_in") for bad in SEALED_BAD if bad.exit_code == 4],
    ids=lambda value: getattr(value, "name", value),
)
def test_damage_is_said_and_left_as_it_is(request: pytest.FixtureRequest, clock: Clock, bad: object, file: str) -> None:
    path: Path = request.getfixturevalue(file)
    bad.spoil(path)  # type: ignore[attr-defined]
    before = listing(path.parent)

    report = look_over(path, clock, RIGHT if file == "sealed_in" else None)

    said = report.checks["file"]
    assert said is not None
    assert bad.says in said  # type: ignore[attr-defined]
    assert report.checks == {**UNSEEN, "permissions": "", "file": said}
    assert (report.sound, report.whole, report.entries) == (False, False, None)
    assert report.sealed is None or report.sealed is (file == "sealed_in")
    assert listing(path.parent) == before


@pytest.mark.parametrize(
    ("bad", "kind"),
    [(bad, {3: NotOurs, 6: Newer}[bad.exit_code]) for bad in BAD if bad.exit_code in (3, 6)],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_is_not_to_be_looked_into_is_refused(
    lived_in: Path, clock: Clock, bad: object, kind: type[StorageError]
) -> None:
    bad.spoil(lived_in)  # type: ignore[attr-defined]
    before = listing(lived_in.parent) if "loop" not in bad.name else None  # type: ignore[attr-defined]

    with pytest.raises(kind, match=bad.says):  # type: ignore[attr-defined]
        look_over(lived_in, clock)

    if before:
        assert listing(lived_in.parent) == before


@pytest.mark.parametrize(("passphrase", "kind"), [(None, Sealed), (WRONG, WrongPassphrase)], ids=["none", "wrong"])
def test_a_sealed_one_needs_its_passphrase(
    sealed_in: Path, clock: Clock, passphrase: Passphrase | None, kind: type[StorageError]
) -> None:
    sealed_in.with_name("rut.db.lock").unlink()
    before = listing(sealed_in.parent)

    with pytest.raises(kind):
        look_over(sealed_in, clock, passphrase)

    assert listing(sealed_in.parent) == before, "no lock file either"


def test_where_there_is_none_the_newest_backup_is_named(lived_in: Path, clock: Clock) -> None:
    with pytest.raises(Absent, match=r"^There is no journal at \S+nowhere\.db\.$"):
        look_over(lived_in.with_name("nowhere.db"), clock)
    newest = [back_up(lived_in, clock, minutes=minutes) for minutes in (0, 1)][-1]
    lived_in.unlink()

    with pytest.raises(Absent) as caught:
        look_over(lived_in, clock)

    assert f"Its newest backup is {newest.path}; `rut-tui restore` brings it back." in str(caught.value)
    assert not lived_in.exists()


def test_a_reference_to_nothing_is_said(lived_in: Path, clock: Clock) -> None:
    connection = sqlite3.connect(lived_in, isolation_level=None)
    connection.execute("DELETE FROM activities")
    connection.close()

    report = look_over(lived_in, clock)

    assert report.checks["references"] == "a part of it can't be read"
    assert (report.checks["pages"], report.sound, report.whole) == ("", False, False)


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "sealed"])
def test_an_index_that_is_not_true_to_the_words_is_said(
    request: pytest.FixtureRequest, clock: Clock, sealed: bool
) -> None:
    path: Path = request.getfixturevalue("sealed_in" if sealed else "lived_in")
    spoil = "INSERT INTO search (search, rowid, words) VALUES ('delete', 1, 'other words')"
    if sealed:
        sealed_sql(path, spoil)
    else:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(spoil)
        connection.close()
    before = sha(path)

    report = look_over(path, clock, RIGHT if sealed else None)

    assert report.checks == {**FINE, "search": "it is not true to the journal"}
    assert (report.sound, report.whole) == (True, False)
    assert sha(path) == before


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - PAGE)


def fewer(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("DELETE FROM entries WHERE id = (SELECT min(id) FROM entries)")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "says", "glance"),
    [
        (lambda path: path.write_bytes(b""), "it is damaged", True),
        (lambda path: zero(path, 0), "it is damaged", True),
        (lambda path: path.write_text("mine"), "isn't a rut-tui journal: it looks like a text file", True),
        (cut, "it is damaged", False),
        (lambda path: zero(path, 9), "it is damaged", False),
        (fewer, "it holds less than its name says", False),
    ],
    ids=["empty", "header", "text", "cut", "page", "fewer"],
)
def test_a_backup_that_is_not_whole_is_said(
    lived_in: Path, clock: Clock, spoil: Callable[[Path], None], says: str, glance: bool
) -> None:
    """The newest is read to its end; of the others only the beginning, unless all are asked for."""
    older, newest = back_up(lived_in, clock), back_up(lived_in, clock, minutes=1)
    spoil(newest.path)
    before = listing(lived_in.parent)

    report = look_over(lived_in, clock)

    assert (says in report.copies[0].problem, report.copies[1].problem) == (True, "")
    assert (report.sound, report.whole, report.checks) == (True, False, FINE)
    assert listing(lived_in.parent) == before
    newest.path.unlink()
    spoil(older.path)
    back_up(lived_in, clock, minutes=1)
    assert look_over(lived_in, clock).whole is not glance
    assert says in look_over(lived_in, clock, thoroughly=True).copies[1].problem


@pytest.mark.parametrize("page", [0, 7])
def test_a_sealed_backup_that_is_not_whole_is_said(sealed_in: Path, clock: Clock, page: int) -> None:
    """Also when its first page is broken, which alone looks like another passphrase."""
    made = back_up(sealed_in, clock, RIGHT)
    content = bytearray(made.path.read_bytes())
    content[page * PAGE + 100] ^= 1
    made.path.write_bytes(content)

    (copy,) = look_over(sealed_in, clock, RIGHT).copies

    assert (copy.problem, copy.closed) == ("it is damaged", False)


def test_backups_under_another_passphrase_are_listed_unread(lived_in: Path, sealed_life: bytes, clock: Clock) -> None:
    lived = lived_in.read_bytes()
    lived_in.write_bytes(sealed_life)
    made = back_up(lived_in, clock, RIGHT)
    for live, passphrase in ((lived, None), (life(lived_in.with_name("other.db"), WRONG), WRONG)):
        lived_in.write_bytes(live)
        report = look_over(lived_in, clock, passphrase)
        (copy,) = report.copies
        assert (copy.backup, copy.problem, copy.read, copy.closed) == (made, "", False, True)
        assert report.whole


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize("name", ["rut.db", "backups", "backups/{}", "rut.salvaged-20261120T200430Z.db"])
def test_what_others_may_read_is_said_and_is_no_damage(lived_in: Path, clock: Clock, name: str) -> None:
    made = back_up(lived_in, clock)
    lived_in.with_name("rut.salvaged-20261120T200430Z.db").touch(0o600)
    path = lived_in.parent / name.format(made.path.name)
    path.chmod(path.stat().st_mode | 0o040)

    report = look_over(lived_in, clock)

    assert report.checks == {**FINE, "permissions": f"others on this machine may read {path}"}
    assert report.whole
    assert path.stat().st_mode & 0o040, "looking changes nothing"


def test_what_is_kept_and_what_is_left_over_is_listed(lived_in: Path, clock: Clock) -> None:
    made = back_up(lived_in, clock)
    replaced = restore(lived_in, made.path, clock).kept
    data = lived_in.parent
    kept = [data / f"rut.{how}-20261120T200430Z.db" for how in ("rescued", "salvaged")]
    left = [data / name for name in (".rut.db.part", "backups/.rut.part", ".rut.db.new", ".rut.db.new-journal")]
    others = [data / "mine.salvaged-20261120T200430Z.db", data / "backups" / "rut.old.db.txt"]
    for path in (*kept, *left, *others):
        path.touch(0o600)

    report = look_over(lived_in, clock)

    assert report.kept == (replaced, *kept)
    assert report.left_over == tuple(left)
    assert report.whole


def test_the_first_format_is_looked_over_without_being_brought_up_to_date(journal: Path, clock: Clock) -> None:
    journal.parent.mkdir(mode=0o700)
    journal.touch(0o600)
    journal.write_bytes((JOURNALS / "format-1.db").read_bytes())
    before = sha(journal)

    report = look_over(journal, clock)

    assert (report.format, report.whole, report.checks["search"]) == (1, True, None)
    assert sha(journal) == before


def test_a_save_that_was_cut_short_is_taken_back_by_looking(journal: Path, clock: Clock) -> None:
    journal.parent.mkdir(mode=0o700)
    open_store(journal, clock).close()
    before = sha(journal)
    python(str(HERE / "another_process.py"), "die", str(journal)).communicate(timeout=60)
    assert sha(journal) != before

    assert look_over(journal, clock).whole

    assert sha(journal) == before


def test_while_it_is_made_anew_it_is_in_use(lived_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "WAIT", 0.05)
    process = python("-c", ALONE, str(lived_in))
    assert process.stdout is not None
    assert process.stdout.readline() == "alone\n"
    with pytest.raises(InUse):
        look_over(lived_in, clock)
    process.communicate("\n", timeout=20)
    assert look_over(lived_in, clock).whole


def test_a_large_one_is_read_to_its_end_though_it_was_read_before(
    lived_in: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (stamps, structure):
        monkeypatch.setattr(module, "CHECKED_AT_ONCE", 0)
    open_store(lived_in, clock).close()
    before = lived_in.stat()
    zero(lived_in, 30)
    os.utime(lived_in, ns=(before.st_atime_ns, before.st_mtime_ns))
    open_store(lived_in, clock).close()

    report = look_over(lived_in, clock)

    assert not report.whole
