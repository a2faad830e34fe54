"""Months saved, targets with their dates, and runway: by hand, by closed form, and by a second plain loop."""

from datetime import date
from decimal import Decimal
from math import floor, inf, isfinite, log

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from savings_second_opinion import NEUTRAL
from savings_second_opinion import runway as plain_runway

from rut_tui.domain.savings.plan import SavingsPlan, plan_from_file
from rut_tui.domain.savings.saved import (
    months_saved,
    months_to_reach,
    runway,
    spending_shock_fund,
    targets,
)

TODAY = date(2026, 11, 20)


def plan(**given_fields) -> SavingsPlan:
    return plan_from_file({"savings": 0, "essential": 0} | given_fields)


WORKED = {"savings": 9000, "essential": 2400, "discretionary": 800, "debt_min": 200, "income": 4200}


def test_the_worked_example():
    worked = plan(**WORKED)
    assert months_saved(worked).normal == 9000 / 3400
    assert months_saved(worked).lean == 9000 / 2600
    assert runway(worked).normal == pytest.approx(2 + 2200 / 3400)
    assert runway(worked).lean == pytest.approx(3 + 1200 / 2600)
    assert [(t.months, t.basis, t.amount, t.gap, t.months_to_reach, t.date) for t in targets(worked, TODAY)] == [
        (3, "normal", 10200, 1200, 2, date(2027, 1, 20)),
        (3, "lean", 7800, 0, 0, TODAY),
        (6, "normal", 20400, 11400, 15, date(2028, 2, 20)),
        (6, "lean", 15600, 6600, 9, date(2027, 8, 20)),
    ]
    assert spending_shock_fund(worked) == 2000


def test_the_shock_fund_is_half_a_month_when_that_is_more():
    assert spending_shock_fund(plan(essential=3000, discretionary=900, debt_min=101)) == Decimal("2000.5")
    assert spending_shock_fund(plan(essential=3999)) == 2000


def test_without_expenses_there_is_no_end():
    idle = plan(savings=1, discretionary=0)
    assert (months_saved(idle).normal, months_saved(idle).lean) == (inf, inf)
    assert (runway(idle).normal, runway(idle).lean) == (inf, inf)
    only_fun = plan(savings=100, discretionary=50)
    assert (months_saved(only_fun).normal, months_saved(only_fun).lean) == (2, inf)
    assert (runway(only_fun).normal, runway(only_fun).lean) == (2, inf)


def test_all_targets_are_met_when_nothing_is_spent():
    assert {(t.amount, t.gap, t.months_to_reach, t.date) for t in targets(plan(), TODAY)} == {(0, 0, 0, TODAY)}


@pytest.mark.parametrize(
    ("savings", "months", "day"),
    [
        ("10200", 0, TODAY),
        ("10199.996", 0, TODAY),
        ("10199.99", 1, date(2026, 12, 20)),
        ("8600", 2, date(2027, 1, 20)),
        ("8599.99", 3, date(2027, 2, 20)),
    ],
)
def test_a_target_met_to_the_cent_is_met(savings, months, day):
    reached = targets(plan(**WORKED | {"savings": savings}), TODAY)[0]
    assert (reached.months_to_reach, reached.date) == (months, day)


def test_dates_count_from_the_start_date_where_there_is_one():
    later = plan(**WORKED, start_date="2027-12-31")
    # 2 and 15 months on, each counted in one step: the short February does not pull March along.
    assert targets(later, TODAY)[0].date == date(2028, 2, 29)
    assert targets(later, TODAY)[2].date == date(2029, 3, 31)


def test_spending_more_than_comes_in_never_reaches_a_target():
    losing = targets(plan(**WORKED | {"income": 3399}), TODAY)
    assert [(t.months_to_reach, t.date) for t in losing] == [(inf, None), (0, TODAY), (inf, None), (inf, None)]
    even = targets(plan(**WORKED | {"income": 3400}), TODAY)[0]
    assert (even.months_to_reach, even.gap) == (inf, 1200)


def test_all_incomes_are_saved():
    shared = targets(plan(**WORKED | {"income": 1200, "partner_income": 2000, "side_income": 1000}), TODAY)
    assert [t.months_to_reach for t in shared] == [2, 0, 15, 9]


def test_dates_wait_for_the_income_where_they_need_it():
    waiting = SavingsPlan.model_validate({"savings": 9000, "essential": 2400, "discretionary": 800, "debt_min": 200})
    assert [(t.amount, t.gap, t.months_to_reach, t.date) for t in targets(waiting, TODAY)] == [
        (10200, 1200, None, None),
        (7800, 0, 0, TODAY),
        (20400, 11400, None, None),
        (15600, 6600, None, None),
    ]


