"""What an insight says in words, the same on the screen and in the shell: what goes together, never what causes.

Every sentence names the days it rests on, and what is missing until more could be said.
"""

from typing import Final

from rut_tui.domain.insights import SHOWN, Level, figure
from rut_tui.domain.patterns import WEEKDAYS, Gate, Insight, Insights, Where, missing

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
    with_it = f"{counted(item.days, 'day')} with it"
    if item.difference is None:
        return f"{with_it}, none without."
    without = f"{counted(item.days_without, 'day')} without"
    if abs(item.difference) < SHOWN:
        return f"{with_it} and {without} are alike."
    return f"{with_it} are {figure(abs(item.difference)).lstrip('+')} {_side(item.difference)} than {without}."


def judged(item: Insight, tested: int) -> str:
    """Return how sure a comparison is, and what is missing until it could be surer.

    Args:
        item: The comparison.
        tested: How many were tested together.
    """
    numbers = "" if item.p is None or item.q is None else f"p {chance(item.p)}, q {chance(item.q)} of {tested}."
    if item.level is Level.PATTERN:
        return f"A pattern: chance alone rarely does that ({numbers.rstrip('.')})."
    gate = missing(item)
    if item.level is Level.HINT:
        more = f"{_more(item, gate)} until it can be a pattern." if gate else "Chance alone may do that."
        return f"A hint ({numbers.rstrip('.')}). {more}"
    return f"{_more(item, gate)} until it can be a hint." if gate else ""


def finding(seen: Insights) -> str:
    """Return the one sentence a span of the diary comes down to."""
    found = [item for item in _tested(seen) if item.level is Level.PATTERN and item.difference]
    if found:
        clearest = min(found, key=lambda item: (item.q or 0.0, -abs(item.difference or 0.0), item.name))
        others = len(found) - 1
        more = f" {counted(others, 'more pattern')} below." if others else ""
        return f"Days with {_in_sentence(clearest)} go together with {_rated(clearest)} ratings.{more}"
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


def _tested(seen: Insights) -> list[Insight]:
    return [*seen.by_activity, *seen.by_weekday, *seen.by_part_of_day]


def _side(difference: float) -> str:
    return "lower" if difference < 0 else "higher"


def _rated(item: Insight) -> str:
    return _side(item.difference or 0.0)


def _in_sentence(item: Insight) -> str:
    """Return a name as it stands in the middle of a sentence; the person's own words are left as they are."""
    if item.key in WEEKDAYS:
        return f"a {item.name}"
    return item.name


def _more(item: Insight, gate: Gate) -> str:
    """Return how many days a comparison lacks, and of which kind where that is one."""
    days = counted(gate.days, "more day")
    side = 3 if gate.level is Level.HINT else 5
    lacks_with, lacks_without = max(0, side - item.days), max(0, side - item.days_without)
    if gate.days == lacks_with:
        return f"{days} with it"
    if gate.days == lacks_without:
        return f"{days} without it"
    return days
