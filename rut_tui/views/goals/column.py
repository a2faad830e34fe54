"""One column of the board, drawn line by line: its head stays, its cards scroll.

It knows nothing of saving; a click only says what was pointed at.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from rut_tui.views.goals.card import card_lines, drawn_of

if TYPE_CHECKING:
    from rut_tui.domain.goals import Goal

HEAD: Final = 2
"""Rows of the head: the name, and a blank one."""

TALL: Final = 30
"""Rows from which a card has air above and below its words."""


@dataclass(slots=True)
class _Card:
    """A card as it is kept: what it was made from, its words in lines, and how these look."""

    goal: "Goal"
    chosen: bool
    lines: list[Content]
    strips: list[Strip] | None = None


class BoardColumn(ScrollView, can_focus=False):
    """The cards of one column."""

    DEFAULT_CSS = """
    BoardColumn {
        width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; text-wrap: nowrap;
        & > .board-column--card { background: $surface; color: $foreground; }
        & > .board-column--chosen { background: $panel; color: $foreground; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"board-column--card", "board-column--chosen"}
    ALLOW_SELECT = False

    class Pointed(Message):
        """A card, or the free room of a column, was clicked."""

        def __init__(self, column: int, row: int | None) -> None:
            """Say where.

            Args:
                column: Which column of the board, from 0.
                row: Which card in it, from 0; None when it was none.
            """
            super().__init__()
            self.column = column
            self.row = row

    def __init__(self, number: int, title: str, waiting: str) -> None:
        """Make an empty column.

        Args:
            number: Its place on the board, from 0.
            title: Its name.
            waiting: Our words for what will be here while it is empty.
        """
        super().__init__()
        self.number = number
        self._title = title
        self._waiting = waiting
        self._sifted = False
        self._goals: Sequence[Goal] = ()
        self._names: Mapping[str, str] = {}
        self._today = date.min
        self._row: int | None = None
        self._cards: list[_Card] = []
        self._spans: list[tuple[int, int]] = []
        self._none: list[Strip] = []
        """What is said while there are no cards."""
        self._kept: dict[str, _Card] = {}
        self._kept_for: tuple[int, bool] | None = None
        self._head_rows = HEAD

    def show(
        self,
        goals: "Sequence[Goal]",
        row: int | None,
        today: date,
        names: Mapping[str, str],
        *,
        head: bool = True,
        sifted: bool = False,
    ) -> None:
        """Draw goals.

        Args:
            goals: The cards, from the top.
            row: Which one is chosen, from 0; None when this isn't the current column.
            today: The person's local day.
            names: What the keys of values and causes are called.
            head: Whether to draw the name and the count above.
            sifted: Some may be left out.
        """
        self._sifted = sifted
        self._head_rows = HEAD if head else 0
        if today != self._today or names != self._names:
            self._kept.clear()
        self._goals, self._row, self._today, self._names = goals, row, today, names
        self._draw()

    def on_resize(self) -> None:
        """Wrap anew, if the room is another."""
        self._draw()

    def notify_style_update(self) -> None:
        """Colours changed: cards in sight are drawn anew; how their words are wrapped stays."""
        super().notify_style_update()
        for card in self._cards:
            card.strips = None
        self._draw()

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _airy(self) -> bool:
        return self.size.height >= TALL

    def _draw(self) -> None:
        if not self._room:
            return
        if self._kept_for != (self._room, self._airy):
            self._kept.clear()
            self._kept_for = self._room, self._airy
        kept, self._kept = self._kept, {}
        self._cards, self._spans, end = [], [], 0
        for n, goal in enumerate(self._goals):
            card = self._kept[goal.id] = self._card(kept.get(goal.id), goal, chosen=n == self._row)
            self._cards.append(card)
            self._spans.append((end, end + len(card.lines)))
            end += len(card.lines) + 1
        waiting = "None here." if self._sifted else self._waiting
        self._none = [] if self._goals else self._drawn(Content.styled(waiting, "$muted").wrap(self._room - 3), " ", "")
        self.virtual_size = Size(self._room, max(end, len(self._none)) + self._head_rows)
        self._follow()
        self.refresh()

    def _card(self, kept: _Card | None, goal: "Goal", *, chosen: bool) -> _Card:
        """Return a card as it was kept, or a new one if it has to look different."""
        if kept and kept.chosen is chosen and (kept.goal is goal or drawn_of(kept.goal) == drawn_of(goal)):
            kept.goal = goal
            return kept
        return _Card(goal, chosen, self._wrapped(goal, chosen=chosen))

    def _wrapped(self, goal: "Goal", *, chosen: bool) -> list[Content]:
        lines = card_lines(goal, self._room - 3, self._today, self._names, chosen=chosen)
        return [Content(""), *lines, Content("")] if self._airy else lines

    def _drawn(self, lines: Sequence[Content], edge: str, look: str) -> list[Strip]:
        style = self.get_visual_style(f"board-column--{look}") if look else self.visual_style
        content = Content("\n").join(Content.assemble((edge, "$accent"), " ", line) for line in lines)
        return Visual.to_strips(self, content, self._room, None, style, pad=True)

    def _strip(self, line: int) -> Strip | None:
        """Return a line of the cards; they are drawn when they first come into sight."""
        if not self._cards:
            return self._none[line] if line < len(self._none) else None
        n = bisect_right(self._spans, line, key=lambda span: span[0]) - 1
        top, bottom = self._spans[n]
        if line >= bottom:
            return None
        card = self._cards[n]
        if card.strips is None:
            here = n == self._row
            card.strips = self._drawn(card.lines, "▌" if here else " ", "chosen" if here else "card")
        return card.strips[line - top]

    def _follow(self) -> None:
        """Keep the chosen card in sight."""
        if self._row is None or self._row >= len(self._spans):
            return
        top, bottom = self._spans[self._row]
        room = self.scrollable_content_region.height - self._head_rows
        if top < self.scroll_offset.y or bottom - top > room:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif bottom > self.scroll_offset.y + room:
            self.scroll_to(y=bottom - room, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Draw one line: the head, or a line of the cards."""
        if y < self._head_rows:
            return self._head(y)
        line = y - self._head_rows + self.scroll_offset.y
        blank = self.visual_style.rich_style
        strip = self._strip(line)
        if strip is None:
            return Strip.blank(self._room, blank)
        return strip.adjust_cell_length(self._room, blank).apply_style(blank)

    def _head(self, y: int) -> Strip:
        here = self._row is not None
        name = Content.assemble(
            ("▌" if here else " ", "$accent"),
            (self._title, "bold $accent" if here else "bold"),
            (f"  {len(self._goals)}", "$muted"),
        )
        head = name if y == 0 else Content("")
        return Visual.to_strips(self, head, self._room, 1, self.visual_style, pad=True)[0]

    def card_at(self, y: int) -> int | None:
        """Return which card is on a row of the widget, from 0, or None."""
        line = self._line_at(y)
        if y < self._head_rows:
            return None
        return next((n for n, (top, bottom) in enumerate(self._spans) if top <= line < bottom), None)

    def goal_at(self, y: int) -> "Goal | None":
        """Return the goal on a row of the widget."""
        row = self.card_at(y)
        return None if row is None else self._goals[row]

    def room_at(self, y: int, goal_id: str) -> int:
        """Return the place, from 0, that a card takes among the others when it is dropped on a row of the widget.

        Args:
            y: The row.
            goal_id: The card.
        """
        line = self._line_at(y)
        spans = zip(self._spans, self._goals, strict=False)
        return sum((top + bottom) / 2 <= line for (top, bottom), goal in spans if goal.id != goal_id)

    def _line_at(self, y: int) -> int:
        return y - self._head_rows + self.scroll_offset.y

    def on_click(self, event: events.Click) -> None:
        """Say what was pointed at."""
        event.stop()
        self.post_message(self.Pointed(self.number, self.card_at(event.y)))
