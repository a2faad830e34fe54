"""An open question, who could answer it, and what one learnt."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from rut_tui.modals.form import FieldFaults
from rut_tui.modals.known_people import KnownPeople, read_people
from rut_tui.modals.record_form import RecordForm, Repository, ask
from rut_tui.widgets.field import Field
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.words import WordPicker

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.domain.questions import Question, QuestionDraft
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store


class QuestionForm(RecordForm["QuestionDraft", "Question"]):
    """Write a question down, or its answer."""

    KIND: ClassVar = "question"
    NEEDED: ClassVar = {"text": "Say what you would like to know."}

    def __init__(
        self,
        clock: Callable[[], datetime],
        people: KnownPeople,
        *,
        asked: Sequence[str] = (),
        record: "Question | None" = None,
        draft: "Draft | None" = None,
    ) -> None:
        """Open the form.

        Args:
            clock: Says what now is, when the form is saved.
            people: Who could answer.
            asked: The ids of those whom a new question is for.
            record: What to change; something new when None.
            draft: The unfinished text to go on with.
        """
        super().__init__(clock, record=record, draft=draft)
        self._people = people
        self._asked = record.people if record else asked

    @property
    def title_text(self) -> str:
        """What it is for."""
        return "A question of yours" if self.record else "What would you like to know?"

    def fields(self) -> ComposeResult:
        """The question, who could answer it, and what was learnt."""
        there = self.record
        yield Field(
            "The question",
            LineField(there.text if there else "", id="text", select_on_focus=False),
            hint="" if there else "what does a normal Tuesday look like there?",
        )
        people = WordPicker(
            self._people.names, self._people.named(self._asked), id="people", hint="a name", only_known=True
        )
        yield Field("Who could answer it?", people, hint="It comes up when you talk to them.")
        answer = Field(
            "What did you learn?",
            NoteField(there.answer if there else "", id="answer"),
            hint="As long as this is empty, the question is open.",
        )
        answer.display = there is not None
        yield answer

    @staticmethod
    def repository(store: "Store") -> Repository["QuestionDraft", "Question"]:
        """The questions."""
        return store.questions

    @staticmethod
    def quote(record: "Question") -> str:
        """The question."""
        return record.text

    def draft_of(self, said: dict[str, Any]) -> "QuestionDraft":
        """Return the question as typed."""
        from rut_tui.domain.questions import QuestionDraft

        found = {name: self._people.find(name) for name in said["people"]}
        if strangers := [name for name, one in found.items() if one is None]:
            raise FieldFaults({"people": f"Nobody here is called {strangers[0]}. Write them down first."})
        ids = tuple(dict.fromkeys(one for one in found.values() if one))
        return QuestionDraft(text=said["text"], people=ids, answer=said["answer"])


async def ask_question(
    app: "RutApp",
    then: Callable[[], None],
    on_saved: "Callable[[Question], None] | None" = None,
    *,
    asked: Sequence[str] = (),
    record: "Question | None" = None,
    draft: "Draft | None" = None,
) -> None:
    """Open the form over whatever is shown; return as soon as it can be typed in.

    Args:
        app: The app to open it on.
        then: Called when it was saved.
        on_saved: Given the question before `then` is called.
        asked: The ids of those whom a new question is for.
        record: What to change; something new when None.
        draft: The unfinished text to go on with.

    Raises:
        StorageError: The journal could not be read.
    """
    people = await app.db.read(read_people)
    await ask(app, QuestionForm(app.clock, people, asked=asked, record=record, draft=draft), then, on_saved)
