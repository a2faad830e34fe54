"""What holds for every test: modules and fixtures that live as long as the run are not walked by the garbage collector.

An app of the tests leaves thousands of objects behind, and each collection walked everything that was ever imported.
"""

import gc

ALLOCATIONS = 50_000
"""New objects until the next collection; Python's own 700 is made for programs that make fewer."""


def pytest_collection_finish() -> None:
    """Set aside all that is there before the first test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, 10, 10)
