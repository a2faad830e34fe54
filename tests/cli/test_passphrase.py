"""The passphrase on the command line: from a file or typed unseen, never an argument, never asked of a pipe."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from command_home import Home

WORDS = "correct horse Käse"
OTHER = "battery staple"


@pytest.fixture
def secret(home: Home) -> Path:
    """A file with the passphrase."""
    path = home.path / "secret"
    path.write_text(f"{WORDS}\n")
    path.chmod(0o600)
    return path


@pytest.fixture(scope="module")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a home holds once one check-in is in an encrypted journal; each test gets a copy."""
    home = Home(tmp_path_factory.mktemp("sealed"))
    words = home.path.parent / "words"
    words.touch(0o600)
    words.write_text(f"{WORDS}\n")
    home.run("log", "4", "-n", "Quetzalcoatlus")
    home.run("passphrase", "set", "--new-file", str(words))
    return home.path


@pytest.fixture
def sealed(home: Home, sealed_once: Path) -> Home:
    """A home with one check-in in an encrypted journal."""
    shutil.copytree(sealed_once, home.path, dirs_exist_ok=True)
    return home


def given(home: Home, secret: Path) -> dict[str, str]:
    return {**home.environ, "RUT_TUI_PASSPHRASE_FILE": str(secret)}


def everything(home: Home) -> dict[str, str]:
    files = [path for path in home.path.rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_set_encrypts_the_journal_and_its_backups(sealed: Home, secret: Path) -> None:
    files = [path for path in sealed.journal.parent.rglob("*") if path.is_file()]
    assert [path for path in files if b"Quetzalcoatlus" in path.read_bytes() or b"SQLite" in path.read_bytes()] == []
    assert sum(path.suffix == ".db" for path in files) == 3, "the journal, its first backup, and one from before"

    said = sealed.run("export", environ=given(sealed, secret))

    assert "Quetzalcoatlus" in said.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["log", "3"],
        ["status"],
        ["status", "--json"],
        ["export"],
        ["import", "more.json"],
        ["import", "more.json", "--dry-run"],
        ["passphrase", "change", "--new-file", "secret"],
        ["passphrase", "remove"],
        ["--no-input", "status"],
    ],
    ids=" ".join,
)
def test_a_pipe_is_never_asked(sealed: Home, secret: Path, command: list[str]) -> None:
    sealed.run("export", "-o", "more.json", environ=given(sealed, secret))
    before = everything(sealed)

    said = sealed.run(*command, stdin=f"{WORDS}\n".encode(), code=8)

    assert said.stdout == ""
    assert "needs its passphrase" in said.stderr
    assert "RUT_TUI_PASSPHRASE_FILE" in said.stderr
    assert len(said.stderr.splitlines()) == 1
    assert everything(sealed) == before


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"wrong\n", "It came from RUT_TUI_PASSPHRASE_FILE."),
        (b"", "its first line is empty"),
        (b"\xff\xfe\x00", "it is not UTF-8 text"),
        (None, "can't be read: No such file"),
    ],
    ids=["wrong", "empty", "no text", "absent"],
)
def test_a_file_with_no_good_passphrase_says_so(sealed: Home, secret: Path, content: bytes | None, says: str) -> None:
    secret.unlink()
    if content is not None:
        secret.write_bytes(content)
    before = everything(sealed)

    said = sealed.run("log", "4", environ=given(sealed, secret), code=8)

    assert says in said.stderr
    assert everything(sealed) == before


def test_every_command_works_with_the_file(sealed: Home, secret: Path) -> None:
    environ = given(sealed, secret)

    sealed.run("log", "2", environ=environ)
    assert "in all: 2 entries" in sealed.run("status", environ=environ).stdout
    assert "this file is not" in sealed.run("export", "-o", "all.json", environ=environ).stdout
    assert "new 0" in sealed.run("import", "all.json", environ=environ).stdout
    assert sealed.journal.read_bytes()[:6] != b"SQLite"


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_file_that_others_may_read_is_said_and_taken(sealed: Home, secret: Path) -> None:
    environ = given(sealed, secret)
    assert sealed.run("log", "2", environ=environ).stderr == ""

    secret.chmod(0o640)

    said = sealed.run("log", "2", environ=environ)
    assert said.stdout.startswith("saved ")
    assert said.stderr == (
        f"RUT_TUI_PASSPHRASE_FILE: others on this machine may read {secret}; `chmod 600` keeps it yours\n"
    )


def test_a_short_one_is_said_and_taken(home: Home) -> None:
    said = home.typed(["passphrase", "set"], [("New passphrase: ", "abc"), ("The same again: ", "abc")])
    assert "That is short." in said
    assert "nothing written yet" in home.typed(["status"], [("Passphrase: ", "abc")])


def test_the_line_for_a_prompt_needs_no_passphrase(sealed: Home) -> None:
    before = everything(sealed)

    said = sealed.run("status", "--short")

    assert said.stdout == "locked\n"
    assert everything(sealed) == before


@pytest.mark.parametrize("content", [b"Dear diary, it rained.\n" * 9000, b"%PDF-1.7\n" + bytes(500_000)])
def test_the_line_for_a_prompt_says_what_isnt_ours(home: Home, content: bytes) -> None:
    home.journal.parent.mkdir(parents=True)
    home.journal.write_bytes(content)

    said = home.run("status", "--short", code=3)

    assert "isn't a rut-tui journal" in said.stderr


