"""The moment of a diary entry as people write it: "yesterday 18:00", "mon 9am", "2 hours ago".

Days of goals, and days said in words, are in `days.py`; they are passed on from here.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from rut_tui.domain.days import (
    COUNT,
    FARTHEST_ZONE,
    FIRST_DAY,
    LAST_DAY,
    OUT_OF_RANGE,
    count,
    describe_ago,
    describe_day,
    name_day,
    parse_day,
    read_day,
    tidy,
    weekday,
)

__all__ = [
    "describe_ago",
    "describe_day",
    "describe_moment",
    "on_clock",
    "parse_day",
    "parse_move",
    "parse_past_day",
    "parse_when",
]

UNCLEAR: Final = "Try 18:00, yesterday 9am, mon 14:30 or 2026-11-19."
NO_SUCH_TIME: Final = "There is no such time."
TO_COME: Final = "That is still to come. Give a time up to now."
DAY_TO_COME: Final = "That day is still to come."
LATER_TODAY: Final = "That is later today. For the day before, write yesterday first."
FAR_ZONE: Final = "That time zone is more than 16 hours from UTC."

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NAMED: Final = {
    "midnight": time(0),
    "morning": time(9),
    "noon": time(12),
    "midday": time(12),
    "afternoon": time(15),
    "evening": time(19),
}
_CLOCK: Final = re.compile(
    r"(?:at )?(?:(?P<hour>\d{1,2})(?:(?:[:.]|(?P<h>h) ?)(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?|h)?"
    r" ?(?P<half>[ap]\.?m\.?)?|(?:(?:in )?the |this )?(?P<named>" + "|".join(_NAMED) + "))",
    re.ASCII,
)
_ZONED: Final = re.compile(r"(.+\d)(z| ?[+-]\d{2}:?\d{2})", re.ASCII)
_DOTTED_DAY: Final = re.compile(r"\s*(?:on\s)?\s*\d{1,2}\.\s?(?:0?[1-9]|1[0-2])\.\s*", re.ASCII | re.IGNORECASE)
_AGO: Final = re.compile(rf"(?:(half) an|({COUNT})(\.\d{{1,3}})?) ?(m|mins?|minutes?|h|hrs?|hours?) ago", re.ASCII)


def parse_when(text: str, now: datetime, day: date | None = None) -> datetime:
    """Read when something was, up to now.

    A day without a time takes the time on the clock now. A time without a day is today's, or that of the day asked
    about; "9.12" is a time, "9.12." a day. A weekday is the latest one past: with a time it can be today, without
    one it is a week ago. "Morning" is 9:00, "afternoon" 15:00, "evening" 19:00. A time that a clock change skips
    moves on by the hour that was skipped; one that comes twice is the first of the two, unless it is today and the
    second has passed.

    Args:
        text: Such as "", "now", "18:00", "6pm", "yesterday", "mon 9am", "3 days ago", "2026-11-19 18:00",
            "2026-11-19T18:00+02:00". An offset is kept as the clock of the place; Z is turned into the person's own.
        now: This moment, aware, on the person's own clock.
        day: The day asked about, when it isn't today.

    Raises:
        ValueError: In one sentence for the person, when the text can't be read, lies ahead or outside 1900–2200.
    """
    words = tidy(text)
    if _DOTTED_DAY.fullmatch(text):
        words += "."  # the dot at the end tells a day from a time: 9.12. from 9.12
    if words in ("", "now", "just now"):
        return now
    if len(words) > 60:
        raise ValueError(UNCLEAR)
    try:
        found = _ago(words, now) or _zoned(words, now) or _local(words, now, day or now.date())
        if not FIRST_DAY <= found.date() <= LAST_DAY:
            raise ValueError(OUT_OF_RANGE)
        ahead = _utc(found) > _utc(now)
    except OverflowError:
        raise ValueError(OUT_OF_RANGE) from None
    if ahead:
        raise ValueError(LATER_TODAY if found.date() == now.date() else TO_COME)
    return found


def parse_past_day(text: str, now: datetime) -> date:
    """Read a day up to today: all that is understood as a moment, its time left out.

    Args:
        text: Such as "3 Nov", "mon", "a year ago", "yesterday 9am".
        now: This moment, aware, on the person's own clock.

    Raises:
        ValueError: In one sentence for the person, when the text can't be read, lies ahead or outside 1900–2200.
    """
    day = read_day(tidy(text), now.date(), ahead=False)
    if day is None:
        return parse_when(text, now).date()
    if day > now.date():
        raise ValueError(DAY_TO_COME)
    return day


def parse_move(text: str, kept: datetime, now: datetime) -> datetime:
    """Read where an entry moves: to a day at the time it had, to a time on its day, or to a day and a time.

    Args:
        text: As for `parse_when`.
        kept: Its moment so far, on the clock of the place where it was written.
        now: This moment, aware, on the person's own clock.

    Raises:
        ValueError: In one sentence for the person, when the text can't be read, lies ahead or outside 1900–2200.
    """
    day = read_day(tidy(text), now.date(), ahead=False)
    if day is None:
        return parse_when(text, now, kept.date())
    at = datetime.combine(day, kept.timetz())
    if _utc(at) > _utc(now):
        raise ValueError(f"{kept:%H:%M} that day is still to come. Give a time, too.")
    return at


def describe_moment(at: datetime, now: datetime) -> str:
    """Return how a moment up to now reads: "Thu 19 Nov, 18:00, yesterday".

    Args:
        at: The moment, on the clock it was read on.
        now: This moment, on the person's own clock.
    """
    return f"{name_day(at.date(), now.date())}, {at:%H:%M}, {describe_ago(at.date(), now.date())}"


def _ago(words: str, now: datetime) -> datetime | None:
    """Read so many minutes or hours ago: elapsed time, whatever the clocks did."""
    if not (match := _AGO.fullmatch(words)):
        return None
    number = 0.5 if match[1] else count(match[2]) + float(match[3] or 0)
    hours = match[4].startswith("h")
    at = _utc(now) - (timedelta(hours=number) if hours else timedelta(minutes=number))
    return at.replace(microsecond=0).astimezone(_zone(now))


def _zoned(words: str, now: datetime) -> datetime | None:
    """Read a date and time that says its offset from UTC."""
    if not (match := _ZONED.fullmatch(words)) or not (parts := re.fullmatch(r"(\S{8,10})[t ](\S+)", match[1])):
        return None
    day, clock = read_day(parts[1], now.date(), ahead=False), _time(parts[2])
    if day is None or clock is None:
        return None
    naive = datetime.combine(day, clock)
    if match[2] == "z":
        return naive.replace(tzinfo=UTC).astimezone(_zone(now))
    sign, digits = match[2].strip()[0], match[2].strip()[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > FARTHEST_ZONE or int(digits[2:]) > 59:
        raise ValueError(FAR_ZONE)
    return naive.replace(tzinfo=timezone(-offset if sign == "-" else offset))


def _local(words: str, now: datetime, asked: date) -> datetime:
    """Read a day, a time on the day asked about, or both in either order, on the person's own clock."""
    words = re.sub(r"^(\d{4}-\d\d-\d\d)t(?=\d)", r"\1 ", words).removeprefix("on ")
    if (clock := _time(words)) is not None:
        return on_clock(asked, clock, now)
    if (day := read_day(words, now.date(), ahead=False)) is not None:
        return now if day == now.date() else on_clock(day, now.time().replace(microsecond=0, tzinfo=None), now)
    cuts = [match.start() for match in re.finditer(" ", words)]
    halves = [(words[:cut], words[cut + 1 :].removeprefix("on ")) for cut in cuts]
    # The day first, wherever it may end: "3 nov 9" is the 3rd, not 3 o'clock on the 9th.
    day_first = [(before.removesuffix(" at"), after) for before, after in halves]
    for name, rest in (*day_first, *((after, before) for before, after in halves)):
        day = read_day(name, now.date(), ahead=False) if _CLOCK.fullmatch(rest) else None
        if day is None or (clock := _time(rest)) is None:
            continue
        if weekday(name) == now.weekday() and _utc(today := on_clock(now.date(), clock, now)) <= _utc(now):
            return today
        return on_clock(day, clock, now)
    raise ValueError(UNCLEAR)


