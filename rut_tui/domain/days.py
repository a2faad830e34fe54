"""Calendar days in words: read as people write them, said as people say them.

Free of pydantic, so that lists can say "yesterday" before the models are loaded.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2200, 12, 31)
FARTHEST_ZONE: Final = timedelta(hours=16)
"""How far from UTC a clock can be; no place ever was further."""

OUT_OF_RANGE: Final = f"Years {FIRST_DAY.year} to {LAST_DAY.year} can be kept."
NO_SUCH_DAY: Final = "There is no such day."
UNCLEAR_DAY: Final = "Try 31 Dec, fri, in 3 weeks or 2026-12-31."

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)

_WEEKDAY: Final = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_MONTH: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_COUNTS: Final = ("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNT: Final = rf"\d{{1,6}}|{'|'.join(_COUNTS)}"
_UNIT: Final = r"(d|days?|w|wks?|weeks?|months?|y|yrs?|years?)"
_DAY_OF_MONTH: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
_NAMED: Final = {"today": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2}
_SHIFTS: Final = {"next": 1, "last": -1}


def tidy(text: str) -> str:
    """Return text in lower case, with single spaces and without commas, as the readers here take it."""
    return " ".join(text.casefold().replace(",", " ").split()).removesuffix(".")


def parse_day(text: str, today: date, *, ahead: bool = True) -> date:
    """Read a day, such as that of a goal or milestone.

    A weekday is the next one, never today. A day and month without a year is the next such day. Of numbers with dots
    the day comes first. A month with a year is its last day. "End of the week" is Sunday.

    Args:
        text: Such as "2027-12-31", "31.12.2027", "31.12.", "31 Dec", "fri", "in 3 weeks", "end of the month".
        today: The person's local day.
        ahead: Days to come are what is meant; else a weekday or a day without a year is the latest one before today.

    Raises:
        ValueError: In one sentence for the person, when the text can't be read or lies outside 1900–2200.
    """
    words = re.sub(r"^(?:by|on|until|before) ", "", tidy(text))
    if (found := read_day(words, today, ahead=ahead)) is None:
        raise ValueError(UNCLEAR_DAY)
    return found


def parse_edge(text: str, today: date, *, last: bool) -> date:
    """Read the first or the last day of something long, where people often know the month or the year only.

    Args:
        text: Such as "2021", "Mar 2021", "1.3.2021", "last month"; see `parse_day`.
        today: The person's local day.
        last: Whether a month or a year means its last day; else its first.

    Raises:
        ValueError: As for `parse_day`.
    """
    if match := re.fullmatch(rf"(?:({_MONTH})\.? )?(\d{{4}})", tidy(text), re.ASCII):
        months = 1 if match[1] else 12
        first = _exact(match[2], _month(match[1]) if match[1] else 1, "1")
        return months_later(first, months) - timedelta(days=1) if last else first
    return parse_day(text, today, ahead=False)


def read_day(words: str, today: date, *, ahead: bool) -> date | None:
    """Read a day, or return None when the words name none.

    Args:
        words: Tidied text.
        today: The person's local day.
        ahead: Whether a weekday or a day without a year means the next one; else the latest one before today.

    Raises:
        ValueError: The words name a day that doesn't exist or lies outside 1900–2200.
    """
    if len(words) > 60:
        return None
    for pattern, read in _READERS:
        if match := re.fullmatch(pattern, words, re.ASCII):
            try:
                day = read(match, today, ahead)
            except OverflowError:
                raise ValueError(OUT_OF_RANGE) from None
            if not FIRST_DAY <= day <= LAST_DAY:
                raise ValueError(OUT_OF_RANGE)
            return day
    return None


def weekday(words: str) -> int | None:
    """Return which day of the week the words name on their own, Monday being 0."""
    return WEEKDAYS.index(words[:3]) if re.fullmatch(_WEEKDAY, words) else None


def count(word: str) -> int:
    """Return the number that a match of COUNT stands for."""
    return int(word) if word.isdecimal() else max(1, _COUNTS.index(word) - 1)


def months_later(day: date, months: int) -> date:
    """Return the same day of the month so many months on; the last day where the month is shorter.

    Raises:
        OverflowError: That is before year 1 or after year 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("year out of range")
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


def describe_day(day: date, today: date) -> str:
    """Return a day as lists say it: "today", "yesterday", "tomorrow", "Fri", "Mon 3 Nov" or "3 Nov 2027".

    A weekday alone is one of the six days to come.
    """
    ahead = (day - today).days
    if ahead in (-1, 0, 1):
        return ("today", "tomorrow", "yesterday")[ahead]
    name = WEEKDAYS[day.weekday()].capitalize()
    if 1 < ahead < 7:
        return name
    month = MONTHS[day.month - 1].capitalize()
    return f"{name} {day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"


def name_day(day: date, today: date) -> str:
    """Return a day as a heading: "Fri 20 Nov", with the year when it isn't this one."""
    name = f"{WEEKDAYS[day.weekday()].capitalize()} {day.day} {MONTHS[day.month - 1].capitalize()}"
    return name if day.year == today.year else f"{name} {day.year}"


