"""Reads the ratings of a span on the database thread and works them out on another, once for each state of the file."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rut_tui.domain.patterns import Insights, Rating, Where, first_day, insights

if TYPE_CHECKING:
    from rut_tui.storage.store import Store


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked for, and what there is.

    Attributes:
        span: Days looked back on; None is all of them.
        where: Which entries were looked at.
        usual: The mean of all rated days there are; None without any.
    """

    span: int | None
    where: Where
    insights: Insights
    usual: float | None


@dataclass(frozen=True, slots=True)
class Read:
    """Ratings, and the state of the file they are of."""

    version: tuple[int, int]
    ratings: tuple[Rating, ...]
    days_off: frozenset[date]
    usual: float | None


Ask = Callable[["Callable[[Store], Read | Found]"], Awaitable["Read | Found"]]
"""Runs a job on the database thread."""


class Kept:
    """What was worked out since something was saved last."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._of: tuple[object, ...] = ()
        self._found: dict[tuple[int | None, Where], Found] = {}

    async def find(self, ask: Ask, today: date, span: int | None, where: Where) -> Found:
        """Return the insights of a span, worked out only if they aren't known.

        Args:
            ask: Runs a job on the database thread.
            today: The person's local day.
            span: Days to look back on; None for all.
            where: Which entries to look at.

        Raises:
            StorageError: The journal could not be read.
        """

        def read(store: "Store") -> Read | Found:
            version = store.ratings.version
            known = self._found.get((span, where)) if self._of == (version, today) else None
            return known or read_ratings(store, today, span, version)

        answer = await ask(read)
        if isinstance(answer, Found):
            return answer
        seen = await asyncio.to_thread(insights, answer.ratings, answer.days_off, where)
        found = Found(span, where, seen, answer.usual)
        if self._of != (answer.version, today):
            self._of = (answer.version, today)
            self._found.clear()
        self._found[span, where] = found
        return found


def read_ratings(store: "Store", today: date, span: int | None, version: tuple[int, int]) -> Read:
    """Read what insights are made of.

    Args:
        store: The journal.
        today: The person's local day.
        span: Days to look back on; None for all.
        version: The state of the file.
    """
    first = first_day(today, span) if span else date.min
    days_off: frozenset[date] = frozenset()
    return Read(version, store.ratings.since(first), days_off, store.ratings.usual(days_off))
