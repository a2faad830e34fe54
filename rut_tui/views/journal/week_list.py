"""A week as it was: what the diary says of it, then its review, or what a review would begin with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.content import Content

from rut_tui.domain.days import describe_day
from rut_tui.domain.insight_words import counted
from rut_tui.domain.weeks import Week, filled_in
from rut_tui.modals.review import QUESTIONS
from rut_tui.views.journal.rows import WIDEST, note_lines
from rut_tui.widgets.bars import day_bars
from rut_tui.widgets.listing import Listing
from rut_tui.widgets.panel import Panel
from rut_tui.widgets.plain import key_hint, plain
from rut_tui.widgets.rating import mark

if TYPE_CHECKING:
    from rut_tui.domain.reviews import Review
    from rut_tui.domain.wins import Setback

_HEADINGS: Final = {
    "liked": "You liked",
    "disliked": "You didn't like",
    "engaged": "It engaged you",
    "drained": "It drained you",
    "win": "A win",
    "setback": "A delay",
    "next_thing": "One thing for the week after",
}
"""What the answers of a review are called, by their names."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is shown of a week.

    Attributes:
        heading: What it is called; nothing where it speaks for itself.
        text: A person's own words.
        drawn: Lines of ours below or instead of them.
        answer: What the review begins with when this is opened.
    """

    heading: str
    text: str = ""
    drawn: tuple[Content, ...] = ()
    answer: str = "liked"


class WeekList(Listing):
    """The parts of a week, to go through and to open."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(id="week-list")
        self._parts: Sequence[Part] = ()
        self._drawn: list[list[Content]] = []

    @property
    def count(self) -> int:
        """How many parts there are."""
        return len(self._parts)

    @property
    def answer(self) -> str:
        """What the review begins with when the part selected is opened."""
        return self._parts[self.selected].answer if self.selected < self.count else next(iter(QUESTIONS))

    def heights(self) -> list[int]:
        """Lines of each part, a blank one between two included."""
        room = min(self.room, WIDEST)
        self._drawn = [list(_lines(part, room)) for part in self._parts]
        for lines in self._drawn[:-1]:
            lines.append(Content(""))
        return [len(lines) for lines in self._drawn]

    def lines_of(self, row: int) -> list[Content]:
        """The lines of a part, as last measured."""
        return self._drawn[row]

    def show(self, week: Week, today: date) -> None:
        """Show a week."""
        self._parts = tuple(_parts(week, today))
        self.arrange_rows()
        self.select(self.selected)


class WeekPanel(Panel):
    """The parts of a week under its name."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("Week", id="week-panel")
        self.list = WeekList()

    def body(self) -> ComposeResult:
        """The parts."""
        yield self.list


def _lines(part: Part, room: int) -> Iterator[Content]:
    if part.heading:
        yield Content.styled(part.heading, "bold")
    if part.text:
        yield from note_lines(part.text, room)
    for content in part.drawn:
        yield from content.wrap(room)


def _parts(week: Week, today: date) -> Iterator[Part]:
    yield Part("", drawn=tuple(_diary(week)))
    if week.wanted:
        yield Part("You wanted", week.wanted)
    if review := week.review:
        yield from _answers(review, week.setback, today)
        return
    for name, tags in (("engaged", week.engaged), ("drained", week.drained)):
        if tags:
            yield Part(_HEADINGS[name], filled_in(tags), answer=name)
    if week.let_go:
        yield Part("", drawn=(Content.styled("Its review is put away.", "$muted"), key_hint(("a", "bring it back"))))
    else:
        asks = "Five minutes: what you liked, what you didn't, one thing for next week."
        yield Part("", drawn=(Content.styled(asks, "$muted"), key_hint(("enter", "look back on the week"))))


def _diary(week: Week) -> Iterator[Content]:
    """A bar a day, and how much was written."""
    if not week.entries:
        yield Content.styled("Nothing was written in this week. A gap is a gap.", "$muted")
        return
    yield from day_bars([day.mean for day in week.days], [f"{day.day:%a}"[0] for day in week.days]).split()
    entries = counted(week.entries, "entry", "entries")
    said = Content.styled(f"{entries} on {counted(week.written, 'day')}", "$muted")
    yield said if week.mean is None else Content.assemble(mark(week.mean, 1), "   ", said)


def _answers(review: "Review", setback: "Setback | None", today: date) -> Iterator[Part]:
    for name, heading in _HEADINGS.items():
        answer: str = getattr(review, name)
        if answer.strip():
            yield Part(heading, answer, tuple(_next_try(setback, today)) if name == "setback" and setback else (), name)


def _next_try(setback: "Setback", today: date) -> Iterator[Content]:
    """What will be tried next, and when."""
    tried = setback.next_try.strip()
    if setback.next_on:
        said = Content.styled(f"next try {describe_day(setback.next_on, today)}", "$muted")
        yield Content.assemble(said, (": ", "$muted"), plain(tried)) if tried else said
    elif tried:
        yield Content.assemble(("next try: ", "$muted"), plain(tried))
