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
