"""How the entries of an experiment were beside the person's own other days, read and put into words.

The other days are those of the experiment and of the quarter before it: how it was years ago says little about now.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from textual.content import Content

from rut_tui.domain.days import describe_day
from rut_tui.widgets.rating import mark

if TYPE_CHECKING:
    from rut_tui.domain.experiments import Comparison, Experiment
    from rut_tui.domain.patterns import Rating
    from rut_tui.storage.store import Store

BEFORE: Final = timedelta(days=90)
"""How long before it the other days begin."""


@dataclass(frozen=True, slots=True)
class Beside:
    """How an experiment compares.

    Attributes:
        first: The first of the other days that were looked at.
        found: None while nothing of it was rated.
    """

    first: date
    found: "Comparison | None"


class Comparisons:
    """Compares, and knows what it compared before: the test takes a moment, and most entries are of no experiment."""

    def __init__(self) -> None:
        """Begin with nothing compared."""
        self._known: dict[str, tuple[object, Beside]] = {}

    def of(self, store: "Store", experiment: "Experiment", today: date) -> Beside:
        """Return how an experiment compares, on the thread of the file.

        Args:
            store: The open journal.
            experiment: Which.
            today: The person's local day.
        """
        own = store.ratings.of_experiment(experiment.id)
        begun = min((experiment.started_on or today, *(each.day for each in own)))
        first, last = begun - BEFORE, max((experiment.closed_on or today, *(each.day for each in own)))
        if not own:
            return Beside(first, None)
        every, days_off = store.ratings.between(first, last), store.time_off.days(first, last)
        read = (own, every, days_off)
        known = self._known.get(experiment.id)
        if known is None or known[0] != read:
            self._known[experiment.id] = known = (read, _compared(first, own, every, days_off))
        return known[1]


def _compared(
    first: date, own: "tuple[Rating, ...]", every: "tuple[Rating, ...]", days_off: Collection[date]
) -> Beside:
    from rut_tui.domain.experiments import compared

    return Beside(first, compared(own, every, days_off))


def beside_words(experiment: "Experiment", beside: Beside, today: date) -> list[Content]:
    """Return what the comparison says, with the days it rests on and how sure that is.

    Args:
        experiment: Which.
        beside: How it compares.
        today: The person's local day.
    """
    from rut_tui.domain.insight_words import compared, counted, judged

    if beside.found is None:
        waiting = experiment.closed_on is None
        said = "No rated entry yet; the check-in asks while it runs." if waiting else ""
        return [Content.styled(said, "$muted")] if said else []
    item, others = beside.found.entries, beside.found.others
    rests = f"{counted(item.entries, 'entry', 'entries')} on {counted(item.days, 'day')}"
    since = f"your other {counted(item.days_without, 'rated day')} since {describe_day(beside.first, today)}"
    its = Content.assemble("with it ", mark(item.mean, 1), (f", {rests}", "$muted"))
    theirs = Content.assemble("without ", mark(others, 1), (f", {since}", "$muted"))
    sure = " ".join(filter(None, (compared(item), judged(item, 1))))
    return [its, *([theirs] if others is not None else []), Content.styled(sure, "$muted")]
