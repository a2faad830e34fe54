"""The goal board on disk: goals with their milestones, in the order they were put."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from rut_tui.domain.goals import Column, Goal, GoalDraft, MilestoneDraft
from rut_tui.domain.visible import quoted
from rut_tui.storage.faults import Gone
from rut_tui.storage.links import Links
from rut_tui.storage.session import Session

_ORDER = """ORDER BY CASE "column" WHEN 'idea' THEN 0 WHEN 'next' THEN 1 WHEN 'doing' THEN 2 ELSE 3 END,
    position, created_at, id"""

_LINKED: Final = {
    "serves": ("goal_serves", "key"),
    "skills": ("goal_skills", "skill_id"),
    "people": ("goal_people", "person_id"),
    "experiments": ("goal_experiments", "experiment_id"),
}
"""Field of a goal → the table that hangs it there, and the column of what hangs."""


class Goals:
    """The goals, where they stand, and the one in focus."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._links = {field: Links(session, table, "goal_id", thing) for field, (table, thing) in _LINKED.items()}

    def board(self, *, archived: bool = False) -> tuple[Goal, ...]:
        """Return the goals by column, then by place.

        Args:
            archived: Return those put away instead of the live ones.
        """
        return self._models(f"WHERE archived_at IS {'NOT ' if archived else ''}NULL {_ORDER}")

    def get(self, goal_id: str) -> Goal:
        """Return one goal.

        Raises:
            Gone: There is no such goal.
        """
        found = self._models("WHERE id = ?", (goal_id,))
        if not found:
            raise Gone("That goal isn't in the journal any more.")
        return found[0]

    def add(self, draft: GoalDraft, column: Column = Column.IDEA) -> Goal:
        """Save a new goal at the end of a column."""
        now = self._session.now()
        row = {"id": self._session.new_id(), **_columns(draft), "created_at": now, "updated_at": now}
        with self._session.transaction(f"the goal {quoted(draft.title)}"):
            row |= {"column": column.value, "position": len(self._order(column)), "done_on": self._done_on(column)}
            self._session.insert("goals", [row])
            self._hang(row["id"], draft)
            return self.get(row["id"])

    def update(self, goal_id: str, draft: GoalDraft) -> Goal:
        """Save a goal anew, where it stands. Milestones no longer named are put away.

        Raises:
            Gone: There is no such goal.
        """
        with self._session.transaction(f"the changes to {quoted(draft.title)}"):
            self._change(goal_id, _columns(draft))
            self._hang(goal_id, draft)
            return self.get(goal_id)

    def move(self, goal_id: str, column: Column, position: int) -> Goal:
        """Move a live goal to a place on the board; the others close up. One that is done is no longer in focus.

        Args:
            goal_id: Which goal.
            column: Where to.
            position: Its new place there, from 0; past the end means the end.

        Raises:
            Gone: There is no such goal on the board.
        """
        with self._session.transaction(self._moving(goal_id, column, position)):
            goal = self._on_the_board(goal_id)
            order = [other for other in self._order(column) if other != goal_id]
            order.insert(min(max(position, 0), len(order)), goal_id)
            changed: dict[str, Any] = {"column": column.value}
            if goal.column is not column:
                changed["done_on"] = self._done_on(column)
            if column is Column.DONE:
                changed["focus"] = 0
            self._change(goal_id, changed)
            self._number(order)
            self._number(self._order(goal.column))
            return self.get(goal_id)

    def set_focus(self, goal_id: str | None) -> None:
        """Put one goal in focus, or none.

        Raises:
            Gone: There is no such goal.
        """
        letting_go = "SELECT title FROM goals WHERE focus = 1 AND archived_at IS NULL"
        title = self._session.value(letting_go) if goal_id is None else self._title(goal_id)
        label = f"taking {quoted(title or '')} out of focus" if goal_id is None else f"the focus on {quoted(title)}"
        with self._session.transaction(label):
            now = self._session.now()
            self._session.write(
                "UPDATE goals SET focus = 0, updated_at = ? WHERE focus = 1 AND id IS NOT ?", (now, goal_id)
            )
            if goal_id is not None:
                self._on_the_board(goal_id)
                self._change(goal_id, {"focus": 1})

    def set_archived(self, goal_id: str, archived: bool) -> Goal:
        """Put a goal away, or take it back to the end of its column. A goal put away is not in focus.

        Raises:
            Gone: There is no such goal.
        """
        done = "archiving" if archived else "bringing back"
        with self._session.transaction(f"{done} {quoted(self._title(goal_id))}"):
            goal = self.get(goal_id)
            if archived and goal.archived_at is None:
                self._change(goal_id, {"archived_at": self._session.now(), "focus": 0})
                self._number(self._order(goal.column))
            elif not archived and goal.archived_at is not None:
                self._change(goal_id, {"archived_at": None, "position": len(self._order(goal.column))})
            return self.get(goal_id)

    def tick(self, milestone_id: str, done: bool) -> Goal:
        """Tick a milestone off today, or take the tick back. A tick made earlier keeps its day.

        Raises:
            Gone: There is no such milestone.
        """
        title = self._session.value("SELECT title FROM milestones WHERE id = ?", (milestone_id,)) or ""
        with self._session.transaction(f"{'ticking' if done else 'unticking'} {quoted(title)}"):
            found = self._session.row(
                "SELECT goal_id, done_on FROM milestones WHERE id = ? AND archived_at IS NULL", (milestone_id,)
            )
            if found is None:
                raise Gone("That milestone isn't in the goal any more.")
            self._on_the_board(found["goal_id"])
            done_on = (found["done_on"] or self._session.today().isoformat()) if done else None
            now = self._session.now()
            self._session.update("milestones", milestone_id, {"done_on": done_on, "updated_at": now})
            self._change(found["goal_id"], {})
            return self.get(found["goal_id"])

    def linked(self) -> dict[str, str]:
        """Return what the skills, people and experiments are called that hang on goals, by id."""
        return dict(
            self._session.pairs(
                """SELECT id, name FROM skills WHERE id IN (SELECT skill_id FROM goal_skills)
                UNION ALL SELECT id, name FROM people WHERE id IN (SELECT person_id FROM goal_people)
                UNION ALL SELECT id, question FROM experiments
                WHERE id IN (SELECT experiment_id FROM goal_experiments)"""
            )
        )

    def decided(self) -> date | None:
        """Return the day, in UTC, on which a goal or a milestone was last written, moved, done or put away."""
        found = self._session.value(
            """SELECT max(at) FROM
            (SELECT max(updated_at) AS at FROM goals UNION ALL SELECT max(updated_at) FROM milestones)"""
        )
        return date.fromisoformat(found[:10]) if found else None

    def _title(self, goal_id: str) -> str:
        return str(self._session.value("SELECT title FROM goals WHERE id = ?", (goal_id,)) or "")

    def _moving(self, goal_id: str, column: Column, position: int) -> str:
        """Return what a person calls a move."""
        row = self._session.row('SELECT title, "column", position FROM goals WHERE id = ?', (goal_id,))
        if row is None:
            return ""
        where = "up" if position < row["position"] else "down"
        return f"moving {quoted(row['title'])} {where if row['column'] == column else f'to {column.title()}'}"

    def _on_the_board(self, goal_id: str) -> Goal:
        """Return a goal that can be moved.

        Raises:
            Gone: There is no such goal, or it was put away.
        """
        goal = self.get(goal_id)
        if goal.archived_at is not None:
            raise Gone("That goal was put away meanwhile, so it isn't on the board.")
        return goal

    def _done_on(self, column: Column) -> str | None:
        return self._session.today().isoformat() if column is Column.DONE else None

    def _order(self, column: Column) -> list[str]:
        """Return the ids of the live goals of a column, in order."""
        rows = self._session.rows(
            'SELECT id FROM goals WHERE "column" = ? AND archived_at IS NULL ORDER BY position, created_at, id',
            (column.value,),
        )
        return [row["id"] for row in rows]

    def _number(self, order: Iterable[str]) -> None:
        """Give goals the places 0, 1, 2 and so on; those that have theirs are left alone."""
        for position, goal_id in enumerate(order):
            self._session.write(
                "UPDATE goals SET position = ? WHERE id = ? AND position <> ?", (position, goal_id, position)
            )

    def _change(self, goal_id: str, columns: dict[str, Any]) -> None:
        columns = {**columns, "updated_at": self._session.now()}
        if not self._session.update("goals", goal_id, columns):
            raise Gone("That goal isn't in the journal any more.")

    def _hang(self, goal_id: str, draft: GoalDraft) -> None:
        """Save what hangs on a goal: what it serves, its milestones, and the links that the draft names."""
        for field, links in self._links.items():
            if field == "serves" or field in draft.model_fields_set:
                links.put(goal_id, getattr(draft, field))
        rows = self._session.rows("SELECT id, done_on FROM milestones WHERE goal_id = ?", (goal_id,))
        ours = {row["id"]: row["done_on"] for row in rows}
        kept = [self._step(goal_id, ours, place, step) for place, step in enumerate(draft.milestones)]
        now = self._session.now()
        for gone in ours.keys() - kept:
            self._session.write(
                "UPDATE milestones SET archived_at = ?, updated_at = ? WHERE id = ? AND archived_at IS NULL",
                (now, now, gone),
            )

    def _step(self, goal_id: str, ours: dict[str, str | None], place: int, step: MilestoneDraft) -> str:
        """Save one milestone and return its id."""
        now = self._session.now()
        known = step.id if step.id in ours else None
        done_on = (ours.get(known or "") or self._session.today().isoformat()) if step.done else None
        row: dict[str, Any] = {
            "title": step.title,
            "due": step.due.isoformat() if step.due else None,
            "done_on": done_on,
            "position": place,
            "updated_at": now,
            "archived_at": None,
        }
        if "minutes" in step.model_fields_set:
            row["minutes"] = step.minutes
        if known:
            self._session.update("milestones", known, row)
            return known
        row |= {"id": self._session.new_id(), "goal_id": goal_id, "created_at": now}
        self._session.insert("milestones", [row])
        return str(row["id"])

    def _models(self, where: str, parameters: Sequence[Any] = ()) -> tuple[Goal, ...]:
        rows = self._session.rows(f"SELECT * FROM goals {where}", parameters)  # noqa: S608 (own names)
        ids = (json.dumps([row["id"] for row in rows]),)
        # As rows, so that a goal is checked with its milestones in one go: there may be thousands.
        steps: dict[str, list[dict[str, Any]]] = {row["id"]: [] for row in rows}
        for row in self._session.rows(
            """SELECT goal_id, id, title, due, done_on, minutes FROM milestones
            WHERE archived_at IS NULL AND goal_id IN (SELECT value FROM json_each(?))
            ORDER BY position, created_at, id""",
            ids,
        ):
            steps[row.pop("goal_id")].append(row)
        values = dict(
            self._session.pairs(
                """SELECT goal_id, value FROM goal_values
                WHERE archived_at IS NULL AND goal_id IN (SELECT value FROM json_each(?))
                ORDER BY day, created_at, id""",
                ids,
            )
        )
        hung = {field: links.of(steps) for field, links in self._links.items()}
        return tuple(
            self._session.model(
                Goal,
                row
                | {"milestones": tuple(steps[row["id"]]), "value": values.get(row["id"])}
                | {field: things.get(row["id"], ()) for field, things in hung.items()},
            )
            for row in rows
        )


def _columns(draft: GoalDraft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "measure": draft.measure,
        "confidence": draft.confidence,
        "raise_confidence": draft.raise_confidence,
        "due": draft.due.isoformat() if draft.due else None,
        "notes": draft.notes,
    }
