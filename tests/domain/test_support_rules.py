"""When help is offered: rule by rule, at the edge of each, and not again too soon."""

from datetime import date, timedelta

import pytest
from domain_samples import TODAY, audit, causes, entry, signs

from rut_tui.domain.audit import RutLevel, band
from rut_tui.domain.causes import cause_scores
from rut_tui.domain.journal import Entry
from rut_tui.domain.support import Standing, offered, reasons


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def standing(
    *entries: Entry,
    level: int | None = None,
    audited: date | None = None,
    decided: date | None = None,
    **ratings: tuple[int, ...],
) -> Standing:
    """What is written down; ratings are those of the signs of one cause."""
    scores = ()
    for key, given in ratings.items():
        asked = signs(*(key for _ in given))
        scores += cause_scores(audit(given), causes(key), asked)
    known = RutLevel(rated=0, missing=12) if level is None else RutLevel(24, 0, level, band(level))
    return Standing(TODAY, known, audited, scores, decided, entries)


def test_with_nothing_written_down_nothing_is_offered() -> None:
    assert reasons(standing()) == ()


class TestNoDecision:
    SAID = "The audit says 65 of 100, and no goal moved in three weeks."

    def test_three_weeks_after_such_an_audit_without_any_decision(self) -> None:
        assert reasons(standing(level=65, audited=ago(21))) == (self.SAID,)
        assert reasons(standing(level=65, audited=ago(90), decided=ago(21))) == (self.SAID,)
        assert reasons(standing(level=65, audited=ago(21), decided=ago(40))) == (self.SAID,), "decided before it"

    @pytest.mark.parametrize(
        ("level", "audited", "decided"),
        [(64, 30, None), (65, 20, None), (65, 30, 20), (65, 30, 0), (None, 30, None), (65, None, None)],
    )
    def test_not_below_the_level_nor_earlier(self, level: int | None, audited: int | None, decided: int | None) -> None:
        dates = {"audited": audited, "decided": decided}
        days = {name: None if days is None else ago(days) for name, days in dates.items()}
        assert reasons(standing(level=level, **days)) == ()


class TestHeavyCause:
    def test_self_doubt_or_burnout_from_75_on_with_three_signs(self) -> None:
        assert reasons(standing(burnout=(3, 3, 3))) == ("“Burnout” scores 75 of 100, from 3 signs.",)
        assert reasons(standing(self_doubt=(4, 4, 4, 2))) == ("“Self_doubt” scores 88 of 100, from 4 signs.",)
        assert len(reasons(standing(burnout=(4, 4, 4), self_doubt=(4, 3, 3)))) == 2

    @pytest.mark.parametrize("ratings", [(3, 3, 2), (4, 4), (0, 0, 0), ()])
    def test_not_below_nor_with_fewer_signs(self, ratings: tuple[int, ...]) -> None:
        assert reasons(standing(burnout=ratings, self_doubt=ratings)) == ()

    def test_other_causes_never(self) -> None:
        assert reasons(standing(boredom=(4, 4, 4), overload=(4, 4, 4, 4))) == ()


class TestLowMean:
    def test_eight_entries_in_14_days_at_a_mean_of_1_25_below(self) -> None:
        # By hand: two days of −2 and six of −1 make −10/8.
        found = [entry(day, -2 if day < 2 else -1) for day in range(8)]
        assert reasons(standing(*found)) == ("The last 14 days average −1.2, over 8 entries.",)
        low = [entry(day, -2) for day in range(6, 14)]
        assert reasons(standing(*low)) == ("The last 14 days average −2.0, over 8 entries.",)

    def test_the_mean_is_the_mean_of_days(self) -> None:
        # Seven entries of −2 on one day and one of 0 on another: −1.75 by entries, −1 by days.
        assert reasons(standing(*(entry(3, -2) for _ in range(7)), entry(4, 0))) == ()

    @pytest.mark.parametrize(
        "found",
        [
            [entry(day, -2) for day in range(7)],
            [entry(day, -2) for day in range(7, 15)],
            [*(entry(day, -2) for day in range(7)), entry(7, None)],
            [*(entry(day, -2) for day in range(7)), entry(7, -2, archived=True)],
            [entry(day, -2 if day else -1) for day in range(1)] * 3 + [entry(day, -1) for day in range(1, 9)],
        ],
        ids=["seven", "one too old", "one unrated", "one archived", "not low enough"],
    )
    def test_not_with_less(self, found: list[Entry]) -> None:
        assert reasons(standing(*found)) == ()


class TestHeavyEmotions:
    def test_numb_or_hopeless_in_three_entries_of_14_days(self) -> None:
        found = [entry(0, 0, emotions=("numb",)), entry(5, 1, emotions=("hopeless", "calm"))]
        assert reasons(standing(*found)) == ()
        said = "“hopeless” or “numb” stands in 3 entries of the last 14 days."
        assert reasons(standing(*found, entry(13, None, emotions=("numb", "hopeless")))) == (said,)

    def test_not_in_two_nor_in_older_or_archived_ones(self) -> None:
        numb = ("numb",)
        two = (entry(0, 0, emotions=numb), entry(1, 0, emotions=numb), entry(2, 0, emotions=("bored",)))
        assert reasons(standing(*two)) == ()
        assert reasons(standing(*two, entry(14, 0, emotions=numb))) == ()
        assert reasons(standing(*two, entry(2, 0, emotions=numb, archived=True))) == ()

    def test_they_are_known_under_another_name(self) -> None:
        (word,) = entry(0, 0, emotions=("numb",)).emotions
        mine = word.model_copy(update={"name": "taub"})
        found = [entry(day, 0).model_copy(update={"emotions": (mine,)}) for day in range(3)]
        assert reasons(standing(*found)) == ("“taub” stands in 3 entries of the last 14 days.",)


HEAVY = tuple(entry(day, 0, emotions=("hopeless",)) for day in range(3))


@pytest.mark.parametrize(
    ("dismissed", "again"), [(None, True), (0, False), (1, False), (13, False), (14, True), (90, True)]
)
def test_once_dismissed_it_is_not_offered_for_14_days(dismissed: int | None, again: bool) -> None:
    day = None if dismissed is None else ago(dismissed)
    assert bool(offered(standing(*HEAVY), day)) is again


def test_what_weighs_most_comes_first() -> None:
    said = reasons(standing(*HEAVY, level=80, audited=ago(60), burnout=(4, 4, 4)))
    assert [line.split()[0] for line in said] == ["“hopeless”", "“Burnout”", "The"]
