"""The Savings view: inputs on the left, answers on the right, and the keys that move between them.

Where the window is narrow they take turns.
"""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from rut_tui.views.savings.answers import work_out
from rut_tui.views.savings.answers_panel import ANSWERS, OLD_TITLE, TITLE, AnswersPanel
from rut_tui.views.savings.inputs_panel import InputsPanel, MoreLine
from rut_tui.views.savings.now import glance
from rut_tui.views.savings.offers import SEARCH
from rut_tui.views.savings.open_plan import OpenPlan
from rut_tui.views.savings.plan_field import PlanField
from rut_tui.views.savings.plans_view import PlansView
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.tab_line import TabLine

TABS: Final = {"inputs": "Inputs", **ANSWERS}
"""The panes where the window is narrow."""

WIDE_ENOUGH: Final = 80
"""Columns from which inputs and answers stand side by side."""


class SavingsView(PlansView):
    """Plans and what they answer."""

    NAME = "savings"
    BINDINGS: ClassVar[list[BindingType]] = bindings("savings")
    answer: reactive[str] = reactive("now")
    typing: reactive[bool] = reactive(True)
    """Whether a narrow window shows the inputs."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start without plans."""
        super().__init__(id=id)
        self._tabs = TabLine(TABS, "now", id="plan-tabs")
        self._inputs = InputsPanel()
        self._panel = AnswersPanel()

    def compose(self) -> ComposeResult:
        """Tabs for narrow windows, inputs, answers."""
        yield self._tabs
        with Horizontal(id="plan-sides"):
            yield self._inputs
            yield self._panel

    def fill(self, plan: OpenPlan) -> None:
        """Put a plan into the fields."""
        self._inputs.fill(plan)

    def draw(self) -> None:
        """Answer the open plan; in grey while a field can't be read and what it was before counts."""
        if self.shelf is None or not self._whole:
            return
        plan = self.shelf.current
        answers = work_out(plan.plan, self.app.clock().date())
        self._inputs.mark(plan)
        self._inputs.offer(SEARCH, self.offer.words if self.offer else "")
        costs = plan.numbers.amount(self.costs.amount) if self.costs else ""
        self._inputs.offer_costs(f"esc, o: courses cost {costs}" if costs else "")
        self._inputs.glance(glance(answers, plan.numbers))
        stale = bool(plan.faults)
        self._panel.show(answers, plan.numbers, stale=stale)
        self._tabs.aside = (OLD_TITLE if stale else TITLE).lower()
        self.entitle()

    def entitle(self) -> None:
        """Draw the open plan's name and whether it is saved."""
        if self.shelf and self._whole:
            plan, shown = self.shelf.current, self.shelf.shown
            place = (shown.index(plan) + 1, len(shown))
            self._inputs.name_plan(plan, place, self.keeper.state(plan))

    @property
    def _whole(self) -> bool:
        """Whether the panels are there; a save can end when the app has begun to take them away, from within."""
        parts = len(self.query("PlanTitle, #plan-glance, #plan-limits, #plan-answer, #plan-scroll"))
        return self._inputs.is_attached and self._panel.is_attached and parts == 5

    def on_descendant_focus(self) -> None:
        """A field with the focus is a field on the screen."""
        if isinstance(self.screen.focused, Input):
            self.typing = True

    def watch_answer(self, answer: str) -> None:
        """Show a tab of the answers."""
        self._panel.go(answer)
        self._mark_tab()

    def watch_typing(self) -> None:
        """Show the inputs or the answers where there is room for one."""
        self._take_turns()
        self._mark_tab()

    def on_resize(self) -> None:
        """There may be room for one or for both now."""
        self._take_turns()

    def _take_turns(self) -> None:
        # Set here, not by style sheet: the next key may already be meant for a field that comes into sight.
        self._inputs.display = self.typing or not self._narrow
        self._panel.display = not (self.typing and self._narrow)

    def _mark_tab(self) -> None:
        self._tabs.current = "inputs" if self.typing else self.answer

    @property
    def _narrow(self) -> bool:
        return 0 < self.size.width < WIDE_ENOUGH

    @on(TabLine.Chosen)
    def _tab_chosen(self, event: TabLine.Chosen) -> None:
        event.stop()
        self._go(event.tab)

    def _go(self, tab: str) -> None:
        if tab in ANSWERS:
            self.answer = tab
        if self._narrow and tab in ANSWERS and isinstance(self.screen.focused, Input | MoreLine):
            self._focus(self)
        self.typing = tab not in ANSWERS

    def action_pane(self, step: int) -> None:
        """Go to the next pane."""
        tabs = tuple(TABS if self._narrow else ANSWERS)
        here = "inputs" if self._narrow and self.typing else self.answer
        self._go(tabs[(tabs.index(here) + step) % len(tabs)])

    def action_row(self, step: int) -> None:
        """Go to the field above or below; from the answers, scroll them."""
        rows = self._inputs.rows
        focused = self.screen.focused
        if focused in rows:
            self._focus(rows[max(0, min(len(rows) - 1, rows.index(focused) + step))])
        elif self._narrow and not self.typing:
            self._panel.scroll_by(step / 2)
        elif rows:
            self._focus(rows[0])

    def action_page(self, step: int) -> None:
        """Scroll the answers."""
        self._panel.scroll_by(step)

    def action_fill_in(self) -> None:
        """Go to the first field that has nothing in it, or else to the first."""
        self.typing = True
        fields = [field for field in self.query(PlanField) if field.line.focusable]
        empty = [field for field in fields if not (field.line.value or field.line.placeholder)]
        for field in (empty or fields)[:1]:
            self._focus(field.line)

    def action_leave_field(self) -> None:
        """Leave a field, so that other keys work again."""
        self._focus(self)

    def _focus(self, widget: Widget) -> None:
        """Move the focus now: the next key may have been pressed already."""
        self.screen.set_focus(widget)

    def action_table(self) -> None:
        """Show the ladder as a table, or as a chart again."""
        if self.answer == "leap" or not self._panel.as_table:
            self._panel.turn()
        self._go("leap")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's shape)
        """Leave out keys that have nothing to do."""
        if action == "leave_field":
            return not self.has_focus
        if action == "take_search":
            return self.offer is not None
        if action == "take_costs":
            return self.costs is not None
        if action == "plan":
            return bool(self.shelf and len(self.shelf.shown) > 1)
        return True


VIEW = SavingsView
