"""What the goal form offers: values and causes by name, goals to start from, the steps of a career move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from rut_tui.domain.days import describe_day, parse_day
from rut_tui.widgets.step_rows import Step


@dataclass(frozen=True)
class Offers:
    """Shipped words for goals.

    Attributes:
        names: Key → name, such as "value:growth" → "Growth"; values first.
        examples: (title, measure, by when in words) of the goals to start from.
        steps: The steps of a career move, in order.
    """

    names: Mapping[str, str]
    examples: Sequence[tuple[str, str, str]]
    steps: Sequence[str]

    def name(self, key: str) -> str:
        """Return what a key is called; one that this version doesn't know is its own name."""
        return self.names.get(key, key)

    def key(self, name: str) -> str | None:
        """Return the key of a name, whatever its case, or None.

        Args:
            name: A name, or a key that this version doesn't know.
        """
        folded = name.casefold()
        found = next((key for key, known in self.names.items() if known.casefold() == folded), None)
        return found or (name if name.partition(":")[0] in ("value", "cause") and name.partition(":")[2] else None)

    def starts(self, today: date) -> list[tuple[str, str, str]]:
        """Return the examples as the form takes them; a day that can't be read is left to the person."""
        return [(title, measure, by if _readable(by, today) else "") for title, measure, by in self.examples]

    def career_move(self, steps: Sequence[Step], today: date, due: date | None) -> tuple[tuple[Step, ...], str]:
        """Add the steps of a career move that aren't there, and give those that have none yet their days.

        Args:
            steps: The milestones so far.
            today: The person's local day.
            due: When the goal is due, if it was said.

        Returns:
            All milestones, and a sentence on what was done.
        """
        from rut_tui.domain.pacing import spread

        there = {step.title.casefold() for step in steps}
        found = [*steps, *(Step(title) for title in self.steps if title.casefold() not in there)]
        if due is None or due < today:
            said = "The steps of a career move are among the milestones. Say by when, and ctrl+t spreads them."
            return tuple(found), said
        ours = {title.casefold() for title in self.steps}
        open_ones = [n for n, step in enumerate(found) if step.title.casefold() in ours and not step.done]
        if all(found[n].due for n in open_ones):
            return tuple(found), "Every step of a career move has its day already; those stay."
        for n, day in zip(open_ones, spread(today, due, len(open_ones)), strict=True):
            found[n] = replace(found[n], due=found[n].due or day)
        said = f"The steps of a career move are among the milestones, spread until {describe_day(due, today)}."
        return tuple(found), said


def _readable(by: str, today: date) -> bool:
    try:
        parse_day(by, today)
    except ValueError:
        return False
    return True


@cache
def read_offers() -> Offers:
    """Return what is shipped."""
    from rut_tui.content import career_move_steps, causes, goal_examples, values

    names = {f"value:{value.key}": value.name for value in values()}
    names |= {f"cause:{cause.key}": cause.name for cause in causes()}
    examples = [(example.title, example.measure, example.by) for example in goal_examples()]
    return Offers(names, examples, [step.title for step in career_move_steps()])
