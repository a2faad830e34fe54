"""The kinds of things the app knows about career ruts, each with the article it comes from.

The items themselves are files in `data/`; `rut_tui.content` loads them.
"""

from enum import StrEnum
from typing import Literal

from rut_tui.domain.model import Model


class Source(StrEnum):
    """The five articles."""

    MOMPROJECT = "momproject"
    HOTPOSTS = "hotposts"
    VAULT = "vault"
    NEXTGEN = "nextgen"
    BEYOND = "beyond"


class Item(Model):
    """Anything shipped: a stable key, and the articles it rests on (none for what is ours)."""

    key: str
    sources: tuple[Source, ...] = ()


class Article(Item):
    """One of the five articles; its key is a Source."""

    title: str


class Scale(Item):
    """What a sign is rated on.

    Attributes:
        prompt: Stands before the statement, or above the labels.
        labels: What 0, 1, 2, 3 and 4 mean.
    """

    prompt: str
    labels: tuple[str, str, str, str, str]


class Sign(Item):
    """A statement to rate 0–4, as evidence for one or more causes."""

    statement: str
    scale: Literal["frequency", "agreement"]
    causes: tuple[str, ...]


class Cause(Item):
    """A root cause, with the question that tests it: a yes speaks for the cause."""

    name: str
    what: str
    question: str


class ExternalFactor(Item):
    """Something outside work that can feel like a rut."""

    name: str
    question: str


class Question(Item):
    """A question answered in the person's own words."""

    chapter: Literal["closer", "forward"]
    text: str
    why: str


class Value(Item):
    """Something a person may want from work."""

    name: str
    what: str


class Obstacle(Item):
    """An objection people raise against moving, with an example of how it can be reframed."""

    objection: str
    reframe: str


class Move(Item):
    """Something one can do about a cause.

    Attributes:
        name: Can stand as the title of what it becomes.
        start: The first small step.
        effort: What it takes: an hour, a week, or months.
    """

    name: str
    start: str
    direction: Literal["renew", "inside", "leave"]
    causes: tuple[str, ...]
    effort: Literal["hour", "week", "months"]
    becomes: Literal["goal", "experiment", "habit", "contact"]


class EmotionWord(Item):
    """An emotion, by pleasantness and energy."""

    name: str
    pleasant: bool
    energy: Literal["high", "low"]


class HelpOption(Item):
    """A person or place to turn to."""

    name: str
    what: str


class Story(Item):
    """Someone who got out, beside the move it names."""

    move: str
    text: str


class GoalExample(Item):
    """A goal to start from, worded as the person would.

    Attributes:
        title: One outcome: a verb and a thing.
        measure: A number and a unit.
        by: When it could be there, in words; the date is the person's to choose.
    """

    title: str
    measure: str
    by: str


class PlanStep(Item):
    """A step of the plan for a career move; it becomes a milestone, in the order of the file."""

    title: str
