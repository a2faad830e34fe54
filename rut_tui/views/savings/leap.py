"""What the Leap tab says: the chance that leaving runs the money out, now and by months saved.

The ladder turns the rule of three to six months into a chance.
"""

from typing import TYPE_CHECKING

from textual.content import Content

from rut_tui.views.savings.now import ROOMY, waiting
from rut_tui.widgets.charts import ladder, of_hundred, percent, table
from rut_tui.widgets.panel import empty_state

if TYPE_CHECKING:
    from rut_tui.views.savings.answers import Answers
    from rut_tui.views.savings.numbers import Numbers

MARKED = (3, 6)
"""The rungs of the usual rule."""

CAPTION = "By months of spending saved, one-off costs on top. ▸ marks the usual rule of 3 to 6 months."

_WIDEST = 64

_AIRY = 20
"""Lines from which one can be a gap."""

_NAME = len("months saved")


def leap_content(answers: "Answers", numbers: "Numbers", width: int, *, as_table: bool, height: int) -> Content:
    """Return the tab.

    Args:
        answers: What the plan answers.
        numbers: How numbers are written.
        width: Cells of a line.
        as_table: Draw the ladder's twin.
        height: Lines that are seen at once.
    """
    if not answers.ladder:
        return Content.assemble(
            empty_state(
                "How often such a leap runs out of money, by months saved.",
                "It turns the rule of three to six months into your own odds.",
                "enter",
                "type what is missing",
            ),
            "\n\n",
            waiting(answers.waits["ladder"], "the ladder"),
        )
    chart = _twin(answers, numbers) if as_table else _chart(answers, numbers, min(width, _WIDEST))
    lines = [_now(answers), _finding(answers), chart]
    if height >= _AIRY:
        lines.insert(1, Content(""))
    if height >= ROOMY:
        lines[-1:] = [Content(""), chart]
    lines += [*([Content("")] if height >= _AIRY else []), Content.styled(CAPTION, "$muted")]
    return Content("\n").join(lines)


def _now(answers: "Answers") -> Content:
    ruin = answers.ruin
    if ruin is None:
        return waiting(answers.waits["ruin"], "your own chance")
    lines = Content.assemble(
        (f"{of_hundred(ruin.within_horizon).capitalize()} such leaps run out", "bold"),
        (f" within {answers.horizon} months", "$muted"),
    )
    before, all_of = of_hundred(ruin.before_first_pay), of_hundred(ruin.within_horizon)
    if before == all_of:
        said = "of them before the first pay" if ruin.within_horizon else ""
        said = f"all {said}" if said else ""
    else:
        said = f"{before.removesuffix(' of 100')} before the first pay"
    return Content.assemble(lines, (f", {said}." if said else ".", "$muted"))


def _finding(answers: "Answers") -> Content:
    three, six = (next(rung.ruin for rung in answers.ladder if rung.months == months) for months in MARKED)
    count = of_hundred(six).removesuffix(" of 100")
    return Content.assemble(
        "With 3 months saved ", (of_hundred(three), "bold"), " run out; with 6, ", (count, "bold"), "."
    )


def _chart(answers: "Answers", numbers: "Numbers", width: int) -> Content:
    here = None
    if answers.ruin and answers.here is not None:
        here = (answers.here, _place(answers, numbers), answers.ruin.within_horizon)
    return ladder([(rung.months, rung.ruin) for rung in answers.ladder], width=width, marked=MARKED, here=here)


def _place(answers: "Answers", numbers: "Numbers") -> str:
    here = answers.here or 0.0
    return "<0" if here < 0 else f"{here:.0f}" if here >= 1000 else numbers.months(here)


def _twin(answers: "Answers", numbers: "Numbers") -> Content:
    rows = [
        (rung.months + 0.0, f"▸ {rung.months}" if rung.months in MARKED else f"{rung.months}", rung.savings, rung.ruin)
        for rung in answers.ladder
    ]
    if answers.ruin and answers.here is not None and answers.savings is not None:
        mine = f"you {_place(answers, numbers)}"
        rows.append((answers.here, mine, answers.savings, answers.ruin.within_horizon))
        rows.sort(key=lambda row: row[0])
    return table(
        ["months saved", "savings", "run out"],
        [[name.rjust(_NAME), numbers.amount(savings), percent(chance)] for _, name, savings, chance in rows],
        bold=[n for n, (_, name, *_) in enumerate(rows) if not name.isdigit()],
    )
