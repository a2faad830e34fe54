"""The inputs of the form: what each is called, how it is read, and one line on what it means.

Where a default or a usual figure comes from a statistic, the line names it with year and source.
"""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["money", "number", "whole", "percent"]
"""How an input is read: an amount, months with a part, whole months, or a share shown in hundredths."""


@dataclass(frozen=True, slots=True)
class PlanInput:
    """One input of the form.

    Attributes:
        name: The plan's own name for it; p50 and p90 belong to its search.
        label: What is asked, on the screen.
        hint: What counts, shown below while the field has the focus.
        kind: How it is read.
        unit: Muted, behind the field.
        lowest: Smallest number accepted, as shown.
        highest: Largest number accepted, as shown.
        above: Whether the smallest number itself is refused.
        opens: Whether a group of inputs begins here.
    """

    name: str
    label: str
    hint: str
    kind: Kind = "money"
    unit: str = "a month"
    lowest: int = 0
    highest: int = 0
    above: bool = False
    opens: bool = False


FIRST: Final = (
    PlanInput("savings", "Savings", "What you could spend within days. Not the pension, not the house.", unit=""),
    PlanInput(
        "essential",
        "Essentials",
        "What can't be cut: rent, food, insurance, bills. Debt has its own line.",
        opens=True,
    ),
    PlanInput("discretionary", "Other spending", "What you could cut if you had to: meals out, trips, subscriptions."),
    PlanInput("debt_min", "Debt payments", "The least you have to pay back. Not part of the essentials."),
    PlanInput("income", "Your pay", "After tax, from the job you have now.", opens=True),
    PlanInput("partner_income", "Partner's pay", "After tax. It goes on while you search."),
    PlanInput("target_income", "Pay after a leap", "After tax, in the work you're looking for."),
    PlanInput(
        "p50",
        "Half the time I'd have paid work by month",
        "Professionals let go in the US took 3 to 4.4 months (Challenger); office searches in 2024 about 6 (press).",
        kind="number",
        unit="",
        highest=120,
        above=True,
        opens=True,
    ),
    PlanInput(
        "p90",
        "nine times out of ten by month",
        "Some searches run long: in late 2024 half of the unemployed in the US were past 10.5 weeks, the mean was 23.8"
        " (BLS, still searching).",
        kind="number",
        unit="",
        highest=120,
        above=True,
    ),
)
"""On the screen from the start."""

MORE: Final = (
    PlanInput(
        "rate",
        "Interest",
        "A year, all in all. 0 where they earn none.",
        "percent",
        "%/year",
        -99,
        1000,
        True,
    ),
    PlanInput(
        "inflation",
        "Prices rise by",
        "A year. It moves spending and insurance, not debt or pay.",
        "percent",
        "%/year",
        -99,
        1000,
        True,
    ),
    PlanInput(
        "side_income",
        "Side income",
        "After tax, beside any job. US family income swings by 36 % from month to month"
        " (JPMorgan Chase Institute, 2019).",
        opens=True,
    ),
    PlanInput("severance", "Severance", "After tax, paid when you leave.", unit="once"),
    PlanInput(
        "one_off", "Cost of the move", "Once, when you leave: a course, a certificate, moving house.", unit="once"
    ),
    PlanInput(
        "benefit", "Unemployment pay", "0 unless you're laid off: after quitting there is none in general.", opens=True
    ),
    PlanInput("benefit_wait", "It starts after", "Months of search before it is paid.", "whole", "months", 0, 60),
    PlanInput("benefit_months", "and lasts", "Months it is paid.", "whole", "months", 0, 60),
    PlanInput(
        "insurance",
        "Extra insurance",
        "From leaving until you're hired. A US employer's health plan: 8,435 USD a year single (2023), 25,572 family"
        " (2024, KFF).",
        opens=True,
    ),
    PlanInput(
        "ramp_months",
        "Until full pay",
        "In the new work, pay grows in equal steps until then; 0 is full pay at once.",
        "whole",
        "months",
        0,
        60,
    ),
    PlanInput(
        "discretionary_keep",
        "Other still spent",
        "How much of it goes on while you search.",
        "percent",
        "%",
        0,
        100,
    ),
    PlanInput(
        "horizon", "Look ahead", "Running out later than this doesn't count.", "whole", "months", 1, 120, opens=True
    ),
    PlanInput("floor", "Never below", "Money you won't touch: below it counts as having run out.", unit=""),
)
"""Unfolded by "more"."""

INPUTS: Final = {item.name: item for item in (*FIRST, *MORE)}


def in_words(names: tuple[str, ...]) -> str:
    """Return what inputs are called inside a sentence: "savings and essential spending"."""
    labels = [INPUTS[name].label for name in names]
    words = [label[0].lower() + label[1:] for label in labels]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
