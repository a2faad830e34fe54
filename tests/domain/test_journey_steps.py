"""The one step is the smallest useful one, fits the day, and says why."""

from datetime import time, timedelta

import pytest
from domain_samples import (
    TODAY,
    audit,
    causes,
    entry,
    experiment,
    factors,
    goal,
    lead,
    milestone,
    person,
    setback,
    signs,
)
from hypothesis import given
from hypothesis import strategies as st

from rut_tui.domain.audit import Fit
from rut_tui.domain.due import NOTHING, Carried
from rut_tui.domain.evidence import gather
from rut_tui.domain.goals import Column
from rut_tui.domain.journey import RULES, steps

SIGNS = signs(*["burnout"] * 6, *["boredom"] * 6, *["pay"] * 6, *["no_path"] * 6)
CAUSES = causes("burnout", "boredom", "pay", "no_path")
FACTORS = factors("sleep", "grief")
RATED = [4] * 6 + [3] * 6 + [2] * 6 + [1] * 6
NO_TROUBLE = {"sleep": (False, None), "grief": (False, None)}
ANSWERED = {"burnout": Fit.FITS, "boredom": Fit.UNSURE, "pay": Fit.DOESNT}
FULL = audit(RATED, NO_TROUBLE, ANSWERED)


def seen(given_audit=None, entries=(), goals=(), plan=None, today=TODAY, carried=NOTHING, wins=1):
    return gather(
        today=today,
        audit=given_audit,
        signs=SIGNS,
        factors=FACTORS,
        causes=CAUSES,
        entries=entries,
        goals=goals,
        plan_waits_for=plan,
        carried=carried,
        wins=wins,
    )


def offered(*args, **kwargs):
    return steps(seen(*args, **kwargs))


def keys(found):
    return [step.key for step in found]


def test_on_the_first_day_it_starts_with_twenty_seconds():
    found = offered()
    assert keys(found) == ["check_in", "signs", "goal", "savings"]
    assert (found[0].opens, found[0].minutes) == ("journal.check_in", 1)
    assert found[1].reason == "24 statements, one key each."
    assert (found[1].opens, found[1].minutes) == ("audit.signs", 4)


def test_after_a_check_in_today_the_signs_come_first_and_go_on_where_they_were_left():
    found = offered(audit([2] * 15), [entry(0, 0)])
    assert keys(found)[:1] == ["signs"]
    assert (found[0].reason, found[0].minutes) == ("15 of 24 answered, 9 to go.", 2)


def test_a_note_without_a_rating_is_a_check_in_too():
    assert "check_in" not in keys(offered(entries=[entry(0, None)]))


def test_an_archived_entry_is_none():
    assert keys(offered(entries=[entry(0, 1, archived=True)]))[0] == "check_in"


@pytest.mark.parametrize(
    ("back", "reason"),
    [
        (1, "Nothing written today yet."),
        (3, "Nothing written today yet."),
        (4, "The last entry was 4 days ago. A gap is just a gap."),
        (30, "The last entry was 4 weeks ago. A gap is just a gap."),
    ],
)
def test_a_gap_is_said_without_blame(back, reason):
    assert offered(entries=[entry(back, 1)])[0].reason == reason


def test_job_or_life_is_asked_before_the_causes():
    partly = audit(RATED, {"sleep": (False, None)})
    found = offered(partly, [entry(0, 0)])
    assert keys(found)[0] == "external"
    assert found[0].opens == "audit.external"
    assert found[0].reason == "1 of 2 still open."
    assert "causes" not in keys(found)


def test_then_the_test_questions_of_the_three_causes_that_stand_out():
    found = offered(audit(RATED, NO_TROUBLE), [entry(0, 0)])
    assert (found[0].key, found[0].opens, found[0].minutes) == ("causes", "audit.causes", 3)
    assert found[0].reason == "3 causes stand out; none has an answer yet."
    one_left = audit(RATED, NO_TROUBLE, {"burnout": Fit.FITS, "pay": Fit.DOESNT})
    assert offered(one_left, [entry(0, 0)])[0].reason == "3 causes stand out; 1 without an answer."


def test_then_a_goal_about_the_cause_that_fits():
    found = offered(FULL, [entry(0, 0)])[0]
    assert (found.key, found.opens) == ("goal", "goals.new")
    assert found.title == "Write one goal about “Burnout”."
    assert found.reason == "It scores 100 of 100, from 6 signs."


