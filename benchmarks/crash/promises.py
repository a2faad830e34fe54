"""What a writer promised before it was killed, and whether the journal keeps it.

A promise is written down where it survives kill -9: in memory that the judge shares, or on the standard output.
"""

import mmap
import os
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rut_tui.storage.faults import InDoubt

Rows = dict[str, str]
"""Key of a row → a hash of what it holds."""

_LENGTH = struct.Struct("<Q")


class Promises:
    """The lines `TRY put <key> <hash>`, `ACK put <key> <hash>`, `TRY del <key>`, `ACK del <key>`, and `ERR …`."""

    def __init__(self, write: Callable[[str], None]) -> None:
        """Take what keeps a line."""
        self._write = write

    @contextmanager
    def put(self, *rows: tuple[str, str]) -> Iterator[None]:
        """Promise that some rows are saved when the block ends: their keys, and hashes of what they hold."""
        self._say("TRY put", rows)
        yield
        self._say("ACK put", rows)

    @contextmanager
    def remove(self, *keys: str) -> Iterator[None]:
        """Promise that some rows are gone when the block ends."""
        rows = [(key,) for key in keys]
        self._say("TRY del", rows)
        yield
        self._say("ACK del", rows)

    def given(self, rows: Rows) -> None:
        """Promise what is there already."""
        self._say("ACK put", rows.items())

    def failed(self, error: Exception) -> None:
        """Note that the person was told it was not saved."""
        self._write(f"ERR {type(error).__name__} {error}".replace("\n", " ") + "\n")

    def broke(self, error: Exception) -> None:
        """Note a fault of our own: it was never to reach anyone."""
        self._write(f"BUG {type(error).__name__} {error}".replace("\n", " ") + "\n")

    def finished(self) -> None:
        """Note that the writer came to its end."""
        self._write("END\n")

    def _say(self, what: str, rows: Iterable[tuple[str, ...]]) -> None:
        self._write("".join(" ".join((what, *row)) + "\n" for row in rows))


def speaking() -> Promises:
    """Return promises that are said on the standard output, each at once."""

    def say(lines: str) -> None:
        os.write(1, lines.encode())

    return Promises(say)


class Shared:
    """Memory that a forked writer shares with its judge: writing to it is no system call, and kill -9 leaves it."""

    def __init__(self, size: int = 1 << 22) -> None:
        """Make it, empty."""
        self._memory = mmap.mmap(-1, size)

    def add(self, lines: str) -> None:
        """Write down some lines. They count once the length that stands before them does."""
        data, end = lines.encode(), self._end()
        self._memory[end : end + len(data)] = data
        self._memory[: _LENGTH.size] = _LENGTH.pack(end + len(data))

    @property
    def text(self) -> str:
        """Everything written down."""
        return self._memory[_LENGTH.size : self._end()].decode()

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()

    def _end(self) -> int:
        return int(_LENGTH.unpack(self._memory[: _LENGTH.size])[0]) or _LENGTH.size


class Judge:
    """Holds a journal against the promises made about it."""

    def __init__(self) -> None:
        """Nothing is promised yet."""
        self._kept: dict[str, str | None] = {}
        self._tried: dict[str, list[str | None]] = {}
        self._doubtful: dict[str, list[str | None]] = {}
        """What may or may not have been saved, as the person was told; whatever brings a row back may bring it back."""
        self.acknowledged = 0
        self.refused = 0
        self.bugs: list[str] = []
        self.finished = False

    def hear(self, lines: str) -> None:
        """Take in some lines of promises."""
        for line in lines.splitlines():
            match line.split():
                case ["TRY", "put", key, value]:
                    self._tried.setdefault(key, []).append(value)
                case ["TRY", "del", key]:
                    self._tried.setdefault(key, []).append(None)
                case ["ACK", "put", key, value]:
                    self._keep(key, value)
                case ["ACK", "del", key]:
                    self._keep(key, None)
                case ["ERR", kind, *_]:
                    self.refused += 1
                    if kind == InDoubt.__name__:
                        for key, values in self._tried.items():
                            self._doubtful.setdefault(key, []).extend(values)
                case ["BUG", *_]:
                    self.bugs.append(line)
                case ["END"]:
                    self.finished = True

    def faults(self, rows: Rows) -> list[str]:
        """Return what is lost or wrong: a row may be as it was promised last, as it was being made, or as in doubt."""
        found = list(self.bugs)
        for key in sorted({*self._kept, *self._tried, *rows}):
            allowed = {self._kept.get(key), *self._tried.get(key, ()), *self._doubtful.get(key, ())}
            if rows.get(key) not in allowed:
                found.append(f"{'WRONG' if key in rows else 'LOST'} {key}")
        return found

    def _keep(self, key: str, value: str | None) -> None:
        self._kept[key] = value
        self._tried[key] = []
        self.acknowledged += 1
