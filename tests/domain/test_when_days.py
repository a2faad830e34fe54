"""Days of goals as people write them, and days in words as lists say them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.days import parse_edge
from rut_tui.domain.when import describe_ago, describe_day, parse_day

TODAY = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-12-31", "2027-12-31"),
        ("2027-1-5", "2027-01-05"),
        ("31.12.2026", "2026-12-31"),
        ("31.12.", "2026-12-31"),
        ("31.12", "2026-12-31"),
        ("31. 12.", "2026-12-31"),
        ("by 1.3.", "2027-03-01"),
        ("19.11.2026", "2026-11-19"),
        ("19.11.", "2027-11-19"),
        ("20.11", "2026-11-20"),
        ("Thu 31.12.", "2026-12-31"),
        ("29.2.", "2028-02-29"),
        ("2020-02-29", "2020-02-29"),
        ("today", "2026-11-20"),
        ("Tomorrow", "2026-11-21"),
        ("yesterday", "2026-11-19"),
        ("day after tomorrow", "2026-11-22"),
        ("in 3 weeks", "2026-12-11"),
        ("in 10 days", "2026-11-30"),
        ("10 days", "2026-11-30"),
        ("in a month", "2026-12-20"),
        ("in two years", "2028-11-20"),
        ("3 days ago", "2026-11-17"),
        ("next week", "2026-11-27"),
        ("next month", "2026-12-20"),
        ("31 Dec", "2026-12-31"),
        ("Dec 31", "2026-12-31"),
        ("31st of December", "2026-12-31"),
        ("20 Nov", "2026-11-20"),
        ("19 Nov", "2027-11-19"),
        ("29 Feb", "2028-02-29"),
        ("31 December 2027", "2027-12-31"),
        ("December 31, 2027", "2027-12-31"),
        ("by 31 Dec 2026.", "2026-12-31"),
        ("Thu 31 Dec", "2026-12-31"),
        ("mon", "2026-11-23"),
        ("fri", "2026-11-27"),
        ("Saturday", "2026-11-21"),
        ("next tue", "2026-11-24"),
        ("last tue", "2026-11-17"),
        ("Dec 2026", "2026-12-31"),
        ("February 2028", "2028-02-29"),
        ("end of the week", "2026-11-22"),
        ("end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of quarter", "2026-12-31"),
        ("the end of next quarter", "2027-03-31"),
        ("end of the year", "2026-12-31"),
    ],
)
def test_a_day_is_read(text, day):
    assert parse_day(text, TODAY).isoformat() == day


def test_months_end_where_the_month_does():
    assert parse_day("in 1 month", date(2027, 1, 31)) == date(2027, 2, 28)
    assert parse_day("in 12 months", date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Try 31 Dec"),
        ("whenever", "Try 31 Dec"),
        ("12/11/2026", "Try 31 Dec"),
        ("18:00", "Try 31 Dec"),
        ("30 Feb", "There is no such day."),
        ("30.2.", "There is no such day."),
        ("12.31.2026", "There is no such day."),
        ("18.30", "There is no such day."),
        ("0.1.", "There is no such day."),
        ("1.2.3.", "Try 31 Dec"),
        ("31 Nov 2027", "There is no such day."),
        ("2027-02-29", "There is no such day."),
        ("2027-00-10", "There is no such day."),
        ("0 Dec", "There is no such day."),
        ("1899-12-31", "Years 1900 to 2200"),
        ("0000-01-01", "Years 1900 to 2200"),
        ("9999-12-31", "Years 1900 to 2200"),
        ("Dec 2201", "Years 1900 to 2200"),
        ("in 999999 years", "Years 1900 to 2200"),
        ("in 999999 weeks", "Years 1900 to 2200"),
        ("in 99999999999 days", "Try 31 Dec"),
    ],
)
def test_what_is_no_day_is_refused_in_one_plain_sentence(text, told):
    with pytest.raises(ValueError, match=told) as caught:
        parse_day(text, TODAY)
    assert len(str(caught.value)) <= 70


SAID = (
    "today tomorrow yesterday in by on a an one ten 0 1 3 29 30 31 99 999999 days weeks months years ago next last "
    "this end of the week month quarter year mon friday feb sept december may 2026 1899 2201 9999 2026-02-30 "
    "31.12.2026 31.12. 30.2 day after before st ² ٣ , ."
)
WORDS = st.lists(
    st.sampled_from(SAID.split()),
    max_size=6,
).map(" ".join)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(st.text(max_size=30) | WORDS, DAYS)
def test_any_text_is_a_day_that_can_be_kept_or_a_plain_refusal(text, today):
    try:
        found = parse_day(text, today)
    except ValueError as error:
        assert 0 < len(str(error)) <= 70  # noqa: PT017 - the message is the case
    else:
        assert date(1900, 1, 1) <= found <= date(2200, 12, 31)


@given(DAYS, DAYS)
def test_a_day_said_in_full_is_read_back(day, today):
    assert parse_day(day.isoformat(), today) == day
    assert parse_day(f"{day.day}.{day.month}.{day.year}", today) == day
    assert parse_day(f"{day.day:02}.{day.month:02}.{day.year}.", today) == day


@given(st.dates(date(1901, 1, 1), date(2190, 12, 31)), st.integers(-1, 370))
def test_what_lists_say_of_days_near_is_read_back_as_the_same_day(today, ahead):
    day = today + timedelta(days=ahead)
    if ahead >= 0 or describe_day(day, today) == "yesterday":
        assert parse_day(describe_day(day, today), today) == day


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-20", "today"),
        ("2026-11-19", "yesterday"),
        ("2026-11-21", "tomorrow"),
        ("2026-11-22", "Sun"),
        ("2026-11-26", "Thu"),
        ("2026-11-27", "Fri 27 Nov"),
        ("2026-11-18", "Wed 18 Nov"),
        ("2026-01-05", "Mon 5 Jan"),
        ("2027-11-03", "3 Nov 2027"),
        ("2025-12-31", "31 Dec 2025"),
    ],
)
def test_a_day_is_said_as_lists_say_it(day, said):
    assert describe_day(date.fromisoformat(day), TODAY) == said


def test_the_turn_of_the_year_is_still_yesterday():
    assert describe_day(date(2026, 12, 31), date(2027, 1, 1)) == "yesterday"
    assert describe_day(date(2027, 1, 2), date(2026, 12, 30)) == "Sat"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (17, "2 weeks ago"),  # 2 3/7
        (18, "3 weeks ago"),  # 2 4/7
        (21, "3 weeks ago"),
        (60, "9 weeks ago"),  # 8 4/7
        (61, "2 months ago"),
        (365, "12 months ago"),
        (366, "12 months ago"),
        (730, "24 months ago"),
        (731, "2 years ago"),
        (3653, "10 years ago"),
        (-1, "tomorrow"),
        (-5, "in 5 days"),
        (-30, "in 4 weeks"),
        (-41, "in 6 weeks"),  # 5 6/7
    ],
)
def test_how_long_ago_is_said_in_the_largest_unit_that_tells(days, said):
    assert describe_ago(TODAY - timedelta(days=days), TODAY) == said


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("Mar 2021", date(2021, 3, 1), date(2021, 3, 31)),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("1.3.2021", date(2021, 3, 1), date(2021, 3, 1)),
        ("yesterday", date(2026, 11, 19), date(2026, 11, 19)),
        ("1 sep", date(2026, 9, 1), date(2026, 9, 1)),
        ("1 dec", date(2025, 12, 1), date(2025, 12, 1)),
    ],
)
def test_a_month_or_a_year_stands_for_its_first_day_or_its_last(text: str, first: date, last: date) -> None:
    today = date(2026, 11, 20)
    assert parse_edge(text, today, last=False) == first
    assert parse_edge(text, today, last=True) == last


@pytest.mark.parametrize("text", ["1899", "2201", "Mar 1066", "a while", ""])
def test_a_year_out_of_range_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"can be kept|Try 31 Dec"):
        parse_edge(text, date(2026, 11, 20), last=True)
