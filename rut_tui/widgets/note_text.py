"""What stands in a note, and how its lines are drawn: every character is kept, none reaches the screen as it is.

Offsets in what is drawn are those of the text.
"""

from textual.document._document import Document, EditResult, Location

from rut_tui.domain.visible import visible


class NoteText(Document):
    """The text of a note as kept, and its lines as drawn.

    Only a line feed ends a line. Textual's own splits at ten more characters and keeps none of them.
    """

    def __init__(self, text: str) -> None:
        """Take a text, unchanged."""
        super().__init__("")
        self._lines = text.split("\n")
        self._drawn = [_drawn(line) for line in self._lines]

    @property
    def lines(self) -> list[str]:
        """The lines as drawn, which wrapping and caret go by; offsets in them are those of the text."""
        return self._drawn

    def __getitem__(self, line_index: int | slice) -> str | list[str]:  # type: ignore[override]  # the overloads' union
        return self._drawn[line_index]

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Replace some text by other text."""
        (top, left), (bottom, right) = sorted((start, end))
        replaced = self.get_text_range((top, left), (bottom, right))
        before = self._lines[top][:left] if top < len(self._lines) else ""
        after = self._lines[bottom][right:] if bottom < len(self._lines) else ""
        new = text.split("\n")
        column = len(new[-1]) + (len(before) if len(new) == 1 else 0)
        new[0] = before + new[0]
        new[-1] += after
        self._lines[top : bottom + 1] = new
        self._drawn[top : bottom + 1] = [_drawn(line) for line in new]
        return EditResult((top + len(new) - 1, column), replaced)


def _drawn(line: str) -> str:
    """Return a line of a note as drawn; the carriage return of a Windows line end is nothing to see."""
    return visible(line[:-1]) + " " if line.endswith("\r") else visible(line)
