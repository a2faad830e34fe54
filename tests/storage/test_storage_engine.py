"""One engine in the process, known to sqlite-utils; Python's own where there is no other, if it is recent enough."""

from pathlib import Path

from storage_bench import python, said

SCRIPT = """if True:
    import sqlite3, sys
    from datetime import UTC, datetime
    from pathlib import Path
    {before}
    sys.modules["sqlcipher3"] = None
    from rut_tui.storage import engine
    from rut_tui.domain.goals import GoalDraft
    from rut_tui.storage.faults import StorageError
    from rut_tui.storage.worker import Database
    db = Database(Path(sys.argv[1]), lambda: datetime.now(UTC))
    try:
        for _ in range(2):
            db.run_sync(lambda store: store.goals.add(GoalDraft(title="g")))
            print(db.run_sync(lambda store: (store.notices, len(store.goals.board()), engine.ENCRYPTS)))
    except StorageError as error:
        print(error.exit_code, error)
    db.close()
    """


RECENT = """if sqlite3.sqlite_version_info < (3, 42):
        # Python's own is too old to try this with; the SQLite inside the wheel stands in for a newer one.
        import sqlcipher3
        sqlcipher3.__name__ = "sqlite3"
        sys.modules |= {"sqlite3": sqlcipher3, "sqlite3.dbapi2": sqlcipher3.dbapi2}
    """
TOO_OLD = """import sqlite3.dbapi2
    sqlite3.dbapi2.sqlite_version_info, sqlite3.dbapi2.sqlite_version = (3, 41, 9), "3.41.9"
    """


def test_without_sqlcipher_a_recent_sqlite_does_the_work_and_says_what_it_cant(journal: Path) -> None:
    first, second = said(python("-c", SCRIPT.format(before=RECENT), str(journal))).splitlines()

    notice = "This Python has no sqlcipher3, so a passphrase can't be set on this journal."
    assert first == f"""(("{notice}",), 1, False)"""
    assert second == f"""(("{notice}",), 2, False)"""


def test_an_engine_that_is_too_old_is_refused_before_anything_is_made(journal: Path) -> None:
    out = said(python("-c", SCRIPT.format(before=TOO_OLD), str(journal)))

    assert out == "1 needs SQLite 3.42 or the sqlcipher3 wheel; this Python has SQLite 3.41.9\n"
    assert not journal.parent.exists()


def test_sqlite_utils_uses_the_engine_and_leaves_numpy_out() -> None:
    code = """if True:
        import sys
        from rut_tui.storage import engine
        import sqlite_utils.utils
        utils = sqlite_utils.utils
        print(utils.sqlite3.__name__, utils.OperationalError is engine.dbapi2.OperationalError)
        print("numpy" in sys.modules, engine.ENCRYPTS)
        """

    assert said(python("-c", code)) == "sqlcipher3 True\nFalse True\n"
