"""The goal form: what, how it shows, how sure, what for, by when, its milestones; a check beside each, live.

The checks are nudges: a goal saves with a title alone.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from rut_tui.modals.behind import Behind, shortened
from rut_tui.modals.goal_checks import LINES, CheckedGoal
from rut_tui.modals.goal_more import LINKS, More, read_figure, read_more
from rut_tui.modals.goal_offers import Offers, read_offers
from rut_tui.modals.goal_reading import UNLISTED, draft_of, read_due
from rut_tui.modals.smart_field import SmartField
from rut_tui.modals.title_line import TitleLine
from rut_tui.storage.faults import StorageError
from rut_tui.widgets.bindings import bindings
from rut_tui.widgets.confidence import Confidence, HowSure
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.milestones import Milestones, MilestonesField
from rut_tui.widgets.plain import key_hint
from rut_tui.widgets.step_rows import Step
from rut_tui.widgets.words import WordPicker

if TYPE_CHECKING:
    from decimal import Decimal

    from rut_tui.app import RutApp
    from rut_tui.domain.goals import Goal, GoalDraft
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store

EXAMPLE_LINES = ("title", "measure", "due")


class GoalForm(CheckedGoal):
    """Write down a goal, or change one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("goals.form")

    def __init__(
        self,
        today: date,
        offers: Offers,
        more: More,
        *,
        goal: "Goal | None" = None,
        column: str = "idea",
        step: str = "",
        draft: "Draft | None" = None,
    ) -> None:
        """Open the form.

        Args:
            today: The person's local day.
            offers: What the form can offer.
            more: What the goal can be tied to, and how far it was.
            goal: The goal to change; a new one when None.
            column: Where a new one will stand.
            step: The milestone to begin with.
            draft: The unfinished text to go on with.
        """
        if goal is None:
            super().__init__("goal:new", self._add, draft=draft)
        else:
            goal_id = goal.id
            super().__init__(
                f"goal:{goal_id}",
                partial(self._update, goal_id),
                behind=Behind(
                    goal.updated_at,
                    lambda store: store.goals.get(goal_id),
                    lambda there: there.updated_at,
                    lambda there: f"“{shortened(there.title)}”",
                    self._add,
                ),
                draft=draft,
            )
        self._today = today
        self._offers = offers
        self._more = more
        self._figure: Decimal | None = None
        """How far it is now, as read for saving."""
        self._goal = goal
        self._column = column
        self._step = step
        self._example = 0
        self._filled = ("", "", "")
        self._as_opened: dict[str, Any] = {}

    def _add(self, store: "Store", said: "GoalDraft") -> "Goal":
        from rut_tui.domain.goals import Column

        return store.goals.add(said, Column(self._column))

    def _update(self, goal_id: str, store: "Store", said: "GoalDraft") -> "Goal":
        from rut_tui.domain.goals import GoalValueDraft

        goal = store.goals.update(goal_id, said)
        if self._figure is None:
            return goal
        store.goal_values.keep(GoalValueDraft(goal_id=goal_id, day=self._today, value=self._figure))
        return store.goals.get(goal_id)

    @property
    def title_text(self) -> str:
        """What the form is for."""
        return "Change this goal" if self._goal else f"A new goal, in {self._column.capitalize()}"

    def fields(self) -> ComposeResult:
        """The five letters in their order, then milestones and notes."""
        title = SmartField("Specific: what will you do?", TitleLine(self._next_example, id="title"), "One outcome.")
        title.set_class(self._goal is None, "-starting")
        yield title
        if not self._goal:
            starts = key_hint(("down", "an example"), ("ctrl+t", "the steps of a career move"))
            yield Static(starts, classes="starts")
        yield SmartField(
            "Measurable: the number, or the proof",
            LineField(id="measure", placeholder="3 certificates", select_on_focus=False),
            "You will be able to tell.",
        )
        yield SmartField("Achievable: how sure you are", HowSure(id="confidence"), "Within reach.")
        names = WordPicker(list(self._offers.names.values()), id="serves", hint="growth, calm", only_known=True)
        yield SmartField("Relevant: what it serves", names, "It serves something.")
        due = LineField(id="due", placeholder="31 Dec, in 6 weeks", select_on_focus=False)
        yield SmartField("Time-bound: the day", due, "")
        yield MilestonesField("Milestones", Milestones(self._today, id="milestones"))
        if self._goal:
            figure = LineField(id="figure", placeholder="a number", select_on_focus=False)
            yield Field("How far it is now", figure, hint=self._more.said(self._today))
        for field, known in self._more.known.items():
            if known:
                yield Field(LINKS[field], WordPicker(list(known.values()), id=field, only_known=True))
        yield Field("Notes", NoteField(id="notes"))

    def on_mount(self) -> None:
        """Fill in the goal and check it."""
        if goal := self._goal:
            self.fill(self._of(goal))
        self._as_opened = self._everything()
        self._check()
        if self._step:
            self.query_one(Milestones).go_to(self._step)
        else:
            # The first focus is given before the form has its height, and scrolls it a little.
            self.call_after_refresh(self.query_one(".form").scroll_home, animate=False)

    def _of(self, goal: "Goal") -> dict[str, Any]:
        """Return a stored goal as the form keeps it."""
        steps = (
            Step(step.title, step.due, step.done_on is not None, step.id, step.minutes) for step in goal.milestones
        )
        return {
            "title": goal.title,
            "measure": goal.measure,
            "raise_confidence": goal.raise_confidence,
            "due": goal.due.isoformat() if goal.due else "",
            "confidence": goal.confidence,
            "serves": {"chosen": [self._offers.name(key) for key in goal.serves]},
            "milestones": {"steps": [step.kept() for step in steps], "title": "", "due": "", "editing": None},
            "notes": goal.notes,
            "figure": "",
        } | {field: {"chosen": self._more.names(field, getattr(goal, field))} for field in self._more.known}

    def _everything(self) -> dict[str, Any]:
        return {name: self._line(name).value for name in LINES} | {
            "confidence": self.query_one(Confidence).value,
            "milestones": self.query_one(Milestones).typed,
            "notes": self.query_one(NoteField).text,
            "figure": self._line("figure").value if self._goal else "",
            "column": self._column,
            **{str(picker.id): picker.typed for picker in self.query(WordPicker)},
        }

    def typed(self) -> dict[str, Any]:
        """Everything in the form, if anything was changed."""
        now = self._everything()
        return now if now != self._as_opened else {}

    def fill(self, kept: dict[str, Any]) -> None:
        """Go on where it was closed."""
        for name in LINES:
            self._line(name).value = kept[name]
        self.query_one(Confidence).value = kept["confidence"]
        for picker in self.query(WordPicker):
            picker.fill(kept.get(str(picker.id), {}))
        if self._goal:
            self._line("figure").value = kept.get("figure", "")
        self.query_one(Milestones).fill(kept["milestones"])
        self.query_one(NoteField).text = kept["notes"]

    def read(self) -> "GoalDraft":
        """Return the goal as typed."""
        said: dict[str, Any] = {
            "title": self._line("title").value,
            "measure": self._line("measure").value,
            "confidence": self.query_one(Confidence).value,
            "raise_confidence": self._line("raise_confidence").value,
            "serves": self._keys(),
            "notes": self.query_one(NoteField).text,
        }
        wrong = {"serves": UNLISTED} if self._unlisted else {}
        for picker in self._linking:
            said[str(picker.id)] = ids = self._more.ids(str(picker.id), picker.words)
            if len(ids) < len(picker.words):
                wrong[str(picker.id)] = UNLISTED
        try:
            figure = self._line("figure").value if self._goal else ""
            self._figure = read_figure(figure, self.app.settings.locale)
        except ValueError as error:
            wrong["figure"] = str(error)
        steps: tuple[Step, ...] | str
        try:
            steps = self.query_one(Milestones).read()
        except ValueError as error:
            steps = str(error)
        return draft_of(said, self._line("due").value, steps, wrong=wrong, today=self._today)

    @property
    def _untouched(self) -> bool:
        """Whether nothing stands in the lines but what an example put there."""
        return not self._goal and tuple(self._line(name).value for name in EXAMPLE_LINES) == self._filled

    def _next_example(self, step: int) -> None:
        if not self._untouched:
            return
        starts = [("", "", ""), *self._offers.starts(self._today)]
        self._example = (self._example + step) % len(starts)
        self._filled = starts[self._example]
        for name, text in zip(EXAMPLE_LINES, self._filled, strict=True):
            self._line(name).value = text
            self._line(name).cursor_position = len(text)

    def action_career_move(self) -> None:
        """Add the steps of a career move; those there already get their days, once it is said by when."""
        line = self._line("due")
        try:
            due = read_due(line.value, self._today)
        except ValueError:
            due = None
        if due is None or due < self._today:
            line.focus()
        editor = self.query_one(Milestones)
        editor.steps, said = self._offers.career_move(editor.steps, self._today, due)
        self.say(said, fault=False)


async def goal_form(
    app: "RutApp",
    then: "Callable[[Goal], None]",
    *,
    goal: "Goal | None" = None,
    column: str = "idea",
    step: str = "",
    draft: "Draft | None" = None,
) -> None:
    """Open the form over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called with the goal when it was saved.
        goal: The goal to change; a new one when None.
        column: Where a new one will stand.
        step: The milestone to begin with, by its id; one that isn't there is the next to be written.
        draft: The unfinished text to go on with; when None, the last one in this form, if there is any.
    """

    def closed(saved: "Goal | None") -> None:
        if saved:
            app.notify("Saved.")
            then(saved)

    try:
        more = await app.db.read(lambda store: read_more(store, goal))
    except StorageError as error:
        app.tell(error)
        more = More({})
    form = GoalForm(app.clock().date(), read_offers(), more, goal=goal, column=column, step=step, draft=draft)
    await app.push_screen(form, closed)
