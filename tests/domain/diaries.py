"""Diaries to look for patterns in: written out, or drawn from a seed."""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from domain_samples import TODAY

from rut_tui.domain.patterns import Rating


def rating(
    day: date | int,
    engagement: int,
    *activities: str,
    hour: int = 10,
    work: bool = True,
    emotions: Iterable[str] = (),
) -> Rating:
    """A rated entry on a day, or so many days before TODAY; words have their name as their key."""
    return Rating(
        day=day if isinstance(day, date) else TODAY - timedelta(days=day),
        hour=hour,
        engagement=engagement,
        work=work,
        activities=tuple((name, name) for name in activities),
        emotions=tuple((name, name) for name in emotions),
    )


def drawn(seed: int, days: int, *, most: int = 3, effects: dict[str, float] | None = None) -> list[Rating]:
    """A diary of so many days, with one to `most` entries on each, six activities and four emotions."""
    chance = random.Random(seed)  # noqa: S311 - a diary, not a secret
    shifts = dict.fromkeys(("a", "b", "c", "d", "e", "f"), 0.0) | (effects or {})
    found = []
    for back in range(days):
        for _ in range(chance.randint(1, most)):
            activities = [name for name in shifts if chance.random() < 0.3]
            felt = chance.gauss(0, 1) + sum(shifts[name] for name in activities)
            found.append(
                rating(
                    back,
                    max(-2, min(2, round(felt))),
                    *activities,
                    hour=chance.randrange(24),
                    work=chance.random() < 0.7,
                    emotions=[name for name in ("bored", "numb", "proud", "calm") if chance.random() < 0.2],
                )
            )
    return found
