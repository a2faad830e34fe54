"""The permutation test for a difference of means, and what testing many differences at once costs.

Whole numbers throughout, so that a draw as far apart as the days themselves is never missed by rounding.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import erfc, sqrt
from random import Random
from typing import Final

PERMUTATIONS: Final = 9_999
DRAWN_DAYS: Final = 400
"""Beyond so many days a sum of them is as good as normal, and drawing takes long."""

_SEED: Final = 20_261_121


@dataclass(frozen=True, slots=True)
class Side:
    """The days on one side of a comparison: how many, and the sum of their values."""

    days: int
    total: int


def p_values(values: Sequence[int], sides: Sequence[Side]) -> list[float]:
    """Return for each side how often chance alone sets days apart from the others as far as they are.

    Two-sided, on the difference of means, whole days permuted. What may happen by chance to some days depends on how
    many they are only, so every comparison is held against the same draws.

    Args:
        values: One for each day, on any scale of whole numbers.
        sides: The days with something; at least one day must be left without it.

    Source: product.md §3, Insight gates: 9,999 permutations, p = (hits + 1) / (n + 1); over 400 days the permutation
    mean and variance with a normal tail.
    """
    if not sides:
        return []
    return _drawn(values, sides) if len(values) <= DRAWN_DAYS else _normal(values, sides)


def adjusted(found: Sequence[float]) -> list[float]:
    """Return the q of each p: the share of false finds among all that are at least as clear.

    Source: Benjamini and Hochberg (1995), step-up.
    """
    adjusted_values = [1.0] * len(found)
    least = 1.0
    for rank, place in reversed(list(enumerate(sorted(range(len(found)), key=found.__getitem__), 1))):
        least = min(least, found[place] * len(found) / rank)
        adjusted_values[place] = least
    return adjusted_values


def _drawn(values: Sequence[int], sides: Sequence[Side]) -> list[float]:
    days, total = len(values), sum(values)
    # A side is as far from the rest as the rest is from it, so the smaller one is drawn.
    sizes = sorted({min(side.days, days - side.days) for side in sides})
    draws = zip(*_draws(sorted(values), sizes), strict=True)
    far = {size: _distances(sums, size, days, total) for size, sums in zip(sizes, draws, strict=True)}
    found = []
    for side in sides:
        apart = _distance(side, days, total)
        hits = sum(times for distance, times in far[min(side.days, days - side.days)] if distance >= apart)
        found.append((hits + 1) / (PERMUTATIONS + 1))
    return found


def _draws(values: Sequence[int], sizes: Sequence[int]) -> list[tuple[int, ...]]:
    """Return for each permutation the sum of its first so many values, for each size."""
    chance = Random(_SEED).random  # noqa: S311 - repeatable is what it is to be
    order, largest = list(values), sizes[-1]
    left = [(place, len(order) - place) for place in range(largest)]
    found = []
    for _ in range(PERMUTATIONS):
        # Fisher and Yates, as far as it is looked at.
        for place, rest in left:
            other = place + int(chance() * rest)
            order[place], order[other] = order[other], order[place]
        sums = list(accumulate(order[:largest]))
        found.append(tuple([sums[size - 1] for size in sizes]))
    return found


def _distances(sums: Sequence[int], size: int, days: int, total: int) -> list[tuple[int, int]]:
    """Return how far apart the draws are, and how many of them are so far."""
    return [(_distance(Side(size, drawn), days, total), times) for drawn, times in Counter(sums).items()]


def _distance(side: Side, days: int, total: int) -> int:
    """Return the difference of means, times what is the same for every draw of that size."""
    return abs(side.total * days - total * side.days)


def _normal(values: Sequence[int], sides: Sequence[Side]) -> list[float]:
    days, total = len(values), sum(values)
    # Σ(x − mean)² · days, in whole numbers.
    spread = days * sum(value * value for value in values) - total * total
    found = []
    for side in sides:
        variance = side.days * (days - side.days) * spread / (days - 1)
        found.append(erfc(_distance(side, days, total) / sqrt(2 * variance)) if variance else 1.0)
    return found
