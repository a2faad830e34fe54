"""The Insights of the Journal: what engages and what drains, how sure that is, and what is missing to be surer."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rut_tui.domain.insight_words import DESCRIBED, KINDS, WHERES, compared, counted, finding, judged, span_name
from rut_tui.domain.insights import figure
from rut_tui.domain.patterns import SPANS, Insight, Insights, Where
from rut_tui.views.base import SOON, View
from rut_tui.views.journal.insight_rows import heading, row, table_heading, table_row
from rut_tui.views.journal.insights_reading import Found, Kept
from rut_tui.views.journal.pane import Pane
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.listing import Listing
from rut_tui.widgets.panel import Panel, empty_state
from rut_tui.widgets.plain import plain

ALL_SPANS: Final = (*SPANS, None)
"""Days to look back on, the shortest first; None is all of them."""


class InsightList(Listing):
    """Every comparison in its group, drawn as bars or as a table."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="insight-list")
        self._rows: list[tuple[str, Insight]] = []
        self.as_table = False

    @property
    def count(self) -> int:
        """How many comparisons there are."""
        return len(self._rows)

    @property
    def item(self) -> "tuple[str, Insight] | None":
        """The comparison selected, with the group it is of."""
        return self._rows[self.selected] if self.selected < self.count else None

    def heights(self) -> Iterator[int]:
        """One line, and above the first of a group its heading and a gap."""
        return (1 + self._opens(n) + (self._opens(n) and n > 0) for n in range(self.count))

    def lines_of(self, row_number: int) -> list[Content]:
        """The line of a comparison below what stands above it."""
        kind, item = self._rows[row_number]
        tested = kind != "by_emotion"
        draw, draw_heading = (table_row, table_heading) if self.as_table else (row, heading)
        line = draw(item, self.room, tested=tested)
        if not self._opens(row_number):
            return [line]
        return [*([Content("")] if row_number else []), draw_heading(KINDS[kind], self.room), line]

    def marks(self, row: int, line: int) -> bool:
        """The mark stands beside the comparison, not beside its heading."""
        return line == len(self.lines_of(row)) - 1

    def show(self, seen: Insights, empty: Content) -> None:
        """Show what was found; the comparison that was selected stays so, if it is there.

        Args:
            seen: The insights.
            empty: What stands here when there are none.
        """
        before = self.item
        self._rows = [(kind, item) for kind in KINDS for item in getattr(seen, kind)]
        self.arrange_rows(empty)
        same = (
            n for n, (kind, item) in enumerate(self._rows) if before and (kind, item.key) == (before[0], before[1].key)
        )
        self.select(next(same, 0))

    def _opens(self, number: int) -> bool:
        """Whether a comparison is the first of its group."""
        return number == 0 or self._rows[number][0] != self._rows[number - 1][0]


class InsightsPanel(Panel, Pane):
    """What goes together with better and with worse days, over a span that the person chooses."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("journal.insights")

    class Wanted(Message):
        """Another span, or other entries, are to be looked at."""

        def __init__(self, span: int | None, where: Where) -> None:
            """Say which."""
            super().__init__()
            self.span = span
            self.where = where

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

    def at_once(self, node: object, action: str) -> bool:  # noqa: ARG002 - all of them can
        """Comparisons can be gone through while others are worked out."""
        return True

    def show(self, found: Found) -> None:
        """Show the insights of a span.

        Args:
            found: What was read and worked out.
        """
        self._found = found
        seen = found.insights
        self.list.show(seen, _nothing(ever=found.ever))
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
            said = [span_name(found.span), WHERES[found.where]]
            if seen.days:
                said[1:1] = [f"{counted(seen.entries, 'entry', 'entries')} on {counted(seen.days, 'day')}"]
            self.retitle("Insights", ", ".join(said))

    def put_in_words(self) -> None:
        """Say what the comparison selected comes down to."""
        words = Content("")
        if self._found and self.list.item:
            kind, item = self.list.item
            tested = self._found.insights.tested
            how_sure = DESCRIBED if kind == "by_emotion" else judged(item, tested)
            words = Content.assemble(plain(item.name, "bold"), ": ", compared(item), " ", (how_sure, "$muted"))
        self.query_one("#insight-words", Static).update(words)

    def on_listing_selected(self, event: Listing.Selected) -> None:
        """Another comparison is put in words."""
        event.stop()
        self.put_in_words()

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
        self.post_message(self.Wanted(span, where))


def _means(seen: Insights, usual: float | None) -> Content:
    """Return how the days were on average, work and outside apart, and how they usually are."""
    parts = [("mean", seen.mean), ("at work", seen.work), ("outside", seen.outside), ("usually", usual)]
    said = [Content.assemble((f"{name} ", "$muted"), figure(value)) for name, value in parts if value is not None]
    return Content("  ").join(said)


def _nothing(*, ever: bool) -> Content:
    """What stands here without a rated entry."""
    if ever:
        return Content.styled("Nothing was rated in these days. ] looks further back.", "$muted")
    return empty_state(
        "What engages you and what drains you will be here.",
        "After 14 days there can be hints, then patterns that chance alone rarely makes.",
        "c",
        "check in",
    )
