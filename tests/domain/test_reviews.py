"""When a week is to be looked back on, and what the reviews add up to."""

from datetime import date, timedelta

import pytest

from rut_tui.domain.reviews import Waiting, waiting

MONDAY = date(2026, 11, 16)


def on(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("today", "due"),
    [(3, None), (4, 6), (5, 6), (6, 6), (7, 7), (8, 8), (9, None)],
    ids=["Thu", "Fri", "Sat", "Sun", "Mon after", "Tue after", "Wed after"],
)
def test_a_week_waits_from_friday_to_the_tuesday_after_and_then_no_more(today: int, due: int | None) -> None:
    found = waiting([on(0), on(0), on(2)], [], on(today))
    assert found == (None if due is None else Waiting(MONDAY, on(due), 2))


def test_a_week_that_was_looked_back_on_or_not_written_on_asks_for_nothing() -> None:
    assert waiting([on(0)], [MONDAY], on(6)) is None
    assert waiting([on(-1), on(7)], [], on(6)) is None
    assert waiting([], [], on(6)) is None
