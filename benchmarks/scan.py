"""An encrypted life, watched by the system: no call carries a planted word out of the process but to the terminal.

`python benchmarks/scan.py` needs strace. The life is the one of the tests: typed, saved, locked, killed, gone on with.
Then commands: a check-in from a pipe, a backup, another passphrase. Every file is looked into as well.
"""

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "ui"))

from driving import NOW  # noqa: E402 - the tests have what drives the app
from sealed_life import MARKERS, NOTE, PASSPHRASE, live, scan  # noqa: E402
from terminal import clean_environment  # noqa: E402

from rut_tui.storage.passphrase import Passphrase  # noqa: E402
from rut_tui.storage.store import open_store  # noqa: E402

CALLS: Final = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg,execve"
STRACE: Final = ("strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o")

_CALL: Final = re.compile(r"^\d+ +(\w+)\((?:\d+<([^>]*)>)?")
_TERMINAL: Final = re.compile(r"/dev/(pts/\d+|tty)")


def spelled(word: str) -> list[bytes]:
    """Return a word as strace prints it, in the encodings a program may write it in."""
    encoded = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return [b"".join(b"\\x%02x" % byte for byte in each) for each in encoded]


def read(traces: list[Path]) -> tuple[Counter[str], list[str]]:
    """Return how many calls there were of each kind, and those that took a marker anywhere but to the terminal."""
    calls: Counter[str] = Counter()
    leaks: list[str] = []
    wanted = [each for word in MARKERS for each in spelled(word)]
    for trace in traces:
        for line in trace.read_bytes().splitlines():
            call = _CALL.match(line[:2000].decode("ascii", "replace"))
            if call is None:
                continue
            target = bytes.fromhex((call[2] or "").replace("\\x", "")).decode(errors="replace")
            on_screen = bool(_TERMINAL.match(target))
            calls[f"{call[1]} to the terminal" if on_screen else call[1]] += 1
            if any(word in line for word in wanted):
                if on_screen:
                    calls["calls that showed a planted word"] += 1
                else:
                    leaks.append(f"{call[1]} to {target or 'somewhere'}")
    return calls, leaks


def command(env: dict[str, str], trace: Path, *arguments: str, stdin: str = "") -> None:
    """Run a command under strace."""
    words = [*STRACE, str(trace), sys.executable, "-m", "rut_tui", *arguments]
    done = subprocess.run(words, env=env, input=stdin, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{arguments}: {done.returncode}: {done.stderr}")


def main() -> int:
    """Live, and read what strace saw."""
    with tempfile.TemporaryDirectory(prefix="rut-tui-scan-") as name, tempfile.TemporaryDirectory() as outside:
        home, traces = Path(name), Path(outside)
        journal = home / "data" / "rut.db"
        open_store(journal, lambda: NOW, passphrase=Passphrase.of(PASSPHRASE)).close()
        (home / "tmp").mkdir()
        secret = traces / "words"
        secret.write_text(PASSPHRASE)
        env = clean_environment(home, TMPDIR=str(home / "tmp"))
        left: dict[str, list[str]] = {}

        def look(moment: str) -> None:
            left[moment] = scan(home, but=secret)

        live(journal, env, look, through=lambda run: (*STRACE, str(traces / f"app.{run}")))
        env |= {"RUT_TUI_PASSPHRASE_FILE": str(secret), "RUT_TUI_DB": str(journal)}
        command(env, traces / "log", "log", "4", "-n", "-", stdin=f"{NOTE} from a pipe")
        command(env, traces / "backup", "backup")
        command(env, traces / "passphrase", "passphrase", "change", "--new-file", str(secret), "--backups")
        look("commands")
        calls, leaks = read([path for path in sorted(traces.iterdir()) if path != secret])
    for kind, many in sorted(calls.items()):
        print(f"{many:8,}  {kind}")
    for moment, found in left.items():
        print(f"files with a planted word, {moment}: {', '.join(found) or 'none'}")
    for leak in sorted(set(leaks)):
        print(f"a planted word went out by {leak}")
    print(f"calls that took a planted word anywhere but to the terminal: {len(leaks)}")
    seen = calls["calls that showed a planted word"]  # none would mean that nothing was looked at
    return 1 if leaks or any(left.values()) or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
