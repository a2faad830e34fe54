"""Draws the level, the causes and what each is made of, as lines for a width.

Pure: models and a width in, styled lines out.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from rut_tui.views.audit.lines import Row, hanging
from rut_tui.widgets.plain import key_hint

if TYPE_CHECKING:
    from rut_tui.domain.audit import RutLevel
    from rut_tui.domain.catalogue import ExternalFactor, Move, Scale
    from rut_tui.domain.causes import CauseScore, SignEvidence

SPAN = 60
"""Widest bar of the level, in columns."""

NAMES = 27
"""Columns for the name of a cause."""

LONGEST = len(" it doesn't fit")
"""Columns for what the person says of a cause, in words."""

SHORTEST = len(" doesn't")
"""Columns for the same in one word."""

OWN = "own: counts for this cause alone"
SHARED = "shared: counts for other causes as well"

EFFORTS = {"hour": "an hour", "week": "a week", "months": "months"}
SAYS = {"fits": ("●", "it fits", "$done"), "doesnt": ("○", "it doesn't fit", "$muted")}
UNSURE = ("◐", "not sure", "$muted")
SHORT = {
    "it fits": "fits",
    "it doesn't fit": "doesn't",
    "not sure": "unsure",
    "one question": "open",
    "not saved": "unsaved",
}
"""What the person says of a cause, in one word each."""


def bar(value: int, width: int, style: str = "$accent") -> Content:
    """Return a bar of 0–100."""
    filled = round(value * width / 100)
    return Content.assemble(("━" * filled, style), ("─" * (width - filled), "$muted"))


def life_lines(factors: "Sequence[ExternalFactor]", width: int) -> list[Content]:
    """Say what comes before everything else, or nothing."""
    if not factors:
        return []
    text = "You said that work would feel all right if this were solved. So it may not be the job, and it comes first."
    names = [hanging(Content.styled("  → ", "$accent"), Content.styled(f.name, "bold"), width) for f in factors]
    after = "What follows looks at work alone; it can wait."
    return [
        Content.styled("First, something outside work", "bold"),
        *hanging(Content(""), Content(text), width),
        *(line for lines in names for line in lines),
        *hanging(Content(""), Content.styled(after, "$muted"), width),
        Content(""),
    ]


def life_left_lines(left: int, width: int) -> list[Content]:
    """Say that life outside work is still to be asked about, or nothing."""
    if not left:
        return []
    questions = "1 short question" if left == 1 else f"{left} short questions"
    text = f"Before any conclusion: {questions} under Job or life."
    return [*hanging(Content(""), Content(text), width), Content("")]


def level_lines(level: "RutLevel", width: int, *, signs_left: int, live: bool) -> list[Content]:
    """Show the level on its bands, or how many signs it still waits for.

    Args:
        level: The level.
        width: Columns there are.
        signs_left: Signs without an answer.
        live: Whether the keys of the page work.
    """
    if level.value is None or level.band is None:
        more = "1 more sign" if level.missing == 1 else f"{level.missing} more signs"
        have = f"{level.rated} rated so far; " if level.rated else ""
        told = f"The level of the rut shows after {more}."
        why = f"{have}twelve make it steady enough to say something."
        after = "" if signs_left else " Every sign has an answer; one that applies after all can still be rated."
        texts = (Content.styled(told, "bold"), Content.styled(why[0].upper() + why[1:] + after, "$muted"))
        lines = [line for text in texts for line in hanging(Content(""), text, width)]
        return [*lines, *([key_hint(("enter", "rate signs"))] if live else []), Content("")]
    span = min(width, SPAN)
    told = f"A mirror, not a test with norms: the mean of the {level.rated} signs you rated."
    head = Content.assemble((f"{level.value}", "bold"), (" of 100   ", "$muted"), (str(level.band), "bold"))
    return [
        head,
        bar(level.value, span),
        _bands(str(level.band), span),
        *hanging(Content(""), Content.styled(told, "$muted"), width),
        Content(""),
    ]


def _bands(current: str, span: int) -> Content:
    line = Content("")
    for start, name in ((0, "settled"), (25, "restless"), (45, "in a rut"), (65, "deep in it")):
        column = round(start * span / 100)
        line += Content(" " * max(1 if start else 0, column - line.cell_length))
        line += Content.styled(name, "bold" if name == current else "$muted")
    return line


def cause_line(item: "CauseScore", width: int, *, here: bool, failed: bool) -> Content:
    """Draw a cause in the list: name, bar, score, and what the person says of it."""
    says = SAYS.get(item.fit, UNSURE) if item.fit else ("→", "one question", "$accent") if item.asked else ("", "", "")
    glyph, words, style = ("!", "not saved", "$error") if failed else says
    head = Content.assemble(("▌ " if here else "  ", "$accent"), (item.cause.name.ljust(NAMES), "bold" if here else ""))
    if item.score is None:
        room = width - head.cell_length
        return head + Content.styled(item.gap if len(item.gap) <= room else "too little to say", "$muted")
    tail = Content.assemble(f"{item.score:>4}  ", (glyph or " ", style))
    room = width - head.cell_length - tail.cell_length
    if room >= LONGEST + 10:
        room -= LONGEST
        tail += Content.styled(f" {words}", "$muted")
    elif room >= SHORTEST + 4:
        room -= SHORTEST
        tail += Content.styled(f" {SHORT.get(words, words)}", "$muted")
    return head + bar(item.score, max(1, min(24, room)), "$accent" if here else "$muted") + tail


def what_lines(item: "CauseScore", width: int) -> list[Content]:
    """Say what a cause is."""
    return hanging(Content(""), Content.styled(item.cause.what, "$muted"), width)


def question_lines(item: "CauseScore", width: int, *, live: bool, failed: bool) -> list[Content]:
    """Draw the question that tests a cause, with the answer or the keys, as long as they work."""
    lines = hanging(Content(""), Content.styled(item.cause.question, "bold"), width)
    if failed:
        return [*lines, Content.styled("Not saved yet: enter tries again.", "$error")]
    if item.fit is None:
        keys = (("y", "fits"), ("n", "doesn't"), ("u", "not sure")) if live else (("enter", "open"),)
        return [*lines, key_hint(*keys)]
    glyph, words, style = SAYS.get(item.fit, UNSURE)
    return [*lines, Content.assemble((f"{glyph} ", style), f"You said: {words}.")]


def evidence_lines(item: "CauseScore", scales: "dict[str, Scale]", width: int) -> list[Content]:
    """Show the signs and ratings that a score is made of, own and shared."""
    if not item.rated:
        return [Content(""), Content.styled("None of its signs is rated yet.", "$muted")]
    signs = "1 sign" if item.rated == 1 else f"{item.rated} signs"
    waiting = f", {item.unrated} not rated yet" if item.unrated else ""
    made = f"Made of {signs}{waiting}" if item.score is not None else f"One sign: too little to say{waiting}"
    lines = [Content(""), *hanging(Content(""), Content.styled(made, "bold"), width)]
    for kind, evidence in (("own", item.own), ("shared", item.shared)):
        for one in evidence:
            lines += _sign_lines(one, kind, scales, width)
    legend = [meant for meant, found in ((OWN, item.own), (SHARED, item.shared)) if found]
    return lines + hanging(Content("  "), Content.styled("; ".join(legend), "$muted"), width)


def move_lines(moves: "Sequence[Move]", width: int) -> list[Content]:
    """Name the moves that can help with a cause, each behind what it takes."""
    if not moves:
        return []
    lines = [Content(""), Content.styled("What can help", "bold")]
    for move in moves:
        lines += hanging(Content.styled(f"  {EFFORTS[move.effort]:<9}", "$muted"), Content(move.name), width)
    return lines


def source_lines(titles: Sequence[str], width: int) -> list[Content]:
    """Say which articles a cause is from."""
    named = " and ".join(f"“{title}”" for title in titles)
    return [Content(""), *hanging(Content(""), Content.styled(f"From {named}", "$muted"), width)]


def _sign_lines(one: "SignEvidence", kind: str, scales: "dict[str, Scale]", width: int) -> Row:
    label = scales[one.sign.scale].labels[one.rating]
    text = Content.assemble(one.sign.statement, (f"  {label}, {kind}", "$muted"))
    return hanging(Content.styled(f"  {one.rating}  ", "bold"), text, width)
