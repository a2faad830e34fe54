"""Habits and boundaries on disk, with their ticks and pauses."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from rut_tui.domain.habits import Habit, HabitDraft, Pause
from rut_tui.domain.visible import quoted
from rut_tui.storage.records import Records


class Habits(Records[Habit]):
    """The habits and boundaries, in the order they were put."""

    table = "habits"
    kind = Habit
    noun = "habit"
    order = "position, created_at, id"

    def add(self, draft: HabitDraft) -> Habit:
        """Save a new habit after the others; it counts from today."""
        with self._session.transaction(f"the {draft.kind} {quoted(draft.name)}"):
            columns = {"started_on": self._session.today(), "position": len(self.all())}
            return self._add(draft.model_dump() | columns)

    def update(self, habit_id: str, draft: HabitDraft) -> Habit:
        """Save a habit anew.

        Raises:
            Gone: There is no such habit.
        """
        with self._session.transaction(f"the changes to {quoted(draft.name)}"):
            return self._change(habit_id, draft.model_dump())

    def move(self, habit_id: str, position: int) -> Habit:
        """Move a live habit to a place in the list; the others close up.

        Args:
            habit_id: Which habit.
            position: Its new place, from 0; past the end means the end.

        Raises:
            Gone: There is no such habit.
        """
        with self._session.transaction(f"moving {self._called(self.get(habit_id))}"):
            order = [habit for habit in self.all() if habit.id != habit_id]
            order.insert(min(max(position, 0), len(order)), self.get(habit_id))
            for place, habit in enumerate(order):
                if habit.position != place:
                    self._session.write("UPDATE habits SET position = ? WHERE id = ?", (place, habit.id))
            return self.get(habit_id)

    def tick(self, habit_id: str, day: date, ticked: bool) -> Habit:
        """Tick a habit for a local day, or take the tick back.

        Raises:
            Gone: There is no such habit.
            ValueError: The day is still to come.
        """
        habit = self.get(habit_id)
        if day > self._session.today():
            raise ValueError("that day is still to come")
        with self._session.transaction(f"{'ticking' if ticked else 'unticking'} {self._called(habit)}"):
            sql = (
                "INSERT OR IGNORE INTO habit_ticks (habit_id, day) VALUES (?, ?)"
                if ticked
                else "DELETE FROM habit_ticks WHERE habit_id = ? AND day = ?"
            )
            self._session.write(sql, (habit_id, day.isoformat()))
        return habit

    def pause(self, habit_id: str) -> Habit:
        """Pause a habit from today on; one that is paused stays so.

        Raises:
            Gone: There is no such habit.
        """
        habit = self.get(habit_id)
        with self._session.transaction(f"pausing {self._called(habit)}"):
            if habit.paused:
                return habit
            # One that was taken up again today goes on as if it had not been.
            self._session.write(
                """INSERT INTO habit_pauses (habit_id, first_day) VALUES (?, ?)
                ON CONFLICT (habit_id, first_day) DO UPDATE SET last_day = NULL""",
                (habit_id, self._session.today().isoformat()),
            )
            return self.get(habit_id)

    def resume(self, habit_id: str) -> Habit:
        """Take a habit up again: it counts from today on, the days of the pause don't. One that isn't paused stays so.

        Raises:
            Gone: There is no such habit.
        """
        habit = self.get(habit_id)
        with self._session.transaction(f"taking up {self._called(habit)} again"):
            if not habit.paused:
                return habit
            today = self._session.today()
            open_one = "habit_id = ? AND last_day IS NULL"
            self._session.write(
                f"DELETE FROM habit_pauses WHERE {open_one} AND first_day >= ?",  # noqa: S608 (own words)
                (habit_id, today.isoformat()),
            )
            self._session.write(
                f"UPDATE habit_pauses SET last_day = ? WHERE {open_one}",  # noqa: S608 (own words)
                ((today - timedelta(days=1)).isoformat(), habit_id),
            )
            return self.get(habit_id)

    def ticks(self, first: date, last: date) -> dict[str, frozenset[date]]:
        """Return habit id → the days of a span it was ticked, both ends included; habits without any are left out."""
        found: dict[str, set[date]] = {}
        for habit_id, day in self._session.pairs(
            "SELECT habit_id, day FROM habit_ticks WHERE day BETWEEN ? AND ?", (first.isoformat(), last.isoformat())
        ):
            found.setdefault(habit_id, set()).add(date.fromisoformat(day))
        return {habit_id: frozenset(days) for habit_id, days in found.items()}

    def _whole(self, rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        pauses = self._pauses(row["id"] for row in rows)
        return [row | {"pauses": tuple(pauses.get(row["id"], ()))} for row in rows]

    def _pauses(self, habit_ids: Iterable[str]) -> dict[str, list[Pause]]:
        found: dict[str, list[Pause]] = {}
        for row in self._session.rows(
            """SELECT habit_id, first_day, last_day FROM habit_pauses
            WHERE habit_id IN (SELECT value FROM json_each(?)) ORDER BY habit_id, first_day""",
            (json.dumps(list(habit_ids)),),
        ):
            found.setdefault(row.pop("habit_id"), []).append(self._session.model(Pause, row))
        return found

    def _called(self, record: Habit) -> str:
        return quoted(record.name)
