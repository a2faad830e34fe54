"""Sixty written goals of our own, each with the letters a reader would still ask about, decided before the checks ran.

Good ones, vague, undated, past-dated, unmeasurable and absurd ones. A nudge is a nudge: every one of them can be saved.
"""

from datetime import date, timedelta

import pytest
from domain_samples import TODAY

from rut_tui.domain.goals import GoalDraft, MilestoneDraft
from rut_tui.domain.smart import open_letters, smart

SOON = 25
FAR = 200
VALUE = ("value:growth",)

# Title, measure, confidence, what would raise it, days until it is due, and its milestone, what it serves: letters.
GOOD = [
    ("Move into a remote UX role", "1 signed contract", 7, "", FAR, 20, VALUE, ""),
    ("Finish three courses by the end of the quarter", "3 certificates", 8, "", 40, None, VALUE, ""),
    ("Apply to five jobs by December", "5 applications sent", 9, "", SOON, None, VALUE, ""),
    ("Ask Jörg for two afternoons a month", "his yes in writing", 7, "", 7, None, VALUE, ""),
    ("Publish a portfolio page with three charts", "3 charts online", 8, "", 26, None, ("cause:boredom",), ""),
    ("Pass the network exam", "certificate", 7, "", 80, None, VALUE, ""),
    ("Save three months of expenses", "10,200 EUR put aside", 8, "", 72, None, VALUE, ""),
    ("Talk to four nurses about their work", "", 10, "", 30, None, VALUE, ""),
    ("Write the first chapter", "20 pages", 7, "", 60, None, VALUE, ""),
    ("Learn to solder", "1 working radio", 9, "", 89, None, VALUE, ""),
    ("Decline two meetings a week", "2 meetings a week", 5, "A sentence I can say.", 30, None, VALUE, ""),
    ("Rewrite my CV", "1 page", 10, "", 0, None, VALUE, ""),
    ("Teach a weekend yoga class", "8 people in the room", 4, "a room for free", FAR, 5, VALUE, ""),
    ("Earn 500 a month on the side", "500 EUR a month", 7, "", 365, 30, VALUE, ""),
    ("Den Angelschein machen", "Schein in der Hand", 8, "", 50, None, VALUE, ""),
]
VAGUE = [
    ("Be happier", "smile count of 10 a day", 7, "", SOON, None, VALUE, "S"),
    ("Get better at my job", "2 praises a month", 7, "", SOON, None, VALUE, "S"),
    ("Somehow get out of here", "1 contract elsewhere", 7, "", SOON, None, VALUE, "S"),
    ("Earn more", "200 EUR more a month", 8, "", SOON, None, VALUE, "S"),
    ("Do something with people", "1 new job", 7, "", SOON, None, VALUE, "S"),
    ("Success", "1 medal", 7, "", SOON, None, VALUE, "S"),
    ("Work-life balance", "8 hours a day at most", 7, "", SOON, None, VALUE, "S"),
    ("A new career", "1 contract", 7, "", SOON, None, VALUE, "S"),
    ("Improve my network", "5 coffees", 7, "", SOON, None, VALUE, "S"),
    ("Find a flat and start a business", "2 keys", 7, "", SOON, None, VALUE, "S"),
    ("I want a promotion", "1 letter", 7, "", SOON, None, VALUE, "S"),
    ("Sort stuff out", "3 boxes", 7, "", SOON, None, VALUE, "S"),
]
UNDATED = [
    ("Finish the SQL course", "1 certificate", 9, "", None, None, VALUE, "T"),
    ("Give a short talk about charts", "10 minutes on stage", 7, "", None, None, VALUE, "T"),
    ("Visit Anna's studio", "1 visit", 10, "", None, None, VALUE, "T"),
    ("Move to Lisbon", "1 lease signed", 7, "", FAR, None, VALUE, "T"),
    ("Retrain as a carpenter", "journeyman's certificate", 7, "", 900, 31, VALUE, "T"),
    ("Open a bakery", "1 shop with a till", 8, "", 91, -2, VALUE, "T"),
    ("Learn Portuguese", "A2 exam passed", 7, "", FAR, 45, VALUE, "T"),
    ("Call back the recruiter", "1 call", 10, "", None, 3, VALUE, "T"),
]
PAST = [
    ("Send the application", "1 application", 8, "", -1, None, VALUE, "T"),
    ("Hand in the thesis", "1 bound copy", 7, "", -30, None, VALUE, "T"),
    ("Finish the first chart", "1 chart", 8, "", -365, 10, VALUE, "T"),
    ("Ask for feedback", "3 answers", 7, "", -2, -3, VALUE, "T"),
    ("Renew the licence", "licence renewed", 9, "", -20_000, None, VALUE, "T"),
    ("Get happier", "", None, "", -1, None, (), "SMART"),
]
UNMEASURABLE = [
    ("Write more often to old colleagues", "when it feels right", 7, "", SOON, None, VALUE, "SM"),
    ("Understand how the library works", "I'll just know", 7, "", SOON, None, VALUE, "M"),
    ("Read about design", "a lot", 8, "", SOON, None, VALUE, "M"),
    ("Leave the project in peace", "", 7, "", SOON, None, VALUE, "M"),
    ("Meet Ferdi", "5", 9, "", SOON, None, VALUE, "M"),
    ("Start running again", "by summer 2027", 7, "", SOON, None, VALUE, "M"),
    ("Find a mentor", "?", 7, "", SOON, None, VALUE, "M"),
    ("Build a rapport with Henrik", "happier talks", 7, "", SOON, None, VALUE, "M"),
    ("Keep a diary", "tbd", 10, "", SOON, None, VALUE, "M"),
]
ABSURD = [
    ("Become king of the moon", "1 crown", 1, "", SOON, None, VALUE, "A"),
    ("Walk to Mars", "1 footprint", 2, " ", 89, None, VALUE, "A"),
    ("Read every book there is", "130,000,000 books", 1, "", 60_000, 1, VALUE, "A"),
    ("Earn a million by Friday", "1,000,000 EUR", 1, "", 5, None, (), "AR"),
    ("Never sleep", "0 hours of sleep", None, "", 10, None, VALUE, "A"),
    ("asdf asdf", "asdf", 7, "", SOON, None, (), "R"),
    ("42", "42", None, "", None, None, (), "SMART"),
    ("🚀", "🚀", None, "", None, None, (), "SMART"),
    ("Be everything to everyone", "7,900,000,000 smiles", 3, "", -1, None, (" ",), "SART"),
    ("x" * 500, "y" * 500, 10, "", 9999, 1, VALUE, "S"),
]
SIXTY = [*GOOD, *VAGUE, *UNDATED, *PAST, *UNMEASURABLE, *ABSURD]


def written(title, measure, confidence, raised, due, step, serves) -> GoalDraft:
    """The goal as it would be saved."""

    def day(ahead: int | None) -> date | None:
        return None if ahead is None else TODAY + timedelta(days=ahead)

    return GoalDraft(
        title=title,
        measure=measure,
        confidence=confidence,
        raise_confidence=raised,
        serves=serves,
        due=day(due),
        milestones=() if step is None else (MilestoneDraft(title="First step", due=day(step)),),
    )


@pytest.mark.parametrize("goal", SIXTY, ids=lambda goal: goal[0][:40])
def test_a_written_goal_gets_the_nudges_a_reader_would_give(goal):
    *fields, letters = goal

    assert "".join(open_letters(written(*fields), TODAY)) == letters


def test_there_are_sixty_of_every_kind_and_each_letter_is_asked_about():
    assert len({goal[0] for goal in SIXTY}) == 60
    assert not any(goal[-1] for goal in GOOD)
    for letter in "SMART":
        assert sum(letter in goal[-1] for goal in SIXTY) >= 3
    for *fields, letters in SIXTY:
        nudges = [check.nudge for check in smart(written(*fields), TODAY)]
        assert sum(map(bool, nudges)) == len(letters)
