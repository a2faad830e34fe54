"""Open questions, who could answer them, and what they said: the agenda of a talk comes from here."""

from collections.abc import Iterable
from datetime import date

from pydantic import AwareDatetime

from rut_tui.domain.model import Model
from rut_tui.domain.text import Name, Note


class QuestionDraft(Model):
    """A question before it is saved.

    Attributes:
        people: Ids of those who could answer it, in order.
        answer: What was learnt; empty while it is open.
    """

    text: Name
    people: tuple[str, ...] = ()
    answer: Note = ""


class Question(Model):
    """A question, as stored.

    Attributes:
        answered_on: The local day it got its answer; None while it is open.
        contact_id: The talk that answered it, if it was one.
    """

    id: str
    text: Name
    answer: Note
    answered_on: date | None
    contact_id: str | None
    people: tuple[str, ...]
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None


def agenda(questions: Iterable[Question], person_id: str) -> tuple[Question, ...]:
    """Return the open questions that a person could answer, in their order."""
    return tuple(
        question
        for question in questions
        if question.answered_on is None and question.archived_at is None and person_id in question.people
    )
