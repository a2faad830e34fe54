"""The field of emotion words: all of them by pleasantness and energy, to walk over with the arrows.

As soon as something is typed it offers what fits, as every word field does.
"""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.events import DescendantBlur

from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.field import Field
from rut_tui.widgets.plain import clickable, plain
from rut_tui.widgets.word_grid import Bands, Cell, WordGrid
from rut_tui.widgets.words import WordLine, WordPicker

AROUND: Final = 4
"""Rows of the window that the grid leaves to its field and to what stands around it."""


class EmotionLine(WordLine):
    """The typing line; while nothing is typed, the arrows go over the words."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("emotions")
    _picker: "EmotionPicker"

    def action_across(self, step: int) -> None:
        """Go to the word beside; in a line with letters, move the caret."""
        if not self._picker.across(step):
            (self.action_cursor_left if step < 0 else self.action_cursor_right)()


class EmotionPicker(WordPicker):
    """Chosen words, a line to type in, and below it the whole grid, or what fits."""

    LINE = EmotionLine

    def __init__(self, *, id: str, hint: str) -> None:
        """Wait for `offer_grid`."""
        super().__init__(None, id=id, hint=hint)
        self._bands: Bands = ()
        self._at: int | None = None
        self._top = 0

    def offer_grid(self, known: Sequence[str], bands: Bands) -> None:
        """Replace the words to offer.

        Args:
            known: Every word, the likeliest first.
            bands: The same by what they share.
        """
        self._bands, self._at = bands, None
        self.offer(known)

    @property
    def _browsing(self) -> bool:
        return not self._typed and any(group.words for band in self._bands for group in band)

    @property
    def _grid(self) -> WordGrid:
        return WordGrid(self._bands, self._room)

    def _offered(self) -> list[Content]:
        if not self._browsing:
            self._at = None
            return super()._offered()
        grid = self._grid
        lines = [self._line_of(grid, y) for y in range(grid.height)]
        return self._window(lines, grid.words[self._at].y if self._at is not None else 0)

    def _window(self, lines: list[Content], here: int) -> list[Content]:
        """Return as many of the lines as there is room for, the one that is gone to among them."""
        room = max(5, self.screen.size.height - AROUND - len(self._chips()))
        if len(lines) <= room:
            return lines
        # The title above a word stays in sight, and one line at either end says that there is more.
        self._top = min(self._top, max(0, here - 2))
        self._top = max(self._top, min(here + 2, len(lines)) - room, 0)
        shown = lines[self._top : self._top + room]
        if self._top:
            shown[0] = Content.styled(" ↑ more", "$muted")
        if self._top + room < len(lines):
            shown[-1] = Content.styled(" ↓ more", "$muted")
        return shown

    def _line_of(self, grid: WordGrid, y: int) -> Content:
        line = Content("")
        titles = [(cell.x, Content.styled(cell.text, "$muted")) for cell in grid.titles if cell.y == y]
        words = [(cell.x, self._word(n, cell)) for n, cell in enumerate(grid.words) if cell.y == y]
        for x, cell in (*titles, *words):
            line = Content.assemble(line.pad_right(x - line.cell_length), cell)
        return line

    def _word(self, number: int, cell: Cell) -> Content:
        marked, chosen = number == self._at, self._has(cell.text)
        style = "bold" if marked or chosen else ""
        sign = "✓" if chosen else "▌" if marked else " "
        look = "$background on $accent" if marked and chosen else "$accent"
        word = plain(cell.text, style).truncate(cell.width - 2, ellipsis=True)
        return clickable(Content.assemble((sign, look), word), f"pick({number})")

    async def highlight(self, step: int) -> None:
        """Go down or up; above the first word is the line again."""
        await self._words_are_here()
        if not self._browsing:
            await super().highlight(step)
        elif self._at is not None or step > 0:
            self._at = self._grid.below(self._at, step)
            self._draw()

    def across(self, step: int) -> bool:
        """Go to the word beside, and return whether the arrow means that here."""
        if not self._browsing:
            return False
        self._at = 0 if self._at is None else self._grid.beside(self._at, step)
        self._draw()
        return True

    async def enter(self) -> None:
        """Choose the word marked, or take it back."""
        if self._browsing and self._at is not None:
            self.action_pick(self._at)
        else:
            await super().enter()

    def action_pick(self, number: int) -> None:
        """Choose a word of the grid, or take it back."""
        word = self._grid.words[number].text
        if self._has(word):
            self.action_remove([chosen.casefold() for chosen in self._chosen].index(word.casefold()))
        else:
            self.choose(word)

    def on_resize(self) -> None:
        """Stay in view while growing under the hand."""
        super().on_resize()
        if self._line.has_focus:
            self.call_after_refresh((Field.around(self) or self).scroll_visible, animate=False)

    @on(DescendantBlur)
    def _leave(self) -> None:
        self._at, self._top = None, 0
