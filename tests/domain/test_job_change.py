"""Before and after a first day: means over days, with the days they rest on."""

from datetime import date, timedelta

import pytest

from rut_tui.domain.job_change import job_change

FIRST = date(2026, 6, 1)


def rated(**days: tuple[int, ...]) -> dict[date, tuple[int, int]]:
    """What was rated so many days after the first day ("on_2"), or before it ("to_3")."""
    ahead = {name: int(name[3:]) * (1 if name.startswith("on") else -1) for name in days}
    return {FIRST + timedelta(days=ahead[name]): (sum(each), len(each)) for name, each in days.items()}


def test_each_day_counts_once_and_the_stretches_are_of_equal_length() -> None:
    days = rated(
        to_1=(-2, 0),
        to_2=(-1,),
        to_30=(1,),
        to_31=(-2,),  # means −1, −1, +1; too early
        on_0=(1,),
        on_1=(2,),
        on_29=(0,),
        on_30=(-2,),  # +1, +2, 0; too late
    )
    found = job_change(days, (), FIRST, FIRST + timedelta(days=200), 30)
    assert (found.before.days, found.before.entries, found.after.days, found.after.entries) == (3, 4, 3, 3)
    assert found.before.mean == pytest.approx(-1 / 3)
    assert found.after.mean == pytest.approx(1.0)
    assert found.gone == 30


def test_days_off_are_left_out() -> None:
    days = rated(on_0=(2,), on_1=(2,), on_2=(2,), on_3=(-2,))
    found = job_change(days, {FIRST + timedelta(days=3)}, FIRST, FIRST, 30)
    assert (found.after.mean, found.after.days) == (2.0, 3)


@pytest.mark.parametrize(("number", "mean"), [(0, None), (2, None), (3, 1.0)])
def test_a_mean_needs_three_rated_days(number: int, mean: float | None) -> None:
    days = rated(**{f"on_{ahead}": (1,) for ahead in range(number)})
    found = job_change(days, (), FIRST, FIRST, 90)
    assert (found.after.mean, found.after.days, found.before.mean) == (mean, number, None)


@pytest.mark.parametrize(("today", "gone"), [(-1, 0), (0, 1), (11, 12), (89, 90), (400, 90)])
def test_it_says_how_much_of_the_time_after_has_come(today: int, gone: int) -> None:
    assert job_change({}, (), FIRST, FIRST + timedelta(days=today), 90).gone == gone
