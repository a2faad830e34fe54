"""The form that gives a plan its name."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from rut_tui.modals.behind import Behind, shortened
from rut_tui.modals.form import FieldFaults, Form
from rut_tui.widgets.fields import Field, LineField

if TYPE_CHECKING:
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.plans import NamedPlan
    from rut_tui.storage.store import Store
    from rut_tui.views.savings.open_plan import OpenPlan


class RenamePlan(Form[str, "NamedPlan"]):
    """Ask for the name of a plan."""

    def __init__(
        self,
        plan: "OpenPlan",
        taken: Callable[[str], str],
        run: "Callable[[Callable[[Store], NamedPlan]], Awaitable[NamedPlan]]",
        draft: "Draft | None" = None,
    ) -> None:
        """Open the form.

        Args:
            plan: Which plan.
            taken: Says what else is called so, or nothing.
            run: Brings the job to the thread of the file when no other save of a plan is under way.
            draft: The unfinished name to go on with.
        """

        def add(store: "Store", name: str) -> "NamedPlan":
            return store.plans.add(name, plan.plan, plan.currency)

        if (stored := plan.stored) is None:
            super().__init__("plan-name:new", add, run=run, draft=draft)
        else:
            plan_id = stored.id
            behind = Behind(
                stored.name,
                lambda store: store.plans.get(plan_id),
                lambda there: there.name,
                lambda there: f"“{shortened(there.name)}”",
                add,
            )
            super().__init__(f"plan-name:{plan_id}", _rename(plan_id), behind=behind, run=run, draft=draft)
        self._name_before = plan.name
        self._taken = taken

    @property
    def title_text(self) -> str:
        """What is asked."""
        return "What is this plan called?"

    def fields(self) -> ComposeResult:
        """The name."""
        yield Field("Name", LineField(self._name_before, id="name", compact=True))

    async def action_save(self) -> None:
        """Save; a name that is as it was is no reason to."""
        if self.typed():
            await super().action_save()
        else:
            self.action_discard()

    def read(self) -> str:
        """Return the name as typed."""
        from rut_tui.domain.text import LINE_LIMIT, fault

        name = self.query_one(LineField).value
        if not name.strip():
            raise FieldFaults({"name": "A plan needs a name."})
        if wrong := fault(name, LINE_LIMIT):
            raise FieldFaults({"name": wrong})
        if namesake := self._taken(name):
            raise FieldFaults({"name": namesake})
        return name

    def typed(self) -> dict[str, Any]:
        """The name, if it was changed."""
        name = self.query_one(LineField).value
        return {"name": name} if name != self._name_before else {}

    def fill(self, kept: dict[str, Any]) -> None:
        """Go on where it was closed."""
        self.query_one(LineField).value = kept["name"]


def _rename(plan_id: str) -> "Callable[[Store, str], NamedPlan]":
    """Return what changes the name of a plan and leaves its figures as they are on disk."""
    return lambda store, name: store.plans.update(plan_id, name=name, plan=store.plans.get(plan_id).plan)
