"""The plan: what it starts as, what it refuses and how it says so, and that it comes back from JSON as it went."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from rut_tui.domain.model import faults
from rut_tui.domain.savings.leap import ladder, ruin
from rut_tui.domain.savings.plan import (
    NotEntered,
    SavingsPlan,
    Search,
    missing,
    plan_from_file,
    spending,
    start_balance,
)
from rut_tui.domain.savings.saved import months_saved, runway, spending_shock_fund, targets

MONEY = [
    "savings",
    "essential",
    "discretionary",
    "debt_min",
    "income",
    "partner_income",
    "side_income",
    "severance",
    "one_off",
    "benefit",
    "insurance",
    "target_income",
    "floor",
    "keep_saving",
    "side_target",
    "lateral_income",
    "lateral_one_off",
]


def said(given_fields: dict[str, object]) -> dict[str, str]:
    """What a person reads about a plan that can't be right."""
    with pytest.raises(ValidationError) as caught:
        SavingsPlan.model_validate(given_fields)
    return faults(caught.value)


def test_an_empty_plan_starts_as_the_form_shows_it():
    assert json.loads(SavingsPlan().model_dump_json()) == {
        "savings": None,
        "essential": None,
        "discretionary": "0",
        "debt_min": "0",
        "income": None,
        "partner_income": "0",
        "side_income": "0",
        "severance": "0",
        "one_off": "0",
        "benefit": "0",
        "benefit_wait": 1,
        "benefit_months": 6,
        "insurance": "0",
        "target_income": None,
        "ramp_months": 0,
        "raise_current": "0",
        "raise_target": "0",
        "search": {"kind": "lognormal", "p50": "4", "p90": "12", "p": None},
        "discretionary_keep": "0.5",
        "rate": "0.03",
        "inflation": "0.03",
        "floor": "0",
        "horizon": 36,
        "tolerance": "0.05",
        "keep_saving": "0",
        "start_date": None,
        "deadline": None,
        "side_target": "0",
        "side_ramp": 0,
        "bridge_month": 12,
        "lateral_income": "0",
        "lateral_raise": "0",
        "lateral_one_off": "0",
        "save_month": 9,
        "vesting": [],
        "satisfaction_now": None,
        "satisfaction_new": None,
    }


def test_a_file_leaves_out_what_is_neutral():
    plan = plan_from_file({"savings": 9000, "essential": 2400.5, "search": {"p90": 9}, "start_date": "2027-01-31"})
    assert type(plan) is SavingsPlan
    assert (plan.savings, plan.essential) == (Decimal(9000), Decimal("2400.5"))
    assert (plan.income, plan.target_income, plan.rate, plan.inflation) == (0, 0, 0, 0)
    assert (plan.benefit_wait, plan.benefit_months, plan.bridge_month, plan.save_month) == (0, 0, 0, 0)
    assert (plan.discretionary_keep, plan.horizon, plan.tolerance) == (1, 36, Decimal("0.05"))
    assert (plan.search.kind, plan.search.p50, plan.search.p90) == ("lognormal", 4, 9)
    assert plan.start_date == date(2027, 1, 31)


@pytest.mark.parametrize("gone", ["savings", "essential"])
def test_a_file_needs_savings_and_essential(gone):
    with pytest.raises(ValidationError) as caught:
        plan_from_file({"savings": 1, "essential": 1} | {gone: None})
    assert list(faults(caught.value)) == [gone]
    with pytest.raises(ValidationError) as caught:
        plan_from_file({name: 1 for name in ("savings", "essential") if name != gone})
    assert list(faults(caught.value)) == [gone]


