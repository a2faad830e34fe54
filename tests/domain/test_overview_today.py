"""What Today shows, from what is stored."""

from datetime import date, time, timedelta

from domain_samples import TODAY, entry, experiment, goal, habit, lead, milestone, person, setback

from rut_tui.domain.due import NOTHING, Carried, DueItem, dated, habits_due, soon
from rut_tui.domain.evidence import gather
from rut_tui.domain.goals import Column
from rut_tui.domain.overview import RunwayFigures, today_overview
from rut_tui.domain.savings.saved import ByBudget


def overview(entries=(), goals=(), runway=None, carried=NOTHING, habits=()):
    evidence = gather(
        today=TODAY,
        audit=None,
        signs=(),
        factors=(),
        causes=(),
        entries=entries,
        goals=goals,
        plan_waits_for=None if runway is None else runway.waits_for,
        carried=carried,
        habits=habits,
    )
    return today_overview(evidence, entries, runway)


def test_an_empty_journal_has_an_empty_chart_and_a_first_step():
    found = overview()
    assert [step.key for step in found.steps] == ["check_in", "goal", "savings"]
    assert {point.mean for point in found.series} == {None}
    assert (found.written, found.drain, found.engager, found.due, found.runway) == (0, None, None, (), None)


def test_entries_of_today_are_apart_from_earlier_ones_newest_first():
    morning, evening = entry(0, 1, at=time(8)), entry(0, -1, at=time(20))
    earlier = [entry(back, 0) for back in (1, 2, 5, 40)]
    found = overview([earlier[2], morning, earlier[0], evening, earlier[3], earlier[1], evening])
    assert found.today_entries == (evening, morning)
    assert found.last_entries == (earlier[0], earlier[1], earlier[2])
    assert found.written == 4


def test_drains_and_engages_rest_on_the_fourteen_days_of_the_chart():
    entries = [entry(back, -2, "meetings") for back in (1, 13, 14)]
    entries += [entry(back, 1, "coding") for back in (0, 3, 6)]
    found = overview(entries)
    assert found.drain is None
    assert (found.engager.name, found.engager.mean, found.engager.entries) == ("coding", 1.0, 3)
    assert found.series[0].mean == -2.0
    found = overview([*entries, entry(2, 0, "meetings")])
    # Days 1 and 13 at −2, day 2 at 0: −4 / 3.
    assert (found.drain.name, round(found.drain.mean, 2), found.drain.days) == ("meetings", -1.33, 3)


def test_archived_entries_are_not_shown():
    found = overview([entry(0, 2, archived=True)])
    assert found.today_entries == ()
    assert found.written == 0


def test_runway_figures_are_passed_on_as_given():
    figures = RunwayFigures(plan="[b]mine", saved=ByBudget(2.6, 3.5), ruin=0.3)
    assert overview(runway=figures).runway is figures
    assert "savings" not in [step.key for step in overview(runway=figures).steps]


def test_what_is_due_lists_open_milestones_and_goals_by_day():
    late = milestone("Late page", TODAY - timedelta(days=20))
    ticked = milestone("Ticked", TODAY, done_on=TODAY)
    same_day = milestone("Last page", TODAY + timedelta(days=14))
    far = milestone("Far page", TODAY + timedelta(days=15))
    undated = milestone("Undated")
    book = goal(
        "book", "Write a book", due=TODAY + timedelta(days=14), milestones=[same_day, ticked, late, far, undated]
    )
    found = soon(dated([book], NOTHING), TODAY)
    assert found == (
        DueItem(date(2026, 10, 31), "milestone", "Late page", f"goals.open:book:{late.id}", "Write a book", late.id),
        DueItem(
            date(2026, 12, 4), "milestone", "Last page", f"goals.open:book:{same_day.id}", "Write a book", same_day.id
        ),
        DueItem(date(2026, 12, 4), "goal", "Write a book", "goals.open:book", "goal", "book"),
    )


