"""How long a step takes, in words and minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.sizes import parse_size, say_size


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("15", 15),
        ("15 min", 15),
        ("15m", 15),
        (" 5 Minutes ", 5),
        ("1h", 60),
        ("2 hours", 120),
        ("1.5 h", 90),
        ("1,25h", 75),
        ("1h30", 90),
        ("1 h 05 min", 65),
    ],
)
def test_what_people_write_is_read(typed: str, minutes: int) -> None:
    assert parse_size(typed) == minutes


@pytest.mark.parametrize("typed", ["soon", "0", "0 h", "-5", "1.5", "h", "15 15", "1e3", "٣٠ h m"])
def test_what_says_no_time_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        parse_size(typed)


@given(st.integers(1, 50_000))
def test_what_is_said_reads_as_the_same(minutes: int) -> None:
    assert parse_size(say_size(minutes)) == minutes
