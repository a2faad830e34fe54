"""How a command reaches the journal: opened on its own thread for one job, and closed."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rut_tui import paths
from rut_tui.cli.now import clock
from rut_tui.cli.secret import with_passphrase
from rut_tui.clock import Clock

if TYPE_CHECKING:
    from rut_tui.storage.passphrase import Passphrase
    from rut_tui.storage.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal a command is about.

    Attributes:
        option: What --db says, if anything.
        asks: Whether the person may be asked for the passphrase.
    """

    option: str | None
    asks: bool = True

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

    def work(
        self, job: "Callable[[Store], T]", *, create: bool = False, saved: "Callable[[T], None] | None" = None
    ) -> T:
        """Open the journal, asking for its passphrase if it has one, do a job, and close it.

        Args:
            job: Given the open store.
            create: Make the journal when there is none.
            saved: Given what the job returned, to say it; then a backup is made if one is due.

        Raises:
            StorageError: It can't be opened, or the job failed.
        """
        path, now = self.path, self.clock

        def attempt(passphrase: "Passphrase | None") -> T:
            return work_at(path, now, job, create=create, passphrase=passphrase, saved=saved)

        return with_passphrase(attempt, asks=self.asks)

    def make(self, passphrase: "Passphrase") -> None:
        """Make a journal that is encrypted from its first byte.

        Args:
            passphrase: What is to open it.

        Raises:
            StorageError: It can't be made.
        """
        work_at(self.path, self.clock, lambda _: None, create=True, passphrase=passphrase)


def work_at(
    path: Path,
    now: Clock,
    job: "Callable[[Store], T]",
    *,
    create: bool,
    passphrase: "Passphrase | None" = None,
    saved: "Callable[[T], None] | None" = None,
) -> T:
    """Open a journal, do a job, close it, and tell what opening it had to say.

    Args:
        path: The journal.
        now: The clock.
        job: Given the open store.
        create: Make the journal when there is none.
        passphrase: What opens it if it is encrypted.
        saved: Given what the job returned, to say it; then a backup is made if one is due.

    Raises:
        StorageError: It can't be opened, or the job failed.
    """
    from rut_tui.storage.worker import Database

    def with_notices(store: "Store") -> tuple[T, tuple[str, ...]]:
        return job(store), store.notices

    db = Database(path, now, create=create, passphrase=passphrase)
    try:
        answer, notices = db.run_sync(with_notices)
        if saved is not None:
            saved(answer)
            sys.stdout.flush()  # whoever waits for it does not wait for the backup
            notices += db.run_sync(_backed_up)
    finally:
        db.close()
    for notice in notices:
        sys.stderr.write(f"rut-tui: {notice}\n")
    return answer


def _backed_up(store: "Store") -> tuple[str, ...]:
    """Make a backup if one is due; say why there is none. What was saved is saved."""
    from rut_tui.storage.faults import StorageError

    try:
        if store.backups.due():
            store.back_up()
    except StorageError as error:
        return (str(error),)
    return ()