def test_goals_that_are_done_archived_or_without_a_day_are_not_due():
    goals = [goal("a", due=None), goal("b", due=TODAY, column=Column.DONE), goal("c", due=TODAY, archived=True)]
    assert dated(goals, NOTHING) == ()
    assert overview(goals=goals).due == ()


def test_the_weekly_review_is_due_at_the_end_of_a_week_that_was_written_on():
    # TODAY is a Friday; the week ends on the Sunday after it.
    sunday = TODAY + timedelta(days=2)
    found = overview([entry(0, 1)], [goal("book", "Write a book", due=TODAY), goal("x", "Later", due=sunday)])
    assert [(item.kind, item.title, item.day, item.opens) for item in found.due] == [
        ("goal", "Write a book", TODAY, "goals.open:book"),
        ("review", "Weekly review", sunday, "journal.week.2026-11-16"),
        ("goal", "Later", sunday, "goals.open:x"),
    ]
    assert overview([entry(7, 1)]).due == ()


def test_next_tries_are_due_two_weeks_ahead_and_lead_to_their_setback():
    tries = [
        setback("They said no", TODAY - timedelta(days=3), "Ask again"),
        setback("No answer", TODAY + timedelta(days=14)),
        setback("Far", TODAY + timedelta(days=15), "Later"),
        setback("Open"),
    ]
    assert overview(carried=Carried(tuple(tries))).due == (
        DueItem(
            TODAY - timedelta(days=3),
            "next_try",
            "Ask again",
            "journal.lists.setbacks:They said no",
            "next try",
            "They said no",
        ),
        DueItem(
            TODAY + timedelta(days=14),
            "next_try",
            "No answer",
            "journal.lists.setbacks:No answer",
            "next try",
            "No answer",
        ),
    )


def test_people_leads_and_experiments_are_due_on_their_days_while_they_are_open():
    far, near = TODAY + timedelta(days=15), TODAY + timedelta(days=14)
    carried = Carried(
        people=(
            person("Noor", every=30, last=TODAY - timedelta(days=40)),
            person("Henrik", next_on=near),
            person("Mara", next_on=far),
            person("Jo"),
        ),
        leads=(
            lead("Designer", TODAY, "Send the page"),
            lead("Researcher", near),
            lead("Writer", TODAY, "Wait", stage="no"),
            lead("Painter", far),
        ),
        experiments=(
            experiment("Do I like to teach?", TODAY),
            experiment("Can I draw?", TODAY, closed_on=TODAY),
            experiment("Later?", far),
        ),
    )
    assert [(item.day, item.kind, item.title, item.beside, item.opens) for item in overview(carried=carried).due] == [
        (TODAY - timedelta(days=10), "person", "Write to Noor", "person", "goals.people.people:Noor"),
        (TODAY, "lead", "Send the page", "Designer", "goals.leads.leads:Designer"),
        (
            TODAY,
            "experiment",
            "Do I like to teach?",
            "experiment",
            "goals.experiments.experiments:Do I like to teach?",
        ),
        (near, "lead", "Researcher", "lead", "goals.leads.leads:Researcher"),
        (near, "person", "Write to Henrik", "person", "goals.people.people:Henrik"),
    ]


def test_habits_open_today_are_one_line_below_all_else_of_today():
    walk, mail = habit("A walk"), habit("No mail at night")
    late, later = goal("book", "Write a book", due=TODAY), goal("x", "Later", due=TODAY + timedelta(days=1))
    found = overview(goals=[late, later], habits=(walk, mail)).due
    assert [item.title for item in found] == ["Write a book", "2 habits", "Later"]
    assert (found[1].day, found[1].beside, found[1].opens) == (TODAY, "A walk, No mail at night", "goals.habits.habits")
    assert list(habits_due((), TODAY)) == []
    assert [(item.title, item.beside) for item in habits_due((walk,), TODAY)] == [("A walk", "habit")]
