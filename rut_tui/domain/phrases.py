"""When something was, in words that our own grammar doesn't know: read by dateparser, in the person's language.

It works offline. What it reads is a guess: it is shown, and taken only when the person says that it is meant.
"""

import re
from datetime import datetime, time, timedelta
from typing import Any, Final

from rut_tui.domain.when import on_clock

LONGEST: Final = 60
_PERIODS: Final = ("day", "week", "part_of_day", "time")
"""How exact a reading has to be; of "May" it would make up the day."""

_SLASHED: Final = re.compile(r"\d\s*[/-]\s*\d")
"""Numbers in an order that differs from country to country."""


def guess_when(text: str, now: datetime, locale: str) -> datetime | None:
    """Return the moment that a phrase may mean, or None when nothing up to now can be made of it.

    Every number of the phrase has to be found again in the moment, or in how long ago it is: of "gestern 18 Uhr" the
    library drops the time without a word.

    Args:
        text: What `parse_when` found unclear.
        now: This moment, aware, on the person's own clock.
        locale: Whose language it may be in beside English, like de_DE; or empty.
    """
    if len(text) > LONGEST or not re.search(r"[^\W\d_]", text) or _SLASHED.search(text):
        return None
    here = now.replace(tzinfo=None)
    found = _parsed(text, here, locale)
    if found is None or found.period not in _PERIODS or not _says(text, found.date_obj, here):
        return None
    at = found.date_obj
    clock = at.time() if found.period != "day" or at.time() != time(0) else here.time()
    try:
        moment = on_clock(at.date(), clock.replace(microsecond=0), now)
    except (OverflowError, ValueError):
        return None
    return moment if moment <= now else None


def _parsed(text: str, here: datetime, locale: str) -> Any:
    # Loaded when a phrase needs it: it takes longer than the first screen.
    from dateparser.date import DateDataParser

    language = re.split(r"[_.@-]", locale)[0].lower()
    settings = {
        "RELATIVE_BASE": here,
        "PREFER_DATES_FROM": "past",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "RETURN_TIME_AS_PERIOD": True,
        "TIMEZONE": "UTC",  # the base is on the person's clock already
        "PARSERS": ["relative-time", "absolute-time"],
    }
    for languages in (dict.fromkeys((language, "en")), ("en",)):
        try:
            found = DateDataParser(languages=list(languages), settings=settings).get_date_data(text)
        except (ValueError, OverflowError):
            continue  # it doesn't know that language, or stumbled over the text
        return found if found.date_obj else None
    return None


def _says(text: str, at: datetime, here: datetime) -> bool:
    """Whether every number of the phrase is in the moment or in how long ago it is."""
    ago: timedelta = here - at
    minutes, months = ago // timedelta(minutes=1), (here.year - at.year) * 12 + here.month - at.month
    said = {at.year, at.month, at.day, at.hour, at.hour % 12 or 12, at.minute, at.second}
    said |= {ago.days, ago.days // 7, minutes, minutes // 60, minutes % 60, months, months // 12}
    return {int(number) for number in re.findall(r"\d+", text)} <= said
