"""The left side of Savings: the plan's name, its inputs, the rest of them behind "more", and what is left out."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from rut_tui.views.savings.inputs import FIRST, MORE
from rut_tui.views.savings.open_plan import FIRST_NAME, OpenPlan
from rut_tui.views.savings.plan_field import PlanField
from rut_tui.views.savings.plan_title import PlanTitle
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.panel import Panel
from rut_tui.widgets.plain import plain

LIMITS = "Taxes, investment risk and illness are not in here. A planning aid, not advice."


class MoreLine(Widget, can_focus=True):
    """Stands for the inputs that most plans can leave as they are; its keys are the panel's."""

    DEFAULT_CSS = """
    MoreLine { height: 1; }
    """
    ALLOW_SELECT = False
    unfolded: reactive[bool] = reactive(False)
    changed: reactive[int] = reactive(0)
    offered: reactive[str] = reactive("")
    """What one of them could take."""

    class Toggled(Message):
        """It was clicked."""

    def render(self) -> Content:
        """Say what is behind it, and how many of those are not as they start."""
        mark, word = ("▾", "less") if self.unfolded else ("▸", "more")
        aside = "" if self.unfolded else "  interest, prices, benefit"
        if self.changed and not self.unfolded:
            aside = f"  {self.changed} changed"
        if self.offered:
            aside = f"  {self.offered}"
        style = "bold $accent" if self.has_focus else "bold"
        return Content.assemble((f"{mark} {word}", style), (aside, "$muted"))

    def on_click(self, event: events.Click) -> None:
        """Toggle."""
        event.stop()
        self.focus()
        self.post_message(self.Toggled())


class FieldRows(VerticalScroll, inherit_bindings=False):
    """Scrolls to the field that has the focus; up and down are the view's, which goes from field to field."""


class InputsPanel(Panel):
    """The form of one plan."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("savings.more")

    def __init__(self) -> None:
        """Start without a plan."""
        super().__init__("", id="plan-inputs")
        self._plan: OpenPlan | None = None
        self._offered = ""

    def compose(self) -> ComposeResult:
        """Title and the first inputs; the rest is made when it is asked for."""
        yield PlanTitle(FIRST_NAME)
        with FieldRows(can_focus=False, id="plan-fields"):
            for item in FIRST:
                yield PlanField(item)
            yield MoreLine()
        yield Static("", id="plan-glance", markup=False)
        yield Static(LIMITS, id="plan-limits", markup=False)

    def fill(self, plan: OpenPlan) -> None:
        """Show a plan in every field."""
        self._plan = plan
        for field in self.query(PlanField):
            self._fill_one(field, plan)
        self._count(plan)

    def _fill_one(self, field: PlanField, plan: OpenPlan) -> None:
        name = field.item.name
        field.fill(plan.texts[name], plan.defaults[name], plan.faults.get(name, ""))

    def _count(self, plan: OpenPlan) -> None:
        self.query_one(MoreLine).changed = sum(bool(plan.texts[item.name].strip()) for item in MORE)

    def mark(self, plan: OpenPlan) -> None:
        """Show what can't be read, and how many of the folded inputs were changed."""
        for field in self.query(PlanField):
            field.say(plan.faults.get(field.item.name, ""))
        self._count(plan)

    def offer(self, name: str, words: str) -> None:
        """Show below an input what could stand in it, or nothing."""
        if words != self._offered:
            self._offered = words
            next(field for field in self.query(PlanField) if field.item.name == name).offer(words)
            self.refresh_bindings()

    def offer_costs(self, words: str) -> None:
        """Show beside the fold what the cost of a move could take, or nothing."""
        line = self.query_one(MoreLine)
        if words != line.offered:
            line.offered = words
            self.refresh_bindings()

    def name_plan(self, plan: OpenPlan, place: tuple[int, int], state: Content) -> None:
        """Draw the title.

        Args:
            plan: The plan.
            place: Which of how many.
            state: Whether it is saved.
        """
        number, count = place
        aside = (plan.currency, f"{number} of {count}" if count > 1 else "", "archived" if plan.archived else "")
        self.query_one(PlanTitle).show(plan.name, tuple(filter(None, aside)), state)

    def glance(self, text: str) -> None:
        """Show the answers in a few words, where the window has no room for them."""
        self.query_one("#plan-glance", Static).update(plain(text, "bold"), layout=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's shape)
        """The fold has its keys while the focus is on it."""
        return action != "unfold" or self.query_one(MoreLine).has_focus

    @on(MoreLine.Toggled)
    async def action_unfold(self) -> None:
        """Fold or unfold the rest of the inputs."""
        line = self.query_one(MoreLine)
        line.unfolded = not line.unfolded
        found = self.query("#plan-fields > .-more")
        if not found and line.unfolded:
            fields = [PlanField(item) for item in MORE]
            for field in fields:
                field.add_class("-more")
            await self.query_one("#plan-fields").mount_all(fields)
            if self._plan:
                self.fill(self._plan)
        else:
            found.set(display=line.unfolded)

    @property
    def rows(self) -> list[Widget]:
        """What up and down go through."""
        found = self.query("#plan-fields > PlanField > PlanLine, #plan-fields > MoreLine").results(Widget)
        return [widget for widget in found if widget.parent is not None and widget.focusable and _displayed(widget)]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Bring the field with its hint into sight once that is laid out."""
        owner = event.widget.parent if isinstance(event.widget.parent, PlanField) else event.widget
        if isinstance(owner, Widget):
            self.call_after_refresh(owner.scroll_visible, animate=False)


def _displayed(widget: Widget) -> bool:
    return all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))