@pytest.mark.parametrize("name", MONEY)
def test_money_lies_between_nothing_and_a_million_million(name):
    for good in (0, 10**12, 0.1, Decimal("0.10"), "12.5"):
        assert getattr(SavingsPlan.model_validate({name: good}), name) == Decimal(str(good))
    assert said({name: -1}) == {name: "must be at least 0"}
    assert said({name: Decimal("-0.000001")}) == {name: "must be at least 0"}
    assert said({name: 10**12 + 1}) == {name: "must be at most 1,000,000,000,000"}
    for nonsense in (float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity"), True, "3.2k", "", "1_000", [1]):
        assert said({name: nonsense}) == {name: "must be a number"}


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("discretionary_keep", "0", "1"),
        ("raise_current", "-0.5", "1"),
        ("raise_target", "-0.5", "1"),
        ("lateral_raise", "-0.5", "1"),
        ("tolerance", "0.001", "0.5"),
        ("satisfaction_now", "0", "10"),
        ("satisfaction_new", "0", "10"),
        ("benefit_wait", "0", "60"),
        ("benefit_months", "0", "60"),
        ("ramp_months", "0", "60"),
        ("horizon", "1", "120"),
        ("side_ramp", "0", "120"),
        ("bridge_month", "0", "120"),
        ("save_month", "0", "120"),
    ],
)
def test_other_numbers_keep_to_their_range(name, low, high):
    for edge in (low, high):
        assert getattr(SavingsPlan.model_validate({name: Decimal(edge)}), name) == Decimal(edge)
    step = Decimal("0.0001") if "." in low or name.startswith(("discr", "raise", "lateral", "satis")) else 1
    assert said({name: Decimal(low) - step}) == {name: f"must be at least {low}"}
    assert said({name: Decimal(high) + step}) == {name: f"must be at most {high}"}


@pytest.mark.parametrize("name", ["rate", "inflation"])
def test_a_rate_is_more_than_minus_99_percent(name):
    assert SavingsPlan.model_validate({name: -0.98})
    assert SavingsPlan.model_validate({name: 10})
    assert said({name: Decimal("-0.99")}) == {name: "must be greater than -0.99"}
    assert said({name: 10.01}) == {name: "must be at most 10"}


def test_months_are_whole():
    assert SavingsPlan.model_validate({"horizon": 24.0}).horizon == 24
    assert said({"horizon": 24.5}) == {"horizon": "must be a whole number"}


def test_the_search_is_checked_at_its_own_fields():
    assert said({"search": {"p50": 4, "p90": 4}}) == {"search.p90": "must be greater than p50"}
    assert said({"search": {"p50": 13}}) == {"search.p90": "must be greater than p50"}
    assert said({"search": {"p50": 0}}) == {"search.p50": "must be greater than 0"}
    assert said({"search": {"p50": Decimal("1e-340")}}) == {"search.p50": "must be greater than 0"}
    assert said({"search": {"p90": 120.5}}) == {"search.p90": "must be at most 120"}
    assert said({"search": {"kind": "normal"}}) == {"search.kind": "must be lognormal, weibull or geometric"}
    assert said({"search": {"kind": "geometric"}}) == {"search.p": "is needed for a geometric search"}
    assert said({"search": {"kind": "geometric", "p": 0}}) == {"search.p": "must be greater than 0"}
    assert said({"search": {"p50": 4, "p90": Decimal("4.0000000000000000001")}}) == {
        "search.p90": "must be greater than p50"
    }


def test_dates_are_days():
    assert SavingsPlan.model_validate({"start_date": date(2027, 2, 28)}).start_date == date(2027, 2, 28)
    for nonsense in ("2027-02-29", "28/02/2027", "20270228", 5, datetime(2027, 2, 28, 12)):  # noqa: DTZ001 - naive on purpose
        assert said({"deadline": nonsense}) == {"deadline": "must be a date like 2027-07-31"}


def test_vesting_is_pairs():
    assert SavingsPlan.model_validate({"vesting": [[6, 1500.5], (12, 3000)]}).vesting == (
        (6, Decimal("1500.5")),
        (12, Decimal(3000)),
    )
    assert said({"vesting": [[6]]}) == {"vesting": "must be pairs of a month and an amount"}
    assert said({"vesting": 6}) == {"vesting": "must be a list of months with amounts"}
    assert said({"vesting": [[6, -1]]}) == {"vesting.0.1": "must be at least 0"}


