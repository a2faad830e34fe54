"""One line that asks for a day, over whatever is shown; below it stands how the line reads so far."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField
from rut_tui.widgets.page import Sheet
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.app import RutApp

AnswerT = TypeVar("AnswerT")


class PromptLine(LineField):
    """The line to type in."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("prompt")


class Prompt(Sheet[AnswerT | None], Generic[AnswerT]):
    """Asks one thing. It returns the answer, or None when there is none."""

    DEFAULT_CSS = """
    Prompt { align: center top; background: $background 60%; }
    Prompt > .prompt {
        width: 60; max-width: 100%; height: auto; margin-top: 2; padding: 1 2;
        background: $surface; border-left: outer $accent;
    }
    Prompt > .prompt > .title { text-style: bold; color: $accent; margin-bottom: 1; height: auto; }
    """
    app: "RutApp"

    def __init__(
        self, title: str, label: str, hint: str, read: Callable[[str], AnswerT], say: Callable[[AnswerT], str]
    ) -> None:
        """Ask.

        Args:
            title: Our words for what it is about.
            label: The question.
            hint: Examples, while nothing is typed that can be read.
            read: Reads the line; raises ValueError with words for the person.
            say: Says how the answer reads.
        """
        super().__init__()
        self._title = title
        self._read = read
        self._say = say
        self._line = PromptLine()
        self._field = Field(label, self._line, hint=hint)

    def compose(self) -> ComposeResult:
        """Title, line, how it reads, keys."""
        with Vertical(classes="prompt"):
            yield Static(plain(self._title), classes="title")
            yield self._field
        yield FooterLine()

    @on(Input.Changed)
    def _say_how_it_reads(self) -> None:
        """Half a word is no fault: that is said when it is sent off."""
        try:
            said = self._say(self._read(self._line.value)) if self._line.value.strip() else ""
        except ValueError:
            said = ""
        self._field.say(said)

    def action_save(self) -> None:
        """Return the answer; an empty line is none."""
        if not self._line.value.strip():
            self.dismiss(None)
            return
        try:
            answer = self._read(self._line.value)
        except ValueError as error:
            self._field.say(fault=str(error))
        else:
            self.dismiss(answer)

    def action_close(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
