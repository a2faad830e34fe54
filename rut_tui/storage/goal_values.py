"""How far the measures of goals are, on disk: a log, so that one can see it move."""

from rut_tui.domain.goals import GoalValue, GoalValueDraft
from rut_tui.domain.visible import quoted
from rut_tui.storage.faults import Gone
from rut_tui.storage.records import Records


class GoalValues(Records[GoalValue]):
    """What was written down, the latest first."""

    table = "goal_values"
    kind = GoalValue
    noun = "figure"
    order = "day DESC, created_at DESC, id DESC"

    def add(self, draft: GoalValueDraft) -> GoalValue:
        """Write a figure down.

        Raises:
            Gone: There is no such goal.
        """
        with self._session.transaction(f"the figure for {self._goal(draft.goal_id)}"):
            return self._add(draft.model_dump())

    def update(self, value_id: str, draft: GoalValueDraft) -> GoalValue:
        """Save a figure anew.

        Raises:
            Gone: There is no such figure, or no such goal.
        """
        with self._session.transaction(f"the changes to the figure for {self._goal(draft.goal_id)}"):
            return self._change(value_id, draft.model_dump())

    def keep(self, draft: GoalValueDraft) -> GoalValue:
        """Write a figure down; the latest one gives way to it if it is of the same day.

        Raises:
            Gone: There is no such goal.
        """
        latest = next(iter(self.of(draft.goal_id)), None)
        return self.update(latest.id, draft) if latest and latest.day == draft.day else self.add(draft)

    def of(self, goal_id: str) -> tuple[GoalValue, ...]:
        """Return the live figures of a goal, the latest first."""
        return self._models("WHERE goal_id = ? AND archived_at IS NULL", (goal_id,))

    def _goal(self, goal_id: str) -> str:
        title = self._session.value("SELECT title FROM goals WHERE id = ?", (goal_id,))
        if title is None:
            raise Gone("That goal isn't in the journal any more.")
        return quoted(title)

    def _called(self, record: GoalValue) -> str:
        return f"the figure for {self._goal(record.goal_id)}"
