"""The form that gives a plan its name."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult

from rut_tui.modals.behind import Behind, shortened
from rut_tui.modals.form import FieldFaults, Form
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField

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

        def save(store: "Store", name: str) -> "NamedPlan":
            # A new plan can have come to disk since the form was opened. Its figures stay as they are there.
            if plan.id is None:
                return add(store, name)
            return store.plans.update(plan.id, name=name, plan=store.plans.get(plan.id).plan)

        super().__init__(f"plan-name:{plan.id or 'new'}", save, behind=_behind(plan, add), run=run, draft=draft)
        self._name_before = plan.name
        self._taken = taken

    @property
    def title_text(self) -> str:
        """What is asked."""
        return "What is this plan called?"

    def fields(self) -> ComposeResult:
        """The name."""
        yield Field("Name", LineField(self._name_before, id="name"))

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


def _behind(plan: "OpenPlan", add: "Callable[[Store, str], NamedPlan]") -> "Behind[str, NamedPlan] | None":
    """Return the plan on disk: only its name must be as the form found it."""
    if (stored := plan.stored) is None:
        return None
    return Behind(
        stored.name,
        lambda store: store.plans.get(stored.id),
        lambda there: there.name,
        lambda there: f"“{shortened(there.name)}”",
        add,
    )
