"""What an insight says in words, the same on the screen and in the shell: what goes together, never what causes.

Every sentence names the days it rests on, and what is missing until more could be said.
"""

from typing import Final

from rut_tui.domain.insights import SHOWN, Level, figure
from rut_tui.domain.patterns import (
    HINT_SIDE,
    PARTS_OF_DAY,
    PATTERN_SIDE,
    WEEKDAYS,
    Gate,
    Insight,
    Insights,
    Where,
    missing,
)

LEVELS: Final = {Level.DESCRIPTION: "", Level.HINT: "hint", Level.PATTERN: "pattern"}
WHERES: Final = {Where.ALL: "work and outside", Where.WORK: "work only", Where.OUTSIDE: "outside work only"}

KINDS: Final = {
    "by_activity": "What you did",
    "by_emotion": "How it felt",
    "by_weekday": "Day of the week",
    "by_part_of_day": "Part of the day",
}
"""The groups of comparisons, each with its heading."""

DESCRIBED: Final = "Emotions restate the rating: they are described, not tested."


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 day", "1,200 days"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def span_name(span: int | None) -> str:
    """Return what a span of days is called."""
    return f"last {span} days" if span else "all days"


def compared(item: Insight) -> str:
    """Return how the days with something differ from the days without, or that none is without."""
    such, other = ("such day", "other day") if item.key in WEEKDAYS else ("day with it", "day without")
    with_it = _plural(item.days, such)
    if item.difference is None:
        return f"{with_it}, none without."
    without = _plural(item.days_without, other)
    if abs(item.difference) < SHOWN:
        return f"{with_it} and {without} are alike."
    verb = "is" if item.days == 1 else "are"
    return f"{with_it} {verb} {figure(abs(item.difference)).lstrip('+')} {_side(item)} than {without}."


def judged(item: Insight, tested: int) -> str:
    """Return how sure a comparison is, and what is missing until it could be surer.

    Args:
        item: The comparison.
        tested: How many were tested together.
    """
    gate = missing(item)
    if item.level is Level.DESCRIPTION or item.p is None or item.q is None:
        return f"{_more(item, gate)} until it can be a hint." if gate else ""
    numbers = f"p {chance(item.p)}"
    if tested > 1:
        numbers += f"; q {chance(item.q)} over {counted(tested, 'comparison')}"
    if item.level is Level.PATTERN:
        return f"A pattern: chance alone rarely does that ({numbers})."
    more = f"{_more(item, gate)} until it can be a pattern." if gate else "Chance alone may do that."
    return f"A hint ({numbers}). {more}"


def finding(seen: Insights) -> str:
    """Return the one sentence a span of the diary comes down to."""
    found = [item for item in seen.comparisons if item.level is Level.PATTERN and item.difference]
    if found:
        clearest = min(found, key=lambda item: (item.q or 0.0, -abs(item.difference or 0.0), item.name))
        others = len(found) - 1
        more = f" {counted(others, 'more pattern')} below." if others else ""
        return f"{_subject(clearest)} go together with {_side(clearest)} ratings.{more}"
    if seen.next_gate:
        return waiting(seen.next_gate)
    return "No pattern here: what you see may be chance."


def waiting(gate: Gate) -> str:
    """Return what is missing until anything reaches the next level."""
    days = counted(gate.days, "more rated day")
    return f"{days} until there can be a {gate.level}."


def chance(value: float) -> str:
    """Return a p or q as people write it: "0.03", "0.004", "<0.001"."""
    if value < 0.001:
        return "<0.001"
    return f"{value:.3f}" if value < 0.0995 else f"{value:.2f}"


def _side(item: Insight) -> str:
    return "lower" if (item.difference or 0.0) < 0 else "higher"


def _subject(item: Insight) -> str:
    """Return the days with something; the person's own words are left as they are."""
    if item.key in WEEKDAYS:
        return f"{item.name}s"
    if item.key in PARTS_OF_DAY:
        return f"Days with an entry {'at' if item.key == 'night' else 'in the'} {item.name}"
    return f"Days with {item.name}"


def _plural(number: int, what: str) -> str:
    """Return "1 day with it", "3 days with it", "3 such days"."""
    return f"{number:,} {what if number == 1 else what.replace('day', 'days')}"


def _more(item: Insight, gate: Gate) -> str:
    """Return how many days a comparison lacks, and of which kind where that is one."""
    days = counted(gate.days, "more day")
    side = HINT_SIDE if gate.level is Level.HINT else PATTERN_SIDE
    lacks_with, lacks_without = max(0, side - item.days), max(0, side - item.days_without)
    if gate.days == lacks_with:
        return f"{days} with it"
    if gate.days == lacks_without:
        return f"{days} without it"
    return days
