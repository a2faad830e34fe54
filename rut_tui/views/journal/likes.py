"""What was liked and what wasn't, over all weekly reviews: what most weeks say comes first."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from rut_tui.domain.insight_words import counted
from rut_tui.domain.weeks import week_name
from rut_tui.views.journal.rows import WIDEST
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.listing import Listing
from rut_tui.widgets.panel import Panel, empty_state
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.domain.weeks import Liking

_SIDES: Final = {"liked": "You liked", "disliked": "You didn't like"}


class LikesList(Listing):
    """Everything that was liked, then everything that wasn't."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="likes-list")
        self._likings: Sequence[Liking] = ()
        self._today = date.min
        self._drawn: list[list[Content]] = []

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._likings)

    @property
    def week(self) -> date | None:
        """The latest week that says what is selected."""
        return self._likings[self.selected].weeks[0] if self.selected < self.count else None

    def heights(self) -> list[int]:
        """What was said, as many lines as it takes, and below it when; above the first of a side its heading."""
        self._drawn = [list(self._lines(row)) for row in range(self.count)]
        return [len(lines) for lines in self._drawn]

    def lines_of(self, row: int) -> list[Content]:
        """The lines of one, as last measured."""
        return self._drawn[row]

    def marks(self, row: int, line: int) -> bool:
        """The mark stands beside what was said, not beside the heading."""
        return line >= len(self._above(row))

    def show(self, likings: "Sequence[Liking]", today: date, empty: Content) -> None:
        """Show what the reviews say.

        Args:
            likings: What was liked, then what wasn't.
            today: The person's local day.
            empty: What stands here when there is nothing.
        """
        self._likings, self._today = likings, today
        self.arrange_rows(empty)
        self.select(self.selected)

    def _above(self, row: int) -> list[Content]:
        side = self._likings[row].side
        if row and self._likings[row - 1].side == side:
            return []
        return [*([Content("")] if row else []), Content.styled(_SIDES[side], "bold")]

    def _lines(self, row: int) -> Iterator[Content]:
        liking = self._likings[row]
        yield from self._above(row)
        yield from plain(liking.text).wrap(min(self.room, WIDEST))
        latest = week_name(liking.weeks[0], self._today)
        often = f"{counted(len(liking.weeks), 'week')}, last " if len(liking.weeks) > 1 else ""
        yield Content.styled(often + latest, "$muted")


class LikesPanel(Panel):
    """What to look for, and what to stay away from."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("journal.likes")

    class Wanted(Message):
        """A week is to be shown."""

        def __init__(self, week: date) -> None:
            """Say which, by its Monday."""
            super().__init__()
            self.week = week

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("What you liked, and didn't", id="journal-likes")
        self.list = LikesList()

    def body(self) -> ComposeResult:
        """The list."""
        yield self.list

    def show(self, likings: "Sequence[Liking]", reviews: int, today: date) -> None:
        """Show what the reviews say.

        Args:
            likings: What was liked, then what wasn't.
            reviews: How many reviews there are.
            today: The person's local day.
        """
        empty = empty_state(
            "What you like and what you don't adds up here.",
            "Each weekly review adds its lines: they are what to look for next.",
            "t",
            "back to the week",
        )
        self.list.show(likings, today, empty)
        self.retitle("What you liked, and didn't", counted(reviews, "review") if reviews else "")

    def action_week(self) -> None:
        """Go to the week that says what is selected."""
        if week := self.list.week:
            self.post_message(self.Wanted(week))

    def on_listing_opened(self, event: Listing.Opened) -> None:
        """So does a second click."""
        event.stop()
        self.action_week()
