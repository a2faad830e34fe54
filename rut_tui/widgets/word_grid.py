"""Words in groups, laid out to be walked over: side by side where there is room, otherwise one below the other.

Apart from the field that draws it because none of it needs a screen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from rut_tui.domain.visible import one_line, visible

WIDEST: Final = 24
"""Columns that one word takes at most, its mark and the gap behind it included."""

BESIDE: Final = 2
"""Columns between two groups side by side."""

BETWEEN: Final = 2
"""Columns of a word beyond its letters: its mark before, and a gap behind."""


@dataclass(frozen=True, slots=True)
class Group:
    """Words that belong together, under our words for what they share."""

    title: str
    words: tuple[str, ...]


Bands = Sequence[Sequence[Group]]
"""Groups from top to bottom; those of one band stand side by side."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A word or a title, and where it stands.

    Attributes:
        x: Its first column.
        y: Its line.
        width: Columns it may take.
        is_title: Whether it is a title, which can't be chosen.
    """

    text: str
    x: int
    y: int
    width: int
    is_title: bool = False


class WordGrid:
    """The groups in their places, for one width."""

    def __init__(self, bands: Bands, width: int) -> None:
        """Lay them out.

        Args:
            bands: The groups; one without words takes no room.
            width: Columns there are.
        """
        cells = list(_laid_out(bands, width))
        self.words = tuple(cell for cell in cells if not cell.is_title)
        """Words by number, in reading order."""
        self.titles = tuple(cell for cell in cells if cell.is_title)
        self.height = max((cell.y for cell in cells), default=-1) + 1

    def beside(self, place: int, step: int) -> int:
        """Return the word to the right (1) or left (−1) of one; itself at the edge."""
        here = self.words[place]
        line = [n for n, cell in enumerate(self.words) if cell.y == here.y]
        return line[max(0, min(len(line) - 1, line.index(place) + step))]

    def below(self, place: int | None, step: int) -> int | None:
        """Return the word below (1) or above (−1) one; itself at the bottom, None above the top.

        Args:
            place: Where from; None is above the top.
            step: Which way.
        """
        x, y = (self.words[place].x, self.words[place].y) if place is not None else (0, -1)
        lines = sorted({cell.y for cell in self.words if (cell.y - y) * step > 0}, key=lambda line: line * step)
        if not lines:
            return place if step > 0 else None
        return min(
            (n for n, cell in enumerate(self.words) if cell.y == lines[0]), key=lambda n: abs(self.words[n].x - x)
        )


def _laid_out(bands: Bands, width: int) -> Iterator[Cell]:
    # One width for all that stands side by side, so that columns run on from band to band.
    common = max((_room(group) for band in bands if len(band) > 1 for group in band if group.words), default=0)
    y = 0
    for band in bands:
        groups = [group for group in band if group.words]
        half = (width - BESIDE * (len(groups) - 1)) // max(1, len(groups))
        if len(groups) > 1 and half >= 2 * common:
            sides = [_group(group, n * (half + BESIDE), y, half, common) for n, group in enumerate(groups)]
            # Read line by line, as the eye goes over both.
            yield from sorted((cell for side in sides for cell in side), key=lambda cell: (cell.y, cell.x))
            y = max(side[-1].y for side in sides) + 1
        else:
            for group in groups:
                cells = _group(group, 0, y, width, max(common, _room(group)))
                yield from cells
                y = cells[-1].y + 1


def _group(group: Group, x: int, y: int, width: int, room: int) -> list[Cell]:
    room = min(room, width)
    columns = width // room
    words = [Cell(word, x + n % columns * room, y + 1 + n // columns, room) for n, word in enumerate(group.words)]
    return [Cell(group.title, x, y, width, is_title=True), *words]


def _room(group: Group) -> int:
    """Return the columns that each word of a group gets."""
    return min(WIDEST, max(cell_len(visible(one_line(word))) for word in group.words) + BETWEEN)
