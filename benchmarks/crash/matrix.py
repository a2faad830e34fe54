"""The whole matrix of crashes, and its table: what is interrupted, plain and encrypted, in each way.

`python benchmarks/crash/matrix.py save migrate --modes random sweep fault` needs strace; `power` needs the crash tool
too (`--tool PATH`). One line of JSON for each cell, then the table. Ends with 1 if anything was lost.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from copies import COPYING
from crashes import NAME, Cell
from jobs import PASSPHRASE, SAVING
from living import Place
from power import cut, tool

from rut_tui.storage.passphrase import Passphrase

JOBS: Final = SAVING | COPYING
MODES: Final = ("random", "sweep", "fault", "power")
SEALED: Final = {False: "plain", True: "sealed"}


def run(name: str, mode: str, *, sealed: bool, options: argparse.Namespace) -> dict[str, Any]:
    """Run one cell and return its figures."""
    began = time.monotonic()
    job = JOBS[name]
    with tempfile.TemporaryDirectory(prefix="rut-tui-crash-", dir=options.dir) as folder:
        prepared = Path(folder).resolve() / "prepared"
        prepared.mkdir(mode=0o700)
        place = Place(prepared / NAME, Passphrase.of(PASSPHRASE) if sealed else None)
        cell = Cell(job, place)
        if mode == "random":
            cell.random(options.rounds, options.seed)
        elif mode == "sweep":
            cell.sweep(options.step)
        elif mode == "fault":
            cell.fault(options.step)
        else:
            cut(cell, job, place, tool(options.tool), cuts=-(-options.images // 4), seed=options.seed)
    return {
        "job": name,
        "sealed": sealed,
        "mode": mode,
        "crashes": cell.crashes,
        "acknowledged": cell.acknowledged,
        "refused": cell.refused,
        "bad": len(cell.bad),
        "examples": cell.bad[:5],
        "seconds": round(time.monotonic() - began, 1),
    }


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jobs", nargs="*", default=list(JOBS), help=f"of {', '.join(JOBS)}; all when none is named")
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES)
    parser.add_argument("--only", choices=SEALED.values(), help="leave the other kind out")
    parser.add_argument("--rounds", type=int, default=200, help="kills at random")
    parser.add_argument("--images", type=int, default=300, help="power cuts")
    parser.add_argument("--step", type=int, default=1, help="every so many calls")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tool", type=Path, help="the crash tool, for power cuts")
    # A memory file system makes a round quicker; what a power cut would leave is worked out, not tried.
    parser.add_argument("--dir", type=Path, help="where the journals are made")
    found = parser.parse_args()
    if "power" in found.modes and found.tool is None:
        parser.error("power cuts need --tool PATH")
    return found


def main() -> int:
    """Run the cells that were asked for and print their table."""
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    options = arguments()
    cells = []
    rows = [
        (name, sealed) for name in options.jobs for sealed in JOBS[name].kinds if options.only in (None, SEALED[sealed])
    ]
    for name, sealed in rows:
        for mode in options.modes:
            cells.append(run(name, mode, sealed=sealed, options=options))
            print(json.dumps(cells[-1]), flush=True)
    print(f"\n{'bad':20}" + "".join(f"{mode:>14}" for mode in options.modes))
    for name, sealed in rows:
        found = [cell for cell in cells if (cell["job"], cell["sealed"]) == (name, sealed)]
        print(
            f"{f'{name}, {SEALED[sealed]}':20}" + "".join(f"{cell['bad']:>4} of {cell['crashes']:<6}" for cell in found)
        )
    return 1 if any(cell["bad"] for cell in cells) else 0


if __name__ == "__main__":
    sys.exit(main())
