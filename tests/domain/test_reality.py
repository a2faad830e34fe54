"""What was expected beside how it was: said once it was so often enough."""

import pytest
from domain_samples import TODAY

from rut_tui.domain.reality import Pair, Reality, answered, realities, said


def pairs(activity: str, *both: tuple[int, int]) -> list[Pair]:
    return [
        Pair(activity_id=activity, activity=activity, entry_id=f"e{n}", day=TODAY, expected=expected, actual=actual)
        for n, (expected, actual) in enumerate(both)
    ]


SIX = pairs("meetings", (-2, -1), (-2, 0), (-1, 0), (-2, 1), (-1, -1), (-2, -1))
"""Expected −10 / 6 = −1.67 on average; it was −2 / 6 = −0.33."""


def test_five_times_are_enough_and_four_are_not() -> None:
    (four,) = realities(SIX[:4])
    assert (four.times, four.expected, four.actual) == (4, None, None)
    (five,) = realities(SIX[:5])
    assert (five.times, five.expected, five.actual) == (5, -1.6, -0.2)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (realities(SIX)[0], "you expected −1.7, it was −0.3 (6 times): 1.3 higher than expected."),
        (Reality("k", "n", 5, 1.0, -0.5), "you expected +1.0, it was −0.5 (5 times): 1.5 lower than expected."),
        (Reality("k", "n", 8, -1.0, -0.96), "you expected −1.0, it was −1.0 (8 times): much as expected."),
        (Reality("k", "n", 4), "4 times so far; once more until the two can be compared."),
        (Reality("k", "n", 1), "once so far; 4 times more until the two can be compared."),
    ],
)
def test_it_is_said_with_how_often_it_was(found: Reality, words: str) -> None:
    assert said(found) == words


def test_a_check_in_says_what_was_expected_of_it() -> None:
    better, same = pairs("meetings", (-2, 0), (-1, -1))
    assert answered(better) == "You expected −2 of “meetings”, it was 0."
    assert answered(same) == "You expected −1 of “meetings”, and it was −1."


def test_several_activities_are_put_together_too_and_the_most_frequent_comes_first() -> None:
    found = realities([*pairs("email", (0, 1)), *SIX])
    assert [(item.name, item.times) for item in found] == [("all together", 7), ("meetings", 6), ("email", 1)]
    assert (found[0].expected, found[0].actual) == (-10 / 7, -1 / 7)
    assert [item.name for item in realities([*pairs("email", (0, 1)), *pairs("calls", (0, 1))])] == ["calls", "email"]
    assert realities([]) == ()
