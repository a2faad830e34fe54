"""Everything that can lie where the journal should be, made from a good journal, with what has to be said of it."""

import hashlib
import os
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PAGE = 4096


@dataclass(frozen=True)
class Bad:
    """A way to spoil a good journal; then the exit code and words of the message."""

    name: str
    spoil: Callable[[Path], None]
    exit_code: int
    says: str


def _write(content: bytes) -> Callable[[Path], None]:
    return lambda path: _put(path, content)


def _put(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)
    path.chmod(0o600)


def _cut(size: int) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, size if size > 0 else path.stat().st_size + size)


def _append(content: bytes) -> Callable[[Path], None]:
    return lambda path: _put(path, path.read_bytes() + content)


def _overwrite(offset: int, content: bytes) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        assert whole[offset : offset + len(content)] != content
        whole[offset : offset + len(content)] = content
        _put(path, bytes(whole))

    return spoil


def _sql(*statements: str) -> Callable[[Path], None]:
    """Change it with Python's own SQLite, as another program would."""

    def spoil(path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return spoil


def _foreign(path: Path) -> None:
    path.unlink()
    _sql("CREATE TABLE notes (body)", "INSERT INTO notes VALUES ('mine')")(path)


def _zip(path: Path) -> None:
    path.unlink()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hello")


def _leftover(ending: str) -> Callable[[Path], None]:
    return lambda path: path.rename(f"{path}{ending}") and None


def _replaced(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def _hard_link(path: Path) -> None:
    path.with_name("other name.db").hardlink_to(path)


FIRST_PAGE = _overwrite(0, bytes(PAGE))
WRONG_TYPE = "UPDATE entries SET engagement = 9"
LATER = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rut-tui', '003_later@0.9.1', 'then')"
NAMELESS = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rut-tui', '003_later', 'then')"
TRIGGER = "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM goals; END"
WRITABLE = "PRAGMA writable_schema = ON"


def _schema(change: str, where: str) -> Callable[[Path], None]:
    """Change the text of an object where SQLite keeps it, which no statement of its own would."""
    return _sql(WRITABLE, f"UPDATE sqlite_schema SET sql = {change} WHERE {where}")  # noqa: S608  # our own words


BAD = (
    Bad("only a journal of SQLite", _leftover("-journal"), 4, "missing, but an unfinished save"),
    Bad("only a write-ahead log", _leftover("-wal"), 4, "missing, but an unfinished save"),
    Bad("0 bytes", _write(b""), 4, "it is empty"),
    Bad("1 byte of the header", _cut(1), 4, "cut off inside its header"),
    Bad("99 bytes of the header", _cut(99), 4, "cut off inside its header"),
    Bad("header only", _cut(100), 4, "cut off inside its first page"),
    Bad("cut inside the first page", _cut(PAGE - 1), 4, "cut off inside its first page"),
    Bad("cut after the first page", _cut(PAGE), 4, "is damaged"),
    Bad("cut inside a page", _cut(-100), 4, "is damaged"),
    Bad("cut at a page", _cut(-PAGE), 4, "is damaged"),
    Bad("a byte at the end", _append(b"\0"), 4, "added to its end"),
    Bad("a page at the end", _append(bytes(PAGE)), 4, "added to its end"),
    Bad("text at the end", _append(b"trailing junk " * 100), 4, "added to its end"),
    Bad("the first page zeroed", FIRST_PAGE, 4, "nothing but zeros"),
    Bad("the second page zeroed", _overwrite(PAGE, bytes(PAGE)), 4, "a part of it can't be read"),
    Bad("a later page zeroed", _overwrite(9 * PAGE, bytes(PAGE)), 4, "a part of it can't be read"),
    Bad("a bit of the magic flipped", _overwrite(3, b"\x68"), 4, "first bytes are broken"),
    Bad("a bit of the application id flipped", _overwrite(68, b"\x53"), 4, "a byte of its header"),
    Bad("page size flipped", _overwrite(16, b"\x11"), 4, "a byte of its header"),
    Bad("payload fraction flipped", _overwrite(21, b"\x41"), 4, "a byte of its header"),
    Bad("file version zeroed", _overwrite(18, b"\0"), 4, "a byte of its header"),
    Bad("text encoding flipped", _overwrite(59, b"\2"), 4, "a byte of its header"),
    Bad("page count too high", _overwrite(30, b"\xff"), 4, "is damaged"),
    Bad("type of the first b-tree page flipped", _overwrite(100, b"\x07"), 4, "a part of it can't be read"),
    Bad("pointer of the first b-tree page flipped", _overwrite(110, b"\x7f"), 4, "a part of it can't be read"),
    Bad("header of a later page flipped", _overwrite(5 * PAGE, b"\xff"), 4, "a part of it can't be read"),
    Bad("planted trigger", _sql(TRIGGER), 4, "a trigger that rut-tui did not make: t."),
    Bad("planted view", _sql("CREATE VIEW v AS SELECT * FROM entries"), 4, "a view that rut-tui did not make: v."),
    Bad(
        "planted view with a name of escape codes",
        _sql('CREATE VIEW "\x1b]0;x\x07" AS SELECT 1'),
        4,
        "a view that rut-tui did not make: ␛]0;x␇.",
    ),
    Bad(
        "planted trigger that passes for statistics",
        _sql(
            TRIGGER,
            WRITABLE,
            "UPDATE sqlite_schema SET name = 'sqlite_stat1', sql = replace(sql, ' t ', ' sqlite_stat1 ')"
            " WHERE name = 't'",
        ),
        4,
        "a trigger that rut-tui did not make: sqlite_stat1.",
    ),
    Bad(
        "planted trigger on the history",
        _sql("CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM goals; END"),
        4,
        "a trigger that rut-tui did not make: t.",
    ),
    Bad(
        "planted trigger on the index",
        _sql("CREATE TRIGGER t AFTER INSERT ON search_docs BEGIN DELETE FROM goals; END"),
        4,
        "a trigger that rut-tui did not make: t.",
    ),
    Bad(
        "view in place of a table",
        _sql("DROP TABLE entry_emotions", "CREATE VIEW entry_emotions AS SELECT 1 AS entry_id"),
        4,
        "a view that rut-tui did not make: entry_emotions.",
    ),
    Bad(
        "view in place of the history",
        _sql("DROP TABLE _sqlite_migrations", "CREATE VIEW _sqlite_migrations AS SELECT 'rut-tui' AS migration_set"),
        4,
        "its table _sqlite_migrations is missing",
    ),
    Bad(
        "a trigger of ours that does something else",
        _sql(
            "DROP TRIGGER goals_found",
            "CREATE TRIGGER goals_found AFTER INSERT ON goals BEGIN DELETE FROM entries; END",
        ),
        4,
        "its trigger goals_found is not as rut-tui made it",
    ),
    Bad(
        "the view of ours that shows something else",
        _sql("DROP VIEW search_texts", "CREATE VIEW search_texts AS SELECT 1 AS id, 'x' AS words"),
        4,
        "its view search_texts is not as rut-tui made it",
    ),
    Bad("a trigger gone", _sql("DROP TRIGGER goals_found"), 4, "its trigger goals_found is missing"),
    Bad(
        "an index too many",
        _sql("CREATE INDEX extra ON goals (title)"),
        4,
        "an index that rut-tui did not make: extra.",
    ),
    Bad("an index gone", _sql("DROP INDEX goals_by_place"), 4, "its index goals_by_place is missing"),
    Bad(
        "an index that does not hold it all",
        _sql("DROP INDEX goals_by_place", "CREATE INDEX goals_by_place ON goals (position) WHERE position > 3"),
        4,
        "its index goals_by_place is not as rut-tui made it",
    ),
    Bad(
        "a rule gone", _schema("replace(sql, 'CHECK (focus IN (0, 1))', '')", "name = 'goals'"), 4, "its table goals is"
    ),
    Bad("a table too many", _sql("CREATE TABLE extra (x)"), 4, "a table that rut-tui did not make: extra."),
    Bad("a table gone", _sql("DROP TABLE entry_emotions"), 4, "its table entry_emotions is missing"),
    Bad("an older shape in the header", _sql("PRAGMA user_version = 1"), 4, "not of one shape"),
    Bad("a step of its history gone", _sql("DELETE FROM _sqlite_migrations WHERE id = 1"), 4, "not of one shape"),
    Bad("a value no rule allows", _sql("PRAGMA ignore_check_constraints = ON", WRONG_TYPE), 4, "is damaged"),
    Bad("text", _write("Dear diary, it rained. Ünd süß.\n".encode()), 3, "it looks like a text file"),
    Bad("text cut inside a letter", _write(("x" + "ü" * 200).encode()), 3, "it looks like a text file"),
    Bad("our own export", _write(b'{"format": "rut-tui", "version": 1}'), 3, "it looks like a JSON file"),
    Bad("zip", _zip, 3, "it looks like a zip archive"),
    Bad("picture", _write(b"\x89PNG\r\n\x1a\n" + bytes(300)), 3, "it looks like a picture"),
    Bad("another picture", _write(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(300)), 3, "it looks like a picture"),
    Bad("PDF", _write(b"%PDF-1.7\n" + bytes(300)), 3, "it looks like a PDF"),
    Bad("compressed", _write(b"\x1f\x8b\x08" + bytes(300)), 3, "it looks like a compressed file"),
    Bad("random bytes", _write(hashlib.shake_128(b"seed").digest(3 * PAGE)), 3, "data that rut-tui doesn't know"),
    Bad("a few random bytes", _write(hashlib.shake_128(b"other").digest(40)), 3, "data that rut-tui doesn't know"),
    Bad("other program's SQLite", _foreign, 3, "a database of another program"),
    Bad("folder", _replaced(Path.mkdir), 3, "it is a folder"),
    Bad("named pipe", _replaced(os.mkfifo), 3, "it is a named pipe"),
    Bad("device", _replaced(lambda path: path.symlink_to("/dev/null")), 3, "it is a device"),
    Bad("dangling link", _replaced(lambda path: path.symlink_to("nowhere.db")), 3, "a link that leads nowhere"),
    Bad("looping link", _replaced(lambda path: path.symlink_to(path.name)), 3, "a link that leads back to itself"),
    Bad("hard link", _hard_link, 3, "it is a hard link"),
    Bad("newer shape", _sql("PRAGMA user_version = 7", LATER), 6, "needs rut-tui 0.9.1 or newer; this is"),
    Bad("newer shape that names nothing", _sql("PRAGMA user_version = 99"), 6, "format is 99; this one knows 5"),
    Bad("unknown migration", _sql(LATER, TRIGGER), 6, "needs rut-tui 0.9.1 or newer; this is"),
    Bad("unknown migration without a release", _sql(NAMELESS), 6, "made by a newer rut-tui"),
    Bad("newer file format", _overwrite(19, b"\x03"), 6, "newer file format"),
    Bad("newer schema format", _overwrite(47, b"\x05"), 6, "newer file format"),
)
