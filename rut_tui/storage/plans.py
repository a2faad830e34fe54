"""Named savings plans on disk, each kept as the model's own JSON with decimal strings."""

from typing import Annotated, Any

from pydantic import AwareDatetime, Field, ValidationError

from rut_tui.domain.model import Model
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.domain.text import Name
from rut_tui.domain.visible import quoted
from rut_tui.storage.faults import Damaged, Gone
from rut_tui.storage.session import Session

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""An ISO 4217 code."""


class NamedPlan(Model):
    """A savings plan with the name it was saved under."""

    id: str
    name: Name
    currency: Currency
    plan: SavingsPlan
    position: int
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None


class Plans:
    """The savings plans, in order."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, *, archived: bool = False) -> tuple[NamedPlan, ...]:
        """Return the plans, in order.

        Args:
            archived: Those put away as well.
        """
        rows = self._session.rows(
            "SELECT * FROM plans WHERE ? OR archived_at IS NULL ORDER BY position, created_at, id", (archived,)
        )
        return tuple(self._model(row) for row in rows)

    def get(self, plan_id: str) -> NamedPlan:
        """Return one plan.

        Raises:
            Gone: There is no such plan.
        """
        return self._model(self._row(plan_id))

    def add(self, name: str, plan: SavingsPlan, currency: str) -> NamedPlan:
        """Save a new plan after the others.

        Args:
            name: What to call it.
            plan: The plan.
            currency: Its ISO 4217 code.
        """
        now = self._session.now()
        with self._session.transaction(f"the plan {quoted(name)}"):
            last = self._session.value("SELECT max(position) FROM plans")
            row = {
                "id": self._session.new_id(),
                "name": name,
                "currency": currency,
                "plan": plan.model_dump_json(),
                "position": 0 if last is None else last + 1,
                "created_at": now,
                "updated_at": now,
            }
            named = _checked(row)  # a bad name or currency is a fault at the field, not at the table
            self._session.table("plans").insert(row)
        return named

    def update(self, plan_id: str, *, name: str, plan: SavingsPlan) -> NamedPlan:
        """Save a plan anew.

        Raises:
            Gone: There is no such plan.
        """
        columns = {"name": name, "plan": plan.model_dump_json()}
        before = self._row(plan_id)["name"]
        label = (
            f"the new figures in {quoted(name)}" if name == before else f"renaming {quoted(before)} to {quoted(name)}"
        )
        with self._session.transaction(label):
            _checked({**self._row(plan_id), **columns})
            return self._change(plan_id, columns)

    def set_archived(self, plan_id: str, archived: bool) -> NamedPlan:
        """Put a plan away, or take it back.

        Raises:
            Gone: There is no such plan.
        """
        done = "archiving" if archived else "bringing back"
        with self._session.transaction(f"{done} {quoted(self._row(plan_id)['name'])}"):
            return self._change(plan_id, {"archived_at": self._session.now() if archived else None})

    def _row(self, plan_id: str) -> dict[str, Any]:
        row = self._session.row("SELECT * FROM plans WHERE id = ?", (plan_id,))
        if row is None:
            raise Gone("That plan isn't in the journal any more.")
        return row

    def _model(self, row: dict[str, Any]) -> NamedPlan:
        try:
            return _checked(row)
        except ValidationError:
            raise Damaged("The journal is damaged: a savings plan in it can't be read back.") from None

    def _change(self, plan_id: str, columns: dict[str, Any]) -> NamedPlan:
        self._session.table("plans").update(plan_id, {**columns, "updated_at": self._session.now()})
        return self.get(plan_id)


def _checked(row: dict[str, Any]) -> NamedPlan:
    return NamedPlan.model_validate({**row, "plan": SavingsPlan.model_validate_json(row["plan"])}, strict=False)
