"""What the tests of the audit share: answers on disk, going to a chapter, reading the screen on one line."""

from typing import Any

from driving import press, screen_text
from textual.pilot import Pilot

from rut_tui import content
from rut_tui.domain.audit import Audit, ExternalAnswer
from rut_tui.storage.store import Store
from rut_tui.storage.worker import Database

SIGNS = [sign.key for sign in content.signs()]
FACTORS = [factor.key for factor in content.external()]
SIZES = [(140, 45), (100, 30), (80, 24), (60, 20)]

HALF = (4, 4, 4, 4, 4, 4, 1, 1, 1, 1, 1, 1)
"""Twelve signs: mean 30/12 = 2.5 of 4, so 62.5 of 100; halves go up."""


async def kept(db: Database) -> Audit:
    """The audit as it is on disk."""
    audit = await db.run(lambda store: store.audits.current())
    assert audit is not None
    return audit


async def rated(db: Database, *ratings: int | None) -> None:
    """Rate the first signs before the app starts."""

    def job(store: Store) -> None:
        for sign, rating in zip(SIGNS, ratings, strict=False):
            store.audits.rate(sign, rating)

    await db.run(job)


async def outside(db: Database, **answers: tuple[bool, bool | None]) -> None:
    """Answer every question about life outside work: no, unless told otherwise."""

    def job(store: Store) -> None:
        for factor in FACTORS:
            applies, helps = answers.get(factor, (False, None))
            store.audits.answer_external(factor, ExternalAnswer(applies=applies, would_help=helps))

    await db.run(job)


def shown(pilot: Pilot[Any]) -> str:
    """What is on the screen, on one line, so that wrapping doesn't matter."""
    return " ".join(screen_text(pilot.app).replace("▌", " ").split())


async def open_chapter(pilot: Pilot[Any], name: str) -> None:
    """Go to a chapter as a person would: up to the top of the list, down to it, enter."""
    steps = ("external", "signs", "causes").index(name)
    await press(pilot, "escape", "g", *["j"] * steps, "enter")
