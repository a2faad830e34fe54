"""A sitting at random: what a person does in the app, through the same calls, one save each."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from sitting_diary import DIARY
from sitting_goals import CARRYING
from storage_bench import Clock

from rut_tui import content
from rut_tui.domain.audit import ExternalAnswer, Fit
from rut_tui.domain.goals import Column, Goal, GoalDraft, MilestoneDraft
from rut_tui.domain.journal import Context, EntryDraft
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.interchange.merging import merge
from rut_tui.interchange.rut_json import export_bytes, read, read_file
from rut_tui.storage.store import Store

TEXTS = (
    "",
    'it\'s "fine"',
    "🙂 é 漢字 \u202e",
    "[/] line\r\nline\n",
    "; DROP TABLE entries --",
    "\x1b]0;x\x07",
    "x" * 3000,
)
WORDS = ("meetings", "SQL", "ärger", "it's", "bored", "Calm", "a \x1b b", "new words")


def live(store: Store) -> None:
    """Fill a journal with the sample life."""
    with store.transaction():
        merge(store, read_file(content.data_root() / "demo.json"))


def exported(store: Store) -> bytes:
    """The whole journal, byte for byte the same when every row is."""
    return export_bytes(store, exported_at=Clock().now, app_version="0")


@dataclass(slots=True)
class Sitting:
    """One person, one journal, one seed."""

    store: Store
    clock: Clock
    random: Random
    done: list[str] = field(default_factory=list)

    def act(self) -> None:
        """Do something."""
        self.does(self.random.choice(ACTIONS))

    def does(self, action: "Callable[[Sitting], object]") -> None:
        """Do one thing, some time after the one before."""
        self.clock.pass_by(seconds=self.random.randint(1, 4000))
        action(self)
        self.done.append(action.__name__)

    def draft(self) -> EntryDraft:
        """A check-in, now or earlier."""
        pick = self.random
        return EntryDraft(
            at=self.clock() - timedelta(minutes=pick.choice((0, 0, 90, 5000))),
            engagement=pick.choice((None, -2, -1, 0, 1, 2)),
            context=pick.choice(tuple(Context)),
            activities=tuple(pick.sample(WORDS, pick.randint(0, 3))),
            emotions=tuple(pick.sample(WORDS, pick.randint(0, 2))),
            note=pick.choice(TEXTS),
        )

    def row(self, table: str) -> dict[str, Any]:
        """Any row of a table."""
        return self.random.choice(self.store.tables.rows(table))

    def goal(self) -> Goal:
        """Any goal on the board."""
        return self.random.choice(self.store.goals.board())

    def goal_draft(self, goal: Goal | None = None) -> GoalDraft:
        """What a goal form says; of an open goal some milestones go, and some change."""
        pick = self.random
        steps = [MilestoneDraft(id=it.id, title=it.title, due=it.due) for it in (goal.milestones if goal else ())]
        steps = pick.sample(steps, pick.randint(0, len(steps)))
        minutes = pick.choice((None, 5, 90))
        steps.append(MilestoneDraft(title=pick.choice(WORDS), done=pick.random() < 0.5, minutes=minutes))
        return GoalDraft(
            title=pick.choice(WORDS),
            measure=pick.choice(TEXTS[:4]),
            confidence=pick.choice((None, 1, 10)),
            serves=tuple(pick.sample(("value:growth", "cause:boredom", "value:autonomy"), pick.randint(0, 3))),
            due=pick.choice((None, date(2027, 2, 28))),
            notes=pick.choice(TEXTS),
            milestones=tuple(steps),
        )

    def plan(self) -> SavingsPlan:
        """Some figures."""
        return SavingsPlan(savings=Decimal(self.random.randint(0, 10**6)) / 100, essential=Decimal(2400))


def check_in(it: Sitting) -> None:
    """Write an entry."""
    it.store.entries.add(it.draft())


def edit_entry(it: Sitting) -> None:
    """Change an entry."""
    it.store.entries.update(it.row("entries")["id"], it.draft())


def archive_entry(it: Sitting) -> None:
    """Put an entry away, or take it back."""
    row = it.row("entries")
    it.store.entries.set_archived(row["id"], row["archived_at"] is None)


def rate(it: Sitting) -> None:
    """Rate a sign."""
    it.store.audits.rate(it.random.choice(content.signs()).key, it.random.choice((None, 0, 4)))


def unrate(it: Sitting) -> None:
    """Take a rating back."""
    it.store.audits.unrate(it.random.choice(content.signs()).key)


def answer(it: Sitting) -> None:
    """Answer what lies outside work."""
    said = it.random.choice((None, False, True))
    it.store.audits.answer_external(it.random.choice(content.external()).key, ExternalAnswer(applies=said))


def fit(it: Sitting) -> None:
    """Say whether a cause fits."""
    it.store.audits.answer_cause(it.random.choice(content.causes()).key, it.random.choice((None, *Fit)))


def new_goal(it: Sitting) -> None:
    """Write a goal down."""
    it.store.goals.add(it.goal_draft(), it.random.choice(tuple(Column)))


def edit_goal(it: Sitting) -> None:
    """Change a goal."""
    goal = it.goal()
    it.store.goals.update(goal.id, it.goal_draft(goal))


def move(it: Sitting) -> None:
    """Move a card."""
    it.store.goals.move(it.goal().id, it.random.choice(tuple(Column)), it.random.randint(0, 5))


def focus(it: Sitting) -> None:
    """Put another goal in focus."""
    it.store.goals.set_focus(it.goal().id)


def archive_goal(it: Sitting) -> None:
    """Put a goal away."""
    it.store.goals.set_archived(it.goal().id, True)


def bring_goal_back(it: Sitting) -> None:
    """Take a goal from the archive; put one there when it is empty."""
    away = it.store.goals.board(archived=True)
    it.store.goals.set_archived((away or it.store.goals.board())[0].id, not away)


def tick(it: Sitting) -> None:
    """Tick a milestone of a goal on the board, or take the tick back."""
    steps = [step for goal in it.store.goals.board() for step in goal.milestones]
    step = it.random.choice(steps)
    it.store.goals.tick(step.id, step.done_on is None)


def new_plan(it: Sitting) -> None:
    """Start a plan."""
    it.store.plans.add(it.random.choice(WORDS), it.plan(), "EUR")


def edit_plan(it: Sitting) -> None:
    """Change the figures of a plan, or its name."""
    plan = it.random.choice(it.store.plans.all(archived=True))
    name = it.random.choice((plan.name, "renamed"))
    it.store.plans.update(plan.id, name=name, plan=it.plan())


def archive_plan(it: Sitting) -> None:
    """Put a plan away, or take it back."""
    plan = it.random.choice(it.store.plans.all(archived=True))
    it.store.plans.set_archived(plan.id, plan.archived_at is None)


def bring_in(it: Sitting) -> None:
    """Import a file that knows some rows otherwise, names words in its own way and holds new ones; the file wins."""
    pick = it.random
    tables = json.loads(exported(it.store))["tables"]
    for entry in pick.sample(tables["entries"], 20):
        entry["note"] = pick.choice(TEXTS)
    for number, entry in enumerate(pick.sample(tables["entries"], 20)):
        tables["entries"].append(
            {**entry, "id": str(UUID(int=pick.getrandbits(128), version=4)), "note": f"new {number}"}
        )
    for word in tables["activities"]:
        word["name"] = word["name"].upper()
    tables["entry_activities"] = pick.sample(tables["entry_activities"], len(tables["entry_activities"]) // 2)
    file = read(json.dumps({"format": "rut-tui", "version": 1, "tables": tables}).encode())
    with it.store.transaction(f"the import of {len(tables['entries'])} entries"):
        merge(it.store, file, replace=True)


ACTIONS = (
    *(check_in, check_in, check_in, edit_entry, archive_entry, rate, unrate, answer, fit, new_goal, edit_goal),
    *(move, move, focus, archive_goal, bring_goal_back, tick, new_plan, edit_plan, archive_plan),
    *DIARY,
    *CARRYING,
)
