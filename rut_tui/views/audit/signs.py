"""The signs of a rut: one statement at a time, one key each.

A digit rates and moves on, so that a quick hand can rate all of them without looking at the list.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from rut_tui.views.audit.lines import Row, hanging
from rut_tui.views.audit.questions import QuestionPane
from rut_tui.views.audit.walk import GONE, Walk, Wish
from rut_tui.widgets.bindings import bindings

if TYPE_CHECKING:
    from rut_tui.domain.audit import Audit
    from rut_tui.domain.catalogue import Scale, Sign


class SignsPane(QuestionPane[int | None]):
    """The Signs chapter."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("audit.signs"), *bindings("audit.unsaved")]

    class Rate(Message):
        """A rating is to be saved."""

        def __init__(self, wish: Wish[int | None]) -> None:
            """Name the sign and the rating."""
            super().__init__()
            self.wish = wish

    def __init__(self) -> None:
        """Wait for the signs."""
        super().__init__("Signs", Walk(), id="signs")
        self._signs: dict[str, Sign] = {}
        self._scales: dict[str, Scale] = {}
        self._early: list[int | None] = []

    def show(self, audit: "Audit | None", signs: "Sequence[Sign]", scales: "Sequence[Scale]") -> None:
        """Show what is on disk. The first time, start at the first sign without a rating."""
        self.answers.saved = audit.ratings if audit else {}
        if not self._signs:
            self._signs = {sign.key: sign for sign in signs}
            self._scales = {scale.key: scale for scale in scales}
            self.walk.keys = list(self._signs)
            self.walk.resume()
        early, self._early = self._early, []
        for rating in early:
            self.action_rate(rating)
        self.redraw()

    def action_rate(self, rating: int | None) -> None:
        """Rate the sign asked now and move on; None: it doesn't apply."""
        if not self._signs:
            self._early.append(rating)  # typed before the journal was open
        elif self.walk.at is not None:
            key = self.walk.at
            self.want(key, rating)
            self.walk.advance()
            self.redraw()

    def action_beyond(self) -> None:
        """Say what the digits above 4 do here: nothing, so that a slip doesn't leave the screen."""
        self.app.notify("Ratings go from 0 to 4. To change the screen, press esc first.")

    def action_clear(self) -> None:
        """Take back the rating of this sign, or of the one before if this has none."""
        if self.walk.at is None or self.answers.of(self.walk.at) is GONE:
            self.walk.move(-1)
        if self.walk.at is not None and self.answers.of(self.walk.at) is not GONE:
            self.want(self.walk.at, GONE)
        self.redraw()

    def request(self, wish: Wish[int | None]) -> Message:
        """Ask for a rating to be saved."""
        return self.Rate(wish)

    def statements(self) -> Iterable[str]:
        """Every statement."""
        return (sign.statement for sign in self._signs.values())

    def question(self) -> tuple[str, str]:
        """The prompt of its scale, and the statement."""
        sign = self._signs[self.walk.at or self.walk.keys[-1]]
        return self._scales[sign.scale].prompt, sign.statement

    def scale(self, width: int) -> Sequence[Content]:
        """The five digits with their meaning below, and how to pass."""
        sign = self._signs[self.walk.at or self.walk.keys[-1]]
        given = self.answers.of(sign.key)
        cells = [(str(n), label, n == given) for n, label in enumerate(self._scales[sign.scale].labels)]
        passing = ("-", "doesn't apply", given is None)
        for columns, gap in (([*cells, passing], 3), ([*cells, passing], 1), (cells, 2), (cells, 0)):
            if sum(len(label) + 1 + gap for _, label, _ in columns) <= width:
                break
        above, below = Content(""), Content("")
        for key, label, chosen in columns:
            room = len(label) + 1 + gap
            rate = f"@click=focused.rate({'None' if key == '-' else key})"
            digit = Content.styled(f" {key} ", "bold $background on $accent" if chosen else "bold")
            above += (digit + Content(" " * (room - 3))).stylize(rate)
            below += Content.styled(f" {label}".ljust(room), "" if chosen else "$muted").stylize(rate)
        return above, below

    def beginning(self) -> Sequence[tuple[str, str]]:
        """What the chapter is for."""
        return (
            (f"{len(self._signs)} statements about your work, one key each. About three minutes.", ""),
            ("They show how deep a rut goes, and what it is made of. You can stop at any time.", "$muted"),
        )

    def ending(self) -> Sequence[tuple[str, str]]:
        """That all are rated, and that none of it is final."""
        from rut_tui.domain.audit import MIN_RATED

        passed = sum(self.answers.of(key) is None for key in self.walk.keys)
        apart = f" {passed} of them: doesn't apply." if passed else ""
        next_ = "Go up to any of them to change it. Causes shows what they add up to."
        if len(self.walk.keys) - passed < MIN_RATED:
            next_ = f"A level needs {MIN_RATED} that apply. Go up to any that does after all, and rate it."
        return (f"All {len(self.walk.keys)} signs have an answer.{apart}", "bold"), (next_, "$muted")

    def row(self, key: str, width: int) -> Row:
        """Draw a sign with its rating; the dot says that it is on disk."""
        sign = self._signs[key]
        answers = self.answers
        lead, tail = Content.styled("   ·  ", "$muted"), Content("")
        saved = key in answers.saved and answers.of(key) == answers.saved[key]
        if key in answers.failed:
            lead = Content.styled(f"   {_digit(answers.failed[key].answer)}  ", "bold $error")
            tail = Content.styled("  not saved", "$error")
        elif saved:
            lead = Content.assemble(" ", ("●", "$done"), f" {_digit(answers.saved[key])}  ")
        style = "bold" if key == self.walk.at else "$muted"
        return hanging(lead, Content.styled(sign.statement, style) + tail, width)


def _digit(rating: object) -> str:
    return str(rating) if isinstance(rating, int) else "–" if rating is None else "·"
