"""How long a search may take: the chance of being hired by each month, and in each month.

The search lasts a continuous time T and ends in month K = ⌈T⌉; the new pay starts in the month after.
"""

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rut_tui.domain.savings.plan import Search

_Z90: Final = 1.2815515655446004
"""The standard normal's 90th percentile."""

_CLOSEST: Final = 1e-15
"""ln(p90/p50) of two months that a float can only just tell apart."""

_HUGE: Final = 700.0
"""exp(700) is near the largest float; a hazard of that size leaves nobody searching."""


def hired_by(search: "Search", month: int) -> float:
    """Return F(month), the chance that the search has ended by the end of a month.

    Args:
        search: Its kind and percentiles.
        month: Months since the search began, 0 or more.
    """
    return 1.0 - still_searching(search, month)


def still_searching(search: "Search", month: int) -> float:
    """Return P(K > month) = P(T > month), the chance that a month ends without work.

    Args:
        search: Its kind and percentiles.
        month: Months since the search began, 0 or more.

    Source: lognormal with μ = ln p50, σ = ln(p90/p50)/z90; Weibull with shape ln(ln 10/ln 2)/ln(p90/p50) and
        scale p50/(ln 2)^(1/shape); geometric (1 − p)^month.
    """
    if month <= 0:
        return 1.0
    if search.kind == "geometric":
        return (1.0 - float(search.p or 0)) ** month
    middle = math.log(float(search.p50))
    spread = max(math.log(float(search.p90)) - middle, _CLOSEST)
    late = math.log(month) - middle
    if search.kind == "lognormal":
        return 0.5 * math.erfc(late * _Z90 / spread / math.sqrt(2))
    shape = math.log(math.log(10) / math.log(2)) / spread
    # The cumulative hazard (month/scale)^shape is ln 2 at p50; its logarithm can't overflow.
    log_hazard = math.log(math.log(2)) + shape * late
    return math.exp(-math.exp(log_hazard)) if log_hazard < math.log(_HUGE) else 0.0


def chances(search: "Search", horizon: int) -> tuple[float, ...]:
    """Return P(K = k) for k = 1 … horizon, and last the chance that the search outlasts the horizon.

    Args:
        search: Its kind and percentiles.
        horizon: Months looked ahead.

    Returns:
        horizon + 1 chances that sum to 1.
    """
    left = [still_searching(search, month) for month in range(horizon + 1)]
    return (*(before - after for before, after in pairwise(left)), left[horizon])
