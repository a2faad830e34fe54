"""Opening the app. The only place on the command line that imports Textual; click is not needed for it."""

import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rut_tui import paths
from rut_tui.cli.fault import SampleFault, UsageFault
from rut_tui.commands import SCREENS

if TYPE_CHECKING:
    from rut_tui.clock import Clock
    from rut_tui.settings import Settings
    from rut_tui.storage.passphrase import Passphrase


def plainly(options: Mapping[str, str]) -> bool:
    """Whether options are well formed, so that click has nothing to say about them.

    Args:
        options: Option → value, as they were given before a command that isn't there.
    """
    return options.get("--screen", "today") in SCREENS and options.get("--db", "here") != ""


def launch(db: str | None, *, demo: bool, screen: str) -> int:
    """Open the app and return its exit code.

    Args:
        db: What --db says, if anything.
        demo: Open a throw-away copy of the sample life instead.
        screen: The screen to start on.

    Raises:
        UsageFault: No terminal, or options that don't go together.
        PathError: Nothing says where the journal is.
    """
    from rut_tui.cli.now import clock

    if demo and db:
        raise UsageFault("--demo brings a journal of its own; leave --db out")
    # Textual reads keys from stdin and draws on stderr; stdout may be redirected.
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise UsageFault("rut-tui needs an interactive terminal")
    now = clock()
    settings, notice = _settings()
    silence_logs()
    # Nothing loaded at the start is garbage; looking for some takes an eighth of it. The app turns it on again.
    gc.disable()
    if demo:
        return _demo(settings, now, screen, notice)
    from rut_tui.app import run_app

    path = paths.database(db, os.environ)
    return run_app(path, settings, now, screen, notice, passphrase=_passphrase(path))


def _demo(settings: "Settings", now: "Clock", screen: str, notice: str) -> int:
    from tempfile import TemporaryDirectory

    from rut_tui.app import run_app
    from rut_tui.content import ContentError
    from rut_tui.interchange.demo import open_demo

    # Made 0700 by tempfile.
    with TemporaryDirectory(prefix="rut-tui-demo-") as folder:
        try:
            journal = open_demo(Path(folder), now)
        except (ContentError, FileNotFoundError):
            raise SampleFault("the sample life is missing from this installation; installing again helps") from None
        return run_app(journal, settings, now, screen, notice, label="sample")


def _passphrase(path: Path) -> "Passphrase | None":
    """Return what the environment says opens a journal that has a passphrase; one that is made gets none unasked."""
    from rut_tui.storage.signatures import seems_sealed

    if not seems_sealed(path):
        return None
    from rut_tui.cli.secret import from_environment

    return from_environment()


def _settings() -> tuple["Settings", str]:
    from rut_tui.settings import Settings, load

    try:
        settings, fault = load(paths.settings_file(os.environ))
    except paths.PathError:
        return Settings(), ""
    return settings, fault or ""


def silence_logs() -> None:
    """Keep libraries from writing tracebacks and keys, and with them somebody's words, over the screen or to a log."""
    import logging
    import threading

    logging.getLogger().addHandler(logging.NullHandler())
    threading.excepthook = lambda _: None
    for told in ("TEXTUAL", "TEXTUAL_LOG"):
        os.environ.pop(told, None)  # Textual would log every key, to a file or to another program
