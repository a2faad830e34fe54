"""Every shape the journal file has had, as sqlite-utils migrations. Append-only: what shipped never changes.

A name ends in the first release that reads the shape, so that an older release can say which one is needed.
"""

from typing import Final

from rut_tui.storage import engine
from rut_tui.storage.engine import Database, Migrations
from rut_tui.storage.schema import DRAFTS_AND_SEARCH, FIRST_LIGHT

APPLICATION_ID: Final = 0x52555454
"""Marks the file as a journal of ours ("RUTT", at offset 68 of the header)."""

FORMAT: Final = 2
"""The user_version this release writes: the number of migrations."""

MIGRATIONS: Final = Migrations("rut-tui")


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
            broken = db.execute("PRAGMA foreign_key_check").fetchone()
            if broken:
                raise engine.IntegrityError("a migration broke a reference")
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {FORMAT}")
            db.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def known() -> tuple[str, ...]:
    """Return the names of the migrations this release knows, oldest first."""
    return tuple(step.name for step in MIGRATIONS._migrations)
