"""What time it is for this person, or for a test: the only place that asks the machine."""

import os
from collections.abc import Callable
from datetime import UTC, datetime

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
            aware = moment if moment.tzinfo else moment.astimezone()
        except (ValueError, OverflowError):
            raise ValueError("RUT_TUI_TODAY: not a date or date-time like 2026-11-20T21:00") from None
        return lambda: aware
    return _machine


def locale_of_dates(chosen: str = "") -> str:
    """Return the locale whose language days are said in, as the environment has it: "de_DE.UTF-8"; or nothing.

    Args:
        chosen: What the settings say, or an empty string.
    """
    return chosen or next(filter(None, map(os.environ.get, ("LC_ALL", "LC_TIME", "LANG"))), "")


def _machine() -> datetime:
    try:
        return datetime.now().astimezone()
    except ValueError:
        return datetime.now(UTC)  # TZ names a zone a day or more from UTC
