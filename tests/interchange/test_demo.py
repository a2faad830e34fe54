"""The sample life: sound, like a real one, and at home on whatever day and at whatever hour it is opened."""

import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from statistics import fmean
from typing import Any
from uuid import UUID

import pytest

from rut_tui import content
from rut_tui.domain.audit import Band, rut_level
from rut_tui.domain.board import by_column, progress
from rut_tui.domain.causes import cause_scores, to_ask
from rut_tui.domain.due import NOTHING, dated, soon
from rut_tui.domain.experiments import compared
from rut_tui.domain.goals import Column
from rut_tui.domain.habits import kept
from rut_tui.domain.insights import by_activity, series, strongest_drain, strongest_engager, within
from rut_tui.domain.leads import search_length
from rut_tui.domain.model import stable_id
from rut_tui.domain.people import by_due
from rut_tui.domain.questions import agenda
from rut_tui.domain.savings.saved import months_saved, targets
from rut_tui.domain.smart import open_letters
from rut_tui.interchange.demo import open_demo, shifted
from rut_tui.interchange.merging import merge
from rut_tui.interchange.rut_json import export_bytes, read, read_file
from rut_tui.storage.store import Store, open_store

FILE = content.data_root() / "demo.json"
LAST = date(2026, 11, 20)
EVENING = datetime(2026, 11, 20, 21, 0, tzinfo=timezone(timedelta(hours=1)))
WEEK = [EVENING + timedelta(days=days) for days in range(7)]
FAR = datetime(2031, 2, 28, 21, 0, tzinfo=timezone(timedelta(hours=-8)))
EARLIER = datetime(2025, 6, 1, 21, 0, tzinfo=UTC)
ZONES = [timezone(timedelta(hours=hours)) for hours in (-8, 1, 13)]
HOURS = [time(0, 5), time(8, 39), time(8, 40), time(12, 0), time(17, 19), time(17, 20), time(23, 55)]
MOMENTS = ("at", "started_at", "closed_at", "created_at", "updated_at", "archived_at")
PAST = (
    *("done_on", "closed_on", "first_day", "last_day", "week", "started_on", "day", "answered_on"),
    *("found_on", "applied_on", "talking_on", "offer_on"),
)
EXPECTED, ACTUAL = (-2, -2, -2, -2, -1, -2), (-1, -1, -1, -1, -1, 0)
Rows = dict[str, list[dict[str, Any]]]


