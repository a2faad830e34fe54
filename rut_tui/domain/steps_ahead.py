"""The steps that wait for a day, and the next milestone: sized by what the person has left of it.

Source: content.md §18; product.md §3, energy-matched step.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from rut_tui.domain.days import describe_ago, describe_day
from rut_tui.domain.due import ends, next_step
from rut_tui.domain.evidence import Evidence
from rut_tui.domain.goals import Goal, Milestone
from rut_tui.domain.step import EASY_MINUTES, Rule, Step

SITTING: Final = 25
"""Minutes of a step nobody gave a size."""

LONGEST: Final = 60
"""Minutes that can be asked for at once; of what takes longer, a sitting is."""

TALK: Final = 15
"""Minutes to get in touch with somebody, or to take a lead a step on."""


def _next_try(seen: Evidence) -> Step | None:
    tries = [setback for setback in seen.carried.setbacks if setback.next_on and setback.next_on <= seen.today]
    if not tries:
        return None
    return Step(
        "next_try",
        "Take the next try.",
        f"{_to_be(tries[0].next_on, seen.today)} It can have a new day.",
        EASY_MINUTES,
        f"journal.lists.setbacks:{tries[0].id}",
        tries[0].next_try.strip() or tries[0].what,
    )


def _experiment_over(seen: Evidence) -> Step | None:
    over = [(day, each) for each in seen.carried.experiments if (day := ends(each)) and day <= seen.today]
    if not over:
        return None
    day, experiment = min(over, key=lambda item: item[0])
    ended = "It ends today." if day == seen.today else f"It ended {describe_ago(day, seen.today)}."
    opens = f"goals.experiments.experiments:{experiment.id}"
    return Step("experiment", "Say what this experiment told you.", ended, EASY_MINUTES, opens, experiment.question)


def _lead(seen: Evidence) -> Step | None:
    waiting = [(day, lead) for lead in seen.carried.leads if (day := next_step(lead)) and day <= seen.today]
    if not waiting:
        return None
    day, lead = min(waiting, key=lambda item: item[0])
    step = lead.next_step.strip()
    subject = f"{lead.named}: {step}" if step else lead.named
    opens = f"goals.leads.leads:{lead.id}"
    return Step("lead", "Take this lead a step on.", _to_be(day, seen.today), TALK, opens, subject)


def _person(seen: Evidence) -> Step | None:
    waiting = [(person.due, person) for person in seen.carried.people if person.due and person.due <= seen.today]
    if not waiting:
        return None
    _, person = min(waiting, key=lambda item: item[0])
    last = person.last_contact
    reason = "You wanted to by now." if last is None else f"The last time was {describe_ago(last, seen.today)}."
    opens = f"goals.people.people:{person.id}"
    if seen.drained:
        return Step("person", "Write two lines to somebody.", reason, EASY_MINUTES, opens, person.name)
    return Step("person", "Get in touch with somebody.", reason, TALK, opens, person.name)


def _milestone_due(seen: Evidence) -> Step | None:
    due = _next_due(seen)
    return _milestone(seen) if due and due <= seen.today else None


def milestone_later(seen: Evidence) -> Step | None:
    """Offer the next milestone of the goal in focus, when it isn't due yet."""
    due = _next_due(seen)
    return None if due and due <= seen.today else _milestone(seen)


def _milestone(seen: Evidence) -> Step | None:
    if not (goal := seen.focus) or not (milestone := goal.next_milestone):
        return None
    opens = f"goals.open:{goal.id}:"
    if seen.drained and (small := next(_small(goal), None)):
        reason = _when(small, seen.today) if small == milestone else "Small enough for now, on the goal in focus."
        opens += small.id
        return Step("milestone", "Take this small milestone.", reason, small.minutes or 1, opens, small.title)
    title, minutes = "Take the next milestone.", milestone.minutes or SITTING
    if seen.drained:
        title, minutes = "Give the next milestone five minutes.", EASY_MINUTES
    elif minutes > LONGEST:
        title, minutes = f"Give the next milestone {SITTING} minutes.", SITTING
    return Step("milestone", title, _when(milestone, seen.today), minutes, opens + milestone.id, milestone.title)


def _small(goal: Goal) -> Iterator[Milestone]:
    """Yield the milestones that are small enough after a drained check-in, in order."""
    for step in goal.milestones:
        if step.done_on is None and step.minutes and step.minutes <= EASY_MINUTES:
            yield step


def _when(milestone: Milestone, today: date) -> str:
    if milestone.due is None:
        return "It is next on the goal in focus."
    if milestone.due < today:
        return f"It was due {describe_ago(milestone.due, today)}; it can have a new day."
    return f"Due {describe_day(milestone.due, today)}."


def _next_due(seen: Evidence) -> date | None:
    milestone = seen.focus.next_milestone if seen.focus else None
    return milestone.due if milestone else None


def _to_be(day: date | None, today: date) -> str:
    return "It was to be today." if day is None or day == today else f"It was to be {describe_ago(day, today)}."


AHEAD: Final = (
    Rule("next_try", _next_try),
    Rule("experiment", _experiment_over),
    Rule("lead", _lead),
    Rule("person", _person),
    Rule("milestone_due", _milestone_due),
)
"""What has come to its day, in the order it is offered."""
