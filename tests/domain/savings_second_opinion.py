"""The month model of savings.md §3 a second time, as plainly as it is written there, to check the first against.

It shares nothing with the app: no prefix sums, no iterators, one loop over searches and one over months.
"""

from math import log
from statistics import NormalDist

Z90 = 1.2815515655446004

AMOUNTS = [
    "savings",
    "essential",
    "discretionary",
    "debt_min",
    "partner_income",
    "side_income",
    "severance",
    "one_off",
    "benefit",
    "insurance",
    "target_income",
    "floor",
]

NEUTRAL: dict[str, float] = dict.fromkeys(
    [*AMOUNTS, "benefit_wait", "benefit_months", "ramp_months", "raise_target", "rate", "inflation"], 0.0
) | {"discretionary_keep": 1.0, "horizon": 36, "p50": 4.0, "p90": 12.0, "p": 0.0}

NEVER = 10**9


def start(d):
    return d["savings"] + d["severance"] - d["one_off"]


def net_of_month(d, t, k):
    """Net of month t when the search takes k months."""
    g = ((1 + d["inflation"]) ** (1 / 12)) ** (t - 1)
    net = d["partner_income"] + d["side_income"] - d["debt_min"]
    if t <= k:
        if d["benefit_wait"] < t <= d["benefit_wait"] + d["benefit_months"]:
            net += d["benefit"]
        return net - (d["essential"] + d["discretionary_keep"] * d["discretionary"] + d["insurance"]) * g
    j = t - k
    pay = d["target_income"] * (1 + d["raise_target"]) ** int((j - 1) / 12) * min(1, j / max(1, d["ramp_months"]))
    return net + pay - (d["essential"] + d["discretionary"]) * g


def path(d, k, months, opening=None):
    """Balances B[0..months] when the search takes k months."""
    i = (1 + d["rate"]) ** (1 / 12) - 1
    balance = [start(d) if opening is None else opening]
    for t in range(1, months + 1):
        interest = i * balance[t - 1] if balance[t - 1] > 0 else 0
        balance.append(balance[t - 1] + interest + net_of_month(d, t, k))
    return balance


def hired_by(d, kind, month):
    if month == 0:
        return 0.0
    if kind == "lognormal":
        return NormalDist(log(d["p50"]), log(d["p90"] / d["p50"]) / Z90).cdf(log(month))
    if kind == "weibull":
        shape = log(log(10) / log(2)) / log(d["p90"] / d["p50"])
        scale = d["p50"] / log(2) ** (1 / shape)
        return 1 - 2.718281828459045 ** -((month / scale) ** shape)
    return 1 - (1 - d["p"]) ** month


def searches(d, kind):
    """Pairs of a length of search k and its chance; the last one stands for all that outlast the horizon."""
    h = d["horizon"]
    ends = [(k, hired_by(d, kind, k) - hired_by(d, kind, k - 1)) for k in range(1, h + 1)]
    return [*ends, (h + 1, 1 - hired_by(d, kind, h))]


def ruin(d, kind, opening=None):
    """Chance of ruin within H and before the first pay, and how near any month came to the line, as a share."""
    line = d["floor"] - 0.005
    within, before, nearest = 0.0, 0.0, 1.0
    for k, chance in searches(d, kind):
        balance = path(d, k, d["horizon"], opening)
        if any(b < line for b in balance):
            within += chance
        if any(b < line for b in balance[: k + 1]):
            before += chance
        size = max(abs(b) for b in balance) + 1
        nearest = min(nearest, min(abs(b - line) for b in balance) / size)
    return within, before, nearest


def runway(d, keep):
    alone = d | {"discretionary_keep": keep}
    i = (1 + d["rate"]) ** (1 / 12) - 1
    balance = path(alone, NEVER, 1200)
    if balance[0] < 0:
        return 0.0
    for t in range(1, 1201):
        if balance[t] < -0.005:
            return t - 1 + balance[t - 1] * (1 + i) / -net_of_month(alone, t, NEVER)
    return float("inf")