def test_unknown_fields_are_refused():
    assert list(said({"saving": 1})) == ["saving"]
    assert list(said({"search": {"p95": 12}})) == ["search.p95"]


def test_every_fault_is_named_at_once_and_never_quotes_what_was_typed():
    found = said({"savings": "secret", "rate": "secret", "horizon": "secret", "search": {"kind": "secret"}})
    assert list(found) == ["savings", "search.kind", "rate", "horizon"]
    assert "secret" not in str(found)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "savings": st.decimals(0, 10**12, allow_nan=False, places=2),
            "essential": st.floats(0, 1e12),
            "rate": st.floats(-0.98, 10),
            "one_off": st.decimals(0, 1, allow_nan=False, places=20),
            "vesting": st.lists(st.tuples(st.integers(0, 120), st.decimals(0, 9, places=1)), max_size=3).map(tuple),
            "start_date": st.dates(),
            "search": st.builds(lambda low: {"kind": "weibull", "p50": low, "p90": 120}, st.floats(0.001, 119)),
        },
    )
)
@settings(deadline=None)
def test_a_plan_comes_back_from_json_as_it_was(given_fields):
    plan = SavingsPlan.model_validate(given_fields)
    text = plan.model_dump_json()
    assert SavingsPlan.model_validate_json(text) == plan
    assert SavingsPlan.model_validate(json.loads(text)) == plan
    assert SavingsPlan.model_validate_json(text).model_dump_json() == text


def test_json_has_plain_decimal_strings():
    plan = SavingsPlan(savings=Decimal("1E+3"), essential=Decimal("2400.50"), rate=Decimal("1E-7"), floor=Decimal("-0"))
    told = json.loads(plan.model_dump_json())
    assert (told["savings"], told["essential"], told["rate"], told["floor"]) == ("1000", "2400.50", "0.0000001", "0")


def test_numbers_too_long_for_any_money_are_refused():
    assert said({"savings": Decimal("0." + "1" * 60)}) == {"savings": "has too many digits"}
    assert said({"savings": "1" * 5000}) == {"savings": "must be a number"}
    assert said({"savings": Decimal("1e-5000")}) == {"savings": "has too many digits"}


@pytest.mark.parametrize(
    ("answer", "waits_for"),
    [
        ("months_saved", ("savings", "essential")),
        ("spending_shock_fund", ("essential",)),
        ("targets", ("savings", "essential")),
        ("target_dates", ("savings", "essential", "income")),
        ("runway", ("savings", "essential")),
        ("ruin", ("savings", "essential", "target_income")),
        ("ladder", ("essential", "target_income")),
    ],
)
def test_each_answer_names_what_it_waits_for(answer, waits_for):
    assert missing(SavingsPlan(), answer) == waits_for
    entered = SavingsPlan.model_validate(dict.fromkeys(waits_for, 0))
    assert missing(entered, answer) == ()


@pytest.mark.parametrize("ask", [months_saved, spending_shock_fund, runway, ruin, ladder])
def test_an_answer_asked_too_early_says_what_it_waits_for(ask):
    with pytest.raises(NotEntered, match="essential") as caught:
        ask(SavingsPlan(savings=Decimal(1)))
    assert "savings" not in caught.value.fields
    with pytest.raises(NotEntered, match="not entered yet: savings, essential"):
        targets(SavingsPlan(), date(2026, 11, 20))


def test_spending_and_the_opening_balance_are_exact():
    plan = SavingsPlan.model_validate(
        {
            "savings": "0.1",
            "severance": "0.2",
            "one_off": "0.3",
            "essential": "0.1",
            "discretionary": "0.2",
            "debt_min": "0.3",
        }
    )
    assert start_balance(plan) == 0
    assert (spending(plan), spending(plan, lean=True)) == (Decimal("0.6"), Decimal("0.4"))


def test_a_plan_does_not_change_in_place():
    with pytest.raises(ValidationError):
        SavingsPlan().horizon = 12  # type: ignore[misc] # that it is refused is the point
    assert Search() == SavingsPlan().search
