"""What the diary says in ratings alone: light rows by the ten thousand, for the insights."""

import json
from collections.abc import Collection
from datetime import date

from rut_tui.domain.insights import Sums, Tag
from rut_tui.domain.journal import Context, WordKind
from rut_tui.domain.patterns import Rating
from rut_tui.storage.session import Session
from rut_tui.storage.words import TABLES

_LIVE = "archived_at IS NULL AND engagement IS NOT NULL"
_COLUMNS = "id, day, at, tz_offset, engagement, context"
_RATED = f"{_LIVE} AND day BETWEEN ? AND ?"

Version = tuple[int, int, int]
"""How the journal stood."""

Tagged = dict[str, tuple[Tag, ...]]
"""Entry id → its words."""


class Ratings:
    """The rated, live entries."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def version(self) -> Version:
        """Another one whenever something was saved, here or elsewhere: what was made of the ratings is out of date.

        SQLite counts anew for every connection, so a journal that was locked in between has another one too.
        """
        session = self._session
        return session.number, session.saves, session.value("PRAGMA data_version")

    def first_day(self) -> date | None:
        """Return the earliest day that has a rating, or None."""
        found = self._session.value(f"SELECT day FROM entries WHERE {_LIVE} ORDER BY day LIMIT 1")  # noqa: S608 (own names)
        return date.fromisoformat(found) if found else None

    def between(self, first: date = date.min, last: date = date.max) -> tuple[Rating, ...]:
        """Return the ratings of some local days.

        Args:
            first: The first day.
            last: The last one.
        """
        span = (first.isoformat(), last.isoformat())
        rows = self._session.pairs(f"SELECT {_COLUMNS} FROM entries WHERE {_RATED}", span)  # noqa: S608 (own names)
        activities, emotions = self._tags("activity", span), self._tags("emotion", span)
        days = {day: date.fromisoformat(day) for day in {row[1] for row in rows}}
        return tuple(
            Rating(
                day=days[day],
                hour=_hour(at, offset),
                engagement=engagement,
                work=context == "work",
                activities=activities.get(entry_id, ()),
                emotions=emotions.get(entry_id, ()),
            )
            for entry_id, day, at, offset, engagement, context in rows
        )

    def sums(self, first: date, last: date, context: Context) -> Sums:
        """Return for some local days what their ratings add up to, and how many they are, of one context only.

        Args:
            first: The first day.
            last: The last one.
            context: Work, or outside.
        """
        rows = self._session.pairs(
            f"SELECT day, sum(engagement), count(*) FROM entries WHERE {_RATED} AND context = ? GROUP BY day",  # noqa: S608 (own names)
            (first.isoformat(), last.isoformat(), context.value),
        )
        return {date.fromisoformat(day): (total, number) for day, total, number in rows}

    def of_experiment(self, experiment_id: str) -> tuple[Rating, ...]:
        """Return the ratings that belong to an experiment, without their words."""
        rows = self._session.pairs(
            f"""SELECT {_COLUMNS} FROM entries WHERE {_LIVE}
            AND id IN (SELECT entry_id FROM entry_experiments WHERE experiment_id = ?)""",  # noqa: S608 (own names)
            (experiment_id,),
        )
        return tuple(
            Rating(date.fromisoformat(day), _hour(at, offset), engagement, context == "work")
            for _, day, at, offset, engagement, context in rows
        )

    def usual(self, days_off: Collection[date] = frozenset()) -> float | None:
        """Return the mean of all rated days there are, each with its own mean; None without any.

        Args:
            days_off: Days left out.
        """
        found: float | None = self._session.value(
            f"""SELECT avg(mean) FROM (SELECT avg(engagement) AS mean FROM entries WHERE {_LIVE}
            AND day NOT IN (SELECT value FROM json_each(?)) GROUP BY day)""",  # noqa: S608 (own names)
            (json.dumps([day.isoformat() for day in days_off]),),
        )
        return found

    def _tags(self, kind: WordKind, span: tuple[str, str]) -> Tagged:
        table = TABLES[kind]
        names = {word_id: (word_id, name) for word_id, name in self._session.pairs(f"SELECT id, name FROM {table}")}  # noqa: S608 (own names)
        found: Tagged = {}
        for entry_id, word_id in self._session.pairs(
            f"""SELECT entry_id, {kind}_id FROM entry_{table}
            WHERE entry_id IN (SELECT id FROM entries WHERE {_RATED})""",  # noqa: S608 (own names)
            span,
        ):
            found[entry_id] = (*found.get(entry_id, ()), names[word_id])
        return found


def _hour(at: str, offset: int) -> int:
    """Return the hour on the clock of the place, of a moment as the journal keeps it."""
    return (int(at[11:13]) * 60 + int(at[14:16]) + offset) // 60 % 24
