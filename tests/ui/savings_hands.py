"""What the tests of Savings share: plans on disk, fields by name, the screen as running text."""

from typing import Any

from driving import screen_text
from hands import burst
from textual.pilot import Pilot
from textual.widgets import Input

from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.storage.plans import NamedPlan
from rut_tui.storage.worker import Database
from rut_tui.views.savings.inputs import FIRST, INPUTS
from rut_tui.views.savings.plan_field import PlanField

SIZES = [(140, 45), (80, 24), (60, 20)]
EXAMPLE = "9000<enter>2400<enter>800<enter>200<enter>4200<enter>"


async def plans(db: Database, *, archived: bool = False) -> tuple[NamedPlan, ...]:
    return await db.run(lambda store: store.plans.all(archived=archived))


async def add(db: Database, name: str = "Kept", currency: str = "USD", **inputs: object) -> NamedPlan:
    return await db.run(lambda store: store.plans.add(name, SavingsPlan.model_validate(inputs), currency))


def field(pilot: Pilot[Any], name: str) -> Input:
    return next(item.line for item in pilot.app.screen.query(PlanField) if item.item.name == name)


def row(pilot: Pilot[Any], *words: str) -> str:
    """The one line of the screen that holds all of these."""
    found = [line for line in screen_text(pilot.app).splitlines() if all(word in line for word in words)]
    assert len(found) == 1, screen_text(pilot.app)
    return found[0]


def flat(pilot: Pilot[Any], *, right_of: int = 0) -> str:
    """The words on the screen as running text, from one column on."""
    lines = [line[right_of:].strip("▌ ") for line in screen_text(pilot.app).splitlines()]
    return " ".join(" ".join(lines).split())


async def unfold(pilot: Pilot[Any]) -> None:
    await burst(pilot, "<enter>" + "<down>" * len(FIRST) + "<enter>")
    assert len(pilot.app.screen.query(PlanField)) == len(INPUTS)
