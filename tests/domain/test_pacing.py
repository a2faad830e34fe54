"""Steps of a plan, spread over the time there is. Expected days were counted on a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.pacing import spread

TODAY = date(2026, 11, 20)


def test_a_short_time_is_shared_evenly() -> None:
    assert spread(TODAY, date(2026, 12, 20), 5) == (
        date(2026, 11, 26),
        date(2026, 12, 2),
        date(2026, 12, 8),
        date(2026, 12, 14),
        date(2026, 12, 20),
    )


def test_over_a_year_the_first_step_is_still_within_a_month() -> None:
    first, *rest = spread(TODAY, date(2027, 11, 20), 5)
    assert first == date(2026, 12, 20)
    assert rest == [date(2027, 3, 13), date(2027, 6, 5), date(2027, 8, 28), date(2027, 11, 20)]


def test_one_step_is_due_with_the_whole() -> None:
    assert spread(TODAY, date(2028, 1, 1), 1) == (date(2028, 1, 1),)


def test_no_time_or_no_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="no time"):
        spread(TODAY, TODAY - timedelta(days=1), 3)
    with pytest.raises(ValueError, match="no step"):
        spread(TODAY, TODAY, 0)


@given(st.integers(0, 4000), st.integers(1, 40))
def test_days_never_go_back_and_end_on_the_day(days: int, count: int) -> None:
    due = TODAY + timedelta(days=days)
    found = spread(TODAY, due, count)
    assert len(found) == count
    assert list(found) == sorted(found)
    assert found[-1] == due
    assert found[0] >= TODAY
