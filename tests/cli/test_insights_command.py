"""What engages and what drains, from the shell."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from command_home import Home

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def diary(home: Home, log: Callable[..., str]) -> Home:
    """Twenty days in a row that end on Friday 20 November: meetings on the eight that drained, each at noon."""
    log("1", "-a", "meetings", "-e", "bored", "--at", "12:00")
    with closing(sqlite3.connect(home.journal)) as connection, connection:
        (activity,) = connection.execute("SELECT id FROM activities").fetchone()
        for back in range(1, 20):
            day = (FRIDAY - timedelta(days=back)).isoformat()
            entry = f"00000000-0000-4000-8000-{back:012}"
            connection.execute(
                "INSERT INTO entries (id, at, tz_offset, day, engagement, context, created_at, updated_at)"
                " VALUES (?, ?, 60, ?, ?, ?, ?, ?)",
                (entry, f"{day}T11:00:00Z", day, -2 if back < 8 else 1, "work" if back < 15 else "outside")
                + (f"{day}T11:00:00Z",) * 2,
            )
            if back < 8:
                connection.execute("INSERT INTO entry_activities VALUES (?, ?, 0)", (entry, activity))
    return home


def facts(home: Home, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(home.run("insights", "--json", *arguments).stdout)
    return found


def test_json_has_every_figure_of_the_contract(diary: Home) -> None:
    found = facts(diary)
    assert list(found) == [
        *("entries", "days", "first_day", "last_day", "mean", "baseline", "work_mean", "outside_mean"),
        *("by_activity", "by_emotion", "by_weekday", "by_part_of_day", "next_gate"),
    ]
    # 8 days of −2 and 12 of +1; of the 15 at work 8 of −2 and 7 of +1.
    assert (found["entries"], found["days"]) == (20, 20)
    assert (found["first_day"], found["last_day"]) == ("2026-11-01", "2026-11-20")
    assert (found["mean"], found["baseline"]) == (-0.2, -0.2)
    assert (found["work_mean"], found["outside_mean"]) == (-0.6, 1.0)
    (meetings,) = found["by_activity"]
    assert list(meetings) == [*("key", "entries", "days_with", "days_without", "mean", "difference", "p", "q", "level")]
    assert [meetings[name] for name in list(meetings)[:6]] == ["meetings", 8, 8, 12, -2.0, -3.0]
    # Only one of the 125,970 ways to choose 8 of 20 days does as much: p is next to the least that 9,999 draws give.
    assert 0.0001 <= meetings["p"] <= 0.0003
    assert meetings["level"] == "pattern"
    (bored,) = found["by_emotion"]
    assert (bored["level"], bored["p"], bored["q"], bored["days_with"]) == ("description", None, None, 1)
    assert [(item["key"], item["days_with"]) for item in found["by_weekday"]] == [
        *(("Monday", 3), ("Tuesday", 3), ("Wednesday", 3), ("Thursday", 3), ("Friday", 3), ("Saturday", 2)),
        ("Sunday", 3),
    ]
    assert [item["p"] is None for item in found["by_weekday"]] == [*[False] * 5, True, False]
    assert [(item["key"], item["days_without"], item["difference"]) for item in found["by_part_of_day"]] == [
        ("afternoon", 0, None)
    ]
    # Meetings and six weekdays were tested, the afternoon has no other side.
    assert meetings["q"] == pytest.approx(min(meetings["p"] * 7, 1.0))
    assert found["next_gate"] is None


def test_since_leaves_out_what_is_older(diary: Home) -> None:
    found = facts(diary, "--since", "2026-11-13")
    # 8 days of −2; the baseline is that of all days.
    assert (found["days"], found["mean"], found["baseline"]) == (8, -2.0, -0.2)
    assert found["next_gate"] == {"level": "hint", "days_missing": 6}
    assert facts(diary, "--since", "1 week ago") == found
    assert facts(diary, "--since", "2026-11-01") == facts(diary)


def test_days_off_are_left_out(diary: Home) -> None:
    with closing(sqlite3.connect(diary.journal)) as connection, connection:
        connection.execute(
            "INSERT INTO time_off (id, first_day, last_day, kind, created_at, updated_at)"
            " VALUES (?, ?, ?, 'ill', ?, ?)",
            ("00000000-0000-4000-9000-000000000000", "2026-11-13", "2026-11-16", *("2026-11-16T09:00:00Z",) * 2),
        )
    found = facts(diary)
    # 4 days of −2 are gone, 4 are left beside 12 of +1.
    assert (found["days"], found["mean"], found["baseline"]) == (16, 0.25, 0.25)
    assert found["by_activity"][0]["days_with"] == 4


def test_it_is_the_same_every_time(diary: Home) -> None:
    assert diary.run("insights", "--json").stdout == diary.run("insights", "--json").stdout


def test_in_words(diary: Home) -> None:
    said = diary.run("insights").stdout
    assert said.startswith(
        "20 entries on 20 days, 2026-11-01 to 2026-11-20\n"
        "on average −0.2   at work −0.6   outside +1.0   usually −0.2\n"
        "Days with meetings go together with lower ratings.\n"
    )
    assert "  −2.0  meetings  8 entries, 8 days with it, 12 without (−3.0): pattern, q <0.001" in said
    assert "  −2.0  bored  1 entry, 1 day with it, 19 without" in said
    assert "cause" not in said


def test_without_a_journal_there_is_nothing_to_say(home: Home) -> None:
    assert home.run("insights").stdout == "nothing written yet\n"
    found = facts(home)
    assert (found["entries"], found["mean"], found["baseline"], found["by_weekday"]) == (0, None, None, [])
    assert found["next_gate"] == {"level": "hint", "days_missing": 14}
    assert not home.journal.exists()


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("someday", "since: try 2026-09-01, 1 Sep, monday or 3 weeks ago"),
        ("2026-02-30", "since: There is no such day."),
        ("2026-11-21", "since: that day is still to come"),
    ],
)
def test_a_day_that_can_not_be_is_refused(home: Home, since: str, said: str) -> None:
    answer = home.run("insights", "--since", since, code=2)
    assert answer.stderr == f"rut-tui: {said}\n"
    assert answer.stdout == ""


def test_names_are_data(home: Home, log: Callable[..., str]) -> None:
    log("2", "-a", "\x1b[2Jclear \u202e[/]")
    said = home.run("insights").stdout
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "[/]" in said


def test_what_was_expected_stands_beside_how_it_was_once_it_was_five_times(diary: Home) -> None:
    with closing(sqlite3.connect(diary.journal)) as connection, connection:
        (activity,) = connection.execute("SELECT id FROM activities").fetchone()
        for back in range(1, 6):
            day = (FRIDAY - timedelta(days=back)).isoformat()
            connection.execute(
                "INSERT INTO expectations (id, activity_id, day, expected, entry_id, closed_at, created_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (f"00000000-0000-4000-9000-{back:012}", activity, day, -1, f"00000000-0000-4000-8000-{back:012}")
                + (f"{day}T11:00:00Z",) * 3,
            )
        connection.execute("UPDATE activities SET name = 'meet\x1bings'")
    said = diary.run("insights").stdout
    assert said.endswith(
        "\n\nExpected and real, all days:\n"
        "  meet␛ings: you expected −1.0, it was −2.0 (5 times): 1.0 lower than expected.\n"
    )
