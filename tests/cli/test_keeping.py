"""`backup`, `restore` and `check` as a person or a script runs them: what is said, the exit code, what is on disk."""

import hashlib
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from command_home import NOW, Home, in_use

from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.backups import Backup, Backups
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import open_store

OLD, NEW = "correct horse Käse", "battery staple"
OTHER = Path(__file__).parents[1] / "storage" / "another_process.py"
PAGE = 4096
RESTORES = "`rut-tui restore PATH` puts a backup in its place; opening rut-tui offers what else can be done."

passphrase = cache(Passphrase.of)
"""Making a key takes time, and is done once for each of these."""


def at(**before: float) -> datetime:
    return datetime.fromisoformat(NOW) - timedelta(**before)


def write(path: Path, many: int, words: str = "") -> None:
    store = open_store(path, at, passphrase=passphrase(words) if words else None)
    with store.transaction():
        for day in range(many):
            store.entries.add(EntryDraft(at=at(days=day), engagement=1, note=f"day {day}"))
    store.close()


def back_up(path: Path, words: str = "", **before: float) -> Backup:
    return Backups(path, lambda: at(**before), passphrase(words) if words else None).make()


@cache
def life(words: str) -> tuple[str, bytes, bytes]:
    """Return a backup of two entries, its name first, and the journal with one more."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rut.db"
        write(path, 2, words)
        made = back_up(path, words, days=1)
        write(path, 1, words)
        return made.path.name, made.path.read_bytes(), path.read_bytes()


def lived(home: Home, words: str = "") -> Path:
    """Put a journal of three entries there, and a backup of its first two, a day old; return the backup."""
    name, backup, journal = life(words)
    made = home.journal.parent / "backups" / name
    made.parent.mkdir(mode=0o700, parents=True)
    made.parent.parent.chmod(0o700)
    for path, content in ((home.journal, journal), (made, backup)):
        path.touch(0o600)
        path.write_bytes(content)
    return made


def held(path: Path, words: str = "") -> int:
    """Return how many entries a journal or a copy of one holds, without touching it."""
    copy = path.with_name(f"{path.name}.read")
    shutil.copy(path, copy)
    store = open_store(copy, at, create=False, passphrase=passphrase(words) if words else None)
    try:
        return store.entries.counts().entries
    finally:
        store.close()
        for left in path.parent.glob(f"{path.name}.read*"):
            left.unlink()


def given(home: Home, words: str) -> dict[str, str]:
    (home.path.parent / "secret").write_text(words)
    (home.path.parent / "secret").chmod(0o600)
    return {**home.environ, "RUT_TUI_PASSPHRASE_FILE": str(home.path.parent / "secret")}


def everything(home: Home) -> dict[str, str]:
    files = [path for path in home.path.rglob("*") if path.is_file() and path.name != ".cache"]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def otherwise(job: str, home: Home, *arguments: str) -> tuple[int, str, str]:
    """Run a command without root's rights ("powerless_command"), or where files stay small ("limited", size)."""
    done = subprocess.run(
        [sys.executable, str(OTHER), job, str(home.journal), *arguments],
        env=home.environ,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=home.path,
    )
    return done.returncode, done.stdout, done.stderr


def powerless(home: Home, *arguments: str) -> tuple[int, str, str]:
    return otherwise("powerless_command", home, *arguments)


def limited(home: Home, *arguments: str) -> tuple[int, str, str]:
    return otherwise("limited", home, str(20 * PAGE), *arguments)


def zero(path: Path, page: int = 9) -> None:
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(bytes(PAGE))


