"""Phrases beyond our own grammar: guessed in the person's language, never without every number of them."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rut_tui.domain.phrases import guess_when
from rut_tui.domain.when import UNCLEAR, parse_when

# Friday 20 November 2026, a quarter to three in the afternoon.
NOW = datetime(2026, 11, 20, 14, 45, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("locale", "text", "at"),
    [
        ("", "a fortnight ago", "2026-11-06T14:45:30"),
        ("en_US.UTF-8", "last night", "2026-11-19T20:00:00"),
        ("", "this morning at 8:15", "2026-11-20T08:15:00"),
        ("", "1 hour and 20 minutes ago", "2026-11-20T13:25:30"),
        ("", "about 3 hours ago", "2026-11-20T11:45:30"),
        ("C", "1h20m ago", "2026-11-20T13:25:30"),
        ("de_DE.UTF-8", "gestern um 18:30", "2026-11-19T18:30:00"),
        ("de_AT", "vorgestern", "2026-11-18T14:45:30"),
        ("de_DE@euro", "vor zwei Stunden", "2026-11-20T12:45:30"),
        ("de-DE", "vor 3 Tagen", "2026-11-17T14:45:30"),
        ("de_DE", "Montag", "2026-11-16T14:45:30"),
        ("de_DE", "a fortnight ago", "2026-11-06T14:45:30"),
        ("fr_FR", "hier à 18h", "2026-11-19T18:00:00"),
        ("fr_FR", "il y a 3 jours", "2026-11-17T14:45:30"),
        ("es_ES", "ayer 18:00", "2026-11-19T18:00:00"),
        ("ru_RU", "вчера в 18:00", "2026-11-19T18:00:00"),
        ("xx_XX", "a fortnight ago", "2026-11-06T14:45:30"),
    ],
)
def test_a_phrase_is_guessed_in_the_persons_language_and_in_english(locale: str, text: str, at: str) -> None:
    with pytest.raises(ValueError, match=UNCLEAR[:8]):
        parse_when(text, NOW)  # ours comes first
    found = guess_when(text, NOW, locale)
    assert found
    assert found.isoformat() == f"{at}+00:00"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de_DE", "gestern 18 Uhr"),  # the library drops the 18
        ("de_DE", "19. November 18 Uhr"),  # and takes it for a year here
        ("", "tomorrow 9"),
        ("", "the 12th"),
        ("", "may"),
        ("", "march"),
        ("", "1830"),
        ("", "9 9"),
        ("", "11/12/2026"),
        ("", "on 11/12 at noon"),
        ("de_DE", "morgen"),
        ("", "soonish"),
        ("", "secret thing"),
        ("", "[/]"),
        ("", "\x1b]0;owned\x07"),
        ("", ""),
        ("", "two days ago " * 10),
    ],
)
def test_what_could_mean_something_else_is_not_guessed(locale: str, text: str) -> None:
    assert guess_when(text, NOW, locale) is None


def test_a_guess_stands_on_the_clock_of_the_person_through_its_changes() -> None:
    now = datetime(2026, 10, 26, 12, 0, tzinfo=BERLIN)
    found = guess_when("a fortnight ago", now, "")
    assert found
    assert found.isoformat() == "2026-10-12T12:00:00+02:00"


WORDS = "ago last night week two 3 18 2026 gestern vor Uhr um days hours noon at and 9 . : T"


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from(WORDS.split()),
            max_size=6,
        ).map(" ".join),
    ),
    st.sampled_from(["", "de_DE", "fr_FR", "zh_CN"]),
)
def test_any_text_is_a_moment_up_to_now_or_nothing(text: str, locale: str) -> None:
    found = guess_when(text, NOW, locale)
    assert found is None or (found.tzinfo is not None and NOW - timedelta(days=366 * 200) < found <= NOW)


def test_the_library_is_loaded_only_when_a_phrase_needs_it() -> None:
    code = "import sys, rut_tui.domain.phrases, rut_tui.modals.when_line; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
