"""The emergency copy: when the file of an open journal is taken away, all of it goes to a new one beside it.

The connection still holds what was in the file, so nothing is lost yet. Reads and unfinished texts go to the copy then;
saving works again once the file is back.
"""

import os
import time
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rut_tui import paths
from rut_tui.storage import engine, migrations
from rut_tui.storage.copying import copy_verified
from rut_tui.storage.elsewhere import Elsewhere
from rut_tui.storage.engine import Database
from rut_tui.storage.faults import StorageError
from rut_tui.storage.inspection import named
from rut_tui.storage.passphrase import Key

if TYPE_CHECKING:
    from rut_tui.storage.session import Session

AGAIN: Final = 10.0
"""Seconds until a copy that could not be made is tried again."""

_DRAFTS: Final = ("form", "fields", "base", "set_aside", "created_at", "updated_at")


class Refuge:
    """Where a session goes on when its file is taken away.

    Attributes:
        copy: The emergency copy, once there is one.
    """

    def __init__(self, session: "Session", path: Path, key: Key | None) -> None:
        """Stand by.

        Args:
            session: Whose database is swapped for the copy, and back.
            path: The journal.
            key: What it is encrypted with.
        """
        self.copy: Path | None = None
        self._session = session
        self._path = path
        self._key = key
        self._home = session.db
        self._away: Database | None = None
        self._file = Elsewhere(session.db.conn, path)
        self._why = ""
        self._tried = -AGAIN

    @property
    def at_home(self) -> bool:
        """Whether the session works on the journal itself."""
        return self._session.db is self._home

    @property
    def in_place(self) -> bool:
        """Whether the file that is open is still the one at its path. Any thread may ask."""
        return self._file.in_place

    @property
    def made(self) -> bool:
        """Whether there is a copy that can be written to."""
        return self._away is not None

    def changed(self) -> bool:
        """Whether another connection saved something since this was last asked. It never waits."""
        return self.at_home and self._file.in_place and self._file.changed()

    def look(self) -> str:
        """See whether the file is in its place, and go to the copy or back.

        Returns:
            What to say when it isn't; nothing when it is.
        """
        if self._file.in_place:
            if not self.at_home:
                self._go_back()
            return ""
        if self._away is None and time.monotonic() - self._tried >= AGAIN:
            self._tried = time.monotonic()
            self._make()
        what = "Another file took the place of the journal" if self._file.replaced else "The journal was taken away"
        if self.copy is None:
            return (
                f"{what} while it was open, and it could not be copied: {self._why} "
                "Keep rut-tui open and put the file back: it still holds everything."
            )
        return (
            f"{what} while it was open. Nothing more is saved there. Everything up to now is in "
            f"{named(self.copy)}, and what you are typing is kept there too."
        )

    def close(self) -> None:
        """Let go of the copy."""
        if self._away is not None:
            self._away.close()

    def _make(self) -> None:
        """Copy the journal into the first folder that takes it."""
        stamp = f"{self._session.clock().astimezone(UTC):%Y%m%dT%H%M%SZ}"
        for folder in self._folders():
            path = folder / f"{self._path.stem}.rescued-{stamp}.db"
            try:
                paths.private_folder(folder)
                copy_verified(self._home.conn, path, self._key)
                paths.sync_folder(folder)
                self._away = migrations.wrap(engine.connect(path, writing=True, key=self._key))
            except (StorageError, OSError, *engine.FAILURES) as error:
                self._why = self._why or _reason(error)
                continue
            self.copy = path
            self._session.db = self._away
            return

    def _folders(self) -> Iterator[Path]:
        """Beside the journal; where that is gone, or takes nothing, where journals are by default."""
        try:
            self._path.parent.stat()
            yield self._path.parent
        except OSError:
            self._why = "its folder is gone too."
        try:
            yield paths.database(None, {**os.environ, "RUT_TUI_DB": ""}).parent
        except paths.PathError:
            return

    def _go_back(self) -> None:
        """Work on the journal again, and bring the texts that were typed meanwhile there."""
        names = ", ".join(_DRAFTS)
        texts = self._session.pairs(f"SELECT {names} FROM drafts")  # noqa: S608 (own names)
        self._session.db = self._home
        with self._session.transaction():
            for text in texts:
                self._session.write(
                    f"""INSERT INTO drafts ({names}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (form) DO UPDATE
                    SET {", ".join(f"{name} = excluded.{name}" for name in _DRAFTS[1:])}""",  # noqa: S608 (own names)
                    text,
                )


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{os.strerror(error.errno) if error.errno else 'the folder refused it'}."
    fault = error if isinstance(error, StorageError) else engine.explain(error, saving=True)
    said = str(fault)
    return said.partition(": ")[2] or said
