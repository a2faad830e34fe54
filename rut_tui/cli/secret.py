"""How a command comes by the passphrase: from a file that the environment names, or asked for on the terminal.

It is never an argument: what is typed there can be seen by everyone on the machine.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Final, TypeVar

from rut_tui.cli.fault import OutputFault, UsageFault
from rut_tui.domain.visible import visible
from rut_tui.storage.faults import Sealed, WrongPassphrase
from rut_tui.storage.passphrase import VARIABLE

if TYPE_CHECKING:
    from rut_tui.storage.passphrase import Passphrase

T = TypeVar("T")

PAUSES: Final = (0.5, 1.0, 2.0)
"""Seconds to wait after each wrong passphrase; there are as many tries."""

SHORT: Final = 12
"""Characters below which a new passphrase is called short; it is taken all the same."""

_FORGOTTEN: Final = "If you forget it, nobody can open the journal again. There is no way around it."


def with_passphrase(attempt: "Callable[[Passphrase | None], T]", *, asks: bool) -> T:
    """Do something with the journal that may need its passphrase.

    Args:
        attempt: Tried without one first, then with what the environment or the person gives.
        asks: Whether the person may be asked.

    Raises:
        Sealed: There is none, or none that opens it.
    """
    try:
        return attempt(None)
    except Sealed as error:
        sealed = error
    from rut_tui.storage.engine import ENCRYPTS

    if not ENCRYPTS:
        raise sealed
    if given := from_environment():
        try:
            return attempt(given)
        except WrongPassphrase as error:
            raise WrongPassphrase(f"{error} It came from {VARIABLE}.") from None
    if not can_ask(asks=asks):
        raise Sealed(f"{sealed} Run this in a terminal to type it, or name a file that holds it in {VARIABLE}.")
    return _asked(attempt)


def can_ask(*, asks: bool) -> bool:
    """Whether there is someone to ask.

    Args:
        asks: False when the command was told to ask nothing.
    """
    return asks and sys.stdin is not None and sys.stdin.isatty()


def new_passphrase(file: Path | None, *, asks: bool) -> "Passphrase":
    """Return a passphrase that is to be set: from a file, or asked for twice.

    Args:
        file: The file to read it from, or None to ask.
        asks: Whether the person may be asked.

    Raises:
        UsageFault: There is none.
        OutputFault: The file can't be read.
    """
    from rut_tui.storage.passphrase import Passphrase

    if file is not None:
        try:
            return Passphrase.from_file(file)
        except OSError as error:
            raise OutputFault(f"{file}: can't be read: {error.strerror}") from None
        except ValueError as error:
            raise UsageFault(f"{file}: {error}") from None
    if not can_ask(asks=asks):
        raise UsageFault(
            "--new-file: name the file that holds the new passphrase, or run this in a terminal to type it"
        )
    sys.stderr.write(f"{_FORGOTTEN}\n")
    for _ in PAUSES:
        typed = hidden("New passphrase: ")
        try:
            first = Passphrase.of(typed)
        except ValueError as error:
            sys.stderr.write(f"passphrase: {error}\n")
            continue
        if len(typed) < SHORT:
            sys.stderr.write("That is short. A few words in a row are much harder to guess.\n")
        if first == _or_none(hidden("The same again: ")):
            return first
        sys.stderr.write("The two differ.\n")
    raise UsageFault("passphrase: nothing was changed")


def hidden(prompt: str) -> str:
    """Ask for something on the terminal without showing what is typed.

    Args:
        prompt: The question.

    Raises:
        Sealed: Nothing was typed, or it would be seen.
    """
    import warnings
    from getpass import GetPassWarning, getpass

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)
            return getpass(prompt)
    except EOFError:
        sys.stderr.write("\n")
        raise Sealed("No passphrase was typed. Nothing was changed.") from None
    except GetPassWarning:
        raise Sealed(
            "The passphrase would be seen on this terminal, so it isn't asked for. Nothing was changed."
        ) from None
    except UnicodeDecodeError:
        return ""


def _asked(attempt: "Callable[[Passphrase | None], T]") -> T:
    """Ask for the passphrase until it opens the journal, a few times."""
    for pause in PAUSES:
        given = _or_none(hidden("Passphrase: "))
        try:
            if given is None:
                raise WrongPassphrase("That is no passphrase. Nothing was changed.")
            return attempt(given)
        except WrongPassphrase as error:
            refusal = error
        if pause != PAUSES[-1]:
            sys.stderr.write("That passphrase doesn't open the journal.\n")
            time.sleep(pause)
    raise refusal


def from_environment() -> "Passphrase | None":
    """Return the passphrase in the file that the environment names, if it names one.

    Raises:
        Sealed: There is none in it, or it can't be read.
    """
    from rut_tui.storage.passphrase import Passphrase

    if not (named := os.environ.get(VARIABLE)):
        return None
    path = Path(named)
    try:
        given = Passphrase.from_file(path)
        mode = path.stat().st_mode
    except OSError as error:
        raise Sealed(f"{VARIABLE}: {named}: can't be read: {error.strerror}") from None
    except ValueError as error:
        raise Sealed(f"{VARIABLE}: {named}: {error}") from None
    if os.name == "posix" and S_ISREG(mode) and mode & 0o077:
        sys.stderr.write(f"{VARIABLE}: others on this machine may read {visible(named)}; `chmod 600` keeps it yours\n")
    return given


def _or_none(text: str) -> "Passphrase | None":
    """Return a passphrase for what was typed, or None when it can't be one."""
    from rut_tui.storage.passphrase import Passphrase

    try:
        return Passphrase.of(text)
    except ValueError:
        return None
