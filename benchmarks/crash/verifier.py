"""A verifier for the crash tool: opens the journal as the next start would and says what it found, as JSON.

`python benchmarks/crash/verifier.py JOURNAL`.
"""

import json
import sys

from jobs import next_start
from living import place_of


def main() -> int:
    """Look at the journal; nothing is saved into it, since the tool's next round goes on with it."""
    found = next_start(place_of(sys.argv[1]), further=False)
    print(json.dumps({"integrity": "bad" if found.problems else "ok", "problems": found.problems, "rows": found.rows}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
