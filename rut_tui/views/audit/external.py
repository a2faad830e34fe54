"""Job or life: what lies outside work, asked before any conclusion about the job.

Each thing is asked once; only if it applies comes the second question, whether work would then feel all right.
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
    from rut_tui.domain.audit import Audit, ExternalAnswer
    from rut_tui.domain.catalogue import ExternalFactor

SOLVED = "If it were solved tomorrow, would work feel all right?"


def _complete(answer: "ExternalAnswer") -> bool:
    return answer.applies is False or (answer.applies is True and answer.would_help is not None)


class ExternalPane(QuestionPane["ExternalAnswer"]):
    """The chapter that asks whether it is the job."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("audit.external"), *bindings("audit.unsaved")]

    class Answer(Message):
        """An answer is to be saved."""

        def __init__(self, wish: "Wish[ExternalAnswer]") -> None:
            """Name the factor and the answer."""
            super().__init__()
            self.wish = wish

    def __init__(self) -> None:
        """Wait for the questions."""
        super().__init__("Job or life?", Walk(_complete), id="external")
        self._factors: dict[str, ExternalFactor] = {}
        self._second = False

    def show(self, audit: "Audit | None", factors: "Sequence[ExternalFactor]") -> None:
        """Show what is on disk. The first time, start at the first thing without an answer."""
        self.answers.saved = audit.external if audit else {}
        if not self._factors:
            self._factors = {factor.key: factor for factor in factors}
            self.walk.keys = list(self._factors)
            self.resume()
        self.redraw()

    def resume(self) -> None:
        """Go to the first question that waits for an answer."""
        super().resume()
        self._arrive()

    def action_move(self, step: int) -> None:
        """Go back or on without answering."""
        super().action_move(step)
        self._arrive()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer yes and no only while something is asked."""
        return super().check_action(action, parameters) and (action != "answer" or self.walk.at is not None)

    def action_answer(self, yes: bool) -> None:
        """Answer what is asked now, and move on."""
        from rut_tui.domain.audit import ExternalAnswer

        key = self.walk.at
        if key is None:
            return
        known = self.answers.of(key)
        if self._second:
            self.want(key, ExternalAnswer(applies=True, would_help=yes))
        elif yes:
            helps = None if known is GONE else known.would_help
            self.want(key, ExternalAnswer(applies=True, would_help=helps))
        else:
            self.want(key, ExternalAnswer(applies=False))
        if yes and not self._second:
            self._second = True
            self.redraw()
        else:
            self.walk.advance()
            self._arrive()

    def action_clear(self) -> None:
        """Take back the last answer: the second before the first, and before that the thing above."""
        from rut_tui.domain.audit import ExternalAnswer

        if self.walk.at is None or self.answers.of(self.walk.at) is GONE:
            self.walk.move(-1)
        if self.walk.at is None:
            return
        known = self.answers.of(self.walk.at)
        if known is not GONE:
            both = known.applies and known.would_help is not None
            self.want(self.walk.at, ExternalAnswer(applies=True) if both else GONE)
        self._arrive()

    def _arrive(self) -> None:
        """Ask the second question where only that one is left."""
        known = GONE if self.walk.at is None else self.answers.of(self.walk.at)
        self._second = known is not GONE and known.applies is True and known.would_help is None
        self.redraw()

    def request(self, wish: "Wish[ExternalAnswer]") -> Message:
        """Ask for an answer to be saved."""
        return self.Answer(wish)

    def statements(self) -> Iterable[str]:
        """Every question."""
        return (SOLVED, *(factor.question for factor in self._factors.values()))

    def question(self) -> tuple[str, str]:
        """The factor, and which of its two questions is asked."""
        factor = self._factors[self.walk.at or self.walk.keys[-1]]
        return (f"{factor.name}: yes.", SOLVED) if self._second else (factor.name, factor.question)

    def scale(self, width: int) -> Sequence[Content]:  # noqa: ARG002 - the scales of signs need it
        """Yes and no."""
        key = self.walk.at
        known = GONE if key is None else self.answers.of(key)
        given = None if known is GONE else known.would_help if self._second else known.applies
        line = Content("")
        for letter, word, value in (("y", "yes", True), ("n", "no", False)):
            style = "bold $background on $accent" if given is value else "bold"
            cell = Content.assemble((f" {letter} ", style), (f" {word}", "" if given is value else "$muted"), "     ")
            line += cell.stylize(f"@click=focused.answer({value})")
        return line, Content("")

    def beginning(self) -> Sequence[tuple[str, str]]:
        """Why this is asked."""
        return (
            (f"{len(self._factors)} short questions about life outside work. About a minute.", ""),
            ("A hard time at home can feel like a rut at work. This tells the two apart.", "$muted"),
        )

    def ending(self) -> Sequence[tuple[str, str]]:
        """What the answers mean for what comes next."""
        applying = [name for key, name in self._names() if self._said(key)[0]]
        helping = [name for key, name in self._names() if self._said(key)[1]]
        if helping:
            told = f"If this were solved, work would feel all right: {'; '.join(helping)}."
            return ((told, "bold"), ("Causes says so first. The signs still show how work is now.", "$muted"))
        if applying:
            told = f"You carry this as well: {'; '.join(applying)}."
            return ((told, "bold"), ("Without it, work would still not feel right. The signs look at work.", "$muted"))
        return (
            ("Nothing outside work weighs on you now.", "bold"),
            ("The signs look at work.", "$muted"),
        )

    def _names(self) -> Iterable[tuple[str, str]]:
        return ((key, factor.name) for key, factor in self._factors.items())

    def _said(self, key: str) -> tuple[bool, bool]:
        known = self.answers.of(key)
        return (False, False) if known is GONE else (bool(known.applies), bool(known.applies and known.would_help))

    def row(self, key: str, width: int) -> Row:
        """Draw a thing with its answer; the dot says that it is on disk."""
        answers = self.answers
        saved = answers.saved.get(key)
        dot: tuple[str, str] = (" ", "")
        said: tuple[str, str] = ("·", "$muted")
        if key in answers.failed:
            said = ("not saved", "bold $error")
        elif saved is not None and answers.of(key) == saved:
            dot, said = ("●", "$done"), (_in_words(saved), "$muted" if saved.applies is False else "")
        style = "bold" if key == self.walk.at else "$muted"
        lead = Content.assemble(" ", dot, " ", (self._factors[key].name.ljust(23), style))
        return hanging(lead, Content.assemble(said), width)


def _in_words(answer: "ExternalAnswer") -> str:
    if not answer.applies:
        return "no"
    if answer.would_help is None:
        return "yes"
    return "yes; solved, work would be all right" if answer.would_help else "yes; work would still not be right"
