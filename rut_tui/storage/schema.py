"""The tables as first shipped, one statement each. Never edited once released: later changes are migrations."""

from typing import Final

_ID = "TEXT NOT NULL CHECK (length(id) = 36)"
_DATE = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_SECOND = f"{_DATE}T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]"
_SPACES = ", ".join(str(code) for code in range(0x3001) if chr(code).isspace())


def _moment(column: str) -> str:
    """Return the rule for a moment: UTC, a real date and time, whole seconds or up to six digits after them."""
    digits = f"substr({column}, 21, length({column}) - 21) NOT GLOB '*[^0-9]*'"
    fraction = f"{column} GLOB '{_SECOND}.[0-9]*Z' AND length({column}) <= 27 AND {digits}"
    real = f"strftime('%Y-%m-%dT%H:%M:%S', {column}) IS substr({column}, 1, 19)"
    return f"({column} GLOB '{_SECOND}Z' OR ({fraction})) AND {column} >= '0001-01-02' AND {real}"


_TIMES = f"""created_at TEXT NOT NULL CHECK ({_moment("created_at")}),
    updated_at TEXT NOT NULL CHECK ({_moment("updated_at")})"""
_LIFE = f"""{_TIMES},
    archived_at TEXT CHECK (archived_at IS NULL OR {_moment("archived_at")})"""
_PLACE = "position INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0)"


def _text(column: str, limit: int = 500, *, filled: bool = False) -> str:
    """Return a text column; a filled one can't be blank."""
    rule = f"length({column}) <= {limit} AND instr({column}, char(0)) = 0"
    if filled:
        return f"{column} TEXT NOT NULL CHECK ({rule} AND trim({column}, char({_SPACES})) <> '')"
    return f"{column} TEXT NOT NULL DEFAULT '' CHECK ({rule})"


def _day(column: str) -> str:
    """Return a column for a local day that may be missing."""
    real = f"{column} GLOB '{_DATE}' AND {column} >= '0001-01-01' AND date({column}) IS {column}"
    return f"{column} TEXT CHECK ({column} IS NULL OR ({real}))"


def _flag(column: str) -> str:
    """Return a column for yes, no or not answered."""
    return f"{column} INTEGER CHECK ({column} IN (0, 1))"


def _words(table: str) -> str:
    return f"""CREATE TABLE {table} (
    id {_ID} PRIMARY KEY,
    {_text("name", filled=True)},
    {_LIFE}
) STRICT"""


def _tags(table: str, words: str, word: str) -> str:
    return f"""CREATE TABLE {table} (
    entry_id TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    {word}_id TEXT NOT NULL REFERENCES {words} (id) ON DELETE RESTRICT,
    {_PLACE},
    PRIMARY KEY (entry_id, {word}_id)
) STRICT, WITHOUT ROWID"""


def _answers(table: str, key: str, *columns: str) -> str:
    body = ",\n    ".join(columns)
    return f"""CREATE TABLE {table} (
    audit_id TEXT NOT NULL REFERENCES audits (id) ON DELETE CASCADE,
    {_text(key, 100, filled=True)},
    {body},
    {_TIMES},
    PRIMARY KEY (audit_id, {key})
) STRICT, WITHOUT ROWID"""


