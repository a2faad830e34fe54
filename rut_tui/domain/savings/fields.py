"""The kinds of field a plan has: money, rates, months, dates, each with a message in words when it can't be right.

They take numbers, decimal strings and ISO dates; text as a person types it ("3.2k") is read before it comes here.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Annotated, Final

from pydantic import BeforeValidator, PlainSerializer

from rut_tui.domain.amounts import decimal_text

MOST_MONEY: Final = Decimal(1_000_000_000_000)
"""The largest amount a plan can hold."""

_NOT_A_NUMBER: Final = "must be a number"
_NOT_WHOLE: Final = "must be a whole number"
_NOT_A_DATE: Final = "must be a date like 2027-07-31"
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST: Final = 400
_DIGITS: Final = 40
# The smallest float has 324 decimals before its digits begin; a Decimal may not be finer than any float can be.
_FINEST: Final = -345


def _decimal(value: object) -> Decimal:
    """Return any kind of number as a Decimal of exactly that value.

    A float becomes the shortest decimal that reads back as the same float, which is the number that was written.
    """
    if isinstance(value, float):
        value = float.__repr__(value)
    if isinstance(value, str) and len(value) <= _LONGEST and _NUMBER.fullmatch(value):
        return Decimal(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, Decimal) and value.is_finite():
        return value
    raise ValueError(_NOT_A_NUMBER)


def _check_range(number: Decimal, low: Decimal, high: Decimal, open_low: bool) -> None:
    # Compared as the calculation will see it: what is 0 as a float is 0.
    if number < low or (open_low and float(number) <= float(low)):
        raise ValueError(f"must be {'greater than' if open_low else 'at least'} {low:,}")
    if number > high:
        raise ValueError(f"must be at most {high:,}")


def _exact(value: object, *, low: Decimal, high: Decimal, open_low: bool) -> Decimal:
    number = _decimal(value)
    _check_range(number, low, high, open_low)
    _, digits, exponent = number.as_tuple()
    if len(digits) > _DIGITS or not isinstance(exponent, int) or exponent < _FINEST:
        raise ValueError("has too many digits")
    return number or Decimal(0)


def _whole(value: object, *, low: Decimal, high: Decimal) -> int:
    number = _decimal(value)
    _check_range(number, low, high, open_low=False)
    if number % 1:
        raise ValueError(_NOT_WHOLE)
    return int(number)


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(_NOT_A_DATE) from None
    raise ValueError(_NOT_A_DATE)


def _between(low: str, high: str, *, open_low: bool = False) -> BeforeValidator:
    return BeforeValidator(partial(_exact, low=Decimal(low), high=Decimal(high), open_low=open_low))


def _count(low: int, high: int) -> BeforeValidator:
    return BeforeValidator(partial(_whole, low=Decimal(low), high=Decimal(high)))


def one_of(*words: str) -> BeforeValidator:
    """Return the check that a value is one of a few words."""

    def check(value: object) -> object:
        if value not in words:
            raise ValueError(f"must be {', '.join(words[:-1])} or {words[-1]}")
        return value

    return BeforeValidator(check)


def _pairs(value: object) -> object:
    """Turn a list of pairs, as JSON and TOML have it, into a tuple of tuples."""
    if not isinstance(value, (list, tuple)):
        raise ValueError("must be a list of months with amounts")
    pairs = tuple(tuple(pair) if isinstance(pair, (list, tuple)) else pair for pair in value)
    if any(not isinstance(pair, tuple) or len(pair) != 2 for pair in pairs):
        raise ValueError("must be pairs of a month and an amount")
    return pairs


_AS_TEXT: Final = PlainSerializer(decimal_text, return_type=str, when_used="json")

Money = Annotated[Decimal, _between("0", str(MOST_MONEY)), _AS_TEXT]
"""An amount, net, in the plan's one currency: 0 to a million million."""

Share = Annotated[Decimal, _between("0", "1"), _AS_TEXT]
"""A part of a whole, 0 to 1."""

Rate = Annotated[Decimal, _between("-0.99", "10", open_low=True), _AS_TEXT]
"""An effective rate a year, as a fraction: 0.03 is 3 %."""

Raise = Annotated[Decimal, _between("-0.5", "1"), _AS_TEXT]
"""A change of pay a year, as a fraction."""

Tolerance = Annotated[Decimal, _between("0.001", "0.5"), _AS_TEXT]
"""The chance of running out that a person accepts."""

SearchMonths = Annotated[Decimal, _between("0", "120", open_low=True), _AS_TEXT]
"""A length of search in months, which may lie between two whole months."""

Chance = Annotated[Decimal, _between("0", "1", open_low=True), _AS_TEXT]
"""A chance above 0."""

Score = Annotated[Decimal, _between("0", "10"), _AS_TEXT]
"""Satisfaction, 0 to 10."""

Months = Annotated[int, _count(0, 60)]
"""Whole months, 0 to 60."""

LongMonths = Annotated[int, _count(0, 120)]
"""Whole months, 0 to the longest horizon."""

Horizon = Annotated[int, _count(1, 120)]
"""How many months ahead to look."""

Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day."""

Vesting = Annotated[tuple[tuple[LongMonths, Money], ...], BeforeValidator(_pairs)]
"""Months from today with the net amount that vests then."""
