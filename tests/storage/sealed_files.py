"""Encrypted journals, whole and spoiled: made through the engine itself, as another program would."""

import hashlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from storage_bench import Clock

from rut_tui.domain.goals import GoalDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage import engine
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.signatures import SALT_BYTES
from rut_tui.storage.store import open_store

WORDS = 'Café au lait at five ﬁngers! It\'s "strong"'
"""A passphrase that every Unicode form spells in another way."""

RIGHT = Passphrase.of(WORDS)

OLD_WORDS = "correct horse battery staple"
"""What opens the journal of the first release."""

MARK = "Quetzalcoatlus"
LIFE = 60
PAGE = 4096


def life(path: Path, passphrase: Passphrase | None) -> bytes:
    """Make a journal with something in every part of it, and return its bytes."""
    clock = Clock()
    store = open_store(path, clock, passphrase=passphrase)
    with store.transaction("a life"):
        for day in range(LIFE):
            at = clock() - timedelta(days=day)
            note = f"{MARK} {day} " + "word " * 60
            store.entries.add(EntryDraft(at=at, engagement=1, activities=(f"a {MARK}",), emotions=("b",), note=note))
        store.goals.add(GoalDraft(title=f"g {MARK}"))
        store.audits.rate("bored", 2)
    store.close()
    return path.read_bytes()


def sealed_sql(path: Path, *statements: str, die: bool = False) -> None:
    """Run statements on an encrypted file; `die` kills the process that does it before it can finish."""
    key = RIGHT.key(path.read_bytes()[:SALT_BYTES])
    child = os.fork() if die else 0
    if child:
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        return
    connection = engine.connect(path, writing=True, key=key)
    for statement in statements:
        connection.execute(statement)
    if die:
        os.kill(os.getpid(), signal.SIGKILL)
    connection.close()


@dataclass(frozen=True)
class Bad:
    """A way to spoil a good encrypted journal; then the exit code and words of the message."""

    name: str
    spoil: Callable[[Path], None]
    exit_code: int
    says: str


def _sql(*statements: str) -> Callable[[Path], None]:
    return lambda path: sealed_sql(path, *statements)


def _changed(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(change(path.read_bytes())) and None


def _foreign(path: Path) -> None:
    """Another program's database, under the same passphrase, as large as a journal."""
    salt = path.read_bytes()[:SALT_BYTES]
    path.write_bytes(b"")
    connection = engine.connect(path, writing=True, key=RIGHT.key(salt))
    connection.execute("CREATE TABLE notes (body)")
    connection.execute("INSERT INTO notes VALUES (zeroblob(200000))")
    connection.close()


def _two_pages_swapped(content: bytes) -> bytes:
    one, other = (content[page * PAGE : (page + 1) * PAGE] for page in (4, 5))
    return content[: 4 * PAGE] + other + one + content[6 * PAGE :]


LATER = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rut-tui', '009_later@0.9.1', 'then')"
TRIGGER = "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM goals; END"

SEALED_BAD = (
    Bad("cut at a page", _changed(lambda content: content[:-PAGE]), 4, "is damaged"),
    Bad("cut inside a page", _changed(lambda content: content[:-100]), 4, "is damaged"),
    Bad("cut after the first page", _changed(lambda content: content[:PAGE]), 4, "is damaged"),
    Bad("cut inside the first page", _changed(lambda content: content[: PAGE - 1]), 8, "doesn't open"),
    Bad("cut after the salt", _changed(lambda content: content[:SALT_BYTES]), 8, "doesn't open"),
    Bad("cut inside the salt", _changed(lambda content: content[: SALT_BYTES - 1]), 3, "rut-tui doesn't know"),
    Bad("0 bytes", _changed(lambda _: b""), 4, "it is empty"),
    Bad("a byte at the end", _changed(lambda content: content + b"\0"), 4, "added to its end"),
    Bad("a page at the end", _changed(lambda content: content + bytes(PAGE)), 4, "added to its end"),
    Bad("text at the end", _changed(lambda content: content + b"trailing junk " * 100), 4, "added to its end"),
    Bad("the first page zeroed", _changed(lambda content: bytes(PAGE) + content[PAGE:]), 4, "nothing but zeros"),
    Bad(
        "a later page zeroed",
        _changed(lambda content: content[: 7 * PAGE] + bytes(PAGE) + content[8 * PAGE :]),
        4,
        "is damaged",
    ),
    Bad("two pages swapped", _changed(_two_pages_swapped), 4, "is damaged"),
    Bad("planted trigger", _sql(TRIGGER), 4, "a trigger that rut-tui did not make"),
    Bad("planted view", _sql("CREATE VIEW v AS SELECT * FROM entries"), 4, "that rut-tui did not make"),
    Bad("a table too many", _sql("CREATE TABLE extra (x)"), 4, "is damaged"),
    Bad("a table gone", _sql("DROP TABLE entry_emotions"), 4, "is damaged"),
    Bad("newer shape", _sql("PRAGMA user_version = 9", LATER), 6, "needs rut-tui 0.9.1 or newer"),
    Bad("newer shape that names nothing", _sql("PRAGMA user_version = 99"), 6, "format is 99"),
    Bad("unknown migration", _sql(LATER), 6, "needs rut-tui 0.9.1 or newer"),
    Bad("other program's SQLite", _foreign, 3, "a database of another program"),
    Bad(
        "random bytes as long as a journal",
        lambda path: path.write_bytes(hashlib.shake_128(b"seed").digest(40 * PAGE)) and None,
        8,
        "doesn't open",
    ),
    Bad("text", lambda path: path.write_text("Dear diary, it rained.\n" * 9000) and None, 3, "looks like a text file"),
)
