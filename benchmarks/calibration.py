"""How often a pattern is called that isn't there, and how often one is found that is: made-up diaries, fixed seeds.

Run it as `python benchmarks/calibration.py [diaries]`; a thousand of each kind take some minutes.
"""

import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from math import sqrt
from statistics import mean

from rut_tui.domain.insights import Level
from rut_tui.domain.patterns import Insights, Rating, insights

DIARIES = 1_000
LENGTHS = (7, 14, 30, 60)
FIRST = date(2026, 9, 1)
ACTIVITIES = tuple((f"activity {n}", f"activity {n}") for n in range(12))
SHARE = 0.3
"""How often an entry has an activity, for each of them."""

HOURS = range(7, 23)
EFFECTIVE = ACTIVITIES[0][0]
SEED = 4


@dataclass(frozen=True)
class World:
    """What the diaries come from.

    Attributes:
        effect: Points that an entry with the first activity is better.
        correlation: Of the mood of one day with that of the next.
        weekend: Points that Saturday and Sunday are better.
        whole_days: What was done is done all day, on every entry of the day.
        limits: What is wanted, by number of days: of false patterns, or of finds where there is an effect.
    """

    name: str
    effect: float = 0
    correlation: float = 0
    weekend: float = 0
    whole_days: bool = False
    limits: tuple[tuple[int, str], ...] = ()


FOUND = ((30, "found at least 50"), (60, "found at least 90"))
WORLDS = (
    World("no effect", limits=tuple((days, "at most 12") for days in LENGTHS)),
    World("no effect, correlated days, weekends", correlation=0.4, weekend=0.7),
    World("an effect of 1.5", effect=1.5, limits=FOUND),
    World("an effect of 1.5 on whole days", effect=1.5, whole_days=True, limits=FOUND),
)


def diary(world: World, days: int, chance: random.Random) -> list[Rating]:
    """Make up a diary of one or two entries a day."""
    found = []
    mood = chance.gauss(0, 1)
    for day in (FIRST + timedelta(days=n) for n in range(days)):
        mood = world.correlation * mood + sqrt(1 - world.correlation**2) * chance.gauss(0, 1)
        activities = _drawn(chance)
        for _ in range(chance.choice((1, 2))):
            activities = activities if world.whole_days else _drawn(chance)
            # Where days hang together, the entries of one day do as well.
            felt = mood if world.correlation else chance.gauss(0, 1)
            felt += world.weekend * (day.weekday() >= 5) + world.effect * (ACTIVITIES[0] in activities)
            found.append(Rating(day, chance.choice(HOURS), max(-2, min(2, round(felt))), True, activities))
    return found


def _drawn(chance: random.Random) -> tuple[tuple[str, str], ...]:
    return tuple(activity for activity in ACTIVITIES if chance.random() < SHARE)


def judged(world: World, days: int, number: int) -> tuple[bool, bool]:
    """Return whether a diary shows the effect there is, and whether it shows one there is not."""
    seen = insights(diary(world, days, random.Random(f"{SEED} {world.name} {days} {number}")))  # noqa: S311
    patterns = patterns_of(seen, weekdays=not world.weekend)
    return EFFECTIVE in patterns, bool(patterns - ({EFFECTIVE} if world.effect else set()))


def patterns_of(seen: Insights, *, weekdays: bool) -> set[str]:
    """Return the names of the patterns; those of weekdays are true where weekends are better."""
    items = (*seen.by_activity, *seen.by_part_of_day, *(seen.by_weekday if weekdays else ()))
    return {item.name for item in items if item.level is Level.PATTERN}


def percent(hits: Sequence[bool]) -> float:
    """Return the share in per cent."""
    return 100 * mean(hits)


def main(diaries: int) -> None:
    """Judge them all, print."""
    print(f"{diaries:,} diaries each; in per cent of them")
    with ProcessPoolExecutor() as pool:
        for world in WORLDS:
            for days in LENGTHS:
                job = partial(judged, world, days)
                found, false = zip(*pool.map(job, range(diaries), chunksize=25), strict=True)
                said = f"found {percent(found):5.1f}   " if world.effect else ""
                limit = dict(world.limits).get(days, "no limit")
                print(f"{world.name:<38}{days:>3} days   {said}any false pattern {percent(false):5.1f}   ({limit})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DIARIES)
