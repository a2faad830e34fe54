"""What the rows of several tables have in common in a file from outside."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Final, Self

from pydantic import Field, model_validator

from rut_tui.domain.model import Model
from rut_tui.interchange.values import DiaryDay, Id, Moment

_SLACK: Final = timedelta(minutes=1)
_UNSAID: Final = ""
"""Stands for a moment that the file leaves out, and that storage fills in."""


class Row(Model):
    """A row as a file gives it. Columns that may be missing have a default."""

    def given(self) -> dict[str, Any]:
        """Return the columns that the file names; the others are left to the table's defaults."""
        return self.model_dump(exclude_unset=True)


class Lasting(Row):
    """A row that knows when it was made and changed."""

    created_at: Moment = _UNSAID
    updated_at: Moment = _UNSAID


class Thing(Lasting):
    """A row with an id of its own, which can be archived."""

    id: Id
    archived_at: Moment | None = None


class MomentRow(Thing):
    """Something that happened at a moment, on the day it was where it was written."""

    at: Moment
    tz_offset: Annotated[int, Field(ge=-16 * 60, le=16 * 60)]
    day: DiaryDay

    @model_validator(mode="after")
    def _day_of_its_moment(self) -> Self:
        local = datetime.fromisoformat(self.at).replace(tzinfo=None) + timedelta(minutes=self.tz_offset)
        # Slack: old offsets had seconds, and those are rounded away.
        if not {(local + slack).date().isoformat() for slack in (-_SLACK, _SLACK)} & {self.day}:
            raise ValueError("day is not the local day of at")
        return self
