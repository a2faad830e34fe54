"""Weekly reviews on disk: one for each week."""

from datetime import date

from rut_tui.domain.days import describe_day
from rut_tui.domain.reviews import Review, ReviewDraft
from rut_tui.storage.records import Records


class Reviews(Records[Review]):
    """The weekly reviews, the latest week first."""

    table = "reviews"
    kind = Review
    noun = "review"
    order = "week DESC, created_at DESC, id DESC"

    def save(self, draft: ReviewDraft) -> Review:
        """Save the review of a week: a new one, or anew the one that is there."""
        with self._session.transaction(self._called(draft)):
            there = self.of(draft.week)
            return self._change(there.id, draft.model_dump()) if there else self._add(draft.model_dump())

    def of(self, week: date) -> Review | None:
        """Return the live review of a week, given its Monday, if there is one."""
        found = self._models("WHERE week = ? AND archived_at IS NULL", (week.isoformat(),))
        return found[0] if found else None

    def weeks(self, first: date) -> frozenset[date]:
        """Return the Mondays of the weeks with a live review, from one week on."""
        return frozenset(
            review.week for review in self._models("WHERE archived_at IS NULL AND week >= ?", (first.isoformat(),))
        )

    def _called(self, record: Review | ReviewDraft) -> str:
        return f"the review of the week of {describe_day(record.week, self._session.today())}"
