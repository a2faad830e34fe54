"""Dread and reality: how an activity is expected to be, and how it was when it came."""

from datetime import date

from pydantic import AwareDatetime

from rut_tui.domain.journal import DiaryDay, Engagement, Word
from rut_tui.domain.model import Model
from rut_tui.domain.text import Name


class ExpectationDraft(Model):
    """What is expected, before it is saved.

    Attributes:
        activity: Its name; a new one is added.
        day: The local day it is expected for.
        expected: −2 drained … +2 engaged.
    """

    activity: Name
    day: DiaryDay
    expected: Engagement


class Expectation(Model):
    """What is expected, as stored.

    Attributes:
        entry_id: The check-in that said how it was; None while nothing has.
        closed_at: When it did.
    """

    id: str
    activity: Word
    day: date
    expected: Engagement
    entry_id: str | None
    closed_at: AwareDatetime | None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    archived_at: AwareDatetime | None = None
