"""Search over everything that was written: one full-text index, and the names of activities and emotions.

What was typed is data: every word of it is quoted, and looked for from its beginning.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rut_tui.domain.found import Excerpt, Wanted, excerpt, wanted
from rut_tui.storage.entry_search import EntryFilter, EntryPage, EntrySearch
from rut_tui.storage.indexed import INDEXED, PLACES, FoundKind, match_words
from rut_tui.storage.session import Session
from rut_tui.storage.words import TABLES

MANY: Final = 1_000
"""Up to this many hits the best come first; of more, the newest do."""

_LISTED: Final = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a search found.

    Attributes:
        kind: What it is.
        ref: Its id.
        excerpt: What shows why it was found: a piece of its text, or the names an entry was tagged with.
    """

    kind: FoundKind
    ref: str
    excerpt: Excerpt


class Search:
    """Looks for words in everything that was written: goals and what carries them, plans, and the diary."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._entries = EntrySearch(session)

    def entries(self, sought: EntryFilter, limit: int, before: str | None = None) -> EntryPage:
        """Return the newest entries that pass a filter; where they are few, all of them.

        Args:
            sought: What they must have.
            limit: Most entries, unless they are few.
            before: Only those older than the entry with this id.

        Raises:
            StorageError: The journal could not be read.
        """
        return self._entries.page(sought, limit, before)

    def find(self, text: str, limit: int = 20, *, archived: bool = False) -> tuple[Found, ...]:
        """Return what holds every word of a text, each word as far as it was typed; case and accents don't matter.

        Entries are found by their activities and emotions, too. Goals come first, entries last; of each kind the best
        hits come first, of equal ones the newest.

        Args:
            text: As typed.
            limit: Most things of each kind.
            archived: What was put away as well.

        Raises:
            StorageError: The journal could not be read.
        """
        words = wanted(text)
        if not words or limit < 1:
            return ()
        ranks, many = self._ranks(words)
        found: list[Found] = []
        for kind in PLACES:
            refs = self._best(kind, ranks.get(kind, {}), limit, archived=archived)
            if kind == "entry" and len(refs) < limit:
                more = self._entries.newest(words, len(refs) + limit, archived=archived, many=many)
                refs = list(dict.fromkeys((*refs, *more)))[:limit]
            found += self._shown(kind, refs, words)
        return tuple(found)

    def _ranks(self, words: Sequence[Wanted]) -> tuple[dict[str, dict[str, float]], bool]:
        """Return kind → id → rank of what the index finds, and whether that is too much to be ranked.

        Then entries are left out, and everything has the same rank.
        """
        match, values = match_words(words)
        found = f"SELECT kind, ref, 0.0 AS rank FROM search_docs WHERE id IN ({match})"  # noqa: S608 (own words)
        if match == INDEXED:
            found = """SELECT d.kind, d.ref, bm25(search) AS rank FROM search CROSS JOIN search_docs AS d
                WHERE search MATCH ? AND d.id = search.rowid"""
        rows = self._session.rows(f"{found} LIMIT {MANY + 1}", values)
        many = len(rows) > MANY
        if many:
            rows = self._session.rows(
                f"""SELECT kind, ref, 0.0 AS rank FROM search_docs
                WHERE kind IN {_LISTED} AND +id IN ({match})""",  # noqa: S608 (own words)
                (json.dumps([kind for kind in PLACES if kind != "entry"]), *values),
            )
        ranks: dict[str, dict[str, float]] = {}
        for row in rows:
            ranks.setdefault(row["kind"], {})[row["ref"]] = row["rank"]
        return ranks, many

    def _best(self, kind: FoundKind, ranks: dict[str, float], limit: int, *, archived: bool) -> list[str]:
        """Return the ids of the best of one kind, of equal ones the newest first."""
        if not ranks:
            return []
        place = PLACES[kind]
        newest = self._session.pairs(
            f"""SELECT t.id, {place.moment} FROM {place.table} WHERE t.id IN {_LISTED} AND (? OR {place.live})
            ORDER BY {place.moment} DESC, t.id DESC""",  # noqa: S608 (own words)
            (json.dumps(list(ranks)), archived),
        )
        return sorted((ref for ref, _ in newest), key=ranks.__getitem__)[:limit]

    def _shown(self, kind: FoundKind, refs: Sequence[str], words: Sequence[Wanted]) -> Iterable[Found]:
        if not refs:
            return ()
        ids = json.dumps(list(refs))
        place = PLACES[kind]
        texts: dict[str, str] = dict(
            self._session.pairs(f"SELECT t.id, {place.words} FROM {place.table} WHERE t.id IN {_LISTED}", (ids,))  # noqa: S608 (own words)
        )
        tagged = self._tagged(ids) if kind == "entry" else {}
        return [Found(kind, ref, _why(texts[ref], tagged.get(ref, []), words)) for ref in refs]

    def _tagged(self, ids: str) -> dict[str, list[str]]:
        """Return entry id → the names of its activities and emotions."""
        found: dict[str, list[str]] = {}
        for kind, table in TABLES.items():
            for ref, name in self._session.pairs(
                f"""SELECT l.entry_id, w.name FROM entry_{table} AS l JOIN {table} AS w ON w.id = l.{kind}_id
                WHERE l.entry_id IN {_LISTED} ORDER BY l.position""",  # noqa: S608 (own names)
                (ids,),
            ):
                found.setdefault(ref, []).append(name)
        return found


def _why(text: str, tags: Sequence[str], words: Sequence[Wanted]) -> Excerpt:
    """Return what shows best why something was found."""
    if tags and not any(word.is_in(text) for word in words):
        return excerpt(" · ".join(tags), words)
    return excerpt(text, words)
