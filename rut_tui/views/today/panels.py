"""The panels of Today: each draws one part of the overview and asks for what a key on it means.

Nothing here reads or saves.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from rut_tui.widgets.bars import day_bars, month_line
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.panel import Panel, empty_state
from rut_tui.widgets.plain import key_hint, plain

if TYPE_CHECKING:
    from rut_tui.domain.due import DueItem
    from rut_tui.domain.insights import TagMean
    from rut_tui.domain.overview import RunwayFigures, TodayOverview
    from rut_tui.domain.step import Step

NAME_WIDTH = 18
"""Widest name of an activity on Today; the journal shows it whole."""

TITLE_WIDTH = 30
"""Cells for what is due, where there is room for its goal beside it."""


class TextPanel(Panel):
    """A panel whose body is one piece of text."""

    def body(self) -> ComposeResult:
        """The text."""
        yield Static(classes="panel-body")

    def draw(self, content: Content, *, rows: bool = False) -> None:
        """Replace the text; rows are cut at the edge instead of wrapped."""
        self.set_class(rows, "-rows")
        self.query_one(".panel-body", Static).update(content)

    def redraw(self) -> None:
        """Draw again for another width; only panels that draw by it have to."""

    def on_resize(self) -> None:
        """Lines are made for the width."""
        self.redraw()

    @property
    def room(self) -> int:
        """Cells a line of the body has; the smallest window's before the first layout."""
        return self.query_one(".panel-body", Static).content_size.width or 50


class StepPanel(TextPanel, can_focus=True):
    """The one step, with its reason."""

    def show(self, step: "Step | None", others: bool) -> None:
        """Draw a step.

        Args:
            step: The step, or None when nothing is left to do.
            others: Whether there is another one to swap to.
        """
        if step is None:
            self.draw(Content.assemble("Nothing asks for you today.\n", ("It is all written down.", "$muted")))
            return
        size = f"{step.minutes} min"
        hints = [("enter", "do it"), ("s", "another")] if others else [("enter", "do it")]
        lines = [Content.styled(step.title, "bold")]
        if step.subject:
            lines.append(plain(f"“{step.subject}”"))
        lines.append(Content.styled(step.reason, "$muted"))
        lines.append(Content.assemble(key_hint(*hints), "   ", (size, "$muted")))
        self.draw(Content("\n").join(lines))


class FourteenPanel(TextPanel):
    """The last fourteen days as bars, and what drained and engaged in them."""

    _seen: "TodayOverview | None" = None

    def show(self, seen: "TodayOverview") -> None:
        """Draw the days, and the strongest two activities if enough entries say so."""
        self._seen = seen
        self.redraw()

    def redraw(self) -> None:
        """Draw what was shown last."""
        if (seen := self._seen) is None:
            return
        self.retitle("Last 14 days", f"{seen.written} of them written" if seen.written else "")
        if not seen.written:
            self.draw(
                empty_state(
                    "Your days will stand here as bars.", "They show what memory smooths over.", "c", "check in"
                )
            )
            return
        bars = day_bars([day.mean for day in seen.series], [f"{day.day:%a}"[0] for day in seen.series])
        self.draw(Content("\n").join([bars, *_strongest(seen.drain, seen.engager, words=self.room >= 44)]))


def _strongest(drain: "TagMean | None", engager: "TagMean | None", *, words: bool) -> Iterator[Content]:
    found = [
        (item, glyph + (word if words else ""), style)
        for item, glyph, word, style in ((drain, "▼", " drains ", "$drained"), (engager, "▲", " engages", "$engaged"))
        if item
    ]
    names = [plain(item.name).truncate(NAME_WIDTH, ellipsis=True) for item, _, _ in found]
    width = max((name.cell_length for name in names), default=0)
    for (item, mark, style), name in zip(found, names, strict=True):
        number = f"{'−' if item.mean < 0 else '+'}{abs(item.mean):.1f}"
        yield Content.assemble(
            (f"{mark}  ", style),
            name.pad_right(width - name.cell_length),
            (f"  {number}", "bold"),
            (f"  {item.entries} entries", "$muted"),
        )
    if not found:
        yield Content.styled("Once an activity stands in three entries, what drains and engages is named.", "$muted")


