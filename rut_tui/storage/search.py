"""Search over everything that was written: one full-text index, and the names of activities and emotions.

What was typed is data: every word of it is quoted, and looked for from its beginning.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rut_tui.domain.found import Excerpt, Wanted, excerpt, wanted
from rut_tui.storage.session import Session
from rut_tui.storage.words import TABLES

FoundKind = Literal["goal", "milestone", "plan", "win", "setback", "review", "job", "entry"]

MANY: Final = 1_000
"""Up to this many hits the best come first; of more, the newest do."""

_FEW: Final = 1_500
"""Up to this many entries with a word are looked up one by one; more are met soon enough from the newest on."""

_LISTED: Final = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the things of a kind are.

    Attributes:
        table: Their table, as t.
        words: Their text, as the index has it.
        moment: What makes one newer than another.
        live: What says that one is not put away.
    """

    table: str
    words: str
    moment: str = "t.updated_at"
    live: str = "t.archived_at IS NULL"


def _lines(*columns: str) -> str:
    """Return the words of a thing as one text, a line for each column."""
    return " || char(10) || ".join(f"t.{column}" for column in columns)


_PLACES: Final[dict[FoundKind, _Place]] = {
    "goal": _Place("goals AS t", _lines("title", "measure", "raise_confidence", "notes")),
    "milestone": _Place(
        "milestones AS t JOIN goals AS g ON g.id = t.goal_id",
        "t.title",
        live="t.archived_at IS NULL AND g.archived_at IS NULL",
    ),
    "plan": _Place("plans AS t", "t.name"),
    "win": _Place("wins AS t", _lines("text", "reward"), moment="t.at"),
    "setback": _Place("setbacks AS t", _lines("what", "in_control", "next_try"), moment="t.day"),
    "review": _Place(
        "reviews AS t",
        _lines("liked", "disliked", "engaged", "drained", "win", "setback", "next_thing"),
        moment="t.week",
    ),
    "job": _Place("jobs AS t", "t.title"),
    "entry": _Place("entries AS t", "t.note", moment="t.at"),
}


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
    """Looks for words in goals, milestones, plans, wins, setbacks, weekly reviews, jobs and entries."""

    def __init__(self, session: Session) -> None:
        self._session = session

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
        for kind in _PLACES:
            refs = self._best(kind, ranks.get(kind, {}), limit, archived=archived)
            if kind == "entry" and len(refs) < limit:
                more = self._newest(words, len(refs) + limit, archived=archived, many=many)
                refs = list(dict.fromkeys((*refs, *more)))[:limit]
            found += self._shown(kind, refs, words)
        return tuple(found)

    def _ranks(self, words: Sequence[Wanted]) -> tuple[dict[str, dict[str, float]], bool]:
        """Return kind → id → rank of what the index finds, and whether that is too much to be ranked.

        Then entries are left out, and everything has the same rank.
        """
        match, values = _match(words)
        found = f"SELECT kind, ref, 0.0 AS rank FROM search_docs WHERE id IN ({match})"  # noqa: S608 (own words)
        if match == _INDEXED:
            found = """SELECT d.kind, d.ref, bm25(search) AS rank FROM search CROSS JOIN search_docs AS d
                WHERE search MATCH ? AND d.id = search.rowid"""
        rows = self._session.rows(f"{found} LIMIT {MANY + 1}", values)
        many = len(rows) > MANY
        if many:
            rows = self._session.rows(
                f"""SELECT kind, ref, 0.0 AS rank FROM search_docs
                WHERE kind IN {_LISTED} AND +id IN ({match})""",  # noqa: S608 (own words)
                (json.dumps([kind for kind in _PLACES if kind != "entry"]), *values),
            )
        ranks: dict[str, dict[str, float]] = {}
        for row in rows:
            ranks.setdefault(row["kind"], {})[row["ref"]] = row["rank"]
        return ranks, many

    def _best(self, kind: FoundKind, ranks: dict[str, float], limit: int, *, archived: bool) -> list[str]:
        """Return the ids of the best of one kind, of equal ones the newest first."""
        if not ranks:
            return []
        place = _PLACES[kind]
        newest = self._session.pairs(
            f"""SELECT t.id, {place.moment} FROM {place.table} WHERE t.id IN {_LISTED} AND (? OR {place.live})
            ORDER BY {place.moment} DESC, t.id DESC""",  # noqa: S608 (own words)
            (json.dumps(list(ranks)), archived),
        )
        return sorted((ref for ref, _ in newest), key=ranks.__getitem__)[:limit]

    def _newest(self, words: Sequence[Wanted], limit: int, *, archived: bool, many: bool) -> list[str]:
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
        conditions, values = _conditions(words, tags)
        source, among = "entries AS t INDEXED BY entries_by_moment", ""
        few = None if many else self._few(words, tags)
        if few is not None:
            source, among = "entries AS t", f"AND t.id IN {_LISTED}"
            values.append(json.dumps(few))
        rows = self._session.pairs(
            f"""SELECT t.id, t.at FROM {source} LEFT JOIN search_docs AS d ON d.kind = 'entry' AND d.ref = t.id
            WHERE (? OR t.archived_at IS NULL) AND {conditions} {among}
            ORDER BY t.at DESC, t.created_at DESC, t.id DESC LIMIT ?""",  # noqa: S608 (own words)
            (archived, *values, limit),
        )
        return [ref for ref, _ in rows]

    def _few(self, words: Sequence[Wanted], tags: dict[Wanted, list[str]]) -> list[str] | None:
        """Return the ids of the entries with the first word that few have, or None when every word is in many."""
        linked = " UNION ALL ".join(
            f"SELECT entry_id FROM entry_{table} WHERE {kind}_id IN {_LISTED}"  # noqa: S608 (own names)
            for kind, table in TABLES.items()
        )
        for word in words:
            match, values = _match([word])
            given = [json.dumps(tags[word])] * len(TABLES)
            rows = self._session.rows(
                f"""SELECT ref FROM search_docs WHERE kind = 'entry' AND id IN ({match})
                UNION ALL {linked} LIMIT {_FEW + 1}""",  # noqa: S608 (own words)
                (*values, *given),
            )
            if len(rows) <= _FEW:
                return [row["ref"] for row in rows]
        return None

    def _tags(self, words: Sequence[Wanted]) -> dict[Wanted, list[str]]:
        """Return the ids of the activities and emotions whose name holds a word."""
        names = self._session.pairs(" UNION ALL ".join(f"SELECT id, name FROM {table}" for table in TABLES.values()))  # noqa: S608 (own names)
        return {word: [tag for tag, name in names if word.is_in(name)] for word in words}

    def _shown(self, kind: FoundKind, refs: Sequence[str], words: Sequence[Wanted]) -> Iterable[Found]:
        if not refs:
            return ()
        ids = json.dumps(list(refs))
        place = _PLACES[kind]
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


