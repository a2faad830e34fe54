"""What an insight says in words: plain, with its days, and never that one thing causes another."""

import pytest
from diaries import drawn, rating

from rut_tui.domain.insight_words import chance, compared, counted, finding, judged, span_name
from rut_tui.domain.patterns import Insight, insights


def meetings(with_it: int, without: int, apart: int = 3) -> Insight:
    diary = [rating(n, -1, "meetings") for n in range(with_it)]
    return insights(diary + [rating(with_it + n, apart - 1) for n in range(without)]).by_activity[0]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (meetings(8, 6), "8 days with it are 3.0 lower than 6 days without."),
        (meetings(1, 2), "1 day with it is 3.0 lower than 2 days without."),
        (meetings(4, 4, apart=-1), "4 days with it are 1.0 higher than 4 days without."),
        (meetings(4, 4, apart=0), "4 days with it and 4 days without are alike."),
        (meetings(2, 0), "2 days with it, none without."),
    ],
)
def test_days_with_are_held_against_days_without(item: Insight, said: str) -> None:
    assert compared(item) == said


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (meetings(2, 20), "1 more day with it until it can be a hint."),
        (meetings(20, 1), "2 more days without it until it can be a hint."),
        (meetings(4, 4), "6 more days until it can be a hint."),
        (meetings(1, 1), "12 more days until it can be a hint."),
    ],
)
def test_what_is_missing_until_it_can_be_a_hint(item: Insight, said: str) -> None:
    assert judged(item, 3) == said


def test_a_hint_says_how_sure_it_is_and_what_is_missing_until_it_can_be_more() -> None:
    hint = meetings(3, 20)
    assert judged(hint, 9).startswith(f"A hint (p {chance(hint.p or 0)}; q {chance(hint.q or 0)} over 9 comparisons). ")
    assert judged(hint, 9).endswith(" 2 more days with it until it can be a pattern.")
    assert judged(meetings(8, 8, apart=0), 1) == "A hint (p 1.00). Chance alone may do that."


def test_a_pattern_is_what_chance_rarely_does() -> None:
    pattern = meetings(10, 10)
    said = f"A pattern: chance alone rarely does that (p <0.001; q {chance(pattern.q or 0)} over 9 comparisons)."
    assert judged(pattern, 9) == said


def test_weekdays_are_days_of_their_own() -> None:
    # 20 November 2026 is a Friday.
    found = insights([rating(n, -2 if n % 7 == 0 else 1) for n in range(70)])
    friday = next(item for item in found.by_weekday if item.name == "Friday")
    assert compared(friday) == "10 such days are 3.0 lower than 60 other days."
    assert finding(found) == "Fridays go together with lower ratings."


def test_the_finding_of_a_part_of_the_day_and_of_several_patterns() -> None:
    nights = [rating(n, -2, hour=2) for n in range(15)]
    found = insights(nights + [rating(15 + n, 1, hour=(9, 15)[n % 2]) for n in range(40)])
    assert finding(found) == "Days with an entry at night go together with lower ratings. 2 more patterns below."
    assert finding(insights(nights + [rating(15 + n, 1, hour=20) for n in range(15)])).startswith("Days with an entry")


def test_without_a_pattern_it_says_what_is_missing_or_that_there_is_none() -> None:
    assert finding(insights([])) == "14 more rated days until there can be a hint."
    assert finding(insights(drawn(2, 9))) == "5 more rated days until there can be a hint."
    assert finding(insights([rating(n, 0, "a") if n % 2 else rating(n, 0) for n in range(30)])) == (
        "No pattern here: what you see may be chance."
    )


def test_nothing_is_said_to_cause_anything() -> None:
    for found in (insights(drawn(seed, 40, effects={"a": -2})) for seed in range(3)):
        said = [finding(found), *(compared(item) + judged(item, found.tested) for item in found.comparisons)]
        assert not any(word in text for text in said for word in ("cause", "because", "due to", "makes you"))


def test_small_words() -> None:
    assert [chance(value) for value in (0.0001, 0.001, 0.04, 0.099, 0.0996, 0.5, 1.0)] == [
        *("<0.001", "0.001", "0.040", "0.099", "0.10", "0.50", "1.00"),
    ]
    assert [counted(1, "day"), counted(0, "entry", "entries"), counted(1_200, "day")] == [
        *("1 day", "0 entries", "1,200 days"),
    ]
    assert [span_name(14), span_name(None)] == ["last 14 days", "all days"]
