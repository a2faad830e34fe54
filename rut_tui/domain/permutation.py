"""The permutation test for what goes together with better or worse days, and what testing many at once costs.

Whole numbers throughout, so that a draw as far apart as the days themselves is never missed by rounding.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import erfc, sqrt
from operator import mul
from random import Random
from typing import Final

PERMUTATIONS: Final = 9_999
DRAWN_DAYS: Final = 400
"""Beyond so many days a sum of them is as good as normal, and drawing takes long."""

_SEED: Final = 20_261_121


def p_values(values: Sequence[int], shares: Sequence[Sequence[int]]) -> list[float]:
    """Return for each comparison how often chance alone sets days apart as far as they are.

    Two-sided, on the covariance of the days' values with how much of each day it was; whole days permuted. Where every
    day has all of it or nothing, that is the difference of means. Chance knows no order, so a draw stands for any
    comparison, and all are held against the same ones.

    Args:
        values: One for each day, on any scale of whole numbers.
        shares: For each comparison one for each day, in the same order, on any scale of whole numbers.

    Source: product.md §3, Insight gates: 9,999 permutations, p = (hits + 1) / (n + 1); over 400 days the permutation
    mean and variance with a normal tail.
    """
    if not shares:
        return []
    return _drawn(values, shares) if len(values) <= DRAWN_DAYS else _normal(values, shares)


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


def _drawn(values: Sequence[int], shares: Sequence[Sequence[int]]) -> list[float]:
    days, total = len(values), sum(values)
    stairs = [_stairs(share) for share in shares]
    counts = sorted({count for steps in stairs for count, _ in steps})
    sums = dict(zip(counts, zip(*_draws(sorted(values), counts), strict=True), strict=True))
    found = []
    for share, steps in zip(shares, stairs, strict=True):
        apart = abs(_apart(values, share))
        middle = total * sum(count * height for count, height in steps)
        heights = [days * height for _, height in steps]
        rows = zip(*(sums[count] for count, _ in steps), strict=True)
        hits = sum(abs(sum(map(mul, heights, row)) - middle) >= apart for row in rows) if steps else PERMUTATIONS
        found.append((hits + 1) / (PERMUTATIONS + 1))
    return found


def _stairs(share: Sequence[int]) -> list[tuple[int, int]]:
    """Return a share as the sum of stairs: the first so many days of some order, each so much more of it.

    The sum of values times shares is the sum over the stairs of their height times the values on them. What is the same
    on every day, and the sign, make no difference; the fewer days there are to draw, the quicker it is.
    """
    number = Counter(share)
    levels = sorted(number)
    if number[levels[0]] >= number[levels[-1]]:
        levels.reverse()
    count, steps = 0, []
    for upper, lower in pairwise(levels):
        count += number[upper]
        steps.append((count, abs(upper - lower)))
    return steps


def _draws(values: Sequence[int], counts: Sequence[int]) -> list[tuple[int, ...]]:
    """Return for each permutation the sum of its first so many values, for each count."""
    chance = Random(_SEED).random  # noqa: S311 - repeatable is what it is to be
    order, largest = list(values), counts[-1] if counts else 0
    left = [(place, len(order) - place) for place in range(largest)]
    found = []
    for _ in range(PERMUTATIONS):
        # Fisher and Yates, as far as it is looked at.
        for place, rest in left:
            other = place + int(chance() * rest)
            order[place], order[other] = order[other], order[place]
        sums = list(accumulate(order[:largest]))
        found.append(tuple([sums[count - 1] for count in counts]))
    return found


def _apart(values: Sequence[int], share: Sequence[int]) -> int:
    """Return the covariance, times the square of the number of days."""
    together: int = sum(map(mul, values, share))
    return len(values) * together - sum(values) * sum(share)


def _normal(values: Sequence[int], shares: Sequence[Sequence[int]]) -> list[float]:
    days, spread = len(values), _apart(values, values)
    found = []
    for share in shares:
        variance = spread * _apart(share, share) / (days - 1)
        found.append(erfc(abs(_apart(values, share)) / sqrt(2 * variance)) if variance else 1.0)
    return found
