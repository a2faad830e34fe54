"""Skills on disk."""

from rut_tui.domain.skills import Skill, SkillDraft, SkillStatus
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

    def set_level(self, skill_id: str, level: int) -> Skill:
        """Say how good one is at a skill now.

        Raises:
            Gone: There is no such skill.
        """
        with self._session.transaction(f"level {level} of {self._called(self.get(skill_id))}"):
            return self._change(skill_id, {"level": level})

    def set_status(self, skill_id: str, status: SkillStatus) -> Skill:
        """Say how far the learning of a skill is.

        Raises:
            Gone: There is no such skill.
        """
        with self._session.transaction(f"“{status}” of {self._called(self.get(skill_id))}"):
            return self._change(skill_id, {"status": status})

    def _called(self, record: Skill) -> str:
        return quoted(record.name)
