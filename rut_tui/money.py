"""Amounts of money as a person types and reads them, by the separators of their locale.

Babel knows the locales and is imported when first asked. Values are Decimal, in major units of one currency.
"""

import re
import unicodedata
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from math import isinf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel import Locale

FALLBACK: Final = "en_US"
LIMIT: Final = Decimal(10) ** 12
"""Largest amount, either way, in major units."""

_CENT: Final = Decimal("0.01")
_TENTH: Final = Decimal("0.1")
_SCALES: Final = {"": Decimal(1), "k": Decimal(10) ** 3, "m": Decimal(10) ** 6}
_SPACES: Final = re.compile("(?<=[0-9])[ \u00a0\u2009\u202f](?=[0-9])")
_TYPED: Final = re.compile(r"(?P<number>[0-9][0-9.,'’\u00a0\u202f]*|[.,][0-9]+)\s?(?P<scale>[kKmM]?)", re.ASCII)
_LONGEST: Final = 60


def locale_for(chosen: str, environ: Mapping[str, str]) -> str:
    """Return the locale to read and write numbers by, always one that is known.

    Args:
        chosen: What the settings say, or an empty string.
        environ: The environment; LC_ALL, LC_MONETARY and LANG are asked in that order.
    """
    for text in (chosen, environ.get("LC_ALL", ""), environ.get("LC_MONETARY", ""), environ.get("LANG", "")):
        if text and (known := _known(text)):
            return str(known)
    return FALLBACK


def currency_of(locale: str) -> str:
    """Return the currency of the locale's country as its ISO 4217 code; USD where the locale names no country."""
    from babel.numbers import get_territory_currencies

    territory = _locale(locale).territory
    return (get_territory_currencies(territory) or ["USD"])[-1] if territory else "USD"


def written_in(locale: str, currency: str, environ: Mapping[str, str]) -> tuple[str, str]:
    """Return the locale and the currency a person writes amounts in.

    Args:
        locale: What the settings say, or an empty string.
        currency: What the settings say, or an empty string.
        environ: The environment.
    """
    known = locale_for(locale, environ)
    return known, currency or currency_of(known)


def parse_amount(text: str, locale: str, *, currency: str = "", negative: bool = False) -> Decimal | None:
    """Read an amount as typed: 3200, 3,200, 3 200, 3.2k, 1.2M, $3,200, or €3.200,50 where that is how it is written.

    Args:
        text: What is in the field.
        locale: Whose separators count, like de_DE.
        currency: Code of the currency expected; its code and its symbol may be typed with the number.
        negative: Whether an amount below zero is accepted.

    Returns:
        The amount in major units, to the cent, or None when nothing is typed.

    Raises:
        ValueError: It isn't an amount; the message is a sentence for the person.
    """
    known = _locale(locale)
    typed = text.strip()
    if not typed:
        return None
    below, bare = _without_sign(_without_currency(typed, known, currency))
    below_too, bare = _without_sign(_without_currency(bare, known, currency))
    found = _TYPED.fullmatch(_grouped(bare, known)) if len(typed) <= _LONGEST else None
    if found is None or (below and below_too):
        raise ValueError(_how(known))
    value = _read(found["number"], known) * (scale := _SCALES[found["scale"].lower()])
    if value > LIMIT:
        raise ValueError(f"that is more than {format_amount(LIMIT, locale)}")
    if value != value.quantize(_CENT):
        raise ValueError("cents are the smallest part that can be kept")
    if scale == 1 and _decimals(found["number"], known) > 2:
        # "3.200" is 3200 to half the world and 3.2 to the other: nobody means three decimals of money.
        raise ValueError(_how(known))
    if below or below_too:
        if not negative and value:
            raise ValueError("it can't be below zero")
        value = -value
    return _tidy(value)


def format_amount(value: Decimal, locale: str, *, currency: str = "", compact: bool = False) -> str:
    """Write an amount the way the locale does: 10,200 or 10,200.50, or compact 10.2k and 1.2M.

    Args:
        value: In major units, finite.
        locale: Whose separators and order, like de_DE.
        currency: Code of a currency to show, or empty for the bare number.
        compact: At most one decimal and k or M.
    """
    from babel.numbers import format_currency, format_decimal

    known = _locale(locale)
    size = abs(value)
    scale = ""
    if compact:
        size, scale = _scaled(size)
    else:
        size = size.quantize(_CENT, ROUND_HALF_UP)
    pattern = "#,##0.0" if compact and size % 1 else "#,##0.00" if size % 1 else "#,##0"
    number = format_decimal(size, format=_grouping(known, pattern), locale=known) + scale
    if currency:
        # The locale says on which side the symbol stands; the number takes the place of a nought.
        standard = re.sub(r"0\.0+", "0", known.currency_formats["standard"].pattern.split(";")[0])
        nought = format_currency(0, currency, format=standard, locale=known, currency_digits=False)
        number = nought.replace("0", number, 1)
    seen = "".join(char for char in number if unicodedata.category(char) != "Cf").strip()
    return f"-{seen}" if value < 0 and size else seen


