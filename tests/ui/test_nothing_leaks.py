"""Whatever breaks, no word of the diary is on the terminal after, in a log, in a crash report or in a stray file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import Terminal, clean_environment

MARKER = "ZEBRA"
"""Stands for somebody's words."""

BREAKS = {
    "reading the form": "raise RuntimeError(words)",
    "an error that draws itself": """
class Drawn(Exception):
    def __rich__(self):
        return words
raise Drawn(words)""",
    "a chain of errors": """
try:
    {}[words]
except KeyError as error:
    raise ValueError(words) from error""",
    "a worker": """
async def work():
    raise RuntimeError(words)
self.run_worker(work())""",
    "a worker in a thread": """
def work():
    raise RuntimeError(words)
self.run_worker(work, thread=True)""",
    "a timer": """
def tick():
    raise RuntimeError(words)
self.set_timer(0.01, tick)""",
    "drawing": """
from textual.widgets import Static
def render(self):
    raise RuntimeError(words)
Static.render = render
self.refresh(recompose=True)""",
    "the database thread": """
def job(store):
    raise RuntimeError(words)
self.run_worker(self.app.db.run(job))""",
    "a value the engine refuses": """
def job(store):
    store._session.db.execute("INSERT INTO entries (note) VALUES (?)", (words,))
self.run_worker(self.app.db.run(job))""",
    "a model": """
from rut_tui.domain.journal import EntryDraft
EntryDraft(at=words, engagement=words, note=words)""",
    "an abort": "import os; os.abort()",
}
"""What breaks → the code that breaks it, run when the form is saved, with what was typed in `words`."""

NOISES = {
    "a thread": """
import threading
def work():
    raise RuntimeError(words)
threading.Thread(target=work).start()""",
    "a task nobody waits for": """
import asyncio, gc
async def work():
    raise RuntimeError(words)
task = asyncio.get_running_loop().create_task(work())
del task""",
    "an object that can't be let go": """
class Held:
    def __del__(self):
        raise RuntimeError(words)
Held()""",
    "a warning": "import warnings; warnings.warn(words)",
    "a log": "import logging; logging.getLogger('library').error(words)",
    "textual's own log": "self.log(words); self.app.log.error(words)",
    "the standard error": "import sys; sys.stderr.write(words)",
}
"""The same for what breaks nothing, but makes itself heard."""


def environment(folder: Path, code: str) -> dict[str, str]:
    """An environment in which saving a check-in runs some code, and everything that can write a log does."""
    body = "\n".join(f"    {line}" for line in code.strip().splitlines())
    (folder / "lib").mkdir()
    (folder / "lib" / "sitecustomize.py").write_text(
        "import sys\n"
        "from importlib.machinery import PathFinder, SourceFileLoader\n"
        "def read(self):\n"
        "    words = self.query_one('#note').text\n"
        f"{body}\n"
        "    from rut_tui.modals.form import FieldFaults\n"
        "    raise FieldFaults({'note': 'broken'})\n"
        "class Loader(SourceFileLoader):\n"
        "    def exec_module(self, module):\n"
        "        super().exec_module(module)\n"
        "        module.CheckIn.read = read\n"
        "class Finder(PathFinder):\n"
        "    @classmethod\n"
        "    def find_spec(cls, name, path=None, target=None):\n"
        "        spec = super().find_spec(name, path, target)\n"
        "        if name == 'rut_tui.modals.check_in':\n"
        "            spec.loader = Loader(name, spec.origin)\n"
        "        return spec\n"
        "sys.meta_path.insert(0, Finder)\n"  # not imported here: what the program does before it loads Textual counts
    )
    (folder / "tmp").mkdir()
    python = [str(folder / "lib"), os.environ.get("PYTHONPATH", "")]
    return clean_environment(
        folder,
        PYTHONPATH=os.pathsep.join(filter(None, python)),
        PYTHONFAULTHANDLER="1",
        TMPDIR=str(folder / "tmp"),
        TEXTUAL_LOG=str(folder / "textual.log"),
        TEXTUAL="debug",
    )


