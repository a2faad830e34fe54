"""An experiment: a question, the smallest test that could answer it, and what it may cost; and how it ended."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import ComposeResult

from rut_tui.domain.days import describe_day
from rut_tui.domain.visible import one_line, quoted
from rut_tui.modals.amount_line import AmountLine
from rut_tui.modals.day_line import DayLine
from rut_tui.modals.form import FieldFaults
from rut_tui.modals.record_form import RecordForm, Repository
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.rating import Choice

if TYPE_CHECKING:
    from rut_tui.domain.experiments import Ending, Experiment, ExperimentDraft
    from rut_tui.storage.experiments import Experiments
    from rut_tui.storage.store import Store

VERDICTS: Final = (("", "can't say yet"), ("yes", "yes"), ("no", "no"), ("unclear", "unclear"))


class ExperimentForm(RecordForm["ExperimentDraft", "Experiment"]):
    """Write an experiment down."""

    KIND: ClassVar = "experiment"
    NEEDED: ClassVar = {"question": "Ask what you want to know."}

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "Change this experiment" if self.record else "An experiment: a small test of a big question"

    def fields(self) -> ComposeResult:
        """The question first; what came of it is asked once it is there."""
        there = self.record
        yield self._line("What do you want to know?", "question", "would I like teaching?", there)
        yield self._line("What is the smallest test of it?", "test", "one evening class, a day of shadowing", there)
        yield self._line("What do you guess it will say?", "guess", "yes, but it will tire me", there)
        cap = AmountLine(id="cost_cap", kept=there.cost_cap if there else None, empty="nothing")
        yield cap.field("What may it cost at most?", "60")
        first = DayLine(self.today, id="started_on", empty="not yet", kept=there.started_on if there else None)
        yield first.field("When does it begin?", "today, mon, 3 Dec; from then on a check-in can belong to it")
        last = DayLine(self.today, id="ends_on", empty="no day yet", kept=there.ends_on if there else None)
        yield last.field("When is it over?", "in 2 weeks, 20 Dec")
        if there:
            yield Field("What came of it?", NoteField(there.result, id="result"))
            yield Field("What did you learn?", NoteField(there.learnt, id="learnt"))

    @staticmethod
    def _line(label: str, name: str, hint: str, there: "Experiment | None") -> Field:
        value = getattr(there, name) if there else ""
        return Field(label, LineField(value, id=name, select_on_focus=False), hint=hint)

    @staticmethod
    def repository(store: "Store") -> Repository["ExperimentDraft", "Experiment"]:
        """The experiments."""
        return store.experiments

    @staticmethod
    def quote(record: "Experiment") -> str:
        """What it asks."""
        return record.question

    def said(self, saved: "Experiment") -> str:
        """Say when it is over."""
        if saved.closed_on or saved.ends_on is None:
            return "Saved."
        return f"Saved. It is over {describe_day(saved.ends_on, self.today())}."

    def draft_of(self, said: dict[str, Any]) -> "ExperimentDraft":
        """Return the experiment as typed."""
        from rut_tui.domain.experiments import ExperimentDraft

        return ExperimentDraft(**said)


@dataclass(frozen=True, slots=True)
class Ended:
    """An experiment that is over.

    Attributes:
        about: What it was, in case it is gone meanwhile.
        ending: What it said.
    """

    about: "ExperimentDraft"
    ending: "Ending"


class Endings:
    """Experiments, to be ended."""

    def __init__(self, experiments: "Experiments") -> None:
        """Keep where they are."""
        self._experiments = experiments

    def add(self, draft: Ended) -> "Experiment":
        """Save one that is over."""
        return self._experiments.end(self._experiments.add(draft.about).id, draft.ending)

    def update(self, record_id: str, draft: Ended, /) -> "Experiment":
        """End one."""
        return self._experiments.end(record_id, draft.ending)

    def get(self, record_id: str) -> "Experiment":
        """Return one."""
        return self._experiments.get(record_id)


class EndForm(RecordForm[Ended, "Experiment"]):
    """Say what an experiment said, beside what was guessed."""

    KIND: ClassVar = "experiment-end"
    NEEDED: ClassVar = {}

    @property
    def title_text(self) -> str:
        """What was asked."""
        return self.record.question if self.record else "An experiment that is over"

    def fields(self) -> ComposeResult:
        """The verdict beside the guess, then the rest in words."""
        there = self.record
        if there is None:
            yield Field("What did you want to know?", LineField(id="question", select_on_focus=False))
        guess = f"You guessed: {one_line(there.guess)}" if there and there.guess.strip() else "You hadn't guessed."
        verdict = Choice(*VERDICTS, id="verdict", value=there.verdict.value if there else "")
        yield Field("What did it say?", verdict, hint=guess)
        yield Field("What came of it?", NoteField(there.result if there else "", id="result"))
        yield Field("What did you learn?", NoteField(there.learnt if there else "", id="learnt"))

    @staticmethod
    def repository(store: "Store") -> Repository[Ended, "Experiment"]:
        """The experiments."""
        return Endings(store.experiments)

    @staticmethod
    def quote(record: "Experiment") -> str:
        """What it asks."""
        return record.question

    def said(self, saved: "Experiment") -> str:
        """Say the verdict beside the guess."""
        verdict = (
            f"Over. It said {saved.verdict.value}"
            if saved.verdict in ("yes", "no")
            else "Over. It is unclear"
            if saved.verdict
            else "Over"
        )
        guess = f"; you had guessed {quoted(saved.guess)}" if saved.verdict and saved.guess.strip() else ""
        return f"{verdict}{guess}."

    def draft_of(self, said: dict[str, Any]) -> Ended:
        """Return the ending as typed."""
        from rut_tui.domain.experiments import Ending, ExperimentDraft, Verdict

        ending = Ending(verdict=Verdict(said["verdict"]), result=said["result"], learnt=said["learnt"])
        if (there := self.record) is not None:
            kept = {name: getattr(there, name) for name in ExperimentDraft.model_fields}
            return Ended(ExperimentDraft(**kept), ending)
        if not said["question"].strip():
            raise FieldFaults({"question": "Say which experiment it was."})
        return Ended(ExperimentDraft(question=said["question"]), ending)
