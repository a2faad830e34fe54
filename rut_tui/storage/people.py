"""People on disk, and the log of contacts with them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from rut_tui.domain.people import Contact, ContactDraft, ContactKind, Person, PersonDraft
from rut_tui.domain.visible import quoted
from rut_tui.storage.questions import Questions
from rut_tui.storage.records import ALL, Records
from rut_tui.storage.session import Session

_NAMED: Final = {
    ContactKind.COFFEE: "the coffee",
    ContactKind.MESSAGE: "the message",
    ContactKind.CALL: "the call",
    ContactKind.INTERVIEW: "the interview",
    ContactKind.GROUP: "the group",
    ContactKind.FEEDBACK: "the feedback",
}


class People(Records[Person]):
    """The people, by name. Each knows the day of the latest contact."""

    table = "people"
    kind = Person
    noun = "person"
    order = "name COLLATE NOCASE, created_at, id"

    def add(self, draft: PersonDraft) -> Person:
        """Save a new person."""
        with self._session.transaction(quoted(draft.name)):
            return self._add(_columns(draft))

    def update(self, person_id: str, draft: PersonDraft) -> Person:
        """Save a person anew.

        Raises:
            Gone: There is no such person.
        """
        with self._session.transaction(f"the changes to {quoted(draft.name)}"):
            return self._change(person_id, _columns(draft))

    def _whole(self, rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        last = dict(
            self._session.pairs(
                """SELECT person_id, max(day) FROM contacts
                WHERE archived_at IS NULL AND person_id IN (SELECT value FROM json_each(?)) GROUP BY person_id""",
                (json.dumps([row["id"] for row in rows]),),
            )
        )
        return [row | {"tags": tuple(row["tags"].splitlines()), "last_contact": last.get(row["id"])} for row in rows]

    def _called(self, record: Person) -> str:
        return quoted(record.name)


class Contacts(Records[Contact]):
    """The talks, messages and the like with people, the latest first."""

    table = "contacts"
    kind = Contact
    noun = "contact"
    order = "day DESC, created_at DESC, id DESC"

    def __init__(self, session: Session, people: People, questions: Questions) -> None:
        super().__init__(session)
        self._people = people
        self._questions = questions

    def add(self, draft: ContactDraft, learnt: Mapping[str, str] | None = None) -> Contact:
        """Save a new contact, and write what was learnt back to the questions it answers.

        Args:
            draft: The contact.
            learnt: Question id → its answer.

        Raises:
            Gone: There is no such person, or no such question.
        """
        with self._session.transaction(self._named(draft)):
            contact = self._add(draft.model_dump())
            for question_id, answer in (learnt or {}).items():
                self._questions.answer(question_id, answer, contact_id=contact.id)
            return contact

    def update(self, contact_id: str, draft: ContactDraft) -> Contact:
        """Save a contact anew.

        Raises:
            Gone: There is no such contact, or no such person.
        """
        with self._session.transaction(f"the changes to {self._named(draft)}"):
            return self._change(contact_id, draft.model_dump())

    def of(self, person_id: str, *, archived: bool = False, limit: int = ALL) -> tuple[Contact, ...]:
        """Return the contacts with a person, the latest first.

        Args:
            person_id: Who.
            archived: Return those put away instead of the live ones.
            limit: How many at most.
        """
        live = "IS NOT NULL" if archived else "IS NULL"
        return self._models(f"WHERE person_id = ? AND archived_at {live}", (person_id,), limit=limit)

    def latest(self) -> dict[str, Contact]:
        """Return the latest live contact with each person: person id → contact."""
        found = self._models(
            """WHERE archived_at IS NULL AND id = (
                SELECT id FROM contacts AS other WHERE other.person_id = contacts.person_id AND archived_at IS NULL
                ORDER BY day DESC, created_at DESC, id DESC LIMIT 1)"""
        )
        return {contact.person_id: contact for contact in found}

    def _named(self, record: Contact | ContactDraft) -> str:
        return f"{_NAMED[record.kind]} with {quoted(self._people.get(record.person_id).name)}"

    def _called(self, record: Contact) -> str:
        return self._named(record)


def _columns(draft: PersonDraft) -> dict[str, Any]:
    return draft.model_dump() | {"tags": "\n".join(draft.tags)}
