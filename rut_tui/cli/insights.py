"""`insights` says what engages and what drains, with the days it rests on."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from rut_tui.cli.fault import UsageFault
from rut_tui.cli.glimpse import NOTHING_YET
from rut_tui.cli.journal import Journal
from rut_tui.cli.terminal import say, say_json

if TYPE_CHECKING:
    from rut_tui.domain.patterns import Insight, Insights
    from rut_tui.domain.reality import Reality
    from rut_tui.storage.store import Store

_PLACES: Final = 9
"""Digits of a mean in JSON: as many as are more than noise."""


@click.command(
    epilog="""\b
Examples:
  rut-tui insights
  rut-tui insights --since "3 months ago"
  rut-tui insights --since 2026-09-01 --json"""
)
@click.option("--since", help="The first day to look at: 2026-09-01, 1 Sep, monday, 3 weeks ago. All days without it.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def insights(journal: Journal, since: str | None, as_json: bool) -> None:
    """Say what engages you and what drains you.

    Means are over days, on a scale from -2 (drained) to +2 (engaged). What is called a hint rests on 14 rated days at
    least, what is called a pattern has been tested against chance together with everything else that is listed. "Goes
    together with" is all that numbers can say; they don't say what causes what.
    """
    from rut_tui.storage.faults import Absent

    first = date.min if since is None else _first(since, journal.clock().date())
    try:
        seen, usual, expected = journal.work(lambda store: _read(store, first))
    except Absent:
        seen, usual, expected = _nothing()
    if as_json:
        say_json(_facts(seen, usual))
        return
    for line in (*_lines(seen, usual), *_expected(expected)):
        say(line)


def _first(since: str, today: date) -> date:
    """Return the first day to look at.

    Raises:
        UsageFault: It can't be read, or is still to come.
    """
    from rut_tui.domain.days import read_day, tidy

    try:
        first = read_day(tidy(since), today, ahead=False)
    except ValueError as error:
        raise UsageFault(f"since: {error}") from None
    if first is None:
        raise UsageFault("since: try 2026-09-01, 1 Sep, monday or 3 weeks ago")
    if first > today:
        raise UsageFault("since: that day is still to come")
    return first


def _read(store: "Store", first: date) -> "tuple[Insights, float | None, tuple[Reality, ...]]":
    from rut_tui.domain.days import FIRST_DAY, LAST_DAY
    from rut_tui.domain.patterns import insights as worked_out
    from rut_tui.domain.reality import realities

    days_off = store.time_off.days(FIRST_DAY, LAST_DAY)
    seen = worked_out(store.ratings.between(first), days_off)
    return seen, store.ratings.usual(days_off), realities(store.expectations.pairs())


def _nothing() -> "tuple[Insights, None, tuple[()]]":
    from rut_tui.domain.patterns import insights as worked_out

    return worked_out(()), None, ()


def _facts(seen: "Insights", usual: float | None) -> dict[str, Any]:
    """Return the insights under the names of the contract."""
    from rut_tui.domain.insight_words import KINDS

    gate = seen.next_gate
    return {
        "entries": seen.entries,
        "days": seen.days,
        "first_day": seen.first_day.isoformat() if seen.first_day else None,
        "last_day": seen.last_day.isoformat() if seen.last_day else None,
        "mean": _rounded(seen.mean),
        "baseline": _rounded(usual),
        "work_mean": _rounded(seen.work),
        "outside_mean": _rounded(seen.outside),
        **{kind: [_fact(item) for item in getattr(seen, kind)] for kind in KINDS},
        "next_gate": {"level": gate.level.value, "days_missing": gate.days} if gate else None,
    }


def _fact(item: "Insight") -> dict[str, Any]:
    return {
        "key": item.name,
        "entries": item.entries,
        "days_with": item.days,
        "days_without": item.days_without,
        "mean": _rounded(item.mean),
        "difference": _rounded(item.difference),
        "p": item.p,
        "q": item.q,
        "level": item.level.value,
    }


def _rounded(value: float | None) -> float | None:
    # Without a negative nought.
    return None if value is None else round(value, _PLACES) + 0.0


def _lines(seen: "Insights", usual: float | None) -> Iterator[str]:
    """Yield what the Insights panel says."""
    from rut_tui.domain.insight_words import KINDS, counted, finding
    from rut_tui.domain.insights import figure

    if seen.first_day is None or seen.last_day is None:
        yield NOTHING_YET if usual is None else "nothing was rated in these days"
        return
    yield (
        f"{counted(seen.entries, 'entry', 'entries')} on {counted(seen.days, 'day')}, "
        f"{seen.first_day.isoformat()} to {seen.last_day.isoformat()}"
    )
    means = {"on average": seen.mean, "at work": seen.work, "outside": seen.outside, "usually": usual}
    yield "   ".join(f"{name} {figure(value)}" for name, value in means.items() if value is not None)
    yield finding(seen)
    for kind, heading in KINDS.items():
        items: tuple[Insight, ...] = getattr(seen, kind)
        if items:
            yield ""
            yield f"{heading}:"
            width = min(max(len(item.name) for item in items), 32)
            yield from (_line(item, width) for item in items)


def _expected(items: "tuple[Reality, ...]") -> Iterator[str]:
    """Yield what was expected beside how it was, over all days."""
    from rut_tui.domain.reality import said
    from rut_tui.domain.visible import one_line

    if items:
        yield ""
        yield "Expected and real, all days:"
        yield from (f"  {one_line(item.name)}: {said(item)}" for item in items)


def _line(item: "Insight", width: int) -> str:
    from rut_tui.domain.insight_words import LEVELS, chance, counted
    from rut_tui.domain.insights import figure
    from rut_tui.domain.visible import one_line

    said = f"  {figure(item.mean):>4}  {one_line(item.name):{width}}  {counted(item.entries, 'entry', 'entries')}, "
    said += f"{counted(item.days, 'day')} with it, {item.days_without:,} without"
    if item.difference is not None:
        said += f" ({figure(item.difference)})"
    level = LEVELS[item.level]
    return f"{said}: {level}, q {chance(item.q)}" if level and item.q is not None else said
