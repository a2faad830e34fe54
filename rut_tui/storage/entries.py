"""The diary on disk: entries in, entries out, with their words."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from rut_tui.domain.days import describe_day
from rut_tui.domain.journal import Entry, EntryDraft, Word, WordKind, moment
from rut_tui.domain.model import Model
from rut_tui.storage.expectations import Expectations
from rut_tui.storage.faults import Gone
from rut_tui.storage.links import Links
from rut_tui.storage.session import Session, written
from rut_tui.storage.words import TABLES, Words

_ORDER: Final = "ORDER BY day, at, created_at, id"
_KINDS: Final[tuple[WordKind, ...]] = ("activity", "emotion")
_DAYS: Final = "SELECT day, count(*) AS entries, avg(engagement) AS mean FROM entries WHERE archived_at IS NULL"


class Counts(Model):
    """How much has been written, archived entries left out."""

    entries: int
    days: int


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """One day of the diary in figures, archived entries left out. Light, since they come by the ten thousand.

    Attributes:
        mean: Of its rated entries, on the −2…+2 scale; None when none was rated.
    """

    day: date
    entries: int
    mean: float | None


class Entries:
    """The moments of the diary."""

    def __init__(self, session: Session, words: Words, expectations: Expectations) -> None:
        self._session = session
        self._words = words
        self._expectations = expectations
        self._experiments = Links(session, "entry_experiments", "entry_id", "experiment_id")

    def add(self, draft: EntryDraft) -> Entry:
        """Save a new entry. It closes what was expected of its activities.

        Raises:
            ValueError: Its day lies outside 1900–2200.
        """
        now = self._session.now()
        row = {"id": self._session.new_id(), **_columns(draft), "created_at": now, "updated_at": now}
        with self._session.transaction(self._called(draft.at)):
            self._session.insert("entries", [row])
            self._tag(row["id"], draft)
            self._expectations.settle(row["id"])
            return self.get(row["id"])

    def update(self, entry_id: str, draft: EntryDraft) -> Entry:
        """Save an entry anew.

        Raises:
            Gone: There is no such entry.
            ValueError: Its day lies outside 1900–2200.
        """
        columns = _columns(draft)
        with self._session.transaction(f"the changes to {self._called(draft.at)}"):
            self._change(entry_id, columns)
            self._tag(entry_id, draft)
            self._expectations.settle(entry_id)
            return self.get(entry_id)

    def move(self, entry_id: str, at: datetime) -> Entry:
        """Give an entry another moment; everything else of it stays.

        Args:
            entry_id: The entry.
            at: The moment, on the writer's own clock.

        Raises:
            Gone: There is no such entry.
            ValueError: The day lies outside 1900–2200.
        """
        columns = _moment(at)
        with self._session.transaction(f"moving {self._called(self.get(entry_id).local)}"):
            self._change(entry_id, columns)
            self._expectations.settle(entry_id)
            return self.get(entry_id)

    def set_archived(self, entry_id: str, archived: bool) -> Entry:
        """Put an entry away, or take it back.

        Raises:
            Gone: There is no such entry.
        """
        done = "archiving" if archived else "bringing back"
        with self._session.transaction(f"{done} {self._called(self.get(entry_id).local)}"):
            self._change(entry_id, {"archived_at": self._session.now() if archived else None})
            self._expectations.settle(entry_id)
            return self.get(entry_id)

    def get(self, entry_id: str) -> Entry:
        """Return one entry.

        Raises:
            Gone: There is no such entry.
        """
        found = self._models("WHERE id = ?", (entry_id,))
        if not found:
            raise Gone("That entry isn't in the journal any more.")
        return found[0]

    def some(self, ids: Sequence[str]) -> tuple[Entry, ...]:
        """Return some entries, those put away too, in the order of their ids; those that are gone are left out."""
        found = {
            entry.id: entry
            for entry in self._models("WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))
        }
        return tuple(found[entry_id] for entry_id in ids if entry_id in found)

    def on_day(self, day: date, *, archived: bool = False) -> tuple[Entry, ...]:
        """Return the entries of a local day, oldest first.

        Args:
            day: The local day.
            archived: Include those put away.
        """
        live = "" if archived else "AND archived_at IS NULL"
        return self._models(f"WHERE day = ? {live} {_ORDER}", (day.isoformat(),))

    def between(self, first: date, last: date) -> tuple[Entry, ...]:
        """Return the live entries of some local days, both ends included, oldest first."""
        return self._models(
            f"WHERE day BETWEEN ? AND ? AND archived_at IS NULL {_ORDER}", (first.isoformat(), last.isoformat())
        )

    def latest(self, limit: int) -> tuple[Entry, ...]:
        """Return the live entries with the newest moments, newest first."""
        return self._models("WHERE archived_at IS NULL ORDER BY at DESC, created_at DESC, id DESC LIMIT ?", (limit,))

    def neighbour(self, day: date, step: Literal[-1, 1]) -> date | None:
        """Return the nearest earlier (−1) or later (1) day with a live entry, if there is one."""
        side = "day < ? AND archived_at IS NULL ORDER BY day DESC"
        if step == 1:
            side = "day > ? AND archived_at IS NULL ORDER BY day"
        found = self._session.value(f"SELECT day FROM entries WHERE {side} LIMIT 1", (day.isoformat(),))  # noqa: S608 (own names)
        return date.fromisoformat(found) if found else None

    def days(self, limit: int, before: date | None = None) -> tuple[WrittenDay, ...]:
        """Return the days that have live entries, the newest first.

        Args:
            limit: Most days to return.
            before: Only days before this one.
        """
        earlier = "" if before is None else "AND day < ?"
        return self._written(
            f"{earlier} GROUP BY day ORDER BY day DESC LIMIT ?",
            (limit,) if before is None else (before.isoformat(), limit),
        )

    def days_between(self, first: date, last: date) -> tuple[WrittenDay, ...]:
        """Return the days of a span that have live entries, both ends included, in order."""
        return self._written("AND day BETWEEN ? AND ? GROUP BY day ORDER BY day", (first.isoformat(), last.isoformat()))

    def _written(self, which: str, parameters: Sequence[Any]) -> tuple[WrittenDay, ...]:
        rows = self._session.pairs(f"{_DAYS} {which}", parameters)
        return tuple(WrittenDay(date.fromisoformat(day), entries, mean) for day, entries, mean in rows)

    def counts(self) -> Counts:
        """Return how many live entries there are, and on how many days."""
        (row,) = self._session.rows(
            "SELECT count(*) AS entries, count(DISTINCT day) AS days FROM entries WHERE archived_at IS NULL"
        )
        return self._session.model(Counts, row)

    def _called(self, at: datetime) -> str:
        """Return what a person calls the entry of a local moment."""
        today = self._session.today()
        day = "" if at.date() == today else f"{describe_day(at.date(), today)}, "
        return f"the check-in from {day}{at:%H:%M}"

    def _change(self, entry_id: str, columns: dict[str, Any]) -> None:
        columns = {**columns, "updated_at": self._session.now()}
        if not self._session.update("entries", entry_id, columns):
            raise Gone("That entry isn't in the journal any more.")

    def _tag(self, entry_id: str, draft: EntryDraft) -> None:
        if "experiments" in draft.model_fields_set:
            self._experiments.put(entry_id, draft.experiments)
        given = {"activity": draft.activities, "emotion": draft.emotions}
        for kind in _KINDS:
            links, word_id = f"entry_{TABLES[kind]}", f"{kind}_id"
            had = self._session.rows(f"SELECT {word_id} AS id FROM {links} WHERE entry_id = ?", (entry_id,))  # noqa: S608 (own names)
            words = self._words.resolve(kind, given[kind], {row["id"] for row in had})
            if had:
                self._session.write(f"DELETE FROM {links} WHERE entry_id = ?", (entry_id,))  # noqa: S608 (own names)
            tags = ({"entry_id": entry_id, word_id: word.id, "position": at} for at, word in enumerate(words))
            self._session.insert(links, tags)

    def _models(self, where: str, parameters: Sequence[Any]) -> tuple[Entry, ...]:
        rows = self._session.rows(f"SELECT * FROM entries {where}", parameters)  # noqa: S608 (own names)
        ids = [row["id"] for row in rows]
        tagged = {kind: self._tagged(kind, ids) for kind in _KINDS}
        experiments = self._experiments.of(ids)
        return tuple(
            self._session.model(
                Entry,
                row
                | {
                    "activities": tagged["activity"].get(row["id"], ()),
                    "emotions": tagged["emotion"].get(row["id"], ()),
                    "experiments": experiments.get(row["id"], ()),
                },
            )
            for row in rows
        )

    def _tagged(self, kind: WordKind, entry_ids: list[str]) -> dict[str, tuple[Word, ...]]:
        """Return the words of many entries, asked for at once, as entry id → words in order."""
        pairs = self._session.pairs(
            f"""SELECT entry_id, {kind}_id FROM entry_{TABLES[kind]}
            WHERE entry_id IN (SELECT value FROM json_each(?)) ORDER BY entry_id, position""",  # noqa: S608 (own names)
            (json.dumps(entry_ids),),
        )
        words = self._words.by_id(kind, {word_id for _, word_id in pairs})
        found: dict[str, tuple[Word, ...]] = {}
        for entry_id, word_id in pairs:
            if word_id in words:
                found[entry_id] = (*found.get(entry_id, ()), words[word_id])
        return found


def _columns(draft: EntryDraft) -> dict[str, Any]:
    return {
        **_moment(draft.at),
        "engagement": draft.engagement,
        "context": draft.context.value,
        "note": draft.note,
    }


def _moment(local: datetime) -> dict[str, Any]:
    at, offset, day = moment(local)
    return {"at": written(at), "tz_offset": offset, "day": day.isoformat()}
