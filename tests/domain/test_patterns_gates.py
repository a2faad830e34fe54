"""When a mean may be called a hint or a pattern, and what is said to be missing."""

from datetime import date, timedelta

import pytest
from diaries import drawn, rating
from domain_samples import TODAY

from rut_tui.domain.insights import Level
from rut_tui.domain.patterns import Gate, Insight, Insights, Where, first_day, insights, missing
from rut_tui.domain.permutation import PERMUTATIONS, adjusted, p_values


def named(found: Insights, name: str) -> Insight:
    return next(item for item in (*found.by_activity, *found.by_weekday, *found.by_part_of_day) if item.name == name)


def split(with_it: int, without: int, *, apart: int = 4) -> Insights:
    """So many days with meetings, and so many without that were better."""
    days = [rating(n, -apart // 2, "meetings") for n in range(with_it)]
    return insights(days + [rating(with_it + n, apart // 2) for n in range(without)])


@pytest.mark.parametrize(
    ("with_it", "without", "level", "next_one"),
    [
        (3, 10, Level.DESCRIPTION, Gate(Level.HINT, 1)),  # 13 days
        (2, 12, Level.DESCRIPTION, Gate(Level.HINT, 1)),  # one more with it
        (1, 4, Level.DESCRIPTION, Gate(Level.HINT, 9)),
        (3, 11, Level.HINT, Gate(Level.PATTERN, 2)),
        (11, 4, Level.HINT, Gate(Level.PATTERN, 1)),
        (14, 0, Level.DESCRIPTION, Gate(Level.HINT, 3)),  # no day without it
        (5, 9, Level.PATTERN, None),
        (9, 5, Level.PATTERN, None),
    ],
)
def test_the_gates(with_it: int, without: int, level: Level, next_one: Gate | None) -> None:
    item = named(split(with_it, without), "meetings")
    assert (item.level, missing(item)) == (level, next_one)


def test_days_enough_but_no_difference_stays_a_hint_and_asks_for_no_more_days() -> None:
    item = named(split(7, 7, apart=0), "meetings")
    assert (item.level, item.p, missing(item)) == (Level.HINT, 1.0, None)


def test_a_difference_that_chance_brings_about_is_no_pattern() -> None:
    # 6 days of each kind with the same six ratings, but one.
    ratings = (-2, -1, 0, 0, 1, 2)
    days = [rating(n, value, "a") for n, value in enumerate(ratings)]
    days += [rating(6 + n, value) for n, value in enumerate((*ratings[:-1], 1))]
    days += [rating(12, 0), rating(13, 0)]
    item = named(insights(days), "a")
    assert item.level is Level.HINT
    assert item.q is not None
    assert item.q > 0.10


def test_next_gate_of_the_whole_is_the_nearest_one() -> None:
    assert insights([]).next_gate == Gate(Level.HINT, 14)
    assert split(2, 2).next_gate == Gate(Level.HINT, 10)
    # 14 days in a row hold 2 of each weekday: meetings lack one day, so does any weekday.
    assert split(2, 12).next_gate == Gate(Level.HINT, 1)
    assert split(4, 10).next_gate == Gate(Level.PATTERN, 1)
    assert split(5, 9).next_gate is None


def test_several_entries_a_day_are_one_day_before_testing() -> None:
    once = drawn(11, 40, most=1)
    thrice = [each for each in once for _ in range(3)]
    one, three = insights(once), insights(thrice)
    assert three.entries == 3 * one.entries
    assert [(it.name, it.p, it.q, it.level, it.mean) for it in one.by_activity] == [
        (it.name, it.p, it.q, it.level, it.mean) for it in three.by_activity
    ]


def test_the_mean_is_of_entries_with_it_and_the_difference_of_whole_days() -> None:
    diary = [rating(0, -2, "meetings"), rating(0, 2, "coding"), rating(1, 1), rating(2, 2)]
    item = named(insights(diary), "meetings")
    # The day with meetings is worth (−2 + 2) / 2 = 0, the others 1.5 on average.
    assert (item.mean, item.difference) == (-2.0, -1.5)


def test_days_off_count_nowhere() -> None:
    diary = drawn(12, 30)
    off = {TODAY - timedelta(days=n) for n in (3, 4, 5)}
    assert insights(diary, off) == insights([each for each in diary if each.day not in off])
    assert insights(diary, off).days == 27


def test_work_and_outside_are_looked_at_apart() -> None:
    diary = [
        rating(0, -2, "calls"),
        rating(0, 2, "running", work=False),
        rating(1, -1, "calls"),
        rating(2, 1, "running", work=False),
    ]
    both, work, outside = (insights(diary, where=where) for where in Where)
    assert (both.mean, both.work, both.outside) == ((0 - 1 + 1) / 3, -1.5, 1.5)
    assert (work.mean, work.days, [it.name for it in work.by_activity]) == (-1.5, 2, ["calls"])
    assert (outside.mean, outside.days, [it.name for it in outside.by_activity]) == (1.5, 2, ["running"])
    assert (work.work, work.outside) == (-1.5, 1.5)


def test_emotions_are_described_and_never_tested() -> None:
    diary = [rating(n, -2, emotions=["bored"]) for n in range(10)] + [rating(10 + n, 2) for n in range(10)]
    (bored,) = insights(diary).by_emotion
    assert (bored.mean, bored.difference, bored.level, bored.p, bored.q) == (-2.0, -4.0, Level.DESCRIPTION, None, None)


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        *[(hour, "night") for hour in (0, 4, 23)],
        *[(hour, "morning") for hour in (5, 11)],
        *[(hour, "afternoon") for hour in (12, 17)],
        *[(hour, "evening") for hour in (18, 22)],
    ],
)
def test_parts_of_the_day(hour: int, part: str) -> None:
    (found,) = insights([rating(0, 1, hour=hour)]).by_part_of_day
    assert found.name == part


def test_weekdays_and_parts_stand_in_their_own_order() -> None:
    found = insights([rating(n, n % 3, hour=n * 5 % 24) for n in range(20)])
    assert [it.name[:3] for it in found.by_weekday] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert [it.name for it in found.by_part_of_day] == ["morning", "afternoon", "evening", "night"]


def test_a_span_of_fourteen_days_ends_today() -> None:
    assert first_day(date(2026, 11, 20), 14) == date(2026, 11, 7)


def test_the_test_is_repeatable_and_does_not_depend_on_the_order_of_entries() -> None:
    diary = drawn(13, 60)
    assert insights(diary) == insights(diary)
    mixed = insights(diary[::-1])
    assert [(it.name, it.p) for it in mixed.by_activity] == [(it.name, it.p) for it in insights(diary).by_activity]


def test_p_is_never_nought_and_equal_days_have_one() -> None:
    assert p_values([-2] * 30 + [2] * 30, [[1] * 30 + [0] * 30]) == [1 / (PERMUTATIONS + 1)]
    assert p_values([1] * 20, [[1] * 6 + [0] * 14]) == [1.0]
    assert p_values([1] * 500, [[1] * 6 + [0] * 494]) == [1.0]
    assert p_values([1, 2, 3], [[1, 1, 1]]) == [1.0]
    assert p_values([1] * 499 + [2], [[1] * 500]) == [1.0]
    assert p_values([1, 2, 3], []) == []


def test_either_side_of_a_split_and_any_scale_give_the_same_p() -> None:
    values = [-2, -2, 0, 1, 1, 2, 2, 2, -1, 0, 0, 1]
    share = [2, 1, 2, 0, 1, 0, 0, 0, 2, 0, 0, 0]
    assert len(set(p_values(values, [share, [2 - it for it in share], [3 * it + 1 for it in share]]))) == 1


def test_the_tail_beyond_400_days_goes_on_from_the_draws_before() -> None:
    values = [n * 7 % 5 - 2 for n in range(400)]
    # Of what is done on every fifth day, so many are the worst days and the others the best.
    worst, best = [n for n in range(400) if values[n] == -2], [n for n in range(400) if values[n] == 2]
    shares = []
    for number in (46, 43, 38, 33):
        chosen = {*worst[:number], *best[: 80 - number]}
        shares.append([2 * (n in chosen) + (n % 3 == 0) for n in range(400)])
    drawn_ones = p_values(values, shares)
    assert len(set(drawn_ones)) == len(shares)
    # One more day that is worth nothing hardly changes what chance does; sums of whole ratings come in steps.
    assert p_values([*values, 0], [[*share, 0] for share in shares]) == pytest.approx(drawn_ones, abs=0.04)


def test_half_a_day_of_it_counts_half() -> None:
    # Two entries a day; meetings on so many of them.
    days = [(-1, 2), (-2, 2), (-1, 2), (1, 1), (-1, 1), (0, 1), *[(n % 4 - 1, 0) for n in range(8)]]
    diary = [
        rating(n, value, *(["meetings"] if part < there else []))
        for n, (value, there) in enumerate(days)
        for part in range(2)
    ]
    values, halves = zip(*days, strict=True)
    by_halves, by_days = p_values(values, [halves, [there > 0 for there in halves]])
    assert named(insights(diary), "meetings").p == by_halves != by_days


def test_adjusting_by_hand() -> None:
    # 4 tests: 0.01·4/1, 0.03·4/2, 0.04·4/3 lowers the one before, 0.5.
    assert adjusted([0.04, 0.01, 0.5, 0.03]) == pytest.approx([0.16 / 3, 0.04, 0.5, 0.16 / 3])
    assert adjusted([]) == []