def format_months(value: float | Decimal, locale: str) -> str:
    """Write a number of months with one decimal: 2.6; without end: ∞.

    Args:
        value: Months, zero or more, or infinity.
        locale: Whose decimal mark, like de_DE.
    """
    from babel.numbers import format_decimal

    if isinf(value):
        return "∞"
    rounded = Decimal(str(value)).quantize(_TENTH, ROUND_HALF_UP)
    return format_decimal(rounded, format="#,##0.0", locale=_locale(locale))


def _known(text: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError

    plain = text.split(".")[0].split("@")[0].replace("-", "_")
    for candidate in (plain, plain.split("_")[0]):
        try:
            return Locale.parse(candidate)
        except (ValueError, TypeError, UnknownLocaleError):
            continue
    return None


def _locale(name: str) -> "Locale":
    from babel import Locale

    return _known(name) or Locale.parse(FALLBACK)


def _symbol(kind: str, locale: "Locale") -> str:
    return str(locale.number_symbols["latn"][kind])


def _without_sign(text: str) -> tuple[bool, str]:
    if text[:1] in ("-", "\N{MINUS SIGN}"):
        return True, text[1:].strip()
    return False, text


def _without_currency(text: str, locale: "Locale", currency: str) -> str:
    from babel.numbers import get_currency_symbol

    marks = [currency, get_currency_symbol(currency, locale)] if currency else []
    for mark in sorted(marks, key=len, reverse=True):
        if text.startswith(mark):
            return text.removeprefix(mark).strip()
        if text.endswith(mark):
            return text.removesuffix(mark).strip()
    if unicodedata.category(text[:1] or "0") == "Sc":
        return text[1:].strip()
    if unicodedata.category(text[-1:] or "0") == "Sc":
        return text[:-1].strip()
    return text


def _grouped(text: str, locale: "Locale") -> str:
    """Return text with spaces and straight apostrophes between digits written as the locale's own group mark."""
    group = _symbol("group", locale)
    if group == "’":
        text = text.replace("'", group)
    if _SPACES.search(text):
        # Two kinds of group mark in one number mean that one of them is a slip.
        return text if group in text and not group.isspace() else _SPACES.sub(group, text)
    return text


def _read(number: str, locale: "Locale") -> Decimal:
    from babel.numbers import NumberFormatError, parse_decimal

    try:
        # Lax reading takes "12,50" for 1250 where the comma groups.
        return parse_decimal(number, locale=locale, strict=True)
    except NumberFormatError:
        raise ValueError(_how(locale)) from None


def _decimals(number: str, locale: "Locale") -> int:
    mark = _symbol("decimal", locale)
    # Babel also takes a point for the decimal mark where the locale gives it no other meaning.
    if mark not in number and _symbol("group", locale) != ".":
        mark = "."
    return len(number.partition(mark)[2])


def _how(locale: "Locale") -> str:
    example = format_amount(Decimal("3200.50"), str(locale))
    return f"write it like 3200, {example} or {_scaled_example(locale)}"


def _scaled_example(locale: "Locale") -> str:
    return format_amount(Decimal(3200), str(locale), compact=True)


def _tidy(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value.quantize(_CENT)


def _scaled(size: Decimal) -> tuple[Decimal, str]:
    """Return a size between 0 and 999 with its letter, rounded to a tenth once there is a letter."""
    whole = size.quantize(Decimal(1), ROUND_HALF_UP)
    if whole < 1000:
        return whole, ""
    thousands = (size / 1000).quantize(_TENTH, ROUND_HALF_UP)
    return (thousands, "k") if thousands < 1000 else ((size / 1_000_000).quantize(_TENTH, ROUND_HALF_UP), "M")


def _grouping(locale: "Locale", pattern: str) -> str:
    """Return the pattern with the group sizes of the locale, as in 12,34,567."""
    own = str(locale.decimal_formats[None].pattern).split(";")[0].split(".")[0]
    return own.replace("0", pattern.removeprefix("#,##")) if "," in own else pattern
