"""The half of the Savings view that knows plans: reads them, takes what is typed, saves it, leafs through them.

Whatever can be read saves itself, shortly after it was typed and whenever a field or the view is left.
"""

from abc import abstractmethod
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.widgets import Input

from rut_tui.domain.visible import quoted
from rut_tui.storage.faults import ChangedElsewhere, StorageError, TakenAway
from rut_tui.views.base import View
from rut_tui.views.savings.half_typed import HalfTyped
from rut_tui.views.savings.keeper import Keeper
from rut_tui.views.savings.numbers import Numbers
from rut_tui.views.savings.offers import CostOffer, SearchOffer, read_costs, read_offer
from rut_tui.views.savings.open_plan import OpenPlan
from rut_tui.views.savings.plan_field import PlanField, PlanLine
from rut_tui.views.savings.shelf import Shelf

if TYPE_CHECKING:
    from rut_tui.domain.savings.merging import Side
    from rut_tui.settings import Settings
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.plans import NamedPlan
    from rut_tui.storage.store import Store

PAUSE: Final = 0.4
"""Seconds from a key to its save."""


class PlansView(View):
    """A view on several plans, one of them open. A subclass draws it."""

    FOLLOWS = False

    def __init__(self, *, id: str | None = None) -> None:
        """Start without plans; they are read when the view is shown."""
        super().__init__(id=id)
        self.shelf: Shelf | None = None
        self.keeper = Keeper(self.save, self._show_changed)
        self._offered: SearchOffer | None = None
        self._costs: CostOffer | None = None
        self._save_is_due = False
        self._asking = False

    @abstractmethod
    def fill(self, plan: OpenPlan) -> None:
        """Put a plan into the fields."""

    @abstractmethod
    def draw(self) -> None:
        """Draw what the open plan says."""

    @abstractmethod
    def entitle(self) -> None:
        """Draw the open plan's name and whether it is saved."""

    @abstractmethod
    def action_fill_in(self) -> None:
        """Go to the field where typing goes on."""

    async def load(self) -> None:
        """Read the plans; what is being typed stays."""
        settings, today = self.app.settings, self.app.clock().date()
        stored, numbers, self._offered, self._costs = await self.ask(lambda store: _read(store, settings, today))
        await self.app.drafts.begun.wait()
        if self.shelf is None:
            self._open(Shelf(numbers), stored)
        elif self.shelf.meet(stored):
            self.fill(self.shelf.current)
        self.draw()
        self._save_soon()

    def _open(self, shelf: Shelf, stored: "tuple[NamedPlan, ...]") -> None:
        """Show plans for the first time; keys that were quicker than the file count."""
        shelf.meet(stored)
        self.shelf = shelf
        half = HalfTyped(shelf)
        if draft := self.app.drafts.start(half):
            half.fill(draft.fields)
        self.app.drafts.also(self._save_all)
        for field in self.query(PlanField):
            if field.line.value:
                shelf.current.type(field.item.name, field.line.value)
        self.fill(shelf.current)
        self._save_soon()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.shelf and event.input.name:
            self.shelf.current.type(event.input.name, event.value)
            self.draw()
            self._save_soon()

    def _save_soon(self) -> None:
        if self.shelf and self.shelf.unsaved and not self._save_is_due:
            self._save_is_due = True
            self.set_timer(PAUSE, self._save_now)

    def _save_now(self) -> None:
        self._save_is_due = False
        for plan in self.shelf.unsaved if self.shelf else ():
            self.run_worker(self._keep(plan), group="keep-plan")

    async def _keep(self, plan: OpenPlan) -> None:
        refused = await self.keeper.keep_quietly(plan)
        if isinstance(refused, ChangedElsewhere):
            self._ask_which(plan, refused)
        elif refused:
            self.app.tell(refused)
        self.entitle()

    def _show_changed(self, plan: OpenPlan) -> None:
        if self.shelf and plan is self.shelf.current and self.is_attached:
            self.fill(plan)
            self.draw()

    def _ask_which(self, plan: OpenPlan, found: ChangedElsewhere) -> None:
        """Ask which change counts, once nobody is typing: a key meant for a field is no answer."""
        if self._asking or self.app.screen is not self.screen or isinstance(self.screen.focused, PlanLine):
            return
        from rut_tui.views.savings.meanwhile import which_one

        def decided(side: "Side | None") -> None:
            self._asking = False
            if side:
                plan.decide(found.there, side)
                self._show_changed(plan)
                self._save_now()

        self._asking = True
        self.app.push_screen(which_one(plan, found), decided)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Save what is left behind; a window that was left for another one will be back in the middle of an edit."""
        if self.shelf and event.widget.name and self.app.app_focus:
            self.shelf.current.leave(event.widget.name)
        self._save_now()

    def on_hide(self) -> None:
        """Save before another view is shown."""
        self._save_now()

    async def on_unmount(self) -> None:
        """Save before the app ends; if that can't be, say so where it can still be read."""
        # All of them: what is being written now may have been taken back since.
        for plan in self.shelf.plans if self.shelf else ():
            try:
                await self._keep_at_last(plan)
            except StorageError as error:
                self.app.exit(return_code=self.app.return_code or error.exit_code, message=str(error))

    async def _save_all(self, leaving: bool) -> None:
        for plan in self.shelf.unsaved if self.shelf else ():
            if leaving:
                await self._keep_at_last(plan)
            else:
                with suppress(ChangedElsewhere):  # that is asked about where it can be answered
                    await self.keeper.keep(plan)

    async def _keep_at_last(self, plan: OpenPlan) -> None:
        try:
            await self.keeper.keep(plan)
        except ChangedElsewhere:
            if self.shelf:
                await self.keeper.keep_beside(plan, self.shelf.free_name(begins=plan.name))
        except TakenAway:
            await self.set_down(self.keeper.job(plan))
            raise

    def _turn_to_current(self) -> None:
        if self.shelf:
            self.fill(self.shelf.current)
            self.draw()
            self.refresh_bindings()

    def action_plan(self, step: int) -> None:
        """Go to another plan."""
        if self.shelf:
            self.shelf.current.leave()
            self._save_now()
            self.shelf.step(step)
            self._turn_to_current()

    @property
    def offer(self) -> "SearchOffer | None":
        """What the leads say about the search, where the open plan says something else."""
        plan = self.shelf.current.plan if self.shelf else None
        return self._offered if plan and self._offered and self._offered.fits(plan) else None

    def action_take_search(self) -> None:
        """Let the leads say how long the search takes."""
        if self.shelf and (offer := self.offer):
            plan = self.shelf.current
            plan.take(offer.taken(plan.plan.search))
            self._turn_to_current()
            self._save_now()

    @property
    def costs(self) -> CostOffer | None:
        """What the skills still cost, where the open plan can't have it yet."""
        plan = self.shelf.current.plan if self.shelf else None
        return self._costs if plan and self._costs and self._costs.fits(plan) else None

    def action_take_costs(self) -> None:
        """Add what courses and certificates still cost to the cost of the move."""
        if self.shelf and (costs := self.costs):
            plan = self.shelf.current
            plan.take(costs.taken(plan.plan))
            self._turn_to_current()
            self._save_now()
            self.app.notify("Added to the cost of the move. ctrl+z takes that back.")

    async def action_new(self) -> None:
        """Begin another plan and ask what it is called; one that keeps the name it begins with is nothing yet."""
        if self.shelf:
            self.shelf.current.leave()
            self._save_now()
            self.shelf.start()
            self._turn_to_current()
            # Now, not when the name is given: what is typed right behind it is meant for the first field.
            self.action_fill_in()
            await self.action_rename()

    async def action_rename(self) -> None:
        """Ask what the plan is called, once its figures are on disk: an unfinished name then knows whose it is."""
        if self.shelf:
            await self._keep(self.shelf.current)
            await self._ask_name(self.shelf)

    async def rename(self, draft: "Draft") -> None:
        """Go on with the name of a plan; of a new one when that plan is gone."""
        if self.shelf:
            self.shelf.current.leave()
            if not self.shelf.turn_to(draft.form.partition(":")[2]):
                self.shelf.start()
            self._turn_to_current()
            await self._ask_name(self.shelf, draft)

    async def _ask_name(self, shelf: Shelf, draft: "Draft | None" = None) -> None:
        from rut_tui.views.savings.rename import RenamePlan

        plan = shelf.current

        def taken(name: str) -> str:
            found = shelf.namesake(name, plan)
            return "" if found is None else f"{'An archived' if found.archived else 'Another'} plan is called that."

        form = RenamePlan(plan, taken, partial(self.keeper.name, plan), draft)
        await self.app.push_screen(form, lambda _: self.entitle())

    async def action_archive(self) -> None:
        """Put the plan away, or bring it back."""
        if self.shelf is None:
            return
        plan = self.shelf.current
        try:
            await self.keeper.keep(plan)
            if plan.id is not None:
                await self.keeper.put_away(plan, not plan.archived, _said(plan))
        except StorageError as error:
            self.app.tell(error)
            return
        if plan.blank or plan.archived:
            self.shelf.leave()
        self._turn_to_current()

    def action_archived(self) -> None:
        """Leaf through archived plans as well, or no longer."""
        if self.shelf:
            if not self.shelf.turn_archive():
                self.app.notify("Nothing is archived.")
            self._turn_to_current()


def _said(plan: OpenPlan) -> str:
    """What to say once a plan was put away or brought back."""
    called = quoted(plan.name)
    return f"{called} is back." if plan.archived else f"{called} is archived. ctrl+z brings it back."


def _read(
    store: "Store", settings: "Settings", today: date
) -> "tuple[tuple[NamedPlan, ...], Numbers, SearchOffer | None, CostOffer | None]":
    """Read the plans and what could be taken into them, and load what numbers need, all on the thread of the file."""
    from rut_tui.domain.savings import leap, saved  # noqa: F401 (loaded here so that the first key needn't wait)

    numbers = Numbers.of(settings)
    numbers.months(0.0)
    return store.plans.all(archived=True), numbers, read_offer(store, today), read_costs(store)
