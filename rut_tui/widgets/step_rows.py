"""The milestones of a goal as rows: tick, reorder, remove, put back. Drawn by one widget, however many there are.

What a row says is written in the line below them, in `milestones.py`.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from rut_tui.domain.days import describe_day
from rut_tui.domain.sizes import say_size
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.plain import plain

ASIDE_ROOM = 14
"""Cells for the day of a milestone and its size, on the right; more where it says more."""


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as the form holds it. `id` is the stored one's, if it was stored before."""

    title: str
    due: date | None = None
    done: bool = False
    id: str | None = None
    minutes: int | None = None

    def kept(self) -> dict[str, Any]:
        """Return it as JSON knows it, for keeping an unsaved form."""
        return {**asdict(self), "due": self.due.isoformat() if self.due else None}

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> "Step":
        """Return what `kept` gave.

        Raises:
            ValueError: Its day can't be read.
        """
        due = date.fromisoformat(kept["due"]) if kept["due"] else None
        return cls(kept["title"], due, kept["done"], kept["id"], kept.get("minutes"))


class StepRows(Widget, can_focus=True):
    """One row for each milestone, wrapped where it is long."""

    DEFAULT_CSS = """
    StepRows { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("goals.steps")
    ALLOW_SELECT = False

    class Changed(Message):
        """The milestones are others than before."""

    def __init__(self, today: date, edit: Callable[[int], None], leave: Callable[[], None]) -> None:
        """Begin without milestones.

        Args:
            today: The person's local day, for days in words.
            edit: Brings a row, from 0, into the line below. Called at once, as is `leave`, so that the next key is
                typed there.
            leave: Takes the focus down to that line.
        """
        super().__init__()
        self._edit = edit
        self._leave = leave
        self._today = today
        self._steps: tuple[Step, ...] = ()
        self._removed: list[tuple[int, Step]] = []
        self._tops: list[int] = []
        self.row = 0
        self.editing: int | None = None
        self.can_focus = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """The milestones, in order."""
        return self._steps

    @steps.setter
    def steps(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        self.row = min(self.row, max(len(steps) - 1, 0))
        self.can_focus = bool(steps)
        self.display = bool(steps)
        self.refresh(layout=True)
        self.refresh_bindings()
        self.post_message(self.Changed())

    def mark(self, row: int | None) -> None:
        """Mark the row that is being changed in the line below, or none."""
        self.editing = row
        self.refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - the framework's shape
        """Putting back needs something removed."""
        return bool(self._removed) if action == "put_back" else True

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - the framework's shape
        """As many lines as the rows take."""
        return len(self._draw(width))

    def render(self) -> Content:
        """Draw the rows."""
        return Content("\n").join(self._draw(self.content_size.width))

    def _draw(self, width: int) -> list[Content]:
        lines: list[Content] = []
        self._tops = []
        for row, step in enumerate(self._steps):
            self._tops.append(len(lines))
            here = row == self.row and self.has_focus
            style = "bold" if here else "$muted" if step.done else ""
            said = "changing" if row == self.editing else self._aside(step)
            title = plain(step.title, style).wrap(max(width - max(ASIDE_ROOM, len(said)) - 5, 8))
            for n, line in enumerate(title):
                line = line.rstrip()
                box = ("☑" if step.done else "☐", "$done" if step.done else style) if n == 0 else (" ", "")
                gap = " " * (width - 5 - line.cell_length - len(said))
                aside = (gap + said if n == 0 else "", "$muted")
                lines.append(Content.assemble(("▌" if here else " ", "$accent"), " ", box, " ", line, aside))
        return lines

    def _aside(self, step: Step) -> str:
        """Return the size of a milestone and its day, as long as it is open."""
        if step.done:
            return "done"
        parts = (
            say_size(step.minutes) if step.minutes else "",
            describe_day(step.due, self._today) if step.due else "",
        )
        return " · ".join(part for part in parts if part)

    def action_move(self, step: int) -> None:
        """Go to the row above or below; below the last one is the line to write in."""
        if self.row + step >= len(self._steps):
            self._leave()
        else:
            self._go(max(self.row + step, 0))

    def action_edge(self, end: int) -> None:
        """Go to the first or the last row."""
        self._go(end % len(self._steps))

    def action_tick(self) -> None:
        """Tick the row, or take the tick back."""
        step = self._steps[self.row]
        self._put(self.row, replace(step, done=not step.done))

    def action_shift(self, by: int) -> None:
        """Move the row up or down among the others."""
        to = self.row + by
        if self.editing is None and 0 <= to < len(self._steps):
            steps = list(self._steps)
            steps.insert(to, steps.pop(self.row))
            self.row = to
            self.steps = tuple(steps)
            self._go(to)

    def action_remove(self) -> None:
        """Take the row out."""
        if self.editing is not None:
            return
        self._removed.append((self.row, self._steps[self.row]))
        self.steps = self._steps[: self.row] + self._steps[self.row + 1 :]
        if not self._steps:
            self._leave()

    def action_put_back(self) -> None:
        """Put back the row that was removed last."""
        row, step = self._removed.pop()
        self.row = min(row, len(self._steps))
        self.steps = (*self._steps[: self.row], step, *self._steps[self.row :])

    def action_edit(self) -> None:
        """Ask for the row to be changed."""
        self._edit(self.row)

    def _put(self, row: int, step: Step) -> None:
        self.steps = (*self._steps[:row], step, *self._steps[row + 1 :])

    def _go(self, row: int) -> None:
        self.row = row
        self.refresh()
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        """Keep the row in sight where the form scrolls."""
        room = next((node for node in self.ancestors if isinstance(node, VerticalScroll)), None)
        if room is None or self.row >= len(self._tops):
            return
        line = Region(self.content_region.x, self.content_region.y + self._tops[self.row], 1, 1)
        over, under = room.content_region.y - line.y, line.bottom - room.content_region.bottom
        if over > 0 or under > 0:
            room.scroll_relative(y=-over if over > 0 else under, animate=False)

    def on_focus(self) -> None:
        """Show which row keys act on."""
        self._go(self.row)

    def on_click(self, event: events.Click) -> None:
        """A click on the box ticks; on a row it chooses, and once more changes it."""
        rows = [row for row, top in enumerate(self._tops) if top <= event.y]
        if not rows:
            return
        again = rows[-1] == self.row and self.has_focus
        self._go(rows[-1])
        if event.x in (2, 3):
            self.action_tick()
        elif again and event.chain > 1:
            self.action_edit()
