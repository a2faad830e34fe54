"""Every shape the journal file has had, as sqlite-utils migrations. Append-only: what shipped never changes.

A name ends in the first release that reads the shape, so that an older release can say which one is needed.
"""

import hashlib
from collections.abc import Iterable
from typing import Final

from rut_tui.storage import engine
from rut_tui.storage.engine import Database, Migrations
from rut_tui.storage.schema import DISMISSALS, DRAFTS_AND_SEARCH, FIRST_LIGHT, THE_WHOLE_DIARY
from rut_tui.storage.schema_goals import WHAT_CARRIES_A_GOAL

APPLICATION_ID: Final = 0x52555454
"""Marks the file as a journal of ours ("RUTT", at offset 68 of the header)."""

FORMAT: Final = 5
"""The user_version this release writes: the number of migrations."""

FINGERPRINTS: Final = {
    1: "00006764b0c0a29bc2292477ce4fd96c8846ad9b829459eea89cf939504a2ceb",
    2: "c5b2d89e542e2d1e8a68f1f62bc6f5e0b6fc5aa95a32f13d7b641d91a883de90",
    3: "e1f2833629af15c10e769ef8cdde411af8ac4f29c82789a4e0a027e52e43fc6e",
    4: "2eb7df5ed369e73b167af0b40f66e46727e43cf0a2f1f13fc1c1b0176da12050",
    5: "1549460c0ad4355e2098cc429d5129577b3f51a891229173556e3f589df352a5",
}
"""Format → sha256 of every object of the schema. Append-only, like the migrations."""

MIGRATIONS: Final = Migrations("rut-tui")

HISTORY: Final = MIGRATIONS.migrations_table
"""The table that names the migrations a file has seen."""

_STATISTICS: Final = {("table", f"sqlite_stat{number}") for number in (1, 2, 3, 4)}
"""What ANALYZE of any program leaves in a file."""

SchemaRow = tuple[str, str, str, str | None]
"""Type, name, table and text of an object of the schema, as SQLite keeps them."""


@MIGRATIONS(name="001_first_light@0.1.0")
def first_light(db: Database) -> None:
    """Make the tables of the diary, the audit, the goals and the savings plans."""
    for statement in FIRST_LIGHT:
        db.execute(statement)


@MIGRATIONS(name="002_drafts_and_search@0.2.0")
def drafts_and_search(db: Database) -> None:
    """Make room for texts that are not saved yet, and index every word."""
    for statement in DRAFTS_AND_SEARCH:
        db.execute(statement)


@MIGRATIONS(name="003_the_whole_diary@0.3.0")
def the_whole_diary(db: Database) -> None:
    """Make room for wins, setbacks, time off, jobs, weekly reviews and expectations, and index their words."""
    for statement in THE_WHOLE_DIARY:
        db.execute(statement)


@MIGRATIONS(name="004_dismissals@0.3.0")
def dismissals(db: Database) -> None:
    """Make room for offers that were put away."""
    for statement in DISMISSALS:
        db.execute(statement)


@MIGRATIONS(name="005_what_carries_a_goal@0.4.0")
def what_carries_a_goal(db: Database) -> None:
    """Make room for skills, people, questions, experiments, leads and habits, and for what hangs on a goal."""
    for statement in WHAT_CARRIES_A_GOAL:
        db.execute(statement)


def wrap(connection: engine.Connection) -> Database:
    """Return sqlite-utils' view of our own connection, with no plugins from the person's environment."""
    return Database(connection, execute_plugins=False, recursive_triggers=True, strict=True)


def apply(db: Database) -> None:
    """Bring a file to this release's shape: all of it or nothing.

    Safe when two processes do it at once: the second waits, then finds nothing to do.
    """
    db.execute("PRAGMA foreign_keys = OFF")  # a no-op inside a transaction, so before it
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            MIGRATIONS.apply(db)
            _check(db.conn)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {FORMAT}")
            db.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _check(connection: engine.Connection) -> None:
    """Refuse what a migration came to while it can still be taken back.

    Raises:
        IntegrityError: A reference is broken, or the shape is not the one written down: `transform()`, for one, drops
            the triggers of a table without a word.
    """
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise engine.IntegrityError("a migration broke a reference")
    if fingerprint(objects(connection)) != FINGERPRINTS[FORMAT]:
        raise engine.IntegrityError("a migration came to another shape")


def known() -> tuple[str, ...]:
    """Return the names of the migrations this release knows, oldest first."""
    return tuple(step.name for step in MIGRATIONS._migrations)


def shape(version: int) -> list[SchemaRow]:
    """Return the objects of a format, made anew in memory."""
    connection = engine.in_memory()
    try:
        MIGRATIONS.apply(wrap(connection), stop_before=known()[version:])
        return objects(connection)
    finally:
        connection.close()


def objects(connection: engine.Connection) -> list[SchemaRow]:
    """Return the objects of a connected file."""
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def fingerprint(schema: Iterable[SchemaRow]) -> str:
    """Return the sha256 of the objects of a schema."""
    digest = hashlib.sha256()
    for row in plain(schema):
        digest.update("\0".join((*row, "\n")).encode())
    return digest.hexdigest()


def plain(schema: Iterable[SchemaRow]) -> list[tuple[str, str, str, str]]:
    """Return the objects of a schema with what may differ left out, in order.

    That is how their text is spaced, the text of what sqlite-utils makes, and what ANALYZE leaves.
    """
    return sorted(
        (str(kind), str(name), str(table), "" if table == HISTORY else " ".join(str(sql or "").split()))
        for kind, name, table, sql in schema
        if (kind, name) not in _STATISTICS
    )
