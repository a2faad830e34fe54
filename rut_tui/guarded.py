"""An app that opens its journal through gates: a passphrase, a cover at one key, and what to do about damage.

While a gate is up nothing is said in toasts, no command works but leaving, and nobody reads the journal.
"""

import gc
import os
from abc import abstractmethod
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from rich.console import RenderableType
from rich.control import Control
from rich.segment import Segment, Segments
from rich.style import Style
from textual import events
from textual.notifications import SeverityLevel
from textual.screen import Screen

from rut_tui.clock import Clock
from rut_tui.commands import COMMANDS
from rut_tui.idle import Idle
from rut_tui.key_order import KeysInOrder
from rut_tui.modals.gate import Gate
from rut_tui.settings import Settings
from rut_tui.storage.faults import Damaged, Sealed, StorageError, WrongPassphrase
from rut_tui.storage.worker import Database

if TYPE_CHECKING:
    from rut_tui.modals.drafting import Drafting
    from rut_tui.modals.lock import Refusal
    from rut_tui.storage.passphrase import Passphrase
    from rut_tui.storage.store import Store

LOOK: Final = 5.0
"""Seconds between two looks at whether it is time to lock."""

SAVED_FIRST: Final = 1.0
"""Seconds that a toast about a save has, before what went wrong beside it takes its place."""

OPEN_AGAIN: Final = "Open again. Undo starts afresh from here."

_BLANK: Final = next(command.keys for command in COMMANDS if command.id == "app.blank")
_STILL_WORKS: Final = ("quit", "help_quit", "press_key")


