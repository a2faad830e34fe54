"""What has a day: goals, milestones, and what carries them. Today's list and the calendar are made from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from rut_tui.domain.experiments import Experiment
from rut_tui.domain.goals import Column, Goal
from rut_tui.domain.habits import Habit
from rut_tui.domain.leads import Lead, Stage
from rut_tui.domain.people import Person
from rut_tui.domain.reviews import Waiting
from rut_tui.domain.wins import Setback

DUE_DAYS: Final = 14
"""How far ahead the due list looks."""

DueKind = Literal["milestone", "review", "next_try", "lead", "person", "experiment", "goal", "habits"]


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something with a day near or past.

    Attributes:
        title: What it is called, mostly in the person's words.
        opens: Where it is done: a screen and what to open on it, as "goals.open:<id>".
        beside: What it belongs to, as the title of its goal, or what it is.
        ref: What tells it from the others of its kind, for good: its id, or the Monday of a week.
    """

    day: date
    kind: DueKind
    title: str
    opens: str
    beside: str
    ref: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What carries the goals and may have a day: live rows, open or not, in any order.

    Attributes:
        setbacks: Those that are not over, the nearest next try first.
    """

    setbacks: tuple[Setback, ...] = ()
    people: tuple[Person, ...] = ()
    leads: tuple[Lead, ...] = ()
    experiments: tuple[Experiment, ...] = ()


NOTHING: Final = Carried()


def dated(goals: Iterable[Goal], carried: Carried, review: Waiting | None = None) -> tuple[DueItem, ...]:
    """Return everything that is open and has a day, the earliest first, of one day the goals last.

    Args:
        goals: Goals; those done or archived are left out.
        carried: What carries them; what is over is left out.
        review: The week that waits to be looked back on.
    """
    found = [*_of_goals(goals), *_tries(carried.setbacks), *_leads(carried.leads), *_people(carried.people)]
    found += [*_experiments(carried.experiments), *_review(review)]
    return tuple(sorted(found, key=lambda item: (item.day, item.kind == "goal")))


def soon(items: Iterable[DueItem], today: date, days: int = DUE_DAYS) -> tuple[DueItem, ...]:
    """Return what is past due or due soon.

    Args:
        items: What has a day.
        today: The person's local day.
        days: How far ahead to look.
    """
    last = today + timedelta(days=days)
    return tuple(item for item in items if item.day <= last)


def habits_due(habits: Sequence[Habit], today: date) -> Iterator[DueItem]:
    """Yield the habits still open today, as one thing: they are not worth a line each."""
    if habits:
        names = ", ".join(habit.name for habit in habits)
        title, beside = (names, "habit") if len(habits) == 1 else (f"{len(habits)} habits", names)
        yield DueItem(today, "habits", title, "goals.habits.habits", beside, "habits")


def next_step(lead: Lead) -> date | None:
    """Return the day of the next step of a lead that is still open."""
    return None if lead.stage is Stage.NO or lead.archived_at else lead.next_on


def ends(experiment: Experiment) -> date | None:
    """Return the day an experiment ends that nobody has ended yet."""
    return None if experiment.closed_on or experiment.archived_at else experiment.ends_on


def _of_goals(goals: Iterable[Goal]) -> Iterator[DueItem]:
    for goal in goals:
        if goal.column is Column.DONE or goal.archived_at:
            continue
        opens = f"goals.open:{goal.id}"
        for step in goal.milestones:
            if step.due and step.done_on is None:
                yield DueItem(step.due, "milestone", step.title, f"{opens}:{step.id}", goal.title, step.id)
        if goal.due:
            yield DueItem(goal.due, "goal", goal.title, opens, "goal", goal.id)


def _tries(setbacks: Iterable[Setback]) -> Iterator[DueItem]:
    for setback in setbacks:
        if setback.next_on:
            title = setback.next_try.strip() or setback.what
            opens = f"journal.lists.setbacks:{setback.id}"
            yield DueItem(setback.next_on, "next_try", title, opens, "next try", setback.id)


def _leads(leads: Iterable[Lead]) -> Iterator[DueItem]:
    for lead in leads:
        if day := next_step(lead):
            step = lead.next_step.strip()
            title, beside = (step, lead.named) if step else (lead.named, "lead")
            yield DueItem(day, "lead", title, f"goals.leads.leads:{lead.id}", beside, lead.id)


def _people(people: Iterable[Person]) -> Iterator[DueItem]:
    for person in people:
        if day := person.due:
            title = f"Write to {person.name}"
            yield DueItem(day, "person", title, f"goals.people.people:{person.id}", "person", person.id)


def _experiments(experiments: Iterable[Experiment]) -> Iterator[DueItem]:
    for experiment in experiments:
        if day := ends(experiment):
            opens = f"goals.experiments.experiments:{experiment.id}"
            yield DueItem(day, "experiment", experiment.question, opens, "experiment", experiment.id)


def _review(review: Waiting | None) -> Iterator[DueItem]:
    if review:
        yield DueItem(
            review.day, "review", "Weekly review", f"journal.week.{review.week}", "five minutes", f"{review.week}"
        )
