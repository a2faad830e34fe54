"""What the savings are worth in months: months saved, runway, the targets of 3 and 6 months and when they are met.

Money is exact; only interest and parts of a month are floats.
"""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from rut_tui.domain.savings.months import CENT_SLACK, flows, month_end, month_later, monthly, searching
from rut_tui.domain.savings.plan import require, spending, start_balance

if TYPE_CHECKING:
    from rut_tui.domain.savings.plan import SavingsPlan

Basis = Literal["normal", "lean"]
"""Whether discretionary spending goes on as it is, or stops."""

TARGET_MONTHS: Final = (3, 6)
BASES: Final[tuple[Basis, ...]] = ("normal", "lean")

RUNWAY_LIMIT: Final = 1200
"""Months after which money that lasts is said to last for good."""

_SMALLEST_SHOCK_FUND: Final = Decimal(2000)

_COUNTABLE: Final = 2.0**53
"""Above this a float no longer tells one month from the next."""


@dataclass(frozen=True, slots=True)
class ByBudget:
    """A length of time on both budgets, in months; math.inf where the money doesn't run out."""

    normal: float
    lean: float


@dataclass(frozen=True, slots=True)
class Target:
    """So many months of spending, saved.

    Attributes:
        months: How many months of spending.
        basis: The spending it is made of.
        amount: What that comes to.
        gap: What is missing today; 0 when it is there.
        months_to_reach: Whole months of saving until it is there, 0 when it is; math.inf: never on these numbers;
            None: it waits for `income`.
        date: The day it is reached; None when it isn't, when that is after the year 9999 or not known yet.
    """

    months: int
    basis: Basis
    amount: Decimal
    gap: Decimal
    months_to_reach: float | None
    date: date | None


def months_saved(plan: "SavingsPlan") -> ByBudget:
    """Return savings divided by a month's spending; without any spending there is no end to them.

    Raises:
        NotEntered: savings or essential is missing.
    """
    require(plan, "months_saved")
    saved = plan.savings or Decimal(0)
    normal, lean = (spending(plan, lean=basis == "lean") for basis in BASES)
    return ByBudget(*(float(saved / cost) if cost else math.inf for cost in (normal, lean)))


def spending_shock_fund(plan: "SavingsPlan") -> Decimal:
    """Return what a bad month can cost: half a month of normal spending, and never less than 2,000.

    Raises:
        NotEntered: essential is missing.
    """
    require(plan, "spending_shock_fund")
    return max(spending(plan) / 2, _SMALLEST_SHOCK_FUND)


def monthly_saving(plan: "SavingsPlan") -> Decimal:
    """Return what is put by in a month of work at today's prices; below zero when more is spent than comes in."""
    return (plan.income or Decimal(0)) + plan.partner_income + plan.side_income - spending(plan)


def months_to_reach(balance: float, target: float, saving: float, rate: float) -> float:
    """Return the smallest whole number of months after which a balance meets a target; math.inf: never.

    Args:
        balance: What is there today, 0 or more.
        target: What should be there; half a cent less is enough.
        saving: Put by at the end of each month; may be negative.
        rate: Interest a month.

    Source: balance after n months = balance + first·((1 + i)^n − 1)/i, with first = saving + i·balance the gain of
        the first month; solved for n with log1p, which holds for rates of zero and next to it.
    """
    missing = target - CENT_SLACK - balance
    if missing <= 0:
        return 0
    first = saving + rate * balance
    # Each month gains (1 + rate) times the month before, so what does not grow at first never will.
    if first <= 0:
        return math.inf
    growth = rate * missing / first
    if growth <= -1:
        return math.inf
    estimate = missing / first * _log1p_slope(growth) / _log1p_slope(rate)
    if not estimate < _COUNTABLE:
        return math.inf
    near = math.ceil(estimate)
    return next((n for n in (near - 1, near) if n > 0 and _gain(first, n, rate) >= missing), near + 1)


def targets(plan: "SavingsPlan", today: date) -> tuple[Target, ...]:
    """Return the targets of 3 and 6 months of spending, each normal and lean.

    Args:
        plan: The plan.
        today: The day that counts when the plan has no start date.

    Raises:
        NotEntered: savings or essential is missing. Without income the months and dates alone stay open.
    """
    require(plan, "targets")
    start = plan.start_date or today
    return tuple(_target(plan, start, months, basis) for months in TARGET_MONTHS for basis in BASES)


def _target(plan: "SavingsPlan", start: date, months: int, basis: Basis) -> Target:
    saved = plan.savings or Decimal(0)
    amount = months * spending(plan, lean=basis == "lean")
    needed: float | None = None
    if plan.income is not None or amount <= saved:
        needed = months_to_reach(float(saved), float(amount), float(monthly_saving(plan)), monthly(float(plan.rate)))
    day = None if needed is None or math.isinf(needed) else month_later(start, int(needed))
    return Target(months, basis, amount, max(amount - saved, Decimal(0)), needed, day)


def runway(plan: "SavingsPlan") -> ByBudget:
    """Return how long the money lasts if the job ended today and no new income ever came.

    Benefit, insurance, severance and one-off costs count. The last month counts in part. math.inf: not below zero
    within 1,200 months.

    Raises:
        NotEntered: savings or essential is missing.
    """
    require(plan, "runway")
    return ByBudget(normal=_runway(plan, keep=1.0), lean=_runway(plan, keep=0.0))


def _runway(plan: "SavingsPlan", keep: float) -> float:
    start = start_balance(plan)
    if start < 0:
        return 0.0
    money = flows(plan, keep=keep)
    balance = float(start)
    for whole, net in enumerate(islice(searching(money), RUNWAY_LIMIT)):
        after = month_end(balance, net, money.rate)
        if after < -CENT_SLACK:
            return whole + max(balance, 0.0) * (1 + money.rate) / -net
        balance = after
    return math.inf


def _log1p_slope(x: float) -> float:
    """Return log1p(x)/x, which is 1 at 0."""
    return math.log1p(x) / x if abs(x) >= 1e-12 else 1.0


def _gain(first: float, months: int, rate: float) -> float:
    """Return what a balance has gained after so many months, when it gained `first` in the first of them."""
    if abs(rate) < 1e-12:
        return first * months
    return first * math.expm1(months * math.log1p(rate)) / rate