def test_a_target_beyond_the_calendar_has_months_but_no_date():
    far = targets(plan(savings=0, essential=10**12, income=10**12, side_income=1), TODAY)[0]
    assert (far.months_to_reach, far.date) == (3 * 10**12, None)


def test_interest_can_outweigh_negative_saving():
    # The first month brings 1 % of 1000 less 5: 5, then 5.05, 5.1005, …; the sum passes 100 in month 19.
    assert sum(5 * 1.01**n for n in range(18)) < 100 < sum(5 * 1.01**n for n in range(19))
    assert months_to_reach(1000, 1100, -5, 0.01) == 19
    assert months_to_reach(1000, 1100, -10, 0.01) == inf
    assert months_to_reach(1000, 1100, -11, 0.01) == inf


def test_a_shrinking_balance_levels_off():
    # 100 a month against −1 % levels off at 10,000.
    assert months_to_reach(0, 10_000.01, 100, -0.01) == inf
    expected = next(n for n in range(1, 5000) if 10_000 * (1 - 0.99**n) >= 9_999.995)
    assert months_to_reach(0, 10_000, 100, -0.01) == expected
    assert months_to_reach(0, 5_000, 100, -0.01) == 69


@given(
    st.integers(0, 100_000),
    st.integers(1, 100_000),
    st.integers(-500, 5000),
    st.sampled_from([0.0, 1e-18, 1e-13, 1e-11, 1e-6, 0.0025, 0.05, 0.22, -1e-13, -0.002, -0.2]),
)
@settings(deadline=None, max_examples=300)
def test_months_to_reach_by_saving_month_after_month(balance, target, saving, rate):
    reached, month = float(balance), 0
    while reached < target - 0.005 and month < 2000:
        gain = reached * rate + saving
        if gain <= 0:
            month = 2000
        reached, month = reached + gain, month + 1
    found = months_to_reach(balance, target, saving, rate)
    if month < 2000:
        # A month that ends within rounding of the line may go either way.
        assume(abs(reached - target + 0.005) > 1e-7)
        assert found == month
    else:
        assert found >= 2000


def test_a_rate_next_to_zero_reaches_when_no_rate_does():
    for rate in (0.0, 5e-324, 1e-300, 1e-16, -1e-16, 1e-13):
        assert months_to_reach(9000, 10_200, 800, rate) == 2
        assert months_to_reach(8600, 10_200, 800, rate) == 2


def test_severance_and_costs_of_moving_land_at_the_start():
    # At 1 % a month 1000 + 500 − 300 = 1200 are 1212 before the first 600 go, then 618.12 before the next.
    yearly = 1.01**12 - 1
    moved = plan(savings=1000, severance=500, one_off=300, essential=600, rate=yearly)
    assert runway(moved).normal == pytest.approx(2 + (612 * 1.01 - 600) * 1.01 / 600)
    assert months_saved(moved).normal == pytest.approx(1000 / 600)


def test_a_start_below_zero_is_no_runway():
    assert runway(plan(savings=100, one_off=101, partner_income=5000)).normal == 0
    assert runway(plan(savings=100, one_off=100, partner_income=5000)).normal == inf
    assert runway(plan(savings=100, one_off=100, essential=1)).normal == 0


def test_others_carry_the_household_or_stretch_the_savings():
    assert runway(plan(savings=1000, essential=900, partner_income=500, side_income=300)).normal == 10
    assert runway(plan(savings=0, essential=900, partner_income=900)).normal == inf


def test_the_benefit_and_insurance_count_in_the_runway():
    helped = plan(savings=1000, essential=400, insurance=100, benefit=500, benefit_wait=1, benefit_months=3)
    # 1000 → 500 → three months held by the benefit → 0 at month 5.
    assert runway(helped).normal == 5
    assert runway(plan(savings=1000, essential=400, insurance=100)).normal == 2
    # A benefit that comes too late doesn't save what ran out before.
    assert runway(plan(savings=100, essential=200, benefit=9000, benefit_wait=1, benefit_months=9)).normal == 0.5


def test_the_runway_spends_all_or_nothing_of_discretionary():
    spent = plan(savings=1200, essential=100, discretionary=300, discretionary_keep=0.5)
    assert (runway(spent).normal, runway(spent).lean) == (3, 12)


def test_prices_shorten_the_runway():
    # 2 % a month: 1000, 1020 and 1040.40 are spent; 1000 of the 4th month's 1061.208 is there.
    dearer = plan(savings=1000 + 1020 + Decimal("1040.40") + 1000, essential=1000, inflation=1.02**12 - 1)
    assert runway(dearer).normal == pytest.approx(3 + 1000 / 1061.208)


