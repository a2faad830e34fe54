"""Dread and reality: what was expected of an activity beside how it was, once that was so often enough to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from rut_tui.domain.insights import SHOWN, figure
from rut_tui.domain.visible import quoted

NEEDED: Final = 5
"""Times something was expected and then came before the two are compared."""

TOGETHER: Final = "all together"


class Pair(NamedTuple):
    """What was expected of an activity, beside how it was: light, for there may be thousands.

    Attributes:
        day: The local day of the check-in.
        expected: −2 drained … +2 engaged.
        actual: What the check-in was rated, on the same scale.
    """

    activity_id: str
    activity: str
    entry_id: str
    day: date
    expected: int
    actual: int


@dataclass(frozen=True, slots=True)
class Reality:
    """What was expected, and how it was.

    Attributes:
        key: The activity's id; empty for all of them together.
        times: How often it was expected, and then came.
        expected: −2 to +2, on average; None while it was not often enough.
        actual: What it was rated, likewise.
    """

    key: str
    name: str
    times: int
    expected: float | None = None
    actual: float | None = None


def realities(pairs: Iterable[Pair]) -> tuple[Reality, ...]:
    """Return each activity's, what came most often first; before them all together, where there are several.

    Args:
        pairs: What was expected beside how it was.

    Source: product.md §3, Dread and reality.
    """
    found: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        found.setdefault((pair.activity_id, pair.activity), []).append(pair)
    each = [_reality(*tag, list(its)) for tag, its in found.items()]
    each.sort(key=lambda item: (-item.times, item.name.casefold(), item.key))
    every = [pair for its in found.values() for pair in its]
    if len(each) > 1 and len(every) >= NEEDED:
        return (_reality("", TOGETHER, every), *each)
    return tuple(each)


def _reality(key: str, name: str, pairs: list[Pair]) -> Reality:
    times = len(pairs)
    if times < NEEDED:
        return Reality(key, name, times)
    return Reality(
        key, name, times, sum(pair.expected for pair in pairs) / times, sum(pair.actual for pair in pairs) / times
    )


def said(item: Reality) -> str:
    """Return what expecting came to: "you expected −1.6, it was −0.3 (6 times)"."""
    if item.expected is None or item.actual is None:
        more = NEEDED - item.times
        return f"{_times(item.times)} so far; {_times(more)} more until the two can be compared."
    apart = item.actual - item.expected
    side = "higher" if apart > 0 else "lower"
    beside = "much as expected" if abs(apart) < SHOWN else f"{figure(abs(apart)).lstrip('+')} {side} than expected"
    return f"you expected {figure(item.expected)}, it was {figure(item.actual)} ({_times(item.times)}): {beside}."


def answered(pair: Pair) -> str:
    """Return what a check-in says of what was expected: "You expected −2 of “meetings”, it was 0."."""
    rated = figure(pair.actual, 0)
    was = f"and it was {rated}" if pair.actual == pair.expected else f"it was {rated}"
    return f"You expected {figure(pair.expected, 0)} of {quoted(pair.activity)}, {was}."


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"
