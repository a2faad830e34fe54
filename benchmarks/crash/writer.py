"""A writer for the crash tool: works on the journal it is given and says on its standard output what it promised.

`python benchmarks/crash/writer.py JOURNAL [MANY]`: so many saves, always the same ones; without, until it is killed.
"""

import sys
import time
from itertools import count

from jobs import save
from living import place_of
from promises import speaking


def main() -> int:
    """Save until it is enough."""
    place, promises = place_of(sys.argv[1]), speaking()
    if len(sys.argv) > 2:
        save(place, promises, many=int(sys.argv[2]))
        return 0
    for seed in count(time.time_ns()):
        save(place, promises, many=50, seed=seed)
    return 1


if __name__ == "__main__":
    sys.exit(main())