class Guarded(KeysInOrder[int]):
    """An app with a door."""

    drafts: "Drafting"

    def __init__(self, db: Database, settings: Settings, clock: Clock) -> None:
        """Build the app; nothing is read or written before it runs.

        Args:
            db: A started database worker.
            settings: What the person chose.
            clock: Says what time it is.
        """
        super().__init__()
        self.db = db
        self.settings = settings
        self.clock = clock
        self._idle = Idle(clock)
        self._covered = False
        self._unsaid: list[str] = []

    @property
    def gate(self) -> Gate[object] | None:
        """The gate that is up, or None."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Gate)), None)

    def enter(self) -> None:
        """Open the journal, through whatever gate stands before it."""
        self.set_interval(LOOK, self.lock_when_idle)
        self.db.on_trouble = partial(self.call_later, self._hear)
        if self.db.needs_passphrase:
            self._ask()
        else:
            self._go_in()

    @abstractmethod
    async def entered(self, notices: tuple[str, ...], *, again: bool) -> None:
        """The journal is open.

        Args:
            notices: What the person should be told.
            again: A gate was passed: what was drawn behind it, if anything, is out of date.
        """

    def _go_in(self, refused: "Refusal | None" = None, *said: str, again: bool = False) -> None:
        self.run_worker(self._enter(refused, said, again=again), exit_on_error=False, group="enter")

    async def _enter(self, refused: "Refusal | None", said: tuple[str, ...], *, again: bool) -> None:
        try:
            if refused:
                raise refused.error
            notices = await self.db.run(_greeting)
        except Damaged as error:
            self._recover(error, refused.passphrase if refused else self.db.passphrase)
        except WrongPassphrase as error:
            # There is nobody to ask again: whoever is asked is told on the spot.
            from rut_tui.storage.passphrase import VARIABLE

            self._turn_away(error, f"It came from {VARIABLE}.")
        except Sealed as error:
            if refused:
                self._turn_away(error)
            else:
                self._ask()
        except StorageError as error:
            self._turn_away(error)
        else:
            unsaid, self._unsaid = self._unsaid, []
            await self.entered((*notices, *unsaid, *said), again=again)
        finally:
            # Nothing loaded at the start is garbage, so looking for some waits until here.
            if not gc.isenabled():
                gc.freeze()
                gc.enable()

    def _turn_away(self, error: StorageError, more: str = "") -> None:
        self.exit(return_code=error.exit_code, message=f"{error} {more}".strip())

    def _hear(self, trouble: StorageError) -> None:
        """Meet what went wrong beside the work; a journal that turned out to be damaged is closed already."""
        if isinstance(trouble, Damaged):
            self._go_in(again=True)
        else:
            # No error: the next save, which the file takes, is no reason to take this away again.
            self.set_timer(SAVED_FIRST, partial(self.notify, str(trouble), severity="warning", timeout=10))

    def _ask(self) -> None:
        """Ask for the passphrase before anything is shown."""
        from rut_tui.modals.lock import Lock

        self.push_screen(Lock(sealed=True), lambda refused: self._go_in(refused, again=True))

    def _recover(self, error: Damaged, passphrase: "Passphrase | None") -> None:
        """Show what can be done about a damaged journal."""
        from rut_tui.modals.recovery import Recovery

        def recovered(said: str | None) -> None:
            self._unsaid.clear()  # all of it was about the damage
            self._go_in(None, said or "", again=True)

        self.push_screen(Recovery(error, passphrase), recovered)

    def action_blank(self) -> None:
        """Cover the screen at once; lock the journal too if it has a passphrase."""
        from rut_tui.modals.lock import Lock

        if not self.gate:
            self.clear_notifications()
            if self.db.sealed:
                lock = Lock(sealed=True, shutting=self._close_journal)
                self.push_screen(lock, lambda refused: self._go_in(refused, OPEN_AGAIN, again=True))
            else:
                self.push_screen(Lock(sealed=False), lambda _: self._tell_unsaid())
        self._covered = False

    async def _close_journal(self) -> None:
        with suppress(StorageError):  # what can't be written stays in its form
            await self.drafts.flush()
        await self.db.lock()

    def hands_moved(self) -> None:
        """Put the lock off: there was somebody, though not at a key of ours."""
        self._idle.touch()

    def lock_when_idle(self) -> bool:
        """Lock if the hands have been still for long enough, and return whether they were."""
        after = self.settings.lock_after(sealed=self.db.sealed)
        if not after or self.gate or self._idle.minutes < after:
            return False
        self.action_blank()
        return True

    async def on_event(self, event: events.Event) -> None:
        """Notice the hands, and cover the screen at its key, whatever the keys before it are still waiting for."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            overdue = self.lock_when_idle()
            self.hands_moved()
            if overdue:
                return  # it was meant for what is not there any more
            if isinstance(event, events.Key) and event.key == _BLANK and not self.gate:
                self._cover()
        elif isinstance(event, events.AppFocus):
            self.lock_when_idle()
        await super().on_event(event)

    def _cover(self) -> None:
        """Paint over everything now. Keys typed before still take their effect, unseen, and then the gate comes up."""
        width, height = self.size
        style = Style(bgcolor=self.screen_stack[0].styles.background.rich_color)
        lines = [(Control.move_to(0, y).segment, Segment(" " * width, style)) for y in range(height)]
        self._display(self.screen, Segments([part for line in lines for part in line]))
        self._covered = True

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if not self._covered or isinstance(screen, Gate):
            super()._display(screen, renderable)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in the corner, never as markup unless asked to; what is wrong waits until the gate is gone."""
        if not self.gate:
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)
        elif severity != "information":
            self._unsaid.append(message)

    def _tell_unsaid(self) -> None:
        unsaid, self._unsaid = self._unsaid, []
        if unsaid:
            self.notify("\n".join(unsaid), severity="warning", timeout=10)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Behind a gate only leaving works."""
        if self.gate and action not in _STILL_WORKS:
            return False
        return super().check_action(action, parameters)

    @property
    def listening(self) -> bool:
        """Whether a key finds what it is meant for: a gate has to have its focus first."""
        gate = self.gate
        return gate is None or gate.listening


def _greeting(store: "Store") -> tuple[str, ...]:
    """Take away what a start that died had lent to an editor, and return what opening had to say."""
    from rut_tui.storage.lent import sweep

    sweep(store.path, os.environ)
    return store.notices
