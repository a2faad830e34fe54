"""What the full-text index holds, and the query for the places in it that hold some words.

What was typed is data: every word of it is quoted, and looked for from its beginning.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rut_tui.domain.found import Wanted

FoundKind = Literal[
    "goal", "milestone", "experiment", "question", "person", "contact", "lead", "skill", "habit",
    "plan", "win", "setback", "review", "job", "entry",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
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


PLACES: Final[dict[FoundKind, Place]] = {
    "goal": Place("goals AS t", _lines("title", "measure", "raise_confidence", "notes")),
    "milestone": Place(
        "milestones AS t JOIN goals AS g ON g.id = t.goal_id",
        "t.title",
        live="t.archived_at IS NULL AND g.archived_at IS NULL",
    ),
    "experiment": Place("experiments AS t", _lines("question", "test", "guess", "result", "learnt")),
    "question": Place("questions AS t", _lines("text", "answer")),
    "person": Place("people AS t", _lines("name", "role", "known", "tags", "reach", "notes")),
    "contact": Place(
        "contacts AS t JOIN people AS p ON p.id = t.person_id",
        "t.note",
        moment="t.day",
        live="t.archived_at IS NULL AND p.archived_at IS NULL",
    ),
    "lead": Place("leads AS t", _lines("role", "company", "contact", "next_step", "notes")),
    "skill": Place("skills AS t", _lines("name", "needed_for", "provider", "notes")),
    "habit": Place("habits AS t", "t.name"),
    "plan": Place("plans AS t", "t.name"),
    "win": Place("wins AS t", _lines("text", "reward"), moment="t.at"),
    "setback": Place("setbacks AS t", _lines("what", "in_control", "next_try"), moment="t.day"),
    "review": Place(
        "reviews AS t",
        _lines("liked", "disliked", "engaged", "drained", "win", "setback", "next_thing"),
        moment="t.week",
    ),
    "job": Place("jobs AS t", "t.title"),
    "entry": Place("entries AS t", "t.note", moment="t.at"),
}


INDEXED: Final = "SELECT rowid FROM search WHERE search MATCH ?"
_ANYWHERE: Final = " UNION ALL ".join(
    f"""SELECT d.id FROM {place.table} CROSS JOIN search_docs AS d
    WHERE {place.words} LIKE ? ESCAPE '!' AND d.kind = '{kind}' AND d.ref = t.id"""  # noqa: S608 (own words)
    for kind, place in PLACES.items()
)


def match_words(words: Sequence[Wanted]) -> tuple[str, list[str]]:
    """Return the query for the places in the index that hold every word, with its values."""
    queries, values = [], []
    indexed = " ".join('"{}"*'.format(word.text.replace('"', '""')) for word in words if not word.anywhere)
    if indexed:
        queries.append(INDEXED)
        values.append(indexed)
    for word in words:
        if word.anywhere:
            queries.append(f"SELECT id FROM ({_ANYWHERE})")  # noqa: S608 (own words)
            escaped = re.sub(r"([!%_])", r"!\1", word.text)
            values += [f"%{escaped}%"] * len(PLACES)
    return " INTERSECT ".join(queries), values
