"""Which backups may go: all of two days stay, then one for each of the last days, weeks and months that have any.

Only names and numbers here; no file is touched.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

EVERYTHING: Final = timedelta(days=2)
DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 12

FAR_FEWER: Final = 2
"""A backup with less than one in this many of the entries, or bytes, of an earlier one replaces nothing."""


class Kept(Protocol):
    """What thinning asks of a backup."""

    @property
    def made(self) -> datetime: ...

    @property
    def entries(self) -> int: ...

    @property
    def size(self) -> int: ...


B = TypeVar("B", bound=Kept)


def superfluous(backups: Sequence[B], now: datetime) -> list[B]:
    """Return the backups that may go, oldest first.

    A journal that has suddenly become much smaller may have lost something, so its backups don't take the places of
    those before it: each such series is thinned on its own.

    Args:
        backups: All of one journal, in any order.
        now: On the person's own clock.
    """
    return [backup for series in _series(backups) for backup in _thinned(series, now)]


def _series(backups: Sequence[B]) -> list[list[B]]:
    """Split backups so that each list holds none that is suspiciously smaller than one before it in that list."""
    found: list[tuple[int, int, list[B]]] = []
    for backup in sorted(backups, key=lambda each: each.made):
        for place, (most, largest, series) in enumerate(found):
            if backup.entries * FAR_FEWER >= most and backup.size * FAR_FEWER >= largest:
                series.append(backup)
                found[place] = max(most, backup.entries), max(largest, backup.size), series
                break
        else:
            found.append((backup.entries, backup.size, [backup]))
    return [series for _, _, series in found]


def _thinned(series: Sequence[B], now: datetime) -> list[B]:
    newest_first = sorted(series, key=lambda each: each.made, reverse=True)
    # What is from the future was made before a clock was set back: nobody can tell how old it is.
    stays = {index for index, each in enumerate(newest_first) if each.made > now - EVERYTHING}
    zone = now.tzinfo
    periods: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (DAYS, lambda made: made.date()),
        (WEEKS, lambda made: made.isocalendar()[:2]),
        (MONTHS, lambda made: (made.year, made.month)),
    )
    for many, period in periods:
        seen: dict[Hashable, int] = {}
        for index, each in enumerate(newest_first):
            seen.setdefault(period(each.made.astimezone(zone)), index)
        stays |= set(list(seen.values())[:many])
    return [each for index, each in enumerate(newest_first) if index not in stays][::-1]
