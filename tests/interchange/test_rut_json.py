"""Our own JSON: nothing is lost on the way out and in, and nothing unsound gets in."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journals import ENTRY, HOSTILE, ID, ID2, document, exported, fill, journal, read_back, sketch

from rut_tui.interchange.merging import merge
from rut_tui.interchange.refusal import ImportRefused
from rut_tui.interchange.rows import TABLES
from rut_tui.interchange.rut_json import SIZE_LIMIT, read, read_file
from rut_tui.storage.store import Store

PLAN = {"id": ID, "name": "x", "currency": "EUR", "plan": "{}"}


def refusal(data: bytes) -> str:
    with pytest.raises(ImportRefused) as caught:
        read(data)
    assert caught.value.exit_code == 9
    return str(caught.value)


def test_the_header_and_the_order_are_as_promised(tmp_path: Path) -> None:
    with journal(tmp_path / "rut.db") as store:
        fill(store)
        data = exported(store, datetime(2026, 11, 20, 20, 0, 1, 999_999, tzinfo=UTC), "1.2.3")
    found = json.loads(data)
    assert list(found) == ["format", "version", "exported_at", "app_version", "tables"]
    assert [found[key] for key in list(found)[:4]] == ["rut-tui", 1, "2026-11-20T20:00:01Z", "1.2.3"]
    with closing(sqlite3.connect(tmp_path / "rut.db")) as connection:
        connection.row_factory = sqlite3.Row
        made = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        others = ("sqlite_", "_sqlite_", "search", "drafts")
        assert set(found["tables"]) == {name for name in made if not name.startswith(others)}
        for name, rows in found["tables"].items():
            assert rows, f"{name} should hold something in this test"
            ids = [column for column in rows[0] if column == "id" or column.endswith("_id")]
            ids = ["id"] if "id" in ids else ids
            assert rows == sorted(rows, key=lambda row: [row[column] for column in ids])
            stored = [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]  # noqa: S608  # a table of ours
            assert sorted(map(repr, rows)) == sorted(map(repr, stored))
            assert list(rows[0]) == list(stored[0])


def test_every_note_comes_back_as_it_was_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    with journal(tmp_path / "one.db") as store:
        fill(store)
        first = exported(store)
        notes = {entry.note for entry in store.entries.latest(100)}
    assert set(HOSTILE[1:]) <= notes
    with journal(tmp_path / "two.db") as store:
        with store.transaction():
            outcome = merge(store, read(first))
        assert outcome.same == outcome.skipped == outcome.replaced == 0
        assert exported(store) == first
        with store.transaction():
            again = merge(store, read(first))
        assert (again.new, again.same, again.skipped) == ({}, sum(outcome.new.values()), 0)
        assert exported(store) == first
        assert store.plans.all()[0].plan.savings is not None
        assert len(store.goals.board()) == 3


def test_the_same_journal_always_gives_the_same_bytes(tmp_path: Path) -> None:
    with journal(tmp_path / "rut.db") as store:
        fill(store)
        assert exported(store) == exported(store)


def test_what_may_stand_in_a_file_is_what_the_tables_hold(tmp_path: Path) -> None:
    with journal(tmp_path / "rut.db") as store:
        assert tuple(TABLES) == store.tables.names()
        for name, table in TABLES.items():
            assert set(table.row.model_fields) == set(store.tables.columns(name))
            assert table.key == store.tables.key(name)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"engagement": 3}, "engagement: should be less than or equal to 2"),
        ({"engagement": True}, "engagement: should be a whole number"),
        ({"engagement": "1"}, "engagement: should be a whole number"),
        ({"engagement": [1]}, "engagement: should be a whole number"),
        ({"context": "home"}, "context: should be 'work' or 'outside'"),
        ({"note": None}, "note: should be text"),
        ({"note": "a\0b"}, "note: character 2 is a NUL, which can't be kept"),
        ({"note": "\ud800"}, "note: character 1 is half of a broken symbol, which can't be kept"),
        ({"note": "x" * 200_001}, "note: too long: 200,001 characters, 200,000 fit"),
        ({"id": "1"}, "id: should be a UUID in lower case"),
        ({"id": ID.upper()}, "id: should be a UUID in lower case"),
        ({"at": "2026-11-20T18:00:00+00:00"}, "at: should be a moment in UTC like 2026-11-20T18:30:00Z"),
        ({"at": "2026-02-30T18:00:00Z"}, "at: should be a moment in UTC like 2026-11-20T18:30:00Z"),
        ({"at": "0000-01-01T00:00:00Z"}, "at: should be a moment in UTC like 2026-11-20T18:30:00Z"),
        ({"day": "2026-11-19"}, "day is not the local day of at"),
        ({"day": "9999-12-31"}, "day: years 1900 to 2200 can be kept"),
        ({"day": "20261120"}, "day: should be a day like 2026-11-20"),
        ({"tz_offset": 961}, "tz_offset: should be less than or equal to 960"),
        ({"created_at": ""}, "created_at: should be a moment in UTC like 2026-11-20T18:30:00Z"),
        ({"mood": 1}, "mood: there is no such column"),
        ({"x" * 5000: 1}, f"{'x' * 39}…: there is no such column"),
    ],
)
def test_a_bad_value_is_named_by_row_and_column(entry: dict[str, Any], said: str) -> None:
    good = {**ENTRY, "id": ID2}
    assert refusal(document(entries=[good, {**ENTRY, **entry}])) == f"entries row 2: {said}"


OFF = {"id": ID, "first_day": "2026-08-10", "last_day": "2026-08-21", "kind": "holiday"}
FIGURE = {"id": ID, "goal_id": ID, "day": "2026-11-20"}
TEST = {"id": ID, "question": "x", "started_on": "2026-11-20"}
PAUSE = {"habit_id": ID, "first_day": "2026-11-20"}
EXPECTED = {"id": ID, "activity_id": ID2, "day": "2026-11-20", "expected": -2}


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("wins", {**ENTRY, "text": "w"}, "engagement: there is no such column"),
        ("wins", {"id": ID, "at": ENTRY["at"], "tz_offset": 60, "day": "2026-11-21", "text": "w"}, "day is not the"),
        ("wins", {"id": ID, "at": ENTRY["at"], "tz_offset": 60, "day": "2026-11-20", "text": " "}, "text: can't be e"),
        ("setbacks", {"id": ID, "day": "1899-12-31", "what": "x"}, "day: years 1900 to 2200 can be kept"),
        ("time_off", {**OFF, "last_day": "2026-08-09"}, "last_day is before first_day"),
        ("time_off", {**OFF, "kind": "strike"}, "kind: should be 'holiday' or 'ill'"),
        ("jobs", {"id": ID, "title": "x", "started_on": "2026-08-10", "ended_on": "2026-08-09"}, "ended_on is before"),
        ("reviews", {"id": ID, "week": "2026-11-20"}, "week: should be a Monday"),
        ("expectations", {**EXPECTED, "expected": 3}, "expected: should be less than or equal to 2"),
        ("expectations", {**EXPECTED, "entry_id": ID}, "entry_id and closed_at should both be there, or neither"),
        ("skills", {"id": ID, "name": "x", "level": 6}, "level: should be less than or equal to 5"),
        ("skills", {"id": ID, "name": "x", "cost": 12}, "cost: should be text"),
        ("skills", {"id": ID, "name": "x", "cost": "1e3"}, 'cost: should be a number as text, such as "12.50"'),
        ("skills", {"id": ID, "name": "x", "cost": "-1"}, "cost: should be at least 0"),
        ("skills", {"id": ID, "name": "x", "hours": "1.1234567"}, "hours: should be a number as text"),
        ("goal_values", {**FIGURE, "value": "1000000000000.1"}, "value: should be at most 1,000,000,000,000"),
        ("goal_values", {**FIGURE, "value": "--1"}, "value: should be a number as text"),
        ("people", {"id": ID, "name": "x", "every_days": 0}, "every_days: should be greater than or equal to 1"),
        ("people", {"id": ID, "name": "x", "tags": "mentor\nMentor"}, "tags: should be tags, each on a line"),
        ("people", {"id": ID, "name": "x", "tags": "a  b"}, "tags: should be tags, each on a line"),
        ("people", {"id": ID, "name": "x", "tags": "a\n"}, "tags: should be tags, each on a line"),
        ("people", {"id": ID, "name": "x", "tags": "\n".join(map(str, range(51)))}, "tags: should be tags, each on"),
        ("contacts", {"id": ID, "person_id": ID, "day": "2026-11-20", "kind": "fax"}, "kind: should be 'coffee'"),
        ("experiments", {**TEST, "ends_on": "2026-11-19"}, "ends_on is before started_on"),
        ("experiments", {**TEST, "verdict": "maybe"}, "verdict: should be '', 'yes', 'no' or 'unclear'"),
        ("leads", {"id": ID, "role": "x", "found_on": "1899-12-31"}, "found_on: years 1900 to 2200 can be kept"),
        ("habit_pauses", {**PAUSE, "last_day": "2026-11-19"}, "last_day is before first_day"),
        ("milestones", {"id": ID, "goal_id": ID, "title": "x", "minutes": 0}, "minutes: should be greater than or"),
    ],
)
def test_a_row_that_makes_no_sense_is_named(table: str, row: dict[str, Any], said: str) -> None:
    assert refusal(document(**{table: [row]})).startswith(f"{table} row 1: {said}")


def test_every_fault_is_named_up_to_a_point() -> None:
    bad = [{"id": "x", "tz_offset": "y"}] * 30
    said = refusal(document(entries=bad)).splitlines()
    assert said[:4] == [
        "entries row 1: id: should be a UUID in lower case",
        "entries row 1: at: it is missing",
        "entries row 1: tz_offset: should be a whole number",
        "entries row 1: day: it is missing",
    ]
    assert len(said) == 21
    assert said[-1] == "and 130 more like these"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"null", "this is not an export of rut-tui"),
        (b'{"format": "daylio"}', "this is not an export of rut-tui"),
        (b'{"format": "rut-tui"}', "this version of the format is not known"),
        (b'{"format": "rut-tui", "version": true, "tables": {}}', "this version of the format is not known"),
        (b'{"format": "rut-tui", "version": 2, "tables": {}}', "a newer rut-tui wrote this file"),
        (b'{"format": "rut-tui", "version": 1}', "tables: should be there, as an object"),
        (b'{"format": "rut-tui", "version": 1, "tables": []}', "tables: should be there, as an object"),
        (b'{"format": "rut-tui", "version": 1, "tables": {}, "extra": 1}', "extra: there is no such part"),
        (b'{"format": "rut-tui", "version": 1, "tables": {}, "app_version": 1}', "app_version: should be text"),
        (b'{"format": "rut-tui", "version": 1, "version": 1}', "version: it is there twice in one object"),
        (document(entries={}), "entries: should be a list of rows"),
        (document(entries=[1]), "entries row 1: should be an object"),
        (document(fears=[], friends=[]), "fears: there is no such table\nfriends: there is no such table"),
        (document(entries=[ENTRY, ENTRY]), "entries row 2: it is there already, as row 1"),
        (document(goals=[{"id": i, "title": "x", "focus": 1} for i in (ID, ID2)]), "goals: more than one has the"),
        (document(plans=[{**PLAN, "currency": "eur"}]), "plans row 1: currency: should be three capital letters"),
        (document(plans=[{**PLAN, "plan": '{"savings": "-1"}'}]), "plans row 1: plan.savings: must be at least 0"),
        (document(plans=[{**PLAN, "plan": "[" * 90_000}]), "plans row 1: plan: Invalid JSON"),
        (document(external_answers=[{"audit_id": ID, "factor": "x", "applies": True}]), "external_answers row 1: appl"),
        (b"[" * 100_000 + b"]" * 100_000, "it is nested too deeply"),
        (b'{"a":' * 100_000, "it is nested too deeply"),
        (b"[1" + b"0" * 10_000 + b"]", "a number has 10,001 digits, more than can be kept"),
        (b"[NaN]", "NaN is not a number that can be kept"),
        (b"[-Infinity]", "-Infinity is not a number that can be kept"),
        (b"[1e400]", "no column holds a fraction"),
        (b"[0.5]", "no column holds a fraction"),
        (b'{"format": "rut-tui",\n\n"version": 1,', "line 3: this is not JSON"),
        (b'["\x00"]', "line 1: this is not JSON"),
        (b'\n["\xff"]', "line 2: this is not UTF-8 text"),
        ('["x"]'.encode("utf-16"), "line 1: this is not UTF-8 text"),
        (b'"' + b"x" * 50_000_000 + b'"', "this is not an export of rut-tui"),
        (b"", "line 1: this is not JSON"),
    ],
    ids=lambda value: str(value)[:90],
)
def test_what_is_no_sound_export_is_refused_in_words(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


def test_a_number_the_database_cannot_hold_is_refused(tmp_path: Path) -> None:
    assert "position: should be less than" in refusal(document(goals=[{"id": ID, "title": "x", "position": 2**63}]))


def test_a_byte_order_mark_is_no_fault() -> None:
    assert len(read(b"\xef\xbb\xbf" + document(entries=[ENTRY])).tables["entries"]) == 1


def test_the_size_is_asked_before_anything_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    with pytest.raises(ImportRefused, match="the file is larger than 128 MB"):
        read_file(huge)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([ID, ID2, "2026-11-20"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(values | st.dictionaries(st.sampled_from(["format", "version", "tables"]), values))
@settings(max_examples=150)
def test_any_json_is_read_or_refused_in_words(value: Any) -> None:
    said = ""
    try:
        read(json.dumps(value).encode())
    except ImportRefused as error:
        said = str(error)
    assert said


@given(st.binary(max_size=200))
@settings(max_examples=100)
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    assert refusal(data)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with journal(tmp_path_factory.mktemp("small") / "rut.db") as store:
        sketch(store)
        return exported(store)


@given(draw=st.data())
@settings(max_examples=100, deadline=None)
def test_whatever_gets_in_can_be_read_and_leaves_as_it_came(
    small: bytes, tmp_path_factory: pytest.TempPathFactory, draw: st.DataObject
) -> None:
    found = json.loads(small)
    row = draw.draw(st.sampled_from([row for rows in found["tables"].values() for row in rows]))
    row[draw.draw(st.sampled_from(sorted(row)))] = draw.draw(values)
    with journal(tmp_path_factory.mktemp("changed") / "rut.db") as store:
        refused = ""
        try:
            with store.transaction():
                merge(store, read(json.dumps(found).encode()))
        except ImportRefused as error:
            refused = str(error)
        if refused:
            assert store.entries.counts().entries == 0
            return
        assert json.loads(exported(store))["tables"] == found["tables"]
        (entry,), (goal,), (plan,) = store.entries.latest(9), _goals(store), _plans(store)
        assert (entry.day.year, len(goal.milestones), plan.currency) == (entry.local.year, 1, plan.currency)
        assert store.audits.current() is not None
        for name in ("wins", "setbacks", "time_off", "jobs", "reviews", "expectations", "dismissals"):
            records = getattr(store, name)
            assert len((*records.all(), *records.all(archived=True))) == 1, name
        with store.transaction():
            assert merge(store, read_back(store)).new == {}


def _goals(store: Store) -> tuple[Any, ...]:
    return store.goals.board() + store.goals.board(archived=True)


def _plans(store: Store) -> list[Any]:
    return [store.plans.get(row["id"]) for row in store.tables.rows("plans")]
