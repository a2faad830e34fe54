"""A journal that holds something in every table, written through the repositories as the app does."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from rut_tui.clock import Clock
from rut_tui.domain.audit import ExternalAnswer, Fit
from rut_tui.domain.expectations import ExpectationDraft
from rut_tui.domain.experiments import Ending, ExperimentDraft, Verdict
from rut_tui.domain.goals import Column, GoalDraft, GoalValueDraft, MilestoneDraft
from rut_tui.domain.habits import HabitDraft, HabitKind
from rut_tui.domain.journal import Context, EntryDraft
from rut_tui.domain.leads import LeadDraft, Stage
from rut_tui.domain.people import ContactDraft, ContactKind, PersonDraft
from rut_tui.domain.periods import JobDraft, OffKind, TimeOffDraft
from rut_tui.domain.questions import QuestionDraft
from rut_tui.domain.reviews import ReviewDraft
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.domain.skills import SkillDraft
from rut_tui.domain.weeks import monday
from rut_tui.domain.wins import SetbackDraft, WinDraft
from rut_tui.interchange.rut_json import Export, export_bytes, read
from rut_tui.storage.store import Store, open_store

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=1)))

ID = "6f0d7c1e-4a55-4d0b-9a3e-7a3f0f4f2c11"
ID2 = "6f0d7c1e-4a55-4d0b-9a3e-7a3f0f4f2c12"
ENTRY: dict[str, Any] = {
    "id": ID, "at": "2026-11-20T18:00:00Z", "tz_offset": 60, "day": "2026-11-20", "engagement": 1,
}  # fmt: skip

HOSTILE = (
    "[/]",
    "[@click=app.quit]x[/]",
    "\x1b]0;title\x07\x1b[2J",
    "\x9b31m\x85\x7f",
    "\u202egnp.exe\u2066\u200b\u2028\ufeff",
    'quote " back \\ slash \\u0000 {"a": [1]}',
    "line\r\nline\n\n",
    "e" + "\u0301" * 1000,
    "👩‍👩‍👧‍👦 שלום 漢字 \U0010ffff",
    "ß ﬁ İ ı",
    "x" * 200_000,
)


def numbered() -> Iterator[str]:
    """Ids that are the same in every run."""
    return (str(UUID(int=number, version=4)) for number in count(1))


@contextmanager
def journal(path: Path, clock: Clock = lambda: NOW) -> Iterator[Store]:
    """An open journal, made when there is none."""
    ids = numbered()
    store = open_store(path, clock, new_id=lambda: next(ids))
    try:
        yield store
    finally:
        store.close()


def fill(store: Store) -> None:
    """Write something into every table."""
    for number, note in enumerate(HOSTILE):
        at = NOW - timedelta(days=number, hours=number)
        name = note.strip()[:500].replace("\n", " ")
        words = (name,) if name.strip() else ()
        context = Context.OUTSIDE if number % 3 == 0 else Context.WORK
        store.entries.add(
            EntryDraft(
                at=at,
                engagement=number % 5 - 2,
                context=context,
                activities=("meetings", *words),
                emotions=words,
                note=note,
            )
        )
    first, *_ = store.entries.latest(1)
    store.entries.set_archived(first.id, True)
    store.entries.add(EntryDraft(at=datetime(1900, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=14))), engagement=None))
    store.entries.add(
        EntryDraft(at=datetime(2200, 12, 31, 23, 30, tzinfo=timezone(-timedelta(hours=12))), engagement=None)
    )
    store.audits.rate("sunday", 4)
    store.audits.rate("bored", None)
    store.audits.answer_external("sleep", ExternalAnswer(applies=True))
    store.audits.answer_cause("boredom", Fit.UNSURE)
    steps = (MilestoneDraft(title="first [b]"), MilestoneDraft(title="second", due=date(2027, 2, 28), done=True))
    goal = store.goals.add(GoalDraft(title="Finish the SQL course", serves=("value:growth",), milestones=steps))
    store.goals.add(GoalDraft(title="Rest", confidence=7, due=date(9999, 12, 31), notes=HOSTILE[2]), Column.DONE)
    store.goals.set_focus(goal.id)
    plan = SavingsPlan(savings=Decimal("9000.50"), essential=Decimal(2400), start_date=date(2026, 11, 20))
    store.plans.add("If it ends in spring", plan, "EUR")
    live_on(store)
    carry(store)


def live_on(store: Store) -> None:
    """Write a win and a setback, and what else a diary holds beside check-ins."""
    today = NOW.date()
    for note in HOSTILE:
        line = note.replace("\n", " ")[:500]
        store.wins.add(WinDraft(at=NOW, text=line if line.strip() else "x", reward=line))
        store.setbacks.add(SetbackDraft(day=today, what="no reply", in_control=note, next_try=line))
    store.setbacks.set_closed(store.setbacks.open()[0].id, True)
    store.time_off.add(TimeOffDraft(first_day=date(1900, 1, 1), last_day=date(2200, 12, 31), kind=OffKind.ILL))
    store.jobs.move("UX", today, left="Support")
    store.reviews.save(ReviewDraft(week=monday(today), liked=HOSTILE[4], next_thing=HOSTILE[7]))
    store.dismissals.add("support")
    for activity in ("meetings", "sales"):
        store.expectations.add(ExpectationDraft(activity=activity, day=today, expected=-2))
    store.entries.add(EntryDraft(at=NOW, engagement=0, activities=("meetings",)))


def carry(store: Store) -> None:
    """Write what carries a goal, with everything hung on one."""
    today = NOW.date()
    for note in HOSTILE:
        line = note.replace("\n", " ")[:500]
        name = line if line.strip() else "x"
        skill = store.skills.add(SkillDraft(name=name, cost=Decimal("180.50"), hours=Decimal(24), notes=note))
        person = store.people.add(PersonDraft(name=name, tags=(name[:100], "mentor"), every_days=21, notes=note))
        question = store.questions.add(QuestionDraft(text=name, people=(person.id,)))
        contact = ContactDraft(person_id=person.id, day=today, kind=ContactKind.COFFEE, note=note)
        store.contacts.add(contact, {question.id: note})
        test = store.experiments.add(ExperimentDraft(question=name, cost_cap=Decimal("0.5"), started_on=today))
        store.experiments.end(test.id, Ending(verdict=Verdict.UNCLEAR, result=note, learnt=note))
        store.leads.add(LeadDraft(role=name, stage=Stage.OFFER, found_on=today, person_id=person.id, notes=note))
        habit = store.habits.add(HabitDraft(name=name, kind=HabitKind.BOUNDARY))
        store.habits.tick(habit.id, today, True)
        store.habits.pause(habit.id)
    (entry,) = store.entries.latest(1)
    draft = EntryDraft(at=entry.local, engagement=1, note=entry.note, experiments=(test.id,))
    store.entries.update(entry.id, draft)
    step = MilestoneDraft(title="m", minutes=5)
    links = {"skills": (skill.id,), "people": (person.id,), "experiments": (test.id,)}
    goal = store.goals.add(GoalDraft(title="carried", serves=("value:growth",), milestones=(step,), **links))
    store.goal_values.add(GoalValueDraft(goal_id=goal.id, day=today, value=Decimal("-12.50")))


def document(**tables: Any) -> bytes:
    """An export that holds these tables, by hand."""
    return json.dumps({"format": "rut-tui", "version": 1, "tables": tables}).encode()


def sketch(store: Store) -> None:
    """Write one row into every table, which is all that a single change can reach."""
    store.entries.add(EntryDraft(at=NOW, engagement=1, activities=("a",), emotions=("b",), note="n"))
    store.audits.rate("sunday", 4)
    store.audits.answer_external("sleep", ExternalAnswer(applies=True))
    store.audits.answer_cause("boredom", Fit.FITS)
    goal = GoalDraft(title="t", serves=("value:growth",), milestones=(MilestoneDraft(title="m"),))
    store.goals.add(goal, Column.NEXT)
    store.plans.add("p", SavingsPlan(savings=Decimal(1), essential=Decimal(1)), "EUR")
    store.wins.add(WinDraft(at=NOW, text="w"))
    store.setbacks.add(SetbackDraft(day=NOW.date(), what="s"))
    store.time_off.add(TimeOffDraft(first_day=NOW.date(), last_day=NOW.date()))
    store.jobs.add(JobDraft(title="j"))
    store.reviews.save(ReviewDraft(week=monday(NOW.date()), liked="l"))
    store.expectations.add(ExpectationDraft(activity="a", day=NOW.date(), expected=1))
    store.dismissals.add("support")
    carry_little(store)


def carry_little(store: Store) -> None:
    """Write one row into every table of what carries a goal."""
    today = NOW.date()
    skill = store.skills.add(SkillDraft(name="s", cost=Decimal(1)))
    person = store.people.add(PersonDraft(name="p", tags=("t",)))
    store.questions.add(QuestionDraft(text="q", people=(person.id,)))
    store.contacts.add(ContactDraft(person_id=person.id, day=today, kind=ContactKind.CALL))
    test = store.experiments.add(ExperimentDraft(question="e"))
    (entry,) = store.entries.latest(1)
    store.entries.update(
        entry.id, EntryDraft(at=NOW, engagement=1, note="n", activities=("a",), emotions=("b",), experiments=(test.id,))
    )
    store.leads.add(LeadDraft(role="l", found_on=today))
    habit = store.habits.add(HabitDraft(name="h"))
    store.habits.tick(habit.id, today, True)
    store.habits.pause(habit.id)
    (goal,) = store.goals.board()
    links = {"skills": (skill.id,), "people": (person.id,), "experiments": (test.id,)}
    step = MilestoneDraft(id=goal.milestones[0].id, title="m")
    store.goals.update(goal.id, GoalDraft(title="t", serves=goal.serves, milestones=(step,), **links))
    store.goal_values.add(GoalValueDraft(goal_id=goal.id, day=today, value=Decimal(1)))


def exported(store: Store, at: datetime = NOW, version: str = "0.1.0") -> bytes:
    """The journal as an export."""
    return export_bytes(store, exported_at=at, app_version=version)


def read_back(store: Store) -> Export:
    """The journal's export, read."""
    return read(exported(store))
