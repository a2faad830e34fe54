"""Skills on disk."""

from rut_tui.domain.skills import Skill, SkillDraft
from rut_tui.domain.visible import quoted
from rut_tui.storage.records import Records


class Skills(Records[Skill]):
    """Those with a gap first, of these the transferable ones, the widest gap first; then by name."""

    table = "skills"
    kind = Skill
    noun = "skill"
    order = """coalesce(needed > level, 0) DESC, transferable DESC, max(coalesce(needed - level, 0), 0) DESC,
        name COLLATE NOCASE, created_at, id"""

    def add(self, draft: SkillDraft) -> Skill:
        """Save a new skill."""
        with self._session.transaction(f"the skill {quoted(draft.name)}"):
            return self._add(draft.model_dump())

    def update(self, skill_id: str, draft: SkillDraft) -> Skill:
        """Save a skill anew.

        Raises:
            Gone: There is no such skill.
        """
        with self._session.transaction(f"the changes to {quoted(draft.name)}"):
            return self._change(skill_id, draft.model_dump())

    def _called(self, record: Skill) -> str:
        return quoted(record.name)
