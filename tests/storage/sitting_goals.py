"""More of a sitting at random: skills, people and talks with them, questions, experiments, leads, habits, figures."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from rut_tui.domain.experiments import Ending, ExperimentDraft, Verdict
from rut_tui.domain.goals import GoalValueDraft
from rut_tui.domain.habits import HabitDraft, HabitKind
from rut_tui.domain.leads import LeadDraft, Stage, delay
from rut_tui.domain.people import ContactDraft, ContactKind, PersonDraft
from rut_tui.domain.questions import QuestionDraft
from rut_tui.domain.skills import How, SkillDraft, SkillStatus

if TYPE_CHECKING:
    from sitting import Sitting

NAMES = ("Noor", "a \x1b b", 'it\'s "done"', "é 漢字 🙂")
NOTES = ("", "what they said\nand meant", "[/] @click", "x" * 3000)
AMOUNTS = (None, Decimal(0), Decimal("180.50"), Decimal("0.000001"), Decimal(10) ** 12)


def _day(it: "Sitting", most: int = 90) -> date:
    return it.clock().date() - timedelta(days=it.random.randint(0, most))


def _some(it: "Sitting", ids: list[str]) -> tuple[str, ...]:
    return tuple(it.random.sample(ids, it.random.randint(0, min(3, len(ids)))))


def write_skill(it: "Sitting") -> None:
    """Write a skill down, or change or archive one."""
    pick, skills = it.random, it.store.skills.all()
    draft = SkillDraft(
        name=pick.choice(NAMES),
        level=pick.choice((None, 0, 5)),
        needed=pick.choice((None, 0, 5)),
        transferable=pick.random() < 0.5,
        how=pick.choice(tuple(How)),
        cost=pick.choice(AMOUNTS),
        hours=pick.choice(AMOUNTS),
        status=pick.choice(tuple(SkillStatus)),
        notes=pick.choice(NOTES),
    )
    choice = pick.choice(("new", "edit", "archive")) if skills else "new"
    if choice == "new":
        it.store.skills.add(draft)
    elif choice == "edit":
        it.store.skills.update(pick.choice(skills).id, draft)
    else:
        it.store.skills.set_archived(pick.choice(skills).id, True)


def write_person(it: "Sitting") -> None:
    """Write a person down, or change one."""
    pick, people = it.random, it.store.people.all()
    draft = PersonDraft(
        name=pick.choice(NAMES),
        tags=tuple(pick.sample(("mentor", "friend", "é 漢字"), pick.randint(0, 3))),
        every_days=pick.choice((None, 1, 3660)),
        next_on=pick.choice((None, date(2027, 2, 28))),
        notes=pick.choice(NOTES),
    )
    if people and pick.random() < 0.5:
        it.store.people.update(pick.choice(people).id, draft)
    else:
        it.store.people.add(draft)


def talk(it: "Sitting") -> None:
    """Log a talk, which may answer questions; or change or archive one."""
    pick, contacts = it.random, it.store.contacts.all()
    person = pick.choice(it.store.people.all() or (it.store.people.add(PersonDraft(name="Noor")),))
    draft = ContactDraft(
        person_id=person.id, day=_day(it), kind=pick.choice(tuple(ContactKind)), note=pick.choice(NOTES)
    )
    choice = pick.choice(("new", "new", "edit", "archive")) if contacts else "new"
    if choice == "new":
        asked = [question.id for question in it.store.questions.open()]
        it.store.contacts.add(draft, {question_id: pick.choice(NAMES) for question_id in _some(it, asked)})
    elif choice == "edit":
        it.store.contacts.update(pick.choice(contacts).id, draft)
    else:
        it.store.contacts.set_archived(pick.choice(contacts).id, True)


def ask(it: "Sitting") -> None:
    """Write a question down, or change or answer one."""
    pick, questions = it.random, it.store.questions.all()
    people = _some(it, [person.id for person in it.store.people.all()])
    draft = QuestionDraft(text=pick.choice(NAMES), people=people, answer=pick.choice(("", *NOTES)))
    choice = pick.choice(("new", "edit", "answer")) if questions else "new"
    if choice == "new":
        it.store.questions.add(draft)
    elif choice == "edit":
        it.store.questions.update(pick.choice(questions).id, draft)
    else:
        it.store.questions.answer(pick.choice(questions).id, pick.choice(NAMES))


def experiment(it: "Sitting") -> None:
    """Begin an experiment, or change, end or reopen one, or say that an entry belongs to some."""
    pick, found = it.random, it.store.experiments.all()
    started = _day(it)
    draft = ExperimentDraft(
        question=pick.choice(NAMES),
        guess=pick.choice(NOTES[:3]),
        cost_cap=pick.choice(AMOUNTS),
        started_on=started,
        ends_on=pick.choice((None, started, started + timedelta(days=30))),
    )
    choice = pick.choice(("new", "edit", "end", "reopen", "tag")) if found else "new"
    if choice == "new":
        it.store.experiments.add(draft)
    elif choice == "edit":
        it.store.experiments.update(pick.choice(found).id, draft)
    elif choice == "end":
        ending = Ending(verdict=pick.choice(tuple(Verdict)), learnt=pick.choice(NOTES))
        it.store.experiments.end(pick.choice(found).id, ending)
    elif choice == "reopen":
        it.store.experiments.reopen(pick.choice(found).id)
    else:
        entry = it.store.entries.get(it.row("entries")["id"])
        names = {"activities": entry.activities, "emotions": entry.emotions}
        given = {name: tuple(word.name for word in words) for name, words in names.items()}
        ids = _some(it, [one.id for one in found])
        changed = it.draft().model_copy(update={"at": entry.local, "note": entry.note, **given, "experiments": ids})
        it.store.entries.update(entry.id, changed)


def apply_for(it: "Sitting") -> None:
    """Write a lead down, change or move one, or take a no as a delay."""
    pick, leads = it.random, it.store.leads.all()
    people = [person.id for person in it.store.people.all()]
    draft = LeadDraft(
        role=pick.choice(NAMES),
        company=pick.choice(NOTES[:3]),
        stage=pick.choice(tuple(Stage)),
        found_on=_day(it),
        person_id=pick.choice((None, *people)),
        notes=pick.choice(NOTES),
    )
    choice = pick.choice(("new", "edit", "move", "no")) if leads else "new"
    if choice == "new":
        it.store.leads.add(draft)
    elif choice == "edit":
        it.store.leads.update(pick.choice(leads).id, draft)
    elif choice == "move":
        it.store.leads.move(pick.choice(leads).id, pick.choice(tuple(Stage)))
    else:
        lead = pick.choice(leads)
        it.store.leads.turn_into_delay(lead.id, delay(lead, it.clock().date()))


def keep(it: "Sitting") -> None:
    """Begin a habit, or tick, pause, take up, move, rename or archive one."""
    pick, habits = it.random, it.store.habits.all()
    draft = HabitDraft(name=pick.choice(NAMES), kind=pick.choice(tuple(HabitKind)))
    if not habits:
        it.store.habits.add(draft)
        return
    habit, day = pick.choice(habits), _day(it, 9)
    ticked = day in it.store.habits.ticks(day, day).get(habit.id, ())
    {
        "new": lambda: it.store.habits.add(draft),
        "edit": lambda: it.store.habits.update(habit.id, draft),
        "tick": lambda: it.store.habits.tick(habit.id, day, not ticked),
        "pause": lambda: (it.store.habits.resume if habit.paused else it.store.habits.pause)(habit.id),
        "move": lambda: it.store.habits.move(habits[-1].id, 0),
        "archive": lambda: it.store.habits.set_archived(habit.id, True),
    }[pick.choice(("new", "edit", "tick", "tick", "tick", "pause", *["move"] * (len(habits) > 1), "archive"))]()


def measure(it: "Sitting") -> None:
    """Write down how far a goal is, or put such a figure away."""
    pick, goal = it.random, it.goal()
    figures = it.store.goal_values.of(goal.id)
    if figures and pick.random() < 0.3:
        it.store.goal_values.set_archived(pick.choice(figures).id, True)
    else:
        value = pick.choice((Decimal("-0.5"), Decimal(0), Decimal("10200"), Decimal("3.141592")))
        it.store.goal_values.add(GoalValueDraft(goal_id=goal.id, day=_day(it), value=value))


def hang(it: "Sitting") -> None:
    """Say what a goal needs, who can help, and what tells whether it is the right one."""
    goal = it.goal()
    links = {
        "skills": _some(it, [skill.id for skill in it.store.skills.all()]),
        "people": _some(it, [person.id for person in it.store.people.all()]),
        "experiments": _some(it, [one.id for one in it.store.experiments.all()]),
    }
    it.store.goals.update(goal.id, it.goal_draft(goal).model_copy(update=links))


CARRYING = (
    *(write_skill, write_person, talk, talk, ask, ask, experiment, experiment),
    *(apply_for, apply_for, keep, keep, keep, measure, hang),
)
