"""The tables that format 5 added, for what carries a goal. Never edited once released, like those before."""

from typing import Final

from rut_tui.storage.columns import ID, LIFE, PLACE, day, diary_day, number, text
from rut_tui.storage.schema_index import FIRST_WORDS, GOAL_WORDS, LATER_WORDS, followed, texts


def _ordered(table: str, owner: str, thing: str, *, owners: str = "", things: str = "") -> tuple[str, str]:
    """Return a table that hangs some things on others, in order, and the index that finds it from the other side."""
    return (
        f"""CREATE TABLE {table} (
    {owner}_id TEXT NOT NULL REFERENCES {owners or owner + "s"} (id) ON DELETE CASCADE,
    {thing}_id TEXT NOT NULL REFERENCES {things or thing + "s"} (id) ON DELETE CASCADE,
    {PLACE},
    PRIMARY KEY ({owner}_id, {thing}_id)
) STRICT, WITHOUT ROWID""",
        f"CREATE INDEX {table}_by_{thing} ON {table} ({thing}_id)",
    )


WHAT_CARRIES_A_GOAL: Final = (
    f"""CREATE TABLE skills (
    id {ID} PRIMARY KEY,
    {text("name", filled=True)},
    level INTEGER CHECK (level BETWEEN 0 AND 5),
    needed INTEGER CHECK (needed BETWEEN 0 AND 5),
    transferable INTEGER NOT NULL DEFAULT 0 CHECK (transferable IN (0, 1)),
    {text("needed_for")},
    how TEXT NOT NULL DEFAULT '' CHECK (how IN ('', 'course', 'certification', 'practice', 'mentor')),
    {text("provider")},
    {number("cost")},
    {number("hours")},
    status TEXT NOT NULL DEFAULT 'idea' CHECK (status IN ('idea', 'learning', 'done')),
    {text("notes", 200_000)},
    {LIFE}
) STRICT""",
    f"""CREATE TABLE people (
    id {ID} PRIMARY KEY,
    {text("name", filled=True)},
    {text("role")},
    {text("known")},
    {text("tags", 5_100)},
    every_days INTEGER CHECK (every_days BETWEEN 1 AND 3660),
    {day("next_on")},
    {text("reach")},
    {text("notes", 200_000)},
    {LIFE}
) STRICT""",
    f"""CREATE TABLE contacts (
    id {ID} PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    {diary_day("day")},
    kind TEXT NOT NULL CHECK (kind IN ('coffee', 'message', 'call', 'interview', 'group', 'feedback')),
    {text("note", 200_000)},
    {LIFE}
) STRICT""",
    "CREATE INDEX contacts_by_person ON contacts (person_id, day, archived_at)",
    f"""CREATE TABLE questions (
    id {ID} PRIMARY KEY,
    {text("text", filled=True)},
    {text("answer", 200_000)},
    {day("answered_on")},
    contact_id TEXT REFERENCES contacts (id) ON DELETE SET NULL,
    {LIFE}
) STRICT""",
    "CREATE INDEX questions_by_contact ON questions (contact_id)",
    *_ordered("question_people", "question", "person", things="people"),
    f"""CREATE TABLE experiments (
    id {ID} PRIMARY KEY,
    {text("question", filled=True)},
    {text("test")},
    {text("guess")},
    {number("cost_cap")},
    {day("started_on")},
    {day("ends_on")},
    {text("result", 200_000)},
    {text("learnt", 200_000)},
    verdict TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'yes', 'no', 'unclear')),
    {day("closed_on")},
    {LIFE},
    CHECK (ends_on >= started_on)
) STRICT""",
    *_ordered("entry_experiments", "entry", "experiment", owners="entries"),
    f"""CREATE TABLE leads (
    id {ID} PRIMARY KEY,
    {text("role", filled=True)},
    {text("company")},
    stage TEXT NOT NULL DEFAULT 'found' CHECK (stage IN ('found', 'applied', 'talking', 'offer', 'no')),
    {diary_day("found_on")},
    {", ".join(day(column) for column in ("applied_on", "talking_on", "offer_on", "closed_on"))},
    person_id TEXT REFERENCES people (id) ON DELETE SET NULL,
    {text("contact")},
    {day("next_on")},
    {text("next_step")},
    {text("notes", 200_000)},
    {LIFE}
) STRICT""",
    "CREATE INDEX leads_by_person ON leads (person_id)",
    f"""CREATE TABLE habits (
    id {ID} PRIMARY KEY,
    {text("name", filled=True)},
    kind TEXT NOT NULL DEFAULT 'habit' CHECK (kind IN ('habit', 'boundary')),
    {diary_day("started_on")},
    {PLACE},
    {LIFE}
) STRICT""",
    f"""CREATE TABLE habit_ticks (
    habit_id TEXT NOT NULL REFERENCES habits (id) ON DELETE CASCADE,
    {diary_day("day")},
    PRIMARY KEY (habit_id, day)
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE habit_pauses (
    habit_id TEXT NOT NULL REFERENCES habits (id) ON DELETE CASCADE,
    {diary_day("first_day")},
    {day("last_day")},
    PRIMARY KEY (habit_id, first_day),
    CHECK (last_day >= first_day)
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE goal_values (
    id {ID} PRIMARY KEY,
    goal_id TEXT NOT NULL REFERENCES goals (id) ON DELETE CASCADE,
    {diary_day("day")},
    {number("value", filled=True)},
    {LIFE}
) STRICT""",
    "CREATE INDEX goal_values_by_goal ON goal_values (goal_id, day)",
    *_ordered("goal_skills", "goal", "skill"),
    *_ordered("goal_people", "goal", "person", things="people"),
    *_ordered("goal_experiments", "goal", "experiment"),
    "ALTER TABLE milestones ADD COLUMN minutes INTEGER CHECK (minutes BETWEEN 1 AND 100000)",
    "DROP VIEW search_texts",
    texts({**FIRST_WORDS, **LATER_WORDS, **GOAL_WORDS}),
    *followed(GOAL_WORDS),
)
"""Skills, people and talks with them, questions, experiments, leads, habits, and what hangs on a goal."""