def newer(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def foreign(path: Path) -> None:
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE notes (body)")
    connection.close()


def text(path: Path) -> None:
    path.write_text("Dear diary, it rained.\n")


# All three


@pytest.mark.parametrize("command", [["backup", "copy.db"], ["check"]], ids=" ".join)
@pytest.mark.parametrize(
    ("spoil", "code", "says"),
    [
        (zero, 4, "is damaged: a part of it can't be read"),
        (text, 3, "isn't a rut-tui journal: it looks like a text file"),
        (newer, 6, "was made by a newer rut-tui"),
        (Path.unlink, 7, "There is no journal at"),
    ],
    ids=["damaged", "foreign", "newer", "absent"],
)
def test_what_is_no_whole_journal_is_said(
    home: Home, command: list[str], spoil: Callable[[Path], None], code: int, says: str
) -> None:
    lived(home)
    spoil(home.journal)
    before = everything(home)

    done = home.run(*command, code=code)

    report = command == ["check"] and code == 4
    assert says in (done.stdout if report else done.stderr)
    assert bool(done.stdout) is report
    assert len(done.stderr.splitlines()) == (0 if report else 1)
    assert everything(home) == before


@pytest.mark.parametrize("command", ["backup", "check", "restore"])
@pytest.mark.parametrize("words", ["", "wrong"], ids=["none", "wrong"])
def test_a_pipe_is_never_asked_for_the_passphrase(home: Home, command: str, words: str) -> None:
    made = lived(home, OLD)
    before = everything(home)
    arguments = [command, str(made), "--yes"] if command == "restore" else [command]

    done = home.run(*arguments, environ=given(home, words) if words else None, stdin=f"{OLD}\n".encode(), code=8)

    assert (done.stdout, len(done.stderr.splitlines())) == ("", 1)
    assert "RUT_TUI_PASSPHRASE_FILE" in done.stderr
    assert everything(home) == before


# backup


def test_a_backup_goes_beside_the_others(home: Home) -> None:
    lived(home)

    done = home.run("backup")

    made = home.journal.parent / "backups" / "rut.20261120T200000Z.3.db"
    assert (done.stdout, done.stderr) == (f"saved {made}: 3 entries\n", "")
    assert held(made) == 3
    assert len(list(made.parent.glob("*.db"))) == 2


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("copy.db", "copy.db"),
        ("../up.db", "../up.db"),
        ("stick", "stick/rut-tui-2026-11-20.db"),
        ("stick/", "stick/rut-tui-2026-11-20.db"),
        ("stick/../data/here", "data/here"),
        ("two\nlines\x1b[31m.db", "two_lines_[31m.db"),
        ("x" * 300, "x" * 200),
        ("link.db", "stick/behind.db"),
    ],
    ids=["name", "up", "folder", "folder with its slash", "round about", "odd name", "long name", "link"],
)
def test_a_backup_goes_where_it_is_told(home: Home, path: str, there: str) -> None:
    lived(home)
    (home.path / "stick").mkdir()
    (home.path / "link.db").symlink_to("stick/behind.db")
    target = home.path / there

    done = home.run("backup", path)

    assert done.stdout.startswith("saved ")
    assert done.stdout.endswith(": 3 entries\n")
    assert "\x1b" not in done.stdout
    assert (held(target), stat.S_IMODE(target.stat().st_mode)) == (3, 0o600)
    assert not list(home.path.rglob("*.part*"))
    assert len(list((home.journal.parent / "backups").glob("*.db"))) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([""], 2, "path: say which file or folder"),
        (["-"], 2, "path: say which file or folder"),
        (["there.db"], 2, "it is there already; --force replaces it"),
        (["data/rut-tui/rut.db", "--force"], 2, "that is the journal itself"),
        (["mine.db", "--force"], 2, "that is the journal itself"),
        (["data/rut-tui/rut.db-journal", "--force"], 2, "that is the journal itself"),
        (["/dev/null", "--force"], 2, "it is not a file, so it is left alone"),
        (["nowhere/copy.db"], 7, "there is no such folder"),
        (["loop.db"], 7, "can't be written"),
        (["there.db/copy.db"], 7, "there is no such folder"),
        (["crashed.db", "--force"], 7, "crashed.db-wal is there, of another file. Choose another name."),
        (["one.db", "two.db"], 2, "Too many words; see rut-tui backup --help"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_where_a_backup_can_not_go_is_said(home: Home, arguments: list[str], code: int, says: str) -> None:
    lived(home)
    (home.path / "there.db").write_text("mine")
    (home.path / "mine.db").symlink_to(home.journal)
    (home.path / "loop.db").symlink_to("loop.db")
    (home.path / "crashed.db-wal").write_text("of an unfinished save")
    home.journal.with_name("rut.db-journal").touch()
    before = everything(home)

    done = home.run("backup", *arguments, code=code)

    assert says in done.stderr
    assert (done.stdout, len(done.stderr.splitlines())) == ("", 1)
    after = everything(home)
    after.pop(f"{home.journal}.lock", None)
    assert after == before


def test_a_file_is_replaced_when_that_is_meant(home: Home) -> None:
    lived(home)
    target = home.path / "there.db"
    target.write_text("mine")
    target.chmod(0o644)

    home.run("backup", "there.db", "--force")

    assert (held(target), stat.S_IMODE(target.stat().st_mode)) == (3, 0o600)


def test_a_backup_has_the_passphrase_the_journal_has(home: Home) -> None:
    lived(home, OLD)

    done = home.run("backup", "copy.db", environ=given(home, OLD))

    assert done.stdout == f"saved {Path('copy.db')}: 3 entries\n"
    assert (home.path / "copy.db").read_bytes()[:6] != b"SQLite"
    assert held(home.path / "copy.db", OLD) == 3


@pytest.mark.parametrize("arguments", [[], ["copy.db"]], ids=["beside", "elsewhere"])
def test_without_room_there_is_no_half_backup(home: Home, arguments: list[str]) -> None:
    lived(home)
    before = everything(home)

    code, out, err = limited(home, "backup", *arguments)

    assert (code, out) == (7, "")
    assert err == "rut-tui: The backup was not made: the disk reported an error. What was saved before is safe.\n"
    after = {path for path in everything(home) if not path.endswith(".lock")}
    assert after == {path for path in before if not path.endswith(".lock")}


def test_a_journal_in_a_read_only_folder_can_be_copied_elsewhere(home: Home) -> None:
    lived(home)
    data = home.journal.parent
    for folder in (data / "backups", data):
        folder.chmod(0o500)

    code, out, err = powerless(home, "backup")
    assert (code, out) == (7, "")
    assert err == "rut-tui: The backup was not made: its folder can't be written to. The journal itself is safe.\n"
    code, out, err = powerless(home, "backup", "copy.db")
    assert (code, out) == (0, "saved copy.db: 3 entries\n")
    assert "Nothing can be saved here: the folder of the journal is read-only." in err
    assert held(home.path / "copy.db") == 3
    code, out, err = powerless(home, "check")
    assert (code, err) == (0, "")
    assert "search: could not be looked at\n" in out
    assert sorted(path.name for path in data.iterdir()) == ["backups", "rut.db"]


# restore


@pytest.mark.parametrize("words", ["", OLD], ids=["plain", "sealed"])
def test_a_backup_comes_back_and_what_it_replaced_too(home: Home, words: str) -> None:
    made = lived(home, words)
    environ = given(home, words) if words else None
    live = home.journal.read_bytes()

    done = home.run("restore", str(made), "--yes", environ=environ)

    kept = home.journal.parent / "backups" / "rut.replaced-20261120T200000Z.db"
    assert (done.stdout, done.stderr) == (f"restored 2 entries\nkept: {kept}\n", "")
    assert kept.read_bytes() == live
    assert "in all: 2 entries" in home.run("status", environ=environ).stdout

    done = home.run("restore", os.path.relpath(kept, home.path), "--yes", environ=environ)

    assert done.stdout == f"restored 3 entries\nkept: {kept.with_stem(f'{kept.stem}-2')}\n"
    assert home.journal.read_bytes() == live


def test_where_there_is_no_journal_nothing_is_asked_and_nothing_kept(home: Home) -> None:
    made = lived(home)
    home.journal.unlink()

    done = home.run("restore", str(made))

    assert (done.stdout, done.stderr) == ("restored 2 entries\n", "")
    assert held(home.journal) == 2


@pytest.mark.parametrize(
    "spoil",
    [zero, lambda path: zero(path, 0), lambda path: path.write_bytes(b""), text, newer, foreign],
    ids=["page", "header", "empty", "text", "newer", "foreign"],
)
def test_what_can_not_be_opened_is_replaced_and_kept(home: Home, spoil: Callable[[Path], None]) -> None:
    made = lived(home)
    spoil(home.journal)
    broken = home.journal.read_bytes()

    done = home.run("restore", str(made), "--yes")

    first, second = done.stdout.splitlines()
    assert first == "restored 2 entries"
    assert Path(second.removeprefix("kept: ")).read_bytes() == broken
    assert held(home.journal) == 2


def test_taking_the_passphrase_off_with_it_is_said(home: Home) -> None:
    made = lived(home)
    home.journal.unlink()
    write(home.journal, 1, OLD)

    done = home.run("restore", str(made), "--yes")

    assert "The journal has no passphrase now; `rut-tui passphrase set` gives it one again.\n" in done.stdout


def test_a_backup_under_an_older_passphrase_takes_that_one(home: Home) -> None:
    made = lived(home, OLD)
    home.journal.unlink()
    write(home.journal, 3, NEW)
    before = everything(home)

    done = home.run("restore", str(made), "--yes", environ=given(home, NEW), code=8)
    assert "It came from RUT_TUI_PASSPHRASE_FILE." in done.stderr
    assert everything(home) == before
    done = home.run("check", environ=given(home, NEW))
    assert f"2 entries · {made} · not read, it needs another passphrase\n" in done.stdout
    said = home.typed(["restore", str(made)], [("[y/N]", "y"), ("Passphrase: ", NEW), ("Passphrase: ", OLD)])
    assert "restored 2 entries" in said
    assert "in all: 2 entries" in home.run("status", environ=given(home, OLD)).stdout


@pytest.mark.parametrize("options", [[], ["--no-input"]], ids=["pipe", "told not to ask"])
def test_nobody_to_ask_changes_nothing(home: Home, options: list[str]) -> None:
    made = lived(home)
    before = everything(home)

    done = home.run(*options, "restore", str(made), stdin=b"y\n", code=2)

    assert done.stderr == "rut-tui: restore replaces the journal: --yes says that you mean it\n"
    assert (done.stdout, everything(home)) == ("", before)


@pytest.mark.parametrize("answer", ["n", ""])
def test_it_asks_and_no_is_no(home: Home, answer: str) -> None:
    made = lived(home)
    before = everything(home)

    said = home.typed(["restore", str(made)], [("[y/N]", answer)], code=1)

    assert "Nothing was changed." in said
    assert everything(home) == before


@pytest.mark.parametrize(
    ("source", "spoil", "code", "says"),
    [
        ("", None, 2, "path: say which file"),
        ("nowhere.db", None, 7, "There is nothing at nowhere.db."),
        ("data/rut-tui/rut.db", None, 7, "is the journal itself. Choose a backup of it."),
        ("data/../data/rut-tui/rut.db", None, 7, "is the journal itself"),
        ("link.db", lambda path: path.symlink_to("data/rut-tui/rut.db"), 7, "is the journal itself"),
        ("loop.db", lambda path: path.symlink_to("loop.db"), 3, "a link that leads back to itself"),
        ("data", None, 3, "it is a folder"),
        ("text.db", text, 3, "it looks like a text file"),
        ("foreign.db", foreign, 3, "a database of another program"),
        ("copy.db", newer, 6, "was made by a newer rut-tui"),
        ("copy.db", zero, 4, "The journal copy.db is damaged"),
        ("copy.db", lambda path: os.truncate(path, 5 * PAGE), 4, "The journal copy.db is damaged"),
        ("copy.db", lambda path: path.with_name("other.db").hardlink_to(path), 3, "it is a hard link"),
    ],
    ids=[
        "none",
        "absent",
        "journal",
        "roundabout",
        "link",
        "loop",
        "folder",
        "text",
        "foreign",
        "newer",
        "page",
        "cut",
        "hardlink",
    ],
)
def test_what_can_not_be_restored_changes_nothing(
    home: Home, source: str, spoil: Callable[[Path], None] | None, code: int, says: str
) -> None:
    made = lived(home)
    shutil.copy(made, home.path / "copy.db")
    if spoil:
        spoil(home.path / source)
    before = everything(home)

    done = home.run("restore", source, "--yes", code=code)

    assert says in done.stderr
    assert (done.stdout, len(done.stderr.splitlines())) == ("", 1)
    assert everything(home) == before


def test_while_the_journal_is_open_it_is_not_replaced_but_can_be_copied_and_checked(home: Home) -> None:
    made = lived(home)
    with in_use(home):
        before = everything(home)
        done = home.run("restore", str(made), "--yes", code=5)
        assert (done.stdout, everything(home)) == ("", before)
        assert done.stderr == (
            "rut-tui: Another rut-tui is at work on the journal. Close it, or try again in a moment.\n"
        )
        assert home.run("backup", "copy.db").stdout == "saved copy.db: 3 entries\n"
        assert "journal: " in home.run("check").stdout


def test_a_copy_that_is_open_itself_is_no_source(home: Home) -> None:
    lived(home)
    other = Home(home.path.parent / "other")
    other.path.mkdir()
    write(other.journal, 1)
    before = everything(home)
    with in_use(other):
        home.run("restore", str(other.journal), "--yes", code=5)
    assert everything(home) == before
    assert home.run("restore", str(other.journal), "--yes").stdout.startswith("restored 1 entry\n")


def test_a_copy_in_a_read_only_folder_is_a_source(home: Home) -> None:
    """As on a stick that can't be written to, with the lock file of the journal it was."""
    lived(home)
    stick = home.path / "stick" / "rut.db"
    write(stick, 5)
    for path in (stick, stick.with_name("rut.db.lock")):
        path.chmod(0o400)
    stick.parent.chmod(0o500)

    code, out, err = powerless(home, "restore", str(stick), "--yes")

    assert (code, err) == (0, "")
    assert out.startswith("restored 5 entries\nkept: ")
    assert sorted(path.name for path in stick.parent.iterdir()) == ["rut.db", "rut.db.lock"]


def unwritable(home: Home, *arguments: str) -> tuple[int, str, str]:
    home.journal.parent.chmod(0o500)
    return powerless(home, *arguments)


def in_the_way(home: Home, command: str, source: str, *options: str) -> tuple[int, str, str]:
    backups = home.journal.parent / "backups"
    backups.rename(home.path / "moved")
    backups.write_text("mine")
    done = home.run(command, str(home.path / "moved" / Path(source).name), *options, code=None)
    backups.unlink()
    (home.path / "moved").rename(backups)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("run", "says"),
    [
        (in_the_way, "It was not restored: {} is no folder, so the journal can't be kept there."),
        (unwritable, "The journal can't be opened: its folder can't be written to."),
        (limited, "It was not restored: File too large. The journal is as it was."),
    ],
    ids=["a file in the way", "read-only folder", "no room"],
)
def test_a_restore_that_finds_no_place_changes_nothing(
    home: Home, run: Callable[..., tuple[int, str, str]], says: str
) -> None:
    made = lived(home)
    before = everything(home)

    code, out, err = run(home, "restore", str(made), "--yes")

    assert (code, out, err) == (7, "", f"rut-tui: {says.format(made.parent)}\n")
    assert everything(home) == before


