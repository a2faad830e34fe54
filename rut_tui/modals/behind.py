"""The row behind an open form: another rut-tui can change it before the form is saved, and then the person decides."""

from collections.abc import Callable, Hashable, Set
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from rut_tui.domain.days import describe_day
from rut_tui.domain.visible import one_line
from rut_tui.storage.faults import Gone

if TYPE_CHECKING:
    from rut_tui.storage.store import Store

DraftT = TypeVar("DraftT")


QUOTED: Final = 48
"""Characters of a text that are enough to know it again."""


def shortened(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = one_line(text)
    return line if len(line) <= QUOTED else f"{line[: QUOTED - 1]}…"


class Row(Protocol):
    """What every row says."""

    @property
    def updated_at(self) -> datetime:
        """When it was last changed."""

    @property
    def archived_at(self) -> datetime | None:
        """When it was archived, if it is."""


RowT = TypeVar("RowT", bound=Row)


class Overtaken(Exception):
    """The row was changed while the form was open, or is gone.

    Attributes:
        state: What it is in now; None when it is gone.
    """

    def __init__(self, state: Hashable, at: datetime | None = None, quote: str = "", *, archived: bool = False) -> None:
        """Keep what became of it.

        Args:
            state: As for the attribute.
            at: When it was changed.
            quote: What it says now.
            archived: It is in the archive, where it will not be seen once it is saved.
        """
        super().__init__("changed elsewhere")
        self.state = state
        self._at = at
        self._quote = quote
        self._archived = archived

    def question(self, now: datetime) -> str:
        """Say what became of the row and what can be done.

        Args:
            now: The moment on the person's own clock.
        """
        if self._at is None:
            return "This was deleted elsewhere. ctrl+s once more saves what stands here as new; ctrl+g lets go of it."
        at = self._at.astimezone(now.tzinfo)
        day = "" if at.date() == now.date() else f"{describe_day(at.date(), now.date())}, "
        there = f" There it says: {self._quote}." if self._quote else ""
        become, over = ("archived", "it in the archive") if self._archived else ("changed", "it")
        return (
            f"This was {become} elsewhere, {day}{at:%H:%M}.{there}"
            f" ctrl+s once more saves yours over {over}; ctrl+g keeps what is there."
        )


@dataclass(frozen=True)
class Behind(Generic[DraftT, RowT]):
    """A row that a form changes.

    Attributes:
        base: The state in which the form found it.
        read: Reads it as it is now; raises Gone when it isn't there any more.
        state: Says what state it is in then: when it was last changed, or the one thing that the form changes.
        quote: Says in a few words what it holds.
        anew: Saves the form as a new row.
    """

    base: Hashable
    read: "Callable[[Store], RowT]"
    state: Callable[[RowT], Hashable]
    quote: Callable[[RowT], str]
    anew: "Callable[[Store, DraftT], RowT]"

    def checked(
        self, store: "Store", job: "Callable[[Store, DraftT], RowT]", agreed: Set[Hashable]
    ) -> "Callable[[Store, DraftT], RowT]":
        """Return what saves the form.

        Args:
            store: The journal.
            job: Saves it over the row.
            agreed: The states of the row that may be overwritten; None among them when it may be made anew.

        Raises:
            Overtaken: It is in another state.
        """
        try:
            there = self.read(store)
        except Gone:
            if None in agreed:
                return self.anew
            raise Overtaken(None) from None
        if (state := self.state(there)) not in agreed:
            archived = there.archived_at is not None
            raise Overtaken(state, there.updated_at, self.quote(there), archived=archived)
        return job
