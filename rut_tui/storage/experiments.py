"""Experiments on disk."""

from rut_tui.domain.experiments import Ending, Experiment, ExperimentDraft
from rut_tui.domain.visible import quoted
from rut_tui.storage.records import Records


class Experiments(Records[Experiment]):
    """The experiments: those not ended first, the nearest end first, then the latest ended."""

    table = "experiments"
    kind = Experiment
    noun = "experiment"
    order = "closed_on IS NOT NULL, closed_on DESC, ends_on NULLS LAST, created_at, id"

    def add(self, draft: ExperimentDraft) -> Experiment:
        """Save a new experiment."""
        with self._session.transaction(f"the experiment {quoted(draft.question)}"):
            return self._add(draft.model_dump())

    def update(self, experiment_id: str, draft: ExperimentDraft) -> Experiment:
        """Save an experiment anew; whether it was ended stays.

        Raises:
            Gone: There is no such experiment.
        """
        with self._session.transaction(f"the changes to {quoted(draft.question)}"):
            return self._change(experiment_id, draft.model_dump())

    def begin(self, experiment_id: str) -> Experiment:
        """Begin an experiment today.

        Raises:
            Gone: There is no such experiment.
        """
        with self._session.transaction(f"the beginning of {self._called(self.get(experiment_id))}"):
            return self._change(experiment_id, {"started_on": self._session.today()})

    def end(self, experiment_id: str, ending: Ending) -> Experiment:
        """End an experiment today, with what it said. One that was ended before keeps its day.

        Raises:
            Gone: There is no such experiment.
        """
        before = self.get(experiment_id)
        with self._session.transaction(f"the end of {quoted(before.question)}"):
            day = before.closed_on or self._session.today()
            return self._change(experiment_id, ending.model_dump() | {"closed_on": day})

    def reopen(self, experiment_id: str) -> Experiment:
        """Say that an experiment isn't over: its verdict is taken back, what was written stays.

        Raises:
            Gone: There is no such experiment.
        """
        with self._session.transaction(f"reopening {self._called(self.get(experiment_id))}"):
            return self._change(experiment_id, {"verdict": "", "closed_on": None})

    def running(self) -> tuple[Experiment, ...]:
        """Return the live experiments that have begun and are not ended: those an entry can belong to."""
        return self._models(
            "WHERE archived_at IS NULL AND closed_on IS NULL AND started_on <= ?", (self._session.today().isoformat(),)
        )

    def _called(self, record: Experiment) -> str:
        return quoted(record.question)
