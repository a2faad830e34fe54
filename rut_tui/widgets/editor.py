"""A note in the person's own editor: the app steps aside, and takes back what the editor left.

Both ends are one step to undo. A text that can't be taken back stays in its file, and the next try opens that.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.app import SuspendNotSupported

from rut_tui.domain.visible import visible
from rut_tui.storage.faults import StorageError
from rut_tui.storage.lent import Lent, NotTaken

if TYPE_CHECKING:
    from rut_tui.app import RutApp

_USUAL: Final = ("nano", "vim", "vi", "notepad")
"""What is tried where the environment names no editor."""

_COPIES: Final = (
    "Your editor may keep copies that the passphrase doesn't protect: swap files, history. ctrl+o again opens it."
)
_AT_ONCE: Final = 1.0
"""Seconds in which nobody writes anything: an editor that ends so soon has only opened a window."""


class EditorFault(Exception):
    """The note is as it was. The message is for the person."""


def command(environ: Mapping[str, str]) -> list[str]:
    """Return the editor and its options.

    Args:
        environ: The environment; VISUAL comes before EDITOR.

    Raises:
        EditorFault: None is named and none is there, or what is named can't be understood.
    """
    for name in ("VISUAL", "EDITOR"):
        if named := environ.get(name, "").strip():
            try:
                return shlex.split(named)
            except ValueError:
                raise EditorFault(f"{name} can't be understood: a quote in it has no end.") from None
    for usual in _USUAL:
        if found := shutil.which(usual, path=environ.get("PATH")):
            return [found]
    raise EditorFault("No editor was found. Put the name of yours in EDITOR, as in EDITOR=nano.")


class Editor:
    """The person's editor, at work on one note.

    Attributes:
        lent: The text while it is outside; it outlives a try that failed.
    """

    def __init__(self) -> None:
        """Nothing is lent yet."""
        self.lent: Lent | None = None

    def edit(self, app: "RutApp", text: str) -> str:
        """Open the note in the editor, wait for it to end, and return what it left.

        Raises:
            EditorFault: The note is as it was, and why.
        """
        words = command(os.environ)
        if app.db.sealed and not app.warned_of_editor:
            app.warned_of_editor = True
            raise EditorFault(_COPIES)
        try:
            self.lent = self.lent or Lent(text, app.db.path, os.environ)
        except StorageError as error:
            raise EditorFault(str(error)) from None
        began = time.monotonic()
        code = self._run(app, [*words, str(self.lent.path)])
        app.hands_moved()
        if code:
            self.close()
            raise EditorFault(f"The editor stopped with {code}, so the note is as it was.")
        try:
            left = self.lent.read()
        except NotTaken as error:
            raise EditorFault(f"Not taken back: {error} It is still in the editor's file; ctrl+o goes on.") from None
        self.close()
        if left == text and time.monotonic() - began < _AT_ONCE:
            raise EditorFault("The editor came back at once. If it opens a window, let it wait: EDITOR='code --wait'.")
        return left

    def close(self) -> None:
        """Take the file away."""
        if self.lent is not None:
            self.lent.end()
            self.lent = None

    def _run(self, app: "RutApp", words: list[str]) -> int:
        ended: int | OSError = 0
        try:
            with app.suspend(), _undisturbed():
                try:
                    # The standard output may be redirected; the app draws on the standard error.
                    ended = subprocess.run(words, stdout=sys.__stderr__, check=False).returncode  # noqa: S603 (their own)
                except OSError as error:
                    ended = error  # kept for later: a fault in here would leave the terminal as it is
        except SuspendNotSupported:
            self.close()
            raise EditorFault("Another program can't be opened from here.") from None
        if isinstance(ended, OSError):
            self.close()
            reason = os.strerror(ended.errno) if ended.errno else "it can't be run"
            raise EditorFault(f"{visible(Path(words[0]).name)} can't be started: {reason}.")
        return ended


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Leave ctrl+c to the editor: it reaches everything on the terminal."""
    before = signal.signal(signal.SIGINT, lambda *_: None)  # unlike SIG_IGN, the editor does not inherit it
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
