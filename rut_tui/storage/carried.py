"""Reads what may have a day beside goals, for Today, the one step and the calendar."""

from datetime import date, timedelta

from rut_tui.domain.due import Carried
from rut_tui.domain.habits import Habit, waiting
from rut_tui.domain.reviews import Waiting
from rut_tui.domain.reviews import waiting as waiting_week
from rut_tui.domain.weeks import DAYS, monday
from rut_tui.storage.store import Store


def carried(store: Store) -> Carried:
    """Return all that may have a day beside goals."""
    return Carried(store.setbacks.open(), store.people.all(), store.leads.all(), store.experiments.all())


def habits_open(store: Store, today: date) -> tuple[Habit, ...]:
    """Return the habits still open today."""
    return waiting(
        store.habits.all(), store.habits.ticks(today, today), today, frozenset(store.time_off.days(today, today))
    )


def review_waiting(store: Store, today: date) -> Waiting | None:
    """Return the week that waits to be looked back on, if one does."""
    first = monday(today) - timedelta(days=DAYS)
    written = (entry.day for entry in store.entries.between(first, today))
    return waiting_week(written, store.reviews.weeks(first), today)
