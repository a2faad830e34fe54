"""How long a search takes: checked against closed forms, the standard library's normal and hand-made cases."""

from math import erf, exp, fsum, log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from savings_second_opinion import hired_by as plain_hired_by

from rut_tui.domain.savings.plan import Search
from rut_tui.domain.savings.search import chances, hired_by, still_searching


def search(kind="lognormal", **given_fields) -> Search:
    return Search.model_validate({"kind": kind, **given_fields})


def test_lognormal_has_its_percentiles_where_they_were_put():
    found = search(p50=6, p90=36)
    assert hired_by(found, 6) == pytest.approx(0.5, abs=1e-15)
    assert hired_by(found, 36) == pytest.approx(0.9, abs=1e-15)
    # In logarithms the 10th percentile lies as far below the middle as the 90th above: 6 · 6/36 = 1 month.
    assert hired_by(found, 1) == pytest.approx(0.1, abs=1e-15)


def test_lognormal_between_the_percentiles_by_the_error_function():
    # p50 4, p90 12: σ = ln 3/1.2815515655446004 = 0.857251…
    sigma = log(3) / 1.2815515655446004
    for month in (1, 2, 3, 7, 24, 36):
        by_hand = (1 + erf(log(month / 4) / sigma / sqrt(2))) / 2
        assert hired_by(search(), month) == pytest.approx(by_hand, rel=1e-12)


def test_weibull_of_shape_one_halves_every_p50():
    # ln(p90/p50) = ln(ln 10/ln 2) makes the shape 1: an exponential, of which half is left after every p50 months.
    found = search("weibull", p50=2, p90=2 * log(10) / log(2))
    assert [still_searching(found, month) for month in (0, 2, 4, 6, 1)] == pytest.approx(
        [1, 0.5, 0.25, 0.125, sqrt(0.5)], rel=1e-12
    )


def test_weibull_has_its_percentiles_where_they_were_put():
    found = search("weibull", p50=4, p90=12)
    assert (hired_by(found, 4), hired_by(found, 12)) == pytest.approx((0.5, 0.9), abs=1e-12)
    shape = log(log(10) / log(2)) / log(3)
    scale = 4 / log(2) ** (1 / shape)
    assert hired_by(found, 9) == pytest.approx(1 - exp(-((9 / scale) ** shape)), rel=1e-12)


def test_geometric_halves():
    assert chances(search("geometric", p=0.5), 4) == (0.5, 0.25, 0.125, 0.0625, 0.0625)
    assert chances(search("geometric", p=1), 3) == (1, 0, 0, 0)


@pytest.mark.parametrize("kind", ["lognormal", "weibull"])
def test_a_search_that_ends_within_a_month_counts_as_that_whole_month(kind):
    # K = ⌈T⌉: all that ends in the first month is K = 1, all that ends by month 6 is K ≤ 6.
    found = search(kind, p50=6, p90=36)
    odds = chances(found, 36)
    assert odds[0] == hired_by(found, 1) > 0
    assert fsum(odds[:6]) == pytest.approx(0.5, abs=1e-12)
    assert fsum(odds[:36]) == pytest.approx(0.9, abs=1e-12)
    assert odds[36] == pytest.approx(0.1, abs=1e-12)
    assert len(odds) == 37


LENGTHS = st.tuples(st.floats(0.05, 60), st.floats(1.001, 2))
KINDS = st.sampled_from(["lognormal", "weibull"])


@given(KINDS, LENGTHS, st.integers(1, 120))
@settings(deadline=None)
def test_the_chances_are_chances(kind, lengths, horizon):
    p50, wider = lengths
    odds = chances(search(kind, p50=p50, p90=p50 * wider), horizon)
    assert len(odds) == horizon + 1
    assert all(0 <= chance <= 1 for chance in odds)
    assert fsum(odds) == pytest.approx(1, abs=1e-12)


@given(KINDS, LENGTHS, st.integers(0, 120))
@settings(deadline=None)
def test_a_second_opinion_on_every_month(kind, lengths, month):
    p50, wider = lengths
    plain = {"p50": p50, "p90": p50 * wider}
    if kind == "weibull" and wider < 1.05:
        return  # the plain power overflows there
    assert hired_by(search(kind, **plain), month) == pytest.approx(plain_hired_by(plain, kind, month), abs=1e-9)


@pytest.mark.parametrize("kind", ["lognormal", "weibull"])
def test_two_percentiles_next_to_each_other_are_a_step(kind):
    for p50, p90 in ((4.5, 4.500000001), (100.5, 100.50000000000001), (0.5, 0.5000000000000001)):
        found = search(kind, p50=p50, p90=p90)
        assert [hired_by(found, month) for month in (int(p50), int(p50) + 1, 120)] == [0, 1, 1]


@pytest.mark.parametrize("kind", ["lognormal", "weibull"])
def test_the_smallest_and_the_longest_search(kind):
    assert chances(search(kind, p50=5e-324, p90=120), 1)[0] > 0.5
    assert hired_by(search(kind, p50=119, p90=120), 120) == pytest.approx(0.9, abs=1e-9)
