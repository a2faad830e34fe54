"""The plans of the Savings screen: those on disk, the new ones not yet there, and which of them is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rut_tui.views.savings.open_plan import FIRST_NAME, OpenPlan

if TYPE_CHECKING:
    from rut_tui.storage.plans import NamedPlan
    from rut_tui.views.savings.numbers import Numbers


class Shelf:
    """Every plan that is open, in the order of the file; new ones last.

    Attributes:
        plans: All of them, archived ones too.
        current: The one in the form.
        archive_shown: Whether archived ones are leafed through as well.
    """

    def __init__(self, numbers: "Numbers") -> None:
        """Begin with one blank plan."""
        self._numbers = numbers
        self.current = self._placeholder = OpenPlan(numbers)
        self.plans = [self.current]
        self.archive_shown = False

    @property
    def shown(self) -> list[OpenPlan]:
        """The plans that can be leafed through."""
        return [plan for plan in self.plans if self.archive_shown or not plan.archived]

    @property
    def unsaved(self) -> list[OpenPlan]:
        """The plans that hold something not yet on disk."""
        return [plan for plan in self.plans if plan.unsaved]

    def meet(self, stored: "Sequence[NamedPlan]") -> bool:
        """Bring the plans on disk in.

        Args:
            stored: Every plan on disk, in order, archived ones among them.

        Returns:
            Whether the plan shown is another one now, or has other figures.
        """
        before = self.current
        known = {plan.id: plan for plan in self.plans if plan.id}
        redraw = False
        plans: list[OpenPlan] = []
        for found in stored:
            plan = known.pop(found.id, None)
            if plan is None:
                plan = OpenPlan(self._numbers, found)
            else:
                redraw |= plan.refresh(found) and plan is before
            plans.append(plan)
        for gone in known.values():
            if gone.unsaved or gone.faults:
                gone.lost()
        if self._placeholder.blank and plans and self._placeholder in self.plans:
            self.plans.remove(self._placeholder)
        self.plans = [*plans, *(plan for plan in self.plans if plan.id is None)]
        self._settle(before)
        return redraw or self.current is not before

    def _settle(self, wanted: OpenPlan) -> None:
        """Show the plan wanted if it can be, else the first one, else a blank one."""
        shown = self.shown
        if not shown:
            self.plans.append(wanted if wanted.blank else OpenPlan(self._numbers))
            self.plans[-1].name = self.free_name(self.plans[-1])
            shown = self.shown
        self.current = wanted if wanted in shown else shown[0]

    def step(self, by: int) -> None:
        """Go to the plan before or after, round the ends. A new one that is still blank is left behind."""
        shown = self.shown
        wanted = shown[(shown.index(self.current) + by) % len(shown)]
        if self.current.blank and wanted is not self.current:
            self.plans.remove(self.current)
        self.current = wanted

    def turn_to(self, plan_id: str) -> bool:
        """Go to a plan by its id.

        Returns:
            Whether it is there.
        """
        found = next((plan for plan in self.plans if plan.id == plan_id), None)
        if found is None:
            return False
        self.archive_shown = self.archive_shown or found.archived
        self.current = found
        return True

    def start(self) -> None:
        """Begin a new plan, or stay with the one that is still blank."""
        if not self.current.blank:
            self.current = OpenPlan(self._numbers, name=self.free_name())
            self.plans.append(self.current)

    def leave(self) -> None:
        """Leave the current plan, which was archived or is blank, for its neighbour."""
        place = self.plans.index(self.current)
        if self.current.blank:
            self.plans.remove(self.current)
        shown = self.shown
        near = [plan for plan in self.plans[place:] if plan in shown] or shown[-1:]
        self._settle(near[0] if near else self.current)

    def turn_archive(self) -> bool:
        """Leaf through archived plans as well, or no longer.

        Returns:
            Whether there was anything to turn.
        """
        if not any(plan.archived for plan in self.plans):
            return False
        self.archive_shown = not self.archive_shown
        self._settle(self.current)
        return True

    def namesake(self, name: str, mine: OpenPlan | None = None) -> OpenPlan | None:
        """Return another plan that is called so, however it is written; an archived one can come back, so it counts.

        Args:
            name: A name.
            mine: The plan that is to have it.
        """
        wanted = _key(name)
        return next((plan for plan in self.plans if plan is not mine and _key(plan.name) == wanted), None)

    def free_name(self, mine: OpenPlan | None = None, begins: str = FIRST_NAME) -> str:
        """Return a name that no plan has.

        Args:
            mine: The plan that is to have it.
            begins: What it is made from.
        """
        names = [begins, *(f"{begins} {n}" for n in range(2, len(self.plans) + 3))]
        return next(name for name in names if not self.namesake(name, mine))


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
