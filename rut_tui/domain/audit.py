"""The career audit: signs rated, causes scored, and what lies outside work.

Sources: content.md §1–§3 merges five articles; every score is a mean shown with what it is made of, not a test.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from rut_tui.domain.model import Model

Rating = Annotated[int, Field(ge=0, le=4)]
"""How often, or how much: 0 to 4."""


class Fit(StrEnum):
    """What the person says of a cause when asked its test question."""

    FITS = "fits"
    DOESNT = "doesnt"
    UNSURE = "unsure"


class ExternalAnswer(Model):
    """What the person says of one thing outside work. None: not answered yet.

    Attributes:
        applies: It is there now.
        would_help: If it were solved tomorrow, work would feel all right.
    """

    applies: bool | None = None
    would_help: bool | None = None


class Audit(Model):
    """One dated pass through the audit.

    Attributes:
        ratings: Sign key → 0–4, or None for "doesn't apply". A sign not in it has not been rated yet.
        external: Factor key → answer.
        fits: Cause key → what the person says of it.
    """

    id: str
    started_at: AwareDatetime
    updated_at: AwareDatetime
    ratings: Mapping[str, Rating | None] = {}
    external: Mapping[str, ExternalAnswer] = {}
    fits: Mapping[str, Fit] = {}
