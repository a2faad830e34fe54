"""What an import says when it refuses a file. Light, so that the command line can know it without the importers."""

from typing import Final


class ImportRefused(Exception):
    """Nothing was imported. Each argument is one fault, for the person; none quotes a note."""

    exit_code: Final = 9

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(self.faults)