def leaked(folder: Path) -> list[str]:
    """Return the files that hold the marker, the journal itself and its backups left out."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("rut.")]
    return [str(path.relative_to(folder)) for path in files if MARKER.encode() in path.read_bytes()]


def broken(terminal: Terminal) -> None:
    """Type the marker into a check-in and save."""
    terminal.see("One step")
    terminal.type("c4\t\t\t\t" + MARKER)
    terminal.see(MARKER)
    terminal.type("\x13")


@pytest.mark.parametrize("what", BREAKS)
def test_what_ends_the_app_tells_where_and_nothing_of_the_diary(tmp_path: Path, what: str) -> None:
    with Terminal(env=environment(tmp_path, BREAKS[what])) as terminal:
        broken(terminal)
        code = terminal.wait()
        shown = terminal.raw.rsplit(b"\x1b[?1049l", 1)

    assert code == (-6 if what == "an abort" else 1)
    if what != "an abort":  # then nobody is left to leave the other screen
        assert len(shown) == 2
        assert MARKER.encode() not in shown[1]
        assert b"Traceback" not in shown[1]
        assert b"stopped on a fault of its own" in shown[1]
    assert leaked(tmp_path) == []


@pytest.mark.parametrize("what", NOISES)
def test_what_makes_itself_heard_is_not(tmp_path: Path, what: str) -> None:
    with Terminal(env=environment(tmp_path, NOISES[what])) as terminal:
        broken(terminal)
        terminal.see("broken")
        terminal.type("\x07")
        terminal.see("One step")
        terminal.type("q")
        assert terminal.wait() == 0
        after = terminal.raw.rsplit(b"\x1b[?1049l", 1)[1]

    assert MARKER.encode() not in after
    assert b"Error" not in after
    assert leaked(tmp_path) == []


COMMANDS = {
    "a fault": "raise RuntimeError(words)",
    "an exit": "raise BaseException(words)",
    "a warning": "import warnings; warnings.warn(words)",
    "an object that can't be let go": NOISES["an object that can't be let go"],
    "a log": "import logging; logging.getLogger('library').warning(words)",
}


@pytest.mark.parametrize("what", COMMANDS)
def test_a_command_that_breaks_says_nothing_of_the_diary(tmp_path: Path, what: str) -> None:
    body = "\n".join(f"    {line}" for line in COMMANDS[what].strip().splitlines())
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "run.py").write_text(
        "import sys\n"
        "from rut_tui.storage.entries import Entries\n"
        "add = Entries.add\n"
        "def broken(self, draft):\n"
        "    words = draft.note\n"
        f"{body}\n"
        "    return add(self, draft)\n"
        "Entries.add = broken\n"
        "from rut_tui.__main__ import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, str(tmp_path / "lib" / "run.py"), "log", "4", "-n", MARKER],
        env=clean_environment(tmp_path, TMPDIR=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert MARKER not in done.stdout + done.stderr
    assert done.returncode == (1 if what in ("a fault", "an exit") else 0), done.stderr
    assert leaked(tmp_path) == []


@pytest.mark.parametrize("arguments", [("log", "4", MARKER), ("log", "4", "--at", MARKER), ("log", MARKER)])
def test_a_command_that_is_refused_does_not_repeat_the_words(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rut_tui", *arguments],
        env=clean_environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr
    assert MARKER not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_the_memory_is_in_no_core_file_and_closed_to_other_programs(tmp_path: Path) -> None:
    # PR_GET_DUMPABLE is 3; 0 means that neither a core file nor another program gets to see it.
    ask = (
        f"import ctypes, pathlib; pathlib.Path({str(tmp_path / 'asked')!r}).write_text(str(ctypes.CDLL(None).prctl(3)))"
    )
    with Terminal(env=environment(tmp_path, ask)) as terminal:
        broken(terminal)
        terminal.see("broken")
        limits = Path(f"/proc/{terminal.pid}/limits").read_text()

    assert (tmp_path / "asked").read_text() == "0"
    assert [line.split()[4:6] for line in limits.splitlines() if line.startswith("Max core file")] == [["0", "0"]]
