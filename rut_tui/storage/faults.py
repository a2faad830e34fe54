"""What can go wrong with the journal file, each with its exit code and a message a person can act on.

No message holds a word of the diary. This module is light: the quick commands import it.
"""

from typing import Any, ClassVar


class StorageError(Exception):
    """Something about the journal file. `str()` of it is the message for the person."""

    exit_code: ClassVar[int] = 1


class NoEngine(StorageError):
    """This Python has no database engine that is good enough."""


class Gone(StorageError):
    """What was asked for is not in the journal any more."""


class NameTaken(StorageError):
    """Another word has that name already. Nothing was changed.

    Attributes:
        there: The word that has it, with which this one could be merged.
    """

    def __init__(self, message: str, there: Any) -> None:
        super().__init__(message)
        self.there = there


class Closed(StorageError):
    """The journal was closed before this was asked."""


class NothingToUndo(StorageError):
    """Nothing was saved in this sitting that could be undone, or undone that could be done again."""


class ChangedSince(StorageError):
    """Someone else changed what an undo would put back; nothing was changed."""


class ChangedElsewhere(StorageError):
    """Another hand changed the same meanwhile, and not to the same. Nothing was changed.

    Attributes:
        names: What both changed.
        there: What is on disk now.
    """

    def __init__(self, message: str, names: tuple[str, ...] = (), there: Any = None) -> None:
        super().__init__(message)
        self.names = names
        self.there = there


class NotOurs(StorageError):
    """The path holds something else, which was left as it is."""

    exit_code = 3


class Damaged(StorageError):
    """The path holds a journal that is broken, which was left as it is."""

    exit_code = 4


class InUse(StorageError):
    """Someone else held the journal for longer than two seconds."""

    exit_code = 5


class Newer(StorageError):
    """The journal was made by a newer rut-tui."""

    exit_code = 6


class Unreadable(StorageError):
    """The journal can't be reached, or can only be read."""

    exit_code = 7


class Absent(Unreadable):
    """There is no journal there, and none was to be made."""


class Sealed(StorageError):
    """The journal needs its passphrase."""

    exit_code = 8


class WrongPassphrase(Sealed):
    """It was given one that does not open it."""


class NotSaved(StorageError):
    """A write failed as a whole: disk full, quota, a failing disk, a file that moved away."""

    exit_code = 7


class InDoubt(NotSaved):
    """The disk failed at the very end of a save: what was saved may be there or not, and only looking tells."""


class TakenAway(NotSaved):
    """The file of the open journal isn't in its place any more."""


class RowRefused(StorageError):
    """A row from outside breaks a rule of its table."""

    exit_code = 9
