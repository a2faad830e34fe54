"""Experiments: a small test that answers a question, and how its entries compare with the person's other days."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, ValidationInfo, field_validator

from rut_tui.domain.amounts import Amount
from rut_tui.domain.insights import Rated, mean_of_days, sums_by_day
from rut_tui.domain.journal import DiaryDay
from rut_tui.domain.model import Model
from rut_tui.domain.patterns import Insight, against_the_rest
from rut_tui.domain.text import Line, Name, Note


class Verdict(StrEnum):
    """What an experiment said to its question."""

    UNSAID = ""
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class ExperimentDraft(Model):
    """An experiment before it is saved.

    Attributes:
        question: What it is to answer.
        test: The smallest test that could.
        guess: What the person thinks it will say, before it begins.
        cost_cap: What it may cost at most, in their own currency.
        started_on: Its first day; None while it is an idea.
        ends_on: The day it is over.
        result: What came of it.
        learnt: What they learnt.
    """

    question: Name
    test: Line = ""
    guess: Line = ""
    cost_cap: Amount | None = None
    started_on: DiaryDay | None = None
    ends_on: DiaryDay | None = None
    result: Note = ""
    learnt: Note = ""

    @field_validator("ends_on")
    @classmethod
    def _after_its_start(cls, ends_on: date | None, info: ValidationInfo) -> date | None:
        started = info.data.get("started_on")
        if started is not None and ends_on is not None and ends_on < started:
            raise ValueError("it is before the first day")
        return ends_on


class Ending(Model):
    """What is said of an experiment at its end."""

    verdict: Verdict = Verdict.UNSAID
    result: Note = ""
    learnt: Note = ""


class Experiment(Model):
    """An experiment, as stored.

    Attributes:
        verdict: What it said, to be seen beside the guess.
        closed_on: The local day it was ended; None while it isn't.
    """

    id: str
    question: Name
    test: Line
    guess: Line
    cost_cap: Amount | None
    started_on: date | None
    ends_on: date | None
    result: Note
    learnt: Note
    verdict: Verdict
    closed_on: date | None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None

    def runs_on(self, day: date) -> bool:
        """Whether it has begun on a day, and nobody had ended it before."""
        begun = self.started_on is not None and self.started_on <= day
        return begun and (self.closed_on is None or self.closed_on >= day)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the entries of an experiment were, beside the person's own other days.

    Attributes:
        entries: Its mean over the days with such entries, how many of both, and how much that may be taken to say.
        others: The mean of the other rated days; None when there is none.
    """

    entries: Insight
    others: float | None


def compared(
    tagged: Iterable[Rated], ratings: Iterable[Rated], days_off: Collection[date] = frozenset()
) -> Comparison | None:
    """Return how an experiment compares with the person's own other rated days, or None when nothing of it was rated.

    Args:
        tagged: The rated entries that belong to it.
        ratings: The rated entries of the span looked at, with those.
        days_off: Holidays and ill days; they are left out.
    """
    own = sums_by_day(each for each in tagged if each.day not in days_off)
    every = sums_by_day(each for each in ratings if each.day not in days_off)
    if not own:
        return None
    others = {day: sums for day, sums in every.items() if day not in own}
    return Comparison(against_the_rest(("experiment", ""), own, every), mean_of_days(others) if others else None)