class DuePanel(TextPanel, can_focus=True):
    """What has a day near or past; enter goes where it is done."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("today.due")
    ROWS: ClassVar[int] = 5

    class Open(Message):
        """Enter on something due: go there."""

        def __init__(self, opens: str) -> None:
            """Say where."""
            super().__init__()
            self.opens = opens

    class Tick(Message):
        """A milestone is done."""

        def __init__(self, milestone_id: str) -> None:
            """Say which."""
            super().__init__()
            self.milestone_id = milestone_id

    def __init__(self, *, id: str | None = None) -> None:
        """Start with nothing due."""
        super().__init__("Due", id=id)
        self._items: Sequence[DueItem] = ()
        self._today: date | None = None
        self._selected = 0

    def show(self, items: "Sequence[DueItem]", today: date) -> None:
        """Draw what is due, earliest first."""
        self._items = items
        self._today = today
        self._selected = min(self._selected, max(0, len(items) - 1))
        self.redraw()
        self.refresh_bindings()

    def redraw(self) -> None:
        """Draw the list."""
        from rut_tui.domain.days import describe_day

        if self._today is None:
            return
        if not self._items:
            text = "Goals, people and all else with a date show up here two weeks ahead."
            self.draw(Content.assemble((text, "$muted"), "\n", key_hint(("4", "goals"))))
            return
        first = max(0, min(self._selected - self.ROWS + 1, len(self._items) - self.ROWS))
        shown = self._items[first : first + self.ROWS]
        days = [describe_day(item.day, self._today) for item in shown]
        width = max(map(len, days))
        rows = [
            self._row(item, day.ljust(width), chosen=self.has_focus and first + n == self._selected)
            for n, (item, day) in enumerate(zip(shown, days, strict=True))
        ]
        if left := len(self._items) - first - len(shown):
            rows.append(Content.styled(f" and {left} more", "$muted"))
        self.draw(Content("\n").join(rows), rows=True)

    def _row(self, item: "DueItem", day: str, *, chosen: bool) -> Content:
        # Habits are asked of nobody, so theirs is no day that presses.
        late = self._today is not None and item.day <= self._today and item.kind != "habits"
        title = plain(item.title, "bold" if chosen else "")
        if self.room >= TITLE_WIDTH + 24:
            title = title.truncate(TITLE_WIDTH, ellipsis=True)
            title = title.pad_right(TITLE_WIDTH - title.cell_length)
        return Content.assemble(
            ("▌" if chosen else " ", "$accent"),
            (f"{day}  ", "$drained" if late else "$muted"),
            "☐ ",
            title,
            "  ",
            plain(item.beside, "$muted"),
        )

    def watch_has_focus(self, has_focus: bool) -> None:
        """Mark the chosen row only while the list has the focus."""
        super().watch_has_focus(has_focus)
        self.redraw()

    def action_select(self, step: int) -> None:
        """Go up or down the list."""
        self._selected = max(0, min(len(self._items) - 1, self._selected + step))
        self.redraw()
        self.refresh_bindings()

    @property
    def _item(self) -> "DueItem | None":
        return self._items[self._selected] if self._items else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's shape
        """A milestone is ticked here; all else is done where it stands."""
        return action != "tick" or (self._item is not None and self._item.kind == "milestone")

    def action_tick(self) -> None:
        """Tick the milestone that is chosen."""
        if item := self._item:
            self.post_message(self.Tick(item.ref))

    def action_open(self) -> None:
        """Go where the chosen row is done."""
        if item := self._item:
            self.post_message(self.Open(item.opens))


class RunwayPanel(TextPanel, can_focus=True):
    """How many months are saved, of three to six."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("today.runway")
    WIDTH: ClassVar[int] = 30

    def show(self, runway: "RunwayFigures | None") -> None:
        """Draw months saved, the next target and the chance of running out, as far as the plan has them."""
        if runway is None:
            what = "How long your savings would last, as a line to three and six months."
            self.draw(Content.assemble((what, "$muted"), "\n", key_hint(("5", "savings"))))
        elif runway.saved is None:
            waits = " and ".join(runway.waits_for)
            self.draw(Content.assemble((f"The plan waits for {waits}.", "$muted"), "\n", key_hint(("5", "savings"))))
        else:
            self.draw(Content("\n").join(_runway_lines(runway, runway.saved.normal, self.WIDTH)))


def _runway_lines(runway: "RunwayFigures", months: float, width: int) -> Iterator[Content]:
    said = "No end in sight" if months == float("inf") else f"{months:.1f} months"
    yield Content.assemble((said, "bold"), (" saved, of 3 to 6", "$muted"))
    yield month_line(months, (3, 6), width)
    if runway.target and runway.target.gap and runway.target.date:
        yield Content.styled(
            f"{runway.target.months} months by {runway.target.date:%b %Y}, on these numbers.", "$muted"
        )
    if runway.ruin is not None:
        yield Content.styled(f"{_of_100(runway.ruin)} of 100 such leaps run out.", "$muted")


def _of_100(chance: float) -> str:
    """A chance as a count of a hundred; the ends keep their doubt."""
    if 0 < chance < 0.01:
        return "Fewer than 1"
    if 0.99 < chance < 1:
        return "More than 99"
    return str(round(chance * 100))
