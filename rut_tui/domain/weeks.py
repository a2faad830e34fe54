"""A week looked back on: what the diary says of it, its review, and what many reviews add up to.

Free of pydantic, so that the screens can say which week is meant before the models are loaded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from rut_tui.domain.days import MONTHS
from rut_tui.domain.insights import SHOWN, DayMean, TagMean, by_activity, day_means, figure, series

if TYPE_CHECKING:
    from rut_tui.domain.journal import Entry
    from rut_tui.domain.reviews import Review
    from rut_tui.domain.wins import Setback

DAYS: Final = 7
TUESDAY: Final = 1

NAMED: Final = 4
"""Most activities that are filled in as engaging or draining."""

Side = Literal["liked", "disliked"]


@dataclass(frozen=True, slots=True)
class Week:
    """A week as it can be looked back on.

    Attributes:
        monday: Its first day.
        days: The mean of each of its days.
        written: How many of them have an entry.
        entries: How many entries there are.
        mean: Over its rated days, of the mean of each; None when nothing was rated.
        engaged: What engaged, most first.
        drained: What drained, most first.
        wanted: The one thing that the review of the week before wanted for this one; empty without.
        review: Its review, or None.
        let_go: One that was put away, when there is no other.
        setback: The setback that was kept with its review, if that is still there.
    """

    monday: date
    days: tuple[DayMean, ...]
    written: int
    entries: int
    mean: float | None
    engaged: tuple[TagMean, ...]
    drained: tuple[TagMean, ...]
    wanted: str
    review: "Review | None"
    let_go: "Review | None"
    setback: "Setback | None"


@dataclass(frozen=True, slots=True)
class Liking:
    """Something that was liked, or wasn't, as it was first written.

    Attributes:
        side: Whether it was liked.
        weeks: The Mondays of the weeks that say so, the latest first.
    """

    side: Side
    text: str
    weeks: tuple[date, ...]


class Answers(NamedTuple):
    """What a review says was liked and what wasn't: light, for there may be thousands."""

    week: date
    liked: str
    disliked: str


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def at_hand(today: date) -> date:
    """Return the Monday of the week to look back on: this one, on a Monday or Tuesday still the last."""
    return monday(today) - timedelta(days=DAYS if today.weekday() <= TUESDAY else 0)


def week_name(week: date, today: date) -> str:
    """Return what a week is called: "16–22 Nov", "30 Nov – 6 Dec", with the year when it isn't this one."""
    last = week + timedelta(days=DAYS - 1)
    first, end = (f"{day.day} {MONTHS[day.month - 1].capitalize()}" for day in (week, last))
    name = f"{week.day}–{end}" if week.month == last.month else f"{first} – {end}"
    return name if last.year == today.year else f"{name} {last.year}"


def seen(
    week: date,
    entries: "Sequence[Entry]",
    *,
    wanted: str = "",
    review: "Review | None" = None,
    let_go: "Review | None" = None,
    setback: "Setback | None" = None,
) -> Week:
    """Return a week with what its diary says.

    Args:
        week: Its Monday.
        entries: Its live entries.
        wanted: As for the attribute, like the rest.
        review: Its review.
        let_go: One put away.
        setback: The one kept with it.
    """
    tags = by_activity(entries)
    means = day_means(entries).values()
    return Week(
        monday=week,
        days=series(entries, week + timedelta(days=DAYS - 1), DAYS),
        written=len({entry.day for entry in entries}),
        entries=len(entries),
        mean=sum(means) / len(means) if means else None,
        engaged=tuple(tag for tag in reversed(tags) if tag.mean >= SHOWN)[:NAMED],
        drained=tuple(tag for tag in tags if tag.mean <= -SHOWN)[:NAMED],
        wanted=wanted,
        review=review,
        let_go=let_go,
        setback=setback,
    )


def filled_in(tags: Iterable[TagMean]) -> str:
    """Return activities with their means and numbers of entries: "mentoring +1.6 (5), running +1.0 (2)"."""
    return ", ".join(f"{tag.name} {figure(tag.mean)} ({tag.entries})" for tag in tags)


def likings(reviews: Iterable[Answers]) -> tuple[Liking, ...]:
    """Return what was liked and then what wasn't: what most weeks say first, of equal ones the latest.

    Each line of an answer is one thing; the same words in another week, whatever their case, are the same thing.

    Args:
        reviews: Live reviews, the latest first.
    """
    found: dict[tuple[Side, str], tuple[str, dict[date, None]]] = {}
    sides: tuple[Side, ...] = ("liked", "disliked")
    for review in reviews:
        for side, answer in zip(sides, (review.liked, review.disliked), strict=True):
            for line in filter(None, map(_bare, answer.splitlines())):
                found.setdefault((side, _same(line)), (line, {}))[1][review.week] = None
    things = [Liking(side, text, tuple(weeks)) for (side, _), (text, weeks) in found.items()]
    return tuple(sorted(things, key=lambda it: (sides.index(it.side), -len(it.weeks), -it.weeks[0].toordinal())))


def _bare(line: str) -> str:
    """Return a line without the mark of a list before it."""
    return line.strip().lstrip("-*•–").strip()


def _same(line: str) -> str:
    return " ".join(line.casefold().split()).rstrip(".!")
