"""Another process at work on a journal: started by tests as `python another_process.py JOB JOURNAL …`."""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.sittings import Sitting
from rut_tui.storage.store import open_store


def now() -> datetime:
    return datetime.now(UTC)


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 - this is how it speaks to the test


def write(journal: Path, many: str) -> None:
    """Wait for a line, then open the journal and save entries, saying the id of each once it is saved."""
    say("ready")
    sys.stdin.readline()
    store = open_store(journal, now)
    for number in range(int(many)):
        say(store.entries.add(EntryDraft(at=now(), engagement=1, activities=("work",), note=f"entry {number}")).id)
    store.close()


def die_in_a_save(journal: Path) -> None:
    """Be killed in the middle of a save, when half of it is in the file already."""
    store = open_store(journal, now)
    with store.transaction():
        store._session.db.execute("PRAGMA cache_size = 5")  # so little memory that pages go to the file early
        for _ in range(50):
            store.entries.add(EntryDraft(at=now(), engagement=-2, note="half saved " * 1000))
        say(journal.with_name(f"{journal.name}-journal").stat().st_size)
        os.kill(os.getpid(), signal.SIGKILL)


def hold(journal: Path) -> None:
    """Keep the journal open until a line comes."""
    store = open_store(journal, now)
    say("open")
    sys.stdin.readline()
    store.close()


def draft(journal: Path, note: str) -> None:
    """Be in the middle of writing a note until a line comes."""
    store = open_store(journal, now)
    sitting = Sitting()
    store.drafts.begin(sitting)
    store.drafts.put(sitting.name_for("entry:new"), {"note": note})
    say("writing")
    sys.stdin.readline()
    sitting.end()
    store.close()


def die_at_every_statement(journal: Path) -> None:
    """Let a child open an old journal and be killed before its first statement, the next before its second, and so on.

    Say how many died, and how the file was found after each: as it was, then up to date.
    """
    from rut_tui.storage import engine
    from rut_tui.storage.migrations import FORMAT

    before, found, dead = journal.read_bytes(), [], 0
    for at in range(1, 1000):
        child = os.fork()
        if child == 0:
            counting(engine, at)
            open_store(journal, now).close()
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            break
        dead += 1
        with sqlite3.connect(journal) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.close()
        how = (
            "as it was,"
            if version == 1 and journal.read_bytes() == before
            else "up to date"
            if version == FORMAT
            else "?"
        )
        found += [how] if how not in found[-1:] else []
    say(dead, " then ".join(found))


def counting(engine: ModuleType, at: int) -> None:
    """Make this process be killed before the statement with this number."""
    left = iter(range(at - 1, -1, -1))
    connect = engine.dbapi2.connect

    class Counting(engine.Connection):
        def execute(self, *arguments: object) -> object:
            if next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return super().execute(*arguments)

    engine.dbapi2.connect = lambda *arguments, **options: connect(*arguments, factory=Counting, **options)


def die_while_resealing(journal: Path, current: str, new: str) -> None:
    """Let a child give the journal another passphrase and be killed before the first thing it does, then the second …

    Every touch of a file is one such thing, and every tenth statement. Say after each what opens the journal then.
    """
    from rut_tui.storage import engine, sealing
    from rut_tui.storage.passphrase import Passphrase

    words = {text: Passphrase.of(text) if text else None for text in (current, new)}
    before, salt = journal.read_bytes(), b"\x99" * 16
    for passphrase in filter(None, words.values()):
        passphrase.key(before[:16])
        passphrase.key(salt)  # once here, rather than in every child
    for stop, step in ((touching, 1), (counting, 10)):
        for at in range(1, 10_000, step):
            journal.write_bytes(before)
            shutil.rmtree(journal.with_name("backups"), ignore_errors=True)
            child = os.fork()
            if child == 0:
                os.urandom = lambda _: salt
                stop(engine, at)
                sealing.reseal(journal, now, current=words[current], new=words[new])
                os._exit(0)
            ended = os.waitpid(child, 0)[1]
            left = [path.name for path in journal.parent.glob(".*")]
            found = [text or "none" for text in (current, new) if opened(journal, words[text])]
            again = [path.name for path in journal.parent.glob(".*")]
            say({0: "done", signal.SIGKILL: "killed"}.get(ended, "failed"), len(left), len(again), *found)
            if not ended:
                break


