"""Only the owner can open the journal; where nothing can be saved, it is said, and reading works."""

import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from storage_bench import HERE, Clock, listing, python, said

from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.inspection import inspect
from rut_tui.storage.store import Store

Opener = Callable[..., Store]

OTHER = str(HERE / "another_process.py")
TOLD = "Others on this machine could read your journal. Now only you can."


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


@pytest.fixture
def closed(store: Store, clock: Clock) -> Path:
    store.entries.add(EntryDraft(at=clock(), engagement=1))
    store.close()
    return store.path


@pytest.fixture
def open_handed() -> object:
    """A umask that takes nothing away."""
    old = os.umask(0)
    yield
    os.umask(old)


def test_a_new_journal_and_its_folder_are_private(opener: Opener, tmp_path: Path, open_handed: object) -> None:
    store = opener(tmp_path / "a" / "rut.db")

    assert {path.name: mode(path) for path in (tmp_path / "a").iterdir()} == {"rut.db": "0o600", "rut.db.lock": "0o600"}
    assert mode(tmp_path / "a") == "0o700"
    assert store.notices == ()


def test_what_is_written_while_saving_is_private(store: Store, clock: Clock, open_handed: object) -> None:
    with store.transaction():
        store.entries.add(EntryDraft(at=clock(), engagement=1))
        assert mode(store.path.with_name("rut.db-journal")) == "0o600"


@pytest.mark.parametrize("loose", [0o644, 0o640, 0o604, 0o666])
def test_a_file_others_can_read_is_tightened_and_told_once(closed: Path, opener: Opener, loose: int) -> None:
    closed.chmod(loose)

    assert opener(closed).notices == (TOLD,)
    assert mode(closed) == "0o600"
    assert opener(closed).notices == ()


@pytest.mark.parametrize("loose", [0o755, 0o750, 0o701])
def test_our_folder_is_tightened_and_told_once(closed: Path, opener: Opener, loose: int) -> None:
    closed.parent.chmod(loose)
    (closed.parent / "backups").mkdir()

    assert opener(closed).notices == (TOLD,)
    assert mode(closed.parent) == "0o700"
    assert opener(closed).notices == ()


@pytest.mark.parametrize("shared", [0o755, 0o1777])
def test_a_folder_with_other_things_in_it_is_not_ours_to_close(closed: Path, opener: Opener, shared: int) -> None:
    (closed.parent / "holiday.jpg").touch()
    closed.parent.chmod(shared)

    assert opener(closed).notices == ()
    assert mode(closed.parent) == oct(shared)


def test_permissions_of_what_is_not_ours_are_left_alone(journal: Path, opener: Opener) -> None:
    journal.parent.mkdir(mode=0o755)
    journal.write_text("mine")
    journal.chmod(0o644)

    with pytest.raises(Exception, match="text file"):
        opener(journal)

    assert (mode(journal), mode(journal.parent)) == ("0o644", "0o755")


READ_ONLY = (
    ("file", 0o400, 0o700, "the journal is read-only."),
    ("folder", 0o600, 0o500, "the folder of the journal is read-only."),
    ("both", 0o400, 0o500, "the journal is read-only."),
)


@pytest.mark.parametrize(("what", "file", "folder", "why"), READ_ONLY, ids=[case[0] for case in READ_ONLY])
def test_a_read_only_journal_is_read_but_not_written(closed: Path, what: str, file: int, folder: int, why: str) -> None:
    closed.with_name("rut.db.lock").unlink()
    closed.chmod(file)
    closed.parent.chmod(folder)
    before = listing(closed.parent)

    out = said(python(OTHER, "powerless", str(closed)))

    assert out.splitlines() == [
        f"notices Nothing can be saved here: {why}",
        "read True 1",
        "Nothing can be saved here, so there is nothing to undo.",
        f"Unreadable 7 It was not saved: {why}",
    ]
    assert listing(closed.parent) == before


def test_no_access_is_said(closed: Path) -> None:
    closed.chmod(0)

    out = said(python(OTHER, "powerless", str(closed)))

    assert out == f"Unreadable 7 The journal {closed} can't be read: you have no access to it.\n"


def test_a_folder_that_cant_be_entered_or_written_is_said(tmp_path: Path, closed: Path) -> None:
    closed.parent.chmod(0o600)
    assert "can't be read: you have no access to it." in said(python(OTHER, "powerless", str(closed)))
    closed.parent.chmod(0o500)
    made = closed.parent / "deeper" / "rut.db"
    assert said(python(OTHER, "powerless", str(made))) == (
        f"Unreadable 7 The journal {made} can't be made: Permission denied.\n"
    )
    beside = closed.parent / "other.db"
    assert said(python(OTHER, "powerless", str(beside))).startswith("Unreadable 7 ")
    closed.parent.chmod(0o700)
    assert sorted(listing(closed.parent)) == ["rut.db", "rut.db.lock"]


def test_a_save_cut_short_in_a_read_only_folder_is_said(closed: Path) -> None:
    process = python(OTHER, "die", str(closed))
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    closed.parent.chmod(0o500)
    before = listing(closed.parent)

    out = said(python(OTHER, "powerless", str(closed)))

    assert out.startswith("Unreadable 7 ")
    assert listing(closed.parent) == before


def test_someone_elses_journal_is_only_read(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen as another user would see it: with another user id."""
    monkeypatch.setattr(os, "geteuid", lambda: closed.stat().st_uid + 1)

    assert inspect(closed).read_only == "the journal belongs to another user."


@pytest.mark.parametrize(("what", "file", "folder", "why"), READ_ONLY, ids=[case[0] for case in READ_ONLY])
def test_commands_read_a_read_only_journal_and_save_nothing(
    closed: Path, what: str, file: int, folder: int, why: str
) -> None:
    closed.chmod(file)
    closed.parent.chmod(folder)
    before = listing(closed.parent)

    code, out, err = commanded(closed, "status")
    assert (code, err) == (0, f"rut-tui: Nothing can be saved here: {why}\n")
    assert "in all: 1 entry on 1 day" in out
    assert commanded(closed, "log", "3") == (7, "", f"rut-tui: It was not saved: {why}\n")
    assert listing(closed.parent) == before


@pytest.mark.parametrize("command", [("status",), ("log", "3")], ids=" ".join)
def test_commands_say_that_there_is_no_access(closed: Path, command: tuple[str, ...]) -> None:
    closed.chmod(0)
    before = listing(closed.parent)

    assert commanded(closed, *command) == (
        7,
        "",
        f"rut-tui: The journal {closed} can't be read: you have no access to it.\n",
    )
    assert listing(closed.parent) == before


def commanded(journal: Path, *arguments: str) -> tuple[int, str, str]:
    process = python(OTHER, "powerless_command", str(journal), *arguments)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err
