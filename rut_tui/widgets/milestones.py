"""The editor of milestones: rows above, and a line below that adds one or changes one.

What is still in the line counts as a milestone too, so that nothing is lost on save.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from rut_tui.domain.days import parse_day, say_day
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField
from rut_tui.widgets.plain import plain, save_form
from rut_tui.widgets.step_rows import Step, StepRows

UNNAMED = "This day needs a milestone beside it."
HINT = "enter adds it; its day can wait"


class StepLine(LineField):
    """A line of the editor: enter is for the editor at once, so that the next key meets what it did."""

    def __init__(self, enter: Callable[[], Awaitable[None]], *, placeholder: str, classes: str) -> None:
        """Open empty.

        Args:
            enter: Adds what is in the lines.
            placeholder: What the empty line says.
            classes: Its place in the editor.
        """
        super().__init__(placeholder=placeholder, classes=classes, compact=True, select_on_focus=False)
        self._enter = enter

    async def action_submit(self) -> None:
        """Hand it over."""
        await self._enter()


class MilestonesField(Field):
    """The field around the editor: a fault is said once, below the line, and takes the focus there."""

    def __init__(self, label: str, editor: "Milestones") -> None:
        """Wrap the editor."""
        super().__init__(label, editor)
        self._editor = editor

    def say(self, hint: str = "", *, fault: str = "") -> None:
        """Leave it to the editor, which has its own words there."""
        self._editor.say(hint, fault=fault)

    def focus_inside(self) -> None:
        """Put the focus where the fault is likely to be."""
        if not self._editor.focus_written():
            super().focus_inside()


class Milestones(Vertical):
    """The milestones of a goal."""

    DEFAULT_CSS = """
    Milestones { height: auto; }
    Milestones > Horizontal { height: 1; }
    Milestones .step-title { width: 1fr; margin-right: 1; }
    Milestones .step-due { width: 16; }
    Milestones > .said { height: auto; color: $muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("goals.step")

    class Changed(Message):
        """The milestones are others than before."""

    def __init__(self, today: date, *, id: str | None = None) -> None:
        """Begin without milestones.

        Args:
            today: The person's local day.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._today = today

    def compose(self) -> ComposeResult:
        """The rows, the line, what is understood."""
        yield StepRows(self._today, self._edit, self._to_line)
        with Horizontal():
            yield StepLine(self._enter, placeholder="the next step", classes="step-title")
            yield StepLine(self._enter, placeholder="by when", classes="step-due")
        yield Static("", classes="said", markup=False)

    def on_mount(self) -> None:
        """No rows yet."""
        self._rows.display = False
        self.say()

    @property
    def _rows(self) -> StepRows:
        return self.query_one(StepRows)

    @property
    def _title(self) -> LineField:
        return self.query_one(".step-title", LineField)

    @property
    def _due(self) -> LineField:
        return self.query_one(".step-due", LineField)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The milestones in the rows."""
        return self._rows.steps

    @steps.setter
    def steps(self, steps: Sequence[Step]) -> None:
        self._rows.steps = tuple(steps)

    def read(self) -> tuple[Step, ...]:
        """Return all milestones, the one in the line among them.

        Raises:
            ValueError: In one sentence: the line can't be read.
        """
        if not (self._title.value.strip() or self._due.value.strip()):
            return self.steps
        return self._with(self._written())

    def so_far(self) -> tuple[Step, ...]:
        """Return the milestones that can be read; a half-written one waits."""
        try:
            return self.read()
        except ValueError:
            return self.steps

    @property
    def typed(self) -> dict[str, Any]:
        """Rows and line as they stand, for keeping an unsaved form."""
        return {
            "steps": [step.kept() for step in self.steps],
            "title": self._title.value,
            "due": self._due.value,
            "editing": self._rows.editing,
        }

    def fill(self, kept: dict[str, Any]) -> None:
        """Put back what `typed` gave."""
        self.steps = [Step.from_kept(step) for step in kept["steps"]]
        self._rows.mark(kept["editing"])
        self._title.value, self._due.value = kept["title"], kept["due"]

    def _written(self) -> Step:
        """Return the milestone in the line."""
        if not self._title.value.strip():
            raise ValueError(UNNAMED)
        due = parse_day(self._due.value, self._today) if self._due.value.strip() else None
        editing = self._rows.editing
        before = None if editing is None else self.steps[editing]
        done, known = (before.done, before.id) if before else (False, None)
        return Step(self._title.value, due, done, known)

    def _with(self, step: Step) -> tuple[Step, ...]:
        row = len(self.steps) if self._rows.editing is None else self._rows.editing
        return (*self.steps[:row], step, *self.steps[row + 1 :])

    def say(self, hint: str = "", *, fault: str = "") -> None:
        """Below the line: what is wrong until something is changed, the day that is understood, or what enter does."""
        said = fault or hint or HINT
        if not (fault or hint) and (due := self._due.value.strip()):
            try:
                said = say_day(parse_day(due, self._today), self._today)
            except ValueError as error:
                said = str(error)
        below = self.query_one(".said", Static)
        below.update(plain(said, "$error" if fault else ""))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's shape
        """Only a change can be cancelled, and only from the line can the hand go up."""
        if action == "cancel":
            return self._rows.editing is not None
        if action == "to_rows":
            return bool(self.steps) and not self._rows.has_focus
        return True

    def focus_written(self) -> bool:
        """Put the focus in the line if something is written there, and say whether."""
        due, title = self._due.value.strip(), self._title.value.strip()
        if due or title:
            (self._due if due and title else self._title).focus()
        return bool(due or title)

    def action_to_rows(self) -> None:
        """Go up to the last row."""
        self._rows.row = len(self.steps) - 1
        self._rows.focus()

    def action_cancel(self) -> None:
        """Leave the milestone as it was."""
        self._clear()
        self._rows.focus()

    def _clear(self) -> None:
        self._rows.mark(None)
        self._title.value = self._due.value = ""
        self.refresh_bindings()

    def _edit(self, row: int) -> None:
        """Bring a row down into the line."""
        waiting = self._title.value.strip() or self._due.value.strip()
        if waiting and self._rows.editing is None:
            self.say(fault="First add what is in this line, with enter.")
            self._title.focus()
            return
        step = self.steps[row]
        self._rows.mark(row)
        self._title.value, self._due.value = step.title, step.due.isoformat() if step.due else ""
        self._title.focus()
        self.refresh_bindings()

    def _to_line(self) -> None:
        self._title.focus()

    @on(StepRows.Changed)
    def _told(self, event: StepRows.Changed) -> None:
        event.stop()
        self.say()
        self.post_message(self.Changed())

    @on(Input.Changed)
    def _live(self, event: Input.Changed) -> None:
        event.stop()
        self.say()
        self.post_message(self.Changed())

    async def _enter(self) -> None:
        """Add or change; on an empty line, save the form."""
        if self._rows.editing is None and not (self._title.value.strip() or self._due.value.strip()):
            await save_form(self)
            return
        try:
            step = self._written()
        except ValueError as error:
            self.say(fault=str(error))
            return
        changing = self._rows.editing is not None
        self.steps = self._with(step)
        self._clear()
        (self._rows if changing else self._title).focus()