_INDEXED: Final = "SELECT rowid FROM search WHERE search MATCH ?"
_ANYWHERE: Final = " UNION ALL ".join(
    f"""SELECT d.id FROM {place.table} CROSS JOIN search_docs AS d
    WHERE {place.words} LIKE ? ESCAPE '!' AND d.kind = '{kind}' AND d.ref = t.id"""  # noqa: S608 (own words)
    for kind, place in _PLACES.items()
)


def _match(words: Sequence[Wanted]) -> tuple[str, list[str]]:
    """Return the query for the places in the index that hold every word, with its values."""
    queries, values = [], []
    indexed = " ".join('"{}"*'.format(word.text.replace('"', '""')) for word in words if not word.anywhere)
    if indexed:
        queries.append(_INDEXED)
        values.append(indexed)
    for word in words:
        if word.anywhere:
            queries.append(f"SELECT id FROM ({_ANYWHERE})")  # noqa: S608 (own words)
            escaped = re.sub(r"([!%_])", r"!\1", word.text)
            values += [f"%{escaped}%"] * len(_PLACES)
    return " INTERSECT ".join(queries), values


def _conditions(words: Sequence[Wanted], tags: dict[Wanted, list[str]]) -> tuple[str, list[str]]:
    """Return what must hold for an entry t at place d of the index, with its values.

    The + keeps SQLite from seeking every place of the index for every entry.
    """
    if not any(tags.values()):
        match, values = _match(words)
        return f"+d.id IN ({match})", values
    conditions: list[str] = []
    values = []
    for word in words:
        match, given = _match([word])
        ways = [f"+d.id IN ({match})"]
        for kind, table in TABLES.items():
            ways.append(f"EXISTS (SELECT 1 FROM entry_{table} WHERE entry_id = t.id AND {kind}_id IN {_LISTED})")  # noqa: S608 (own names)
        conditions.append(f"({' OR '.join(ways)})")
        values += [*given, *[json.dumps(tags[word])] * len(TABLES)]
    return " AND ".join(conditions), values


def _why(text: str, tags: Sequence[str], words: Sequence[Wanted]) -> Excerpt:
    """Return what shows best why something was found."""
    if tags and not any(word.is_in(text) for word in words):
        return excerpt(" · ".join(tags), words)
    return excerpt(text, words)
