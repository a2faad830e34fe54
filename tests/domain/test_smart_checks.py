"""The five checks of a goal: short nudges that never block."""

from datetime import date, timedelta

import pytest
from domain_samples import TODAY, goal, milestone
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.goals import GoalDraft, MilestoneDraft
from rut_tui.domain.smart import achievable, measurable, open_letters, relevant, smart, specific, time_bound

FINE = [
    "Move into a remote UX role",
    "Finish three courses by the end of the quarter",
    "Apply to five jobs by December",
    "Ask my boss for a raise",
    "Raise my rate to 60 an hour",
    "Change career to nursing",
    "Earn more than 60k a year",
    "Send 5 more applications",
    "Improve test coverage to 80%",
    "Update CV and profiles",
    "Research and apply to two colleges",
    "Talk to Anna and ask for her notes",
    "Move to Nice",
    "Plan the month off",
    "Become king of the moon by yesterday",
    "to rewrite the résumé",
]
ELSEWHERE = [
    "Mehr verdienen",
    "An der Uni einschreiben",
    "Aprobar el examen de inglés",
    "Otići na more",
    "Встретиться с ментором",
    "לכתוב קורות חיים",
    "كتابة السيرة الذاتية",
    "履歴書を更新する",
    "转职",
    "สมัครงานห้าแห่ง",
    "नया काम ढूँढना",
    "이력서 새로 쓰기",
]


@pytest.mark.parametrize("title", FINE + ELSEWHERE)
def test_a_verb_and_a_thing_are_specific_in_any_language(title):
    assert specific(title).nudge == ""


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("", "a verb and a thing"),
        ("Promotion", "a verb and a thing"),
        ("Weiterbildung", "a verb and a thing"),
        ("!!! ???", "a verb and a thing"),
        ("10 20", "a verb and a thing"),
        ("🚀 🚀", "a verb and a thing"),
        ("Be happier", "“Happier”"),
        ("BE HAPPIER AT WORK", "“Happier”"),
        ("Get better at SQL", "“Better”"),
        ("Earn more", "“More”"),
        ("Somehow get out of here", "“Somehow”"),
        ("Do something about Mondays", "“Something”"),
        ("Sort stuff out", "“Stuff”"),
        ("Find a good mentor", "“Good”"),
        ("Improve my SQL", "“Improve”"),
        ("Quit it", "“It”"),
        ("New job", "Start with a verb"),
        ("A promotion", "Start with a verb"),
        ("Career change", "Start with a verb"),
        ("I want a new job", "Start with a verb"),
        ("Work-life balance", "Start with a verb"),
        ("Financial freedom", "Start with a verb"),
        ("Find a job and move to Rome", "two goals"),
        ("Learn Spanish, find a job; buy a house", "two goals"),
    ],
)
def test_what_is_not_specific_gets_a_nudge(title, part):
    found = specific(title)
    assert not found.ok
    assert part in found.nudge


@pytest.mark.parametrize("title", ["Write about bettering", "Sell the moreish cake", "Visit Goodwood again"])
def test_vague_words_are_whole_words(title):
    assert specific(title).ok


@pytest.mark.parametrize(
    "measure",
    [
        "5 applications",
        "five applications",
        "80%",
        "€500 a month",
        "60k",
        "8/10 on the form",
        "more than 10 talks",
        "at most 2 drained days a week",
        "a meeting twice a week",
        "signed contract",
        "certificate",
        "offer letter by March 2027",
        "yes/no",
        "CV sent by 31 Dec",
        "Zertifikat in der Hand",
        "fünf Bewerbungen",
        "٥ وظائف",
        "5社に応募",
        "資格証明書",
    ],
)
def test_a_number_with_a_unit_or_a_proof_can_be_measured(measure):
    assert measurable(measure).nudge == ""


@pytest.mark.parametrize(
    ("measure", "part"),
    [
        ("", "How will you know"),
        ("?", "How will you know"),
        ("5", "needs its unit"),
        ("five", "needs its unit"),
        ("by December", "says when"),
        ("2027", "says when"),
        ("2027-03-31", "says when"),
        ("in 3 months", "says when"),
        ("next year", "says when"),
        ("I feel good", "from outside"),
        ("happier", "from outside"),
        ("a lot", "from outside"),
        ("more money", "from outside"),
        ("I'll just know", "from outside"),
        ("not sure", "from outside"),
        ("tbd", "from outside"),
        ("x", "from outside"),
    ],
)
def test_what_cannot_be_measured_gets_a_nudge(measure, part):
    found = measurable(measure)
    assert not found.ok
    assert part in found.nudge


