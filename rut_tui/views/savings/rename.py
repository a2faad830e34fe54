"""The form that gives a plan its name."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import ComposeResult

from rut_tui.modals.form import FieldFaults, Form
from rut_tui.widgets.fields import Field, LineField


class RenamePlan(Form[str, str]):
    """Ask for the name of a plan."""

    def __init__(self, name: str, keep: str, save: Callable[[str], Awaitable[str]]) -> None:
        """Open the form.

        Args:
            name: What it is called so far.
            keep: Names the plan, for keeping what was typed.
            save: Saves the name and returns it.
        """
        super().__init__(f"plan-name:{keep}", save)
        self._name_before = name

    @property
    def title_text(self) -> str:
        """What is asked."""
        return "What is this plan called?"

    def fields(self) -> ComposeResult:
        """The name."""
        yield Field("Name", LineField(self._name_before, id="name", compact=True))

    def read(self) -> str:
        """Return the name as typed."""
        from rut_tui.domain.text import LINE_LIMIT, fault

        name = self.query_one(LineField).value
        if not name.strip():
            raise FieldFaults({"name": "A plan needs a name."})
        if wrong := fault(name, LINE_LIMIT):
            raise FieldFaults({"name": wrong})
        return name

    def typed(self) -> dict[str, Any]:
        """The name, if it was changed."""
        name = self.query_one(LineField).value
        return {"name": name} if name != self._name_before else {}

    def fill(self, kept: dict[str, Any]) -> None:
        """Go on where it was closed."""
        self.query_one(LineField).value = kept["name"]
