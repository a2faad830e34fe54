"""A lead that ended in a no, written down as a delay, with a next try."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from rut_tui.modals.record_form import NEW
from rut_tui.modals.setback import SetbackForm

if TYPE_CHECKING:
    from rut_tui.domain.leads import Lead
    from rut_tui.domain.wins import Setback, SetbackDraft
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store


class NoForm(SetbackForm):
    """Say that a lead ended in a no: it becomes a delay, with a next try."""

    KIND: ClassVar = "lead-no"

    def __init__(self, clock: Callable[[], datetime], lead: "Lead", draft: "Draft | None" = None) -> None:
        """Open the form.

        Args:
            clock: Says what now is, when the form is saved.
            lead: Which.
            draft: The unfinished text to go on with.
        """
        self._lead = lead
        super().__init__(clock, draft=draft, new=f"{lead.id}:{NEW}")

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "A no is a delay: what will you try next?"

    @property
    def begins(self) -> "SetbackDraft":
        """What is known already."""
        from rut_tui.domain.leads import delay

        return delay(self._lead, self.today())

    def add(self, store: "Store", said: "SetbackDraft") -> "Setback":
        """Move the lead, and write the delay down."""
        return store.leads.turn_into_delay(self._lead.id, said)[1]