def rows(now: datetime | None = None) -> Rows:
    """The tables as plain rows: as they are in the file, or moved to a moment."""
    sample = read_file(FILE)
    moved = sample if now is None else shifted(sample, now)
    return {name: [row.given() for row in found] for name, found in moved.tables.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def demo(folder: Path, now: datetime) -> Store:
    return open_store(open_demo(folder, lambda: now), lambda: now)


def local(entry: dict[str, Any]) -> datetime:
    """When it was on the wall of the one who wrote it."""
    return (datetime.fromisoformat(entry["at"]) + timedelta(minutes=entry["tz_offset"])).replace(tzinfo=None)


def test_it_imports_into_an_empty_journal_and_comes_out_with_the_same_bytes(folder: Path) -> None:
    given = FILE.read_bytes()
    store = open_store(folder / "empty.db", lambda: EVENING)
    with store.transaction():
        outcome = merge(store, read(given))
    again = export_bytes(store, exported_at=EVENING, app_version="9.9.9")
    store.close()
    assert (outcome.same, outcome.replaced, outcome.skipped, outcome.reasons) == (0, 0, 0, [])
    assert outcome.new == {name: len(found) for name, found in json.loads(given)["tables"].items()}
    assert again.partition(b"\n")[2] == given.partition(b"\n")[2]
    assert list(json.loads(again)) == list(json.loads(given))


def test_every_key_and_word_is_one_the_app_knows() -> None:
    tables = rows()
    assert {row["sign"] for row in tables["sign_ratings"]} == {sign.key for sign in content.signs()}
    assert {row["factor"] for row in tables["external_answers"]} == {factor.key for factor in content.external()}
    causes = {cause.key for cause in content.causes()}
    assert {row["cause"] for row in tables["cause_fits"]} < causes
    known = {f"cause:{key}" for key in causes} | {f"value:{value.key}" for value in content.values()}
    assert {row["key"] for row in tables["goal_serves"]} < known
    shipped = {stable_id("emotion", word.name): word.name for word in content.emotions()}
    assert {row["id"]: row["name"] for row in tables["emotions"]}.items() <= shipped.items()
    assert all(row["id"] == stable_id("activity", row["name"]) for row in tables["activities"])


def test_ids_are_fixed_and_times_fit_together() -> None:
    tables = rows()
    for name, found in tables.items():
        for row in found:
            assert all(UUID(value).version == 5 for column, value in row.items() if column in ("id", "entry_id"))
            assert row.get("created_at", "") <= row.get("updated_at", ""), name
    assert all(row["created_at"] == row["at"] for row in tables["entries"])
    # Summer time ended on 25 October.
    assert all(row["tz_offset"] == (120 if row["day"] < "2026-10-25" else 60) for row in tables["entries"])


def test_it_is_eight_weeks_of_one_person() -> None:
    entries = rows()["entries"]
    days = Counter(row["day"] for row in entries)
    assert (len(entries), min(days), max(days)) == (78, "2026-09-26", "2026-11-20")
    assert (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days + 1 == 56
    assert set(days.values()) == {1, 2, 3}
    assert not {f"2026-10-{day}" for day in range(14, 19)} & days.keys(), "half a week in bed"
    assert sum(row["engagement"] is None for row in entries) == 2
    assert {row["engagement"] for row in entries} == {None, -2, -1, 0, 1, 2}
    weekend, week = [], []
    for row in entries:
        if row["engagement"] is not None:
            (weekend if local(row).weekday() >= 5 else week).append(row["engagement"])
    assert fmean(weekend) > 0.5 > 0 > fmean(week)
    notes = "".join(row["note"] for row in entries)
    assert all(odd in notes for odd in ("[ ] ", "🪐", "ö", "ß", '"', "\n- "))


def test_the_diary_says_what_drains_and_what_engages(folder: Path) -> None:
    store = demo(folder, EVENING)
    entries = store.entries.between(date(2026, 9, 26), LAST)
    means = {item.name: item for item in by_activity(entries)}
    store.close()
    assert len(means) == 12
    # Counted by hand: 10 rated −2, 12 rated −1, one 0, on as many days; and 6 rated +2, 5 rated +1.
    assert (means["meetings"].entries, round(means["meetings"].mean, 2)) == (23, round(-32 / 23, 2))
    assert (means["mentoring"].entries, round(means["mentoring"].mean, 2)) == (11, round(17 / 11, 2))
    assert min(means.values(), key=lambda item: item.mean).name == "meetings"


def test_the_audit_is_whole_and_boredom_and_overload_stand_out(folder: Path) -> None:
    store = demo(folder, EVENING)
    audit = store.audits.current()
    store.close()
    assert audit is not None
    level = rut_level(audit, content.signs())
    # The ratings sum to 56 of 96.
    assert (level.rated, level.value, level.band) == (24, 58, Band.IN_A_RUT)
    scores = cause_scores(audit, content.causes(), content.signs())
    # 14 of 16, 10 of 12 and 11 of 16.
    assert [(item.cause.key, item.score) for item in scores[:3]] == [("boredom", 88), ("overload", 83), ("burnout", 69)]
    assert [(item.fit and item.fit.value) for item in scores[:3]] == ["fits", "unsure", None]
    assert [item.cause.key for item in to_ask(scores)] == ["burnout"]
    assert {key for key, answer in audit.external.items() if answer.applies} == {"sleep"}
    assert audit.external["sleep"].would_help is False


@pytest.mark.parametrize("now", [*WEEK, FAR, EARLIER], ids=str)
def test_today_has_something_to_show_on_every_day_of_the_week(folder: Path, now: datetime) -> None:
    store = demo(folder, now)
    today = now.date()
    fortnight = store.entries.between(today - timedelta(days=13), today)
    goals = store.goals.board()
    store.close()
    assert [(entry.local.time(), entry.engagement) for entry in within(fortnight, today, today)] == [
        (time(8, 40), -1),
        (time(17, 20), 1),
    ]
    assert 9 <= sum(day.entries > 0 for day in series(fortnight, today)) <= 11
    drain, engager = (pick(by_activity(fortnight)) for pick in (strongest_drain, strongest_engager))
    assert drain is not None
    assert engager is not None
    assert (drain.name, engager.name) == ("meetings", "mentoring")
    assert [(item.title, (item.day - today).days) for item in soon(dated(goals, NOTHING), today)] == [
        ("Finish the second chart", 3),
        ("Hand the status round to Henrik", 6),
        ("Write to Noor's colleague", 9),
        ("Ask three people about their work in UX", 12),
    ]


def test_the_board_has_goals_of_every_kind(folder: Path) -> None:
    store = demo(folder, EVENING)
    goals, archived = store.goals.board(), store.goals.board(archived=True)
    store.close()
    assert {column: len(found) for column, found in by_column(goals).items()} == dict.fromkeys(
        (Column.IDEA, Column.NEXT, Column.DOING), 2
    ) | {Column.DONE: 1}
    assert [goal.title for goal in archived] == ["Apply for the team lead post"]
    focus = next(goal for goal in goals if goal.focus)
    assert focus.column is Column.DOING
    steps = progress(focus)
    assert steps is not None
    assert (steps.done, steps.total) == (2, 4)
    assert focus.next_milestone is not None
    assert focus.next_milestone.due == LAST + timedelta(days=3)
    assert [goal.done_on for goal in goals if goal.column is Column.DONE] == [date(2026, 11, 2)]
    lacking = {goal.title: "".join(open_letters(goal, LAST)) for goal in goals}
    assert {title: letters for title, letters in lacking.items() if letters} == {
        "Be happier at work somehow": "SMART",
        "Give a short talk about charts": "AT",
    }


@pytest.mark.parametrize("now", [*WEEK, FAR, EARLIER], ids=str)
def test_wins_reviews_and_the_rest_of_the_diary_move_with_it(folder: Path, now: datetime) -> None:
    store = demo(folder, now)
    today = now.date()
    wins, reviews, (setback,) = store.wins.all(), store.reviews.all(), store.setbacks.open()
    job, days = store.jobs.on(today), store.time_off.days(today - timedelta(days=120), today)
    found = [(pair.activity, pair.expected, pair.actual) for pair in store.expectations.pairs()]
    ill = store.time_off.days(min(entry.day for entry in store.entries.latest(99)), today)
    store.close()
    assert {win.text: win.local.time() for win in wins}["Finished the SQL course"] == time(21, 15)
    assert [(win.local.weekday(), win.day < today) for win in wins[:2]] == [(2, True), (1, True)]
    assert [review.week.weekday() for review in reviews] == [0, 0]
    assert (setback.next_on or today) - today == timedelta(days=9)
    assert job is not None
    assert job.title == "Reporting, claims department"
    # Two weeks in summer, half a week in bed.
    assert (len(days), len(ill)) == (17, 5)
    # Read off the entries of these days.
    assert found == [("meetings", expected, actual) for expected, actual in zip(EXPECTED, ACTUAL, strict=True)]


@pytest.mark.parametrize("now", [*WEEK, FAR, EARLIER], ids=str)
def test_what_carries_a_goal_moves_with_it_and_has_something_to_say(folder: Path, now: datetime) -> None:
    store = demo(folder, now)
    today = now.date()
    people, leads, habits = by_due(store.people.all()), store.leads.all(), store.habits.all()
    (running,) = store.experiments.running()
    found = compared(store.ratings.of_experiment(running.id), store.ratings.between())
    ticks = store.habits.ticks(today - timedelta(days=8), today)
    weeks = [kept(habit, ticks[habit.id], today) for habit in habits]
    asked = {person.name: [it.text for it in agenda(store.questions.all(), person.id)] for person in people}
    skills = [(skill.name, skill.gap) for skill in store.skills.all()]
    focus = next(goal for goal in store.goals.board() if goal.focus)
    figures = [str(it.value) for it in store.goal_values.of(focus.id)]
    minutes = [step.minutes for step in focus.milestones]
    store.close()
    due = {person.name: ((person.due or today) - today).days for person in people}
    assert list(due)[-1] == "Ferdi"
    assert due["Noor's colleague"] == 9
    assert 5 <= due["Noor"] <= 11  # three weeks after the last message, which keeps its weekday
    assert asked["Noor's colleague"] == ["How did you get in?", "What does a normal Tuesday look like?"]
    assert [(lead.stage.value, ((lead.next_on or today) - today).days) for lead in leads] == [
        ("found", 18),
        ("found", 27),
        ("no", 0),
    ]
    assert search_length(leads, today) is None
    assert found is not None
    # +1 +1 +2 +1 +1; what has not come yet is left out: the fourth, or the third and fourth.
    assert round(found.entries.mean, 2) in (1.2, 1.25, 1.0)
    assert found.others is not None
    assert found.others < 0
    assert all(week.days == 7 and 2 <= week.ticked <= 6 for week in weeks)
    assert skills[0] == ("Charts that need no legend", 2)
    assert (focus.value, figures, minutes) == (1, ["1", "0"], [None, None, 60, 5])


def test_the_plans_answer(folder: Path) -> None:
    store = demo(folder, EVENING)
    spring, four_days = store.plans.all()
    store.close()
    assert (spring.name, four_days.name) == ("If I left in spring", "Four days a week")
    assert {spring.currency, four_days.currency} == {"EUR"}
    # 9000 over 2400 + 800 + 200; 800 a month are put by, so 10,200 are there after two months.
    assert round(months_saved(spring.plan).normal, 1) == 2.6
    first = targets(spring.plan, LAST)[0]
    assert (first.amount, first.months_to_reach) == (10_200, 2)
    assert spring.plan.target_income == 3600


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("days", range(-1, 7))
def test_nothing_that_happened_lies_ahead_at_any_hour(zone: timezone, days: int) -> None:
    for hour in HOURS:
        now = datetime.combine(LAST + timedelta(days=days), hour, zone)
        tables = rows(now)
        for name, found in tables.items():
            for row in found:
                for column in MOMENTS:
                    if row.get(column):
                        assert datetime.fromisoformat(row[column]) <= now, (name, column)
                for column in PAST:
                    assert (row.get(column) or "") <= now.date().isoformat(), (name, column)
        # The first entry of the last day is from 08:40, the second from 17:20.
        expected = sum(now.time() >= time(*when) for when in ((8, 40), (17, 20)))
        assert sum(row["day"] == now.date().isoformat() for row in tables["entries"]) == expected
        assert len(tables["entries"]) >= 60
        kept = {row["id"] for row in tables["entries"]}
        assert {row["entry_id"] for row in tables["entry_activities"]} <= kept
        assert {row["entry_id"] for row in tables["entry_emotions"]} <= kept
        assert {row["entry_id"] for row in tables["expectations"]} <= kept


@pytest.mark.parametrize("now", [*WEEK, FAR, EARLIER], ids=str)
def test_weekdays_and_times_of_day_stay_on_the_clock_of_the_reader(now: datetime) -> None:
    before = {row["id"]: local(row) for row in rows()["entries"]}
    offset = now.utcoffset()
    assert offset is not None
    for row in rows(now)["entries"]:
        was, is_now = before[row["id"]], local(row)
        assert is_now.time() == was.time()
        assert row["day"] == is_now.date().isoformat()
        assert row["tz_offset"] == offset.total_seconds() / 60
        assert was.date() == LAST or is_now.weekday() == was.weekday()


def test_the_same_moment_gives_the_same_journal(tmp_path: Path) -> None:
    def made(name: str) -> bytes:
        folder = tmp_path / name
        folder.mkdir(mode=0o700)
        store = demo(folder, FAR)
        found = export_bytes(store, exported_at=FAR, app_version="0")
        store.close()
        return found

    assert made("one") == made("two")


def test_on_the_evening_it_ends_only_the_clock_of_the_reader_differs() -> None:
    given, moved = rows(), rows(EVENING)
    for name in ("entries", "wins"):
        there = {row["id"]: row for row in moved.pop(name)}
        for row in given.pop(name):
            assert there[row["id"]]["day"] == row["day"]
            assert local(there[row["id"]]) == local(row)
    assert moved == given


def test_the_dates_of_a_plan_move_and_its_money_does_not() -> None:
    plan = {"savings": "9000.50", "start_date": "2026-11-20", "deadline": "2027-03-31"}
    moment = "2026-11-02T08:00:00Z"
    ids = ("6f0d7c1e-4a55-4d0b-9a3e-7a3f0f4f2c11", "6f0d7c1e-4a55-4d0b-9a3e-7a3f0f4f2c12")
    entry = {"id": ids[0], "at": "2026-11-20T18:00:00Z", "tz_offset": 60, "day": "2026-11-20", "engagement": 1}
    named = {"id": ids[1], "name": "x", "currency": "EUR", "plan": json.dumps(plan), "created_at": moment}
    document = {"format": "rut-tui", "version": 1, "tables": {"entries": [entry], "plans": [named]}}
    sample = shifted(read(json.dumps(document).encode()), EVENING + timedelta(days=3))
    moved = sample.tables["plans"][0].given()
    assert json.loads(moved["plan"]) == plan | {"start_date": "2026-11-23", "deadline": "2027-04-03"}
    assert moved["created_at"] == "2026-11-09T08:00:00Z"


def test_a_file_without_a_diary_stays_where_it_is() -> None:
    given = read(b'{"format": "rut-tui", "version": 1, "tables": {}}')
    assert shifted(given, FAR) == given
