"""The questions as a list: the open ones first, with those who could answer, then what was learnt."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.content import Content

from rut_tui.domain.days import describe_day
from rut_tui.modals.known_people import read_people
from rut_tui.modals.question import ask_question
from rut_tui.views.lists.drawing import row_lines, words
from rut_tui.views.lists.page import RecordsPage
from rut_tui.views.lists.record_list import ALL
from rut_tui.widgets.plain import plain

if TYPE_CHECKING:
    from rut_tui.domain.questions import Question
    from rut_tui.storage.store import Store


class QuestionRow(NamedTuple):
    """A question, and the names of those who could answer it."""

    question: "Question"
    people: Sequence[str]


class QuestionsPage(RecordsPage[QuestionRow]):
    """What one would like to know."""

    NAME: ClassVar = "questions"
    TITLE: ClassVar = "Questions"
    AT_ONCE: ClassVar = ALL
    EMPTY: ClassVar = (
        "What you would like to know will be here, and who could tell you.",
        "A question for somebody comes up on the card before you talk to them.",
        "write the first one down",
    )

    def read(self, store: "Store", today: date) -> Sequence[QuestionRow]:  # noqa: ARG002 - as for the others
        """Read the questions, and who they are for."""
        people = read_people(store)
        found = store.questions.all(archived=self.archived)
        return [QuestionRow(question, people.named(question.people)) for question in found]

    def draw(self, row: QuestionRow, room: int) -> list[Content]:
        """The question, and who could answer it or what was learnt."""
        question = row.question
        done = question.answered_on
        front = f"● {describe_day(done, self.today)}" if done else "○ open"
        more = words(question.answer) if done else self._for(row.people)
        return row_lines(front, [words(question.text, "$muted" if done else "bold"), more], room)

    def _for(self, people: Sequence[str]) -> Content:
        if not people:
            return Content.styled("nobody to ask yet", "$muted")
        return Content.assemble(("for ", "$muted"), plain(", ".join(people), "$muted"))

    def id_of(self, row: QuestionRow) -> str:
        """Its id."""
        return row.question.id

    async def edit(self, row: QuestionRow | None) -> None:
        """Open the form."""
        await ask_question(self.host.app, self.saved, self.land, record=row.question if row else None)

    def put_away(self, store: "Store", row: QuestionRow, archived: bool) -> object:
        """Archive it or take it back."""
        return store.questions.set_archived(row.question.id, archived)
