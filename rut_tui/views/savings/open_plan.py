"""A plan as it stands in the form: what is on disk, what is typed, and what of that can't be read.

An edit counts only as a whole: while a field can't be read, the plan holds what it held when the edit began.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from rut_tui.views.savings.inputs import INPUTS, PlanInput

if TYPE_CHECKING:
    from pydantic import ValidationError

    from rut_tui.domain.savings.merging import Side
    from rut_tui.domain.savings.plan import SavingsPlan
    from rut_tui.storage.plans import NamedPlan
    from rut_tui.views.savings.numbers import Numbers

FIRST_NAME: Final = "My plan"
_SEARCH: Final = ("p50", "p90")


class OpenPlan:
    """One plan in the form.

    Attributes:
        stored: The plan as it is on disk; None before something valid was typed.
        name: What it is called.
        plan: What is typed; for a field that can't be read, what it was before that was touched.
        texts: What stands in each field.
        faults: Fields that can't be read, with what is wrong in words.
        edit: Tells the edit of a field typed in last from all others.
    """

    def __init__(self, numbers: "Numbers", stored: "NamedPlan | None" = None, name: str = FIRST_NAME) -> None:
        """Open a plan from disk, or a blank one under a name."""
        self.stored = stored
        self.name = stored.name if stored else name
        self.edit: object = None
        self._numbers = replace(numbers, currency=stored.currency) if stored else numbers
        self._open(stored.plan if stored else None)

    def _open(self, plan: "SavingsPlan | None") -> None:
        from rut_tui.domain.savings.plan import SavingsPlan

        blank = SavingsPlan()
        self.plan = self._before = self._opened = plan or blank
        self.defaults = {name: self._numbers.written(field, _value(blank, field)) for name, field in INPUTS.items()}
        self._as_opened = {
            name: "" if _value(self.plan, field) == _value(blank, field) else self._written(field)
            for name, field in INPUTS.items()
        }
        self.texts = dict(self._as_opened)
        self.faults: dict[str, str] = {}
        self._read: dict[str, Any] = {}
        self._unreadable: dict[str, str] = {}
        self._editing = ""

    def _written(self, field: PlanInput) -> str:
        return self._numbers.written(field, _value(self.plan, field))

    @property
    def id(self) -> str | None:
        """Its id on disk."""
        return self.stored.id if self.stored else None

    @property
    def currency(self) -> str:
        """ISO 4217 code."""
        return self._numbers.currency

    @property
    def numbers(self) -> "Numbers":
        """How its amounts are written."""
        return self._numbers

    @property
    def archived(self) -> bool:
        """Whether it was put away."""
        return bool(self.stored and self.stored.archived_at)

    @property
    def unsaved(self) -> bool:
        """Whether it holds something that is not on disk."""
        if self.stored is None:
            return self.plan != self._opened
        return self.plan != self.stored.plan or self.name != self.stored.name

    @property
    def blank(self) -> bool:
        """Whether nothing at all is in it."""
        return self.stored is None and not any(self.texts.values())

    def type(self, name: str, text: str) -> None:
        """Take what stands in a field now and read the plan again.

        Args:
            name: The input.
            text: Everything in its field.
        """
        if name != self._editing:
            self._end_edit()
            self._editing = name
            self.edit = object()
        self.texts[name] = text
        self._unreadable.pop(name, None)
        if text == self._as_opened[name]:
            # Shown rounded, kept exact: a field nobody touched says what the file says.
            self._read[name] = _value(self._opened, INPUTS[name])
        else:
            try:
                self._read[name] = self._numbers.read(INPUTS[name], text)
            except ValueError as error:
                self._unreadable[name] = str(error)
        self._settle()

    def take(self, values: "Mapping[str, Decimal]") -> None:
        """Put figures in as if they had been typed."""
        for name, value in values.items():
            self.type(name, self._numbers.written(INPUTS[name], value))
        self.leave()

    def leave(self, name: str | None = None) -> None:
        """Note that a field, or any, was left: what is good in it is where its next edit begins."""
        if name in (None, self._editing):
            self._end_edit()

    def _end_edit(self) -> None:
        self._before, self._editing = self.plan, ""

    def _settle(self) -> None:
        """Make the plan anew: what can be read over what was there before."""
        from pydantic import ValidationError

        self.faults = dict(self._unreadable)
        values = {name: value for name, value in self._read.items() if name not in self._unreadable}
        while True:
            try:
                self.plan = self._built(values)
            except ValidationError as error:
                wrong = _by_input(error)
                # Either of the two months of the search can be the one that is wrong: both stay as they were.
                dropped = {*wrong, *(_SEARCH if wrong.keys() & set(_SEARCH) else ())}
                if not dropped & values.keys():
                    raise
                self.faults = {**wrong, **self.faults}
                values = {name: value for name, value in values.items() if name not in dropped}
            else:
                return

    def _built(self, values: dict[str, Any]) -> "SavingsPlan":
        """The plan before, with some values changed; None stands for what a plan starts as."""
        from rut_tui.domain.savings.plan import SavingsPlan

        start = SavingsPlan()
        given = self._before.model_dump()
        for name, value in values.items():
            kept = _value(start, INPUTS[name]) if value is None else value
            (given["search"] if name in _SEARCH else given)[name] = kept
        return SavingsPlan.model_validate(given)

    def saved_as(self, stored: "NamedPlan", name: str, plan: "SavingsPlan") -> bool:
        """Note what is on disk now; what was typed since stays, and what another hand changed comes in.

        Args:
            stored: What is on disk.
            name: The name that was given to be saved.
            plan: The plan that was given to be saved.

        Returns:
            Whether the fields must be drawn again.
        """
        if self.name == name:
            self.name = stored.name
        if stored.plan == plan:
            self.stored = stored
            return False
        self._take(stored, stored.plan, [n for n in INPUTS if self._differs(n, plan)])
        return True

    def decide(self, there: "NamedPlan", side: "Side") -> None:
        """Settle what was changed both here and elsewhere; what only one of them changed stays.

        Args:
            there: The plan on disk.
            side: Whose change counts.
        """
        from rut_tui.domain.savings.merging import merged

        if self.stored is None:
            return
        if side == "there" or self.name == self.stored.name:
            self.name = there.name
        plan = merged(self.stored.plan, self.plan, there.plan, wins=side)
        self._take(there, plan, [name for name in self.faults if side == "here"])

    def _take(self, stored: "NamedPlan", plan: "SavingsPlan", typed: list[str]) -> None:
        """Go on from another plan.

        Args:
            stored: What is on disk.
            plan: What stands in the form from now on.
            typed: Inputs that stay as they were typed.
        """
        hand = self._editing
        if hand and (hand in typed or not self._differs(hand, plan)):
            typed = [*(name for name in typed if name != hand), hand]  # last: the edit goes on
        texts = {name: self.texts[name] for name in typed}
        self.stored = stored
        self._open(plan)
        for name, text in texts.items():
            self.type(name, text)
        if hand not in texts:
            self._end_edit()

    def _differs(self, name: str, plan: "SavingsPlan") -> bool:
        """Whether an input says something else here than in another plan, or can't be read."""
        return name in self.faults or _value(self.plan, INPUTS[name]) != _value(plan, INPUTS[name])

    def refresh(self, stored: "NamedPlan") -> bool:
        """Meet the plan on disk again: another hand may have changed it. What is unsaved here wins.

        Returns:
            Whether the fields must be drawn again.
        """
        if self.unsaved:
            return False
        changed = self.stored is None or stored.plan != self.stored.plan
        self.name = stored.name
        if changed:
            self._take(stored, stored.plan, list(self.faults))
        self.stored = stored
        return changed

    def lost(self) -> None:
        """Note that it is gone from disk: the next save makes it anew."""
        self.stored = None


def _value(plan: "SavingsPlan", field: PlanInput) -> Any:
    return getattr(plan.search if field.name in _SEARCH else plan, field.name)


def _by_input(error: "ValidationError") -> dict[str, str]:
    """Return the faults of a plan by the inputs of the form."""
    from rut_tui.domain.model import faults

    found = {name.removeprefix("search."): said for name, said in faults(error).items()}
    # The one rule between two fields; the others were checked as they were read.
    return {name: "it must be later than the month above" if "p50" in said else said for name, said in found.items()}
