"""Amounts as typed and as shown. Expected values are written by hand from how each country writes money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.money import currency_of, format_amount, format_months, locale_for, parse_amount


@pytest.mark.parametrize(
    ("text", "locale", "amount"),
    [
        ("3200", "en_US", "3200"),
        ("3,200", "en_US", "3200"),
        ("3 200", "en_US", "3200"),
        ("3\u00a0200", "en_US", "3200"),
        ("3\u2009200", "en_US", "3200"),
        ("3\u202f200", "en_US", "3200"),
        ("1,234,567.89", "en_US", "1234567.89"),
        ("3.2k", "en_US", "3200"),
        ("3.2 K", "en_US", "3200"),
        ("1.2M", "en_US", "1200000"),
        ("$3,200", "en_US", "3200"),
        ("3,200 $", "en_US", "3200"),
        ("12.50", "en_US", "12.50"),
        ("12.5", "en_US", "12.50"),
        (".5", "en_US", "0.50"),
        ("0", "en_US", "0"),
        ("-0", "en_US", "0"),
        ("  3200  ", "en_US", "3200"),
        ("€3.200,50", "de_DE", "3200.50"),
        ("3.200,50 €", "de_DE", "3200.50"),
        ("3200", "de_DE", "3200"),
        ("3 200", "de_DE", "3200"),
        ("3,2k", "de_DE", "3200"),
        ("12,50", "de_DE", "12.50"),
        ("3 200,50", "fr_FR", "3200.50"),
        ("3\u202f200,50", "fr_FR", "3200.50"),
        ("3 200,50 ₽", "ru_RU", "3200.50"),
        ("3'200.50", "de_CH", "3200.50"),
        ("1,00,000", "en_IN", "100000"),
        ("1000000000000", "en_US", "1000000000000"),
    ],
)
def test_an_amount_is_read_as_it_is_written_there(text: str, locale: str, amount: str) -> None:
    assert parse_amount(text, locale) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    ["12,50", "3.200", "inf", "3.200,50", "1,2,3", "32 00", "3,200 100", "1_000", "٣٢٠٠", "３２００", "NaN", "nan",
     "-inf", "Infinity", "1e400", "1e5", "1e-400", "true", "True", "abc", "$", "k", "--5", "- -5", "5-", "5+5", "0x10",
     "½", "10" + "0" * 29, "9" * 5000, "1000000000001", "3200\x00", "[/]", "\ud800", "3200 5 k k", "0.001", "1.2345k5"],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(write it like 3200, 3,200\.50 or 3\.2k|that is more|cents)") as caught:
        parse_amount(text, "en_US")
    assert text not in str(caught.value) or len(text) == 1


@pytest.mark.parametrize(("text", "locale"), [("3.200", "fr_FR"), ("3,200", "de_DE"), ("3.200", "de_CH")])
def test_three_digits_after_a_decimal_mark_are_never_guessed_at(text: str, locale: str) -> None:
    with pytest.raises(ValueError, match="write it like"):
        parse_amount(text, locale)


def test_below_zero_only_where_it_makes_sense() -> None:
    with pytest.raises(ValueError, match="can't be below zero"):
        parse_amount("-5", "en_US")
    with pytest.raises(ValueError, match="can't be below zero"):
        parse_amount("-$5", "en_US")
    for text in ("-5", "\N{MINUS SIGN}5", "-$5", "$-5", "- 5"):
        assert parse_amount(text, "en_US", negative=True) == Decimal(-5)


def test_nothing_typed_is_not_zero() -> None:
    assert parse_amount("", "en_US") is None
    assert parse_amount(" \u00a0 ", "en_US") is None


def test_the_code_and_the_symbol_of_the_plan_may_be_typed() -> None:
    assert parse_amount("3200 zł", "pl_PL", currency="PLN") == 3200
    assert parse_amount("PLN 3200", "pl_PL", currency="PLN") == 3200
    assert parse_amount("CHF 3'200", "de_CH", currency="CHF") == 3200
    with pytest.raises(ValueError, match="write it like"):
        parse_amount("3200 XYZ", "pl_PL", currency="PLN")


@pytest.mark.parametrize(
    ("value", "locale", "shown"),
    [
        ("10200", "en_US", "10,200"),
        ("10200.5", "en_US", "10,200.50"),
        ("0", "en_US", "0"),
        ("-10200", "en_US", "-10,200"),
        ("10200", "de_DE", "10.200"),
        ("10200.50", "de_DE", "10.200,50"),
        ("1234567", "en_IN", "12,34,567"),
        ("10200", "fr_FR", "10\u202f200"),
    ],
)
def test_the_full_form_groups_as_the_locale_does(value: str, locale: str, shown: str) -> None:
    assert format_amount(Decimal(value), locale) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0", "0"), ("999", "999"), ("999.5", "1k"), ("1000", "1k"), ("12400", "12.4k"), ("12449", "12.4k"),
     ("12450", "12.5k"), ("999949", "999.9k"), ("999950", "1M"), ("1200000", "1.2M"), ("-12400", "-12.4k"),
     ("1234567890", "1,234.6M"), ("-0.2", "0")],
)  # fmt: skip
def test_the_compact_form_has_one_decimal_at_most(value: str, shown: str) -> None:
    assert format_amount(Decimal(value), "en_US", compact=True) == shown


@pytest.mark.parametrize(
    ("locale", "currency", "full", "compact"),
    [
        ("en_US", "USD", "$10,200", "$10.2k"),
        ("de_DE", "EUR", "10.200\u00a0€", "10,2k\u00a0€"),
        ("en_US", "JPY", "¥10,200", "¥10.2k"),
        ("de_CH", "CHF", "CHF\u00a010’200", "CHF\u00a010.2k"),
    ],
)
def test_the_currency_stands_where_the_locale_puts_it(locale: str, currency: str, full: str, compact: str) -> None:
    assert format_amount(Decimal(10200), locale, currency=currency) == full
    assert format_amount(Decimal(10200), locale, currency=currency, compact=True) == compact


def test_no_direction_marks_reach_the_screen() -> None:
    for locale in ("ar_EG", "fa_IR", "he_IL"):
        assert format_amount(Decimal(-10200), locale, currency="USD").isprintable() or "\u00a0" in format_amount(
            Decimal(-10200), locale, currency="USD"
        )
        assert not set(format_amount(Decimal(-10200), locale, currency="USD")) & set("\u200e\u200f\u061c")


@pytest.mark.parametrize(
    ("value", "locale", "shown"),
    [(2.647, "en_US", "2.6"), (3.4615, "en_US", "3.5"), (Decimal("2.65"), "en_US", "2.7"), (0.0, "en_US", "0.0"),
     (3.46, "de_DE", "3,5"), (float("inf"), "en_US", "∞"), (Decimal("Infinity"), "en_US", "∞")],
)  # fmt: skip
def test_months_have_one_decimal(value: float, locale: str, shown: str) -> None:
    assert format_months(value, locale) == shown


@pytest.mark.parametrize(
    ("environ", "locale"),
    [
        ({}, "en_US"),
        ({"LANG": "C"}, "en_US"),
        ({"LANG": "POSIX"}, "en_US"),
        ({"LANG": "C.UTF-8"}, "en_US"),
        ({"LANG": "de_DE.UTF-8"}, "de_DE"),
        ({"LANG": "de_DE@euro"}, "de_DE"),
        ({"LANG": "de_DE.UTF-8", "LC_MONETARY": "fr_FR.UTF-8"}, "fr_FR"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "ru_RU.UTF-8", "LC_MONETARY": "fr_FR.UTF-8"}, "ru_RU"),
        ({"LANG": "../../etc/passwd"}, "en_US"),
        ({"LANG": "\ud800"}, "en_US"),
        ({"LANG": "x" * 10_000}, "en_US"),
        ({"LANG": "de_XX"}, "de"),
    ],
)
def test_the_environment_names_the_locale_and_a_bad_one_is_harmless(environ: dict[str, str], locale: str) -> None:
    assert locale_for("", environ) == locale


def test_the_settings_win_over_the_environment_unless_unknown() -> None:
    assert locale_for("fr_FR", {"LANG": "de_DE"}) == "fr_FR"
    assert locale_for("fr-FR", {}) == "fr_FR"
    assert locale_for("qq_QQ", {"LANG": "de_DE"}) == "de_DE"


def test_a_country_has_its_currency() -> None:
    assert [currency_of(name) for name in ("en_US", "de_DE", "de_CH", "ja_JP", "de", "nonsense")] == [
        "USD", "EUR", "CHF", "JPY", "USD", "USD",
    ]  # fmt: skip


@given(
    st.decimals(min_value=0, max_value=10**12, places=2),
    st.sampled_from(["en_US", "de_DE", "fr_FR", "ru_RU", "de_CH", "en_IN"]),
)
def test_what_is_written_in_full_reads_back_the_same(value: Decimal, locale: str) -> None:
    assert parse_amount(format_amount(value, locale), locale) == value
    assert parse_amount(format_amount(value, locale, currency="EUR"), locale, currency="EUR") == value


@given(st.text(max_size=80), st.sampled_from(["en_US", "de_DE", "ar_EG", "de_CH"]))
def test_any_text_is_an_amount_or_a_sentence(text: str, locale: str) -> None:
    value, said = None, ""
    try:
        value = parse_amount(text, locale, negative=True)
    except ValueError as error:
        said = str(error)
    if said:
        assert said[0].islower()
    else:
        assert value is None or (value.is_finite() and abs(value) <= 10**12)
