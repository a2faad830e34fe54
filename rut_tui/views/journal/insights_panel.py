"""The Insights of the Journal: what engages and what drains, how sure that is, and what is missing to be surer."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from rut_tui.domain.insight_words import DESCRIBED, WHERES, compared, counted, finding, judged, span_name
from rut_tui.domain.insights import figure
from rut_tui.domain.patterns import SPANS, Insight, Insights, Where
from rut_tui.domain.reality import Reality, said
from rut_tui.storage.faults import StorageError
from rut_tui.views.base import SOON, View
from rut_tui.views.journal.insight_list import AHEAD, InsightList
from rut_tui.views.journal.insights_reading import Found, Kept
from rut_tui.views.pane import Pane
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.listing import Listing
from rut_tui.widgets.panel import Panel, empty_state
from rut_tui.widgets.plain import key_hint, plain

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.expectations import Expectation
    from rut_tui.storage.store import Store

ALL_SPANS: Final = (*SPANS, None)
"""Days to look back on, the shortest first; None is all of them."""


class InsightsPanel(Panel, Pane):
    """What goes together with better and with worse days, over a span that the person chooses."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("journal.insights")
    app: "RutApp"

    def __init__(self, *, id: str | None = "journal-insights") -> None:
        """Start with the last 90 days."""
        super().__init__("Insights", id=id)
        self.list = InsightList()
        self.span: int | None = SPANS[-1]
        self.where = Where.ALL
        self._kept = Kept()
        self._found: Found | None = None
        self._usual: float | None = None

    def body(self) -> ComposeResult:
        """The finding, every comparison, and the one selected in words."""
        yield Static(id="insight-finding")
        yield self.list
        yield Static(id="insight-words")

    async def load(self, view: View) -> None:
        """Work out what the entries say, and draw it."""
        slow = self.set_timer(SOON, self.announce)
        try:
            found = await self._kept.find(view.ask, view.app.clock().date(), self.span, self.where)
        finally:
            slow.stop()
        self.show(found)
        view.has_read()  # what is still to come changes nothing that a key is about
        self.compare(await self._kept.usual(view.ask))

    def focus_first(self) -> None:
        """The comparisons take the keys."""
        self.screen.set_focus(self.list)

    def at_once(self, node: object, action: str) -> bool:  # noqa: ARG002 - where the key is makes no difference
        """Comparisons can be gone through while others are worked out, once there are any."""
        return self._found is not None and action != "withdraw"

    def show(self, found: Found) -> None:
        """Show the insights of a span.

        Args:
            found: What was read and worked out.
        """
        self._found = found
        self.list.show(found, self.app.clock().date(), _nothing(found))
        self._entitle()
        self._sum_up()
        self.put_in_words()

    def compare(self, usual: float | None) -> None:
        """Say how the days usually are.

        Args:
            usual: The mean of all days there are.
        """
        self._usual = usual
        self._sum_up()

    def _sum_up(self) -> None:
        if found := self._found:
            seen = found.insights
            lines = [plain(finding(seen), "bold"), _means(seen, self._usual)]
            self.query_one("#insight-finding", Static).update(Content("\n").join(lines) if seen.days else "")

    def announce(self) -> None:
        """Say that another span is being worked out; what is shown is still the one before."""
        self.retitle("Insights", f"{span_name(self.span)}, one moment…")

    def _entitle(self) -> None:
        if found := self._found:
            seen = found.insights
            aside = [span_name(found.span), WHERES[found.where]]
            if seen.days:
                aside[1:1] = [f"{counted(seen.entries, 'entry', 'entries')} on {counted(seen.days, 'day')}"]
            self.retitle("Insights", ", ".join(aside))

    def put_in_words(self) -> None:
        """Say what the comparison selected comes down to."""
        words = Content("")
        kind, item = self.list.item or ("", None)
        if isinstance(item, Insight) and self._found:
            how_sure = DESCRIBED if kind == "by_emotion" else judged(item, self._found.insights.tested)
            words = Content.assemble(plain(item.name, "bold"), ": ", compared(item), " ", (how_sure, "$muted"))
        elif isinstance(item, Reality):
            words = Content.assemble(plain(item.name, "bold"), ": ", said(item))
        elif ahead := self._ahead:
            rest = (" The next check-in with it, that day or later, says how it was.", "$muted")
            words = Content.assemble(
                plain(ahead.activity.name, "bold"), f": you expect {figure(ahead.expected, 0)}.", rest
            )
        self.query_one("#insight-words", Static).update(words)
        self.refresh_bindings()

    def on_listing_selected(self, event: Listing.Selected) -> None:
        """Another comparison is put in words."""
        event.stop()
        self.put_in_words()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's shape
        """Only what is still ahead can be taken back."""
        return action != "withdraw" or self._ahead is not None

    @property
    def _ahead(self) -> "Expectation | None":
        """What is selected, if it is still ahead."""
        kind, item = self.list.item or ("", None)
        return None if kind != AHEAD or isinstance(item, Insight | Reality) else item

    def action_withdraw(self) -> None:
        """Take back what was expected."""
        if expected := self._ahead:
            self.view.then(partial(self._withdraw, expected.id))

    async def _withdraw(self, expectation_id: str) -> None:
        job = partial(_put_away, expectation_id)
        try:
            await self.view.save(job, "Taken back. ctrl+z brings it back.")
        except StorageError as error:
            self.app.tell(error)

    def action_table(self) -> None:
        """Show the numbers as a table, or as bars again."""
        self.list.as_table = not self.list.as_table
        self.list.arrange_rows()

    def action_span(self, step: int) -> None:
        """Look back on more days, or on fewer."""
        place = ALL_SPANS.index(self.span) + step
        if 0 <= place < len(ALL_SPANS):
            self._want(ALL_SPANS[place], self.where)

    def action_where(self) -> None:
        """Look at work only, at what is outside work only, or at both."""
        places = list(Where)
        self._want(self.span, places[(places.index(self.where) + 1) % len(places)])

    def _want(self, span: int | None, where: Where) -> None:
        self.span, self.where = span, where
        self.view.reload()


def _means(seen: Insights, usual: float | None) -> Content:
    """Return how the days were on average, work and outside apart, and how they usually are."""
    parts = [("mean", seen.mean), ("at work", seen.work), ("outside", seen.outside), ("usually", usual)]
    said = [Content.assemble((f"{name} ", "$muted"), figure(value)) for name, value in parts if value is not None]
    return Content("  ").join(said)


def _put_away(expectation_id: str, store: "Store") -> None:
    store.expectations.set_archived(expectation_id, True)


def _nothing(found: Found) -> Content:
    """What stands here without a rated entry, and the keys that lead to where there are some."""
    if found.ever:
        every, whole = found.span is None, found.where is Where.ALL
        place = {Where.ALL: "", Where.WORK: " at work", Where.OUTSIDE: " outside work"}[found.where]
        said = f"Nothing was rated{place}{'' if every else ' in these days'}."
        if every and whole:
            said = "Only days off are rated so far, and they are left out here."
        further = Content("") if every else key_hint(("]", "look further back"))
        wider = Content("") if whole else key_hint(("o", "work, outside, or both"))
        return Content("\n").join(line for line in (Content.styled(said, "$muted"), further, wider) if line)
    return empty_state(
        "What engages you and what drains you will be here.",
        "After 14 days there can be hints, then patterns that chance alone rarely makes.",
        "c",
        "check in",
    )


PANE = InsightsPanel
