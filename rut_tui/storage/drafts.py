"""Texts that are not saved yet: what stands in open forms, so that a crash or a closed window takes nothing.

They are in no export, no log and no search. Light at import: whoever writes down what is typed knows a draft.
"""

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rut_tui.storage.faults import Damaged
from rut_tui.storage.sittings import Sitting, has_ended

if TYPE_CHECKING:
    from rut_tui.storage.session import Session


@dataclass(frozen=True, slots=True)
class Draft:
    """One unfinished text.

    Attributes:
        name: What it is kept under: the form, "@", and the sitting it belongs to with a number.
        fields: What stands in the form, as JSON knows it.
        base: When the row that the form changes was last changed, as the form found it; None for something new.
        set_aside: The person wants to go on later, and not be asked at the start.
        created_at: When it was begun.
        updated_at: When it was last written.
    """

    name: str
    fields: dict[str, Any]
    base: datetime | None
    set_aside: bool
    created_at: datetime
    updated_at: datetime

    @property
    def form(self) -> str:
        """Which form it stands in, and what that changes: "entry:new", "goal:<id>"."""
        return self.name.rpartition("@")[0] or self.name

    @property
    def sitting(self) -> str:
        """The run of the app that it belongs to."""
        return self.name.rpartition("@")[2].partition(".")[0]


class Drafts:
    """Every unfinished text of the journal."""

    def __init__(self, session: "Session") -> None:
        self._session = session

    def begin(self, sitting: Sitting) -> None:
        """Let others see that a sitting is at work, before its first text.

        Raises:
            NotSaved: The folder refused it.
        """
        sitting.make_known(self._session.refuge.copy or self._session.path)

    def in_passing(self) -> AbstractContextManager[None]:
        """Don't wait for another program that has the file: what is done inside can be done a moment later as well."""
        return self._session.in_passing()

    def put(self, name: str, fields: dict[str, Any], base: datetime | None = None) -> None:
        """Write a text down, or write it anew; it is no longer set aside.

        Args:
            name: What it is kept under, as `Sitting.name_for` gives it.
            fields: What stands in the form.
            base: When the row that the form changes was last changed.
        """
        now = self._session.now()
        base_at = None if base is None else self._session.stamp(base)
        with self._session.transaction():
            self._session.write(
                """INSERT INTO drafts (form, fields, base, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (form) DO UPDATE
                SET fields = excluded.fields, base = excluded.base, set_aside = 0, updated_at = excluded.updated_at""",
                (name, json.dumps(fields), base_at, now, now),
            )

    def get(self, name: str) -> Draft | None:
        """Return one text, or None when it was saved or dropped."""
        found = self._session.row("SELECT * FROM drafts WHERE form = ?", (name,))
        return _draft(found) if found else None

    def all(self) -> tuple[Draft, ...]:
        """Return every text, the one written last first."""
        rows = self._session.rows("SELECT * FROM drafts ORDER BY updated_at DESC, form")
        return tuple(_draft(row) for row in rows)

    def drop(self, name: str) -> None:
        """Let go of a text: it was saved, or is not wanted."""
        with self._session.transaction():
            self._session.write("DELETE FROM drafts WHERE form = ?", (name,))

    def set_aside(self, name: str) -> None:
        """Keep a text for later, without asking at the start again."""
        with self._session.transaction():
            self._session.write("UPDATE drafts SET set_aside = 1 WHERE form = ?", (name,))

    def claim(self, sitting: Sitting) -> tuple[Draft, ...]:
        """Take over what sittings that have ended left behind, and return all texts of this sitting, newest first.

        What another rut-tui that still runs is writing stays with it.
        """
        others = {draft.sitting for draft in self.all()} - {sitting.name}
        ended = {other for other in others if has_ended(self._session.path, other)}
        if ended:
            self.begin(sitting)
            with self._session.transaction():
                for draft in self.all():
                    if draft.sitting in ended:
                        name = sitting.name_for(draft.form)
                        self._session.write("UPDATE drafts SET form = ? WHERE form = ?", (name, draft.name))
        return tuple(draft for draft in self.all() if draft.sitting == sitting.name)


def _draft(row: dict[str, Any]) -> Draft:
    try:
        fields = json.loads(row["fields"])
        base, created_at, updated_at = (
            None if row[column] is None else datetime.fromisoformat(row[column])
            for column in ("base", "created_at", "updated_at")
        )
    except (ValueError, RecursionError):
        raise Damaged("The journal is damaged: an unfinished text in it can't be read back.") from None
    if not isinstance(fields, dict) or created_at is None or updated_at is None:
        raise Damaged("The journal is damaged: an unfinished text in it can't be read back.")
    return Draft(row["form"], fields, base, bool(row["set_aside"]), created_at, updated_at)
