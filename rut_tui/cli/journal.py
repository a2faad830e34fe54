"""How a command reaches the journal: opened on its own thread for one job, and closed."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rut_tui import paths
from rut_tui.cli.now import clock
from rut_tui.clock import Clock

if TYPE_CHECKING:
    from rut_tui.storage.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal a command is about.

    Attributes:
        option: What --db says, if anything.
    """

    option: str | None

    @property
    def path(self) -> Path:
        """Where it is or should be.

        Raises:
            PathError: Nothing says where.
        """
        return paths.database(self.option, os.environ)

    @property
    def clock(self) -> Clock:
        """The clock of this command.

        Raises:
            UsageFault: RUT_TUI_TODAY is no moment.
        """
        return clock()

    def work(self, job: "Callable[[Store], T]", *, create: bool = False) -> T:
        """Open the journal, do a job, close it, and tell what opening it had to say.

        Args:
            job: Given the open store.
            create: Make the journal when there is none.

        Raises:
            StorageError: It can't be opened, or the job failed.
        """
        return work_at(self.path, self.clock, job, create=create)


def work_at(path: Path, now: Clock, job: "Callable[[Store], T]", *, create: bool) -> T:
    """Open a journal, do a job and close it.

    Args:
        path: The journal.
        now: The clock.
        job: Given the open store.
        create: Make the journal when there is none.

    Raises:
        StorageError: It can't be opened, or the job failed.
    """
    from rut_tui.storage.worker import Database

    def with_notices(store: "Store") -> tuple[T, tuple[str, ...]]:
        return job(store), store.notices

    db = Database(path, now, create=create)
    try:
        answer, notices = db.run_sync(with_notices)
    finally:
        db.close()
    for notice in notices:
        sys.stderr.write(f"rut-tui: {notice}\n")
    return answer
