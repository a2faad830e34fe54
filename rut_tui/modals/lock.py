"""Covers the screen at once, and asks for the passphrase where there is one: at the start, and after a lock.

Below it everything stays as it is, forms with their text included.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from rut_tui.modals.gate import Gate, GateFooter
from rut_tui.storage.faults import Damaged, InUse, Sealed, StorageError, WrongPassphrase
from rut_tui.widgets.secret import PassphraseField, SecretLine

if TYPE_CHECKING:
    from rut_tui.storage.passphrase import Passphrase

TRIES: Final = 3
"""Wrong passphrases after which the app ends, when nothing was open yet."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was opened, though no passphrase was wrong.

    Attributes:
        error: What the file said.
        passphrase: What was given, if anything.
    """

    error: StorageError
    passphrase: "Passphrase | None" = None


class Lock(Gate[Refusal | None]):
    """Nothing but the name of the app, and a field or one quiet line. Ends with None once the journal is open."""

    def __init__(self, *, sealed: bool, shutting: Callable[[], Awaitable[None]] | None = None) -> None:
        """Cover the screen.

        Args:
            sealed: Ask for the passphrase; otherwise any key comes back.
            shutting: Locks the journal. None at the start, where nothing is open: then the tries are counted.
        """
        super().__init__()
        self._sealed = sealed
        self._shutting = shutting
        self._shut = asyncio.Event()
        self._opening = False

    def compose(self) -> ComposeResult:
        """The name, and what to do."""
        with Vertical(classes="door"):
            yield Static("rut-tui", classes="title")
            if self._sealed:
                yield PassphraseField(self._try, "Locking." if self._shutting else "Your journal has a passphrase.")
            else:
                yield Static("Any key comes back.", classes="muted")
        if self._sealed:
            yield GateFooter()

    def on_mount(self) -> None:
        """Listen; and lock the journal, once nothing of it is on the screen any more."""
        # Queried, not known: an app that ends right now has taken it away already.
        self.listen(next(iter(self.query(SecretLine)), None))
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.run_worker(self._finish(), group="shut")

    async def _finish(self) -> None:
        if self._shutting:
            await self._shutting()
            if not self._opening:
                self.query_one(PassphraseField).say("Locked. What you wrote is kept.")
        elif self._sealed:
            await self._look()
        self._shut.set()

    async def _look(self) -> None:
        """See whether a passphrase is all that is missing: the first look at a file may be wrong."""
        try:
            await self.app.db.opened()
        except Sealed:
            return
        except StorageError as error:
            self.dismiss(Refusal(error))
        else:
            self.dismiss(None)

    def leave(self) -> bool:
        """End once what was typed is on disk; it has nothing more to ask."""
        if self._sealed:
            self.run_worker(self._end(), group="leave")
        return self._sealed

    async def _end(self) -> None:
        await self._shut.wait()
        self.app.exit()

    @property
    def settling(self) -> bool:
        """Keys behind the passphrase are meant for what it opens."""
        return self._opening

    async def on_key(self, event: events.Key) -> None:
        """Come back at any key when there is nothing to ask."""
        if not self._sealed:
            event.stop()
            event.prevent_default()
            self.dismiss(None)

    def on_click(self) -> None:
        """A click is as good as a key."""
        if not self._sealed:
            self.dismiss(None)

    def _try(self, passphrase: "Passphrase") -> None:
        if not self._opening:
            self._opening = True
            self.query_one(PassphraseField).say("Opening.")
            self.run_worker(self._open(passphrase), group="open")

    async def _open(self, passphrase: "Passphrase") -> None:
        await self._shut.wait()
        try:
            await self.app.db.unlock(passphrase)
        except WrongPassphrase as error:
            self._refuse(error)
        except StorageError as error:
            # At the start there is nothing to come back to, and of damage more can be said elsewhere.
            if isinstance(error, Damaged) or (self._shutting is None and not isinstance(error, InUse)):
                self.dismiss(Refusal(error, passphrase))
            else:
                self.query_one(PassphraseField).say(fault=f"{error} Enter tries again.")
        else:
            self.query_one(PassphraseField).clear()
            self.dismiss(None)
        self._opening = False

    def _refuse(self, error: WrongPassphrase) -> None:
        field = self.query_one(PassphraseField)
        field.refuse()
        if self._shutting is None and field.wrong >= TRIES:
            self.app.exit(return_code=error.exit_code, message=str(error))
