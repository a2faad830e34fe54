"""Wrong use of the command line. Light: the quick commands import it."""

from typing import Final


class UsageFault(Exception):
    """A command can't be understood; nothing was done. One line for each thing that is wrong."""

    exit_code: Final = 2

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))


class OutputFault(Exception):
    """What was asked for can't be read or written; nothing was done."""

    exit_code: Final = 7


class SampleFault(Exception):
    """The sample life is missing from this installation."""

    exit_code: Final = 1
