"""The newest entries that hold some words, have some tags and belong somewhere: for the search, and for the log."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rut_tui.domain.found import Wanted, wanted
from rut_tui.domain.journal import Context, WordKind
from rut_tui.storage.indexed import INDEXED, match_words
from rut_tui.storage.session import Session
from rut_tui.storage.words import TABLES

FEW: Final = 1_500
"""Up to this many entries with a word or tag are looked up one by one; more are met soon enough from the newest on."""

FEW_TOGETHER: Final = 6_000
"""The same for a tag with something beside it: entries that have both can be far between."""

_LISTED: Final = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What entries must have, all of it.

    Attributes:
        words: As typed; each is looked for in notes and in the names of tags, as far as it was typed.
        tags: Kind and id of activities and emotions.
        context: Where they belong, if that matters.
        archived: Those put away as well.
    """

    words: str = ""
    tags: tuple[tuple[WordKind, str], ...] = ()
    context: Context | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The ids of some entries.

    Attributes:
        ids: The newest first.
        complete: There are no older ones.
    """

    ids: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class _Condition:
    """Something that must hold for an entry t at place d of the index.

    Attributes:
        holds: That, in SQL.
        values: Its values.
        source: What lists the ids of all entries that it holds for, as far as they are few; empty if there is no way.
        listed: The values of that.
    """

    holds: str
    values: tuple[str, ...]
    source: str = ""
    listed: tuple[str, ...] = ()


class EntrySearch:
    """Finds entries, from the newest on."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, sought: EntryFilter, limit: int, before: str | None = None) -> EntryPage:
        """Return the newest entries that pass a filter; where they are few, all of them.

        Args:
            sought: What they must have.
            limit: Most entries, unless they are few.
            before: Only those older than the entry with this id.

        Raises:
            StorageError: The journal could not be read.
        """
        # Tags first: they are counted sooner than words.
        conditions = [*map(_of_tag, sought.tags), *self._of_words(wanted(sought.words))]
        if sought.context:
            conditions.append(_Condition("t.context = ?", (sought.context.value,)))
        together = sought.tags and len(conditions) > 1
        few = self._few(conditions, FEW_TOGETHER if together else FEW)
        limit = limit if few is None else max(limit, len(few) + 1)
        ids = self._newest(conditions, limit, few, before, archived=sought.archived)
        return EntryPage(tuple(ids), len(ids) < limit)

    def newest(self, words: Sequence[Wanted], limit: int, *, archived: bool, many: bool) -> list[str]:
        """Return the ids of the newest entries that hold every word in their note or their tags.

        Args:
            words: What is looked for.
            limit: Most entries.
            archived: Those put away as well.
            many: So many notes hold every word that some are met soon from the newest on.
        """
        tags = self._tags(words)
        if not many and not any(tags.values()):
            return []
        conditions = self._of_words(words, tags)
        return self._newest(conditions, limit, None if many else self._few(conditions, FEW), None, archived=archived)

    def _newest(
        self, conditions: Sequence[_Condition], limit: int, few: list[str] | None, before: str | None, *, archived: bool
    ) -> list[str]:
        holding = [condition.holds for condition in conditions]
        values = [value for condition in conditions for value in condition.values]
        source = "entries AS t INDEXED BY entries_by_moment"
        if few is not None:
            source = "entries AS t"
            holding.append(f"t.id IN {_LISTED}")
            values.append(json.dumps(few))
        if before is not None:
            holding.append("(t.at, t.created_at, t.id) < (SELECT at, created_at, id FROM entries WHERE id = ?)")
            values.append(before)
        rows = self._session.pairs(
            f"""SELECT t.id, t.at FROM {source} LEFT JOIN search_docs AS d ON d.kind = 'entry' AND d.ref = t.id
            WHERE {" AND ".join(["(? OR t.archived_at IS NULL)", *holding])}
            ORDER BY t.at DESC, t.created_at DESC, t.id DESC LIMIT ?""",  # noqa: S608 (own words)
            (archived, *values, limit),
        )
        return [ref for ref, _ in rows]

    def _few(self, conditions: Sequence[_Condition], most: int) -> list[str] | None:
        """Return the ids of the entries with the word or tag that fewest have, or None when each has too many.

        Args:
            conditions: What must hold.
            most: How many are few.
        """
        fewest: list[str] | None = None
        for condition in conditions:
            if not condition.source:
                continue
            rows = self._session.pairs(f"{condition.source} LIMIT {most + 1}", condition.listed)
            if len(rows) <= most:
                fewest, most = [row[0] for row in rows], len(rows)
            if most <= FEW and fewest is not None:
                break
        return fewest

    def _tags(self, words: Sequence[Wanted]) -> dict[Wanted, list[str]]:
        """Return the ids of the activities and emotions whose name holds a word."""
        names = self._session.pairs(" UNION ALL ".join(f"SELECT id, name FROM {table}" for table in TABLES.values()))  # noqa: S608 (own names)
        return {word: [tag for tag, name in names if word.is_in(name)] for word in words}

    def _of_words(self, words: Sequence[Wanted], tags: dict[Wanted, list[str]] | None = None) -> list[_Condition]:
        """Return what says that an entry holds each word, in its note or in the name of a tag.

        The + keeps SQLite from seeking every place of the index for every entry.
        """
        tags = self._tags(words) if tags is None else tags
        linked = " UNION ALL ".join(
            f"SELECT entry_id FROM entry_{table} WHERE {kind}_id IN {_LISTED}"  # noqa: S608 (own names)
            for kind, table in TABLES.items()
        )
        found: list[_Condition] = []
        for word in words:
            match, given = match_words([word])
            ways = [f"+d.id IN ({match})"]
            named = (json.dumps(tags[word]),) * len(TABLES) if tags[word] else ()
            if named:
                ways += (
                    f"EXISTS (SELECT 1 FROM entry_{table} WHERE entry_id = t.id AND {kind}_id IN {_LISTED})"  # noqa: S608 (own names)
                    for kind, table in TABLES.items()
                )
            noted = f"SELECT ref FROM search_docs WHERE kind = 'entry' AND id IN ({match})"  # noqa: S608 (own words)
            if match == INDEXED:
                # Read as it comes: a common word need not be read to its end to be known as one.
                noted = """SELECT d.ref FROM search CROSS JOIN search_docs AS d
                    WHERE search MATCH ? AND d.id = search.rowid AND d.kind = 'entry'"""
            values = (*given, *named)
            listing = f"{noted} UNION ALL {linked}" if named else noted
            found.append(_Condition(f"({' OR '.join(ways)})", values, listing, values))
        return found


def _of_tag(tag: tuple[WordKind, str]) -> _Condition:
    """Return what says that an entry has a tag."""
    kind, ref = tag
    link = f"entry_{TABLES[kind]}"
    return _Condition(
        f"EXISTS (SELECT 1 FROM {link} WHERE entry_id = t.id AND {kind}_id = ?)",  # noqa: S608 (own names)
        (ref,),
        f"SELECT entry_id FROM {link} WHERE {kind}_id = ?",  # noqa: S608 (own names)
        (ref,),
    )
