"""The month loop: each rule of a month on its own, from cases worked by hand."""

from datetime import date
from itertools import islice

import pytest

from rut_tui.domain.savings.months import (
    balances,
    flows,
    month_later,
    monthly,
    nets,
    new_pay,
    searching,
)
from rut_tui.domain.savings.plan import plan_from_file


def money(**given_fields):
    return flows(plan_from_file({"savings": 0, "essential": 0} | given_fields))


def first(count, flow):
    return list(islice(flow, count))


def test_a_monthly_rate_compounds_to_the_year():
    assert monthly(0) == 0
    assert monthly(1.01**12 - 1) == pytest.approx(0.01, rel=1e-13)
    assert (1 + monthly(0.03)) ** 12 == pytest.approx(1.03, rel=1e-14)
    assert (1 + monthly(-0.5)) ** 12 == pytest.approx(0.5, rel=1e-14)
    assert monthly(1e-15) == pytest.approx(1e-15 / 12, rel=1e-9)
    assert monthly(0.03) < 0.03 / 12


def test_interest_is_earned_on_what_is_there_and_not_charged_on_what_is_not():
    assert list(balances(1000, [0, -2000, 0, 0, 1500], 0.01)) == pytest.approx(
        [1000, 1010, -979.9, -979.9, -979.9, 520.1]
    )


def test_the_benefit_comes_after_its_wait_for_its_months():
    assert first(6, searching(money(benefit=700, benefit_wait=1, benefit_months=3))) == [0, 700, 700, 700, 0, 0]
    assert first(3, searching(money(benefit=700, benefit_wait=0, benefit_months=2))) == [700, 700, 0]
    assert first(3, searching(money(benefit=700, benefit_wait=1, benefit_months=0))) == [0, 0, 0]


def test_the_benefit_stops_at_the_hire():
    flow = money(benefit=700, benefit_wait=1, benefit_months=6, target_income=50)
    assert first(4, nets(flow, 2)) == [0, 700, 50, 50]


def test_insurance_is_paid_until_the_hire():
    assert first(4, nets(money(essential=1000, insurance=100, target_income=1000), 2)) == [-1100, -1100, 0, 0]


def test_only_part_of_discretionary_is_spent_while_searching():
    flow = money(discretionary=800, discretionary_keep=0.25)
    assert first(4, nets(flow, 2)) == [-200, -200, -800, -800]


def test_prices_move_spending_from_the_second_month_and_leave_debt_and_incomes_alone():
    # 1.02^12 − 1 a year is 2 % a month.
    prices = 1.02**12 - 1
    assert first(3, searching(money(essential=600, discretionary=300, insurance=100, inflation=prices))) == (
        pytest.approx([-1000, -1020, -1040.4])
    )
    assert first(3, nets(money(essential=600, discretionary=400, inflation=prices), 1)) == (
        pytest.approx([-1000, -1020, -1040.4])
    )
    still = money(
        debt_min=500,
        partner_income=90,
        side_income=10,
        benefit=50,
        benefit_months=9,
        target_income=70,
        inflation=prices,
    )
    assert first(4, nets(still, 2)) == pytest.approx([-350, -350, -330, -330])


def test_the_new_pay_ramps_up_in_equal_steps():
    assert first(5, new_pay(money(target_income=1200, ramp_months=4))) == [300, 600, 900, 1200, 1200]
    assert first(2, new_pay(money(target_income=1200, ramp_months=0))) == [1200, 1200]
    assert first(2, new_pay(money(target_income=1200, ramp_months=1))) == [1200, 1200]


def test_the_new_pay_rises_after_each_full_year():
    pay = first(25, new_pay(money(target_income=1000, raise_target=0.1)))
    assert pay[:12] == [1000] * 12
    assert pay[12:24] == pytest.approx([1100] * 12)
    assert pay[24] == pytest.approx(1210)


def test_the_first_pay_comes_the_month_after_the_search():
    assert first(4, nets(money(essential=1000, target_income=3000), 1)) == [-1000, 2000, 2000, 2000]
    assert first(3, nets(money(essential=1000, target_income=3000), 0)) == [2000, 2000, 2000]
    assert first(60, nets(money(essential=1000, target_income=3000), None)) == [-1000] * 60


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2027, 1, 31), 0, date(2027, 1, 31)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 1, 31), 2, date(2027, 3, 31)),
        (date(2027, 1, 31), 13, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 11, 20), 1, date(2026, 12, 20)),
        (date(2026, 11, 20), 2, date(2027, 1, 20)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(9999, 11, 20), 1, date(9999, 12, 20)),
        (date(9999, 11, 20), 2, None),
        (date(2026, 11, 20), 10**15, None),
    ],
)
def test_months_are_counted_from_the_start_and_the_day_is_clamped(start, months, day):
    assert month_later(start, months) == day
