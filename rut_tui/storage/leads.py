"""Leads on disk: applications, and the stages they come to."""

from rut_tui.domain.leads import Lead, LeadDraft, Stage, stage_days
from rut_tui.domain.visible import quoted
from rut_tui.domain.wins import Setback, SetbackDraft
from rut_tui.storage.records import Records
from rut_tui.storage.session import Session
from rut_tui.storage.wins import Setbacks


class Leads(Records[Lead]):
    """The leads: those that are open first, the nearest next step first, then the latest found."""

    table = "leads"
    kind = Lead
    noun = "lead"
    order = "stage = 'no', next_on NULLS LAST, found_on DESC, created_at DESC, id"

    def __init__(self, session: Session, setbacks: Setbacks) -> None:
        super().__init__(session)
        self._setbacks = setbacks

    def add(self, draft: LeadDraft) -> Lead:
        """Save a new lead. The stage it has come to was reached today, unless a day is given."""
        with self._session.transaction(f"the lead {quoted(draft.role)}"):
            return self._add(draft.model_dump() | stage_days(draft, draft.stage, self._session.today()))

    def update(self, lead_id: str, draft: LeadDraft) -> Lead:
        """Save a lead anew. The stage it has come to was reached today, unless a day is given.

        Raises:
            Gone: There is no such lead.
        """
        with self._session.transaction(f"the changes to {quoted(draft.role)}"):
            return self._change(lead_id, draft.model_dump() | stage_days(draft, draft.stage, self._session.today()))

    def move(self, lead_id: str, stage: Stage) -> Lead:
        """Bring a lead to another stage today. Days of stages it reached before stay.

        Raises:
            Gone: There is no such lead.
        """
        before = self.get(lead_id)
        with self._session.transaction(f"moving {self._called(before)} to {stage.title()}"):
            days = stage_days(before, stage, self._session.today())
            return self._change(lead_id, {"stage": stage, **days})

    def turn_into_delay(self, lead_id: str, draft: SetbackDraft) -> tuple[Lead, Setback]:
        """Say that a lead ended in a no, and write it down as a delay, as one save.

        Args:
            lead_id: Which lead.
            draft: The delay; `domain.leads.delay` begins it.

        Raises:
            Gone: There is no such lead.
        """
        with self._session.transaction(f"the no to {self._called(self.get(lead_id))}"):
            return self.move(lead_id, Stage.NO), self._setbacks.add(draft)

    def _called(self, record: Lead) -> str:
        return quoted(record.role)
