"""What the Now tab says: months saved, the next target, all targets with their dates, the runway."""

from decimal import Decimal
from math import inf, isinf
from typing import TYPE_CHECKING

from textual.content import Content

from rut_tui.views.savings.inputs import in_words
from rut_tui.widgets.bars import month_line
from rut_tui.widgets.charts import table
from rut_tui.widgets.panel import empty_state

if TYPE_CHECKING:
    from rut_tui.domain.savings.saved import Target
    from rut_tui.views.savings.answers import Answers
    from rut_tui.views.savings.numbers import Numbers

ROOMY = 26
"""Lines from which there are some to spare."""

_LINE_WIDTH = 48
_HEAD = ("target", "amount", "missing", "by", "months")
_WIDE = 50
"""Cells from which a table has room for another column and full amounts."""

_ROOMY = 34
"""Cells from which a narrow table has two between its columns."""

_LONG_AMOUNT = 9
"""Characters of an amount that no longer fits a narrow table."""


def waiting(names: tuple[str, ...], what: str = "") -> Content:
    """Return the line of an answer that can't be given yet.

    Args:
        names: The inputs it waits for.
        what: What they are for; nothing when the place says so.
    """
    return Content.styled(f"Still needed{f' for {what}' if what else ''}: {in_words(names)}.", "$muted")


def now_content(answers: "Answers", numbers: "Numbers", width: int, *, height: int) -> Content:
    """Return the tab.

    Args:
        answers: What the plan answers.
        numbers: How numbers are written.
        width: Cells of a line.
        height: Lines that are seen at once.
    """
    saved, runway = answers.months_saved, answers.runway
    if saved is None or runway is None:
        return Content.assemble(
            empty_state(
                "How long you could last, and when you'd have enough.",
                "Two numbers begin it, and a number worries less than a guess.",
                "enter",
                "type them in",
            ),
            "\n\n",
            waiting(answers.waits["months_saved"]),
        )
    normal, lean = _saved(answers, numbers)
    lines = [
        Content.assemble((normal, "bold"), (f", {lean}", "$muted")),
        month_line(min(saved.normal, 6.0), (3, 6), min(width, _LINE_WIDTH)),
        Content(""),
        *_targets(answers, numbers, width, airy=height >= ROOMY),
        Content(""),
        Content.assemble(
            ("If your pay ended today and none followed, interest included: ", "$muted"),
            (_length(runway.normal, numbers), "bold"),
            (f", {_length(runway.lean, numbers, bare=True)} lean.", "$muted"),
        ),
    ]
    if answers.shock_fund is not None:
        fund = numbers.amount(answers.shock_fund)
        lines.append(Content.assemble(("One bad month can cost ", "$muted"), fund, (" on top.", "$muted")))
    lines.append(Content.styled("Lean is without other spending.", "$muted"))
    return Content("\n").join(lines)


def glance(answers: "Answers | None", numbers: "Numbers") -> str:
    """Return the answers in a few words, for a window that has no room for them beside the inputs."""
    if answers is None or answers.months_saved is None:
        return ""
    return ", ".join(_saved(answers, numbers))


def _saved(answers: "Answers", numbers: "Numbers") -> tuple[str, str]:
    """Months saved in words, normal and lean; without spending there is no end of them."""
    if answers.months_saved is None:
        return "", ""
    normal, lean = answers.months_saved.normal, answers.months_saved.lean
    return (
        "No end of months saved" if isinf(normal) else f"{numbers.months(normal)} months saved",
        "lean too"
        if isinf(lean) and isinf(normal)
        else "no end lean"
        if isinf(lean)
        else f"{numbers.months(lean)} lean",
    )


def _length(months: float, numbers: "Numbers", *, bare: bool = False) -> str:
    if isinf(months):
        return "no end in 100 years"
    return numbers.months(months) if bare else f"{numbers.months(months)} months"


def _targets(answers: "Answers", numbers: "Numbers", width: int, *, airy: bool) -> list[Content]:
    targets = answers.targets
    wide = width >= _WIDE
    compact = not wide and any(len(numbers.amount(target.amount)) > _LONG_AMOUNT for target in targets)
    lines = [_next(targets, numbers), *([Content("")] if airy else [])]
    gap = 3 if wide else 2 if width >= _ROOMY else 1
    for there in ("already there", "there"):
        rows = [_row(target, numbers, wide=wide, compact=compact, there=there) for target in targets]
        drawn = table([*_HEAD[:2], *(_HEAD[2:3] if wide else []), *_HEAD[3:]], rows, gap=gap)
        if max(map(len, drawn.plain.splitlines())) <= width:
            break
    lines.append(drawn)
    names = answers.waits["target_dates"]
    if names and any(target.months_to_reach is None for target in targets):
        lines.append(waiting(names, "the dates"))
    return lines


def _next(targets: "tuple[Target, ...]", numbers: "Numbers") -> Content:
    """The nearest normal target that is not there yet, in a sentence."""
    ahead = [target for target in targets if target.basis == "normal" and target.gap]
    if not ahead:
        return Content.styled("Six months of spending are there.", "bold")
    target = ahead[0]
    what = Content.assemble(f"{target.months} months of spending are ", (numbers.amount(target.amount), "bold"))
    if target.months_to_reach is None:
        return Content.assemble(what, ".")
    if isinf(target.months_to_reach):
        return Content.assemble(what, ": not reached on these numbers.")
    unit = "month" if target.months_to_reach == 1 else "months"
    when = Content.styled(f"{target.months_to_reach:,.0f} {unit}", "bold")
    return Content.assemble(what, ", reached in ", when, f" ({_day(target)})." if target.date else ".")


def _row(target: "Target", numbers: "Numbers", *, wide: bool, compact: bool, there: str) -> list[str]:
    name = f"{target.months} months" if target.basis == "normal" else "  lean"
    missing = [_or_dash(target.gap, numbers)] if wide else []
    day = there if target.months_to_reach == 0 else _day(target)
    return [name, numbers.amount(target.amount, compact=compact), *missing, day, _count(target)]


def _or_dash(gap: Decimal, numbers: "Numbers") -> str:
    return numbers.amount(gap) if gap else "–"


def _count(target: "Target") -> str:
    months = target.months_to_reach
    if months is None:
        return "?"
    return "–" if months in (0, inf) else f"{months:,.0f}"


def _day(target: "Target") -> str:
    if target.date:
        return f"{target.date:%b} {target.date.year}"
    return "?" if target.months_to_reach is None else "never" if isinf(target.months_to_reach) else "after 9999"
