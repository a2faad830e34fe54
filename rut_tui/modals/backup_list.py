"""The backups of a journal in a list: when each was made, how long ago that is, and how many entries it holds."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from rut_tui.domain.days import describe_ago
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.chrome import SEALED
from rut_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from rut_tui.storage.backups import Backup


def entries_in_words(count: int) -> str:
    """Return how many entries there are: "one entry", "1,204 entries"."""
    return "one entry" if count == 1 else f"{count:,} entries"


def moment(backup: "Backup", now: datetime) -> str:
    """Return when a backup was made, on the person's own clock: "Fri 20 Nov 20:31", "20 Nov 2025 20:31".

    Args:
        backup: The backup.
        now: The moment, in the person's zone.
    """
    made = backup.made.astimezone(now.tzinfo)
    day = f"{made:%a} {made.day} {made:%b}" if made.year == now.year else f"{made.day} {made:%b} {made.year}"
    return f"{day} {made:%H:%M}"


def called(backup: "Backup", now: datetime) -> str:
    """Return what a backup is called in a sentence: "the backup of Fri 20 Nov 20:31, with 412 entries"."""
    return f"the backup of {moment(backup, now)}, with {entries_in_words(backup.entries)}"


class BackupList(Listing):
    """Backups, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("backups")

    def __init__(self, now: datetime) -> None:
        """Start empty.

        Args:
            now: The moment, in the person's zone.
        """
        super().__init__()
        self._now = now
        self._backups: Sequence[Backup] = ()

    def show(self, backups: "Sequence[Backup]") -> None:
        """Show some backups, the first one selected."""
        self._backups = backups
        self.selected = 0
        self.arrange_rows()

    @property
    def chosen(self) -> "Backup":
        """The one selected; there has to be one."""
        return self._backups[self.selected]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._backups)

    def heights(self) -> Iterable[int]:
        """One line each."""
        return [1] * self.count

    def lines_of(self, row: int) -> Sequence[Content]:
        """When, how long ago, how much, and whether it has a passphrase."""
        backup = self._backups[row]
        ago = describe_ago(backup.made.astimezone(self._now.tzinfo).date(), self._now.date())
        return [
            Content.assemble(
                (f"{moment(backup, self._now):<18}", "bold" if row == self.selected else ""),
                (f"{ago:<14}", "$muted"),
                f"{entries_in_words(backup.entries):>14}",
                (f" {SEALED}" if backup.sealed else "", "$muted"),
            )
        ]

    def action_choose(self) -> None:
        """Go on with the one selected."""
        if self.count:
            self.post_message(self.Opened(self))
