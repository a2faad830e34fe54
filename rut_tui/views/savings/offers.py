"""What the journal knows that a plan could take: how long a search takes, by one's own leads, and what courses cost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rut_tui.domain.leads import SearchLength
    from rut_tui.domain.savings.plan import SavingsPlan, Search
    from rut_tui.storage.store import Store

SEARCH: Final = "p50"
"""The input that the leads say something about."""

COSTS: Final = "one_off"
"""The input that the skills say something about."""

LONGEST: Final = Decimal(120)
"""The longest search a plan takes, in months."""


@dataclass(frozen=True, slots=True)
class SearchOffer:
    """How long a search takes, going by the leads.

    Attributes:
        months: Found to offer, in the middle.
        at_least: Whether it can only grow; it says nothing then about a plan that expects longer.
        words: What stands below the input.
    """

    months: Decimal
    at_least: bool
    words: str

    def fits(self, plan: "SavingsPlan") -> bool:
        """Whether a plan says something else so far."""
        expected = plan.search.p50
        return self.months > expected or (self.months < expected and not self.at_least)

    def taken(self, search: "Search") -> dict[str, Decimal]:
        """Return what a search changes to: the later month moves along where the two would meet."""
        if search.p90 > self.months:
            return {SEARCH: self.months}
        later = (self.months * search.p90 / search.p50).quantize(Decimal("0.1"))
        return {SEARCH: self.months, "p90": min(LONGEST, max(later, self.months + Decimal("0.1")))}


@dataclass(frozen=True, slots=True)
class CostOffer:
    """What the courses and certificates still ahead cost, going by the skills.

    Attributes:
        amount: In all.
    """

    amount: Decimal

    def fits(self, plan: "SavingsPlan") -> bool:
        """Whether a plan can't have it yet: its move costs less than the courses alone."""
        return plan.one_off < self.amount

    def taken(self, plan: "SavingsPlan") -> dict[str, Decimal]:
        """Return what the cost of a move changes to."""
        return {COSTS: plan.one_off + self.amount}


def read_costs(store: "Store") -> CostOffer | None:
    """Read what the courses and certificates still ahead cost; None when that is nothing.

    Args:
        store: The open journal.
    """
    if not store.skills.count():
        return None  # the models of skills needn't be loaded
    from rut_tui.domain.skills import cost_ahead

    ahead = cost_ahead(store.skills.all())
    return CostOffer(ahead.amount) if ahead.skills else None


def read_offer(store: "Store", today: date) -> SearchOffer | None:
    """Read what the leads say, or None when there are too few of them.

    Args:
        store: The open journal.
        today: The person's local day.
    """
    if not store.leads.count():
        return None  # the models of leads needn't be loaded
    from rut_tui.domain.leads import search_length

    length = search_length(store.leads.all(), today)
    if length is None or not length.months < LONGEST:
        return None
    return SearchOffer(length.months, length.at_least, _words(length))


def _words(length: "SearchLength") -> str:
    least = "at least " if length.at_least else ""
    return f"Your {length.leads} leads: {least}{length.months} from found to offer. esc, s takes it."
