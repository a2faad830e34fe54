"""Interrupts what rut-tui does to a journal, at every point there is, and counts what was lost.

A writer is forked from a process that has loaded everything, so that a round takes little time; strace takes hold of
it before it begins.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from jobs import Job
from living import Place
from promises import Judge, Promises, Shared

from rut_tui.storage.faults import StorageError

NAME: Final = "t.db"
WRITES: Final = ("write", "pwrite64", "ftruncate")
SYNCS: Final = ("fsync", "fdatasync")
MOVES: Final = ("unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat")
CALLS: Final = (*WRITES, *SYNCS, *MOVES)
"""Every system call that changes what is on the disk. Killed before the next one is killed after the last."""

FAULTS: Final = (*((call, "ENOSPC") for call in WRITES), *((call, "EIO") for call in CALLS))


class Round:
    """One life of a journal: prepared, worked on by a process that may be stopped, and judged."""

    def __init__(self, job: Job, prepared: Place, promised: dict[str, str]) -> None:
        """Copy what the job starts from into a folder of its own."""
        self._job = job
        above = prepared.path.parent.parent
        self.folder = Path(tempfile.mkdtemp(prefix="round-", dir=above)).resolve()
        shutil.copytree(prepared.path.parent, self.folder, dirs_exist_ok=True)
        self.place = replace(prepared, path=self.folder / NAME)
        self._shared = Shared()
        Promises(self._shared.add).given(promised)

    def start(self, *, traced: bool = False, aloud: bool = False) -> int:
        """Fork the writer and return its process id.

        Args:
            traced: It waits until strace has hold of it.
            aloud: It says its promises on its standard output, too, where strace sees them.
        """
        pid = os.fork()
        if pid:
            return pid
        try:
            quiet = os.open(os.devnull, os.O_RDWR)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            if traced:
                _wait_for_strace()
            self._write(aloud=aloud)
        finally:
            os._exit(0)

    def _write(self, *, aloud: bool) -> None:
        def keep(lines: str) -> None:
            self._shared.add(lines)
            if aloud:
                os.write(1, lines.encode())

        promises = Promises(keep)
        try:
            self._job.work(self.place, promises)
        except StorageError as error:
            promises.failed(error)
        except Exception as error:
            promises.broke(error)
        promises.finished()

    def judge(self) -> tuple[Judge, list[str]]:
        """Open the journal as the next start would, in another process, and say what is wrong with it."""
        judge = Judge()
        judge.hear(self._shared.text)
        return judge, faults(judge, self._job, self.place)

    def close(self) -> None:
        """Take it all away."""
        self._shared.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _wait_for_strace() -> None:
    status = Path("/proc/self/status")
    while "TracerPid:\t0\n" in status.read_text():
        time.sleep(0.001)
    time.sleep(0.002)  # it has hold of us a moment before it watches


def faults(judge: Judge, job: Job, place: Place) -> list[str]:
    """Return everything wrong with what a crash left."""
    found = _apart(lambda: asdict(job.check(place)))
    return [*found["problems"], *judge.faults(found["rows"])]


def _apart(question: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Ask something in a forked process, and return its answer: what it leaves open dies with it."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            try:
                answer = question()
            except Exception as error:
                answer = {"problems": [f"the next start broke: {type(error).__name__}: {error}"], "rows": {}}
            with os.fdopen(writing, "w") as file:
                json.dump(answer, file)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        text = file.read()
    os.waitpid(pid, 0)
    return dict(json.loads(text or '{"problems": ["the next start died"], "rows": {}}'))


class Cell:
    """One job, interrupted in one way, many times over.

    Attributes:
        crashes: How often it was interrupted.
        acknowledged: How many saves the person was told of.
        refused: How often the person was told that something was not saved.
        bad: What went wrong, a line for each crash that did harm; none is what must hold.
    """

    def __init__(self, job: Job, place: Place) -> None:
        """Prepare what each round starts from.

        Args:
            job: What is interrupted.
            place: A journal in an empty folder, which may be filled.
        """
        self._job, self._prepared = job, place
        self._promised = job.prepare(place)
        self.crashes = self.acknowledged = self.refused = 0
        self.bad: list[str] = []

    def random(self, rounds: int, seed: int) -> None:
        """Kill at random moments. How long the whole takes is measured first."""
        usual = min(self._left_alone() for _ in range(2))
        dice = random.Random(seed)  # noqa: S311 - it only has to be the same each time
        for number in range(rounds):
            this = self._round()
            pid = this.start()
            time.sleep(dice.uniform(0, usual))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            self._judged(this, f"round {number}")

    def sweep(self, step: int = 1) -> None:
        """Kill at every call that changes the disk."""
        for call, many in self._counted().items():
            for number in range(1, many + 1, step):
                self._injected(call, f"signal=SIGKILL:when={number}")

    def fault(self, step: int = 1) -> None:
        """Make every call that changes the disk fail, once or from then on: the disk is full, or failing."""
        counted = self._counted()
        for call, error in FAULTS:
            for number in range(1, counted[call] + 1, step):
                for again in ("", "+"):
                    self._injected(call, f"error={error}:when={number}{again}")

    def traced(self, options: Iterable[str], output: Path, *, aloud: bool = False) -> Round:
        """Run the job once under strace, to its end, and return the round; the caller closes it."""
        this = self._round()
        pid = this.start(traced=True, aloud=aloud)
        command = ["strace", "-f", "-qq", "-o", str(output), "-p", str(pid), *options]
        tracer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        os.waitpid(pid, 0)
        if tracer.stderr:
            raise SystemExit(f"strace: {tracer.stderr}")
        return this

    def judged(self, problems: Iterable[str], where: str) -> None:
        """Count one crash and what it came to."""
        self.crashes += 1
        if found := list(problems):
            self.bad.append(f"{where}: {'; '.join(found[:3])}")

    @property
    def promised(self) -> dict[str, str]:
        """The rows that are there from the start."""
        return self._promised

    @property
    def folder(self) -> Path:
        """What each round starts from."""
        return self._prepared.path.parent

    def _round(self) -> Round:
        return Round(self._job, self._prepared, self._promised)

    def _left_alone(self) -> float:
        this, began = self._round(), time.monotonic()
        os.waitpid(this.start(), 0)
        took = time.monotonic() - began
        self._must_end_well(this)
        return took

    def _must_end_well(self, this: Round) -> None:
        judge, problems = this.judge()
        this.close()
        if problems or judge.refused or not judge.finished:
            raise SystemExit(f"it fails without any crash: {problems or 'something was refused'}")

    def _counted(self) -> Counter[str]:
        """Count the calls of a job that is left alone."""
        output = self.folder.parent / "calls"
        self._must_end_well(self.traced(("-e", "trace=" + ",".join(f"?{call}" for call in CALLS)), output))
        return Counter(re.findall(r"^\d+ +(\w+)\(", output.read_text(), re.MULTILINE))

    def _injected(self, call: str, what: str) -> None:
        options = ("-e", f"trace={call}", "-e", f"inject={call}:{what}")
        self._judged(self.traced(options, Path(os.devnull)), f"{call}:{what}")

    def _judged(self, this: Round, where: str) -> None:
        judge, problems = this.judge()
        this.close()
        self.acknowledged += judge.acknowledged - len(self._promised)
        self.refused += judge.refused
        self.judged(problems, where)
