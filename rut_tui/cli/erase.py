"""`erase`: takes the journal away for good, with all that rut-tui put beside it. It asks twice."""

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import click

from rut_tui import paths
from rut_tui.cli.fault import OutputFault, UsageFault
from rut_tui.cli.journal import Journal
from rut_tui.cli.secret import can_ask
from rut_tui.cli.terminal import say

_WORD: Final = "erase"
_STILL: Final = (
    "Not touched: exports and other copies you made, backups of this computer, what an editor kept. "
    "Until the disk writes over the place, tools for lost files may find parts of what was there."
)


@click.command(
    epilog="""\b
Examples:
  rut-tui erase
  rut-tui --db old.db erase      that journal only; the settings stay"""
)
@click.pass_obj
def erase(journal: Journal) -> int:
    """Take the journal away for good: entries, drafts, backups, settings.

    It asks twice, and works without the passphrase and on a damaged file, too. Only a terminal can answer.
    """
    if not can_ask(asks=journal.asks):
        raise UsageFault("erase asks twice before it does anything: run it in a terminal, without --no-input")
    from rut_tui.storage.erasing import belongings
    from rut_tui.storage.erasing import erase as take_away

    found = belongings(journal.path, _settings(journal))
    if not found:
        say(f"There is nothing of rut-tui's at {journal.path}.")
        return 0
    say("This takes away for good:")
    for line in _summed(found):
        say(f"  {line}")
    if not (_agreed(f"Type {_WORD} to go on: ") and _agreed(f"No copy is kept. Type {_WORD} once more: ")):
        say("Nothing was taken away.")
        return 1
    outcome = take_away(journal.path, found, os.environ)
    say("Gone:")
    for line in _summed(outcome.gone):
        say(f"  {line}")
    say(_STILL)
    if outcome.left:
        raise OutputFault("\n".join(f"{path}: still there: {reason}" for path, reason in outcome.left))
    return 0


def _settings(journal: Journal) -> Path | None:
    """Return the settings file, unless the journal is one beside the usual: then that one needs them."""
    try:
        if journal.option and Path(journal.option).absolute() != paths.database(None, os.environ).absolute():
            return None
        return paths.settings_file(os.environ)
    except paths.PathError:
        return None


def _summed(files: tuple[Path, ...]) -> list[str]:
    """Return a line for each folder with backups in it, and one for each other file."""
    many = Counter(path.parent for path in files)
    lines: list[str] = []
    for path in files:
        if path.parent.name != "backups":
            lines.append(str(path))
        elif count := many.pop(path.parent, 0):
            lines.append(f"{path.parent}: {count:,} file{'' if count == 1 else 's'}")
    return lines


def _agreed(question: str) -> bool:
    """Ask on the terminal; anything but the word is a no."""
    sys.stdout.write(question)
    sys.stdout.flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        sys.stdout.write("\n")
    return answer.strip() == _WORD