def test_when_life_outside_work_would_help_the_goal_is_about_that():
    life = audit(RATED, {"sleep": (True, True), "grief": (False, None)}, ANSWERED)
    found = offered(life, [entry(0, 0)])[0]
    assert found.title == "Write one goal about life outside work."
    assert found.reason == "You said work would feel all right if this were solved: Sleep."


def test_done_and_archived_goals_leave_room_for_a_new_one():
    away = [goal("a", column=Column.DONE, done_on=TODAY), goal("b", archived=True)]
    assert keys(offered(FULL, [entry(0, 0)], away))[0] == "goal"


def test_a_goal_that_lacks_letters_is_named_as_data():
    rough = goal("g1", title="[/] Write a book", measure="", due=None)
    found = offered(FULL, [entry(0, 0)], [rough], plan=())[0]
    assert (found.key, found.opens, found.subject) == ("smart", "goals.open:g1", "[/] Write a book")
    assert found.reason == "Still open: how you'll know, by when."
    assert found.minutes == 3
    assert "[/]" not in found.title + found.reason


def test_the_goal_in_focus_is_looked_at_first_then_those_nearest_to_done():
    rough = [
        goal("idea", column=Column.IDEA, due=None),
        goal("next", column=Column.NEXT, due=None),
        goal("doing", column=Column.DOING, due=None),
    ]
    assert offered(FULL, [entry(0, 0)], rough)[0].opens == "goals.open:doing"
    rough[0] = goal("idea", column=Column.IDEA, due=None, focus=True)
    assert offered(FULL, [entry(0, 0)], rough)[0].opens == "goals.open:idea"


def test_one_goal_is_chosen_among_several():
    found = offered(FULL, [entry(0, 0)], [goal("a"), goal("b")], plan=())
    assert keys(found) == ["focus"]
    assert (found[0].opens, found[0].reason) == ("goals", "2 goals are open; the others can wait.")


def test_a_focus_without_milestones_gets_a_first_one():
    found = offered(FULL, [entry(0, 0)], [goal("a", focus=True)], plan=())
    assert keys(found) == ["first_milestone"]
    assert found[0].opens == "goals.open:a:new"


@pytest.mark.parametrize(
    ("days", "reason", "keys_in_order"),
    [
        (None, "It is next on the goal in focus.", ["savings", "milestone"]),
        (2, "Due Sun.", ["savings", "milestone"]),
        (0, "Due today.", ["milestone", "savings"]),
        (-3, "It was due 3 days ago; it can have a new day.", ["milestone", "savings"]),
    ],
)
def test_the_next_milestone_comes_first_on_its_day(days, reason, keys_in_order):
    due = None if days is None else TODAY + timedelta(days=days)
    done = milestone("Done already", done_on=TODAY)
    focus = goal("a", focus=True, milestones=[done, milestone("Write page one", due), milestone("Later")])
    found = offered(FULL, [entry(0, 0)], [focus])
    assert keys(found) == keys_in_order
    step = next(step for step in found if step.key == "milestone")
    assert (step.subject, step.reason, step.minutes) == ("Write page one", reason, 25)


def test_the_plan_says_what_it_waits_for():
    ready = [goal("a", focus=True, milestones=[milestone()])]
    missing = offered(FULL, [entry(0, 0)], ready, plan=("savings", "essentials"))[0]
    assert (missing.key, missing.opens) == ("savings", "savings")
    assert missing.reason == "The plan still waits for savings and essentials."
    assert keys(offered(FULL, [entry(0, 0)], ready, plan=())) == ["milestone"]


READY = [goal("a", focus=True, milestones=[milestone("Call the college", TODAY)])]


@pytest.mark.parametrize("rating", [-1, -2])
def test_after_a_drained_check_in_only_short_steps_are_left(rating):
    found = offered(FULL, [entry(0, rating)], READY)
    assert {step.minutes <= 5 for step in found} == {True}
    assert (found[0].title, found[0].minutes) == ("Give the next milestone five minutes.", 5)
    assert "goal" not in keys(offered(FULL, [entry(0, rating)]))


