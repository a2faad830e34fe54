"""`passphrase` encrypts the journal, changes what opens it, or takes it away."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from rut_tui.cli.fault import UsageFault
from rut_tui.cli.journal import Journal
from rut_tui.cli.secret import can_ask, new_passphrase
from rut_tui.cli.terminal import say

if TYPE_CHECKING:
    from rut_tui.storage.passphrase import Passphrase

_NEW_FILE: Final = click.option(
    "--new-file", metavar="PATH", help="Read the new passphrase from the first line of a file instead of asking."
)
_BACKUPS: Final = click.option(
    "--backups/--keep-backups",
    "rewrite",
    default=None,
    help="Rewrite the backups like the journal, or keep them as they are. Without either you are asked.",
)
_SET: Final = "The journal has a passphrase now. Every start asks for it."
_CHANGED: Final = "The journal has another passphrase now."
_REMOVED: Final = "The journal has no passphrase any more. Whoever gets the file can read it."


@click.group(
    "passphrase",
    epilog="""\b
Examples:
  rut-tui passphrase set
  rut-tui passphrase change
  rut-tui passphrase remove
  RUT_TUI_PASSPHRASE_FILE=~/.rut-pass rut-tui status    for scripts""",
)
def passphrase() -> None:
    """Encrypt the journal with a passphrase.

    It protects a copied or stolen file and its backups; not what is on the screen while the journal is open.
    Nobody can recover a passphrase that is forgotten: the journal is gone with it.
    """


@passphrase.command("set")
@_NEW_FILE
@_BACKUPS
@click.pass_obj
def set_(journal: Journal, new_file: str | None, rewrite: bool | None) -> None:
    """Encrypt the journal.

    Where there is none yet, one is made that is encrypted from the start.
    """
    from rut_tui.storage.inspection import inspect
    from rut_tui.storage.unlocking import require_encryption

    require_encryption()
    found = inspect(journal.path)
    if found.salt:
        raise UsageFault("the journal has a passphrase already; `rut-tui passphrase change` gives it another")
    new = new_passphrase(_path(new_file), asks=journal.asks)
    if found.absent:
        journal.make(new)
        say(_SET)
    else:
        _reseal(journal, None, new, rewrite, "Encrypt the backups, too?", _SET)


@passphrase.command()
@_NEW_FILE
@_BACKUPS
@click.pass_obj
def change(journal: Journal, new_file: str | None, rewrite: bool | None) -> None:
    """Give the journal another passphrase."""
    current = _current(journal)
    new = new_passphrase(_path(new_file), asks=journal.asks)
    _reseal(journal, current, new, rewrite, "Put the backups under the new passphrase, too?", _CHANGED)


@passphrase.command()
@_BACKUPS
@click.pass_obj
def remove(journal: Journal, rewrite: bool | None) -> None:
    """Take the passphrase away: the journal becomes a plain file."""
    _reseal(journal, _current(journal), None, rewrite, "Take the passphrase off the backups, too?", _REMOVED)


def _reseal(
    journal: Journal,
    current: "Passphrase | None",
    new: "Passphrase | None",
    rewrite: bool | None,
    question: str,
    outcome: str,
) -> None:
    from rut_tui.storage.sealing import plain_copies, reseal, reseal_backups

    path, clock = journal.path, journal.clock
    if rewrite is None:
        rewrite = not can_ask(asks=journal.asks) or click.confirm(question, default=True, err=True)
    reseal(path, clock, current=current, new=new)
    say(outcome)
    if rewrite:
        told = reseal_backups(path, clock, current=current, new=new)
        say(f"backups: {told.done:,} rewritten" + (f", {told.left:,} left as they are" if told.left else ""))
    else:
        say("backups: left as they are")
    for copy in plain_copies(path, clock) if new else ():
        say(f"readable without the passphrase: {copy}")


def _current(journal: Journal) -> "Passphrase":
    """Return the passphrase the journal has, tried out.

    Raises:
        UsageFault: It has none.
        Sealed: It isn't known.
    """
    from rut_tui.storage.inspection import inspect

    if not inspect(journal.path).salt:
        raise UsageFault("the journal has no passphrase; `rut-tui passphrase set` gives it one")
    current = journal.work(lambda store: store.passphrase)
    if current is None:
        raise UsageFault("the journal has no passphrase any more")
    return current


def _path(file: str | None) -> Path | None:
    if file == "":
        raise UsageFault("--new-file: say which file holds the new passphrase")
    return None if file is None else Path(file)
