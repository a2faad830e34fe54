"""The entries that pass a filter, the newest first, for fifty years: what isn't in view is only known by its id."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from rut_tui.domain.found import Wanted
from rut_tui.views.journal.rows import found_lines
from rut_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from rut_tui.domain.journal import Entry

LINES: Final = 2
"""Lines of an entry."""

AHEAD: Final = 50
"""Entries read before and behind those in view."""


class FoundList(Listing):
    """Draws what was read, and asks for what comes into view."""

    class Lacking(Listing.About):
        """Something in view wasn't read yet, or the end of what is known is near."""

    class EndWanted(Listing.About):
        """The oldest of all is wanted, and isn't known yet."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self.ids: list[str] = []
        self.complete = True
        self._entries: dict[str, Entry | None] = {}
        self._words: Sequence[Wanted] = ()
        self._today = date.min
        self._asked = False
        self._drawn: dict[str, list[Content]] = {}

    @property
    def count(self) -> int:
        """How many entries are known to pass."""
        return len(self.ids)

    @property
    def entry(self) -> "Entry | None":
        """The entry selected, when it was read."""
        return self._entries.get(self.ids[self.selected]) if self.selected < self.count else None

    @property
    def near_end(self) -> bool:
        """Whether older ones will be needed soon."""
        return not self.complete and self.scroll_offset.y + 2 * self.size.height > LINES * self.count

    def heights(self) -> list[int]:
        """The same for all, so that nothing need be read to know it."""
        self._drawn.clear()
        return [LINES] * self.count

    def lines_of(self, row: int) -> list[Content]:
        """Day, rating and tags; what was noted."""
        ref = self.ids[row]
        if (entry := self._entries.get(ref)) is None:
            return [Content("")] * LINES
        if ref not in self._drawn:
            self._drawn[ref] = found_lines(entry, self.room, self._today, self._words)
        return self._drawn[ref]

    def show(
        self, ids: Sequence[str], entries: "Iterable[Entry]", words: Sequence[Wanted], today: date, empty: Content
    ) -> None:
        """Show what passed a filter, from the first entry on.

        Args:
            ids: The newest first.
            entries: Those that were read.
            words: What was looked for, to be marked.
            today: The person's local day.
            empty: What stands here when there are none.
        """
        self.ids = list(ids)
        self._entries = {entry.id: entry for entry in entries}
        self._words = words
        self._today = today
        self._asked = False
        self.arrange_rows(empty)
        self._look_ahead()

    def lacking(self, around: int = AHEAD) -> list[str]:
        """Return the ids of what wasn't read yet, in view and around it.

        Args:
            around: Entries before and behind those in view.
        """
        first = self.scroll_offset.y // LINES
        last = first + self.size.height // LINES + 1
        near = self.ids[max(0, first - around) : last + around]
        return [ref for ref in near if ref not in self._entries]

    def fill(self, lacked: Iterable[str], entries: "Iterable[Entry]", more: Sequence[str] = ()) -> None:
        """Draw what was read.

        Args:
            lacked: What was asked for; what isn't among the entries is gone.
            entries: What was read.
            more: Older entries that pass.
        """
        self._entries |= dict.fromkeys(lacked) | {entry.id: entry for entry in entries}
        self._asked = False
        if more:
            self.ids += more
            self.arrange_rows()
        self.refresh()

    def _look_ahead(self) -> None:
        """Ask, once, for what is in view and wasn't read; and for older ones in good time."""
        if not self._asked and (self.near_end or self.lacking(0)):
            self._asked = True
            self.call_later(self.post_message, self.Lacking(self))

    def on_resize(self) -> None:
        """More may be in view now."""
        self._look_ahead()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other entries are in view now."""
        super().watch_scroll_y(old_value, new_value)
        self._look_ahead()

    def action_end(self, last: bool) -> None:
        """Go to the newest, or to the oldest of all."""
        if last and not self.complete:
            self.post_message(self.EndWanted(self))
        else:
            super().action_end(last)
