"""Which words a word field offers for what is typed, and how it draws them.

Apart from the field because none of it needs a screen.
"""

from collections.abc import Iterable, Sequence

from textual.content import Content

from rut_tui.widgets.plain import plain


def fitting(typed: str, known: Sequence[str], chosen: Iterable[str], *, only_known: bool = False) -> list[str]:
    """Return the words that fit, the exact one first, then those that begin with it, then those that hold it.

    A new word stands second behind a known one that begins with it, or else first.

    Args:
        typed: What stands in the line, without spaces around it.
        known: Words to offer, the likeliest first.
        chosen: Words that were chosen already; they are not offered again.
        only_known: Offer no new word.
    """
    folded = typed.casefold()
    taken = {word.casefold() for word in chosen}
    left = [word for word in known if folded in word.casefold() and word.casefold() not in taken]
    left.sort(key=lambda word: (word.casefold() != folded, not word.casefold().startswith(folded)))
    first = left[0].casefold() if left else ""
    if typed and not only_known and folded not in taken and first != folded:
        left.insert(1 if first.startswith(folded) else 0, typed)
    return left


def offer(word: str, *, new: bool, marked: bool) -> Content:
    """Return a word offered; the one that enter takes has a mark and is bold."""
    return Content.assemble(
        ("▌" if marked else " ", "$accent"),
        plain(word, "bold" if marked else "$muted"),
        (" (new) " if new else " ", "$muted"),
    )


def chip(word: str) -> Content:
    """Return a word that was chosen, and the sign that drops it."""
    return Content.assemble(plain(f" {word}", "on $panel"), ("  × ", "$muted on $panel"))


def rows_of(cells: Iterable[Content], width: int, *, gap: int) -> list[list[Content]]:
    """Return cells in rows, each cell whole, or cut with an ellipsis when it is wider than a row.

    Args:
        cells: One line each.
        width: Columns of a row.
        gap: Columns between two cells.
    """
    rows: list[list[Content]] = []
    room = 0
    for cell in cells:
        fitted = cell.truncate(width, ellipsis=True)
        if not rows or gap + fitted.cell_length > room:
            rows.append([])
            room = width + gap
        rows[-1].append(fitted)
        room -= gap + fitted.cell_length
    return rows
