"""What stands in the fields of plans and can't be read yet: kept on disk, and put back where it was typed."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rut_tui.views.savings.shelf import Shelf

_NEW = "new"
"""Stands for a plan of which nothing is on disk."""


class HalfTyped:
    """The texts that only the screen holds, as the app keeps what is being written."""

    form = "savings"
    base = None
    saving = False

    def __init__(self, shelf: "Shelf") -> None:
        """Watch the plans of a shelf."""
        self._shelf = shelf

    def typed(self) -> dict[str, Any]:
        """Plan → field → text, for every field that can't be read."""
        return {
            plan.id or _NEW: {name: plan.texts[name] for name in plan.faults}
            for plan in self._shelf.plans
            if plan.faults
        }

    def fill(self, kept: dict[str, Any]) -> None:
        """Put back what `typed` gave; what stood in a plan that is gone goes with it."""
        known = {plan.id or _NEW: plan for plan in self._shelf.plans}
        for plan_id, texts in kept.items():
            if plan_id == _NEW and _NEW not in known:
                self._shelf.start()
                known[_NEW] = self._shelf.current
            if plan := known.get(plan_id):
                for name in texts.keys() & plan.texts.keys():
                    plan.type(name, texts[name])
                plan.leave()
