"""Spreads the steps of a plan over the time there is, so that the first one is near."""

from datetime import date, timedelta

from rut_tui.domain.smart import NEAR_DAYS


def spread(today: date, due: date, count: int) -> tuple[date, ...]:
    """Return days for so many steps, evenly apart, the last on the day the whole is due.

    Where even steps would put the first one out of sight, it comes sooner and the others share the rest.

    Args:
        today: The person's local day.
        due: When the whole should be there; today or later.
        count: How many steps, at least 1.

    Raises:
        ValueError: The day has passed, or there is no step.

    Source: content.md §13 (nextgen): milestones spread between today and the deadline.
    """
    days = (due - today).days
    if days < 0 or count < 1:
        raise ValueError("no time or no step to spread")
    if count == 1:
        return (due,)
    first = min(days // count, NEAR_DAYS)
    return tuple(today + timedelta(days=first + (days - first) * n // (count - 1)) for n in range(count))
