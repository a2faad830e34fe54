"""The month loop: what a month brings and costs, and how a balance moves through the months.

t = 0 is today, t ≥ 1 the end of month t. Everything here is a plain float, made once from a plan.
"""

import math
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from itertools import count, islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rut_tui.domain.savings.plan import SavingsPlan

CENT_SLACK: Final = 0.005
"""Half a cent: a balance this far below a line still counts as on it."""


@dataclass(frozen=True, slots=True)
class Flows:
    """What comes in and goes out of a household in a month, as floats.

    Attributes:
        others: Partner and side income, which go on whatever happens.
        keep: Share of discretionary still spent while searching.
        benefit_wait: Search months before the benefit starts.
        rate: Interest a month.
        inflation: Rise of prices a month.
    """

    essential: float
    discretionary: float
    debt: float
    insurance: float
    others: float
    benefit: float
    benefit_wait: int
    benefit_months: int
    target: float
    raise_target: float
    ramp: int
    keep: float
    rate: float
    inflation: float


def monthly(yearly: float) -> float:
    """Return the rate a month that compounds to an effective rate a year; both are fractions.

    Source: (1 + yearly)^(1/12) − 1, written so that tiny rates keep all their digits.
    """
    return math.expm1(math.log1p(yearly) / 12)


def flows(plan: "SavingsPlan", *, keep: float | None = None) -> Flows:
    """Return the plan's money as floats; an income that is not entered counts as none.

    Args:
        plan: The plan.
        keep: Share of discretionary spent while searching, in place of the plan's own.
    """
    return Flows(
        essential=float(plan.essential or 0),
        discretionary=float(plan.discretionary),
        debt=float(plan.debt_min),
        insurance=float(plan.insurance),
        others=float(plan.partner_income + plan.side_income),
        benefit=float(plan.benefit),
        benefit_wait=plan.benefit_wait,
        benefit_months=plan.benefit_months,
        target=float(plan.target_income or 0),
        raise_target=float(plan.raise_target),
        ramp=plan.ramp_months,
        keep=float(plan.discretionary_keep) if keep is None else keep,
        rate=monthly(float(plan.rate)),
        inflation=monthly(float(plan.inflation)),
    )


def searching(money: Flows) -> Iterator[float]:
    """Yield the net of month 1, 2, … while there is no job.

    Prices move essential, discretionary and insurance; debt and incomes stay nominal.
    """
    living = money.essential + money.keep * money.discretionary + money.insurance
    prices = 1 + money.inflation
    last = money.benefit_wait + money.benefit_months
    for t in count(1):
        benefit = money.benefit if money.benefit_wait < t <= last else 0.0
        yield money.others + benefit - living * prices ** (t - 1) - money.debt


def employed(money: Flows) -> Iterator[float]:
    """Yield the net of month 1, 2, … at full spending and without insurance, before the pay of a job is added."""
    living = money.essential + money.discretionary
    prices = 1 + money.inflation
    for t in count(1):
        yield money.others - living * prices ** (t - 1) - money.debt


def new_pay(money: Flows) -> Iterator[float]:
    """Yield the pay of the new job in its month 1, 2, …: a linear ramp, and a raise each full year."""
    for j in count(1):
        yield money.target * (1 + money.raise_target) ** ((j - 1) // 12) * min(1.0, j / max(1, money.ramp))


def nets(money: Flows, hired_after: int | None) -> Iterator[float]:
    """Yield the net of month 1, 2, … when the search takes so many months.

    Args:
        money: The household's flows.
        hired_after: The last month of search; the first pay comes in the month after. None: never hired.
    """
    yield from islice(searching(money), hired_after)
    if hired_after is None:
        return
    for rest, pay in zip(islice(employed(money), hired_after, None), new_pay(money), strict=False):
        yield rest + pay


def month_end(balance: float, net: float, rate: float) -> float:
    """Return the balance a month later. Interest is earned on what is there, none is charged on what is not.

    Args:
        balance: At the start of the month.
        net: Income less spending, at the end of the month.
        rate: Interest a month.
    """
    return balance + rate * max(balance, 0.0) + net


def balances(start: float, monthly_nets: Iterable[float], rate: float) -> Iterator[float]:
    """Yield the balance at t = 0, 1, 2, …, one more than there are nets.

    Args:
        start: The balance at t = 0.
        monthly_nets: The net of month 1, 2, ….
        rate: Interest a month.
    """
    balance = start
    yield balance
    for net in monthly_nets:
        balance = month_end(balance, net, rate)
        yield balance


def month_later(start: date, months: int) -> date | None:
    """Return the same day so many months on, or the month's last day where it is shorter.

    Counted from the start in one step, so that 31 January and two months is 31 March. None: after the year 9999.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
