"""The one full-text index over everything: what of each table stands in it, and the triggers that keep it true.

Never edited once released, like the tables.
"""

from collections.abc import Iterator, Mapping
from typing import Final

Indexed = Mapping[str, tuple[str, tuple[str, ...]]]
"""Table → its kind in the full-text index, and the columns with a person's own words."""

FIRST_WORDS: Final[Indexed] = {
    "entries": ("entry", ("note",)),
    "goals": ("goal", ("title", "measure", "raise_confidence", "notes")),
    "milestones": ("milestone", ("title",)),
    "plans": ("plan", ("name",)),
}
LATER_WORDS: Final[Indexed] = {
    "wins": ("win", ("text", "reward")),
    "setbacks": ("setback", ("what", "in_control", "next_try")),
    "jobs": ("job", ("title",)),
    "reviews": ("review", ("liked", "disliked", "engaged", "drained", "win", "setback", "next_thing")),
}

GOAL_WORDS: Final[Indexed] = {
    "skills": ("skill", ("name", "needed_for", "provider", "notes")),
    "people": ("person", ("name", "role", "known", "tags", "reach", "notes")),
    "contacts": ("contact", ("note",)),
    "questions": ("question", ("text", "answer")),
    "experiments": ("experiment", ("question", "test", "guess", "result", "learnt")),
    "leads": ("lead", ("role", "company", "contact", "next_step", "notes")),
    "habits": ("habit", ("name",)),
}


def _joined(columns: tuple[str, ...], row: str) -> str:
    """Return the words of a row as one text, a line for each column."""
    return " || char(10) || ".join(f'{row}."{column}"' for column in columns)


def followed(indexed: Indexed) -> Iterator[str]:
    """Return the triggers that keep the full-text index true to some tables."""
    for table, (kind, columns) in indexed.items():
        yield from _followers(table, kind, columns)


def _followers(table: str, kind: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the triggers that keep the full-text index true to a table.

    What goes is named with its old words, so that the index forgets them for good. A row without words has no place
    in the index: most check-ins.
    """
    changed = ", ".join(f'"{column}"' for column in columns)
    old, new = (" OR ".join(f"{row}.\"{column}\" <> ''" for column in columns) for row in ("old", "new"))
    place = f"FROM search_docs WHERE kind = '{kind}' AND ref ="
    out = f"""INSERT INTO search (search, rowid, words) SELECT 'delete', id, {_joined(columns, "old")} {place} old.id;
    DELETE {place} old.id;"""
    into = f"""INSERT INTO search_docs (kind, ref) VALUES ('{kind}', new.id);
    INSERT INTO search (rowid, words) SELECT id, {_joined(columns, "new")} {place} new.id;"""  # noqa: S608 (own names)
    # The order of triggers of one event is not defined: what goes does so before, what comes after.
    return (
        f"CREATE TRIGGER {table}_found AFTER INSERT ON {table} WHEN {new} BEGIN\n    {into}\nEND",
        f"CREATE TRIGGER {table}_lost BEFORE DELETE ON {table} WHEN {old} BEGIN\n    {out}\nEND",
        f"CREATE TRIGGER {table}_left BEFORE UPDATE OF {changed} ON {table} WHEN {old} BEGIN\n    {out}\nEND",
        f"CREATE TRIGGER {table}_came AFTER UPDATE OF {changed} ON {table} WHEN {new} BEGIN\n    {into}\nEND",
    )


def texts(indexed: Indexed) -> str:
    """Return the view through which the index finds the words it indexed; it keeps no second copy of them."""
    found = " UNION ALL ".join(
        f"SELECT d.id AS id, {_joined(columns, 't')} AS words FROM search_docs AS d"  # noqa: S608 (own names)
        f" JOIN {table} AS t ON t.id = d.ref WHERE d.kind = '{kind}'"
        for table, (kind, columns) in indexed.items()
    )
    return f"CREATE VIEW search_texts AS {found}"


def listed(table: str, kind: str, columns: tuple[str, ...]) -> str:
    """Return what lists the rows of a table that are there already."""
    filled = " OR ".join(f"\"{column}\" <> ''" for column in columns)
    return (
        f"INSERT INTO search_docs (kind, ref) SELECT '{kind}', id FROM {table} WHERE {filled} ORDER BY created_at, id"  # noqa: S608 (own names)
    )
