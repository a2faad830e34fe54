"""What can be done about a damaged journal: go on with a backup, read what can be read, or leave it as it is.

Nothing is touched before it is said, and nothing is ever deleted.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import Static

from rut_tui.domain.visible import visible
from rut_tui.modals.backup_list import BackupList, called, entries_in_words
from rut_tui.modals.gate import Gate, GateFooter
from rut_tui.storage.faults import Sealed, StorageError, WrongPassphrase
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.plain import plain
from rut_tui.widgets.secret import PassphraseField

if TYPE_CHECKING:
    from pathlib import Path

    from rut_tui.storage.backups import Backup
    from rut_tui.storage.faults import Damaged
    from rut_tui.storage.passphrase import Passphrase
    from rut_tui.storage.salvaging import Salvaged

_KEPT: Final = "The damaged file is kept aside; nothing is deleted. What is in no backup is only in it."

_WORKS: Final = {
    "choose": ("choose", "salvage"),
    "sure": ("yes", "back"),
    "secret": ("back",),
    "busy": (),
}
"""Step → the actions that do something there."""


class Recovery(Gate[str | None]):
    """Ends with a sentence on what was done, once a journal can be opened again."""

    DEFAULT_CSS = """
    Recovery > .door { width: 80; height: 1fr; margin-top: 2; }
    Recovery.-short > .door { margin-top: 1; }
    Recovery.-narrow > .door { padding: 0 1; }
    Recovery .said, Recovery .more { height: auto; margin-bottom: 1; }
    Recovery .more { color: $muted; }
    Recovery PassphraseField { display: none; }
    Recovery BackupList { display: none; }
    Recovery.-choose BackupList { display: block; }
    Recovery.-secret PassphraseField { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("mend")
    step: reactive[str] = reactive("choose", bindings=True)

    def __init__(self, error: "Damaged", passphrase: "Passphrase | None") -> None:
        """Say what is known.

        Args:
            error: What opening the journal said.
            passphrase: The one that was given, if any.
        """
        super().__init__()
        self._error = error
        self._passphrase = passphrase
        self._salvaged: Salvaged | None = None
        self._wanted: Callable[[], None] = self._choose
        """What yes, or a passphrase, goes on with."""

    def compose(self) -> ComposeResult:
        """What happened, what there is, and the keys."""
        with Vertical(classes="door"):
            yield Static("Your journal can't be opened", classes="title")
            yield Static(classes="said")
            yield Static(classes="more")
            yield BackupList(self.app.clock())
            yield PassphraseField(self._given)
        yield GateFooter()

    def on_mount(self) -> None:
        """Look for backups."""
        self.listen()
        self._busy("Looking for backups.")
        self.run_worker(self._find(), group="mend")

    async def _find(self) -> None:
        def found() -> "tuple[Backup, ...]":
            from rut_tui.storage.backups import Backups

            return Backups(self.app.db.path, self.app.clock).all()

        self.query_one(BackupList).show(await asyncio.to_thread(found))
        self._choose()

    def _say(self, said: str, more: str = "", *, fault: bool = False) -> None:
        self.query_one(".said", Static).update(plain(said, "$error" if fault else ""))
        self.query_one(".more", Static).update(plain(more, multiline=True))

    def watch_step(self) -> None:
        """Show what belongs to the step."""
        for step in _WORKS:
            self.set_class(step == self.step, f"-{step}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's shape
        """Each step has its keys."""
        return action not in {"salvage", "yes", "back"} or action in _WORKS[self.step]

    def _choose(self, refused: StorageError | None = None) -> None:
        """Offer the backups; say what was refused, if anything was."""
        backups = self.query_one(BackupList)
        more = (
            "These backups were read back whole when they were made. Go on with one of them:"
            if backups.count
            else "There is no backup of it here. To begin a new journal, move the damaged file away."
            if refused
            else "There is no backup of it. What can still be read can be copied into a new journal."
        )
        self.step = "choose"
        self._say(str(refused or self._error), more, fault=refused is not None)
        self.listen(backups if backups.count else None)

    def _busy(self, said: str) -> None:
        self.step = "busy"
        self._say(said)
        self.listen()

    def _be_sure(self, said: str, more: str, then: Callable[[], None]) -> None:
        self.step = "sure"
        self._wanted = then
        self._say(said, more)
        self.listen()

    def action_yes(self) -> None:
        """Do what was asked."""
        self._wanted()

    def action_back(self) -> None:
        """Go back to the backups."""
        self._choose()

    @on(BackupList.Opened)
    def _chosen(self, event: BackupList.Opened) -> None:
        """Say what restoring does, and ask."""
        event.stop()
        backup = self.query_one(BackupList).chosen
        more = _KEPT
        if self.app.db.sealed and not backup.sealed:
            more += "\nThis backup has no passphrase; `rut-tui passphrase set` gives it one again."
        name = called(backup, self.app.clock())
        self._be_sure(f"Go on with {name}?", more, lambda: self._restore(backup.path, name, sealed=backup.sealed))

    def _restore(self, source: "Path", name: str, *, sealed: bool) -> None:
        """Put a file in the journal's place, with a passphrase if it needs one."""
        self._wanted = lambda: self._restore(source, name, sealed=sealed)
        if sealed and self._passphrase is None:
            self._ask()
        else:
            self._busy("Restoring.")
            self.run_worker(self._put_back(source, name), group="mend")

    async def _put_back(self, source: "Path", name: str) -> None:
        from rut_tui.storage.restoring import restore

        db, passphrase = self.app.db, self._passphrase
        try:
            done = await asyncio.to_thread(restore, db.path, source, self.app.clock, passphrase)
        except WrongPassphrase:
            self._refuse()
        except StorageError as error:
            self._choose(error)
        else:
            if passphrase:
                with suppress(StorageError):  # whoever reads it next hears of it
                    await db.unlock(passphrase)
            else:
                db.start()
            kept = f" The damaged file is kept among the backups: {visible(done.kept.name)}." if done.kept else ""
            self.dismiss(f"This is {name}.{kept}")

    def action_salvage(self) -> None:
        """Copy what can still be read into a new file, and offer it."""
        self._wanted = self.action_salvage
        if self._salvaged:
            self._offer(self._salvaged)
        else:
            self._busy("Reading what can be read.")
            self.run_worker(self._read_rest(), group="mend")

    async def _read_rest(self) -> None:
        from rut_tui.storage.salvaging import salvage

        try:
            found = await asyncio.to_thread(salvage, self.app.db.path, self.app.clock, self._passphrase)
        except WrongPassphrase:
            self._refuse()
        except Sealed:
            self._ask()
        except StorageError as error:
            self._choose(error)
        else:
            self._salvaged = found
            self._offer(found)

    def _offer(self, found: "Salvaged") -> None:
        count = entries_in_words(found.entries)
        self._be_sure(
            f"{count.capitalize()} could be read. Go on with what there is?",
            f"{found.lost}\nThe damaged file is kept aside; nothing is deleted. "
            f"What was read is also in {visible(found.path.name)}, beside the journal.",
            lambda: self._restore(found.path, f"what could be read, with {count}", sealed=False),
        )

    def _ask(self) -> None:
        """Ask for the passphrase that is needed to go on."""
        self.step = "secret"
        self._say("This needs its passphrase.")
        self.listen(self.query_one(PassphraseField).line)

    def _refuse(self) -> None:
        self._passphrase = None
        self.query_one(PassphraseField).refuse()
        self._ask()

    def _given(self, passphrase: "Passphrase") -> None:
        self.query_one(PassphraseField).clear()
        self._passphrase = passphrase
        self._wanted()

    def leave(self) -> bool:
        """End with the code of a damaged journal, and say so where it can still be read."""
        self.app.exit(return_code=self._error.exit_code, message=str(self._error))
        return True
