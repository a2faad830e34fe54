"""The tab of skills: those with a gap first, of these the ones that are worth something elsewhere too."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from rut_tui.commands.skills import LEVELS
from rut_tui.modals.skill import SkillForm
from rut_tui.views.lists.drawing import counted, row_lines, words
from rut_tui.views.lists.page import RecordsPage
from rut_tui.views.lists.record_list import ALL
from rut_tui.views.lists.stack import PageStack
from rut_tui.views.savings.numbers import Numbers
from rut_tui.widgets.bindings import bindings

if TYPE_CHECKING:
    from decimal import Decimal

    from rut_tui.domain.skills import Skill
    from rut_tui.storage.store import Store

TOP: Final = len(LEVELS) - 1
HOW: Final = {"course": "a course", "certification": "a certificate", "practice": "practice", "mentor": "a mentor"}


class SkillsPage(RecordsPage["Skill"], inherit_bindings=False):
    """What one can do, and wants to."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("goals.skills"), *bindings("lists")]
    NAME: ClassVar = "skills"
    TITLE: ClassVar = "Skills"
    AT_ONCE: ClassVar = ALL
    EMPTY: ClassVar = (
        "Your skills will be here: how good you are, how good you want to be.",
        "The widest gaps come first, and of these what is worth something in another job too.",
        "write down the first one",
    )
    _costs = Content("")
    _numbers: Numbers

    def read(self, store: "Store", today: date) -> "Sequence[Skill]":  # noqa: ARG002 - as for the others
        """Read the skills, and what learning them is going to cost."""
        from rut_tui.domain.skills import cost_ahead

        self._numbers = Numbers.of(self.host.app.settings)
        self._costs = Content("")
        live = store.skills.all()
        ahead = cost_ahead(live)
        if ahead.skills and not self.archived:
            amount = self._amount(ahead.amount)
            self._costs = Content.styled(
                f"Courses and certificates still ahead cost {amount}. Savings can take it.", "$muted"
            )
        return store.skills.all(archived=True) if self.archived else live

    def above(self, row: "Skill", place: int) -> list[Content]:
        """A heading where the gaps end."""
        rows = self.list.rows
        if place == 0 or bool(row.gap) == bool(rows[place - 1].gap):
            return []
        return [Content(""), Content.styled("No gap", "bold")]

    def draw(self, row: "Skill", room: int) -> list[Content]:
        """The levels, the skill, and the way there."""
        worth = Content.styled("elsewhere too", "$engaged") if row.transferable else Content("")
        purpose = Content.assemble("for ", words(row.needed_for)) if row.needed_for.strip() else Content("")
        reason = Content(", ").join(filter(None, (worth, purpose))).stylize_before("$muted")
        way = self._way(row).stylize_before("$muted")
        return row_lines(levels(row), [words(row.name, "bold" if row.gap else ""), reason, way], room)

    def _way(self, row: "Skill") -> Content:
        """How it is learnt, where, for how much, and how far that is."""
        cost = self._amount(row.cost) if row.cost else ""
        hours = f"{self._numbers.amount(row.hours)} h" if row.hours else ""
        state = {"done": "done", "learning": "at it"}.get(row.status, "")
        said = [Content(text) for text in (HOW.get(row.how, ""), cost, hours, state) if text]
        if row.provider.strip():
            said.insert(1 if row.how else 0, words(row.provider))
        return Content(", ").join(said)

    def _amount(self, amount: "Decimal") -> str:
        from rut_tui.money import format_amount

        return format_amount(amount, self._numbers.locale, currency=self._numbers.currency)

    def about(self, row: "Skill") -> Content:
        """The levels in words, and what learning costs in all."""
        lines = [Content.styled(in_words(row), "$muted")] if in_words(row) else []
        return Content("\n").join([*lines, *([self._costs] if self._costs else [])])

    def id_of(self, row: "Skill") -> str:
        """Its id."""
        return row.id

    async def edit(self, row: "Skill | None") -> None:
        """Open the form."""
        await self.fill_in(SkillForm(self.host.app.clock, record=row))

    def put_away(self, store: "Store", row: "Skill", archived: bool) -> object:
        """Archive it or take it back."""
        return store.skills.set_archived(row.id, archived)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is put away stays as it is; nobody is better than the best."""
        row = self.list.row
        if action == "level":
            step = int(str(parameters[0]))
            return row is not None and not self.archived and 0 <= (row.level or 0) + step <= TOP
        if action == "begin":
            return row is not None and not self.archived and row.status == "idea"
        if action == "done":
            return row is not None and not self.archived
        return super().check_action(action, parameters)

    def action_level(self, step: int) -> None:
        """Say that one is a level better, or that one isn't."""
        if row := self.list.row:
            level = (row.level or 0) + step
            reached = step > 0 and row.needed is not None and level == row.needed
            said = f"Level {level}, {LEVELS[level]}.{' That is where you wanted to be.' if reached else ''}"
            self.change(lambda store: store.skills.set_level(row.id, level), said)

    def action_begin(self) -> None:
        """Say that one is learning it."""
        from rut_tui.domain.skills import SkillStatus

        if row := self.list.row:
            self.change(lambda store: store.skills.set_status(row.id, SkillStatus.LEARNING), "You are at it.")

    def action_done(self) -> None:
        """Say that it is learnt, or that it isn't."""
        from rut_tui.domain.skills import SkillStatus

        if row := self.list.row:
            status = SkillStatus.LEARNING if row.status == "done" else SkillStatus.DONE
            gap = f" Still {counted(row.gap, 'level')} to go; + says that you are better." if row.gap else ""
            said = f"Done.{gap}" if status is SkillStatus.DONE else "You are at it again."
            self.change(lambda store: store.skills.set_status(row.id, status), said)


def levels(row: "Skill") -> str:
    """Return the two levels: "●●○○· 2→4"; the circles are what is there, the rings what is missing."""
    level, needed = row.level, row.needed
    if level is None and needed is None:
        return "not said"
    there, wanted = level or 0, max(level or 0, needed or 0)
    pips = "●" * there + "○" * (wanted - there) + "·" * (TOP - wanted)
    said = f"{'?' if level is None else level}{'' if needed is None or needed == level else f' → {needed}'}"
    return f"{pips} {said}"


def in_words(row: "Skill") -> str:
    """Return the two levels in a sentence."""
    now = "" if row.level is None else f"Now: {LEVELS[row.level]}."
    wanted = "" if row.needed is None or row.needed == row.level else f"Wanted: {LEVELS[row.needed]}."
    return " ".join(filter(None, (now, wanted)))


class SkillsPane(PageStack):
    """The skills."""

    PAGES: ClassVar = (SkillsPage,)


PANE = SkillsPane