FIRST_LIGHT: Final = (
    f"""CREATE TABLE entries (
    id {_ID} PRIMARY KEY,
    at TEXT NOT NULL CHECK ({_moment("at")}),
    tz_offset INTEGER NOT NULL CHECK (tz_offset BETWEEN -960 AND 960),
    day TEXT NOT NULL CHECK (day GLOB '{_DATE}' AND date(day) IS day AND day BETWEEN '1900-01-01' AND '2200-12-31'),
    engagement INTEGER CHECK (engagement BETWEEN -2 AND 2),
    context TEXT NOT NULL DEFAULT 'work' CHECK (context IN ('work', 'outside')),
    {_text("note", 200_000)},
    {_LIFE}
) STRICT""",
    # Days are read in order, live entries only: this index answers the counts and the next day without the table.
    "CREATE INDEX entries_by_day ON entries (day, at, archived_at)",
    "CREATE INDEX entries_by_moment ON entries (at, created_at, id)",
    _words("activities"),
    "CREATE UNIQUE INDEX activities_by_name ON activities (name COLLATE NOCASE)",
    _words("emotions"),
    "CREATE UNIQUE INDEX emotions_by_name ON emotions (name COLLATE NOCASE)",
    _tags("entry_activities", "activities", "activity"),
    "CREATE INDEX entry_activities_by_word ON entry_activities (activity_id)",
    _tags("entry_emotions", "emotions", "emotion"),
    "CREATE INDEX entry_emotions_by_word ON entry_emotions (emotion_id)",
    f"""CREATE TABLE audits (
    id {_ID} PRIMARY KEY,
    started_at TEXT NOT NULL CHECK ({_moment("started_at")}),
    {_LIFE}
) STRICT""",
    _answers("sign_ratings", "sign", "rating INTEGER CHECK (rating BETWEEN 0 AND 4)"),
    _answers("external_answers", "factor", _flag("applies"), _flag("would_help")),
    _answers("cause_fits", "cause", "fit TEXT NOT NULL CHECK (fit IN ('fits', 'doesnt', 'unsure'))"),
    f"""CREATE TABLE goals (
    id {_ID} PRIMARY KEY,
    {_text("title", filled=True)},
    {_text("measure")},
    confidence INTEGER CHECK (confidence BETWEEN 1 AND 10),
    {_text("raise_confidence")},
    {_day("due")},
    {_text("notes", 200_000)},
    "column" TEXT NOT NULL DEFAULT 'idea' CHECK ("column" IN ('idea', 'next', 'doing', 'done')),
    {_PLACE},
    focus INTEGER NOT NULL DEFAULT 0 CHECK (focus IN (0, 1)),
    {_day("done_on")},
    {_LIFE}
) STRICT""",
    'CREATE INDEX goals_by_place ON goals ("column", position)',
    "CREATE UNIQUE INDEX goals_in_focus ON goals (focus) WHERE focus = 1",
    f"""CREATE TABLE goal_serves (
    goal_id TEXT NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
    {_text("key", 100, filled=True)},
    {_PLACE},
    PRIMARY KEY (goal_id, key)
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE milestones (
    id {_ID} PRIMARY KEY,
    goal_id TEXT NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
    {_text("title", filled=True)},
    {_day("due")},
    {_day("done_on")},
    {_PLACE},
    {_LIFE}
) STRICT""",
    "CREATE INDEX milestones_by_goal ON milestones (goal_id, position)",
    f"""CREATE TABLE plans (
    id {_ID} PRIMARY KEY,
    {_text("name", filled=True)},
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    plan TEXT NOT NULL CHECK (plan GLOB '{{*}}' AND length(plan) <= 200000),
    {_PLACE},
    {_LIFE}
) STRICT""",
)

_WORDS_OF: Final = {
    "entries": ("entry", ("note",)),
    "goals": ("goal", ("title", "measure", "raise_confidence", "notes")),
    "milestones": ("milestone", ("title",)),
    "plans": ("plan", ("name",)),
}
"""Table → its kind in the full-text index, and the columns with a person's own words."""


def _joined(columns: tuple[str, ...], row: str) -> str:
    """Return the words of a row as one text, a line for each column."""
    return " || char(10) || ".join(f'{row}."{column}"' for column in columns)


def _followed(table: str) -> tuple[str, ...]:
    """Return the triggers that keep the full-text index true to a table.

    What goes is named with its old words, so that the index forgets them for good. A row without words has no place
    in the index: most check-ins.
    """
    kind, columns = _WORDS_OF[table]
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


def _texts() -> str:
    """Return the view through which the index finds the words it indexed; it keeps no second copy of them."""
    return " UNION ALL ".join(
        f"SELECT d.id AS id, {_joined(columns, 't')} AS words FROM search_docs AS d"  # noqa: S608 (own names)
        f" JOIN {table} AS t ON t.id = d.ref WHERE d.kind = '{kind}'"
        for table, (kind, columns) in _WORDS_OF.items()
    )


def _listed(table: str) -> str:
    """Return what lists the rows of a table that are there already."""
    kind, columns = _WORDS_OF[table]
    filled = " OR ".join(f"\"{column}\" <> ''" for column in columns)
    return (
        f"INSERT INTO search_docs (kind, ref) SELECT '{kind}', id FROM {table} WHERE {filled} ORDER BY created_at, id"  # noqa: S608 (own names)
    )


DRAFTS_AND_SEARCH: Final = (
    f"""CREATE TABLE drafts (
    form TEXT NOT NULL PRIMARY KEY CHECK (length(form) BETWEEN 1 AND 200),
    fields TEXT NOT NULL CHECK (json_valid(fields) AND length(fields) <= 4000000),
    base TEXT CHECK (base IS NULL OR {_moment("base")}),
    set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1)),
    {_TIMES}
) STRICT""",
    """CREATE TABLE search_docs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    ref TEXT NOT NULL,
    UNIQUE (kind, ref)
) STRICT""",
    f"CREATE VIEW search_texts AS {_texts()}",
    """CREATE VIRTUAL TABLE search USING fts5 (
    words, content = 'search_texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = 1
)""",
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    *(_listed(table) for table in _WORDS_OF),
    "INSERT INTO search (search) VALUES ('rebuild')",
    *(trigger for table in _WORDS_OF for trigger in _followed(table)),
)
"""Texts not yet saved, and the one full-text index over everything."""
