"""Brings plans to disk, one save after the other, and remembers what the file refused.

A save that was begun is finished, whoever stops waiting for it: otherwise a new plan could be written twice.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.content import Content

from rut_tui.storage.faults import ChangedElsewhere, Gone, StorageError
from rut_tui.views.savings.open_plan import OpenPlan

if TYPE_CHECKING:
    from rut_tui.domain.savings.plan import SavingsPlan
    from rut_tui.storage.plans import NamedPlan
    from rut_tui.storage.store import Store

Save = Callable[[Callable[["Store"], "NamedPlan"], str], Awaitable["NamedPlan"]]
"""Runs a job that writes, then says a few words if there are any."""


class Keeper:
    """Saves plans."""

    def __init__(self, save: Save, redraw: Callable[[OpenPlan], None]) -> None:
        """Make a keeper.

        Args:
            save: Saves through this.
            redraw: Told of a plan into which something came that was changed elsewhere.
        """
        self._save = save
        self._redraw = redraw
        self._turn = asyncio.Lock()
        self._begun: set[asyncio.Task[None]] = set()
        self._refused: set[OpenPlan] = set()
        self._told: dict[OpenPlan, str] = {}

    async def keep(self, plan: OpenPlan) -> None:
        """Save a plan if something in it isn't.

        Raises:
            StorageError: It was not saved.
        """
        writing = asyncio.ensure_future(self._write(plan))
        self._begun.add(writing)
        writing.add_done_callback(self._begun.discard)
        await asyncio.shield(writing)

    async def keep_quietly(self, plan: OpenPlan) -> StorageError | None:
        """Save a plan; return why it was refused, unless that was said before and asks nothing."""
        try:
            await self.keep(plan)
        except ChangedElsewhere as error:
            return error
        except StorageError as error:
            said, self._told[plan] = self._told.get(plan), str(error)
            return error if str(error) != said else None
        self._told.pop(plan, None)
        return None

    async def _write(self, plan: OpenPlan) -> None:
        async with self._turn:
            while plan.unsaved:
                name, figures = plan.name, plan.plan
                try:
                    stored = await self._save(_job(plan.stored, name, figures, plan.currency, plan.edit), "")
                    if plan.saved_as(stored, name, figures):
                        self._redraw(plan)
                except StorageError:
                    self._refused.add(plan)
                    raise
                self._refused.discard(plan)
                if (plan.name, plan.plan) == (name, figures):
                    break

    async def keep_beside(self, plan: OpenPlan, name: str) -> None:
        """Save what stands here as a plan of its own: the same was changed elsewhere, and nobody can be asked.

        Args:
            plan: The plan.
            name: What the new one is called.

        Raises:
            StorageError: It was not saved.
        """
        async with self._turn:
            await self._save(_job(None, name, plan.plan, plan.currency), "")

    @staticmethod
    def job(plan: OpenPlan) -> "Callable[[Store], NamedPlan]":
        """Return what saves a plan as it stands."""
        return _job(plan.stored, plan.name, plan.plan, plan.currency)

    async def name(self, plan: OpenPlan, save: "Callable[[Store], NamedPlan]") -> "NamedPlan":
        """Give a plan another name, between two other saves; figures that are not saved yet wait for theirs.

        Raises:
            StorageError: It was not saved.
        """
        async with self._turn:
            figures = plan.stored.plan if plan.stored else plan.plan
            stored = await self._save(save, "")
            plan.name = stored.name
            if plan.saved_as(stored, stored.name, figures):
                self._redraw(plan)
            return stored

    async def put_away(self, plan: OpenPlan, away: bool, said: str) -> None:
        """Archive a plan that is on disk, or take it back.

        Raises:
            StorageError: It could not be.
        """
        if (found := plan.id) is not None:
            name, figures = plan.name, plan.plan
            stored = await self._save(lambda store: store.plans.set_archived(found, away), said)
            if plan.saved_as(stored, name, figures):
                self._redraw(plan)

    def state(self, plan: OpenPlan) -> Content:
        """Return in a few words whether a plan is saved."""
        if plan.unsaved:
            return (
                Content.styled("not saved", "$error") if plan in self._refused else Content.styled("○ typing", "$muted")
            )
        if plan.id is None:
            return Content("")
        if count := len(plan.faults):
            fields = "one field" if count == 1 else f"{count} fields"
            return Content.assemble(("● saved", "$done"), (f", except {fields}", "$muted"))
        return Content.styled("● saved", "$done")


def _job(
    base: "NamedPlan | None", name: str, plan: "SavingsPlan", currency: str, edit: object = None
) -> "Callable[[Store], NamedPlan]":
    """The job that writes what was changed since a plan was read; one that is gone meanwhile is made anew."""
    if base is not None and base.name != name:
        edit = None  # another name is a step of its own

    def write(store: "Store") -> "NamedPlan":
        if base is not None:
            try:
                return store.plans.update(base.id, name=name, plan=plan, base=base, edit=edit)
            except Gone:
                pass
        return store.plans.add(name, plan, currency, edit)

    return write
