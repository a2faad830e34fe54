"""Turns what stands in the goal form into a draft, with every fault named for its field."""

from datetime import date
from typing import TYPE_CHECKING, Any

from rut_tui.domain.days import parse_day
from rut_tui.modals.form import FieldFaults

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rut_tui.domain.goals import GoalDraft, MilestoneDraft
    from rut_tui.widgets.step_rows import Step

UNTITLED = "Give it a few words; everything else can wait."
UNLISTED = "This isn't on the list. Choose from the words offered, or clear the line."


def read_due(typed: str, today: date) -> date | None:
    """Return the day in a line, or None when it is empty.

    Raises:
        ValueError: In one sentence: it can't be read.
    """
    return parse_day(typed.strip(), today) if typed.strip() else None


def draft_of(
    said: dict[str, Any], due: str, steps: "Sequence[Step] | str", *, wrong: "Mapping[str, str]", today: date
) -> "GoalDraft":
    """Return a draft.

    Args:
        said: The fields of the draft that are taken as they are.
        due: The day, as typed.
        steps: The milestones; or what is wrong with the one that is being written.
        wrong: What is wrong with other fields, by name.
        today: The person's local day.

    Raises:
        FieldFaults: Something can't be read or kept.
    """
    from pydantic import ValidationError

    from rut_tui.domain.goals import GoalDraft
    from rut_tui.domain.model import faults

    found = dict(wrong)
    if not str(said["title"]).strip():
        found["title"] = UNTITLED
    day: date | None = None
    try:
        day = read_due(due, today)
    except ValueError as error:
        found["due"] = str(error)
    milestones: tuple[MilestoneDraft, ...] = ()
    try:
        milestones = _milestones(steps)
    except ValueError as error:
        found["milestones"] = str(error)
    try:
        draft = GoalDraft(**said, due=day, milestones=milestones)
    except ValidationError as error:
        raise FieldFaults(faults(error) | found) from None
    if found:
        raise FieldFaults(found)
    return draft


def _milestones(steps: "Sequence[Step] | str") -> "tuple[MilestoneDraft, ...]":
    """Return the milestones.

    Raises:
        ValueError: In one sentence: one of them can't be kept.
    """
    from pydantic import ValidationError

    from rut_tui.domain.goals import MilestoneDraft
    from rut_tui.domain.model import faults

    if isinstance(steps, str):
        raise ValueError(steps)
    drafts = []
    for number, step in enumerate(steps, 1):
        try:
            drafts.append(
                MilestoneDraft(title=step.title, due=step.due, done=step.done, id=step.id, minutes=step.minutes)
            )
        except ValidationError as error:
            raise ValueError(f"Milestone {number}: {next(iter(faults(error).values()))}") from None
    return tuple(drafts)
