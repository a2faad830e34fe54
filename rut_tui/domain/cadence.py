"""How often one wants to be in touch with somebody: read as people write it, said as people say it.

Free of pydantic, so that forms can say it while it is typed.
"""

import re
from typing import Final

from rut_tui.domain.days import COUNT, count, tidy

LONGEST: Final = 3660
"""Most days between two talks."""

UNCLEAR: Final = "Try 6 weeks, a month or 90 days."
OUT_OF_RANGE: Final = "It can be a day to ten years."

_DAYS: Final = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
"""Days of each unit. A month is 30: what comes after it need not be the same day of the month."""

_ADVERBS: Final = {"daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 30, "quarterly": 91, "yearly": 365}
_SHORT: Final = {"d": "day", "w": "week", "wk": "week", "m": "month", "mo": "month", "q": "quarter"} | {
    "y": "year",
    "yr": "year",
}
_UNIT: Final = "|".join((*_DAYS, *_SHORT))


def parse_cadence(text: str) -> int:
    """Read how many days may go by between two talks.

    Args:
        text: Such as "6 weeks", "every 2 months", "a month", "quarterly", "90".

    Raises:
        ValueError: In one sentence for the person, when it can't be read or is out of range.
    """
    words = re.sub(r"^(?:once |about )*(?:every|each|per)? ?", "", tidy(text))
    if not (found := _ADVERBS.get(words)):
        match = re.fullmatch(rf"(?:(once|{COUNT}) ?)?(?:a )?(other )?({_UNIT})s?|(\d{{1,6}})", words, re.ASCII)
        if not match:
            raise ValueError(UNCLEAR)
        if match[4]:
            found = int(match[4])
        else:
            number = 1 if match[1] in (None, "once") else count(match[1])
            found = number * (2 if match[2] else 1) * _DAYS[_SHORT.get(match[3], match[3])]
    if not 1 <= found <= LONGEST:
        raise ValueError(OUT_OF_RANGE)
    return found


def say_cadence(days: int) -> str:
    """Return how often that is: "every day", "every 6 weeks", "every quarter", "every 45 days"."""
    for unit in ("year", "quarter", "month", "week"):
        number, left = divmod(days, _DAYS[unit])
        if number and not left:
            return f"every {unit}" if number == 1 else f"every {number} {unit}s"
    return "every day" if days == 1 else f"every {days} days"
