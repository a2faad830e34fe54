"""The chance of running out: a second plain enumeration agrees, and what must hold whatever the numbers does."""

from itertools import islice, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from savings_second_opinion import AMOUNTS, NEUTRAL
from savings_second_opinion import ruin as plain_ruin

from rut_tui.domain.savings.leap import ladder, needs, ruin
from rut_tui.domain.savings.months import balances, flows, nets
from rut_tui.domain.savings.plan import SavingsPlan, plan_from_file


def plan(**given_fields) -> SavingsPlan:
    return plan_from_file({"savings": 0, "essential": 0} | given_fields)


def both(**given_fields) -> tuple[float, float]:
    found = ruin(plan(**given_fields))
    return found.within_horizon, found.before_first_pay


AMOUNT = st.integers(0, 4000)
FIELDS = st.fixed_dictionaries(
    {
        "savings": st.integers(0, 40_000),
        "essential": AMOUNT,
        "discretionary": st.integers(0, 2000),
        "debt_min": st.integers(0, 900),
        "partner_income": st.integers(0, 3000),
        "side_income": st.integers(0, 900),
        "severance": AMOUNT,
        "one_off": AMOUNT,
        "benefit": AMOUNT,
        "benefit_wait": st.integers(0, 6),
        "benefit_months": st.integers(0, 12),
        "insurance": st.integers(0, 500),
        "target_income": st.integers(0, 6000),
        "ramp_months": st.integers(0, 12),
        "raise_target": st.sampled_from([0.0, 0.03, -0.2, 1.0]),
        "discretionary_keep": st.sampled_from([0.0, 0.5, 1.0]),
        "rate": st.sampled_from([0.0, 1e-13, 0.03, 0.5, -0.3]),
        "inflation": st.sampled_from([0.0, 0.03, 0.5, -0.1]),
        "floor": st.sampled_from([0, 0, 1500]),
        "horizon": st.integers(1, 48),
    }
)
SEARCHES = st.one_of(
    st.builds(
        lambda kind, p50, wider: {"kind": kind, "p50": p50, "p90": p50 * wider},
        st.sampled_from(["lognormal", "weibull"]),
        st.floats(1, 12),
        st.floats(1.2, 8),
    ),
    st.builds(lambda p: {"kind": "geometric", "p": p}, st.floats(0.02, 1)),
)
thorough = settings(deadline=None, max_examples=150)


def plain(fields, search):
    return NEUTRAL | fields | {name: value for name, value in search.items() if name != "kind"}


@given(FIELDS, SEARCHES)
@thorough
def test_a_second_opinion_on_the_chance_of_ruin(fields, search):
    within, before, nearest = plain_ruin(plain(fields, search), search["kind"])
    assume(nearest > 1e-10)
    assert both(**fields, search=search) == pytest.approx((within, before), abs=1e-9)


@given(FIELDS, SEARCHES, st.integers(0, 12))
@thorough
def test_a_second_opinion_on_the_ladder(fields, search, months):
    opening = months * (fields["essential"] + fields["discretionary"] + fields["debt_min"]) + fields["severance"]
    within, _, nearest = plain_ruin(plain(fields, search), search["kind"], opening)
    assume(nearest > 1e-10)
    assert ladder(plan(**fields, search=search))[months].ruin == pytest.approx(within, abs=1e-9)


@given(FIELDS, st.data())
@thorough
def test_what_a_search_needs_is_enough_and_a_unit_less_is_not(fields, data):
    money, horizon, floor = flows(plan(**fields)), fields["horizon"], float(fields["floor"])
    k = data.draw(st.integers(1, horizon + 1))
    asked = needs(money, horizon, floor)
    assert len(asked.whole) == len(asked.searching) == horizon + 1
    for need, last in ((asked.whole[k - 1], horizon), (asked.searching[k - 1], min(k, horizon))):
        walked = [
            min(list(balances(start, islice(nets(money, k), horizon), money.rate))[: last + 1])
            for start in (need, max(need - 1, floor - 1))
        ]
        assert walked[0] >= floor - 1e-6
        assert walked[1] < floor


@given(FIELDS, SEARCHES, st.sampled_from(["savings", "severance", "partner_income", "side_income", "target_income"]))
@thorough
def test_more_money_never_raises_the_chance_of_ruin(fields, search, name):
    less = both(**fields, search=search)
    more = both(**fields | {name: fields[name] + 777}, search=search)
    assert more[0] <= less[0] + 1e-9
    assert more[1] <= less[1] + 1e-9


@given(
    FIELDS,
    SEARCHES,
    st.sampled_from(["essential", "discretionary", "debt_min", "insurance", "one_off", "floor"]),
)
@thorough
def test_more_spending_never_lowers_it(fields, search, name):
    less = both(**fields, search=search)
    more = both(**fields | {name: fields[name] + 333}, search=search)
    assert more[0] >= less[0] - 1e-9
    assert more[1] >= less[1] - 1e-9


@given(FIELDS, SEARCHES, st.integers(1, 24))
@thorough
def test_looking_further_ahead_never_lowers_it(fields, search, months):
    near = both(**fields, search=search)
    far = both(**fields | {"horizon": fields["horizon"] + months}, search=search)
    assert far[0] >= near[0] - 1e-9
    assert far[1] >= near[1] - 1e-9


@given(FIELDS, SEARCHES)
@thorough
def test_running_out_before_the_first_pay_is_part_of_running_out(fields, search):
    within, before = both(**fields, search=search)
    assert 0 <= before <= within + 1e-9
    assert within <= 1


@given(FIELDS, SEARCHES)
@thorough
def test_the_ladder_leads_down(fields, search):
    chances = [rung.ruin for rung in ladder(plan(**fields, search=search))]
    assert all(higher <= lower + 1e-9 for lower, higher in pairwise(chances))


@given(FIELDS, SEARCHES, st.integers(2, 9), st.booleans())
@thorough
def test_scaling_all_money_leaves_the_chance_alone(fields, search, factor, still):
    if still:
        # Every balance is then a multiple of one half, so that none lies within the half cent of slack.
        fields = fields | {"rate": 0, "inflation": 0, "raise_target": 0, "ramp_months": 0}
    else:
        assume(plain_ruin(plain(fields, search), search["kind"])[2] > 1e-5)
    scaled = fields | {name: fields[name] * factor for name in AMOUNTS}
    assert both(**scaled, search=search) == pytest.approx(both(**fields, search=search), abs=1e-9)
