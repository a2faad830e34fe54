"""How long the savings calculator takes, from the fields of a plan to all its answers.

Run with `python benchmarks/savings.py`: medians in milliseconds for a horizon of 36 months, and for the longest, 120.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date

from rut_tui.domain.savings.leap import ladder, ruin
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.domain.savings.saved import months_saved, runway, spending_shock_fund, targets

TODAY = date(2026, 11, 20)
ROUNDS = 300
FIELDS: dict[str, object] = {
    "savings": 9000,
    "essential": 2400,
    "discretionary": 800,
    "debt_min": 200,
    "income": 4200,
    "partner_income": 900,
    "severance": 3000,
    "benefit": 1200,
    "insurance": 250,
    "target_income": 4000,
    "ramp_months": 3,
    "raise_target": 0.03,
}


def median_ms(job: Callable[[], object]) -> float:
    """Return the median time of a job, after one round that is not counted."""
    job()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def answers(plan: SavingsPlan) -> tuple[object, ...]:
    """Return everything that is asked of a plan when a key is pressed."""
    return (months_saved(plan), spending_shock_fund(plan), targets(plan, TODAY), runway(plan), ruin(plan), ladder(plan))


def report(horizon: int) -> None:
    """Print the median of each answer and of all of them."""
    fields = FIELDS | {"horizon": horizon}
    plan = SavingsPlan.model_validate(fields)
    jobs: dict[str, Callable[[], object]] = {
        "check the plan": lambda: SavingsPlan.model_validate(fields),
        "months saved": lambda: months_saved(plan),
        "targets": lambda: targets(plan, TODAY),
        "runway": lambda: runway(plan),
        "ruin": lambda: ruin(plan),
        "ladder": lambda: ladder(plan),
        "all, from the fields": lambda: answers(SavingsPlan.model_validate(fields)),
    }
    print(f"H = {horizon}")
    for name, job in jobs.items():
        print(f"  {name:<22}{median_ms(job):8.3f} ms")


if __name__ == "__main__":
    report(36)
    report(120)
