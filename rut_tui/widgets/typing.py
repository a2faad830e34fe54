"""What was typed into one line, so that it can be undone and done again: word by word, a paste as a whole.

Knows nothing of the screen. What code put into the line is not typing; it begins a new history.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

MOST: Final = 200
"""Steps that can be undone; the oldest give way to new ones."""

Kind = Literal["type", "delete", "change"]
"""A character typed, a character deleted, anything else; those of the first two kinds join with their like."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line at one moment.

    Attributes:
        text: What stands in it.
        anchor: Where the selection begins; the caret when nothing is selected.
        caret: Where the caret is.
    """

    text: str
    anchor: int
    caret: int


@dataclass(frozen=True, slots=True)
class _Step:
    before: Line
    after: Line
    kind: Kind


class Typing:
    """The history of one line."""

    def __init__(self) -> None:
        """Begin with nothing typed."""
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._parted = False

    def note(self, before: Line, after: Line, kind: Kind) -> None:
        """Take an edit into the history.

        Args:
            before: The line before it.
            after: The line after it.
            kind: What was done.
        """
        if before.text == after.text:
            return
        if self._done and self._done[-1].after.text != before.text:
            self.forget()
        step = _Step(before, after, kind)
        if self._done and not self._parted and _joins(self._done[-1], step):
            self._done[-1] = replace(self._done[-1], after=after)
        else:
            self._done = [*self._done[1 - MOST :], step]
        self._undone.clear()
        self._parted = False

    def part(self) -> None:
        """Let the next edit be a step of its own."""
        self._parted = True

    def undo(self, now: str) -> Line | None:
        """Return the line as it was before the last step, or None when there is none."""
        return self._turn(self._done, self._undone, now, back=True)

    def redo(self, now: str) -> Line | None:
        """Return the line as it was after the step undone last, or None when there is none."""
        return self._turn(self._undone, self._done, now, back=False)

    def forget(self) -> None:
        """Begin anew."""
        self._done.clear()
        self._undone.clear()

    def _turn(self, source: list[_Step], target: list[_Step], now: str, *, back: bool) -> Line | None:
        if not source:
            return None
        step = source[-1]
        here, there = (step.after, step.before) if back else (step.before, step.after)
        if here.text != now:
            self.forget()
            return None
        target.append(source.pop())
        self.part()
        return there


def _joins(last: _Step, step: _Step) -> bool:
    """Whether an edit goes on where the last one ended. A space after a word begins a new step."""
    before, here = step.before, last.after.caret
    if step.kind != last.kind or step.kind == "change" or not before.anchor == before.caret == here:
        return False
    if step.kind == "delete":
        return True
    return not (step.after.text[here : here + 1].isspace() and here > 0 and not before.text[here - 1].isspace())
