"""Words that were taken out leave no trace in a plain journal.

SQLite overwrites what it deletes, and so does its full-text index. But when it moves rows from page to page, a copy of
one can stay in the gap of the page it left. Writing the file anew leaves the gaps out.
"""

from contextlib import suppress
from typing import Final

from rut_tui.storage import engine
from rut_tui.storage.session import Session

SMALL: Final = 16 * 1024 * 1024
"""Files up to this many bytes are written anew; it takes a few hundredths of a second for each MB."""


class Forgetting:
    """Sees whether words were taken out since the journal was opened."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._home = session.db
        self._before = self._taken_out()

    def tidy(self) -> None:
        """Write the file anew if words were taken out of it and it is small. Nothing else is tried if that fails."""
        connection = self._home.conn
        with suppress(*engine.FAILURES):
            size = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
            if self._taken_out() != self._before and size.fetchone()[0] <= SMALL:
                connection.execute("PRAGMA busy_timeout = 0").fetchall()  # nobody waits for this when they leave
                connection.execute("VACUUM")

    def _taken_out(self) -> int:
        """Return how often words were taken out of the index: each time a text is left, its number is used up."""
        query = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'search_docs'), 0) - count(*)"
        return int(self._home.conn.execute(f"{query} FROM search_docs").fetchone()[0])