def test_a_count_in_the_title_will_do_until_there_is_a_measure():
    assert measurable("", "Apply to five jobs by December").ok
    assert not measurable("feel good", "Apply to five jobs").ok
    assert not measurable("", "Move to Rome by 2027").ok
    assert not measurable("", "Be settled in 3 months").ok
    assert not measurable("", "Attend tennis").ok


@pytest.mark.parametrize(
    ("confidence", "written", "ok"),
    [(None, "", False), (10, "", True), (7, "", True), (6, "", False), (6, " \n", False), (1, "a mentor", True)],
)
def test_below_7_it_asks_what_would_make_it_a_7(confidence, written, ok):
    found = achievable(confidence, written)
    assert found.ok is ok
    if confidence == 6 and not ok:
        assert "make it a 7" in found.nudge
        assert "milestones" in found.nudge


def test_it_serves_at_least_one_value_or_cause():
    assert not relevant(()).ok
    assert not relevant([" "]).ok
    assert relevant(["value:growth"]).ok


def near(days, done=False):
    return MilestoneDraft(title="Step", due=TODAY + timedelta(days=days), done=done)


@pytest.mark.parametrize(
    ("days", "steps", "part"),
    [
        (None, [], "By when"),
        (-1, [], "has passed"),
        (0, [], ""),
        (90, [], ""),
        (91, [], "within the next 30 days"),
        (91, [near(30)], ""),
        (91, [near(0)], ""),
        (91, [near(31)], "within the next 30 days"),
        (91, [near(-1)], "within the next 30 days"),
        (91, [near(10, done=True)], "within the next 30 days"),
        (91, [MilestoneDraft(title="Undated")], "within the next 30 days"),
        (60_000, [near(45), near(5)], ""),
    ],
)
def test_a_day_that_has_not_passed_and_a_near_step_to_a_far_one(days, steps, part):
    due = None if days is None else TODAY + timedelta(days=days)
    found = time_bound(due, steps, TODAY)
    assert found.ok == (not part)
    assert part in found.nudge


def test_a_goal_that_is_done_may_lie_in_the_past():
    past = TODAY - timedelta(days=3)
    assert open_letters(goal(due=past), TODAY) == ("T",)
    assert open_letters(goal(due=past, done_on=past), TODAY) == ()


def test_a_stored_milestone_counts_while_it_is_open():
    far, soon = TODAY + timedelta(days=200), TODAY + timedelta(days=7)
    assert open_letters(goal(due=far, milestones=[milestone(due=soon)]), TODAY) == ()
    assert open_letters(goal(due=far, milestones=[milestone(due=soon, done_on=TODAY)]), TODAY) == ("T",)


def test_an_empty_draft_lacks_all_but_its_title():
    draft = GoalDraft(title="Write a book")
    assert [(check.letter, check.ok) for check in smart(draft, TODAY)] == [
        ("S", True),
        ("M", False),
        ("A", False),
        ("R", False),
        ("T", False),
    ]


@given(st.text(max_size=80), st.text(max_size=80), st.none() | st.integers(1, 10), st.text(max_size=9), st.dates())
def test_any_goal_gets_five_checks_with_short_nudges_in_our_words_only(title, measure, confidence, written, due):
    checks = [
        specific(title),
        measurable(measure, title),
        achievable(confidence, written),
        relevant([]),
        time_bound(due, [], TODAY),
    ]
    for check in checks:
        assert check.ok == (check.nudge == "")
        assert len(check.nudge) <= 70
        assert "!" not in check.nudge
        assert "…" not in check.nudge


@pytest.mark.parametrize("text", ["a " * 5_000, " " * 10_000, "1" * 10_000, "and " * 2_500, "in the next " * 900])
def test_a_long_paste_is_checked_without_a_pause(text):
    assert specific(text)
    assert measurable(text)


def test_the_last_day_of_the_calendar_is_no_fault():
    assert not time_bound(date.max, [], TODAY).ok
    assert not time_bound(date.min, [], TODAY).ok