def test_a_plain_journal_never_needs_the_file(home: Home) -> None:
    home.run("log", "4", environ=given(home, home.path / "absent"))


def test_it_is_typed_unseen(sealed: Home) -> None:
    said = sealed.typed(["log", "5"], [("Passphrase: ", WORDS)])

    assert "saved " in said
    assert WORDS not in said


def test_three_wrong_ones_and_it_gives_up(sealed: Home) -> None:
    before = everything(sealed)

    said = sealed.typed(["status"], [("Passphrase: ", "a"), ("Passphrase: ", ""), ("Passphrase: ", "c")], code=8)

    assert said.count("That passphrase doesn't open") == 3
    assert everything(sealed) == before


def test_a_second_try_may_be_right(sealed: Home) -> None:
    said = sealed.typed(["status"], [("Passphrase: ", "a"), ("Passphrase: ", WORDS)])

    assert "in all: 1 entry" in said


def test_no_input_is_asked_for_when_told_so(sealed: Home) -> None:
    assert "needs its passphrase" in sealed.typed(["--no-input", "status"], [], code=8)


def test_all_of_it_typed(home: Home) -> None:
    home.run("log", "4")

    said = home.typed(
        ["passphrase", "set"],
        [
            ("New passphrase: ", WORDS),
            ("The same again: ", "other"),
            ("New passphrase: ", WORDS),
            ("The same again: ", WORDS),
            ("Encrypt the backups, too?", "y"),
        ],
    )
    assert "If you forget it, nobody can open the journal again." in said
    assert "The two differ." in said
    assert "The journal has a passphrase now." in said
    assert "backups: 2 rewritten" in said, "its first, and one from before"

    home.typed(
        ["passphrase", "change"],
        [
            ("Passphrase: ", WORDS),
            ("New passphrase: ", OTHER),
            ("The same again: ", OTHER),
            ("under the new passphrase, too?", "n"),
        ],
    )
    assert "in all: 1 entry" in home.typed(["status"], [("Passphrase: ", OTHER)])

    said = home.typed(["passphrase", "remove"], [("Passphrase: ", OTHER), ("off the backups, too?", "y")])
    assert "Whoever gets the file can read it." in said
    assert "backups: 1 rewritten, 3 left as they are" in said
    assert "in all: 1 entry" in home.run("status").stdout
    home.run("passphrase", "remove", code=2)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["passphrase", "set"], "has a passphrase already; `rut-tui passphrase change`"),
        (["passphrase", "set", "--new-file", "secret"], "has a passphrase already; `rut-tui passphrase change`"),
        (["passphrase", "change"], "--new-file: name the file"),
        (["passphrase", "change", "--new-file", ""], "--new-file: say which file"),
        (["--no-input"], "--no-input goes with a command"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_said(sealed: Home, secret: Path, command: list[str], says: str) -> None:
    before = everything(sealed)

    said = sealed.run(*command, environ=given(sealed, secret), code=2)

    assert says in said.stderr
    assert everything(sealed) == before


@pytest.mark.parametrize("command", [["passphrase", "change"], ["passphrase", "remove"]], ids=" ".join)
def test_what_has_none_has_none_to_change(home: Home, command: list[str]) -> None:
    home.run("log", "4")

    assert "has no passphrase; `rut-tui passphrase set`" in home.run(*command, code=2).stderr


def test_a_new_journal_is_encrypted_from_the_start(home: Home, secret: Path) -> None:
    home.run("passphrase", "set", "--new-file", str(secret))

    assert home.journal.read_bytes()[:6] != b"SQLite"
    home.run("log", "4", environ=given(home, secret))
    assert home.run("status", "--short").stdout == "locked\n"


def test_backups_are_kept_when_told_so(home: Home, secret: Path) -> None:
    home.run("log", "4", "-n", "Quetzalcoatlus")

    said = home.run("passphrase", "set", "--new-file", str(secret), "--keep-backups")

    assert "backups: left as they are" in said.stdout
    backups = [path.read_bytes() for path in (home.journal.parent / "backups").glob("*.db")]
    assert [b"Quetzalcoatlus" in backup for backup in backups] == [True, True]
    assert said.stdout.count("readable without the passphrase: ") == 2


def test_a_broken_copy_that_stays_readable_is_named(home: Home, secret: Path) -> None:
    """It can't be rewritten, and it holds words: whoever sets a passphrase should know where it lies."""
    home.run("log", "4", "-n", "Quetzalcoatlus")
    broken = home.journal.parent / "backups" / "rut.replaced-20261120T210000Z.db"
    content = home.journal.read_bytes()
    broken.write_bytes(content[: len(content) - 4096])
    assert b"Quetzalcoatlus" in broken.read_bytes()

    said = home.run("passphrase", "set", "--new-file", str(secret), "--backups")

    assert "1 left as they are" in said.stdout
    assert said.stdout.count("readable without the passphrase: ") == 1
    assert f"readable without the passphrase: {broken}" in said.stdout


def test_a_passphrase_is_no_argument(home: Home) -> None:
    home.run("log", "4")

    said = home.run("passphrase", "set", WORDS, code=2)

    assert WORDS not in said.stderr
    assert home.journal.read_bytes()[:6] == b"SQLite"
