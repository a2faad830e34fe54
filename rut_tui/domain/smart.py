"""The five checks of a good goal, live beside their fields: nudges that never block saving.

They know English words only, so they stay silent about what they can't read rather than nag in other languages.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from rut_tui.domain.goals import Goal, GoalDraft, Milestone, MilestoneDraft
from rut_tui.domain.wording import NUMBER, counted, english, noun_phrase, outcomes, vague_measure, vague_word, words

Letter = Literal["S", "M", "A", "R", "T"]

SURE: Final = 7
"""Confidence from which a goal counts as achievable."""

FAR_DAYS: Final = 90
"""A goal further away than this needs a milestone that is near."""

NEAR_DAYS: Final = 30
"""How near that milestone is, in days."""


@dataclass(frozen=True, slots=True)
class Check:
    """One letter of SMART.

    Attributes:
        ok: Nothing to say about it.
        nudge: What would make it better, in a few words; empty when ok.
    """

    letter: Letter
    ok: bool
    nudge: str = ""


def smart(goal: Goal | GoalDraft, today: date) -> tuple[Check, ...]:
    """Check a goal on all five letters, in their order.

    Args:
        goal: The goal as typed or as stored.
        today: The person's local day.

    Source: content.md §13 (hotposts).
    """
    done = isinstance(goal, Goal) and goal.done_on is not None
    return (
        specific(goal.title),
        measurable(goal.measure, goal.title),
        achievable(goal.confidence, goal.raise_confidence),
        relevant(goal.serves),
        time_bound(goal.due, goal.milestones, today, done=done),
    )


def open_letters(goal: Goal | GoalDraft, today: date) -> tuple[Letter, ...]:
    """Return the letters a goal still lacks."""
    return tuple(check.letter for check in smart(goal, today) if not check.ok)


def specific(title: str) -> Check:
    """S: one outcome, a verb and a thing.

    Args:
        title: The title as typed; may be empty.
    """
    if not _says_two_things(title):
        return _nudge("S", "Name one outcome: a verb and a thing, like “finish the course”.")
    if not english(title):
        return Check("S", ok=True)
    found = words(title)
    if vague := vague_word(found, counted(title)):
        return _nudge("S", f"“{vague.capitalize()}” is hard to see. What exactly would be there?")
    if noun_phrase(found):
        return _nudge("S", "Start with a verb: what will you do?")
    if outcomes(title) > 1:
        return _nudge("S", "That sounds like two goals. Which one comes first?")
    return Check("S", ok=True)


def measurable(measure: str, title: str = "") -> Check:
    """M: a number and a unit, or a proof that can be shown. A number with a unit in the title will do.

    Args:
        measure: The measure as typed; may be empty.
        title: The title, read when there is no measure.
    """
    if counted(measure) or (not measure.strip() and counted(title)):
        return Check("M", ok=True)
    if not any(char.isalnum() for char in measure):
        return _nudge("M", "How will you know it's there? A number with a unit, or a proof.")
    if not words(measure):
        return _nudge("M", "That says when. What could you count or show?")
    if all(NUMBER.fullmatch(word) for word in words(measure)):
        return _nudge("M", "A number needs its unit: how many of what?")
    if english(measure) and vague_measure(words(measure)):
        return _nudge("M", "Hard to tell from outside. What could you count or show?")
    return Check("M", ok=True)


def achievable(confidence: int | None, raise_confidence: str) -> Check:
    """A: confidence of at least 7 of 10, or a word on what would make it a 7.

    Args:
        confidence: 1–10, or None when not said.
        raise_confidence: What would make it a 7, as typed.
    """
    if confidence is None:
        return _nudge("A", "How sure are you that you can do it, from 1 to 10?")
    if confidence >= SURE or raise_confidence.strip():
        return Check("A", ok=True)
    return _nudge("A", "What would make it a 7? Smaller milestones can help.")


def relevant(serves: Iterable[str]) -> Check:
    """R: at least one value or cause it serves."""
    if any(key.strip() for key in serves):
        return Check("R", ok=True)
    return _nudge("R", "Which value or cause does it serve? One is enough.")


def time_bound(
    due: date | None, milestones: Sequence[Milestone | MilestoneDraft], today: date, *, done: bool = False
) -> Check:
    """T: a day that hasn't passed; a far one with an open milestone near.

    Args:
        due: The day, or None when not said.
        milestones: The milestones of the goal.
        today: The person's local day.
        done: Whether the goal is done; then its day may have passed.
    """
    if due is None:
        return _nudge("T", "By when? A rough date is enough.")
    if done:
        return Check("T", ok=True)
    if due < today:
        return _nudge("T", "That day has passed. Which day would suit now?")
    if (due - today).days > FAR_DAYS and not any(_near(step, today) for step in milestones):
        return _nudge("T", f"Far away. Add a milestone within the next {NEAR_DAYS} days.")
    return Check("T", ok=True)


def _near(step: Milestone | MilestoneDraft, today: date) -> bool:
    done = step.done if isinstance(step, MilestoneDraft) else step.done_on is not None
    return not done and step.due is not None and 0 <= (step.due - today).days <= NEAR_DAYS


# Thai, Lao, Burmese, Khmer, Japanese and Chinese are written without spaces between words.
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def _says_two_things(title: str) -> bool:
    """Whether there is room for a verb and a thing."""
    if _UNSPACED.search(title):
        return sum(char.isalpha() for char in title) >= 2
    return sum(any(char.isalpha() for char in part) for part in title.split()) >= 2


def _nudge(letter: Letter, text: str) -> Check:
    return Check(letter, ok=False, nudge=text)
