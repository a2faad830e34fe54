"""The command as a person runs it: a process of its own, with a home and folders that are empty."""

import atexit
import os
import pty
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from command_server import CommandServer

import rut_tui

NOW = "2026-11-20T21:00:00+01:00"
"""A Friday evening in Berlin."""


SECONDS = 60
"""The longest a command may take."""

PIPED = 32 * 1024
"""Bytes that go into a pipe at once, whoever reads it when."""


@dataclass(frozen=True)
class Home:
    """An empty home, and what runs in it."""

    path: Path

    @property
    def environ(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        return {
            **kept,
            "HOME": str(self.path),
            "XDG_DATA_HOME": str(self.path / "data"),
            "XDG_CONFIG_HOME": str(self.path / "config"),
            "RUT_TUI_TODAY": NOW,
            "PYTHONWARNINGS": "error",
            "PYTHONPATH": str(Path(rut_tui.__file__).parent.parent),
        }

    @property
    def journal(self) -> Path:
        return self.path / "data" / "rut-tui" / "rut.db"

    def run(
        self, *arguments: str, stdin: bytes = b"", environ: dict[str, str] | None = None, code: int | None = 0
    ) -> subprocess.CompletedProcess[str]:
        """Run the command; fail the test if it doesn't end with `code` (None: any)."""
        given = self.environ if environ is None else environ
        ours = {name for name in given.keys() | self.environ.keys() if given.get(name) != self.environ.get(name)}
        if os.name == "posix" and len(stdin) <= PIPED and all(name.startswith("RUT_TUI") for name in ours):
            answer = self._forked(arguments, stdin, given)
        else:
            done = subprocess.run(
                [sys.executable, "-m", "rut_tui", *arguments],
                env=given,
                input=stdin,
                capture_output=True,
                timeout=SECONDS,
                cwd=self.path,
            )
            answer = subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
        assert code is None or answer.returncode == code, answer
        assert "Traceback" not in answer.stderr
        return answer

    def _forked(
        self, arguments: tuple[str, ...], stdin: bytes, environ: dict[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run the command in a process that has the libraries read already."""
        read, write = os.pipe()
        os.write(write, stdin)
        os.close(write)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            server = _server(self)
            process = server.start(list(arguments), environ, self.path, (read, out.fileno(), err.fileno()))
            os.close(read)
            code = server.wait(process, SECONDS)
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(list(arguments), code, out.read().decode(), err.read().decode())

    def typed(self, arguments: list[str], answers: list[tuple[str, str]], code: int = 0) -> str:
        """Run the command in a terminal, type each answer once its question stands there, and return what was shown."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.path)
            os.execve(sys.executable, [sys.executable, "-m", "rut_tui", *arguments], self.environ)
        shown, waiting, end = "", list(answers), time.monotonic() + 60
        asked = 0
        while time.monotonic() < end:
            if waiting and waiting[0][0] in shown[asked:]:
                asked = len(shown)
                os.write(terminal, f"{waiting.pop(0)[1]}\n".encode())
            if select.select([terminal], [], [], 0.05)[0]:
                try:
                    read = os.read(terminal, 65536)
                except OSError:  # it has ended
                    break
                shown += read.decode()
        os.close(terminal)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        assert (status, waiting) == (code, []), shown
        assert "Traceback" not in shown
        return shown


@cache
def _running(environ: tuple[tuple[str, str], ...]) -> CommandServer:
    server = CommandServer(dict(environ))
    atexit.register(server.close)
    return server


def _server(home: Home) -> CommandServer:
    """Return the one for all homes: what they don't share is given with each command."""
    shared = (item for item in home.environ.items() if not item[1].startswith(str(home.path)))
    return _running(tuple(sorted(shared)))


@contextmanager
def in_use(home: Home) -> Iterator[None]:
    """Another rut-tui that has the journal open."""
    code = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime;"
        "from rut_tui.storage.store import open_store;"
        "store = open_store(Path(sys.argv[1]), lambda: datetime.now(UTC));"
        "print('open', flush=True); sys.stdin.read(); store.close()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(home.journal)], env=home.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"open\n"
    yield
    process.communicate()