def test_debt_is_not_moved_by_prices():
    assert runway(plan(savings=12_000, debt_min=1000, inflation=0.5)).normal == pytest.approx(12)


@pytest.mark.parametrize(("interest", "rate"), [(0.002, 1.002**12 - 1), (0.02, 1.02**12 - 1)])
def test_runway_with_interest_by_the_annuity_formula(interest, rate):
    saved, cost = 50_000, 2_345
    found = runway(plan(savings=saved, essential=cost, rate=rate)).normal
    whole = floor(log(cost / (cost - interest * saved)) / log(1 + interest))
    left = saved * (1 + interest) ** whole - cost * ((1 + interest) ** whole - 1) / interest
    assert found == pytest.approx(whole + left * (1 + interest) / cost, rel=1e-9)


def test_interest_that_outweighs_spending_never_ends():
    yearly = 1.01**12 - 1
    assert runway(plan(savings=100_000, essential=999, rate=yearly)).normal == inf
    assert isfinite(runway(plan(savings=100_000, essential=1001, rate=yearly)).normal)
    assert runway(plan(savings=100_000, essential=1001, rate=0)).normal == pytest.approx(100_000 / 1001)


def test_money_that_lasts_a_century_lasts():
    assert runway(plan(savings=1200, essential=1)).normal == inf
    assert runway(plan(savings=1199, essential=1)).normal == 1199


def test_nothing_else_is_the_end_of_the_model():
    assert runway(plan(savings=0, essential=1)).normal == 0
    assert months_saved(plan(savings=0, essential=1)).normal == 0
    huge = plan(savings=10**12, essential=10**12, discretionary=10**12, debt_min=10**12, rate=10, inflation=10)
    assert isfinite(runway(huge).normal)
    assert months_saved(huge).normal == pytest.approx(1 / 3)
    for low in (-0.98, 1e-300):
        assert isfinite(runway(plan(savings=10**12, essential=1, rate=low, inflation=10)).normal)


MONEY = st.integers(0, 5000)


@given(
    st.fixed_dictionaries(
        {
            "savings": st.integers(0, 60_000),
            "essential": MONEY,
            "discretionary": MONEY,
            "debt_min": st.integers(0, 900),
            "partner_income": st.integers(0, 4000),
            "severance": MONEY,
            "one_off": MONEY,
            "benefit": MONEY,
            "benefit_wait": st.integers(0, 12),
            "benefit_months": st.integers(0, 24),
            "insurance": st.integers(0, 500),
            "rate": st.sampled_from([0.0, 1e-13, 0.03, 0.2, -0.3]),
            "inflation": st.sampled_from([0.0, 0.03, 0.4, -0.1]),
        }
    )
)
@settings(deadline=None)
def test_a_second_opinion_on_the_runway(fields):
    found = runway(plan(**fields))
    assert found.normal == pytest.approx(plain_runway(NEUTRAL | fields, 1), abs=1e-4)
    assert found.lean == pytest.approx(plain_runway(NEUTRAL | fields, 0), abs=1e-4)


@given(st.integers(0, 60_000), st.integers(1, 5000), MONEY, MONEY)
def test_runway_is_months_saved_when_nothing_else_moves(savings, essential, discretionary, debt):
    still = plan(savings=savings, essential=essential, discretionary=discretionary, debt_min=debt)
    saved, lasts = months_saved(still), runway(still)
    for months, run in ((saved.normal, lasts.normal), (saved.lean, lasts.lean)):
        assert run == (pytest.approx(months, abs=1e-9) if months < 1200 else inf)


@given(st.integers(0, 60_000), st.integers(1, 5000), MONEY, MONEY, st.sampled_from([0, 0.03]), st.integers(2, 9))
@settings(deadline=None)
def test_scaling_all_money_leaves_months_alone(savings, essential, debt, income, rate, factor):
    money = {"savings": savings, "essential": essential, "debt_min": debt, "income": income}
    one = plan(**money, rate=rate, inflation=rate)
    many = plan(**{name: amount * factor for name, amount in money.items()}, rate=rate, inflation=rate)
    assert months_saved(many) == months_saved(one)
    assert runway(many).normal == pytest.approx(runway(one).normal, rel=1e-3)
    for small, large in zip(targets(one, TODAY), targets(many, TODAY), strict=True):
        assert large.amount == small.amount * factor
        if rate == 0:
            assert large.months_to_reach == small.months_to_reach
