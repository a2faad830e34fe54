"""Asks which change of a plan counts when the same was changed here and elsewhere."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from rut_tui.views.savings.inputs import INPUTS
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.charts import table
from rut_tui.widgets.chrome import FooterLine
from rut_tui.widgets.page import Sheet
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.domain.savings.merging import Side
    from rut_tui.domain.savings.plan import SavingsPlan
    from rut_tui.storage.faults import ChangedElsewhere
    from rut_tui.views.savings.open_plan import OpenPlan

SEARCH = ("p50", "p90")

LONGEST = 24
"""Cells of a name beside another one."""


class Meanwhile(Sheet["Side | None"]):
    """Both sides, and a key for each."""

    DEFAULT_CSS = """
    Meanwhile { align: center top; background: $background 60%; }
    Meanwhile > .form {
        width: 72; max-width: 100%; height: auto; max-height: 100%; margin-top: 2; padding: 1 2;
        background: $surface; border-left: outer $accent;
    }
    Meanwhile > .form > Static { height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("savings.which")

    def __init__(self, name: str, rows: list[list[str]]) -> None:
        """Ask.

        Args:
            name: What the plan is called.
            rows: What both changed: what it is, here, elsewhere.
        """
        super().__init__()
        self._called = name
        self._rows = rows

    def compose(self) -> ComposeResult:
        """What happened, both sides, keys."""
        with Vertical(classes="form"):
            yield Static(
                Content.assemble(plain(self._called, "bold $accent"), (" was changed elsewhere too", "bold $accent"))
            )
            yield Static(table(["", "yours", "elsewhere"], self._rows))
            yield Static("Yours isn't saved yet. Everything else in the plan is kept from both.", markup=False)
        yield FooterLine()

    def action_choose(self, side: "Side") -> None:
        """Say whose counts."""
        self.dismiss(side)


def which_one(plan: "OpenPlan", found: "ChangedElsewhere") -> Meanwhile:
    """Return the question.

    Args:
        plan: The plan as it stands in the form.
        found: What was changed elsewhere.
    """
    rows = []
    if "name" in found.names:
        rows.append(["Name", _short(plan.name), _short(found.there.name)])
    for name in _inputs(found.names, plan.plan, found.there.plan):
        here, there = (plan.numbers.written(INPUTS[name], _value(side, name)) for side in (plan.plan, found.there.plan))
        rows.append([INPUTS[name].label, here or "empty", there or "empty"])
    return Meanwhile(plan.name, rows)


def _inputs(names: tuple[str, ...], here: "SavingsPlan", there: "SavingsPlan") -> Iterator[str]:
    """The inputs of the form behind the fields of a plan that differ; a search has two."""
    for name in names:
        for shown in SEARCH if name == "search" else (name,):
            if shown in INPUTS and _value(here, shown) != _value(there, shown):
                yield shown


def _value(plan: "SavingsPlan", name: str) -> Any:
    return getattr(plan.search if name in SEARCH else plan, name)


def _short(name: str) -> str:
    return plain(name).truncate(LONGEST, ellipsis=True).plain
