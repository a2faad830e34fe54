"""Amounts and figures a person writes down: decimals of so many digits, kept exactly as they were written."""

from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator

MOST: Final = Decimal(10) ** 12
"""The largest number that is kept, either way."""

PLACES: Final = 6
"""Most digits after the point."""


def decimal_text(number: Decimal) -> str:
    """Return a number as digits with a decimal point, never with an exponent."""
    return format(number, "f")


def _figure(number: Decimal) -> Decimal:
    if abs(number) > MOST:
        raise ValueError(f"must be at most {MOST:,}")
    if len(decimal_text(number).partition(".")[2]) > PLACES:
        raise ValueError(f"has more than {PLACES} digits after the point")
    return number or Decimal(0)


def _amount(number: Decimal) -> Decimal:
    if number < 0:
        raise ValueError("must be at least 0")
    return _figure(number)


Amount = Annotated[Decimal, AfterValidator(_amount)]
"""Money in the person's own currency, or hours: 0 or more."""

Figure = Annotated[Decimal, AfterValidator(_figure)]
"""Any number that a measure can have."""
