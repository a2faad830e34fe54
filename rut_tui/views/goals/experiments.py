"""The tab of experiments: those that run or wait, the nearest end first, then those that are over."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content

from rut_tui.domain.days import describe_ago, describe_day
from rut_tui.modals.experiment import EndForm, ExperimentForm
from rut_tui.views.goals.compared import Beside, Comparisons, beside_words
from rut_tui.views.lists.drawing import clipped, row_lines, words
from rut_tui.views.lists.page import RecordsPage
from rut_tui.views.lists.record_list import ALL
from rut_tui.views.lists.stack import PageStack
from rut_tui.views.savings.numbers import Numbers
from rut_tui.widgets.bindings import bindings

if TYPE_CHECKING:
    from rut_tui.domain.experiments import Experiment
    from rut_tui.storage.store import Store
    from rut_tui.views.base import View


class ExperimentRow(NamedTuple):
    """An experiment, and how its entries compare."""

    experiment: "Experiment"
    beside: Beside


class ExperimentsPage(RecordsPage[ExperimentRow], inherit_bindings=False):
    """What one tries out."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("goals.experiments"), *bindings("lists")]
    NAME: ClassVar = "experiments"
    TITLE: ClassVar = "Experiments"
    AT_ONCE: ClassVar = ALL
    EMPTY: ClassVar = (
        "Small tests of big questions will be here, each with a guess, an end and what it may cost.",
        "While one runs, a check-in can belong to it; then you see how it was beside your other days.",
        "begin with a question",
    )

    def __init__(self, *args: "View") -> None:
        """Start with nothing compared."""
        super().__init__(*args)
        self._comparisons = Comparisons()

    def read(self, store: "Store", today: date) -> Sequence[ExperimentRow]:
        """Read the experiments, and compare."""
        self._numbers = Numbers.of(self.host.app.settings)
        found = store.experiments.all(archived=self.archived)
        return [ExperimentRow(each, self._comparisons.of(store, each, today)) for each in found]

    def draw(self, row: ExperimentRow, room: int) -> list[Content]:
        """How far it is, the question, the test, and the guess."""
        there = row.experiment
        over = there.closed_on is not None
        more = [words(there.test), self._guess(row), self._limits(row)]
        question = words(there.question, "" if over else "bold")
        return row_lines(self._front(there), [question, *(part.stylize_before("$muted") for part in more)], room)

    def _front(self, there: "Experiment") -> str:
        if there.closed_on:
            return f"● {there.verdict.value or 'over'}"
        if there.started_on is None:
            return "○ an idea"
        if there.started_on > self.today:
            return f"○ {describe_day(there.started_on, self.today)}"
        if there.ends_on and there.ends_on < self.today:
            return "◐ time to end"
        day = (self.today - there.started_on).days + 1
        return f"◐ day {day}" + (f"/{(there.ends_on - there.started_on).days + 1}" if there.ends_on else "")

    @staticmethod
    def _guess(row: ExperimentRow) -> Content:
        guess = row.experiment.guess
        return Content.assemble("your guess: ", words(guess)) if guess.strip() else Content("")

    def _limits(self, row: ExperimentRow) -> Content:
        """Until when, or since when not any more, and the most it may cost."""
        from rut_tui.money import format_amount

        there = row.experiment
        ends = f"until {describe_day(there.ends_on, self.today)}" if there.ends_on else ""
        if there.closed_on:
            ends = f"over {describe_ago(there.closed_on, self.today)}"
        cap = there.cost_cap
        costs = f"at most {format_amount(cap, self._numbers.locale, currency=self._numbers.currency)}" if cap else ""
        return Content(", ".join(filter(None, (ends, costs))))

    def about(self, row: ExperimentRow) -> Content:
        """How its entries were beside the other days; what came of it, and what was learnt."""
        there = row.experiment
        room = max(20, min(self.list.room, 84))
        lines = beside_words(there, row.beside, self.today)
        for what, said in (("came of it: ", there.result), ("learnt: ", there.learnt)):
            if said.strip():
                lines.append(Content.assemble((what, "$muted"), words(said)))
        return Content("\n").join(line for text in lines for line in clipped(text, room))

    def id_of(self, row: ExperimentRow) -> str:
        """Its id."""
        return row.experiment.id

    async def edit(self, row: ExperimentRow | None) -> None:
        """Open the form."""
        await self.fill_in(ExperimentForm(self.host.app.clock, record=row.experiment if row else None))

    def put_away(self, store: "Store", row: ExperimentRow, archived: bool) -> object:
        """Archive it or take it back."""
        return store.experiments.set_archived(row.experiment.id, archived)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each key where it has something to do."""
        there = self.list.row.experiment if self.list.row and not self.archived else None
        if action == "begin":
            return there is not None and (there.closed_on is not None or not _begun(there, self.today))
        if action == "end":
            return there is not None
        return super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Begin it today; one that is over is open again."""
        if not (row := self.list.row):
            return
        there = row.experiment
        if there.closed_on is None:
            said = "It has begun: a check-in can belong to it now."
            self.change(lambda store: store.experiments.begin(there.id), said)
        else:
            said = "Open again. The verdict is taken back, your words stay."
            self.change(lambda store: store.experiments.reopen(there.id), said)

    async def action_end(self) -> None:
        """Say what it said."""
        if row := self.list.row:
            await self.open_form(partial(self.fill_in, EndForm(self.host.app.clock, record=row.experiment)))


def _begun(there: "Experiment", today: date) -> bool:
    return there.started_on is not None and there.started_on <= today


class ExperimentsPane(PageStack):
    """The experiments."""

    PAGES: ClassVar = (ExperimentsPage,)


PANE = ExperimentsPane
