"""Puts together what two hands changed of the same plan: input by input, and only where one of them changed it."""

from typing import Literal

from rut_tui.domain.savings.plan import SavingsPlan

Side = Literal["here", "there"]
"""Whose change counts where both changed the same input."""


class BothChanged(Exception):
    """Both hands changed the same inputs, and not to the same.

    Attributes:
        names: The inputs; the months of a search are one, "search".
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__("both changed the same inputs")
        self.names = names


def merged(before: SavingsPlan, here: SavingsPlan, there: SavingsPlan, *, wins: Side | None = None) -> SavingsPlan:
    """Return the plan with the changes of both.

    Args:
        before: What both began with.
        here: What one made of it.
        there: What the other made of it.
        wins: Whose change counts where both changed an input.

    Raises:
        BothChanged: They changed the same inputs, and nobody is to win.
    """
    theirs = {name: getattr(there, name) for name in _changed(before, there)}
    ours = {name: getattr(here, name) for name in _changed(before, here)}
    both = tuple(name for name in ours if name in theirs and ours[name] != theirs[name])
    if both and wins is None:
        raise BothChanged(both)
    taken = {name: value for name, value in ours.items() if name not in both or wins == "here"}
    # Each value was checked where it was typed, and no rule ties two inputs of a plan to each other.
    return there.model_copy(update=taken)


def _changed(before: SavingsPlan, after: SavingsPlan) -> list[str]:
    return [name for name in SavingsPlan.model_fields if getattr(before, name) != getattr(after, name)]
