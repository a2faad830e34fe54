"""The one step: the smallest useful thing to do next, with its reason.

An ordered list of rules, each looking at what is recorded; a rule that has nothing to say stays silent.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from rut_tui.domain.causes import to_ask, top_cause
from rut_tui.domain.days import describe_ago
from rut_tui.domain.evidence import Evidence
from rut_tui.domain.smart import Letter, open_letters
from rut_tui.domain.step import EASY_MINUTES, Rule, Step
from rut_tui.domain.steps_ahead import AHEAD, milestone_later
from rut_tui.domain.weeks import monday

ENGAGED: Final = 1
"""A check-in rated this or higher is an engaged one; then the harder step comes first."""

GAP_DAYS: Final = 3
"""Days without an entry after which the step says when the last one was."""

_SIGNS_A_MINUTE: Final = 6
_STILL_OPEN: Final[dict[Letter, str]] = {
    "S": "what exactly",
    "M": "how you'll know",
    "A": "how sure you are",
    "R": "what it serves",
    "T": "by when",
}


def steps(evidence: Evidence) -> tuple[Step, ...]:
    """Return the steps that make sense now, the best first; the rest are there to swap to.

    After a drained check-in today only short ones are left; after an engaged one the longer come first.

    Source: content.md §18; product.md §3, energy-matched step.
    """
    offered = [step for rule in RULES if (step := rule.offer(evidence))]
    if evidence.drained:
        return tuple(step for step in offered if step.minutes <= EASY_MINUTES)
    if evidence.mood is not None and evidence.mood >= ENGAGED:
        return tuple(sorted(offered, key=lambda step: step.minutes <= EASY_MINUTES))
    return tuple(offered)


def _check_in(seen: Evidence) -> Step | None:
    if seen.last_entry is None:
        reason = "Nothing written yet. Twenty seconds make a start."
    elif seen.last_entry >= seen.today:
        return None
    elif (seen.today - seen.last_entry).days > GAP_DAYS:
        reason = f"The last entry was {describe_ago(seen.last_entry, seen.today)}. A gap is just a gap."
    else:
        reason = "Nothing written today yet."
    return Step("check_in", "Say how it is right now.", reason, 1, "journal.check_in")


def _signs(seen: Evidence) -> Step | None:
    left, total = seen.signs.left, seen.signs.total
    if not left:
        return None
    minutes = -(-left // _SIGNS_A_MINUTE)
    if left == total:
        return Step("signs", "Check the signs.", f"{total} statements, one key each.", minutes, "audit.signs")
    reason = f"{total - left} of {total} answered, {left} to go."
    return Step("signs", "Go on with the signs.", reason, minutes, "audit.signs")


def _external(seen: Evidence) -> Step | None:
    if not seen.external_left or seen.level.value is None:
        return None
    reason = "Asked before any conclusion: what weighs on you may lie outside work."
    if seen.external_left < seen.external_total:
        reason = f"{seen.external_left} of {seen.external_total} still open."
    return Step("external", "Ask whether it is the job, or life.", reason, 2, "audit.external")


def _causes(seen: Evidence) -> Step | None:
    if seen.level.value is None or seen.external_left or not (waiting := len(to_ask(seen.scores))):
        return None
    found = sum(item.asked for item in seen.scores)
    answered = "none has an answer yet" if waiting == found else f"{waiting} without an answer"
    reason = f"{found} causes stand out; {answered}." if found > 1 else "One cause stands out, without an answer."
    return Step("causes", "Look at what may be behind it.", reason, waiting, "audit.causes")


def _goal(seen: Evidence) -> Step | None:
    if seen.goals:
        return None
    top = top_cause(seen.scores) if seen.level.value is not None else None
    if seen.life:
        title, reason = (
            "Write one goal about life outside work.",
            f"You said work would feel all right if this were solved: {_listed(seen.life)}.",
        )
    elif top is None:
        title, reason = "Write down one goal.", "There is no open goal yet; a rough one will do."
    else:
        title = f"Write one goal about “{top.cause.name}”."
        made_of = f"{top.rated} sign{'s' if top.rated > 1 else ''}"
        reason = f"It scores {top.score} of 100, from {made_of}." if top.score is not None else "You said it fits."
    return Step("goal", title, reason, 10, "goals.new")


def _smart(seen: Evidence) -> Step | None:
    for goal in seen.goals:
        if lacking := open_letters(goal, seen.today):
            reason = f"Still open: {', '.join(_STILL_OPEN[letter] for letter in lacking)}."
            minutes = min(EASY_MINUTES, 1 + len(lacking))
            return Step("smart", "Sharpen this goal.", reason, minutes, f"goals.open:{goal.id}", goal.title)
    return None


def _focus(seen: Evidence) -> Step | None:
    if not seen.goals or seen.focus:
        return None
    count = len(seen.goals)
    reason = f"{count} goals are open; the others can wait." if count > 1 else "It is the only one open."
    return Step("focus", "Choose the goal in focus.", reason, 1, "goals")


def _first_milestone(seen: Evidence) -> Step | None:
    if not (goal := seen.focus) or goal.milestones:
        return None
    reason = "The goal in focus has no milestone; a small one is enough."
    return Step("first_milestone", "Write the first milestone.", reason, 5, f"goals.open:{goal.id}:new", goal.title)


def _review(seen: Evidence) -> Step | None:
    if not (waits := seen.review) or waits.day > seen.today + timedelta(days=1):
        return None
    days = "One day" if waits.written == 1 else f"{waits.written} days"
    of = "the week" if waits.week == monday(seen.today) else "last week"
    reason = f"{days} of {of} written; they are filled in."
    return Step("review", "Look back on the week.", reason, 5, f"journal.week.{waits.week}")


def _win(seen: Evidence) -> Step | None:
    if seen.wins or seen.last_entry is None:
        return None
    return Step("win", "Write down one small win.", "None yet. On a hard day one comes back to you.", 1, "journal.win")


def _savings(seen: Evidence) -> Step | None:
    if seen.plan_waits_for is None:
        reason = "Savings and monthly essentials give a first answer."
    elif seen.plan_waits_for:
        reason = f"The plan still waits for {_listed(seen.plan_waits_for)}."
    else:
        return None
    return Step("savings", "Count the months you have.", reason, 5, "savings")


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


RULES: Final = (
    Rule("check_in", _check_in),
    Rule("signs", _signs),
    Rule("external", _external),
    Rule("causes", _causes),
    Rule("review", _review),
    *AHEAD,
    Rule("goal", _goal),
    Rule("smart", _smart),
    Rule("focus", _focus),
    Rule("first_milestone", _first_milestone),
    Rule("savings", _savings),
    Rule("win", _win),
    Rule("milestone", milestone_later),
)
"""In the order they are offered."""