# check


def test_check_says_what_was_looked_at(home: Home) -> None:
    made = lived(home)

    done = home.run("check")

    assert done.stdout.splitlines() == [
        f"journal: {home.journal}: 3 entries, {home.journal.stat().st_size:,} bytes, without a passphrase",
        "file: fine",
        "pages: fine",
        "references: fine",
        "search: fine",
        "permissions: fine",
        "backups: 1",
        f"  2026-11-19 21:00 · 2 entries · {made} · read back whole",
    ]
    assert done.stderr == ""


def test_check_says_it_as_json(home: Home) -> None:
    made = lived(home)
    left = home.journal.with_name(".rut.db.part")
    left.touch(0o600)
    kept = home.journal.parent / "backups" / "rut.replaced-20261101T200000Z.db"
    shutil.copy(made, kept)
    kept.chmod(0o640)

    assert json.loads(home.run("check", "--json").stdout) == {
        "ok": True,
        "database": str(home.journal),
        "size": home.journal.stat().st_size,
        "encrypted": False,
        "format": 5,
        "entries": 3,
        "checks": {
            **dict.fromkeys(("file", "pages", "references", "search"), "fine"),
            "permissions": f"others on this machine may read {kept}",
        },
        "backups": [
            {
                "path": str(made),
                "made": "2026-11-19T20:00:00Z",
                "entries": 2,
                "size": made.stat().st_size,
                "encrypted": False,
                "read_back": True,
                "problem": None,
            }
        ],
        "kept": [str(kept)],
        "left_over": [str(left)],
    }


