"""The chance of running out, in cases small enough to work by hand."""

from decimal import Decimal
from math import isfinite

import pytest
from savings_second_opinion import AMOUNTS

from rut_tui.domain.savings.leap import ladder, ruin
from rut_tui.domain.savings.plan import SavingsPlan, plan_from_file

HALF = {"kind": "geometric", "p": 0.5}
ONE_MONTH = {"kind": "geometric", "p": 1}


def plan(**given_fields) -> SavingsPlan:
    return plan_from_file({"savings": 0, "essential": 0} | given_fields)


def both(**given_fields) -> tuple[float, float]:
    found = ruin(plan(**given_fields))
    return found.within_horizon, found.before_first_pay


def test_each_month_saved_halves_the_chance_when_each_month_of_search_does():
    # The job then pays exactly what is spent, so m months saved survive searches of up to m months: P(K > m) = 2^−m.
    rungs = ladder(plan(essential=700, discretionary=200, debt_min=100, target_income=1000, search=HALF))
    assert [rung.months for rung in rungs] == list(range(13))
    assert [rung.ruin for rung in rungs] == pytest.approx([0.5**m for m in range(13)])
    assert [rung.savings for rung in rungs] == [1000 * m for m in range(13)]


def test_the_ladder_counts_months_after_the_costs_of_moving_and_before_severance():
    moving = {"essential": 1000, "target_income": 1000, "search": HALF, "one_off": 700}
    rungs = ladder(plan(**moving))
    assert [rung.ruin for rung in rungs] == pytest.approx([0.5**m for m in range(13)])
    assert rungs[3].savings == 3700
    paid = ladder(plan(**moving, severance=2000))
    assert [rung.ruin for rung in paid] == pytest.approx([0.5 ** (m + 2) for m in range(13)])


def test_the_ladder_does_not_wait_for_savings():
    waiting = SavingsPlan.model_validate({"essential": 1000, "target_income": 1000})
    assert len(ladder(waiting)) == 13


def test_half_the_leaps_outlast_the_months_that_half_the_searches_take():
    # 4 months are paid for and the job pays what is spent: ruin is P(K > 4) = P(T > p50) = one half.
    assert both(savings=4000, essential=1000, target_income=1000) == pytest.approx((0.5, 0.5))
    assert both(savings=12_000, essential=1000, target_income=1000) == pytest.approx((0.1, 0.1))
    # One cent short of the 12th month.
    short = both(savings="11999.99", essential=1000, target_income=1000)
    assert short[0] > 0.1
    # Within half a cent it is there.
    assert both(savings="11999.996", essential=1000, target_income=1000) == pytest.approx((0.1, 0.1))


def test_a_slow_start_can_ruin_after_the_hire():
    # Hired after 1 month; then 250, 500, 750, 1000 of 1000: 1000 + 750 + 500 + 250 are needed.
    ramp = {"essential": 1000, "target_income": 1000, "ramp_months": 4, "search": ONE_MONTH}
    assert both(savings=2500, **ramp) == (0, 0)
    assert both(savings="2499.99", **ramp) == (1, 0)
    assert both(savings=1000, **ramp) == (1, 0)
    assert both(savings="999.99", **ramp) == (1, 1)


def test_a_job_that_pays_too_little_ruins_in_the_end():
    poor = {"savings": 4000, "essential": 1000, "target_income": 900, "search": ONE_MONTH}
    # 3000 are left after the search and 100 a month are missing: gone with month 32.
    assert both(**poor, horizon=31) == (0, 0)
    assert both(**poor, horizon=32) == (1, 0)


def test_raises_come_too_late_or_in_time():
    rising = {"savings": 2200, "essential": 1000, "target_income": 900, "raise_target": 0.12, "search": ONE_MONTH}
    assert both(**rising) == (0, 0)
    assert both(**rising | {"savings": "2199.99"}) == (1, 0)


def test_the_benefit_that_ends_makes_a_dip_that_counts():
    # With the benefit the balance grows to 1500 by month 3, then falls by 1000 a month.
    helped = {
        "savings": 1000,
        "essential": 1000,
        "benefit": 1500,
        "benefit_wait": 1,
        "benefit_months": 2,
        "target_income": 1000,
        "search": HALF,
    }
    # 1000 → 0 → 500 → 1000 → 0 in month 4 → below in month 5: P(K ≥ 5) = 1/16.
    assert both(**helped) == pytest.approx((1 / 16, 1 / 16))
    assert both(**helped | {"benefit_wait": 0}) == pytest.approx((1 / 16, 1 / 16))
    assert both(**helped | {"benefit_wait": 2}) == pytest.approx((1 / 2, 1 / 2))
    assert both(**helped | {"benefit_months": 1}) == pytest.approx((1 / 4, 1 / 4))


def test_insurance_counts_while_searching_only():
    insured = {"essential": 1000, "insurance": 250, "target_income": 1000, "search": HALF}
    assert both(savings=2500, **insured) == pytest.approx((1 / 4, 1 / 4))
    assert both(savings="2499.99", **insured) == pytest.approx((1 / 2, 1 / 2))


def test_severance_and_costs_land_at_the_start():
    assert both(floor=500, severance=500) == (0, 0)
    assert both(floor=500, severance="499.99") == (1, 1)
    assert both(savings=1000, one_off=1100, partner_income=5000) == (1, 1)
    assert both(savings=1000, one_off=1100, severance=100, partner_income=5000) == (0, 0)


def test_half_a_cent_below_the_floor_is_still_on_it():
    assert both(one_off="0.005") == (0, 0)
    assert both(one_off="0.0051") == (1, 1)


def test_the_floor_is_kept():
    kept = {"essential": 1000, "target_income": 1000, "search": HALF, "floor": 2000}
    assert both(savings=4000, **kept) == pytest.approx((1 / 4, 1 / 4))
    assert both(savings="3999.99", **kept) == pytest.approx((1 / 2, 1 / 2))


def test_interest_is_counted_each_month_on_what_is_left():
    yearly = 1.01**12 - 1
    grown = {"essential": 1000, "target_income": 1000, "search": HALF, "rate": yearly}
    # Two months cost 1000/1.01 + 1000/1.01² = 1970.40 today.
    assert both(savings="1970.40", **grown) == pytest.approx((1 / 4, 1 / 4))
    assert both(savings="1970.38", **grown) == pytest.approx((1 / 2, 1 / 2))


def test_a_search_that_may_outlast_the_horizon_counts():
    long = {"essential": 1000, "target_income": 10_000, "horizon": 3, "search": HALF}
    assert both(savings=2000, **long) == pytest.approx((1 / 4, 1 / 4))
    assert both(savings=3000, **long) == (0, 0)


def test_the_ends_of_the_scale_stay_finite():
    most = dict.fromkeys(AMOUNTS, 10**12) | {"floor": 0}
    for rate in (0, 10, -0.98):
        full = plan(**most, rate=rate, inflation=rate, raise_target=1, horizon=120, search={"p50": 119, "p90": 120})
        assert all(isfinite(rung.ruin) and 0 <= rung.ruin <= 1 for rung in ladder(full))
        assert 0 <= ruin(full).within_horizon <= 1
    assert both() == (0, 0)
    assert [rung.ruin for rung in ladder(plan())] == [0] * 13
    assert both(savings=5) == (0, 0)
    assert both(essential=5) == pytest.approx((1, 1))
    assert ladder(plan(essential=5))[12].savings == Decimal(60)