def touching(_: ModuleType, at: int) -> None:
    """Make this process be killed before it opens, renames or removes a file for this many times."""
    left = iter(range(at - 1, -1, -1))

    def watch(event: str, _: object) -> None:
        if event in ("open", "os.rename", "os.remove", "sqlite3.connect") and next(left, 1) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def opened(journal: Path, passphrase: object) -> bool:
    """Whether the journal opens, whole, with what was there."""
    from rut_tui.storage.faults import StorageError

    try:
        store = open_store(journal, now, passphrase=passphrase)  # type: ignore[arg-type]
    except StorageError:
        return False
    whole = store.sealed == bool(passphrase) and store.entries.counts().entries > 0
    store.close()
    return whole


def command(journal: Path, *arguments: str) -> None:
    """Run a command on the journal, as the shell would."""
    from rut_tui.__main__ import main

    sys.argv = ["rut-tui", "--no-input", "--db", str(journal), *arguments]
    sys.exit(main())


def limited(journal: Path, size: str, *arguments: str) -> None:
    """Run a command where no file may grow beyond a size."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
    command(journal, *arguments)


def powerless_command(journal: Path, *arguments: str) -> None:
    """Run a command without root's right to read and write everything."""
    give_up_power()
    command(journal, *arguments)


def foreign(journal: Path, *statements: str) -> None:
    """Do things to the journal with Python's own SQLite, as another program would, until a line comes."""
    connection = sqlite3.connect(journal, isolation_level=None)
    for statement in statements:
        connection.execute(statement).fetchall()
    say("done")
    sys.stdin.readline()
    connection.close()


def give_up_power() -> None:
    """Let go of root's right to read and write everything."""
    import ctypes

    class Header(ctypes.Structure):
        _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))

    header, none = Header(0x20080522, 0), (ctypes.c_uint32 * 6)()
    ctypes.CDLL(None).capset(ctypes.byref(header), none)


def powerless(journal: Path) -> None:
    """Without root's right to read and write everything: say what opening, reading, undoing and saving come to."""
    give_up_power()
    from rut_tui.storage.faults import NothingToUndo, StorageError

    try:
        store = open_store(journal, now, undo=True)
        say("notices", *store.notices)
        say("read", store.read_only, store.entries.counts().entries)
        try:
            store.undo()
        except NothingToUndo as error:
            say(error)
        say("saved", store.entries.add(EntryDraft(at=now(), engagement=1)).id)
    except StorageError as error:
        say(type(error).__name__, error.exit_code, error)


def restrained(journal: Path) -> None:
    """Have the modes of the folder and the file changed while the journal is open, and say what saving comes to."""
    give_up_power()
    from rut_tui.storage.faults import StorageError

    store = open_store(journal, now)
    for what, folder, file in (
        ("folder", 0o500, 0o600),
        ("unreachable", 0o000, 0o600),
        ("back", 0o700, 0o600),
        ("file", 0o700, 0o400),
        ("nothing", 0o700, 0o000),
    ):
        journal.parent.chmod(0o700)
        journal.chmod(file)
        journal.parent.chmod(folder)
        try:
            store.entries.add(EntryDraft(at=now(), engagement=1))
            said: object = "saved"
        except StorageError as error:
            said = f"{type(error).__name__} {error}"
        try:
            read: object = store.entries.counts().entries
        except StorageError as error:
            read = type(error).__name__
        say(f"{what}: {said} | read {read}")
    store.close()


def die_in_a_restore(journal: Path, source: str, at: str, *sealed: str) -> None:
    """Be killed before the call with this number among those that change a name, take one away or sync."""
    from rut_tui.storage.passphrase import Passphrase
    from rut_tui.storage.restoring import restore

    left = int(at)

    def watched(call: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **options: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **options)

        return counted

    for place, name in ((os, "fsync"), (os, "open"), (Path, "replace"), (Path, "rename"), (Path, "unlink")):
        setattr(place, name, watched(getattr(place, name)))
    restore(journal, Path(source), now, Passphrase.of("correct horse battery staple") if sealed else None)


if __name__ == "__main__":
    job, path, *rest = sys.argv[1:]
    jobs = {
        "write": write,
        "die": die_in_a_save,
        "hold": hold,
        "die_in_a_restore": die_in_a_restore,
        "draft": draft,
        "die_at_every_statement": die_at_every_statement,
        "die_while_resealing": die_while_resealing,
        "limited": limited,
        "foreign": foreign,
        "powerless": powerless,
        "powerless_command": powerless_command,
        "restrained": restrained,
    }
    jobs[job](Path(path), *rest)
