"""A life with a passphrase, in a terminal: typed, saved, taken back, locked, cut short by kill -9, and gone on with."""

import os
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from terminal import Terminal

NOTE, ACTIVITY, GOAL, PASSPHRASE = MARKERS = ("Zebrafold", "Okapimoor", "Gnuvale", "open-sesame")
"""Words that must be nowhere but on the screen, and inside what is encrypted."""

CTRL_L, CTRL_S, CTRL_Z = "\x0c", "\x13", "\x1a"


def live(
    journal: Path, env: Mapping[str, str], look: Callable[[str], None], through: Callable[[int], Sequence[str]]
) -> None:
    """Live it.

    Args:
        journal: An encrypted journal that was opened before.
        env: The environment.
        look: Called at each moment when there is something to look for, with a name for it.
        through: What starts each of the runs, such as strace.
    """
    with Terminal("--db", str(journal), env=env, through=through(0), size=(100, 30)) as terminal:
        _enter(terminal)
        terminal.type(f"c4\t{ACTIVITY}\r\t\t\t{NOTE} is saved")
        terminal.see(f"{NOTE} is saved", seconds=60)
        look("typed")
        terminal.type(CTRL_S)
        terminal.see("Saved", seconds=60)
        look("saved")
        terminal.type(f"4n{GOAL} by spring")
        terminal.see(GOAL, seconds=60)
        terminal.type(CTRL_S)
        terminal.gone("ctrl\\+s", seconds=60)
        terminal.type(f"1c2\t\t\t\t{NOTE} is unsaved")
        terminal.see("is unsaved", seconds=60)
        terminal.settle(2.0, seconds=6.0)
        look("unsaved")
        terminal.type(CTRL_L)
        terminal.see("What you wrote is kept", seconds=60)
        look("locked")
        terminal.type(f"{PASSPHRASE}\r")
        terminal.see("is unsaved", seconds=60)
        terminal.type(f" {NOTE}")
        terminal.settle(2.0, seconds=6.0)
        _kill(terminal)
        look("killed")
    with Terminal("--db", str(journal), env=env, through=through(1), size=(100, 30)) as terminal:
        _enter(terminal)
        look("started again")
        terminal.signal_app(signal.SIGTERM)
        terminal.wait(60)
    look("left")


def scan(folder: Path, *, but: Path) -> list[str]:
    """Return the files below a folder that hold one of the words, in one of the ways programs write text.

    Args:
        folder: Where to look.
        but: The one file that may.
    """
    words = [word.encode(code) for word in MARKERS for code in ("utf-8", "utf-16-le", "utf-16-be")]
    found = []
    for path in folder.rglob("*"):
        try:
            data = path.read_bytes() if path.is_file() and path != but else b""
        except OSError:
            continue  # it went away meanwhile
        if any(word in data for word in words) or any(word in os.fsencode(path.name) for word in words):
            found.append(str(path.relative_to(folder)))
    return found


def _enter(terminal: Terminal) -> None:
    terminal.see("Your journal has a passphrase", seconds=60)
    terminal.type(f"{PASSPHRASE}\r")
    terminal.see("One step|You were writing", seconds=60)


def _kill(terminal: Terminal) -> None:
    terminal.signal_app(signal.SIGKILL)
    terminal.wait(60)
