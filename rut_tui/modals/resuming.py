"""Opens the form that an unfinished text was written in; what it was about may be gone by then."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from rut_tui.storage.faults import Gone, StorageError

if TYPE_CHECKING:
    from rut_tui.app import RutApp
    from rut_tui.storage.drafts import Draft


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
    try:
        if kind == "entry":
            await _check_in(app, what, draft, then)
        elif kind == "win":
            from rut_tui.modals.win import ask_win

            await ask_win(app, then, draft)
        elif kind == "expectation":
            from rut_tui.modals.expect import expect

            await expect(app, then, draft)
        elif kind == "review":
            await _review(app, what, draft, then)
        elif kind == "goal":
            await _goal(app, what, draft, then)
        else:
            return False
    except StorageError as error:
        app.tell(error)
    return True


async def _check_in(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.check_in import check_in

    entry = day = None
    with suppress(ValueError):
        day = date.fromisoformat(what)
    if day is None and what != "new":
        with suppress(Gone):
            entry = await app.db.run(lambda store: store.entries.get(what))
    await check_in(app, then, entry=entry, day=day, draft=draft)


async def _review(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.review import look_back

    await look_back(app, then, date.fromisoformat(what), draft=draft)


async def _goal(app: "RutApp", what: str, draft: "Draft", then: Callable[[], None]) -> None:
    from rut_tui.modals.goal_form import goal_form

    goal = None
    if what != "new":
        with suppress(Gone):
            goal = await app.db.run(lambda store: store.goals.get(what))
    column = str(draft.fields.get("column", "idea"))
    await goal_form(app, lambda _: then(), goal=goal, column=column, draft=draft)
