"""Means, differences, p and q against NumPy and SciPy, on diaries of many sizes."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from itertools import permutations
from math import sqrt

import numpy as np
import pytest
from diaries import drawn
from scipy.stats import false_discovery_control, permutation_test

from rut_tui.domain.patterns import Insight, Insights, Rating, insights
from rut_tui.domain.permutation import PERMUTATIONS, adjusted, p_values

DRAWS = 9_999

DIARIES = {
    "a fortnight": drawn(1, 14),
    "a month": drawn(2, 30),
    "a month that meetings drain": drawn(3, 30, effects={"a": -1.5}),
    "a quarter, one entry a day": drawn(4, 90, most=1),
    "200 days, up to seven entries on each": drawn(5, 200, most=7, effects={"b": 0.5}),
    "fourteen months": drawn(6, 430, effects={"c": 0.3}),
}


found_in = cache(lambda name: insights(DIARIES[name]))


def day_values(diary: list[Rating]) -> dict[date, float]:
    days = {each.day for each in diary}
    return {day: float(np.mean([each.engagement for each in diary if each.day == day])) for day in days}


def part(hour: int) -> str:
    names = {range(5, 12): "morning", range(12, 18): "afternoon", range(18, 23): "evening"}
    return next((name for hours, name in names.items() if hour in hours), "night")


KINDS: dict[str, Callable[[Rating], Iterable[str]]] = {
    "by_activity": lambda each: [name for _, name in each.activities],
    "by_emotion": lambda each: [name for _, name in each.emotions],
    "by_weekday": lambda each: [each.day.strftime("%A")],
    "by_part_of_day": lambda each: [part(each.hour)],
}


def every(found: Insights) -> Iterable[tuple[Insight, Callable[[Rating], Iterable[str]]]]:
    for kind, names in KINDS.items():
        for item in getattr(found, kind):
            yield item, names


@pytest.mark.parametrize("name", DIARIES)
def test_means_and_differences_agree(name: str) -> None:
    diary = DIARIES[name]
    values = day_values(diary)
    found = found_in(name)
    assert found.mean == pytest.approx(np.mean(list(values.values())), abs=1e-12)
    assert found.entries == len(diary)
    assert found.days == len(values)
    listed = 0
    for item, names in every(found):
        having = [each for each in diary if item.name in names(each)]
        days = {each.day for each in having}
        others = [value for day, value in values.items() if day not in days]
        assert (item.entries, item.days, item.days_without) == (len(having), len(days), len(others))
        assert item.mean == pytest.approx(np.mean(list(day_values(having).values())), abs=1e-12)
        if others:
            apart = np.mean([values[day] for day in days]) - np.mean(others)
            assert item.difference == pytest.approx(apart, abs=1e-12)
        else:
            assert item.difference is None
        listed += 1
    assert listed == sum(len({name for each in diary for name in names(each)}) for names in KINDS.values())


@pytest.mark.parametrize("name", DIARIES)
def test_p_agrees_within_what_drawing_leaves_open(name: str) -> None:
    diary = DIARIES[name]
    values = day_values(diary)
    found = found_in(name)
    for item, names in every(found):
        days = {each.day for each in diary if item.name in names(each)}
        tested = names is not KINDS["by_emotion"] and min(len(days), len(values) - len(days)) >= 3
        assert (item.p is not None) == tested
        if item.p is not None:
            entries = {day: [item.name in names(each) for each in diary if each.day == day] for day in values}
            p = by_scipy(list(values.values()), [float(np.mean(entries[day])) for day in values])
            assert item.p == pytest.approx(p, abs=open_by_drawing(p))


def open_by_drawing(p: float) -> float:
    """How far two draws of p may lie apart: five standard errors, and a hit."""
    return 5 * sqrt(p * (1 - p) * (1 / PERMUTATIONS + 1 / DRAWS)) + 1 / PERMUTATIONS


def by_scipy(values: list[float], shares: list[float]) -> float:
    """The p of the covariance of days' values with what share of each day's entries it has, two-sided."""
    weights = np.array(shares) - np.mean(shares)

    def together(some, axis):  # type: ignore[no-untyped-def]
        return np.round(np.abs(np.sum(some * weights, axis=axis)), 9)

    test = permutation_test(
        (values,),
        together,
        permutation_type="pairings",
        vectorized=True,
        n_resamples=DRAWS,
        alternative="greater",
        batch=1_000,
        rng=7,
    )
    return float(test.pvalue)


@pytest.mark.parametrize("name", DIARIES)
def test_q_is_benjamini_and_hochberg_over_every_comparison_listed(name: str) -> None:
    tested = [item for item, _ in every(found_in(name)) if item.p is not None]
    expected = false_discovery_control([item.p for item in tested], method="bh")
    assert [item.q for item in tested] == pytest.approx(list(expected), abs=1e-12)


@pytest.mark.parametrize(
    "shares",
    [(2, 2, 2, 0, 0, 0, 0), (2, 0, 0, 0, 0, 2, 2), (2, 1, 1, 0, 0, 0, 0), (0, 1, 2, 2, 2, 1, 2), (1, 0, 2, 0, 1, 0, 2)],
)
def test_every_order_of_few_days_is_what_the_draws_come_near_to(shares: tuple[int, ...]) -> None:
    values = [-4, -3, -1, 0, 0, 2, 4]
    weights = np.array(shares) - np.mean(shares)
    there = abs(np.dot(values, weights))
    far = [abs(np.dot(order, weights)) >= there - 1e-9 for order in permutations(values)]
    (p,) = p_values(values, [shares])
    assert p == pytest.approx(np.mean(far), abs=open_by_drawing(float(np.mean(far))))


def test_where_days_have_all_of_it_or_nothing_it_is_the_difference_of_means() -> None:
    values = [-4, -3, -3, -1, 0, 0, 1, 2, 2, 4]

    def apart(x, y, axis):  # type: ignore[no-untyped-def]
        return np.round(np.abs(np.mean(x, axis=axis) - np.mean(y, axis=axis)), 9)

    for days in ((0, 1, 2), (0, 1, 4), (7, 8, 9), (4, 5, 6)):
        one = [float(values[day]) for day in days]
        other = [float(values[day]) for day in range(10) if day not in days]
        # SciPy goes through all 120 splits, so its p is exact.
        exact = permutation_test((one, other), apart, vectorized=True, n_resamples=DRAWS, alternative="greater").pvalue
        (p,) = p_values(values, [[int(day in days) for day in range(10)]])
        assert p == pytest.approx(exact, abs=open_by_drawing(float(exact)))


def test_adjusting_agrees_on_any_values() -> None:
    chance = np.random.default_rng(8)
    for size in (1, 2, 3, 20, 200):
        found = [float(value) for value in chance.random(size) ** 3]
        found[0] = found[-1]  # some are equal
        assert adjusted(found) == pytest.approx(list(false_discovery_control(found, method="bh")), abs=1e-12)
