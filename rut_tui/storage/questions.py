"""Open questions on disk, with those who could answer them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from rut_tui.domain.questions import Question, QuestionDraft
from rut_tui.domain.visible import quoted
from rut_tui.storage.links import Links
from rut_tui.storage.records import Records
from rut_tui.storage.session import Session


class Questions(Records[Question]):
    """The questions: open ones first, in the order they came up, then those answered, the latest first."""

    table = "questions"
    kind = Question
    noun = "question"
    order = "answered_on IS NOT NULL, answered_on DESC, created_at, id"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._links = Links(session, "question_people", "question_id", "person_id")

    def add(self, draft: QuestionDraft) -> Question:
        """Save a new question."""
        with self._session.transaction(f"the question {quoted(draft.text)}"):
            added = self._add(self._columns(draft, None))
            self._links.put(added.id, draft.people)
            return self.get(added.id)

    def update(self, question_id: str, draft: QuestionDraft) -> Question:
        """Save a question anew. One that has an answer keeps its day; one that has none any more is open again.

        Raises:
            Gone: There is no such question.
        """
        with self._session.transaction(f"the changes to {quoted(draft.text)}"):
            before = self.get(question_id)
            self._links.put(question_id, draft.people)
            columns = self._columns(draft, before.answered_on)
            return self._change(question_id, columns if columns["answered_on"] else columns | {"contact_id": None})

    def answer(self, question_id: str, answer: str, *, contact_id: str | None = None) -> Question:
        """Write the answer of a question down today.

        Args:
            question_id: Which question.
            answer: What was learnt.
            contact_id: The talk it comes from.

        Raises:
            Gone: There is no such question.
            ValueError: The answer can't be kept.
        """
        before = self.get(question_id)
        draft = QuestionDraft(text=before.text, people=before.people, answer=answer)
        with self._session.transaction(f"the answer to {quoted(before.text)}"):
            return self._change(question_id, self._columns(draft, None) | {"contact_id": contact_id})

    def open(self) -> tuple[Question, ...]:
        """Return the live questions without an answer, in the order they came up."""
        return self._models("WHERE archived_at IS NULL AND answered_on IS NULL")

    def _columns(self, draft: QuestionDraft, answered_on: date | None) -> dict[str, Any]:
        on = (answered_on or self._session.today()) if draft.answer.strip() else None
        return {"text": draft.text, "answer": draft.answer, "answered_on": on}

    def _whole(self, rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        people = self._links.of(row["id"] for row in rows)
        return [row | {"people": people.get(row["id"], ())} for row in rows]

    def _called(self, record: Question) -> str:
        return quoted(record.text)
