"""Whole rows of every table, for the export and import of a journal.

Everywhere else rows stay inside storage and models leave it; a lossless copy is the one exception.
"""

from typing import Any, Final

from rut_tui.domain.visible import visible
from rut_tui.storage import engine
from rut_tui.storage.faults import RowRefused
from rut_tui.storage.session import Session

Row = dict[str, Any]
"""Column name → None, int, float or str."""

KEYS: Final[dict[str, tuple[str, ...]]] = {
    "entries": ("id",),
    "activities": ("id",),
    "emotions": ("id",),
    "entry_activities": ("entry_id", "activity_id"),
    "entry_emotions": ("entry_id", "emotion_id"),
    "audits": ("id",),
    "sign_ratings": ("audit_id", "sign"),
    "external_answers": ("audit_id", "factor"),
    "cause_fits": ("audit_id", "cause"),
    "goals": ("id",),
    "goal_serves": ("goal_id", "key"),
    "milestones": ("id",),
    "plans": ("id",),
    "wins": ("id",),
    "setbacks": ("id",),
    "time_off": ("id",),
    "jobs": ("id",),
    "reviews": ("id",),
    "expectations": ("id",),
    "dismissals": ("id",),
    "skills": ("id",),
    "people": ("id",),
    "contacts": ("id",),
    "questions": ("id",),
    "question_people": ("question_id", "person_id"),
    "experiments": ("id",),
    "entry_experiments": ("entry_id", "experiment_id"),
    "leads": ("id",),
    "habits": ("id",),
    "habit_ticks": ("habit_id", "day"),
    "habit_pauses": ("habit_id", "first_day"),
    "goal_values": ("id",),
    "goal_skills": ("goal_id", "skill_id"),
    "goal_people": ("goal_id", "person_id"),
    "goal_experiments": ("goal_id", "experiment_id"),
}
"""Table → its key. A table comes after those it refers to, so rows can be inserted in this order."""


class Tables:
    """Every user table and column, as plain dicts."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._columns: dict[str, tuple[str, ...]] = {}

    def names(self) -> tuple[str, ...]:
        """Return the tables, each after those it refers to."""
        return tuple(KEYS)

    def key(self, name: str) -> tuple[str, ...]:
        """Return the columns of a table's key: its id, or both ids of a link table."""
        return KEYS[name]

    def columns(self, name: str) -> tuple[str, ...]:
        """Return the columns of a table, in order."""
        if name not in self._columns:
            rows = self._session.rows("SELECT name FROM pragma_table_info(?) ORDER BY cid", (_known(name),))
            self._columns[name] = tuple(row["name"] for row in rows)
        return self._columns[name]

    def rows(self, name: str) -> list[Row]:
        """Return every row of a table, ordered by its key."""
        return self._session.rows(f"SELECT * FROM {_known(name)} ORDER BY {', '.join(KEYS[name])}")  # noqa: S608 (own names)

    def dump(self) -> dict[str, list[Row]]:
        """Return every row of every table."""
        return {name: self.rows(name) for name in self.names()}

    def get(self, name: str, key: str | tuple[str, ...]) -> Row | None:
        """Return one row by its key, or None.

        Args:
            name: The table.
            key: An id, or both ids of a link table.
        """
        values = (key,) if isinstance(key, str) else key
        return self._session.row(f"SELECT * FROM {_known(name)} WHERE {_where(name)}", values)  # noqa: S608 (own names)

    def insert(self, name: str, row: Row) -> None:
        """Add a row. Columns left out take their defaults; times left out are now.

        A goal in focus is added without it when another goal is in focus already: there is one.

        Raises:
            RowRefused: An unknown column, a value that breaks a rule, a key that is taken, or a broken reference.
        """
        row = self._fitting(name, row)
        stamp = self._session.now()
        row = {column: stamp for column in ("created_at", "updated_at") if column in self.columns(name)} | row
        columns = ", ".join(f'"{column}"' for column in row)
        marks = ", ".join("?" * len(row))
        self._write(name, f"INSERT INTO {name} ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 (own names)

    def replace(self, name: str, row: Row) -> None:
        """Change the row that has this key; columns left out keep what they hold.

        Raises:
            RowRefused: As for insert, or there is no such row.
        """
        row = self._fitting(name, row)
        key = tuple(row.get(column) for column in KEYS[name])
        sets = ", ".join(f'"{column}" = ?' for column in row)
        sql = f"UPDATE {name} SET {sets} WHERE {_where(name)}"  # noqa: S608 (own names)
        if not self._write(name, sql, (*row.values(), *key)):
            raise RowRefused(f"{name}: there is no such row to replace")

    def remove(self, name: str, key: tuple[str, ...]) -> None:
        """Take one row out, such as a link that its entry no longer has.

        Args:
            name: The table.
            key: Its id, or both ids of a link table.

        Raises:
            RowRefused: Something refers to it.
        """
        self._write(_known(name), f"DELETE FROM {name} WHERE {_where(name)}", key)  # noqa: S608 (own names)

    def _fitting(self, name: str, row: Row) -> Row:
        unknown = sorted(set(row) - set(self.columns(name)))
        if unknown:
            raise RowRefused(f"{name}: unknown column{'s' if len(unknown) > 1 else ''} {visible(', '.join(unknown))}")
        if name == "goals" and row.get("focus") == 1:
            taken = self._session.value("SELECT count(*) FROM goals WHERE focus = 1 AND id IS NOT ?", (row.get("id"),))
            return {**row, "focus": 0} if taken else row
        return row

    def _write(self, name: str, sql: str, values: tuple[Any, ...]) -> int:
        with self._session.transaction():
            try:
                return self._session.write(sql, values)
            except engine.BAD_VALUE as error:
                raise RowRefused(f"{name}: {error}") from None
            except (OverflowError, UnicodeError):
                raise RowRefused(f"{name}: a value that can't be kept") from None


def _known(name: str) -> str:
    if name not in KEYS:
        raise RowRefused(f"unknown table {visible(name)}")
    return name


def _where(name: str) -> str:
    return " AND ".join(f'"{column}" = ?' for column in KEYS[name])
