"""What was saved is there, word for word, when the file is opened again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from storage_bench import Clock

from rut_tui.domain.audit import ExternalAnswer, Fit
from rut_tui.domain.goals import Column, GoalDraft
from rut_tui.domain.journal import Context, EntryDraft
from rut_tui.domain.model import NAMESPACE, stable_id
from rut_tui.domain.savings.plan import SavingsPlan
from rut_tui.storage.faults import Gone
from rut_tui.storage.store import Store

Reopen = Callable[[Store], Store]

HOSTILE = (
    "[/] [@click=app.quit]x[/] \x1b]52;c;aGk=\x07 \u202ereversed\u202c zero\u200bwidth e" + "\u0301" * 1000,
    'Robert\'); DROP TABLE entries;-- "quoted" %s {} ? :name',
    "  spaces around, tabs\tand\r\nline ends\r kept \n\n",
    "😀👨‍👩‍👧‍👦 日本語 עברית 🇪🇺",
    "x" * 200_000,
    "",
)


def draft(at: datetime, engagement: int | None = 1, **rest: object) -> EntryDraft:
    return EntryDraft(at=at, engagement=engagement, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("note", HOSTILE, ids=["control", "sql", "spaces", "emoji", "long", "empty"])
def test_a_note_comes_back_as_it_was_typed(store: Store, clock: Clock, reopen: Reopen, note: str) -> None:
    entry = store.entries.add(draft(clock(), note=note))

    assert reopen(store).entries.get(entry.id).note == note


def test_an_entry_comes_back_whole(store: Store, clock: Clock, reopen: Reopen) -> None:
    at = datetime(2026, 11, 19, 0, 15, 59, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    added = store.entries.add(
        draft(at, -2, context=Context.OUTSIDE, activities=("meetings", "C++"), emotions=("bored",), note="long")
    )

    entry = reopen(store).entries.get(added.id)

    assert entry == added
    assert entry.at == datetime(2026, 11, 18, 18, 30, 59, tzinfo=UTC)
    assert (entry.tz_offset, entry.day) == (345, date(2026, 11, 19))
    assert (entry.engagement, entry.context) == (-2, Context.OUTSIDE)
    assert [word.name for word in entry.activities] == ["meetings", "C++"]
    assert [word.name for word in entry.emotions] == ["bored"]
    assert entry.created_at == entry.updated_at == clock()


def test_an_entry_that_is_saved_anew_keeps_its_birth_and_loses_its_old_words(store: Store, clock: Clock) -> None:
    first = store.entries.add(draft(clock(), 2, activities=("a", "b")))
    clock.pass_by(minutes=5)

    entry = store.entries.update(first.id, draft(clock(), None, activities=("b", "c"), note="later"))

    assert store.entries.get(first.id) == entry
    assert [word.name for word in entry.activities] == ["b", "c"]
    assert (entry.engagement, entry.note) == (None, "later")
    assert entry.created_at == first.created_at
    assert entry.updated_at == clock()


def test_the_day_is_the_writers_and_the_ends_of_the_calendar_hold(store: Store) -> None:
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    earliest = store.entries.add(draft(datetime(1900, 1, 1, 0, 30, tzinfo=east)))
    latest = store.entries.add(draft(datetime(2200, 12, 31, 23, 59, 59, tzinfo=west)))

    assert earliest.day == date(1900, 1, 1)
    assert earliest.at.date() == date(1899, 12, 31)
    assert latest.day == date(2200, 12, 31)
    assert latest.at.date() == date(2201, 1, 1)
    assert store.entries.between(date(1900, 1, 1), date(2200, 12, 31)) == (earliest, latest)
    with pytest.raises(ValueError, match="1900 to 2200"):
        store.entries.add(draft(datetime(1899, 12, 31, tzinfo=UTC)))


def test_days_are_listed_in_order_and_leafed_through(store: Store, clock: Clock) -> None:
    noon = datetime(2026, 11, 10, 12, tzinfo=UTC)
    late = store.entries.add(draft(noon + timedelta(hours=8)))
    early = store.entries.add(draft(noon))
    before = store.entries.add(draft(noon - timedelta(days=30)))
    gone = store.entries.add(draft(noon - timedelta(days=2)))
    hidden = store.entries.set_archived(gone.id, True)

    assert hidden.archived_at == clock()
    assert store.entries.on_day(noon.date()) == (early, late)
    assert store.entries.on_day(gone.day) == ()
    assert store.entries.on_day(gone.day, archived=True) == (hidden,)
    assert store.entries.between(date(2026, 10, 1), date(2026, 11, 30)) == (before, early, late)
    assert store.entries.latest(2) == (late, early)
    assert store.entries.neighbour(noon.date(), -1) == before.day
    assert store.entries.neighbour(before.day, 1) == noon.date()
    assert store.entries.neighbour(before.day, -1) is None
    assert (store.entries.counts().entries, store.entries.counts().days) == (3, 2)
    assert store.entries.set_archived(gone.id, False).archived_at is None
    assert store.entries.neighbour(noon.date(), -1) == gone.day


def test_what_is_not_there_is_said(store: Store, clock: Clock) -> None:
    for ask in (
        lambda: store.entries.get("no"),
        lambda: store.entries.update("no", draft(clock())),
        lambda: store.entries.set_archived("no", True),
        lambda: store.goals.get("no"),
        lambda: store.goals.update("no", GoalDraft(title="x")),
        lambda: store.goals.move("no", Column.NEXT, 0),
        lambda: store.goals.set_focus("no"),
        lambda: store.goals.tick("no", True),
        lambda: store.plans.get("no"),
        lambda: store.plans.set_archived("no", True),
    ):
        with pytest.raises(Gone, match=r"isn't in the (journal|goal) any more"):
            ask()


def test_a_word_is_made_once_whatever_its_case(store: Store, clock: Clock, reopen: Reopen) -> None:
    store.entries.add(draft(clock(), activities=("Meetings", "meetings", "ΣΊΣΥΦΟΣ", "MEETINGS", " Straße ")))
    again = store.words.resolve("activity", ["σίσυφος", "MEETINGS", "STRASSE"])

    assert [word.name for word in again] == ["ΣΊΣΥΦΟΣ", "Meetings", "Straße"]
    assert [word.name for word in reopen(store).words.all("activity")] == ["Meetings", "Straße", "ΣΊΣΥΦΟΣ"]


def test_words_get_the_same_id_in_every_journal_and_their_own_when_it_is_taken(store: Store) -> None:
    plus, plain, felt = (
        *store.words.resolve("activity", ["C++", "C"]),
        *store.words.resolve("emotion", ["C"]),
    )

    # uuid5 of our namespace and "activity:c", worked out with Python's own uuid module.
    from uuid import uuid5

    assert plus.id == str(uuid5(NAMESPACE, "activity:c"))
    assert plain.id != plus.id
    assert felt.id == stable_id("emotion", "C")


def test_recent_words_come_first(store: Store, clock: Clock) -> None:
    for name in ("old", "unused", "middle", "new"):
        clock.pass_by(days=1)
        store.entries.add(draft(clock(), activities=(name,)))
    unused = store.entries.latest(3)[2]
    store.entries.set_archived(unused.id, True)
    clock.pass_by(days=1)
    store.entries.add(draft(clock(), activities=("old", "with old")))

    assert [word.name for word in store.words.recent("activity")] == ["old", "with old", "new", "middle", "unused"]
    assert len(store.words.recent("activity", limit=2)) == 2
    assert store.words.recent("emotion") == ()


def test_an_audit_is_left_and_resumed(store: Store, clock: Clock, reopen: Reopen) -> None:
    assert store.audits.current() is None
    store.audits.rate("bored", 3)
    clock.pass_by(days=1)
    store.audits.rate("underpaid", None)
    store.audits.rate("bored", 4)
    store.audits.rate("envy", 0)
    store.audits.unrate("envy")
    store.audits.unrate("never asked")
    store.audits.answer_external("sleep", ExternalAnswer(applies=True))
    store.audits.answer_external("sleep", ExternalAnswer(applies=True, would_help=False))
    store.audits.answer_external("grief", ExternalAnswer(applies=False))
    store.audits.answer_external("grief", ExternalAnswer())
    store.audits.answer_cause("burnout", Fit.UNSURE)
    store.audits.answer_cause("burnout", Fit.FITS)
    store.audits.answer_cause("boredom", Fit.DOESNT)
    last = store.audits.answer_cause("boredom", None)

    audit = reopen(store).audits.current()

    assert audit == last
    assert audit is not None
    assert audit.ratings == {"bored": 4, "underpaid": None}
    assert audit.external == {"sleep": ExternalAnswer(applies=True, would_help=False)}
    assert audit.fits == {"burnout": Fit.FITS}
    assert audit.started_at == clock() - timedelta(days=1)
    assert audit.updated_at == clock()


def test_a_plan_comes_back_to_the_cent(store: Store, clock: Clock, reopen: Reopen) -> None:
    plan = SavingsPlan(savings=Decimal("9000.01"), essential=Decimal("2400"), income=Decimal("4200.10"))
    other = SavingsPlan(savings=Decimal(0), essential=Decimal("0.1"))
    first = store.plans.add("Leap", plan, "EUR")
    second = store.plans.add("Stay", other, "USD")
    clock.pass_by(hours=1)
    renamed = store.plans.update(first.id, name="Leap in May", plan=plan)
    store = reopen(store)

    assert store.plans.all() == (renamed, second)
    assert renamed.plan == plan
    assert str(renamed.plan.savings) == "9000.01"
    assert (renamed.name, renamed.currency, renamed.created_at) == ("Leap in May", "EUR", first.created_at)
    assert store.plans.set_archived(second.id, True).archived_at == clock()
    assert store.plans.all() == (renamed,)
    with pytest.raises(ValueError, match="currency"):
        store.plans.add("x", plan, "euros")
    with pytest.raises(ValueError, match="name"):
        store.plans.update(first.id, name="  ", plan=plan)


def test_several_writes_are_one_and_a_failed_one_leaves_no_trace(store: Store, clock: Clock, reopen: Reopen) -> None:
    def interrupted() -> None:
        with store.transaction():
            store.entries.add(draft(clock(), activities=("a",)))
            store.goals.add(GoalDraft(title="g"))
            raise KeyboardInterrupt

    def inner() -> None:
        with store.transaction():
            store.entries.add(draft(clock(), note="inner"))
            store.entries.get("no")

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert all(rows == [] for rows in store.tables.dump().values())

    with store.transaction():
        store.entries.add(draft(clock(), note="outer"))
        with pytest.raises(Gone):
            inner()
    assert [entry.note for entry in reopen(store).entries.latest(9)] == ["outer"]
