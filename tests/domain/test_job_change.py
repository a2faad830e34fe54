"""Before and after a first day: means over days, with the days they rest on."""

from datetime import date, timedelta

import pytest

from rut_tui.domain.job_change import job_change
from rut_tui.domain.patterns import Rating

FIRST = date(2026, 6, 1)


def rating(ahead: int, engagement: int, *, work: bool = True) -> Rating:
    """One so many days after the first day; before it, with a minus."""
    return Rating(day=FIRST + timedelta(days=ahead), hour=12, engagement=engagement, work=work)


def test_each_day_counts_once_and_only_work_entries_do() -> None:
    ratings = [
        *(rating(-1, -2), rating(-1, 0), rating(-2, -1), rating(-30, 1)),  # means −1, −1, +1
        *(rating(-31, -2), rating(-3, 2, work=False)),  # too early; not work
        *(rating(0, 1), rating(1, 2), rating(29, 0), rating(30, -2)),  # +1, +2, 0; too late
    ]
    found = job_change(ratings, (), FIRST, FIRST + timedelta(days=200), 30)
    assert (found.before.days, found.before.entries, found.after.days, found.after.entries) == (3, 4, 3, 3)
    assert found.before.mean == pytest.approx(-1 / 3)
    assert found.after.mean == pytest.approx(1.0)
    assert found.gone == 30


def test_days_off_are_left_out() -> None:
    ratings = [rating(ahead, 2) for ahead in (0, 1, 2)] + [rating(3, -2)]
    found = job_change(ratings, {FIRST + timedelta(days=3)}, FIRST, FIRST, 30)
    assert (found.after.mean, found.after.days) == (2.0, 3)


@pytest.mark.parametrize(("days", "mean"), [(0, None), (2, None), (3, 1.0)])
def test_a_mean_needs_three_rated_days(days: int, mean: float | None) -> None:
    found = job_change([rating(ahead, 1) for ahead in range(days)], (), FIRST, FIRST, 90)
    assert (found.after.mean, found.after.days, found.before.mean) == (mean, days, None)


@pytest.mark.parametrize(("today", "gone"), [(-1, 0), (0, 1), (11, 12), (89, 90), (400, 90)])
def test_it_says_how_much_of_the_time_after_has_come(today: int, gone: int) -> None:
    assert job_change((), (), FIRST, FIRST + timedelta(days=today), 90).gone == gone
