"""Means are by day, and always with the entries and days they rest on."""

from datetime import date, time

import pytest
from domain_samples import TODAY, entry
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.insights import (
    Level,
    by_activity,
    by_emotion,
    day_means,
    drained_days,
    series,
    strongest_drain,
    strongest_engager,
    tag_means,
    within,
)

MON, TUE, WED = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)


def test_several_entries_a_day_are_one_day():
    entries = [entry(MON, -2), entry(MON, 1), entry(TUE, 2), entry(MON, -2)]
    assert day_means(entries) == {MON: -1.0, TUE: 2.0}  # (−2 + 1 − 2) / 3


def test_notes_without_a_rating_and_archived_entries_count_nowhere():
    entries = [entry(MON, None, "meetings"), entry(TUE, -2, "meetings", archived=True), entry(WED, 1, "meetings")]
    assert day_means(entries) == {WED: 1.0}
    (found,) = by_activity(entries)
    assert (found.mean, found.entries, found.days) == (1.0, 1, 1)


def test_the_mean_of_an_activity_is_over_days_of_the_entries_with_it():
    entries = [
        entry(MON, -2, "meetings"),
        entry(MON, -1, "meetings", "email"),
        entry(MON, 2, "mentoring"),
        entry(TUE, 1, "meetings"),
        entry(WED, 0, "email"),
    ]
    found = {item.name: item for item in by_activity(entries)}
    # meetings: Monday (−2 − 1) / 2 = −1.5, Tuesday 1; (−1.5 + 1) / 2 = −0.25. A mean of entries would be −0.67.
    assert (found["meetings"].mean, found["meetings"].entries, found["meetings"].days) == (-0.25, 3, 2)
    assert (found["email"].mean, found["email"].entries, found["email"].days) == (-0.5, 2, 2)
    assert (found["mentoring"].mean, found["mentoring"].entries, found["mentoring"].days) == (2.0, 1, 1)
    assert [item.name for item in by_activity(entries)] == ["email", "meetings", "mentoring"]
    assert {item.level for item in found.values()} == {Level.DESCRIPTION}


def test_an_activity_named_twice_on_one_entry_counts_once():
    (found,) = by_activity([entry(MON, -1, "meetings", "meetings")])
    assert (found.entries, found.mean) == (1, -1.0)


def test_emotions_are_described_the_same_way():
    entries = [entry(MON, -2, emotions=["bored", "numb"]), entry(TUE, -1, emotions=["bored"])]
    assert [(item.name, item.mean, item.entries) for item in by_emotion(entries)] == [
        ("numb", -2.0, 1),
        ("bored", -1.5, 2),
    ]


def test_other_groupings_use_the_same_mean():
    entries = [entry(MON, -2), entry(date(2026, 11, 23), 0), entry(TUE, 1)]
    found = tag_means(entries, lambda item: [(str(item.day.weekday()), item.day.strftime("%A"))])
    assert [(item.name, item.mean, item.days) for item in found] == [("Monday", -1.0, 2), ("Tuesday", 1.0, 1)]


def test_equal_means_put_what_has_more_entries_first_then_the_name():
    entries = [entry(MON, -1, "b"), entry(MON, -1, "a"), entry(MON, -1, "c"), entry(TUE, -1, "c")]
    assert [item.name for item in by_activity(entries)] == ["c", "a", "b"]


def test_today_names_what_rests_on_three_entries():
    entries = [entry(n, -2, "reports") for n in range(2)]
    entries += [entry(n, -1, "meetings") for n in range(3)]
    entries += [entry(n, 2, "mentoring") for n in range(3)]
    entries += [entry(n, 1, "coding") for n in range(5)]
    means = by_activity(entries)
    assert strongest_drain(means).name == "meetings"
    assert strongest_engager(means).name == "mentoring"


def test_what_is_shown_as_nought_neither_drains_nor_engages():
    # −1 + 0 × 21 over 22 days is −0.045, shown as 0.0.
    entries = [entry(0, -1, "email")] + [entry(n, 0, "email") for n in range(1, 22)]
    means = by_activity(entries)
    assert strongest_drain(means) is None
    assert strongest_engager(means) is None
    assert strongest_drain(()) is None


def test_an_engager_is_never_named_as_a_drain():
    means = by_activity([entry(n, 1, "coding") for n in range(4)])
    assert strongest_drain(means) is None
    assert strongest_engager(means).entries == 4


def test_the_chart_has_every_day_and_tells_an_empty_one_from_a_neutral_one():
    entries = [entry(0, 2), entry(0, 1, at=time(17)), entry(2, 0), entry(13, -2), entry(14, -2), entry(1, None)]
    found = series(entries, TODAY)
    assert len(found) == 14
    assert (found[0].day, found[-1].day) == (date(2026, 11, 7), TODAY)
    assert (found[-1].mean, found[-1].entries) == (1.5, 2)
    assert (found[-2].mean, found[-2].entries) == (None, 0)
    assert found[-3].mean == 0.0
    assert found[0].mean == -2.0
    assert [point.mean for point in found].count(None) == 11


def test_a_window_holds_both_its_ends():
    entries = [entry(MON, 1), entry(TUE, 1), entry(WED, 1)]
    assert [item.day for item in within(entries, MON, TUE)] == [MON, TUE]


def test_a_drained_day_has_a_mean_of_minus_a_half_or_lower():
    entries = [entry(MON, -1), entry(MON, 0), entry(TUE, -1), entry(TUE, 0), entry(TUE, 0), entry(WED, -2)]
    assert drained_days(day_means(entries)) == 2


RATED = st.lists(
    st.tuples(st.integers(0, 20), st.integers(-2, 2) | st.none(), st.sets(st.sampled_from("abc"))), max_size=30
)


@given(RATED)
def test_means_stay_on_the_scale_and_count_what_is_there(drawn):
    entries = [entry(back, value, *sorted(tags)) for back, value, tags in drawn]
    for item in by_activity(entries):
        tagged = [(back, value) for back, value, tags in drawn if item.name in tags and value is not None]
        assert -2 <= item.mean <= 2
        assert (item.entries, item.days) == (len(tagged), len({back for back, _ in tagged}))
    assert len(day_means(entries)) == len({back for back, value, _ in drawn if value is not None})


@given(RATED)
def test_the_order_of_entries_changes_nothing(drawn):
    entries = [entry(back, value, *sorted(tags)) for back, value, tags in drawn]
    assert by_activity(entries) == by_activity(entries[::-1])
    assert day_means(entries) == pytest.approx(day_means(entries[::-1]))