def test_after_an_engaged_one_the_longer_steps_come_first():
    later = [goal("a", focus=True, milestones=[milestone("Call the college")])]
    assert keys(offered(FULL, [entry(0, 1)], later)) == ["milestone", "savings"]
    assert keys(offered(FULL, [entry(0, 0)], later)) == ["savings", "milestone"]


def test_the_latest_rating_of_today_counts_not_yesterdays():
    entries = [entry(0, -2, at=time(8)), entry(0, 1, at=time(16)), entry(1, -2, at=time(23))]
    assert seen(entries=entries).mood == 1
    assert seen(entries=entries[::-1]).mood == 1
    assert seen(entries=[entry(1, -2)]).mood is None
    assert seen(entries=[entry(0, -2, at=time(8)), entry(0, None, at=time(9))]).mood == -2


def test_when_all_is_done_there_is_nothing_to_press_for():
    done = goal("a", focus=True, milestones=[milestone(done_on=TODAY)])
    assert offered(FULL, [entry(0, 0)], [done], plan=()) == ()


@given(
    st.lists(st.integers(0, 4) | st.none(), max_size=24),
    st.lists(st.tuples(st.integers(0, 40), st.integers(-2, 2) | st.none()), max_size=5),
    st.lists(st.tuples(st.sampled_from(list(Column)), st.integers(-400, 400) | st.none(), st.booleans()), max_size=4),
    st.none() | st.just(()) | st.just(("savings",)),
)
def test_steps_are_short_to_read_and_told_apart_whatever_is_recorded(ratings, written, board, plan):
    goals = [
        goal(str(n), column=column, due=None if days is None else TODAY + timedelta(days=days), focus=focus and n == 0)
        for n, (column, days, focus) in enumerate(board)
    ]
    found = offered(audit(ratings), [entry(back, value) for back, value in written], goals, plan)
    assert len(set(keys(found))) == len(found) <= len(RULES)
    for step in found:
        assert step.minutes >= 1
        assert step.title.endswith(".")
        assert step.reason.endswith(".")
        assert len(step.title) <= 60
        assert len(step.reason) <= 80


@pytest.mark.parametrize(
    ("ahead", "reason"),
    [
        (0, None),
        (1, "2 days of the week written; they are filled in."),
        (2, "2 days of the week written; they are filled in."),
        (3, "2 days of last week written; they are filled in."),
        (4, "2 days of last week written; they are filled in."),
        (5, None),
    ],
    ids=["Fri", "Sat", "Sun", "Mon", "Tue", "Wed"],
)
def test_looking_back_on_the_week_is_a_step_from_saturday_to_tuesday(ahead, reason):
    found = offered(entries=[entry(1, 0), entry(0, 1)], today=TODAY + timedelta(days=ahead))
    step = next((step for step in found if step.key == "review"), None)
    assert (step and (step.reason, step.minutes, step.opens)) == (reason and (reason, 5, "journal.week.2026-11-16"))


@pytest.mark.parametrize(
    ("ahead", "reason"),
    [
        (0, "It was to be today. It can have a new day."),
        (-7, "It was to be 7 days ago. It can have a new day."),
        (1, None),
    ],
)
def test_the_next_try_of_a_setback_is_a_short_step_once_its_day_has_come(ahead, reason):
    given = setback("They said no", TODAY + timedelta(days=ahead), "Ask again")
    found = offered(FULL, [entry(0, -2)], carried=Carried((setback("Open"), given)))
    step = next((step for step in found if step.key == "next_try"), None)
    assert (step and (step.reason, step.subject, step.opens)) == (
        reason and (reason, "Ask again", "journal.lists.setbacks:They said no")
    )


def test_a_first_win_is_a_step_of_a_minute_until_there_is_one():
    assert "win" not in keys(offered(wins=0)), "first there is a diary"
    (step,) = (step for step in offered(entries=[entry(0, -2)], wins=0) if step.key == "win")
    assert (step.minutes, step.opens) == (1, "journal.win")
    assert "win" not in keys(offered(entries=[entry(0, -2)], wins=1))


DRAINED, ENGAGED = [entry(0, -2)], [entry(0, 2)]


def only(key, *args, **kwargs):
    return next((step for step in offered(*args, **kwargs) if step.key == key), None)


