"""Causes are scored by their signs, and what the person says of them stands first."""

import pytest
from domain_samples import audit, causes, signs
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.audit import Fit
from rut_tui.domain.causes import cause_scores, to_ask, top_cause

SIGNS = signs("bored", "bored tired", "tired", "tired lost", "lost", "stuck")
CAUSES = causes("bored", "tired", "lost", "stuck")


def by_key(given_audit):
    return {item.cause.key: item for item in cause_scores(given_audit, CAUSES, SIGNS)}


def keys(items):
    return [item.cause.key for item in items]


def test_a_score_is_the_mean_of_its_signs_out_of_100():
    found = by_key(audit([4, 3, 2, 1, 1, 4]))
    assert found["bored"].score == 88  # (4 + 3) / 2 = 3.5 × 25 = 87.5
    assert found["tired"].score == 50  # (3 + 2 + 1) / 3 = 2 × 25
    assert found["lost"].score == 25  # (1 + 1) / 2 = 1 × 25
    assert found["stuck"].score is None


def test_a_cause_with_one_sign_says_that_this_is_too_little():
    found = by_key(audit({"s1": 4, "s6": 4}))
    assert found["bored"].gap == found["stuck"].gap == "one sign: too little to say"
    assert found["tired"].gap == "no sign rated yet"
    assert found["bored"].unrated == 1


def test_a_sign_that_does_not_apply_is_no_evidence():
    found = by_key(audit({"s1": 4, "s2": None}))["bored"]
    assert (found.score, found.rated, found.unrated) == (None, 1, 0)


def test_the_signs_behind_a_score_are_shown_own_and_shared_the_highest_first():
    found = by_key(audit([1, 3, 2, 4, 0]))["tired"]
    assert [(item.sign.key, item.rating) for item in found.own] == [("s3", 2)]
    assert [(item.sign.key, item.rating) for item in found.shared] == [("s4", 4), ("s2", 3)]
    assert found.gap == ""


def test_the_highest_score_comes_first_and_causes_without_one_last():
    assert keys(cause_scores(audit([0, 1, 4, 4, 4]), CAUSES, SIGNS)) == ["lost", "tired", "bored", "stuck"]


def test_scores_that_look_equal_are_ordered_by_what_they_are():
    # 1 / 3 × 25 = 8.33 and 2 / 6 × 25 is the same: the usual order decides.
    ties = signs("a", "a", "a", *["b"] * 6)
    found = cause_scores(audit([1, 0, 0, 2, 0, 0, 0, 0, 0]), causes("a", "b"), ties)
    assert [(item.cause.key, item.score) for item in found] == [("a", 8), ("b", 8)]
    # 5 / 14 × 25 = 8.93 and 3 / 8 × 25 = 9.375 are both shown as 9, and the second is more.
    near = signs(*["a"] * 14, *["b"] * 8)
    found = cause_scores(audit([1] * 5 + [0] * 9 + [1] * 3 + [0] * 5), causes("a", "b"), near)
    assert [(item.cause.key, item.score) for item in found] == [("b", 9), ("a", 9)]


def test_the_answer_stands_first():
    ratings = [4, 4, 3, 2, 1]
    fits = {"lost": Fit.FITS, "bored": Fit.DOESNT, "tired": Fit.UNSURE}
    found = cause_scores(audit(ratings, fits=fits), CAUSES, SIGNS)
    assert [(item.cause.key, item.score) for item in found] == [
        ("lost", 38),
        ("tired", 75),
        ("stuck", None),
        ("bored", 100),
    ]


def test_unsure_stands_where_no_answer_does():
    found = cause_scores(audit([4, 4, 3, 2, 1], fits={"tired": Fit.UNSURE}), CAUSES, SIGNS)
    assert keys(found) == ["bored", "tired", "lost", "stuck"]


def test_the_top_three_are_asked_whatever_was_said_of_them():
    five = causes("a", "b", "c", "d", "e")
    ten = signs(*(key for key in "abcde" for _ in range(2)))
    ratings = [1, 1, 4, 4, 0, 0, 3, 3, 2, 2]
    found = cause_scores(audit(ratings), five, ten)
    assert {item.cause.key for item in found if item.asked} == {"b", "d", "e"}
    assert keys(to_ask(found)) == ["b", "d", "e"]
    answered = cause_scores(audit(ratings, fits={"b": Fit.DOESNT}), five, ten)
    assert {item.cause.key for item in answered if item.asked} == {"b", "d", "e"}
    assert keys(to_ask(answered)) == ["d", "e"]


def test_a_cause_that_scores_nothing_is_not_asked_about():
    found = cause_scores(audit([0, 0, 0, 0, 0]), CAUSES, SIGNS)
    assert to_ask(found) == ()
    assert top_cause(found) is None


@pytest.mark.parametrize(
    ("fits", "top"),
    [
        ({}, "bored"),
        ({"bored": Fit.DOESNT}, "tired"),
        ({"stuck": Fit.FITS}, "stuck"),
        (dict.fromkeys(("bored", "tired", "lost"), Fit.DOESNT), None),
    ],
)
def test_the_cause_to_act_on_is_what_fits_or_else_scores_highest(fits, top):
    found = top_cause(cause_scores(audit([4, 4, 3, 2, 1], fits=fits), CAUSES, SIGNS))
    assert (found.cause.key if found else None) == top


def test_before_the_first_rating_all_causes_are_listed_in_their_usual_order():
    found = cause_scores(None, CAUSES, SIGNS)
    assert keys(found) == ["bored", "tired", "lost", "stuck"]
    assert {item.score for item in found} == {None}


@given(
    st.lists(st.integers(0, 4) | st.none(), max_size=6),
    st.dictionaries(st.sampled_from(["bored", "tired", "lost", "stuck"]), st.sampled_from(list(Fit))),
)
def test_no_cause_is_lost_and_scores_stay_within_0_and_100(ratings, fits):
    found = cause_scores(audit(ratings, fits=fits), CAUSES, SIGNS)
    assert sorted(keys(found)) == ["bored", "lost", "stuck", "tired"]
    for item in found:
        assert (item.score is None) == (item.rated < 2)
        assert item.score is None or 0 <= item.score <= 100
    groups = [{Fit.FITS: 0, Fit.DOESNT: 2}.get(item.fit, 1) for item in found]
    assert groups == sorted(groups)
