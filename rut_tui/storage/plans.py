"""Named savings plans on disk, each kept as the model's own JSON with decimal strings."""

from typing import Annotated, Any, Final

from pydantic import AwareDatetime, Field, ValidationError

from rut_tui.domain.model import Model
from rut_tui.domain.savings.merging import BothChanged, merged
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.domain.text import Name
from rut_tui.domain.visible import quoted
from rut_tui.storage.faults import ChangedElsewhere, Damaged, Gone
from rut_tui.storage.session import Session

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""An ISO 4217 code."""

_TWICE: Final = "It was not saved: the same of this plan was changed elsewhere meanwhile."


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

    def add(self, name: str, plan: SavingsPlan, currency: str, edit: object = None) -> NamedPlan:
        """Save a new plan after the others.

        Args:
            name: What to call it.
            plan: The plan.
            currency: Its ISO 4217 code.
            edit: What the saves of one edit have in common, to be undone together.
        """
        now = self._session.now()
        with self._session.transaction(f"the plan {quoted(name)}", edit=edit):
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
            self._session.insert("plans", [row])
        return named

    def update(
        self, plan_id: str, *, name: str, plan: SavingsPlan, base: NamedPlan | None = None, edit: object = None
    ) -> NamedPlan:
        """Save a plan anew.

        Args:
            plan_id: Which plan.
            name: What it is called.
            plan: The plan.
            base: The plan as it was on disk when this was typed: only what was changed since then is saved, and what
                another hand changed meanwhile stays. Without it, all of it is saved.
            edit: What the saves of one edit have in common, to be undone together.

        Raises:
            Gone: There is no such plan.
            ChangedElsewhere: Another hand changed the same of it, and not to the same.
        """
        before = self._row(plan_id)["name"] if base is None else base.name
        label = (
            f"the new figures in {quoted(name)}" if name == before else f"renaming {quoted(before)} to {quoted(name)}"
        )
        with self._session.transaction(label, edit=edit):
            row = self._row(plan_id)
            if base is not None:
                name, plan = _put_together(base, name, plan, self._model(row))
            columns = {"name": name, "plan": plan.model_dump_json()}
            _checked({**row, **columns})
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
        self._session.update("plans", plan_id, {**columns, "updated_at": self._session.now()})
        return self.get(plan_id)


def _checked(row: dict[str, Any]) -> NamedPlan:
    return NamedPlan.model_validate({**row, "plan": SavingsPlan.model_validate_json(row["plan"])}, strict=False)


def _put_together(base: NamedPlan, name: str, plan: SavingsPlan, there: NamedPlan) -> tuple[str, SavingsPlan]:
    """Return name and plan with what was changed here and there.

    Raises:
        ChangedElsewhere: Both changed the same.
    """
    both = ("name",) if name != base.name and there.name not in (base.name, name) else ()
    try:
        figures = merged(base.plan, plan, there.plan)
    except BothChanged as found:
        raise ChangedElsewhere(_TWICE, (*both, *found.names), there) from None
    if both:
        raise ChangedElsewhere(_TWICE, both, there)
    return (there.name if name == base.name else name), figures