@pytest.mark.parametrize(
    ("size", "title", "minutes"),
    [
        (None, "Take the next milestone.", 25),
        (3, "Take the next milestone.", 3),
        (60, "Take the next milestone.", 60),
        (61, "Give the next milestone 25 minutes.", 25),
        (900, "Give the next milestone 25 minutes.", 25),
    ],
)
def test_a_milestone_takes_the_minutes_it_was_given_and_no_more_than_a_sitting(size, title, minutes):
    focus = goal(focus=True, milestones=[milestone("Chapter one", minutes=size)])
    found = only("milestone", FULL, [entry(0, 0)], [focus])
    assert (found.title, found.minutes, found.subject) == (title, minutes, "Chapter one")


def test_after_a_drained_check_in_a_small_milestone_comes_before_five_minutes_of_a_large_one():
    large, small, done = (
        milestone("Write the page", minutes=120),
        milestone("Find its name", minutes=4),
        milestone("Sharpen a pencil", minutes=1, done_on=TODAY),
    )
    found = only("milestone", FULL, DRAINED, [goal(focus=True, milestones=[done, large, small])])
    assert (found.title, found.minutes, found.subject) == ("Take this small milestone.", 4, "Find its name")
    assert found.reason == "Small enough for now, on the goal in focus."
    found = only("milestone", FULL, DRAINED, [goal(focus=True, milestones=[large])])
    assert (found.title, found.minutes) == ("Give the next milestone five minutes.", 5)


def test_somebody_who_is_due_is_two_lines_after_a_drained_check_in_and_a_talk_otherwise():
    due = Carried(people=(person("Jo"), person("Mara", every=7, last=TODAY - timedelta(days=7)), LATE))
    found = only("person", FULL, DRAINED, carried=due)
    assert (found.title, found.minutes, found.subject) == ("Write two lines to somebody.", 5, "Noor")
    assert (found.reason, found.opens) == ("The last time was 4 weeks ago.", "goals.people.people:Noor")
    found = only("person", FULL, ENGAGED, carried=due)
    assert (found.title, found.minutes) == ("Get in touch with somebody.", 15)
    not_yet = Carried(people=(person("Mara", every=8, last=TODAY - timedelta(days=7)),))
    assert only("person", FULL, ENGAGED, carried=not_yet) is None


LATE = person("Noor", every=14, last=TODAY - timedelta(days=28))


def test_a_lead_and_an_experiment_that_came_to_their_day_are_steps():
    carried = Carried(
        leads=(lead("Designer", next_on=TODAY, next_step="Send the page"), lead("Later", next_on=TODAY + DAY)),
        experiments=(
            experiment("Do I like to teach?", ends_on=TODAY - DAY),
            experiment("Not yet", ends_on=TODAY + DAY),
        ),
    )
    found = only("lead", FULL, ENGAGED, carried=carried)
    assert (found.reason, found.subject) == ("It was to be today.", "Designer: Send the page")
    assert found.opens == "goals.leads.leads:Designer"
    found = only("experiment", FULL, ENGAGED, carried=carried)
    assert (found.reason, found.subject, found.minutes) == ("It ended yesterday.", "Do I like to teach?", 5)
    over = Carried(
        leads=(lead("Designer", next_on=TODAY, stage="no"),),
        experiments=(experiment("Ended", ends_on=TODAY, closed_on=TODAY),),
    )
    assert {"lead", "experiment"}.isdisjoint(keys(offered(FULL, ENGAGED, carried=over)))


DAY = timedelta(days=1)


@given(
    st.lists(st.one_of(st.none(), st.integers(1, 100_000)), max_size=6),
    st.lists(st.integers(1, 60), max_size=4),
    st.booleans(),
)
def test_whatever_waits_nothing_longer_than_five_minutes_is_asked_after_a_drained_check_in(sizes, cadences, due):
    steps_of = [milestone(f"{size}", TODAY if due else None, minutes=size) for size in sizes]
    people = tuple(person(f"{days}", every=days, last=TODAY - timedelta(days=30)) for days in cadences)
    leads = (lead("Designer", next_on=TODAY),)
    found = offered(FULL, DRAINED, [goal(focus=True, milestones=steps_of)], carried=Carried((), people, leads))
    assert all(1 <= step.minutes <= 5 for step in found)
    assert len(keys(found)) == len(set(keys(found)))
