"""Weekly reviews on disk: one for each week. The win and the setback in one are kept among the others, too."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from rut_tui.domain.reviews import Review, ReviewDraft
from rut_tui.domain.weeks import DAYS, Answers, Week, seen, week_name
from rut_tui.domain.wins import Setback, SetbackDraft, Win, WinDraft
from rut_tui.storage.entries import Entries
from rut_tui.storage.records import Records
from rut_tui.storage.session import Session
from rut_tui.storage.wins import Setbacks, Wins


class Beside(NamedTuple):
    """What was kept with a review, where it is still as the review has it."""

    win: Win | None
    setback: Setback | None


class Reviews(Records[Review]):
    """The weekly reviews, the latest week first."""

    table = "reviews"
    kind = Review
    noun = "review"
    order = "week DESC, created_at DESC, id DESC"

    def __init__(self, session: Session, entries: Entries, wins: Wins, setbacks: Setbacks) -> None:
        super().__init__(session)
        self._entries = entries
        self._wins = wins
        self._setbacks = setbacks

    def save(self, draft: ReviewDraft, win: WinDraft | None = None, setback: SetbackDraft | None = None) -> Review:
        """Save the review of a week: a new one, or anew the one that is there.

        Args:
            draft: The review.
            win: Its win, to be kept among the wins; one that was kept with it before is changed.
            setback: Its setback, in the same way.

        Raises:
            ValueError: The day of the win lies outside 1900–2200.
        """
        with self._session.transaction(self._called(draft)):
            there = self.of(draft.week)
            beside = self._beside(there) if there else Beside(None, None)
            if win and beside.win and win.text != beside.win.text:
                same = {"at": beside.win.local, "reward": beside.win.reward}
                self._wins.update(beside.win.id, win.model_copy(update=same))
            elif win and (there is None or win.text != there.win):
                self._wins.add(win)
            if setback and (kept := beside.setback):
                if (setback.what, setback.next_try, setback.next_on) != (kept.what, kept.next_try, kept.next_on):
                    same = {"day": kept.day, "in_control": kept.in_control}
                    self._setbacks.update(kept.id, setback.model_copy(update=same))
            elif setback and (there is None or setback.what != there.setback):
                self._setbacks.add(setback)
            return self._change(there.id, draft.model_dump()) if there else self._add(draft.model_dump())

    def of(self, week: date) -> Review | None:
        """Return the live review of a week, given its Monday, if there is one."""
        found = self._models("WHERE week = ? AND archived_at IS NULL", (week.isoformat(),))
        return found[0] if found else None

    def week(self, week: date) -> Week:
        """Return all there is to see of a week, given its Monday."""
        review = self.of(week)
        let_go = () if review else self._models("WHERE week = ?", (week.isoformat(),))
        before = self.of(week - timedelta(days=DAYS))
        return seen(
            week,
            self._entries.between(week, week + timedelta(days=DAYS - 1)),
            wanted=before.next_thing if before else "",
            review=review,
            let_go=let_go[0] if let_go else None,
            setback=self._beside(review).setback if review else None,
        )

    def answers(self) -> tuple[Answers, ...]:
        """Return what each live review says was liked and what wasn't, the latest week first."""
        rows = self._session.pairs(
            f"SELECT week, liked, disliked FROM reviews WHERE archived_at IS NULL ORDER BY {self.order}"  # noqa: S608 (own words)
        )
        return tuple(Answers(date.fromisoformat(week), liked, disliked) for week, liked, disliked in rows)

    def weeks(self, first: date) -> frozenset[date]:
        """Return the Mondays of the weeks with a live review, from one week on."""
        found = self._models("WHERE archived_at IS NULL AND week >= ?", (first.isoformat(),))
        return frozenset(review.week for review in found)

    def neighbour(self, week: date, step: Literal[-1, 1]) -> date | None:
        """Return the Monday of the nearest earlier (−1) or later (1) week with a live review, if there is one."""
        side = "week < ? ORDER BY week DESC" if step == -1 else "week > ? ORDER BY week"
        sql = f"SELECT week FROM reviews WHERE archived_at IS NULL AND {side} LIMIT 1"  # noqa: S608 (own words)
        found = self._session.value(sql, (week.isoformat(),))
        return date.fromisoformat(found) if found else None

    def _beside(self, review: Review) -> Beside:
        last = review.week + timedelta(days=DAYS - 1)
        wins = (win for win in self._wins.between(review.week, last) if win.text == review.win)
        setbacks = (it for it in self._setbacks.between(review.week, last) if it.what == review.setback)
        return Beside(next(wins, None), next(setbacks, None))

    def _called(self, record: Review | ReviewDraft) -> str:
        return f"the review of the week of {week_name(record.week, self._session.today())}"
