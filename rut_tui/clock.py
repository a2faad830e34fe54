"""What time it is for this person, or for a test: the only place that asks the machine."""

import os
from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Returns now as an aware datetime on the person's own clock."""


def system_clock() -> Clock:
    """Return the clock to use: the machine's, or the fixed moment in RUT_TUI_TODAY.

    Raises:
        ValueError: RUT_TUI_TODAY is not an ISO 8601 date or date-time.
    """
    if fixed := os.environ.get("RUT_TUI_TODAY"):
        try:
            moment = datetime.fromisoformat(fixed)
        except ValueError:
            raise ValueError("RUT_TUI_TODAY: not a date or date-time like 2026-11-20T21:00") from None
        aware = moment if moment.tzinfo else moment.astimezone()
        return lambda: aware
    return lambda: datetime.now().astimezone()
