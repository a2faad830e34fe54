""" "5 of the last 7": what counts, what is left out, and that nothing is ever counted in a row."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.habits import Dot, Habit, HabitKind, Kept, Pause, dots, kept, waiting

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def back(*days: int) -> frozenset[date]:
    return frozenset(TODAY - timedelta(days=day) for day in days)


def habit(started: int = 100, *pauses: tuple[int, int | None]) -> Habit:
    """One that began so many days ago; each pause from so many days ago to so many."""
    return Habit(
        id="h",
        name="Log off at half past five",
        kind=HabitKind.BOUNDARY,
        started_on=TODAY - timedelta(days=started),
        position=0,
        pauses=tuple(
            Pause(
                first_day=TODAY - timedelta(days=first),
                last_day=None if last is None else TODAY - timedelta(days=last),
            )
            for first, last in pauses
        ),
        created_at=NOW,
        updated_at=NOW,
    )


@pytest.mark.parametrize(
    ("ticks", "pauses", "off", "said"),
    [
        (back(), (), back(), Kept(0, 7)),
        (back(0, 1, 2, 3, 4, 5, 6), (), back(), Kept(7, 7)),
        # Today is open: the seven days before it are looked at.
        (back(1, 2, 3, 4, 7), (), back(), Kept(5, 7)),
        # Ticked today: the seventh day back drops out.
        (back(0, 1, 2, 3, 4, 7), (), back(), Kept(5, 7)),
        (back(1, 2), (), back(3, 4, 5), Kept(2, 4)),
        (back(1, 2), ((5, 3),), back(), Kept(2, 4)),
        (back(6), ((4, None),), back(), Kept(1, 3)),
        (back(), ((50, None),), back(), Kept(0, 0)),
        # A tick on a day off counts, and so does the day.
        (back(1, 3), (), back(3, 4), Kept(2, 6)),
    ],
)
def test_counted_by_hand(ticks, pauses, off, said):
    assert kept(habit(100, *pauses), ticks, TODAY, off) == said


def test_days_before_it_began_are_left_out_unless_they_are_ticked():
    assert kept(habit(2), back(1), TODAY) == Kept(1, 2)
    assert kept(habit(2), back(1, 5), TODAY) == Kept(2, 3)
    assert kept(habit(0), back(), TODAY) == Kept(0, 0)
    assert kept(habit(0), back(0), TODAY) == Kept(1, 1)


def test_a_dot_for_every_day_today_last():
    found = dots(habit(5, (3, 3)), back(0, 4), TODAY, back(2))

    assert found == (Dot.OUT, Dot.OPEN, Dot.TICKED, Dot.OUT, Dot.OUT, Dot.OPEN, Dot.TICKED)
    assert len(dots(habit(), back(), TODAY, days=31)) == 31


@given(st.frozensets(st.integers(0, 12)), st.frozensets(st.integers(0, 12)), st.integers(0, 12), st.integers(0, 12))
def test_it_never_matters_whether_days_lie_in_a_row(ticks, off, first, last):
    """Only which of the days are ticked counts, so any order of the same days says the same."""
    pauses = ((first, last),) if first >= last else ()
    found = kept(habit(100, *pauses), back(*ticks), TODAY, back(*off))

    assert 0 <= found.ticked <= found.days <= 7
    window = range(7) if 0 in ticks else range(1, 8)
    assert found.ticked == sum(day in ticks for day in window)
    left = {day for day in window if (day in off or (pauses and last <= day <= first)) and day not in ticks}
    assert found.days == 7 - len(left)


def test_what_is_open_today_waits_unless_it_is_ticked_paused_or_the_day_is_off():
    open_one, paused = habit(), habit(100, (3, None))
    assert waiting([open_one, paused], {}, TODAY, frozenset()) == (open_one,)
    assert waiting([open_one], {"h": back(1, 2)}, TODAY, frozenset()) == (open_one,)
    assert waiting([open_one], {"h": back(0)}, TODAY, frozenset()) == ()
    assert waiting([open_one], {}, TODAY, back(0)) == ()