def _time(words: str) -> time | None:
    """Read a time of day, or return None when the words name none.

    Raises:
        ValueError: They name a time that no clock shows.
    """
    if not (match := _CLOCK.fullmatch(words)):
        return None
    if match["named"]:
        return _NAMED[match["named"]]
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(NO_SUCH_TIME)
        hour = hour % 12 + (12 if match["half"][0] == "p" else 0)
    try:
        return time(hour, int(match["minute"] or 0), int(match["second"] or 0))
    except ValueError:
        raise ValueError(NO_SUCH_TIME) from None


def on_clock(day: date, clock: time, now: datetime) -> datetime:
    """Put a day and a time on the person's clock, through every change of it."""
    naive = datetime.combine(day, clock)
    zone = _zone(now)
    first, second = (_read_off(naive.replace(fold=fold), zone, now) for fold in (0, 1))
    twice = first < second <= _utc(now) and day == now.date()
    return (second if twice else first).astimezone(zone)


def _read_off(naive: datetime, zone: tzinfo | None, now: datetime) -> datetime:
    """Return the moment in UTC at which a clock shows this; in a gap, the clock that wasn't changed yet."""
    if zone:
        return _utc(naive.replace(tzinfo=zone))
    try:
        # Unlike astimezone, timestamp leaves a gap by the offset that went before it.
        return _EPOCH + timedelta(seconds=naive.timestamp())
    except OSError:  # years that this system's C library doesn't know
        return _utc(naive.replace(tzinfo=now.tzinfo))


def _zone(now: datetime) -> tzinfo | None:
    """Return the zone to read times in: the one of `now` if it knows its rules, else the machine's (None).

    A fixed offset that isn't the machine's is somebody else's clock, or a test's, and stays as it is.
    """
    if not isinstance(now.tzinfo, timezone) or now.astimezone().utcoffset() != now.utcoffset():
        return now.tzinfo
    return None


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
