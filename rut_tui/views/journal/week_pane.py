"""The Week of the Journal: one week to look back on after the other, and what all of them say was liked."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from rut_tui.domain.days import FIRST_DAY
from rut_tui.domain.weeks import DAYS, Liking, Week, at_hand, likings, monday, week_name
from rut_tui.modals.review import look_back
from rut_tui.storage.faults import StorageError
from rut_tui.views.base import SOON, View
from rut_tui.views.journal.likes import LikesPanel
from rut_tui.views.journal.week_list import WeekPanel
from rut_tui.views.pane import Pane
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.storage.ratings import Version
    from rut_tui.storage.store import Store


ELSEWHERE: Final = ("week", "this_week", "likes")
"""What can be done whatever is shown."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in one go.

    Attributes:
        version: How the file stood.
        likings: What was liked and what wasn't; None when that is known for this version.
        reviews: How many reviews say so.
    """

    week: Week
    version: "Version"
    likings: tuple[Liking, ...] | None
    reviews: int


def read_week(store: "Store", week: date, known: "Version | None") -> Read:
    """Read a week, and what all reviews say if that may have changed.

    Args:
        store: The journal.
        week: Its Monday.
        known: How the file stood when all reviews were read last.
    """
    version = store.ratings.version
    reviews = () if version == known else store.reviews.answers()
    liked = None if version == known else likings(reviews)
    return Read(store.reviews.week(week), version, liked, len(reviews))


class WeekPane(Horizontal, Pane):
    """A week, and beside it or in its place what was liked over all weeks."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("journal.week")
    app: "RutApp"

    def __init__(self) -> None:
        """Open on the week to look back on."""
        super().__init__(id="journal-week")
        self._panel = WeekPanel()
        self._list = self._panel.list
        self._likes = LikesPanel()
        self._week: date | None = None
        self._shown: Week | None = None
        self._known: Version | None = None

    def compose(self) -> ComposeResult:
        """The week, and what was liked."""
        yield self._panel
        yield self._likes

    @property
    def _today(self) -> date:
        return self.app.clock().date()

    @property
    def week(self) -> date:
        """The Monday of the week to show."""
        return self._week or at_hand(self._today)

    async def load(self, view: View) -> None:
        """Read the week, and draw it."""
        week, known, today = self.week, self._known, self._today
        slow = self.set_timer(SOON, partial(self._entitle, "one moment…"))
        try:
            found = await view.ask(lambda store: read_week(store, week, known))
        finally:
            slow.stop()
        self._shown = found.week
        self._list.show(found.week, today)
        self._entitle(_ago(week, today))
        if found.likings is not None:
            self._known = found.version
            self._likes.show(found.likings, found.reviews, today)
        view.refresh_bindings()

    def _entitle(self, aside: str) -> None:
        self._panel.retitle(week_name(self.week, self._today), aside)

    def focus_first(self) -> None:
        """What is shown takes the keys."""
        self.screen.set_focus(self._likes.list if self.has_class("-likes") else self._list)

    def at_once(self, node: object, action: str) -> bool:  # noqa: ARG002 - where the key is makes no difference
        """Other weeks can be gone to before this one is read; what acts on a part of it waits for the part."""
        return action in ELSEWHERE and not self.view.at_work

    async def open(self, what: str) -> None:
        """Look back on a week, by its Monday, or on the one at hand: "review"."""
        self._go(at_hand(self._today) if what == "review" else date.fromisoformat(what))
        await self.action_review()

    def _go(self, week: date) -> None:
        self._week = None if week == at_hand(self._today) else week
        self.remove_class("-likes")
        self.focus_first()
        self.view.reload()

    def action_week(self, step: int) -> None:
        """Go a week back or forward."""
        week = self.week + timedelta(days=DAYS * step)
        if week > self._today:
            self.app.notify("That week hasn't begun yet.", timeout=2)
        elif week < FIRST_DAY:
            self.app.notify(f"The journal begins in {FIRST_DAY.year}.", timeout=2)
        else:
            self._go(week)

    def action_this_week(self) -> None:
        """Go to the week that is now."""
        self._go(monday(self._today))

    def action_reviewed(self, step: Literal[-1, 1]) -> None:
        """Go to the nearest week with a review."""
        self.view.then(partial(self._find_reviewed, step))

    async def _find_reviewed(self, step: Literal[-1, 1]) -> None:
        week = self.week
        try:
            found = await self.view.ask(lambda store: store.reviews.neighbour(week, step))
        except StorageError as error:
            self.app.tell(error)
            return
        if found is None:
            self.app.notify(f"There is no review {'before' if step < 0 else 'after'} that.", timeout=2)
        else:
            self._go(found)

    @on(LikesPanel.Wanted)
    def _show_wanted(self, event: LikesPanel.Wanted) -> None:
        event.stop()
        self._go(event.week)

    def action_likes(self) -> None:
        """Go to what was liked over all weeks, or back to the week."""
        self.toggle_class("-likes")
        self.focus_first()

    @on(Listing.Opened, "WeekList")
    async def action_review(self) -> None:
        """Look back on the week, or change what was said of it."""
        # Awaited here, so that keys typed right behind meet the form.
        try:
            await look_back(self.app, self._refresh, self.week, begin=self._list.answer)
        except StorageError as error:
            self.app.tell(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's shape
        """Only a review can be put away, or taken back."""
        week = self._shown
        return action != "archive" or (week is not None and bool(week.review or week.let_go))

    def _refresh(self) -> None:
        self.post_message(View.Changed())

    def action_archive(self) -> None:
        """Put the review away, or take it back."""
        if (week := self._shown) and (review := week.review or week.let_go):
            self.view.then(partial(self._archive, review.id, archive=bool(week.review)))

    async def _archive(self, review_id: str, *, archive: bool) -> None:
        said = "Archived. ctrl+z brings it back." if archive else "It is back."
        try:
            await self.view.save(lambda store: store.reviews.set_archived(review_id, archive), said)
        except StorageError as error:
            self.app.tell(error)


def _ago(week: date, today: date) -> str:
    """Return how long ago a week was."""
    weeks = (monday(today) - week).days // DAYS
    return ("this week", "last week")[weeks] if weeks < 2 else f"{weeks:,} weeks ago"


PANE = WeekPane
