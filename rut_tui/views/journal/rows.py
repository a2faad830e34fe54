"""How an entry and a day of the journal are drawn: lines of Content, no widgets."""

from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from rut_tui.commands import ENGAGEMENT
from rut_tui.domain.days import describe_day, name_day
from rut_tui.domain.found import excerpt
from rut_tui.domain.visible import visible
from rut_tui.widgets.plain import plain
from rut_tui.widgets.rating import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rut_tui.domain.found import Wanted
    from rut_tui.domain.journal import Entry
    from rut_tui.storage.entries import WrittenDay
    from rut_tui.views.journal.reading import Recalled

NOTE_LINES: Final = 4
"""Lines of a note that the log shows; the entry itself shows all."""

WIDEST: Final = 84
"""Columns beyond which a line of text is hard to read."""

DAY: Final = 15
"""Columns of a day with its year."""

INDENT: Final = 13
"""Columns of time and rating."""


def entry_lines(entry: "Entry", width: int) -> list[Content]:
    """Return the lines of an entry: time, rating, its word, tags, then the note below.

    Args:
        entry: What to draw.
        width: Columns there are.
    """
    room = max(10, min(width, WIDEST) - INDENT)
    faded = "$muted" if entry.archived_at else ""
    rating = plain(mark(entry.engagement).plain, "$muted") if faded else mark(entry.engagement)
    head = Content.assemble((f"{entry.local:%H:%M}", "$muted"), "  ", rating, "  ")
    word = Content.styled("" if entry.engagement is None else ENGAGEMENT[entry.engagement + 2], "$muted")
    words = Content("   ").join([part for part in (word, _tags(entry, faded)) if part]).wrap(room)
    note = note_lines(entry.note, room, faded)
    first, *more = [*words, *note] if words[0] else note or words
    return [head + first, *(Content.assemble(" " * INDENT, line) for line in more)]


def _tags(entry: "Entry", faded: str) -> Content:
    """What was done, how it felt, where it belongs."""
    comma = Content(", ")
    parts = [
        comma.join([plain(word.name, faded or "bold") for word in entry.activities]),
        comma.join([plain(word.name) for word in entry.emotions]).stylize("$muted"),
        Content.styled("outside work", "$muted") if entry.context.value == "outside" else Content(""),
        Content.styled("archived", "$muted italic") if entry.archived_at else Content(""),
    ]
    return Content("   ").join([part for part in parts if part])


def note_lines(note: str, room: int, style: str = "") -> list[Content]:
    """Return the beginning of a note, and a word when there is more.

    Args:
        note: As written.
        room: Columns there are.
        style: How it is drawn.
    """
    # Nobody reads further than this here, and wrapping 200,000 characters takes a while.
    start = visible(note.strip()[: NOTE_LINES * room + 1], multiline=True)
    if not start:
        return []
    lines = Content.styled(start, style).wrap(room)
    if len(lines) <= NOTE_LINES and len(note.strip()) <= NOTE_LINES * room + 1:
        return lines
    return [*lines[:NOTE_LINES], Content.styled("more: enter shows it", "$muted")]


def found_lines(entry: "Entry", width: int, today: date, words: "Sequence[Wanted]") -> list[Content]:
    """Return the two lines of an entry among others: day, time, rating and tags; what it notes about some words.

    Args:
        entry: What to draw.
        width: Columns there are.
        today: The person's local day.
        words: What was looked for.
    """
    faded = "$muted" if entry.archived_at else ""
    rating = plain(mark(entry.engagement).plain, "$muted") if faded else mark(entry.engagement)
    day = f"{name_day(entry.day, today):<{DAY}}"
    head = Content.assemble(f"{day}  ", (f"{entry.local:%H:%M}", "$muted"), "  ", rating, "  ", _tags(entry, faded))
    noted = excerpt(entry.note, words)
    note = plain(noted.text, "$muted")
    for start, end in noted.marks:
        note = note.stylize("bold $accent", start, end)
    return [head.truncate(width, ellipsis=True), Content.assemble("  ", note).truncate(width, ellipsis=True)]


def recall_line(recalled: "Recalled", width: int) -> Content:
    """Return a line about the same day before: how long ago, how it was on average, what was done, what was noted.

    Args:
        recalled: The day and its entries.
        width: Columns there are.
    """
    rated = [entry.engagement for entry in recalled.entries if entry.engagement is not None]
    activities = dict.fromkeys(word.name for entry in recalled.entries for word in entry.activities)
    noted = next((entry.note for entry in recalled.entries if entry.note.strip()), "")
    parts = [
        Content.styled(f"{recalled.ago:<11}", "$muted"),
        mark(sum(rated) / len(rated) if rated else None, 1),
        plain(", ".join(activities), "$muted"),
        plain(f"“{excerpt(noted, ()).text}”" if noted else "", "$muted"),
    ]
    return Content("  ").join([part for part in parts if part]).truncate(width, ellipsis=True)


def day_line(written: "WrittenDay", today: date) -> Content:
    """Return a day of the list: its date, how it was on average, how much was written."""
    number = "1 entry" if written.entries == 1 else f"{written.entries} entries"
    if not written.entries:
        return Content.assemble(f"{describe_day(written.day, today):<13}", ("nothing yet", "$muted"))
    return Content.assemble(
        f"{describe_day(written.day, today):<13}", mark(written.mean, 1), (f"   {number}", "$muted")
    )
