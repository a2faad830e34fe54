"""The plan: every input of the savings calculator, its rule and what it starts as.

Money is Decimal from the key pressed to the file; floats begin where interest and chance begin.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import Field, ValidationInfo, field_validator

from rut_tui.domain.model import Model
from rut_tui.domain.savings.fields import (
    Chance,
    Day,
    Horizon,
    LongMonths,
    Money,
    Months,
    Raise,
    Rate,
    Score,
    SearchMonths,
    Share,
    Tolerance,
    Vesting,
    one_of,
)

Answer = Literal["months_saved", "spending_shock_fund", "targets", "target_dates", "runway", "ruin", "ladder"]
"""What can be asked of a plan."""

_ZERO: Final = Decimal(0)

_WAITS_FOR: Final[Mapping[Answer, tuple[str, ...]]] = {
    "months_saved": ("savings", "essential"),
    "spending_shock_fund": ("essential",),
    "targets": ("savings", "essential"),
    "target_dates": ("savings", "essential", "income"),
    "runway": ("savings", "essential"),
    "ruin": ("savings", "essential", "target_income"),
    "ladder": ("essential", "target_income"),
}


class NotEntered(ValueError):
    """An answer was asked of a plan that doesn't hold all it needs.

    Attributes:
        fields: Names of the inputs it waits for.
    """

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(f"not entered yet: {', '.join(fields)}")
        self.fields = fields


class Search(Model):
    """How long the search for paid work may take.

    Attributes:
        kind: The shape of the distribution.
        p50: Months by which half of such searches have ended.
        p90: Months by which nine of ten have ended.
        p: The chance of being hired in any one month; only for geometric.
    """

    kind: Annotated[Literal["lognormal", "weibull", "geometric"], one_of("lognormal", "weibull", "geometric")] = (
        "lognormal"
    )
    p50: SearchMonths = Decimal(4)
    p90: SearchMonths = Field(default=Decimal(12), validate_default=True)
    p: Chance | None = Field(default=None, validate_default=True)

    @field_validator("p90")
    @classmethod
    def _after_p50(cls, p90: Decimal, info: ValidationInfo) -> Decimal:
        # Compared as the calculation will see them: two that differ by less than a float can tell are the same month.
        if "p50" in info.data and float(p90) <= float(info.data["p50"]):
            raise ValueError("must be greater than p50")
        return p90

    @field_validator("p")
    @classmethod
    def _for_geometric(cls, p: Decimal | None, info: ValidationInfo) -> Decimal | None:
        if p is None and info.data.get("kind") == "geometric":
            raise ValueError("is needed for a geometric search")
        return p


class SavingsPlan(Model):
    """Everything a person has told the calculator; amounts are net, a month where nothing else is said.

    The four that may be None have not been entered yet; `missing` tells which answers wait for them. Everything else
    starts as the form shows it. A field left empty in the form is left out here.

    Attributes:
        savings: Liquid savings today.
        essential: Spending that can't be cut.
        discretionary: Spending that could be cut.
        debt_min: Minimum debt payments, not part of essential; prices don't move them.
        severance: Lands when the job ends.
        one_off: What the move costs, once, when the job ends.
        benefit: Unemployment benefit a month, after benefit_wait months, for benefit_months.
        insurance: Extra cost of cover between leaving and being hired.
        ramp_months: Months until the new pay is full, in equal steps.
        discretionary_keep: Share of discretionary still spent while searching.
        rate: Effective interest a year on savings.
        inflation: Effective rise of prices a year.
        floor: The balance that is never to be undercut.
        horizon: Months looked ahead.
        tolerance: Chance of running out that is accepted.
        keep_saving: Saving a month insisted on, for the pay-cut answer.
        start_date: The day that counts as today; None is the day it is read.
        side_target: What a side income grows to before the job is left, over side_ramp months, on the bridge path.
        bridge_month: When the bridge path leaves the job.
        save_month: When the "save first" path leaves the job.
        vesting: What would be forfeited: (month from today, net amount).
        satisfaction_now: 0 to 10, as satisfaction_new.
    """

    savings: Money | None = None
    essential: Money | None = None
    discretionary: Money = _ZERO
    debt_min: Money = _ZERO
    income: Money | None = None
    partner_income: Money = _ZERO
    side_income: Money = _ZERO
    severance: Money = _ZERO
    one_off: Money = _ZERO
    benefit: Money = _ZERO
    benefit_wait: Months = 1
    benefit_months: Months = 6
    insurance: Money = _ZERO
    target_income: Money | None = None
    ramp_months: Months = 0
    raise_current: Raise = _ZERO
    raise_target: Raise = _ZERO
    search: Search = Search()
    discretionary_keep: Share = Decimal("0.5")
    rate: Rate = Decimal("0.03")
    inflation: Rate = Decimal("0.03")
    floor: Money = _ZERO
    horizon: Horizon = 36
    tolerance: Tolerance = Decimal("0.05")
    keep_saving: Money = _ZERO
    start_date: Day | None = None
    deadline: Day | None = None
    side_target: Money = _ZERO
    side_ramp: LongMonths = 0
    bridge_month: LongMonths = 12
    lateral_income: Money = _ZERO
    lateral_raise: Raise = _ZERO
    lateral_one_off: Money = _ZERO
    save_month: LongMonths = 9
    vesting: Vesting = ()
    satisfaction_now: Score | None = None
    satisfaction_new: Score | None = None


class _PlanFile(SavingsPlan):
    """A plan as a file has it: savings and essential are needed, what is left out is neutral."""

    savings: Money
    essential: Money
    income: Money = _ZERO
    benefit_wait: Months = 0
    benefit_months: Months = 0
    target_income: Money = _ZERO
    discretionary_keep: Share = Decimal(1)
    rate: Rate = _ZERO
    inflation: Rate = _ZERO
    bridge_month: LongMonths = 0
    save_month: LongMonths = 0


def plan_from_file(given: Mapping[str, object]) -> SavingsPlan:
    """Return the plan that a file describes.

    Args:
        given: Field names and values, as TOML or JSON gives them.

    Raises:
        pydantic.ValidationError: A field is missing, unknown or out of its range.
    """
    return SavingsPlan.model_validate(_PlanFile.model_validate(dict(given)).model_dump())


def missing(plan: SavingsPlan, answer: Answer) -> tuple[str, ...]:
    """Return the names of the inputs that an answer still waits for, in the order of the form."""
    return tuple(name for name in _WAITS_FOR[answer] if getattr(plan, name) is None)


def require(plan: SavingsPlan, answer: Answer) -> None:
    """Refuse to answer from a plan that is not filled in far enough.

    Raises:
        NotEntered: It names the inputs that are missing.
    """
    if waiting := missing(plan, answer):
        raise NotEntered(waiting)


def spending(plan: SavingsPlan, *, lean: bool = False) -> Decimal:
    """Return what a month costs at today's prices: all of it, or without discretionary."""
    return (plan.essential or _ZERO) + (_ZERO if lean else plan.discretionary) + plan.debt_min


def start_balance(plan: SavingsPlan) -> Decimal:
    """Return the balance at t = 0 when the job ends today: severance and one-off costs have landed."""
    return (plan.savings or _ZERO) + plan.severance - plan.one_off
