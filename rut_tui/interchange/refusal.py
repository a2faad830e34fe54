"""What an import says when it refuses a file. Light, so that the command line can know it without the importers."""

from typing import Final

FAULTS_SHOWN: Final = 20
"""Faults named before the rest are only counted."""


class ImportRefused(Exception):
    """Nothing was imported. Each argument is one fault, for the person; none quotes a note."""

    exit_code: Final = 9

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(self.faults)


def refuse(faults: list[str]) -> None:
    """Refuse the import if there are any faults.

    Raises:
        ImportRefused: There are.
    """
    if faults:
        more = len(faults) - FAULTS_SHOWN
        raise ImportRefused(*faults[:FAULTS_SHOWN], *([f"and {more:,} more like these"] if more > 0 else []))
