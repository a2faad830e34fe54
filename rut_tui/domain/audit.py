"""The career audit: signs rated, causes scored, and what lies outside work.

Sources: content.md §1–§3 merges five articles; every score is a mean shown with what it is made of, not a test.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AwareDatetime, Field

from rut_tui.domain.catalogue import ExternalFactor, Sign
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


MIN_RATED: Final = 12
"""Signs that must be rated before a level is shown."""


class Band(StrEnum):
    """Where a level lies, in the words shown."""

    SETTLED = "settled"
    RESTLESS = "restless"
    IN_A_RUT = "in a rut"
    DEEP = "deep in it"


_BANDS: Final = ((65, Band.DEEP), (45, Band.IN_A_RUT), (25, Band.RESTLESS), (0, Band.SETTLED))


@dataclass(frozen=True, slots=True)
class RutLevel:
    """The mean of all rated signs: a mirror, not a test with norms.

    Attributes:
        rated: Signs it is made of.
        missing: Signs still to rate before it can be shown.
        value: 0–100, or None while too few are rated.
    """

    rated: int
    missing: int
    value: int | None = None
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class SignProgress:
    """How far a pass through the signs has come.

    Attributes:
        rated: Signs with a rating 0–4.
        skipped: Signs that don't apply.
        total: Signs there are.
        next: Key of the first sign without an answer, in order; None when all have one.
    """

    rated: int
    skipped: int
    total: int
    next: str | None

    @property
    def left(self) -> int:
        """How many signs have no answer yet."""
        return self.total - self.rated - self.skipped


def share(ratings: Sequence[int]) -> int:
    """Return the mean of ratings 0–4 as 0–100, halves rounded up.

    Whole numbers throughout, so that a level never lands in the wrong band by a rounding error.

    Args:
        ratings: At least one rating.

    Source: content.md §3, score and rut level.
    """
    return (50 * sum(ratings) + len(ratings)) // (2 * len(ratings))


def band(level: int) -> Band:
    """Return the band of a level 0–100: 0–24, 25–44, 45–64, 65–100."""
    return next(name for bound, name in _BANDS if level >= bound)


def rut_level(audit: Audit | None, signs: Iterable[Sign]) -> RutLevel:
    """Return the level of an audit over the signs given, or how many ratings it still waits for."""
    rated = _ratings(audit, signs)
    if len(rated) < MIN_RATED:
        return RutLevel(rated=len(rated), missing=MIN_RATED - len(rated))
    value = share(rated)
    return RutLevel(rated=len(rated), missing=0, value=value, band=band(value))


def sign_progress(audit: Audit | None, signs: Sequence[Sign]) -> SignProgress:
    """Return how far an audit has come through the signs given, and where to go on."""
    answered = audit.ratings if audit else {}
    left = [sign.key for sign in signs if sign.key not in answered]
    rated = len(_ratings(audit, signs))
    return SignProgress(
        rated=rated, skipped=len(signs) - len(left) - rated, total=len(signs), next=left[0] if left else None
    )


def external_left(audit: Audit | None, factors: Iterable[ExternalFactor]) -> tuple[ExternalFactor, ...]:
    """Return the things outside work that still wait for an answer, in order."""
    answers = audit.external if audit else {}
    return tuple(factor for factor in factors if not _answered(answers.get(factor.key)))


def life_first(audit: Audit | None, factors: Iterable[ExternalFactor]) -> tuple[ExternalFactor, ...]:
    """Return what lies outside work and, once solved, would make work feel all right: to be said before all else.

    Source: content.md §2.
    """
    answers = audit.external if audit else {}
    found = ((factor, answers.get(factor.key)) for factor in factors)
    return tuple(factor for factor, answer in found if answer and answer.applies and answer.would_help)


def _answered(answer: ExternalAnswer | None) -> bool:
    if answer is None or answer.applies is None:
        return False
    return not answer.applies or answer.would_help is not None


def _ratings(audit: Audit | None, signs: Iterable[Sign]) -> list[int]:
    known = audit.ratings if audit else {}
    return [rating for sign in signs if (rating := known.get(sign.key)) is not None]
