"""The tables as each format added them, one statement each. Never edited once released: changes are migrations."""

from typing import Final

from rut_tui.storage.columns import ID, LIFE, PLACE, TIMES, WHEN, day, diary_day, flag, moment, text
from rut_tui.storage.schema_index import FIRST_WORDS, LATER_WORDS, followed, listed, texts


def _words(table: str) -> str:
    return f"""CREATE TABLE {table} (
    id {ID} PRIMARY KEY,
    {text("name", filled=True)},
    {LIFE}
) STRICT"""


def _tags(table: str, words: str, word: str) -> str:
    return f"""CREATE TABLE {table} (
    entry_id TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    {word}_id TEXT NOT NULL REFERENCES {words} (id) ON DELETE RESTRICT,
    {PLACE},
    PRIMARY KEY (entry_id, {word}_id)
) STRICT, WITHOUT ROWID"""


def _answers(table: str, key: str, *columns: str) -> str:
    body = ",\n    ".join(columns)
    return f"""CREATE TABLE {table} (
    audit_id TEXT NOT NULL REFERENCES audits (id) ON DELETE CASCADE,
    {text(key, 100, filled=True)},
    {body},
    {TIMES},
    PRIMARY KEY (audit_id, {key})
) STRICT, WITHOUT ROWID"""


FIRST_LIGHT: Final = (
    f"""CREATE TABLE entries (
    id {ID} PRIMARY KEY,
    {WHEN},
    engagement INTEGER CHECK (engagement BETWEEN -2 AND 2),
    context TEXT NOT NULL DEFAULT 'work' CHECK (context IN ('work', 'outside')),
    {text("note", 200_000)},
    {LIFE}
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
    id {ID} PRIMARY KEY,
    started_at TEXT NOT NULL CHECK ({moment("started_at")}),
    {LIFE}
) STRICT""",
    _answers("sign_ratings", "sign", "rating INTEGER CHECK (rating BETWEEN 0 AND 4)"),
    _answers("external_answers", "factor", flag("applies"), flag("would_help")),
    _answers("cause_fits", "cause", "fit TEXT NOT NULL CHECK (fit IN ('fits', 'doesnt', 'unsure'))"),
    f"""CREATE TABLE goals (
    id {ID} PRIMARY KEY,
    {text("title", filled=True)},
    {text("measure")},
    confidence INTEGER CHECK (confidence BETWEEN 1 AND 10),
    {text("raise_confidence")},
    {day("due")},
    {text("notes", 200_000)},
    "column" TEXT NOT NULL DEFAULT 'idea' CHECK ("column" IN ('idea', 'next', 'doing', 'done')),
    {PLACE},
    focus INTEGER NOT NULL DEFAULT 0 CHECK (focus IN (0, 1)),
    {day("done_on")},
    {LIFE}
) STRICT""",
    'CREATE INDEX goals_by_place ON goals ("column", position)',
    "CREATE UNIQUE INDEX goals_in_focus ON goals (focus) WHERE focus = 1",
    f"""CREATE TABLE goal_serves (
    goal_id TEXT NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
    {text("key", 100, filled=True)},
    {PLACE},
    PRIMARY KEY (goal_id, key)
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE milestones (
    id {ID} PRIMARY KEY,
    goal_id TEXT NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
    {text("title", filled=True)},
    {day("due")},
    {day("done_on")},
    {PLACE},
    {LIFE}
) STRICT""",
    "CREATE INDEX milestones_by_goal ON milestones (goal_id, position)",
    f"""CREATE TABLE plans (
    id {ID} PRIMARY KEY,
    {text("name", filled=True)},
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    plan TEXT NOT NULL CHECK (plan GLOB '{{*}}' AND length(plan) <= 200000),
    {PLACE},
    {LIFE}
) STRICT""",
)

DRAFTS_AND_SEARCH: Final = (
    f"""CREATE TABLE drafts (
    form TEXT NOT NULL PRIMARY KEY CHECK (length(form) BETWEEN 1 AND 200),
    fields TEXT NOT NULL CHECK (json_valid(fields) AND length(fields) <= 4000000),
    base TEXT CHECK (base IS NULL OR {moment("base")}),
    set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1)),
    {TIMES}
) STRICT""",
    """CREATE TABLE search_docs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    ref TEXT NOT NULL,
    UNIQUE (kind, ref)
) STRICT""",
    texts(FIRST_WORDS),
    """CREATE VIRTUAL TABLE search USING fts5 (
    words, content = 'search_texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = 1
)""",
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    *(listed(table, kind, columns) for table, (kind, columns) in FIRST_WORDS.items()),
    "INSERT INTO search (search) VALUES ('rebuild')",
    *followed(FIRST_WORDS),
)
"""Texts not yet saved, and the one full-text index over everything."""

THE_WHOLE_DIARY: Final = (
    f"""CREATE TABLE wins (
    id {ID} PRIMARY KEY,
    {WHEN},
    {text("text", filled=True)},
    {text("reward")},
    {LIFE}
) STRICT""",
    "CREATE INDEX wins_by_day ON wins (day, at, archived_at)",
    f"""CREATE TABLE setbacks (
    id {ID} PRIMARY KEY,
    {diary_day("day")},
    {text("what", filled=True)},
    {text("in_control", 200_000)},
    {text("next_try")},
    {day("next_on")},
    {day("closed_on")},
    {LIFE}
) STRICT""",
    f"""CREATE TABLE time_off (
    id {ID} PRIMARY KEY,
    {diary_day("first_day")},
    {diary_day("last_day")},
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'ill')),
    {LIFE},
    CHECK (last_day >= first_day)
) STRICT""",
    f"""CREATE TABLE jobs (
    id {ID} PRIMARY KEY,
    {text("title", filled=True)},
    {day("started_on")},
    {day("ended_on")},
    {LIFE},
    CHECK (ended_on >= started_on)
) STRICT""",
    f"""CREATE TABLE reviews (
    id {ID} PRIMARY KEY,
    {diary_day("week")},
    {", ".join(text(column, 200_000) for column in LATER_WORDS["reviews"][1])},
    {LIFE},
    CHECK (strftime('%w', week) = '1')
) STRICT""",
    "CREATE INDEX reviews_by_week ON reviews (week)",
    f"""CREATE TABLE expectations (
    id {ID} PRIMARY KEY,
    activity_id TEXT NOT NULL REFERENCES activities (id) ON DELETE RESTRICT,
    {diary_day("day")},
    expected INTEGER NOT NULL CHECK (expected BETWEEN -2 AND 2),
    entry_id TEXT REFERENCES entries (id) ON DELETE CASCADE,
    closed_at TEXT CHECK (closed_at IS NULL OR {moment("closed_at")}),
    {LIFE},
    CHECK ((entry_id IS NULL) = (closed_at IS NULL))
) STRICT""",
    "CREATE INDEX expectations_by_activity ON expectations (activity_id, day)",
    "CREATE INDEX expectations_by_entry ON expectations (entry_id)",
    "DROP VIEW search_texts",
    texts({**FIRST_WORDS, **LATER_WORDS}),
    *followed(LATER_WORDS),
)
"""Wins, setbacks, time off, jobs, weekly reviews, and what was expected of an activity."""

DISMISSALS: Final = (
    f"""CREATE TABLE dismissals (
    id {ID} PRIMARY KEY,
    {text("offer", 100, filled=True)},
    {diary_day("day")},
    {LIFE}
) STRICT""",
)
"""Offers of ours that were put away."""
