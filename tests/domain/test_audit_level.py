"""The level of a rut, how far a pass through the signs has come, and what lies outside work."""

import pytest
from domain_samples import audit, factors, signs
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.audit import Band, band, external_left, life_first, rut_level, share, sign_progress

TWENTY_FOUR = signs(*["any"] * 24)


def test_twelve_ratings_make_a_level():
    # 4+4+4+3+3+3+2+2+2+1+1+1 = 30; 30 / 12 = 2.5; 2.5 × 25 = 62.5, rounded up.
    found = rut_level(audit([4, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1]), TWENTY_FOUR)
    assert (found.value, found.band, found.rated, found.missing) == (63, Band.IN_A_RUT, 12, 0)


def test_eleven_ratings_say_how_many_are_missing():
    found = rut_level(audit([4] * 11), TWENTY_FOUR)
    assert (found.value, found.band, found.rated, found.missing) == (None, None, 11, 1)


def test_before_the_first_rating_all_twelve_are_missing():
    assert rut_level(None, TWENTY_FOUR).missing == 12


def test_signs_that_do_not_apply_count_neither_way():
    # Twelve rated 2 among six that don't apply: 2 × 25 = 50.
    found = rut_level(audit([2, None] * 6 + [2] * 6), TWENTY_FOUR)
    assert (found.value, found.rated) == (50, 12)


def test_ratings_of_signs_that_are_no_longer_asked_do_not_count():
    ratings = {f"s{n}": 0 for n in range(1, 13)} | {"gone": 4}
    assert rut_level(audit(ratings), TWENTY_FOUR).value == 0


@pytest.mark.parametrize(
    ("ratings", "level", "name"),
    [
        ([0] * 12, 0, Band.SETTLED),
        ([1] * 23 + [0], 24, Band.SETTLED),  # 23 / 24 × 25 = 23.96
        ([1] * 12, 25, Band.RESTLESS),
        ([2] * 19 + [1] * 5, 45, Band.IN_A_RUT),  # 43 / 24 × 25 = 44.79
        ([2] * 18 + [1] * 6, 44, Band.RESTLESS),  # 42 / 24 × 25 = 43.75
        ([3] * 14 + [2] * 10, 65, Band.DEEP),  # 62 / 24 × 25 = 64.58
        ([3] * 13 + [2] * 11, 64, Band.IN_A_RUT),  # 61 / 24 × 25 = 63.54
        ([1] * 19 + [0, 1, 0, 1, 1], 23, Band.SETTLED),  # 22 / 24 × 25 = 22.92
        ([4] * 12, 100, Band.DEEP),
    ],
)
def test_a_level_is_rounded_before_it_is_named(ratings, level, name):
    found = rut_level(audit(ratings), TWENTY_FOUR)
    assert (found.value, found.band) == (level, name)


@pytest.mark.parametrize(
    ("ratings", "shown"),
    [
        ([1, 0], 13),  # 12.5
        ([1, 1, 0, 0, 0, 0, 0, 0], 6),  # 6.25
        ([3, 4], 88),  # 87.5
        ([1, 0, 0, 0, 0, 0, 0, 0], 3),  # 3.125
        ([1] + [0] * 49, 1),  # 0.5
        ([1] + [0] * 50, 0),  # 0.49
    ],
)
def test_halves_round_up(ratings, shown):
    assert share(ratings) == shown


def test_bands_meet_without_a_gap():
    assert [level for level in range(1, 101) if band(level) is not band(level - 1)] == [25, 45, 65]


@given(st.lists(st.integers(0, 4) | st.none(), max_size=24))
def test_a_level_lies_within_0_and_100_and_needs_twelve(ratings):
    found = rut_level(audit(ratings), TWENTY_FOUR)
    assert (found.value is None) == (sum(rating is not None for rating in ratings) < 12) == bool(found.missing)
    if found.value is not None:
        assert 0 <= found.value <= 100
        assert found.band


@given(st.lists(st.integers(0, 4), min_size=12, max_size=24), st.data())
def test_rating_a_sign_higher_never_lowers_the_level(ratings, data):
    place = data.draw(st.integers(0, len(ratings) - 1))
    higher = [*ratings]
    higher[place] = min(4, higher[place] + 1)
    assert rut_level(audit(higher), TWENTY_FOUR).value >= rut_level(audit(ratings), TWENTY_FOUR).value


def test_progress_goes_on_at_the_first_sign_without_an_answer():
    found = sign_progress(audit({"s1": 3, "s2": None, "s4": 0}), signs(*["any"] * 5))
    assert (found.rated, found.skipped, found.total, found.left, found.next) == (2, 1, 5, 2, "s3")


def test_progress_starts_at_the_first_sign_and_ends_with_none_next():
    three = signs("a", "a", "a")
    assert (sign_progress(None, three).next, sign_progress(None, three).left) == ("s1", 3)
    assert sign_progress(audit([0, None, 4]), three).next is None


OUTSIDE = factors("sleep", "grief", "housing")


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ({}, ["sleep", "grief", "housing"]),
        ({"sleep": (False, None)}, ["grief", "housing"]),
        ({"sleep": (True, None)}, ["sleep", "grief", "housing"]),
        ({"sleep": (True, False), "grief": (None, True)}, ["grief", "housing"]),
        ({"sleep": (True, True), "grief": (False, None), "housing": (False, False)}, []),
    ],
)
def test_a_thing_outside_work_is_answered_when_it_is_away_or_both_questions_are(answers, left):
    assert [factor.key for factor in external_left(audit(external=answers), OUTSIDE)] == left


def test_what_is_there_and_would_help_is_said_first():
    answers = {"housing": (True, True), "sleep": (True, True), "grief": (True, False)}
    assert [factor.key for factor in life_first(audit(external=answers), OUTSIDE)] == ["sleep", "housing"]
    assert life_first(audit(external={"sleep": (False, True)}), OUTSIDE) == ()
    assert life_first(None, OUTSIDE) == ()
