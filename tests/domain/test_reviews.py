"""When a week is to be looked back on, what its diary fills in, and what the reviews add up to."""

from datetime import date, timedelta

import pytest
from domain_samples import entry

from rut_tui.domain.reviews import Waiting, waiting
from rut_tui.domain.weeks import Answers, at_hand, filled_in, likings, seen, week_name

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


@pytest.mark.parametrize(("today", "week"), [(0, -7), (1, -7), (2, 0), (6, 0)], ids=["Mon", "Tue", "Wed", "Sun"])
def test_early_in_a_week_it_is_the_last_one_that_is_looked_back_on(today: int, week: int) -> None:
    assert at_hand(on(today)) == on(week)


@pytest.mark.parametrize(
    ("week", "name"),
    [
        (MONDAY, "16–22 Nov"),
        (date(2026, 11, 30), "30 Nov – 6 Dec"),
        (date(2025, 12, 29), "29 Dec – 4 Jan"),
        (date(2025, 11, 17), "17–23 Nov 2025"),
    ],
)
def test_a_week_is_called_by_its_days(week: date, name: str) -> None:
    assert week_name(week, on(4)) == name


def test_a_week_has_the_mean_of_each_of_its_days_and_what_engaged_and_drained() -> None:
    entries = [entry(on(0), -2, "meetings"), entry(on(0), 1, "mentoring"), entry(on(2), 2, "mentoring", "running")]
    found = seen(MONDAY, [*entries, entry(on(3), None, "meetings"), entry(on(4), 0, "email")])
    assert [day.mean for day in found.days] == [-0.5, None, 2.0, None, 0.0, None, None]
    # Of the days −0.5, 2 and 0: a note without a rating is written, but counts in no mean.
    assert (found.written, found.entries, found.mean) == (4, 5, 0.5)
    assert filled_in(found.engaged) == "running +2.0 (1), mentoring +1.5 (2)"
    assert filled_in(found.drained) == "meetings −2.0 (1)"


def test_no_more_than_four_are_filled_in() -> None:
    found = seen(MONDAY, [entry(on(0), 1, name) for name in ("a", "b", "c", "d", "e")])
    assert len(found.engaged) == 4
    assert filled_in(found.drained) == ""


def test_what_more_weeks_say_comes_first_and_the_same_words_are_one_thing() -> None:
    found = likings(
        [
            Answers(on(0), "A new tool\n\n  * mentoring!", "Mail"),
            Answers(on(-7), "Mentoring", "mail.\nstatus rounds"),
            Answers(on(-14), "Quiet   mornings\nquiet mornings", ""),
        ]
    )
    assert [(it.side, it.text, len(it.weeks)) for it in found] == [
        ("liked", "mentoring!", 2),
        ("liked", "A new tool", 1),
        ("liked", "Quiet   mornings", 1),
        ("disliked", "Mail", 2),
        ("disliked", "status rounds", 1),
    ]
    assert found[0].weeks == (on(0), on(-7))