@pytest.mark.parametrize(
    ("spoil", "backups", "says"),
    [
        (zero, True, RESTORES),
        (zero, False, "There is no backup. Opening rut-tui offers to read what can still be read."),
        (None, True, "The journal itself is whole: `rut-tui backup` makes another backup of it."),
    ],
    ids=["journal", "journal without backups", "backup"],
)
def test_check_says_what_can_be_done(
    home: Home, spoil: Callable[[Path], None] | None, backups: bool, says: str
) -> None:
    made = lived(home)
    if spoil:
        spoil(home.journal)
    else:
        zero(made)
    if not backups:
        shutil.rmtree(made.parent)

    done = home.run("check", code=4)

    assert done.stdout.splitlines()[-1] == says
    assert ("· it is damaged" in done.stdout) is (spoil is None)
    answer = json.loads(home.run("check", "--json", code=4).stdout)
    assert (answer["ok"], answer["entries"]) == (False, None if spoil else 3)


def test_check_lists_the_newest_backups_and_every_one_that_is_damaged(home: Home) -> None:
    write(home.journal, 1)
    made = [back_up(home.journal, minutes=minutes) for minutes in range(13)]
    zero(made[12].path)

    lines = home.run("check").stdout.splitlines()
    assert lines[6] == "backups: 13"
    assert [str(each.path) in line for each, line in zip(made, lines[7:17], strict=False)] == [True] * 10
    assert lines[17:] == ["  and 3 older ones"]

    done = home.run("check", "--all", code=4)
    assert done.stdout.count("read back whole") == 10
    assert f"2026-11-20 20:48 · 1 entry · {made[12].path} · it is damaged\n" in done.stdout


def test_check_needs_no_question_for_a_name_that_could_harm_a_terminal(home: Home) -> None:
    odd = home.path / "odd\x1b]0;x\x07" / "rut.db"
    write(odd, 1)

    done = home.run("--db", str(odd), "check")

    assert "\x1b" not in done.stdout
    assert "odd␛]0;x␇/rut.db: 1 entry" in done.stdout
