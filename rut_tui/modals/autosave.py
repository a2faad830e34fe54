"""When what is typed goes to disk: shortly behind the keys, never in their way.

One write is under way at most, and the next one takes the newest: a slow disk piles nothing up.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from rut_tui.storage.faults import InUse, Sealed, StorageError

QUIET: Final = 0.4
"""Seconds without a key after which what was typed is written."""

LATEST: Final = 0.8
"""Seconds after which it is written although keys still come: a little less than the second that may be lost."""

RETRY: Final = 1.0
"""Seconds to the next try after a write was refused."""

BUSY: Final = 5
"""Tries after which it is said that another program is in the way."""


class Autosave:
    """Writes a little while after it was told of something.

    Attributes:
        told: Whether it was said that nothing can be written.
    """

    def __init__(self, write: Callable[[], Awaitable[None]], tell: Callable[[str], None]) -> None:
        """Stand by.

        Args:
            write: Brings the newest to disk.
            tell: Says what the file refused.
        """
        self._write = write
        self._tell = tell
        self._timer: asyncio.TimerHandle | None = None
        self._since: float | None = None
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self._tries = 0
        self.told = False

    def typed(self) -> None:
        """Write when the hand rests, and soon even when it doesn't."""
        now = asyncio.get_running_loop().time()
        self._since = self._since or now
        self._write_in(min(QUIET, self._since + LATEST - now))

    def soon(self) -> None:
        """Write as soon as may be."""
        self._write_in(0)

    async def end(self) -> None:
        """Finish what is under way and begin nothing more."""
        if self._timer:
            self._timer.cancel()
        if self._task:
            await self._task
        if self._timer:
            self._timer.cancel()

    def _write_in(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(max(seconds, 0), self._begin)

    def _begin(self) -> None:
        self._timer = self._since = None
        if self._task and not self._task.done():
            self._again = True
        else:
            # A task of its own: awaited anywhere in the app, it would hold up the keys.
            self._task = asyncio.create_task(self._catch_up())

    async def _catch_up(self) -> None:
        self._again = True
        while self._again:
            self._again = False
            try:
                await self._write()
            except Sealed:
                return  # all of it was written before the journal was locked
            except StorageError as error:
                self._refused(error)
                return
        self._tries = 0
        self.told = False

    def _refused(self, error: StorageError) -> None:
        """Say so once, and try again; a program that is only in the way for a moment is not worth a word."""
        self._tries += 1
        if not self.told and (self._tries >= BUSY or not isinstance(error, InUse)):
            self.told = True
            self._tell(f"What you type isn't kept on disk yet. {error}")
        self._write_in(RETRY)
