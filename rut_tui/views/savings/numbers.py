"""Between what stands in a field and what a plan holds, in the person's own way of writing numbers.

Money goes through `rut_tui.money`; months and percentages are short enough for rules of their own.
"""

import os
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from rut_tui import money
from rut_tui.views.savings.inputs import PlanInput

if TYPE_CHECKING:
    from rut_tui.settings import Settings

_HUNDRED: Final = Decimal(100)
_TYPED: Final = re.compile(
    r"(?P<sign>[-+\N{MINUS SIGN}]?)(?P<whole>[0-9]{1,6})(?:[.,](?P<part>[0-9]{1,6}))?\s?%?", re.ASCII
)
_GROUP_LIKE: Final = 3
"""So many digits behind a mark that isn't the locale's own could be thousands: then nobody can tell."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How numbers are written here.

    Attributes:
        locale: Whose separators, like de_DE.
        currency: ISO 4217 code of a new plan.
    """

    locale: str
    currency: str

    @classmethod
    def of(cls, settings: "Settings") -> "Numbers":
        """Return the way of writing that the settings and the environment ask for."""
        return cls(*money.written_in(settings.locale, settings.currency, os.environ))

    def read(self, field: PlanInput, text: str) -> Decimal | None:
        """Return what a field says; None when it says nothing.

        Args:
            field: Which input.
            text: What stands in it.

        Raises:
            ValueError: It can't be read or is out of range; the message is for the person.
        """
        if field.kind == "money":
            return money.parse_amount(text, self.locale, currency=self.currency)
        if not text.strip():
            return None
        number = self._number(text.strip())
        low, high = Decimal(field.lowest), Decimal(field.highest)
        if number < low or number > high or (field.above and number == low):
            first = f"more than {field.lowest}" if field.above else f"{field.lowest}"
            raise ValueError(f"{first} and at most {field.highest}".replace("-", "−"))
        if field.kind == "whole" and number % 1:
            raise ValueError("whole months only")
        return number / _HUNDRED if field.kind == "percent" else number

    def _number(self, text: str) -> Decimal:
        found = _TYPED.fullmatch(text)
        mark = self._mark()
        if found is None or (found["part"] and len(found["part"]) >= _GROUP_LIKE and mark not in text):
            raise ValueError(f"write it like 3 or 2{mark}5")
        number = Decimal(f"{found['whole']}.{found['part'] or 0}")
        return -number if found["sign"] not in ("", "+") else number

    def _mark(self) -> str:
        return "," if "," in money.format_months(Decimal("0.5"), self.locale) else "."

    def written(self, field: PlanInput, value: Decimal | int | None) -> str:
        """Return the text that stands for a value in a field."""
        if value is None:
            return ""
        if field.kind == "money":
            return money.format_amount(Decimal(value), self.locale)
        shown = Decimal(value) * _HUNDRED if field.kind == "percent" else Decimal(value)
        text = format(shown, "f")
        return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", self._mark())

    def amount(self, value: Decimal, *, compact: bool = False) -> str:
        """Return an amount for the answers."""
        return money.format_amount(value, self.locale, compact=compact)

    def months(self, value: float) -> str:
        """Return a length in months with one decimal; ∞ when there is no end to it."""
        return money.format_months(value, self.locale)
