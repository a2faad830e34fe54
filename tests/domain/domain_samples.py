"""Small catalogues, entries and goals to build tests from."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import count

from rut_tui.domain.audit import Audit, ExternalAnswer, Fit
from rut_tui.domain.catalogue import Cause, ExternalFactor, Sign
from rut_tui.domain.experiments import Experiment, Verdict
from rut_tui.domain.goals import Column, Goal, Milestone
from rut_tui.domain.habits import Habit, HabitKind, Pause
from rut_tui.domain.journal import Context, Entry, Word
from rut_tui.domain.leads import Lead, Stage
from rut_tui.domain.model import stable_id
from rut_tui.domain.people import Person
from rut_tui.domain.wins import Setback

MOMENT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = MOMENT.date()
_numbers = count(1)


def signs(*causes: str) -> tuple[Sign, ...]:
    """One sign for each argument, named s1, s2 …; its causes are separated by blanks."""
    return tuple(
        Sign(key=f"s{n}", statement=f"Sign {n}", scale="frequency", causes=tuple(text.split()))
        for n, text in enumerate(causes, 1)
    )


def causes(*keys: str) -> tuple[Cause, ...]:
    return tuple(Cause(key=key, name=key.capitalize(), what="What it is.", question="Is it so?") for key in keys)


def factors(*keys: str) -> tuple[ExternalFactor, ...]:
    return tuple(ExternalFactor(key=key, name=key.capitalize(), question="Is it there?") for key in keys)


def audit(
    ratings: Iterable[int | None] | Mapping[str, int | None] = (),
    external: Mapping[str, tuple[bool | None, bool | None]] | None = None,
    fits: Mapping[str, Fit] | None = None,
) -> Audit:
    """An audit with ratings of s1, s2 … in order, or by key."""
    by_key = ratings if isinstance(ratings, Mapping) else {f"s{n}": value for n, value in enumerate(ratings, 1)}
    answers = {key: ExternalAnswer(applies=a, would_help=h) for key, (a, h) in (external or {}).items()}
    return Audit(
        id="audit", started_at=MOMENT, updated_at=MOMENT, ratings=by_key, external=answers, fits=dict(fits or {})
    )


def words(kind: str, names: Iterable[str]) -> tuple[Word, ...]:
    return tuple(Word(id=stable_id(kind, name), name=name) for name in names)


def entry(
    day: date | int,
    engagement: int | None,
    *activities: str,
    at: time = time(9),
    emotions: Iterable[str] = (),
    archived: bool = False,
) -> Entry:
    """An entry on a day, or so many days before TODAY."""
    day = day if isinstance(day, date) else TODAY - timedelta(days=day)
    moment = datetime.combine(day, at, UTC)
    return Entry(
        id=f"e{next(_numbers)}",
        at=moment,
        tz_offset=0,
        day=day,
        engagement=engagement,
        context=Context.WORK,
        note="",
        activities=words("activity", activities),
        emotions=words("emotion", emotions),
        created_at=moment,
        updated_at=moment,
        archived_at=moment if archived else None,
    )


def milestone(
    title: str = "First page", due: date | None = None, done_on: date | None = None, minutes: int | None = None
) -> Milestone:
    return Milestone(id=f"m{next(_numbers)}", title=title, due=due, done_on=done_on, minutes=minutes)


def goal(
    id: str = "g",
    title: str = "Move into a remote UX role",
    *,
    column: Column = Column.DOING,
    position: int = 0,
    focus: bool = False,
    due: date | None = TODAY + timedelta(days=30),
    measure: str = "1 signed contract",
    confidence: int | None = 8,
    serves: tuple[str, ...] = ("value:growth",),
    milestones: Iterable[Milestone] = (),
    done_on: date | None = None,
    archived: bool = False,
) -> Goal:
    """A goal that passes its five checks, unless told otherwise."""
    return Goal(
        id=id,
        title=title,
        measure=measure,
        confidence=confidence,
        raise_confidence="",
        serves=serves,
        due=due,
        notes="",
        column=column,
        position=position,
        focus=focus,
        done_on=done_on,
        milestones=tuple(milestones),
        created_at=MOMENT,
        updated_at=MOMENT,
        archived_at=MOMENT if archived else None,
    )


def east(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def setback(what: str, next_on: date | None = None, next_try: str = "") -> Setback:
    """One that is not over; its id is what happened."""
    return Setback(
        id=what,
        day=TODAY,
        what=what,
        in_control="",
        next_try=next_try,
        next_on=next_on,
        closed_on=None,
        created_at=MOMENT,
        updated_at=MOMENT,
    )


def person(name: str, every: int | None = None, next_on: date | None = None, last: date | None = None) -> Person:
    """Somebody; their id is their name."""
    return Person(
        id=name,
        name=name,
        role="",
        known="",
        tags=(),
        every_days=every,
        next_on=next_on,
        reach="",
        notes="",
        last_contact=last,
        created_at=MOMENT,
        updated_at=MOMENT,
    )


def lead(role: str, next_on: date | None = None, next_step: str = "", stage: str = "applied") -> Lead:
    """A lead; its id is the role."""
    return Lead(
        id=role,
        role=role,
        company="",
        stage=Stage(stage),
        found_on=TODAY,
        applied_on=None,
        talking_on=None,
        offer_on=None,
        closed_on=TODAY if stage == "no" else None,
        person_id=None,
        contact="",
        next_on=next_on,
        next_step=next_step,
        notes="",
        created_at=MOMENT,
        updated_at=MOMENT,
    )


def experiment(question: str, ends_on: date | None = None, closed_on: date | None = None) -> Experiment:
    """An experiment; its id is the question."""
    return Experiment(
        id=question,
        question=question,
        test="",
        guess="",
        cost_cap=None,
        started_on=TODAY,
        ends_on=ends_on,
        result="",
        learnt="",
        verdict=Verdict.UNSAID,
        closed_on=closed_on,
        created_at=MOMENT,
        updated_at=MOMENT,
    )


def habit(name: str, paused_on: date | None = None) -> Habit:
    """A habit of two weeks; its id is its name."""
    return Habit(
        id=name,
        name=name,
        kind=HabitKind.HABIT,
        started_on=TODAY - timedelta(days=14),
        position=0,
        pauses=(Pause(first_day=paused_on),) if paused_on else (),
        created_at=MOMENT,
        updated_at=MOMENT,
    )
