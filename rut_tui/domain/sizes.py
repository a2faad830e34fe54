"""How long a step takes, as people write it: "15", "15 min", "1 h", "1.5 h", "1h30"."""

import re
from typing import Final

_HOUR: Final = 60

_MINUTES: Final = re.compile(r"(\d{1,5})\s*(?:m|min|mins|minutes?)?")
_HOURS: Final = re.compile(
    r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:h|hrs?|hours?)\s*(?:(\d{1,2})\s*(?:m|min|mins|minutes?)?)?"
)

HOW: Final = "Write it as 15, 15 min or 1 h."


def parse_size(text: str) -> int:
    """Return the minutes that some words say.

    Args:
        text: As typed; a number alone is minutes.

    Raises:
        ValueError: In one sentence: they can't be read, or say no time at all.
    """
    typed = text.strip().casefold()
    if found := _MINUTES.fullmatch(typed):
        minutes = int(found[1])
    elif found := _HOURS.fullmatch(typed):
        part = round(float(f"0.{found[2]}") * _HOUR) if found[2] else 0
        minutes = int(found[1]) * _HOUR + part + int(found[3] or 0)
    else:
        raise ValueError(HOW)
    if not minutes:
        raise ValueError("A step takes a minute at least.")
    return minutes


def say_size(minutes: int) -> str:
    """Return minutes as they are read: "15 min", "2 h", "1 h 30"."""
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