def describe_ago(day: date, today: date) -> str:
    """Return how long ago a day was: "today", "yesterday", "5 days ago", "3 weeks ago", "2 years ago".

    A day to come is said as "tomorrow" or "in 5 days".
    """
    gap = abs((today - day).days)
    if gap < 2:
        return describe_day(day, today)
    if gap < 14:
        size = f"{gap} days"
    elif gap < 61:
        size = f"{(gap + 3) // 7} weeks"
    elif gap < 731:
        size = f"{(gap * 48 + 730) // 1461} months"
    else:
        size = f"{gap * 4 // 1461} years"
    return f"{size} ago" if day < today else f"in {size}"


def say_day(day: date, today: date) -> str:
    """Return a day twice: by its name and by its distance, as in "Fri 18 Dec, in 4 weeks"."""
    named, away = describe_day(day, today), describe_ago(day, today)
    return named if named == away else f"{named}, {away}"


def _exact(year: str, month: int, day: str) -> date:
    if not FIRST_DAY.year <= int(year) <= LAST_DAY.year:
        raise ValueError(OUT_OF_RANGE)
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise ValueError(NO_SUCH_DAY) from None


def _in_year(number: int, day: str, year: str | None, today: date, ahead: bool) -> date:
    """Return a day of a month, 1 being January; without a year the nearest such day, ahead or back."""
    if year:
        return _exact(year, number, day)
    # 29 February can be eight years away.
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    for near in years:
        try:
            found = date(near, number, int(day))
        except ValueError:
            continue
        if found >= today if ahead else found <= today:
            return found
    raise ValueError(NO_SUCH_DAY)


def _month(name: str) -> int:
    return MONTHS.index(name[:3]) + 1


def _stepped(number: int, unit: str, today: date) -> date:
    if unit[0] in "dw":
        return today + timedelta(days=number * (7 if unit[0] == "w" else 1))
    return months_later(today, number * (12 if unit[0] == "y" else 1))


def _on_weekday(match: re.Match[str], today: date, ahead: bool) -> date:
    if match[1]:
        ahead = match[1] != "last"
    gap = (WEEKDAYS.index(match[2][:3]) - today.weekday()) % 7
    return today + timedelta(days=gap or 7) if ahead else today - timedelta(days=7 - gap)


def _end(match: re.Match[str], today: date, _ahead: bool) -> date:
    shift, unit = (1 if match[1] == "next" else 0), match[2]
    if unit == "week":
        return today + timedelta(days=6 - today.weekday() + 7 * shift)
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    start = date(today.year, (today.month - 1) // size * size + 1, 1)
    return months_later(start, size * (shift + 1)) - timedelta(days=1)


def _last_of_month(match: re.Match[str], _today: date, _ahead: bool) -> date:
    first = _exact(match[2], _month(match[1]), "1")
    return months_later(first, 1) - timedelta(days=1)


_Reader = Callable[[re.Match[str], date, bool], date]

# Patterns are compiled when first used: most lists only say days.
_READERS: Final[tuple[tuple[str, _Reader], ...]] = (
    (rf"(?:the )?({'|'.join(_NAMED)})", lambda m, today, _: today + timedelta(days=_NAMED[m[1]])),
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda m, _, __: _exact(m[1], int(m[2]), m[3])),
    (
        rf"(?:(?:{_WEEKDAY})\.? )?(\d{{1,2}})\. ?(\d{{1,2}})(?:\. ?(\d{{4}}))?\.?",
        lambda m, today, ahead: _in_year(int(m[2]), m[1], m[3], today, ahead),
    ),
    (rf"(?:in )?({COUNT}) ?{_UNIT}", lambda m, today, _: _stepped(count(m[1]), m[2], today)),
    (rf"({COUNT}) ?{_UNIT} ago", lambda m, today, _: _stepped(-count(m[1]), m[2], today)),
    (r"(next|last) (week|month|year)", lambda m, today, _: _stepped(_SHIFTS[m[1]], m[2], today)),
    (rf"(?:(this|next|last) )?({_WEEKDAY})\.?", _on_weekday),
    (
        rf"(?:(?:{_WEEKDAY})\.? )?{_DAY_OF_MONTH}\.? (?:of )?({_MONTH})\.?(?: (\d{{4}}))?",
        lambda m, today, ahead: _in_year(_month(m[2]), m[1], m[3], today, ahead),
    ),
    (
        rf"(?:(?:{_WEEKDAY})\.? )?({_MONTH})\.? {_DAY_OF_MONTH}(?: (\d{{4}}))?",
        lambda m, today, ahead: _in_year(_month(m[1]), m[2], m[3], today, ahead),
    ),
    (rf"({_MONTH})\.? (\d{{4}})", _last_of_month),
    (r"(?:the )?end of (?:the |this )?(?:(next) )?(week|month|quarter|year)", _end),
)
