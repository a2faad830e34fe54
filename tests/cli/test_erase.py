"""`erase` takes away what is rut-tui's and nothing else, only after it was asked for twice."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command_home import Home, in_use
from terminal import Terminal

STRANGER = "somebody else's"


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def answered(home: Home, *answers: str, arguments: tuple[str, ...] = ("erase",), **more: str) -> tuple[int, str]:
    """Run it in a terminal, give the answers, and return the exit code with what was said."""
    env = {**home.environ, "TERM": "xterm", **more}
    with Terminal(*arguments, env=env, size=(300, 60)) as terminal:
        for answer in answers:
            terminal.see("Type erase")
            terminal.settle()
            terminal.type(f"{answer}\n")
        return terminal.wait(), terminal.text


@pytest.fixture
def lived(home: Home, log: Callable[..., str]) -> Home:
    """A home with a journal, its backups, settings and what crashes leave, and with files of other programs."""
    log("4")
    data, name = home.journal.parent, home.journal.name
    (data / "backups").mkdir(exist_ok=True)
    for left in (
        f"{name}-journal",
        f".{name}.new",
        f".{name}.part",
        f".{name}.restored-journal",
        f"{name}.0a1b2c3d.sitting",
        "rut.rescued-20261120T210000Z.db",
        "rut.salvaged-20261120T210000Z-2.db",
        ".rut.salvaged-20261120T210000Z.db.part",
        "backups/rut.20261120T210000Z.412.db",
        "backups/rut.20261120T210000Z.412.db-journal",
        "backups/rut.replaced-20261120T210000Z.db",
        "backups/rut.replaced-20261120T210000Z-2.db",
        "backups/.rut.part",
        "backups/rut.lock",
    ):
        (data / left).write_text("words")
    lent = data / f"{name}.lent" / "00ff"
    lent.mkdir(parents=True, mode=0o700)
    lent.parent.chmod(0o700)
    (lent / "note.txt").write_text("words")
    settings = home.path / "config" / "rut-tui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('theme = "rut-dawn"\n')
    return home


def test_everything_of_rut_tui_goes(lived: Home) -> None:
    code, said = answered(lived, "erase", "erase")

    assert code == 0, said
    assert tree(lived.path) <= {"data", "config", ".cache"}
    assert str(lived.journal) in said.split("Gone:")[1]
    assert f"{lived.journal.parent / 'backups'}: 7 files" in said
    assert "tools for lost files may find parts" in said


def test_what_is_not_ours_stays(lived: Home) -> None:
    data = lived.journal.parent
    strangers = (
        "rut.db.txt",
        "rut.old.db",
        "notes.txt",
        "backups/rut.old.20261120T210000Z.412.db",
        "backups/rut.20261120.db",
        "backups/holiday.jpg",
        "rut.db.lent-by-me",
    )
    for name in strangers:
        (data / name).write_text(STRANGER)
    (data / "rut.db-shm").mkdir()

    code, said = answered(lived, "erase", "erase")

    assert code == 0, said
    assert tree(data) == {*strangers, "backups", "rut.db-shm"}


def test_links_are_not_followed(lived: Home) -> None:
    outside = lived.path / "outside"
    outside.mkdir()
    (outside / "rut.20261120T210000Z.412.db").write_text(STRANGER)
    (outside / "words").write_text(STRANGER)
    data = lived.journal.parent
    for path in (data / "backups").iterdir():
        path.unlink()
    (data / "backups").rmdir()
    (data / "backups").symlink_to(outside)
    (data / f"{lived.journal.name}-wal").symlink_to(outside / "words")

    code, said = answered(lived, "erase", "erase")

    assert code == 0, said
    assert tree(outside) == {"rut.20261120T210000Z.412.db", "words"}
    assert tree(data) == {"backups"}


def test_a_journal_behind_a_link_goes_with_its_link(lived: Home) -> None:
    link = lived.path / "mine.db"
    link.symlink_to(lived.journal)

    code, said = answered(lived, "erase", "erase", arguments=("--db", str(link), "erase"))

    assert code == 0, said
    assert tree(lived.path) - {".cache"} == {"config", "config/rut-tui", "config/rut-tui/settings.toml", "data"}


@pytest.mark.parametrize("answers", [("no",), ("erase", "yes"), ("ERASE",), ("",)])
def test_without_the_word_twice_nothing_goes(lived: Home, answers: tuple[str, ...]) -> None:
    before = tree(lived.path)

    code, said = answered(lived, *answers)

    assert code == 1
    assert "Nothing was taken away." in said
    assert tree(lived.path) == before


@pytest.mark.parametrize("arguments", [("erase",), ("--no-input", "erase")])
def test_nobody_to_ask_is_wrong_use(lived: Home, arguments: tuple[str, ...]) -> None:
    before = tree(lived.path)

    done = lived.run(*arguments, stdin=b"erase\nerase\n", code=2)

    assert "run it in a terminal" in done.stderr
    assert tree(lived.path) == before


def test_while_it_is_open_elsewhere_nothing_goes(lived: Home) -> None:
    (lived.journal.parent / "rut.db-journal").unlink()
    with in_use(lived):
        before = tree(lived.path)
        code, said = answered(lived, "erase", "erase")
        assert code == 5
        assert "Another rut-tui has the journal open" in said
        assert tree(lived.path) == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(50), bytes(8192), os.urandom(8192)])
def test_a_damaged_or_encrypted_journal_goes_without_being_opened(lived: Home, content: bytes) -> None:
    lived.journal.write_bytes(content)

    code, said = answered(lived, "erase", "erase")

    assert code == 0, said
    assert not lived.journal.exists()


def test_something_else_in_its_place_stays(lived: Home) -> None:
    lived.journal.write_text("a letter to somebody\n" * 100)
    before = tree(lived.path)

    code, said = answered(lived)

    assert code == 3
    assert "isn't a rut-tui journal" in said
    assert tree(lived.path) == before


def test_another_journal_goes_without_the_settings(lived: Home) -> None:
    other = lived.path / "other.db"
    lived.run("--db", str(other), "log", "3")

    code, said = answered(lived, "erase", "erase", arguments=("--db", str(other), "erase"))

    assert code == 0, said
    assert not other.exists()
    assert lived.journal.exists()
    assert (lived.path / "config" / "rut-tui" / "settings.toml").exists()


def test_where_there_is_nothing_nothing_is_asked(home: Home) -> None:
    code, said = answered(home)

    assert code == 0
    assert "There is nothing of rut-tui's" in said
    assert tree(home.path) <= {".cache"}
