"""Processes for the tests of the command line, forked from one that has imported what the command needs of others.

Each command still runs in a process of its own, with its own home, its own copy of our modules and its own end; but the
third of a second in which Python reads pydantic, sqlite-utils and click is spent once.
"""

import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

BEFOREHAND = ("asyncio", "click", "email.message", "importlib.metadata", "pydantic", "pydantic.type_adapter")
MAYBE = ("sqlite_utils", "sqlcipher3")


class CommandServer:
    """Starts commands; one for each process of the tests."""

    def __init__(self, environ: dict[str, str]) -> None:
        """Start it in an environment like that of the commands."""
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())], env=environ, pass_fds=[theirs.fileno()]
            )

    def start(self, arguments: list[str], environ: dict[str, str], folder: Path, streams: tuple[int, int, int]) -> int:
        """Start a command and return the number of its process.

        Args:
            arguments: What follows its name.
            environ: Its whole environment.
            folder: Where it runs.
            streams: Its standard input, output and error.
        """
        said = json.dumps([arguments, environ, str(folder)]).encode()
        socket.send_fds(self._socket, [said], list(streams))
        return int(self._socket.recv(64))

    def wait(self, process: int, seconds: float) -> int:
        """Return how a command ended: its code, or the negative number of the signal that ended it."""
        self._socket.settimeout(seconds)
        try:
            return int(self._socket.recv(64))
        except TimeoutError:
            os.kill(process, signal.SIGKILL)
            raise

    def close(self) -> None:
        """End it."""
        self._socket.close()
        self._process.wait()


def _serve(line: socket.socket) -> None:
    """Fork for each request, until there are no more."""
    while True:
        said, streams, _, _ = socket.recv_fds(line, 1 << 20, 3)
        if not said:
            return
        child = os.fork()
        if child == 0:
            line.close()
            arguments, environ, folder = json.loads(said)
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
                os.close(stream)
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environ)
            time.tzset()
            sys.argv = ["rut-tui", *arguments]
            runpy.run_module("rut_tui", run_name="__main__", alter_sys=True)
            return
        for stream in streams:
            os.close(stream)
        line.send(b"%d" % child)
        line.send(b"%d" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


if __name__ == "__main__":
    for name in BEFOREHAND:
        __import__(name)
    for name in MAYBE:
        with suppress(ImportError):
            __import__(name)
    _serve(socket.socket(fileno=int(sys.argv[1])))
