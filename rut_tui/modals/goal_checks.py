"""The fields of the goal form with the five checks of a good goal, at every keystroke."""

from abc import abstractmethod
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from rut_tui.domain.days import say_day
from rut_tui.modals.form import Form
from rut_tui.modals.goal_more import LINKS
from rut_tui.modals.goal_offers import Offers
from rut_tui.modals.goal_reading import UNLISTED, read_due
from rut_tui.modals.smart_field import SmartField
from rut_tui.modals.title_line import TitleLine
from rut_tui.widgets.confidence import Confidence
from rut_tui.widgets.fields import LineField
from rut_tui.widgets.milestones import Milestones
from rut_tui.widgets.words import WordPicker

if TYPE_CHECKING:
    from rut_tui.domain.goals import Goal, GoalDraft

LINES = ("title", "measure", "raise_confidence", "due")


class CheckedGoal(Form["GoalDraft", "Goal"]):
    """Checks what is written; a subclass lays it out, reads and saves it."""

    _today: date
    _offers: Offers
    _goal: "Goal | None"

    @abstractmethod
    def read(self) -> "GoalDraft":
        """Return the goal as typed."""

    @property
    @abstractmethod
    def _untouched(self) -> bool:
        """Whether nothing stands in the lines but what an example put there."""

    def _line(self, name: str) -> LineField:
        return self.query_one(f"#{name}", LineField)

    @property
    def _serving(self) -> WordPicker:
        return self.query_one("#serves", WordPicker)

    @property
    def _linking(self) -> list[WordPicker]:
        """The fields of what it is tied to."""
        return [picker for picker in self.query(WordPicker) if picker.id in LINKS]

    def _keys(self) -> tuple[str, ...]:
        """The keys of the chosen words that are on the list."""
        keys = (self._offers.key(word) for word in self._serving.words)
        return tuple(key for key in keys if key)

    @property
    def _unlisted(self) -> bool:
        """Whether what is in the line of words is on no list, or could still be several of its words."""
        return len(self._keys()) < len(self._serving.words)

    @on(Input.Changed)
    @on(Confidence.Changed)
    @on(WordPicker.Changed)
    @on(Milestones.Changed)
    def _check(self) -> None:
        """Check all five letters on what is written now."""
        from rut_tui.domain.smart import Check, achievable, measurable, relevant, specific

        title, measure, raising, _ = (self._line(name).value for name in LINES)
        self.query_one(TitleLine).offering = self._untouched
        self._field("title").check(specific(title))
        self._field("measure").check(measurable(measure, title))
        self._field("confidence").check(achievable(self.query_one(Confidence).value, raising))
        serves = Check("R", ok=False, nudge=UNLISTED) if self._unlisted else relevant(self._keys())
        self._field("serves").check(serves)
        self._check_day()

    def _check_day(self) -> None:
        from rut_tui.domain.goals import MilestoneDraft
        from rut_tui.domain.smart import Check, time_bound

        try:
            due = read_due(self._line("due").value, self._today)
        except ValueError as error:
            self._field("due").check(Check("T", ok=False, nudge=str(error)))
            return
        steps = self.query_one(Milestones).so_far()
        drafts = [MilestoneDraft(title="step", due=step.due, done=step.done) for step in steps]
        self._field("due").check(time_bound(due, drafts, self._today), say_day(due, self._today) if due else "")

    def _field(self, name: str) -> SmartField:
        return next(field for field in self.query(SmartField) if field.name == name)
