"""The answers of one plan, worked out together: about a millisecond, so at every key.

Where an input is missing the answer is None and `waits` names what it waits for.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

if TYPE_CHECKING:
    from rut_tui.domain.savings.leap import Ruin, Rung
    from rut_tui.domain.savings.plan import SavingsPlan
    from rut_tui.domain.savings.saved import ByBudget, Target


@dataclass(frozen=True, slots=True)
class Answers:
    """What a plan answers today.

    Attributes:
        waits: For each question, the inputs it waits for.
        horizon: Months looked ahead.
        here: Months of normal spending that today's savings come to on the ladder, where one-off costs go first.
        savings: Today's savings.
    """

    waits: dict[str, tuple[str, ...]]
    horizon: int
    savings: Decimal | None = None
    months_saved: "ByBudget | None" = None
    shock_fund: Decimal | None = None
    targets: "tuple[Target, ...]" = ()
    runway: "ByBudget | None" = None
    ruin: "Ruin | None" = None
    ladder: "tuple[Rung, ...]" = ()
    here: float | None = None


def work_out(plan: "SavingsPlan", today: date) -> Answers:
    """Return what the plan answers so far.

    Args:
        plan: The plan, filled in as far as it is.
        today: Dates count from here.
    """
    from rut_tui.domain.savings import leap, saved
    from rut_tui.domain.savings.plan import Answer, missing, spending

    waits = {answer: missing(plan, answer) for answer in get_args(Answer)}
    month = spending(plan)
    here = None
    if not waits["ruin"] and plan.savings is not None and month:
        here = float((plan.savings - plan.one_off) / month)
    return Answers(
        waits=waits,
        horizon=plan.horizon,
        savings=plan.savings,
        months_saved=None if waits["months_saved"] else saved.months_saved(plan),
        shock_fund=None if waits["spending_shock_fund"] else saved.spending_shock_fund(plan),
        targets=() if waits["targets"] else saved.targets(plan, today),
        runway=None if waits["runway"] else saved.runway(plan),
        ruin=None if waits["ruin"] else leap.ruin(plan),
        ladder=() if waits["ladder"] else leap.ladder(plan),
        here=here,
    )
