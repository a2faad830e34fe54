"""Today: what a tired person sees first. One step, how it is, the last days, what is due, how long the money lasts.

All of it from what is recorded; an empty journal says what will stand where.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from rut_tui.storage.faults import StorageError
from rut_tui.views.base import View
from rut_tui.views.today.now import NowPanel
from rut_tui.views.today.panels import DuePanel, FourteenPanel, RunwayPanel, StepPanel
from rut_tui.views.today.support import SupportPanel
from rut_tui.widgets.bindings import bindings

if TYPE_CHECKING:
    from rut_tui.domain.overview import TodayOverview
    from rut_tui.domain.step import Step
    from rut_tui.storage.store import Store


class TodayView(View):
    """The first screen."""

    NAME = "today"
    BINDINGS: ClassVar[list[BindingType]] = bindings("today")

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty; `load` fills it."""
        super().__init__(id=id)
        self._steps: tuple[Step, ...] = ()
        self._swapped: dict[str, str] = {}
        self._offers_help = False

    def compose(self) -> ComposeResult:
        """Two columns where there is room, one where there isn't."""
        with VerticalScroll(can_focus=False), Horizontal(id="today-columns"):
            with Vertical(id="today-left"):
                yield StepPanel("One step", id="today-step")
                yield NowPanel("How is it right now?", id="today-now")
                yield SupportPanel("You are not alone in this", id="today-support")
                yield DuePanel(id="today-due")
            with Vertical(id="today-right"):
                yield FourteenPanel("Last 14 days", id="today-days")
                yield RunwayPanel("Runway", id="today-runway")

    def focus_first(self) -> None:
        """Enter does the one step."""
        self.query_one(StepPanel).focus()

    async def load(self) -> None:
        """Read everything at once and draw it."""
        today = self.app.clock().date()

        def read(store: "Store") -> "TodayOverview":
            from rut_tui.views.today.reading import read_today

            return read_today(store, today)

        seen = await self.ask(read)
        self._steps = seen.steps
        self._show_step()
        self.query_one(NowPanel).show(seen)
        self._show_support(seen.support)
        self.query_one(FourteenPanel).show(seen)
        self.query_one(DuePanel).show(seen.due, today)
        self.query_one(RunwayPanel).show(seen.runway)

    @property
    def _offered(self) -> list["Step"]:
        """Steps that were not swapped away today, or all of them once every one was."""
        day = self.app.clock().date().isoformat()
        left = [step for step in self._steps if self._swapped.get(step.key) != day]
        return left or list(self._steps)

    def _show_step(self) -> None:
        offered = self._offered
        self.query_one(StepPanel).show(offered[0] if offered else None, len(self._steps) > 1)

    def action_another_step(self) -> None:
        """Swap the step for another; it doesn't come back today unless all others were refused too."""
        if len(self._steps) < 2:
            return
        offered = self._offered
        if len(offered) == 1:
            self._swapped.clear()
        self._swapped[offered[0].key] = self.app.clock().date().isoformat()
        self._show_step()

    def _show_support(self, reasons: "Sequence[str]") -> None:
        self._offers_help = bool(reasons)
        self.query_one(SupportPanel).show(reasons)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's shape
        """The keys that answer the offer of help work while it stands there."""
        return self._offers_help if action in ("put_away", "support") else True

    async def action_support(self) -> None:
        """Show who can help."""
        await self.run_action("screen.support")

    def action_put_away(self) -> None:
        """Put the offer of help away."""
        self.then(self._put_away)

    async def _put_away(self) -> None:
        from rut_tui.domain.support import OFFER

        try:
            await self.save(lambda store: store.dismissals.add(OFFER), "Put away for two weeks. ctrl+p finds it again.")
        except StorageError as error:
            self.app.tell(error)

    async def action_do_step(self) -> None:
        """Go where the step is done."""
        if offered := self._offered:
            await self.app.go(offered[0].opens)

    @on(DuePanel.Tick)
    def _tick_due(self, event: DuePanel.Tick) -> None:
        self.then(partial(self._tick, event.milestone_id))

    async def _tick(self, milestone_id: str) -> None:
        try:
            await self.save(lambda store: store.goals.tick(milestone_id, done=True), "Done. ctrl+z takes that back.")
        except StorageError as error:
            self.app.tell(error)
            self.reload()

    @on(DuePanel.Open)
    async def _open_due(self, event: DuePanel.Open) -> None:
        await self.app.go(event.opens)


VIEW = TodayView
