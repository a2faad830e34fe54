"""The page of causes: what comes first, the level, every cause, and the chosen one opened.

Where the person stands in it is handed in; the page itself only changes when an answer is saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from rut_tui.views.audit import cause_lines
from rut_tui.views.audit.lines import Row
from rut_tui.widgets.panel import empty_state

if TYPE_CHECKING:
    from rut_tui.domain.audit import RutLevel
    from rut_tui.domain.catalogue import ExternalFactor, Scale
    from rut_tui.domain.causes import CauseScore


@dataclass(frozen=True)
class State:
    """Where the person stands.

    Attributes:
        at: Key of the chosen cause.
        live: Whether the page has the focus, so that its keys work.
        failed: Keys of causes whose answer could not be saved.
    """

    at: str | None
    live: bool
    failed: frozenset[str]


@dataclass(frozen=True)
class CausePage:
    """What the audit adds up to.

    Attributes:
        life: What lies outside work and, once solved, would make work feel all right.
        life_left: Questions about life outside work without an answer.
        signs_left: Signs without an answer.
    """

    level: "RutLevel"
    scores: "Sequence[CauseScore]"
    life: "Sequence[ExternalFactor]"
    life_left: int
    signs_left: int
    scales: "dict[str, Scale]"

    def rows(self, width: int, state: State, scores: "Sequence[CauseScore]", *, opened: bool) -> Sequence[Row]:
        """Draw the level, then a row for each cause.

        Args:
            width: Columns there are.
            state: Where the person stands.
            scores: The causes, in the order in which they are shown.
            opened: Whether the chosen cause is opened below its line.
        """
        first = [*cause_lines.life_lines(self.life, width), *cause_lines.life_left_lines(self.life_left, width)]
        if not self.level.rated and self.signs_left:
            return [_nothing(width)] if not self.life else [[*first, *_nothing(width)]]
        level = cause_lines.level_lines(self.level, width, signs_left=self.signs_left, live=state.live)
        rows: list[Row] = [[*first, *level]]
        for item in scores if self.level.rated else ():
            here = item.cause.key == state.at
            row = [cause_lines.cause_line(item, width, here=here, failed=item.cause.key in state.failed)]
            if here and opened:
                indent = Content("    ")
                row += [indent + line for line in self._detail(item, width - 5, state)] + [Content("")]
            rows.append(row)
        return rows

    def beside(self, width: int, state: State) -> Sequence[Row]:
        """Draw the chosen cause under its own name."""
        chosen = next((item for item in self.scores if item.cause.key == state.at), None)
        if not self.level.rated or chosen is None:
            return []
        head = Content.styled(chosen.cause.name, "bold")
        if chosen.score is not None:
            head += Content.assemble((f"   {chosen.score}", "bold"), (" of 100", "$muted"))
        return [[head, *self._detail(chosen, width, state)]]

    def _detail(self, item: "CauseScore", width: int, state: State) -> list[Content]:
        from rut_tui.content import articles, moves_for

        titles = [article.title for article in articles() if article.key in item.cause.sources]
        question: list[Content] = []
        if item.asked or item.fit:
            failed = item.cause.key in state.failed
            question = [Content(""), *cause_lines.question_lines(item, width, live=state.live, failed=failed)]
        return [
            *cause_lines.what_lines(item, width),
            *question,
            *cause_lines.evidence_lines(item, self.scales, width),
            *cause_lines.move_lines(moves_for(item.cause.key), width),
            *cause_lines.source_lines(titles, width),
        ]


def in_order(scores: "Sequence[CauseScore]", keys: Sequence[str]) -> "Sequence[CauseScore]":
    """Return causes in the order of their keys, or as they are when there are none."""
    return sorted(scores, key=lambda item: keys.index(item.cause.key)) if keys else scores


def _nothing(width: int) -> list[Content]:
    told = empty_state(
        "What your rut is made of will stand here, and how deep it goes.",
        "It says what to change first, and shows the ratings behind every line.",
        "enter",
        "opens the signs",
    )
    return told.wrap(width)
