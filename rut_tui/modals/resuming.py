"""Opens the form that an unfinished text was written in; what it was about may be gone by then."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

from rut_tui.storage.faults import Gone, StorageError

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.modals.record_form import RecordForm
    from rut_tui.storage.drafts import Draft
    from rut_tui.storage.store import Store

T = TypeVar("T")


async def resume(app: "RutApp", draft: "Draft", then: Callable[[], None]) -> bool:
    """Open the form over whatever is shown. A change to what is gone goes on as something new.

    Args:
        app: The app to open it on.
        draft: The text.
        then: Called when it was saved.

    Returns:
        Whether this version knows the form.
    """
    kind, _, what = draft.form.partition(":")
    open_form = _FORMS.get(kind)
    if open_form is None:
        return False
    try:
        await open_form(app, what, draft, then)
    except StorageError as error:
        app.tell(error)
    return True


async def _check_in(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.check_in import check_in

    entry = day = None
    with suppress(ValueError):
        day = date.fromisoformat(what)
    if day is None:
        entry = await _there(app, what, lambda store: store.entries.get(what))
    await check_in(app, then, entry=entry, day=day, draft=draft)


async def _review(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.review import look_back

    await look_back(app, then, date.fromisoformat(what), draft=draft)


async def _goal(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.goal_form import goal_form

    goal = await _there(app, what, lambda store: store.goals.get(what))
    column = str(draft.fields.get("column", "idea"))
    await goal_form(app, lambda _: then(), goal=goal, column=column, draft=draft)


async def _win(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.win import WinForm

    await _record(WinForm, app, what, draft, then)


async def _expectation(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:  # noqa: ARG001 - as the others
    from rut_tui.modals.expect import expect

    await expect(app, then, draft)


async def _habit(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.habit import HabitForm

    await _record(HabitForm, app, what, draft, then)


async def _skill(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.skill import SkillForm

    await _record(SkillForm, app, what, draft, then)


async def _experiment(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.experiment import ExperimentForm

    await _record(ExperimentForm, app, what, draft, then)


async def _experiment_end(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.experiment import EndForm

    await _record(EndForm, app, what, draft, then)


async def _setback(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.setback import SetbackForm

    await _record(SetbackForm, app, what, draft, then)


async def _time_off(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.time_off import TimeOffForm

    await _record(TimeOffForm, app, what, draft, then)


async def _job(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.job import JobForm

    await _record(JobForm, app, what, draft, then)


async def _move(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:  # noqa: ARG001 - as the others
    from rut_tui.modals.job import ask_move

    await ask_move(app, then, draft=draft)


async def _word(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.word import ask_word

    await ask_word(app, then, what, draft=draft)


async def _merge(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.word import ask_merge

    await ask_merge(app, then, what, draft=draft)


async def _person(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.person import PersonForm

    await _record(PersonForm, app, what, draft, then)


async def _contact(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.contact import ask_contact

    person_id, _, new = what.partition(":")
    record = None
    if not new:
        record = await app.db.run(lambda store: store.contacts.get(what))
        person_id = record.person_id
    await ask_contact(app, then, person_id, record=record, draft=draft)


async def _question(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.question import ask_question

    record = await _there(app, what, lambda store: store.questions.get(what))
    await ask_question(app, then, record=record, draft=draft)


async def _lead(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.lead import ask_lead

    record = await _there(app, what, lambda store: store.leads.get(what))
    await ask_lead(app, then, record=record, draft=draft)


async def _no(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.lead_no import NoForm
    from rut_tui.modals.record_form import ask

    lead = await app.db.run(lambda store: store.leads.get(what.partition(":")[0]))
    await ask(app, NoForm(app.clock, lead, draft), then)


async def _record(
    form: "type[RecordForm[Any, Any]]", app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]
) -> None:
    from rut_tui.modals.record_form import ask

    record = await _there(app, what, lambda store: form.repository(store).get(what))
    await ask(app, form(app.clock, record=record, draft=draft), then)


async def _there(app: "RutApp", what: str, get: "Callable[[Store], T]") -> "T | None":
    """Return what a text is about; None for something new, or gone."""
    if what == "new":
        return None
    with suppress(Gone):
        return await app.db.run(get)
    return None


_FORMS: Final[dict[str, Callable[["RutApp", str, "Draft", Callable[[], None]], Awaitable[None]]]] = {
    "entry": _check_in,
    "win": _win,
    "expectation": _expectation,
    "review": _review,
    "goal": _goal,
    "habit": _habit,
    "skill": _skill,
    "experiment": _experiment,
    "experiment-end": _experiment_end,
    "setback": _setback,
    "time-off": _time_off,
    "person": _person,
    "contact": _contact,
    "question": _question,
    "lead": _lead,
    "lead-no": _no,
    "job": _job,
    "job-move": _move,
    "word": _word,
    "word-merge": _merge,
}
"""What unfinished texts are kept under, up to the colon, and what opens their form."""
