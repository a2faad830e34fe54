"""When to say quietly that there are people who can help: rules over the diary, the audit and the goals.

Never a diagnosis: each rule only says what is written down. The people and places are in `data/help.toml`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from pydantic import AwareDatetime

from rut_tui.domain.insights import SERIES_DAYS, figure, mean_of_days, rated, sums_by_day, within
from rut_tui.domain.journal import Entry
from rut_tui.domain.model import Model, stable_id
from rut_tui.domain.text import Name
from rut_tui.domain.visible import quoted

if TYPE_CHECKING:
    from rut_tui.domain.audit import RutLevel
    from rut_tui.domain.causes import CauseScore

OFFER: Final = "support"
"""What a dismissal calls this offer."""

QUIET_DAYS: Final = 14
"""Days for which it isn't made again once it was dismissed."""

STILL_DAYS: Final = 21
"""Days without a decision that are long after such an audit."""

HIGH_LEVEL: Final = 65
HIGH_SCORE: Final = 75
HEAVY_CAUSES: Final = ("self_doubt", "burnout")
SIGNS: Final = 3
"""Rated signs that such a score has to rest on."""

LOW_MEAN: Final = -1.25
LOW_ENTRIES: Final = 8
HEAVY_EMOTIONS: Final = frozenset(stable_id("emotion", name) for name in ("numb", "hopeless"))
"""By id, so that they are known under another name, too."""

HEAVY_ENTRIES: Final = 3


class Dismissal(Model):
    """An offer that was put away on a local day."""

    id: str
    offer: Name
    day: date
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules look at.

    Attributes:
        today: The person's local day.
        level: Of the current audit.
        audited: The local day of its last answer, or None without one.
        scores: Its causes.
        decided: The local day of the last decision: a goal or a milestone written, moved or done; or None.
        entries: Those of the last 14 days at least, in any order.
    """

    today: date
    level: "RutLevel"
    audited: date | None
    scores: "Sequence[CauseScore]"
    decided: date | None
    entries: Sequence[Entry]

    @property
    def lately(self) -> list[Entry]:
        """The live entries of the last 14 days."""
        live = (entry for entry in self.entries if entry.archived_at is None)
        return list(within(live, self.today - timedelta(days=SERIES_DAYS - 1), self.today))


def reasons(standing: Standing) -> tuple[str, ...]:
    """Return what speaks for talking to somebody, in sentences with their evidence; none when nothing does.

    Source: content.md §15.
    """
    return tuple(said for rule in RULES for said in rule(standing))


def offered(standing: Standing, dismissed: date | None) -> tuple[str, ...]:
    """Return the reasons to offer help today; none within 14 days of a dismissal.

    Args:
        standing: What is written down.
        dismissed: The local day it was put away last, or None.
    """
    if dismissed is not None and (standing.today - dismissed).days < QUIET_DAYS:
        return ()
    return reasons(standing)


def _no_decision(standing: Standing) -> Iterator[str]:
    level, since = standing.level.value, standing.audited
    if level is None or since is None or level < HIGH_LEVEL:
        return
    if standing.decided and standing.decided > since:
        since = standing.decided
    if (standing.today - since).days >= STILL_DAYS:
        yield f"The audit says {level} of 100, and no goal moved in three weeks."


def _heavy_cause(standing: Standing) -> Iterator[str]:
    for item in standing.scores:
        if item.cause.key in HEAVY_CAUSES and item.rated >= SIGNS and (item.score or 0) >= HIGH_SCORE:
            yield f"“{item.cause.name}” scores {item.score} of 100, from {item.rated} signs."


def _low_mean(standing: Standing) -> Iterator[str]:
    found = list(rated(standing.lately))
    if len(found) < LOW_ENTRIES:
        return
    mean = mean_of_days(sums_by_day(found))
    if mean <= LOW_MEAN:
        yield f"The last 14 days average {figure(mean)}, over {len(found)} entries."


def _heavy_emotions(standing: Standing) -> Iterator[str]:
    found = [entry for entry in standing.lately if _heavy_words([entry])]
    if len(found) >= HEAVY_ENTRIES:
        names = " or ".join(quoted(name) for name in _heavy_words(found))
        yield f"{names} stands in {len(found)} entries of the last 14 days."


def _heavy_words(entries: Iterable[Entry]) -> list[str]:
    return sorted({word.name for entry in entries for word in entry.emotions if word.id in HEAVY_EMOTIONS})


RULES: Final[tuple[Callable[[Standing], Iterator[str]], ...]] = (
    _heavy_emotions,
    _low_mean,
    _heavy_cause,
    _no_decision,
)
"""What weighs most comes first."""
