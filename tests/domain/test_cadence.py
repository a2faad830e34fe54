"""How often somebody is to be met, in words: what is typed, what is said, and back again."""

import pytest

from rut_tui.domain.cadence import LONGEST, OUT_OF_RANGE, UNCLEAR, parse_cadence, say_cadence


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("6 weeks", 42),
        ("every 6 weeks", 42),
        ("Every two months.", 60),
        ("a month", 30),
        ("month", 30),
        ("once a month", 30),
        ("once a week", 7),
        ("monthly", 30),
        ("every other week", 14),
        ("fortnightly", 14),
        ("quarterly", 91),
        ("every quarter", 91),
        ("2y", 730),
        ("3w", 21),
        ("90", 90),
        ("90 days", 90),
        ("every day", 1),
        ("a year", 365),
        ("3660", 3660),
    ],
)
def test_what_people_write_is_read(text: str, days: int) -> None:
    assert parse_cadence(text) == days


@pytest.mark.parametrize("text", ["", "soon", "now and then", "-3 weeks", "3 fish", "1.5 months", "every"])
def test_what_says_no_time_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match=UNCLEAR):
        parse_cadence(text)


@pytest.mark.parametrize("text", ["0", "3661", "11 years", "999999 weeks"])
def test_what_is_too_short_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=OUT_OF_RANGE):
        parse_cadence(text)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "every day"),
        (7, "every week"),
        (14, "every 2 weeks"),
        (30, "every month"),
        (42, "every 6 weeks"),
        (45, "every 45 days"),
        (90, "every 3 months"),
        (91, "every quarter"),
        (365, "every year"),
    ],
)
def test_it_is_said_as_people_say_it(days: int, said: str) -> None:
    assert say_cadence(days) == said


def test_what_is_said_reads_as_the_same_days() -> None:
    """Also 3 months of 90 days, and 13 weeks: each is said so that it comes back as it was."""
    for days in range(1, LONGEST + 1):
        assert parse_cadence(say_cadence(days)) == days
