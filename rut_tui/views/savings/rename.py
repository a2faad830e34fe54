"""The form that gives a plan its name."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import ComposeResult

from rut_tui.modals.form import FieldFaults, Form
from rut_tui.widgets.fields import Field, LineField


class NameLine(LineField):
    """The field itself."""

    async def action_submit(self) -> None:
        """Save before the next key is taken: it is meant for what lies below the form."""
        await self.screen.run_action("save")


class RenamePlan(Form[str, str]):
    """Ask for the name of a plan."""

    def __init__(
        self, name: str, keep: str, taken: Callable[[str], str], save: Callable[[str], Awaitable[str]]
    ) -> None:
        """Open the form.

        Args:
            name: What it is called so far.
            keep: Names the plan, for keeping what was typed.
            taken: Says what else is called so, or nothing.
            save: Saves the name and returns it.
        """
        super().__init__(f"plan-name:{keep}", save)
        self._name_before = name
        self._taken = taken

    @property
    def title_text(self) -> str:
        """What is asked."""
        return "What is this plan called?"

    def fields(self) -> ComposeResult:
        """The name."""
        yield Field("Name", NameLine(self._name_before, id="name", compact=True))

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
