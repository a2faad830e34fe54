"""Skills, people, questions, experiments, leads, habits and figures of goals: saved, changed, put away, undone."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from storage_bench import Clock

from rut_tui.domain.experiments import Ending, ExperimentDraft, Verdict, compared
from rut_tui.domain.goals import GoalDraft, GoalValueDraft, MilestoneDraft
from rut_tui.domain.habits import HabitDraft, HabitKind, Kept, Pause, kept
from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.leads import LeadDraft, Stage, delay
from rut_tui.domain.people import ContactDraft, ContactKind, PersonDraft, due_on
from rut_tui.domain.questions import QuestionDraft
from rut_tui.domain.skills import How, SkillDraft, SkillStatus
from rut_tui.storage.faults import Gone
from rut_tui.storage.store import Store

Opener = Callable[..., Store]
Reopen = Callable[[Store], Store]

TODAY = date(2026, 11, 20)
NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def armed(opener: Opener) -> Store:
    """A journal that can undo."""
    return opener(undo=True)


def person(store: Store, name: str = "Noor", **fields: object) -> str:
    return store.people.add(PersonDraft(name=name, **fields)).id  # type: ignore[arg-type]  # fields as given


def coffee(store: Store, person_id: str, day: date = TODAY, **learnt: str) -> str:
    return store.contacts.add(ContactDraft(person_id=person_id, day=day, kind=ContactKind.COFFEE), learnt).id


def test_a_skill_comes_back_whole_to_the_last_digit(store: Store, reopen: Reopen, clock: Clock) -> None:
    added = store.skills.add(
        SkillDraft(
            name="SQL",
            level=1,
            needed=4,
            transferable=True,
            needed_for="UX",
            how=How.CERTIFICATION,
            provider="Evening school",
            cost=Decimal("180.50"),
            hours=Decimal("0.000001"),
            status=SkillStatus.LEARNING,
            notes="a\nb",
        )
    )

    skill = reopen(store).skills.get(added.id)

    assert skill == added
    assert (str(skill.cost), skill.hours, skill.gap) == ("180.50", Decimal("0.000001"), 3)
    assert skill.created_at == skill.updated_at == clock()


def test_skills_with_a_gap_come_first_of_these_the_transferable_ones_then_the_widest_gap(store: Store) -> None:
    given = {
        "no gap": (5, 1, True),
        "unknown": (None, 5, True),
        "narrow": (3, 4, False),
        "wide": (0, 5, False),
        "narrow, of use": (3, 4, True),
        "B of use": (2, 4, True),
        "a of use": (2, 4, True),
    }
    for name, (level, needed, transferable) in given.items():
        store.skills.add(SkillDraft(name=name, level=level, needed=needed, transferable=transferable))

    names = [skill.name for skill in store.skills.all()]

    assert names == ["a of use", "B of use", "narrow, of use", "wide", "narrow", "no gap", "unknown"]


def test_a_person_knows_the_last_live_contact_and_any_contact_sets_the_clock_anew(store: Store) -> None:
    noor = person(store, every_days=21, tags=("mentor", "in the role I want"))
    assert store.people.get(noor).due == TODAY + timedelta(days=21)
    coffee(store, noor, TODAY - timedelta(days=30))
    latest = coffee(store, noor, TODAY - timedelta(days=10))
    coffee(store, person(store, "Ferdi"))

    found = store.people.get(noor)

    assert found.tags == ("mentor", "in the role I want")
    assert (found.last_contact, found.due) == (TODAY - timedelta(days=10), TODAY + timedelta(days=11))
    assert found.due == due_on(found, store.contacts.all())
    assert [it.day for it in store.contacts.of(noor)] == [TODAY - timedelta(days=10), TODAY - timedelta(days=30)]
    assert store.contacts.latest()[noor].id == latest
    store.contacts.set_archived(latest, True)
    assert store.people.get(noor).due == TODAY - timedelta(days=9)


def test_what_was_learnt_in_a_talk_answers_its_questions_as_one_save(armed: Store, clock: Clock) -> None:
    noor, ferdi = person(armed), person(armed, "Ferdi")
    how = armed.questions.add(QuestionDraft(text="How did you get in?", people=(noor, ferdi)))
    clock.pass_by(minutes=1)
    why = armed.questions.add(QuestionDraft(text="Why did you stay?", people=(ferdi,)))
    assert armed.questions.open() == (how, why)

    talk = coffee(armed, noor, **{how.id: "From teaching."})

    assert armed.questions.open() == (why,)
    answered = armed.questions.get(how.id)
    assert (answered.answer, answered.answered_on, answered.contact_id) == ("From teaching.", TODAY, talk)
    assert answered.people == (noor, ferdi)
    assert armed.undo() == "the coffee with “Noor”"
    assert (armed.questions.open(), armed.contacts.all()) == ((how, why), ())
    assert armed.redo() == "the coffee with “Noor”"
    assert armed.questions.get(how.id) == answered
    with pytest.raises(Gone):
        coffee(armed, ferdi, **{NOWHERE: "never asked"})
    assert [it.person_id for it in armed.contacts.all()] == [noor]


def test_an_answer_keeps_its_day_until_it_is_taken_back(store: Store, clock: Clock) -> None:
    noor = person(store)
    asked = store.questions.add(QuestionDraft(text="How?", people=(noor,)))
    talk = coffee(store, noor, **{asked.id: "So."})
    clock.pass_by(days=3)

    changed = store.questions.update(asked.id, QuestionDraft(text="How exactly?", answer="Just so."))

    assert (changed.answered_on, changed.contact_id, changed.people) == (TODAY, talk, ())
    again = store.questions.update(asked.id, QuestionDraft(text="How?", answer=" "))
    assert (again.answered_on, again.contact_id) == (None, None)


def test_an_experiment_is_ended_with_its_verdict_beside_the_guess(store: Store, clock: Clock) -> None:
    later = store.experiments.add(ExperimentDraft(question="Teach?", ends_on=TODAY + timedelta(days=60)))
    test = store.experiments.add(
        ExperimentDraft(question="Charts?", guess="yes", cost_cap=Decimal(50), started_on=TODAY, ends_on=TODAY)
    )
    idea = store.experiments.add(ExperimentDraft(question="Bakery?"))
    assert store.experiments.all() == (test, later, idea)
    assert store.experiments.running() == (test,)

    ended = store.experiments.end(test.id, Ending(verdict=Verdict.NO, result="r", learnt="l"))
    clock.pass_by(days=2)
    again = store.experiments.end(test.id, Ending(verdict=Verdict.UNCLEAR, learnt="l"))

    assert (ended.guess, ended.verdict, ended.closed_on) == ("yes", Verdict.NO, TODAY)
    assert (again.verdict, again.closed_on, again.result) == (Verdict.UNCLEAR, TODAY, "")
    assert store.experiments.running() == ()
    assert store.experiments.all() == (later, idea, again)
    changed = store.experiments.update(test.id, ExperimentDraft(question="Charts again?"))
    assert (changed.verdict, changed.closed_on) == (Verdict.UNCLEAR, TODAY)
    assert store.experiments.reopen(test.id).closed_on is None


def test_entries_belong_to_an_experiment_until_they_are_saved_without_it(store: Store, clock: Clock) -> None:
    one, other = (store.experiments.add(ExperimentDraft(question=text, started_on=TODAY)).id for text in "ab")
    tagged = store.entries.add(EntryDraft(at=clock(), engagement=2, experiments=(other, one, other)))
    store.entries.add(EntryDraft(at=clock() - timedelta(days=1), engagement=-1))
    assert tagged.experiments == (other, one)

    # A form that knows nothing of experiments leaves them alone.
    kept_so = store.entries.update(tagged.id, EntryDraft(at=clock(), engagement=1, note="n"))

    assert kept_so.experiments == (other, one)
    (rated,) = store.ratings.of_experiment(one)
    assert (rated.day, rated.engagement, rated.hour, rated.work) == (TODAY, 1, clock().hour, True)
    found = compared(store.ratings.of_experiment(one), store.ratings.between())
    assert found is not None
    assert (found.entries.mean, found.others) == (1, -1)
    assert store.entries.update(tagged.id, EntryDraft(at=clock(), engagement=1, experiments=(one,))).experiments == (
        one,
    )
    store.entries.set_archived(tagged.id, True)
    assert store.ratings.of_experiment(one) == ()


def test_a_lead_keeps_the_day_of_every_stage(store: Store, clock: Clock) -> None:
    lead = store.leads.add(LeadDraft(role="UX", company="Library", found_on=TODAY - timedelta(days=9)))
    days = {}
    for stage in (Stage.APPLIED, Stage.TALKING, Stage.NO, Stage.TALKING, Stage.OFFER):
        clock.pass_by(days=1)
        days[stage] = store.leads.move(lead.id, stage)

    last = days[Stage.OFFER]
    assert days[Stage.NO].closed_on == TODAY + timedelta(days=3)
    assert (last.found_on, last.applied_on, last.talking_on, last.offer_on, last.closed_on) == (
        TODAY - timedelta(days=9),
        TODAY + timedelta(days=1),
        TODAY + timedelta(days=2),
        TODAY + timedelta(days=5),
        None,
    )
    applied = store.leads.add(LeadDraft(role="x", stage=Stage.APPLIED, found_on=TODAY))
    assert applied.applied_on == TODAY + timedelta(days=5)


def test_a_no_becomes_a_delay_in_one_save(armed: Store) -> None:
    lead = armed.leads.add(LeadDraft(role="UX", company="Library", found_on=TODAY, person_id=person(armed)))

    gone, setback = armed.leads.turn_into_delay(lead.id, delay(lead, TODAY))

    assert (gone.stage, gone.closed_on, setback.what) == (Stage.NO, TODAY, "A no: UX, Library")
    assert armed.undo() == "the no to “UX”"
    assert (armed.leads.get(lead.id), armed.setbacks.all()) == (lead, ())
    with pytest.raises(Gone, match="That lead isn't in the journal any more"):
        armed.leads.turn_into_delay(NOWHERE, delay(lead, TODAY))
    assert armed.setbacks.all() == ()


def test_open_leads_come_first_the_nearest_next_step_first(store: Store) -> None:
    def lead(role: str, found: int, next_on: date | None = None, stage: Stage = Stage.FOUND) -> None:
        day = TODAY - timedelta(days=found)
        store.leads.add(LeadDraft(role=role, found_on=day, next_on=next_on, stage=stage))

    lead("no", 0, TODAY, Stage.NO)
    lead("old", 9)
    lead("new", 1)
    lead("later", 0, TODAY + timedelta(days=9))
    lead("soon", 9, TODAY)

    assert [it.role for it in store.leads.all()] == ["soon", "later", "new", "old", "no"]


def test_a_habit_is_ticked_for_a_day_and_the_tick_taken_back(armed: Store) -> None:
    habit = armed.habits.add(HabitDraft(name="Log off", kind=HabitKind.BOUNDARY))
    assert (habit.started_on, habit.position, habit.paused) == (TODAY, 0, False)

    for day in (TODAY, TODAY, TODAY - timedelta(days=2)):
        armed.habits.tick(habit.id, day, True)

    span = (TODAY - timedelta(days=6), TODAY)
    assert armed.habits.ticks(*span) == {habit.id: {TODAY, TODAY - timedelta(days=2)}}
    assert armed.habits.ticks(TODAY, TODAY) == {habit.id: {TODAY}}
    assert kept(armed.habits.get(habit.id), armed.habits.ticks(*span)[habit.id], TODAY) == Kept(2, 2)
    assert armed.undo() == "ticking “Log off”"
    assert armed.habits.ticks(*span) == {habit.id: {TODAY}}
    armed.habits.tick(habit.id, TODAY, False)
    assert armed.habits.ticks(*span) == {}
    with pytest.raises(ValueError, match="still to come"):
        armed.habits.tick(habit.id, TODAY + timedelta(days=1), True)


def test_days_of_a_pause_stay_left_out_after_it(store: Store, clock: Clock) -> None:
    habit = store.habits.add(HabitDraft(name="Run")).id
    clock.pass_by(days=3)
    store.habits.pause(habit)
    clock.pass_by(days=2)
    assert store.habits.pause(habit).pauses == (Pause(first_day=TODAY + timedelta(days=3)),)

    resumed = store.habits.resume(habit)

    first, last = TODAY + timedelta(days=3), TODAY + timedelta(days=4)
    assert resumed.pauses == (Pause(first_day=first, last_day=last),)
    assert not resumed.paused
    assert store.habits.resume(habit) == resumed
    clock.pass_by(days=1)
    # Six days since it began, two of them paused; today is open.
    assert kept(resumed, frozenset(), clock().date()) == Kept(0, 4)
    # Paused and taken up again on one day: as if nothing had been.
    store.habits.pause(habit)
    assert store.habits.resume(habit).pauses == resumed.pauses


def test_habits_keep_the_order_they_are_put_in(store: Store, reopen: Reopen) -> None:
    one, two, three = (store.habits.add(HabitDraft(name=name)).id for name in ("one", "two", "three"))

    store.habits.move(three, 0)
    store.habits.move(one, 99)

    store = reopen(store)
    assert [habit.id for habit in store.habits.all()] == [three, two, one]
    assert [habit.position for habit in store.habits.all()] == [0, 1, 2]
    store.habits.set_archived(two, True)
    assert [habit.id for habit in store.habits.all()] == [three, one]


def test_a_form_that_is_open_meanwhile_is_not_in_the_way_of_ticks_pauses_and_moves(store: Store, clock: Clock) -> None:
    """They leave the habit itself as it is, so nobody is asked whose change is to stay."""
    habit = store.habits.add(HabitDraft(name="Run"))
    store.habits.add(HabitDraft(name="Rest"))
    clock.pass_by(minutes=1)

    store.habits.tick(habit.id, TODAY, True)
    store.habits.pause(habit.id)
    store.habits.resume(habit.id)
    store.habits.move(habit.id, 1)

    assert store.habits.get(habit.id).updated_at == habit.updated_at


def test_a_goal_knows_the_latest_figure_and_what_hangs_on_it(armed: Store, clock: Clock) -> None:
    noor, ferdi = person(armed), person(armed, "Ferdi")
    skill = armed.skills.add(SkillDraft(name="SQL")).id
    test = armed.experiments.add(ExperimentDraft(question="q")).id
    step = MilestoneDraft(title="Write to Noor", minutes=5)
    links = {"skills": (skill,), "people": (ferdi, noor), "experiments": (test,)}
    goal = armed.goals.add(GoalDraft(title="Talk to three people", milestones=(step,), **links))
    assert (goal.value, goal.skills, goal.people, goal.experiments) == (None, (skill,), (ferdi, noor), (test,))
    assert goal.milestones[0].minutes == 5

    for days, value in ((1, "1.50"), (9, "-0.5"), (1, "2")):
        clock.pass_by(minutes=1)
        day = TODAY - timedelta(days=days)
        armed.goal_values.add(GoalValueDraft(goal_id=goal.id, day=day, value=Decimal(value)))

    assert armed.goals.get(goal.id).value == 2
    assert [str(it.value) for it in armed.goal_values.of(goal.id)] == ["2", "1.50", "-0.5"]
    assert armed.undo() == "the figure for “Talk to three people”"
    assert armed.goals.board()[0].value == Decimal("1.5")
    # A form that knows nothing of links and minutes leaves them alone; one that does changes them.
    same = MilestoneDraft(id=goal.milestones[0].id, title="Write to her")
    changed = armed.goals.update(goal.id, GoalDraft(title="Talk", milestones=(same,)))
    assert (changed.people, changed.milestones[0].title, changed.milestones[0].minutes) == (
        (ferdi, noor),
        "Write to her",
        5,
    )
    bare = armed.goals.update(
        goal.id, GoalDraft(title="Talk", people=(), milestones=(same.model_copy(update={"minutes": None}),))
    )
    assert (bare.people, bare.skills, bare.milestones[0].minutes) == ((), (skill,), None)
    with pytest.raises(Gone):
        armed.goal_values.add(GoalValueDraft(goal_id=NOWHERE, day=TODAY, value=Decimal(1)))


@pytest.mark.parametrize("name", ["skills", "people", "contacts", "questions", "experiments", "leads", "habits"])
def test_each_is_archived_brought_back_and_undone_by_its_name(armed: Store, name: str) -> None:
    noor = person(armed)
    made = {
        "skills": lambda: armed.skills.add(SkillDraft(name="Ada")),
        "people": lambda: armed.people.add(PersonDraft(name="Ada")),
        "contacts": lambda: armed.contacts.get(coffee(armed, person(armed, "Ada"))),
        "questions": lambda: armed.questions.add(QuestionDraft(text="Ada", people=(noor,))),
        "experiments": lambda: armed.experiments.add(ExperimentDraft(question="Ada")),
        "leads": lambda: armed.leads.add(LeadDraft(role="Ada", found_on=TODAY)),
        "habits": lambda: armed.habits.add(HabitDraft(name="Ada")),
    }
    records = getattr(armed, name)
    before = records.all()
    one = made[name]()

    away = records.set_archived(one.id, True)

    assert one not in records.all()
    assert records.all(archived=True) == (away,)
    called = "the coffee with “Ada”" if name == "contacts" else "“Ada”"
    assert armed.undo() == f"archiving {called}"
    assert one in records.all()
    records.set_archived(one.id, True)
    assert records.set_archived(one.id, False).archived_at is None
    assert len(records.all()) == len(before) + 1
    with pytest.raises(Gone, match=r"isn't in the journal any more"):
        records.get(NOWHERE)


def test_what_refers_to_nobody_is_not_saved(store: Store) -> None:
    with pytest.raises(Gone, match="something it belongs to isn't in the journal any more"):
        store.leads.add(LeadDraft(role="UX", found_on=TODAY, person_id=NOWHERE))
    with pytest.raises(Gone, match="something it belongs to isn't in the journal any more"):
        store.questions.add(QuestionDraft(text="q", people=(NOWHERE,)))
    with pytest.raises(Gone):
        coffee(store, NOWHERE)
    assert store.leads.all() == store.questions.all() == ()
