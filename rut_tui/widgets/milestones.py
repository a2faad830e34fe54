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
from rut_tui.domain.sizes import parse_size, say_size
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField
from rut_tui.widgets.plain import plain, save_form
from rut_tui.widgets.step_rows import Step, StepRows

UNNAMED = "Give this milestone a few words."
HINT = "enter adds it; its day and size can wait"


class StepLine(LineField):
    """A line of the editor: enter is for the editor at once, so that the next key meets what it did."""

    def __init__(self, enter: Callable[[], Awaitable[None]], *, placeholder: str, classes: str) -> None:
        """Open empty.

        Args:
            enter: Adds what is in the lines.
            placeholder: What the empty line says.
            classes: Its place in the editor.
        """
        super().__init__(placeholder=placeholder, classes=classes, select_on_focus=False)
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
    Milestones .step-due { width: 16; margin-right: 1; }
    Milestones .step-size { width: 10; }
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
            yield StepLine(self._enter, placeholder="how long", classes="step-size")
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
    def _how_long(self) -> LineField:
        return self.query_one(".step-size", LineField)

    @property
    def _lines(self) -> tuple[LineField, ...]:
        return self._title, self._due, self._how_long

    @property
    def _anything(self) -> bool:
        """Whether something is written in the line."""
        return any(line.value.strip() for line in self._lines)

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
        if not self._anything:
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
            "size": self._how_long.value,
            "editing": self._rows.editing,
        }

    def fill(self, kept: dict[str, Any]) -> None:
        """Put back what `typed` gave."""
        self.steps = [Step.from_kept(step) for step in kept["steps"]]
        self._rows.mark(kept["editing"])
        self._title.value, self._due.value, self._how_long.value = kept["title"], kept["due"], kept.get("size", "")

    def _written(self) -> Step:
        """Return the milestone in the line."""
        if not self._title.value.strip():
            raise ValueError(UNNAMED)
        due = parse_day(self._due.value, self._today) if self._due.value.strip() else None
        minutes = parse_size(self._how_long.value) if self._how_long.value.strip() else None
        editing = self._rows.editing
        before = None if editing is None else self.steps[editing]
        done, known = (before.done, before.id) if before else (False, None)
        return Step(self._title.value, due, done, known, minutes)

    def _with(self, step: Step) -> tuple[Step, ...]:
        row = len(self.steps) if self._rows.editing is None else self._rows.editing
        return (*self.steps[:row], step, *self.steps[row + 1 :])

    def say(self, hint: str = "", *, fault: str = "") -> None:
        """Below the line: what is wrong until something is changed, how it is understood, or what enter does."""
        said = fault or hint or self._understood() or HINT
        below = self.query_one(".said", Static)
        below.update(plain(said, "$error" if fault else ""))

    def _understood(self) -> str:
        """How the day and the size read so far."""
        due, size = self._due.value.strip(), self._how_long.value.strip()
        try:
            day = say_day(parse_day(due, self._today), self._today) if due else ""
            return " · ".join(part for part in (day, say_size(parse_size(size)) if size else "") if part)
        except ValueError as error:
            return str(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's shape
        """Only a change can be cancelled, and only from the line can the hand go up."""
        if action == "cancel":
            return self._rows.editing is not None
        if action == "to_rows":
            return bool(self.steps) and not self._rows.has_focus
        return True

    def focus_written(self) -> bool:
        """Put the focus in the line if something is written there, and say whether."""
        if not self._anything:
            return False
        self._faulty().focus()
        return True

    def _faulty(self) -> LineField:
        """The line that can't be read, or the one that is likely to be what is wrong."""
        if not self._title.value.strip():
            return self._title
        size = self._how_long.value.strip()
        try:
            parse_size(size or "1")
        except ValueError:
            return self._how_long
        return self._due if self._due.value.strip() else self._title

    def go_to(self, step_id: str) -> None:
        """Go to a milestone; one that isn't there is the next to be written."""
        row = next((row for row, step in enumerate(self.steps) if step.id == step_id), None)
        if row is None:
            self._title.focus()
        else:
            self._rows.row = row
            self._rows.focus()

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
        self._title.value = self._due.value = self._how_long.value = ""
        self.refresh_bindings()

    def _edit(self, row: int) -> None:
        """Bring a row down into the line."""
        if self._anything and self._rows.editing is None:
            self.say(fault="First add what is in this line, with enter.")
            self._title.focus()
            return
        step = self.steps[row]
        self._rows.mark(row)
        self._title.value, self._due.value = step.title, step.due.isoformat() if step.due else ""
        self._how_long.value = say_size(step.minutes) if step.minutes else ""
        for line in self._lines:
            line.cursor_position = len(line.value)
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
        if self._rows.editing is None and not self._anything:
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
