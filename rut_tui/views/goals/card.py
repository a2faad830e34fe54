"""How a goal is drawn on the board: title, next step, progress, day, and what it serves.

Pure: a goal in, styled lines out, each no wider than it may be.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from rut_tui.domain.amounts import decimal_text
from rut_tui.domain.days import describe_ago, describe_day
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.domain.goals import Goal

TITLE_LINES: Final = 3
NARROW: Final = 24
"""Cells below which a title gets one line more."""
STEP_LINES: Final = 2
DOTS: Final = 8
"""Most milestones shown as dots; more are told as a number only."""


def drawn_of(goal: "Goal") -> tuple[object, ...]:
    """Return what `card_lines` reads of a goal: as long as that is the same, so is the card."""
    return (
        goal.title,
        goal.focus,
        goal.next_milestone,
        goal.done_milestones,
        len(goal.milestones),
        goal.due,
        goal.done_on,
        goal.archived_at,
        goal.column,
        goal.serves,
        goal.value,
    )


def card_lines(
    goal: "Goal", width: int, today: date, names: Mapping[str, str], *, chosen: bool = False
) -> list[Content]:
    """Return the lines of a card.

    Args:
        goal: The goal.
        width: The room there is, in cells.
        today: The person's local day.
        names: What the keys of values and causes are called.
        chosen: Whether it is the card that keys act on.
    """
    lines: list[Content] = []
    if goal.focus:
        lines.append(Content.styled("◆ in focus", "$accent"))
    lines += fitted(plain(goal.title, "bold" if chosen else ""), width, TITLE_LINES + (width < NARROW))
    step = goal.next_milestone
    if step and goal.done_on is None:
        day = f" · {describe_day(step.due, today)}" if step.due else ""
        text = fitted(plain(step.title), max(width - 2, 1), STEP_LINES, day)
        lines += [Content.assemble("  " if n else "☐ ", line).stylize_before("$muted") for n, line in enumerate(text)]
    lines += _joined([part for part in (_progress(goal), _figure(goal), _day(goal, today)) if part], width)
    if goal.archived_at is not None:
        ago = describe_ago(goal.archived_at.astimezone().date(), today)
        archived = f"archived {ago}, from {goal.column.value.capitalize()}"
        lines += fitted(Content.styled(archived, "$muted"), width, 2)
    if goal.serves:
        served = plain(" · ".join(names.get(key, key) for key in goal.serves), "$muted")
        lines += fitted(Content.assemble(("for ", "$muted"), served), width, STEP_LINES)
    return lines


def fitted(text: Content, width: int, lines: int, tail: str = "") -> list[Content]:
    """Wrap text between words; what is left over after so many lines gives way to "…".

    Args:
        text: What to wrap.
        width: The room there is, in cells.
        lines: Most lines to give it.
        tail: Words that must be seen at the end, whatever gives way.
    """
    found = [line.rstrip() for line in text.wrap(max(width, 2))]
    room = width - len(tail)
    if len(found) < lines and found[-1].cell_length > room:
        return [*found, Content(tail.removeprefix(" · "))]
    if len(found) <= lines and found[-1].cell_length <= room:
        return [*found[:-1], Content.assemble(found[-1], tail)]
    last = found[lines - 1].truncate(max(room - 1, 1)).rstrip()
    return [*found[: lines - 1], Content.assemble(last, ("…", "$muted"), tail)]


def _progress(goal: "Goal") -> Content | None:
    """Milestones done of all: dots while they can be counted, and the number."""
    total, done = len(goal.milestones), goal.done_milestones
    if not total or goal.done_on is not None:
        return None
    dots = "" if total > DOTS else "●" * done
    rest = "" if total > DOTS else "○" * (total - done)
    gap = " " if dots or rest else ""
    return Content.assemble((dots, "$done"), (rest, "$muted"), (f"{gap}{done} of {total}", "$muted"))


def _figure(goal: "Goal") -> Content | None:
    """How far its measure is, as long as it isn't done."""
    if goal.value is None or goal.done_on is not None:
        return None
    return Content.styled(f"now {decimal_text(goal.value)}", "$muted")


def _day(goal: "Goal", today: date) -> Content | None:
    """When it was done; else when it is due."""
    if goal.done_on is not None:
        return Content.assemble(("●", "$done"), (f" done {describe_day(goal.done_on, today)}", "$muted"))
    if goal.due is None:
        return None
    when = describe_ago(goal.due, today) if goal.due < today else describe_day(goal.due, today)
    return Content.styled(f"due {when}", "$muted")


def _joined(parts: list[Content], width: int) -> list[Content]:
    """Put parts on one line where they fit, else one below the other."""
    together = Content.styled(" · ", "$muted").join(parts)
    if not parts or together.cell_length <= width:
        return [together] if parts else []
    return [line for part in parts for line in fitted(part, width, 2)]
