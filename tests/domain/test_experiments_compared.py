"""An experiment beside the person's own other days, through the gates of every other comparison."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import fmean

import pytest
from pydantic import ValidationError

from rut_tui.domain.experiments import Experiment, ExperimentDraft, Verdict, compared
from rut_tui.domain.insights import Level
from rut_tui.domain.patterns import Rating, insights
from rut_tui.domain.questions import Question, agenda

LAST = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def rated(day: int, engagement: int, *activities: str) -> Rating:
    tags = tuple((name, name) for name in activities)
    return Rating(LAST - timedelta(days=day), 9, engagement, work=True, activities=tags)


def test_means_are_over_days_with_the_entries_and_days_they_rest_on():
    # Worked out by hand: the days of it 2 and (2 + 1) / 2; the others −1 and 0 and −2.
    own = [rated(0, 2), rated(1, 2), rated(1, 1)]
    others = [rated(1, -1), rated(2, -1), rated(3, 0), rated(4, -2)]

    found = compared(own, own + others)

    assert found is not None
    assert (found.entries.mean, found.entries.entries, found.entries.days) == (1.75, 3, 2)
    assert (found.others, found.entries.days_without) == (-1.0, 3)
    # Whole days: 2 and (2 + 1 − 1) / 3, less −1.
    assert found.entries.difference == pytest.approx((2 + 2 / 3) / 2 + 1)
    assert found.entries.level is Level.DESCRIPTION


def test_without_a_rated_entry_there_is_nothing_to_compare_and_without_another_day_nothing_to_compare_with():
    assert compared([], [rated(0, 1)]) is None
    found = compared([rated(0, 1)], [rated(0, 1), rated(0, -1)])
    assert found is not None
    assert (found.others, found.entries.difference) == (None, None)


def test_days_off_are_left_out_on_both_sides():
    own, others = [rated(0, 2), rated(1, -2)], [rated(2, 0), rated(3, -2)]

    found = compared(own, own + others, {LAST - timedelta(days=1), LAST - timedelta(days=3)})

    assert found is not None
    assert (found.entries.mean, found.others) == (2, 0)


@pytest.mark.parametrize(
    ("own", "others", "level"),
    [
        (2, 20, Level.DESCRIPTION),
        (3, 10, Level.DESCRIPTION),
        (3, 11, Level.HINT),
        (4, 20, Level.HINT),
        (5, 9, Level.PATTERN),
        (12, 2, Level.DESCRIPTION),
    ],
)
def test_the_gates_are_those_of_the_insights(own, others, level):
    """As far apart as can be, so that only the number of days decides."""
    tagged = [rated(day, 2) for day in range(own)]
    rest = [rated(own + day, -2) for day in range(others)]

    found = compared(tagged, tagged + rest)

    assert found is not None
    assert found.entries.level is level


def test_chance_alone_is_no_pattern():
    chance = Random(7)  # noqa: S311 - repeatable
    levels = []
    for _ in range(40):
        everything = [rated(day, chance.randint(-2, 2)) for day in range(40)]
        found = compared(chance.sample(everything, 12), everything)
        assert found is not None
        levels.append(found.entries.level)
    assert levels.count(Level.PATTERN) <= 10  # one in ten is what may be expected


def test_it_says_what_the_insights_say_of_an_activity_that_is_alone():
    """The same days tagged with an activity, the only comparison there: the same figures."""
    chance = Random(3)  # noqa: S311 - repeatable
    own = {day: chance.randint(0, 2) for day in range(0, 40, 4)}
    rest = {day: chance.randint(-2, 1) for day in range(40) if day not in own}
    tagged = [rated(day, value, "it") for day, value in own.items()]
    everything = tagged + [rated(day, value) for day, value in rest.items()]

    found = compared(tagged, everything)

    (same,) = insights(everything).by_activity
    assert found is not None
    assert (found.entries.mean, found.entries.difference, found.entries.p) == (same.mean, same.difference, same.p)
    assert found.others == pytest.approx(fmean(rest.values()))


def test_an_experiment_ends_no_earlier_than_it_began():
    assert ExperimentDraft(question="q", started_on=LAST, ends_on=LAST).ends_on == LAST
    with pytest.raises(ValidationError, match="before the first day"):
        ExperimentDraft(question="q", started_on=LAST, ends_on=LAST - timedelta(days=1))


@pytest.mark.parametrize(
    ("started", "closed", "runs"),
    [(None, None, False), (0, None, True), (-1, None, False), (9, 0, True), (9, 1, False)],
)
def test_it_runs_from_its_first_day_to_the_day_it_was_ended(started, closed, runs):
    day = [None if ago is None else LAST - timedelta(days=ago) for ago in (started, closed)]
    it = Experiment(
        id="x",
        question="q",
        test="",
        guess="",
        cost_cap=None,
        started_on=day[0],
        ends_on=None,
        result="",
        learnt="",
        verdict=Verdict.UNSAID,
        closed_on=day[1],
        created_at=NOW,
        updated_at=NOW,
    )
    assert it.runs_on(LAST) is runs


def test_the_agenda_of_a_talk_is_what_that_person_could_answer_and_nobody_has():
    def question(text: str, *people: str, answered: date | None = None, away: datetime | None = None) -> Question:
        return Question(
            id=text,
            text=text,
            answer="",
            answered_on=answered,
            contact_id=None,
            people=people,
            created_at=NOW,
            updated_at=NOW,
            archived_at=away,
        )

    first, second = question("a", "noor"), question("b", "ferdi", "noor")
    others = [
        question("c", "ferdi"),
        question("d"),
        question("e", "noor", answered=LAST),
        question("f", "noor", away=NOW),
    ]

    assert agenda([first, *others, second], "noor") == (first, second)
