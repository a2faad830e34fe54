"""Leaves when the system says so: first what was typed, keys still on their way included, then the terminal.

A closed window must not hang the app, nor a stuck app keep the system waiting: a watchdog ends what takes too long.
"""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from threading import Event, Thread
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

from rut_tui.storage.faults import StorageError

if TYPE_CHECKING:
    from rut_tui.app import RutApp

POLL: Final = 0.025
"""Seconds between two looks at whether more was typed."""

STILL: Final = 4
"""Looks in a row without anything new after which nothing more is on its way."""

LONGEST: Final = 4.0
"""Seconds that keys may keep coming."""

DEAF: Final = 1.5
"""Seconds after which an app that doesn't react is taken for stuck."""

SLOW: Final = 8.0
"""Seconds that keys and a slow disk are given together."""

END: Final = 3.0
"""Seconds that a clean end is given once everything is on disk."""

LOOK: Final = 5.0
"""Seconds between two looks at whether the terminal is still there."""

_WHOLE: Final = b"\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[<u"
"""Leaves the alternate screen, shows the cursor, turns mouse, focus and paste reports off."""


class Leaving:
    """Waits for SIGTERM, SIGHUP and SIGINT."""

    def __init__(self, app: "RutApp") -> None:
        """Belong to an app."""
        self._app = app
        self._before: dict[int, Any] = {}
        self._number = 0
        self._heard = Event()
        self._safe = Event()
        self._task: asyncio.Task[None] | None = None

    def listen(self) -> None:
        """Take the three signals from now on."""
        if sys.platform == "win32":
            return
        self._loop = asyncio.get_running_loop()
        # Not the loop's own handlers: they would wait for a loop that is stuck.
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            self._before[number] = signal.signal(number, self._asked)
        if self._has_terminal():
            self._app.set_interval(LOOK, self._look)

    def stop(self) -> None:
        """Leave the signals to whoever had them before."""
        if not self._number:
            for number, handler in self._before.items():
                signal.signal(number, handler)

    def _look(self) -> None:
        """Leave a terminal that is gone without a signal: nobody will come back to it, and its texts are wanted."""
        if not self._has_terminal():
            self._asked(signal.SIGHUP, None)

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        if not self._number:
            self._number = number
            Thread(target=self._watch, daemon=True).start()
            self._loop.call_soon_threadsafe(self._begin)

    def _begin(self) -> None:
        # A task of its own: in the app's own queue it would hold up the keys that are still to be read.
        self._heard.set()
        self._task = self._loop.create_task(self._leave())

    async def _leave(self) -> None:
        said: str | None = None
        try:
            await self._app.drafts.flush()
            await self._quiet()
            await self._app.drafts.flush(leaving=True)
        except StorageError as error:
            said = str(error)
        self._safe.set()
        if not self._has_terminal():
            # A clean end would wait for ever for a terminal that takes no more.
            await self._app.drafts.end()
            self._app.db.close()
            os._exit(128 + self._number)
        self._app.exit(return_code=128 + self._number, message=said)

    async def _quiet(self) -> None:
        """Wait until every key that was typed before the signal has arrived and had its effect."""
        end = self._loop.time() + LONGEST
        still = 0
        while still < STILL and self._loop.time() < end:
            await asyncio.sleep(POLL)
            still = 0 if self._app.answering or self._app.drafts.behind() else still + 1

    def _has_terminal(self) -> bool:
        import termios

        stdin = sys.__stdin__
        try:
            return stdin is not None and bool(termios.tcgetattr(stdin.fileno()))
        except (termios.error, OSError, ValueError):
            return False

    def _watch(self) -> None:
        """End the process whatever happens; a thread of its own, because the loop may be stuck."""
        stuck = not self._heard.wait(DEAF)
        if stuck or not self._safe.wait(SLOW):
            with suppress(Exception):
                self._app.drafts.flush_now(SLOW)
        Event().wait(END)
        self._restore_terminal()
        os._exit(128 + self._number)

    def _restore_terminal(self) -> None:
        """Do by hand what the driver would have done."""
        import termios

        with suppress(Exception):
            driver: Any = self._app._driver
            termios.tcsetattr(driver.fileno, termios.TCSANOW, driver.attrs_before)
            stderr = sys.__stderr__
            if stderr is not None:
                os.set_blocking(stderr.fileno(), False)
                os.write(stderr.fileno(), _WHOLE)
