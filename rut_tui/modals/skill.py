"""A skill: how good one is at it, how good one wants to be, and the way there."""

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult

from rut_tui.modals.amount_line import AmountLine
from rut_tui.modals.record_form import RecordForm, Repository
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.level import Level
from rut_tui.widgets.rating import Choice

if TYPE_CHECKING:
    from rut_tui.domain.skills import Skill, SkillDraft
    from rut_tui.storage.store import Store

ELSEWHERE: Final = (("no", "only here"), ("yes", "elsewhere too"))
HOWS: Final = (
    ("", "not said"),
    ("practice", "practice"),
    ("course", "course"),
    ("certification", "certificate"),
    ("mentor", "mentor"),
)
STATUSES: Final = (("idea", "an idea"), ("learning", "at it"), ("done", "done"))


class SkillForm(RecordForm["SkillDraft", "Skill"]):
    """Write a skill down."""

    KIND: ClassVar = "skill"
    NEEDED: ClassVar = {"name": "Name the skill."}

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "Change this skill" if self.record else "A skill"

    def fields(self) -> ComposeResult:
        """What it is, and the two levels; then the way from one to the other."""
        there = self.record
        yield self._line("What is it?", "name", "explaining numbers, SQL, saying no", there)
        yield Field("How good are you at it now?", Level(there.level if there else None, id="level"))
        yield Field("How good do you want to be?", Level(there.needed if there else None, id="needed"))
        worth = Choice(*ELSEWHERE, id="transferable", value="yes" if there and there.transferable else "no")
        yield Field("Where is it worth something?", worth, hint="In another job too? Then it comes first.")
        yield self._line("What do you need it for?", "needed_for", "a goal, or a role", there)
        yield Field("How will you learn it?", Choice(*HOWS, id="how", value=there.how.value if there else ""))
        yield self._line("Where, or with whom?", "provider", "the evening school, Noor", there)
        cost = AmountLine(id="cost", kept=there.cost if there else None, empty="nothing, or not known")
        yield cost.field("What does it cost?", "450; of a course or a certificate it can go into your savings plan")
        hours = AmountLine(id="hours", kept=there.hours if there else None, unit="hours", empty="not known")
        yield hours.field("How many hours?", "40")
        yield Field("How far is it?", Choice(*STATUSES, id="status", value=there.status.value if there else ""))
        yield Field("Anything else", NoteField(there.notes if there else "", id="notes"))

    @staticmethod
    def _line(label: str, name: str, hint: str, there: "Skill | None") -> Field:
        value = getattr(there, name) if there else ""
        return Field(label, LineField(value, id=name, select_on_focus=False), hint=hint)

    @staticmethod
    def repository(store: "Store") -> Repository["SkillDraft", "Skill"]:
        """The skills."""
        return store.skills

    @staticmethod
    def quote(record: "Skill") -> str:
        """What it is."""
        return record.name

    def draft_of(self, said: dict[str, Any]) -> "SkillDraft":
        """Return the skill as typed."""
        from rut_tui.domain.skills import How, SkillDraft, SkillStatus

        more = {
            "transferable": said["transferable"] == "yes",
            "how": How(said["how"]),
            "status": SkillStatus(said["status"]),
        }
        return SkillDraft(**said | more)
