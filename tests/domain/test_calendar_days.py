"""Weeks, months and what their days come to."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from rut_tui.domain.calendar import Figures, figures, first_weekday, month_days, nearest_rating, week_of


@dataclass(frozen=True)
class Day:
    day: date
    entries: int
    mean: float | None


@pytest.mark.parametrize(
    ("mean", "rating"),
    [(-2.0, -2), (-1.5, -2), (-1.49, -1), (-0.5, -1), (-0.49, 0), (0.0, 0), (0.49, 0), (0.5, 1), (1.5, 2), (2.0, 2)],
)
def test_a_mean_halfway_counts_as_the_stronger_rating(mean: float, rating: int) -> None:
    assert nearest_rating(mean) == rating


@pytest.mark.parametrize("name", ["monday", "saturday", "sunday"])
def test_weeks_are_those_of_a_wall_calendar(name: str) -> None:
    first = first_weekday(name)
    wall = calendar.Calendar(first)
    for year, month in ((1900, 2), (2000, 2), (2026, 11), (2027, 2)):
        weeks = wall.monthdatescalendar(year, month)
        for week in weeks:
            assert {week_of(day, first) for day in week} == {week[0]}
        assert month_days(year, month) == range(1, calendar.monthrange(year, month)[1] + 1)


def test_days_off_are_counted_and_say_nothing_about_the_rest() -> None:
    monday = date(2026, 11, 16)
    days = [monday + timedelta(days=n) for n in range(6)]
    written = [
        Day(days[0], 2, -0.5),
        Day(days[1], 1, 2.0),
        Day(days[2], 3, None),  # only words
        Day(days[3], 1, -2.0),  # ill
        Day(days[4], 1, 0.0),
    ]
    found = figures(written, {days[3], days[5]})
    assert found == Figures(days=5, entries=8, mean=0.5, drained=1, neither=1, engaged=1, off=2)


def test_nothing_written_has_no_mean() -> None:
    assert figures([], set()) == Figures(days=0, entries=0, mean=None, drained=0, neither=0, engaged=0, off=0)
