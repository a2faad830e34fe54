"""Reads the ratings of a span on the database thread and works them out on another, once for each state of the file."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from rut_tui.domain.patterns import Insights, Rating, Where, first_day, insights
from rut_tui.domain.reality import Pair, Reality, realities

if TYPE_CHECKING:
    from rut_tui.domain.expectations import Expectation
    from rut_tui.storage.ratings import Version
    from rut_tui.storage.store import Store

T = TypeVar("T")

AT_ONCE: Final = timedelta(days=1_000)
"""What is read in one go: a save never waits for fifty years to be read."""


class Ask(Protocol):
    """Runs a job on the database thread."""

    def __call__(self, job: "Callable[[Store], T]", /) -> Awaitable[T]:
        """Return what the job returned."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was asked for, and what there is.

    Attributes:
        span: Days looked back on; None is all of them.
        where: Which entries were looked at.
        ever: Something was rated, be it in these days or before.
        realities: What was expected beside how it was, over all days.
        ahead: What is expected and has not come yet.
    """

    span: int | None
    where: Where
    insights: Insights
    ever: bool
    realities: tuple[Reality, ...]
    ahead: "tuple[Expectation, ...]"


@dataclass(frozen=True, slots=True)
class State:
    """How the file stands.

    Attributes:
        version: Another one whenever something was saved.
        today: The person's local day.
        first: The first day with a rating; None without any.
        days_off: Holidays and ill days.
        pairs: What was expected beside how it was.
        ahead: What is expected and has not come yet.
    """

    version: "Version"
    today: date
    first: date | None
    days_off: frozenset[date]
    pairs: tuple[Pair, ...]
    ahead: "tuple[Expectation, ...]"


class Kept:
    """What was worked out since something was saved last."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._state: State | None = None
        self._found: dict[tuple[int | None, Where], Found] = {}
        self._usual: float | None = None

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
        known = self._state
        state = await ask(lambda store: read_state(store, today, known))
        if state != self._state:
            self._state, self._usual = state, None
            self._found.clear()
        if there := self._found.get((span, where)):
            return there
        ratings: tuple[Rating, ...] = ()
        if state.first:
            start = max(state.first, first_day(today, span)) if span else state.first
            ratings = await _read(ask, start, today)
        seen = await asyncio.to_thread(insights, ratings, state.days_off, where)
        found = Found(span, where, seen, state.first is not None, realities(state.pairs), state.ahead)
        if state == self._state:
            self._found[span, where] = found
        return found

    async def usual(self, ask: Ask) -> float | None:
        """Return the mean of all rated days there are, None without any; it takes a moment where they are many.

        Args:
            ask: Runs a job on the database thread.

        Raises:
            StorageError: The journal could not be read.
        """
        state = self._state
        if state and state.first and self._usual is None:
            usual = await ask(lambda store: store.ratings.usual(state.days_off))
            if state is not self._state:
                return usual
            self._usual = usual
        return self._usual


def read_state(store: "Store", today: date, known: State | None) -> State:
    """Read how the file stands, if that isn't known.

    Args:
        store: The journal.
        today: The person's local day.
        known: How it stood when it was read last.
    """
    version = store.ratings.version
    if known and (known.version, known.today) == (version, today):
        return known
    first = store.ratings.first_day()
    days_off = store.time_off.days(first, today) if first else frozenset()
    return State(version, today, first, days_off, store.expectations.pairs(), store.expectations.open())


async def _read(ask: Ask, start: date, today: date) -> tuple[Rating, ...]:
    """Return the ratings from a day on, those that a journey dated tomorrow too."""
    found: tuple[Rating, ...] = ()
    while start <= today:
        last = start + AT_ONCE
        ratings = await ask(_between(start, last if last < today else date.max))
        found += ratings
        start = last + timedelta(days=1)
    return found


def _between(first: date, last: date) -> "Callable[[Store], tuple[Rating, ...]]":
    return lambda store: store.ratings.between(first, last)
