"""The root causes of a rut: each scored by its signs, and put in order by what the person says of it.

A score is always shown with the signs and ratings it is made of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from rut_tui.domain.audit import Audit, Fit, Rating, share
from rut_tui.domain.catalogue import Cause, Sign

MIN_SIGNS: Final = 2
"""Rated signs a cause needs before it has a score."""

ASKED: Final = 3
"""How many causes are asked about: those with the highest scores."""

_ANSWERS: Final = {Fit.FITS: 0, Fit.UNSURE: 1, None: 1, Fit.DOESNT: 2}


@dataclass(frozen=True, slots=True)
class SignEvidence:
    """A sign with the rating it was given."""

    sign: Sign
    rating: Rating


@dataclass(frozen=True, slots=True)
class CauseScore:
    """A cause with its score and what that is made of.

    Attributes:
        score: 0–100, or None when too few of its signs are rated.
        own: Rated signs that speak for this cause alone, highest first.
        shared: Rated signs that speak for other causes too, highest first.
        unrated: Signs of this cause without an answer so far.
        fit: What the person says of it.
        asked: Whether it is among the causes asked about.
    """

    cause: Cause
    score: int | None
    own: tuple[SignEvidence, ...]
    shared: tuple[SignEvidence, ...]
    unrated: int
    fit: Fit | None
    asked: bool

    @property
    def rated(self) -> int:
        """How many rated signs the score is made of."""
        return len(self.own) + len(self.shared)

    @property
    def gap(self) -> str:
        """Why there is no score, in words; empty when there is one."""
        if self.score is not None:
            return ""
        return "one sign: too little to say" if self.rated else "no sign rated yet"


def cause_scores(audit: Audit | None, causes: Sequence[Cause], signs: Sequence[Sign]) -> tuple[CauseScore, ...]:
    """Score every cause and put them in the order to show.

    What the person says stands first: causes that fit, then those unanswered or unsure, then those that don't.
    Within each of these the highest score comes first, causes without a score last; ties keep the order given.

    Args:
        audit: The audit, or None before the first rating.
        causes: All causes, in their usual order.
        signs: All signs.

    Source: content.md §3.
    """
    by_cause = _evidence(audit, signs)
    waiting = _unrated(audit, signs)
    exact = {cause.key: _mean(by_cause.get(cause.key, [])) for cause in causes}
    worth_asking = [cause for cause in causes if (exact[cause.key] or 0) > 0]
    asked = {cause.key for cause in sorted(worth_asking, key=lambda cause: -(exact[cause.key] or 0))[:ASKED]}
    fits = audit.fits if audit else {}
    scored = [
        _scored(cause, by_cause.get(cause.key, []), waiting.get(cause.key, 0), fits.get(cause.key), cause.key in asked)
        for cause in causes
    ]

    def order(item: CauseScore) -> tuple[int, bool, Fraction, int]:
        mean = exact[item.cause.key]
        return _ANSWERS[item.fit], mean is None, -(mean or Fraction()), -item.rated if mean is None else 0

    return tuple(sorted(scored, key=order))


def to_ask(scores: Iterable[CauseScore]) -> tuple[CauseScore, ...]:
    """Return the causes whose test question still waits for an answer, highest score first."""
    return tuple(item for item in scores if item.asked and item.fit is None)


def top_cause(scores: Iterable[CauseScore]) -> CauseScore | None:
    """Return the cause to act on: the first that the person says fits, or scores above 0 and isn't ruled out."""
    return next((item for item in scores if item.fit is Fit.FITS or (item.score and item.fit is not Fit.DOESNT)), None)


def _scored(cause: Cause, evidence: list[SignEvidence], unrated: int, fit: Fit | None, asked: bool) -> CauseScore:
    evidence = sorted(evidence, key=lambda item: -item.rating)
    return CauseScore(
        cause=cause,
        score=share([item.rating for item in evidence]) if len(evidence) >= MIN_SIGNS else None,
        own=tuple(item for item in evidence if len(item.sign.causes) == 1),
        shared=tuple(item for item in evidence if len(item.sign.causes) > 1),
        unrated=unrated,
        fit=fit,
        asked=asked,
    )


def _mean(evidence: Sequence[SignEvidence]) -> Fraction | None:
    if len(evidence) < MIN_SIGNS:
        return None
    return Fraction(sum(item.rating for item in evidence), len(evidence))


def _evidence(audit: Audit | None, signs: Iterable[Sign]) -> dict[str, list[SignEvidence]]:
    known = audit.ratings if audit else {}
    found: dict[str, list[SignEvidence]] = {}
    for sign in signs:
        if (rating := known.get(sign.key)) is not None:
            item = SignEvidence(sign=sign, rating=rating)
            for cause in sign.causes:
                found.setdefault(cause, []).append(item)
    return found


def _unrated(audit: Audit | None, signs: Iterable[Sign]) -> dict[str, int]:
    known = audit.ratings if audit else {}
    found: dict[str, int] = {}
    for sign in signs:
        if sign.key not in known:
            for cause in sign.causes:
                found[cause] = found.get(cause, 0) + 1
    return found
