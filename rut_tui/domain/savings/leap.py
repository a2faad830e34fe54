"""The leap: the chance that the money runs out before or after the new pay starts, exact, by enumerating the search.

For every length of search there is a smallest balance that survives it. Those are worked out once, from sums of
present values; every question about another starting balance is then a comparison with them.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final

from rut_tui.domain.savings.months import CENT_SLACK, Flows, employed, flows, new_pay, searching
from rut_tui.domain.savings.plan import require, spending, start_balance
from rut_tui.domain.savings.search import chances

if TYPE_CHECKING:
    from rut_tui.domain.savings.plan import SavingsPlan

LADDER_MONTHS: Final = range(13)
"""The rungs of the ladder: months of normal spending saved."""


@dataclass(frozen=True, slots=True)
class Ruin:
    """Chances that the balance falls below the floor, 0 to 1.

    Attributes:
        within_horizon: At any time up to the horizon; a slow start in the new job counts.
        before_first_pay: By the last month of the search.
    """

    within_horizon: float
    before_first_pay: float


@dataclass(frozen=True, slots=True)
class Rung:
    """The chance of running out with so many months saved.

    Attributes:
        months: Months of normal spending saved.
        savings: What that comes to, with the one-off costs on top.
        ruin: Chance that the money runs out within the horizon, 0 to 1.
    """

    months: int
    savings: Decimal
    ruin: float


@dataclass(frozen=True, slots=True)
class Needs:
    """The smallest balance at t = 0 that never falls below a floor, for a search of k = 1 … H, H + 1 months.

    Attributes:
        whole: Never below it from t = 0 to H.
        searching: Never below it from t = 0 to the last month of the search.
    """

    whole: tuple[float, ...]
    searching: tuple[float, ...]


def needs(money: Flows, horizon: int, floor: float) -> Needs:
    """Return what each length of search asks for at the start.

    While the balance stays at or above a floor that isn't below zero it earns interest every month, so B[t] =
    (1 + i)^t·(S + PV(net, 1..t)), and S is enough when no t asks for more.

    Args:
        money: The household's flows.
        horizon: H, months looked ahead.
        floor: The balance never to go below, half a cent of slack included where there should be any.

    Source: need(k) = max over t of floor·(1 + i)^−t − PV(net, 1..t). After the hire PV(net, 1..t) is that of the
        search to k, of life without pay from k to t, and of the pay, discounted by k months: three prefix sums.
    """
    discount = math.exp(-math.log1p(money.rate))
    looking = _present_values(islice(searching(money), horizon), discount)
    living = _present_values(islice(employed(money), horizon), discount)
    pay = _present_values(islice(new_pay(money), horizon), discount)
    lines = [floor * discount**t for t in range(horizon + 1)]
    deepest = list(accumulate((line - value for line, value in zip(lines, looking, strict=True)), max))
    unpaid = [line - value for line, value in zip(lines, living, strict=True)]
    whole = []
    for k in range(1, horizon + 1):
        moved, later = living[k] - looking[k], discount**k
        hired = (short + moved - later * earned for short, earned in zip(unpaid[k + 1 :], pay[1:], strict=False))
        whole.append(max(deepest[k], max(hired, default=-math.inf)))
    return Needs(whole=(*whole, deepest[horizon]), searching=(*deepest[1:], deepest[horizon]))


def ruin(plan: "SavingsPlan") -> Ruin:
    """Return the chance that leaving today runs the money out.

    Raises:
        NotEntered: savings, essential or target_income is missing.
    """
    require(plan, "ruin")
    asked, odds = _needs_with_slack(plan), chances(plan.search, plan.horizon)
    start = float(start_balance(plan))
    return Ruin(
        within_horizon=_chance_of_less(start, asked.whole, odds),
        before_first_pay=_chance_of_less(start, asked.searching, odds),
    )


def ladder(plan: "SavingsPlan") -> tuple[Rung, ...]:
    """Return the chance of running out with 0 to 12 months of normal spending saved, one-off costs on top.

    Raises:
        NotEntered: essential or target_income is missing. Savings are not needed.
    """
    require(plan, "ladder")
    asked, odds = _needs_with_slack(plan), chances(plan.search, plan.horizon)
    month = spending(plan)
    return tuple(
        Rung(
            months=months,
            savings=months * month + plan.one_off,
            ruin=_chance_of_less(float(months * month + plan.severance), asked.whole, odds),
        )
        for months in LADDER_MONTHS
    )


def _needs_with_slack(plan: "SavingsPlan") -> Needs:
    return needs(flows(plan), plan.horizon, float(plan.floor) - CENT_SLACK)


def _chance_of_less(start: float, asked: Iterable[float], odds: Iterable[float]) -> float:
    """Return the chance of a search that asks for more than there is at the start."""
    return min(1.0, math.fsum(chance for need, chance in zip(asked, odds, strict=True) if start < need))


def _present_values(monthly_nets: Iterable[float], discount: float) -> list[float]:
    """Return PV(net, 1..t) for t = 0, 1, 2 and on."""
    return [0.0, *accumulate(net * discount**t for t, net in enumerate(monthly_nets, 1))]
