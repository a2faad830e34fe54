"""The program in a real pseudo-terminal, with an emulated screen: as a person meets it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

_PRIVATE = re.compile(rb"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]")
"""Modes and queries: none of them draws, and the emulator would print some of them."""


class Terminal:
    """rut-tui in a terminal of its own. Use it as a context manager; what is left running is killed."""

    def __init__(
        self, *arguments: str, env: Mapping[str, str], size: tuple[int, int] = (80, 24), through: Sequence[str] = ()
    ) -> None:
        """Start it.

        Args:
            arguments: Of rut-tui.
            env: The environment.
            size: Columns and rows.
            through: A program that starts it, with its options, such as strace.
        """
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self.raw = b""
        self._stream = pyte.ByteStream(self.screen)
        self._code: int | None = None
        self._through = bool(through)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            words = [*through, sys.executable, "-m", "rut_tui", *arguments]
            os.execvpe(words[0], words, dict(env))
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._code is None:
            os.kill(self.pid, signal.SIGKILL)
            self.wait()
        os.close(self._fd)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def type(self, keys: str) -> None:
        """Send keys as a terminal would."""
        os.write(self._fd, keys.encode())

    def see(self, pattern: str, seconds: float = 20.0) -> str:
        """Wait until the screen shows a pattern and return the screen."""
        return self._until(lambda: re.search(pattern, self.text) is not None, pattern, seconds)

    def gone(self, pattern: str, seconds: float = 20.0) -> str:
        """Wait until the screen no longer shows a pattern and return the screen."""
        return self._until(lambda: re.search(pattern, self.text) is None, f"no {pattern}", seconds)

    def settle(self, quiet: float = 0.15, seconds: float = 5.0) -> None:
        """Wait until nothing more is drawn."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = len(self.raw)
            self._read(quiet)
            if len(self.raw) == before:
                return

    def _until(self, condition: Callable[[], bool], what: str, seconds: float) -> str:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"never saw {what}:\n{self.text}"
            self._read(0.05)
        return self.text

    def _read(self, seconds: float) -> bool:
        """Take in what the program drew; False once it is gone."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(_PRIVATE.sub(b"", data))
        return bool(data)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def signal_app(self, number: int) -> None:
        """Send a signal to rut-tui itself, when another program started it."""
        started = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split() if self._through else []
        os.kill(int(started[0]) if started else self.pid, number)

    def wait(self, seconds: float = 20.0) -> int:
        """Wait until the program has ended and return its exit code; a signal n is −n."""
        end = time.monotonic() + seconds
        while self._code is None:
            assert time.monotonic() < end, f"it never ended:\n{self.text}"
            self._read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
        while self._read(0.0) and select.select([self._fd], [], [], 0.05)[0]:
            pass
        return self._code


def clean_environment(folder: Path, **more: str) -> dict[str, str]:
    """An environment with an empty home, a stopped clock and nothing of the machine's own."""
    keep = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH") if name in os.environ}
    return {
        **keep,
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TEXTUAL_ANIMATIONS": "none",
        "RUT_TUI_TODAY": "2026-11-20T21:00:00+00:00",
        **more,
    }
