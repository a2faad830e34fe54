"""Processes for the tests of the command line, forked from one that has imported what commands need.

Each command still runs in a process of its own, with its own home and its own end; but the half of a second in which
Python reads pydantic, sqlite-utils, click and our models is spent once.
"""

import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

BEFOREHAND = (
    "rut_tui.cli.group",
    "rut_tui.cli.diary",
    "rut_tui.domain.journal",
    "rut_tui.storage.store",
    "rut_tui.storage.worker",
)


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
    _serve(socket.socket(fileno=int(sys.argv[1])))
