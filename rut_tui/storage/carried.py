"""Reads what carries the goals and may have a day, for Today, the one step and the calendar."""

from datetime import date

from rut_tui.domain.due import Carried
from rut_tui.domain.habits import Habit, waiting
from rut_tui.storage.store import Store


def carried(store: Store) -> Carried:
    """Return all that may have a day beside goals."""
    return Carried(store.setbacks.open(), store.people.all(), store.leads.all(), store.experiments.all())


def habits_open(store: Store, today: date) -> tuple[Habit, ...]:
    """Return the habits still open today."""
    return waiting(
        store.habits.all(), store.habits.ticks(today, today), today, frozenset(store.time_off.days(today, today))
    )
