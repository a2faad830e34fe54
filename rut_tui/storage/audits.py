"""The career audit on disk: every answer saves itself, and a pass can be left and resumed."""

from typing import TYPE_CHECKING, Any, Final

from rut_tui.content import causes, external, find, signs
from rut_tui.domain.audit import Audit, ExternalAnswer, Fit
from rut_tui.domain.visible import quoted
from rut_tui.storage.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rut_tui.domain.catalogue import Cause, ExternalFactor

_KEYS: Final = {"sign_ratings": "sign", "external_answers": "factor", "cause_fits": "cause"}


class Audits:
    """Dated passes through the audit. Answers go to the latest one; the first answer starts it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def current(self) -> Audit | None:
        """Return the latest audit, or None when none was started."""
        row = self._session.row(
            """SELECT id, started_at, updated_at FROM audits WHERE archived_at IS NULL
            ORDER BY started_at DESC, created_at DESC, id DESC LIMIT 1"""
        )
        if row is None:
            return None
        ratings = {answer["sign"]: answer["rating"] for answer in self._answers("sign_ratings", row["id"])}
        outside = {
            answer["factor"]: self._session.model(
                ExternalAnswer, {"applies": answer["applies"], "would_help": answer["would_help"]}
            )
            for answer in self._answers("external_answers", row["id"])
        }
        fits = {answer["cause"]: answer["fit"] for answer in self._answers("cause_fits", row["id"])}
        return self._session.model(Audit, {**row, "ratings": ratings, "external": outside, "fits": fits})

    def rate(self, sign: str, rating: int | None) -> Audit:
        """Save the rating of a sign.

        Args:
            sign: Its key.
            rating: 0 to 4; None: it doesn't apply.
        """
        return self._answer("sign_ratings", sign, {"rating": rating}, f"the rating of {_sign(sign)}")

    def unrate(self, sign: str) -> Audit:
        """Take the rating of a sign back, as if it had not been asked."""
        return self._answer("sign_ratings", sign, None, f"taking back the rating of {_sign(sign)}")

    def answer_external(self, factor: str, answer: ExternalAnswer) -> Audit:
        """Save what the person says of one thing outside work; an empty answer takes it back."""
        empty = answer.applies is None and answer.would_help is None
        columns = {"applies": answer.applies, "would_help": answer.would_help}
        label = _answering(external(), factor, taken_back=empty)
        return self._answer("external_answers", factor, None if empty else columns, label)

    def answer_cause(self, cause: str, fit: Fit | None) -> Audit:
        """Save whether a cause fits; None takes the answer back."""
        columns = None if fit is None else {"fit": fit.value}
        return self._answer("cause_fits", cause, columns, _answering(causes(), cause, taken_back=fit is None))

    def _answer(self, table: str, key: str, columns: dict[str, Any] | None, label: str) -> Audit:
        with self._session.transaction(label):
            current = self.current()
            audit_id = current.id if current else self._start()
            now = self._session.now()
            here, place = f"WHERE audit_id = ? AND {_KEYS[table]} = ?", (audit_id, key)
            if columns is None:
                self._session.write(f"DELETE FROM {table} {here}", place)  # noqa: S608 (own names)
            else:
                given = {**columns, "updated_at": now}
                sets = ", ".join(f"{name} = ?" for name in given)
                if not self._session.write(f"UPDATE {table} SET {sets} {here}", (*given.values(), *place)):  # noqa: S608 (own names)
                    row = {"audit_id": audit_id, _KEYS[table]: key, **given, "created_at": now}
                    self._session.insert(table, [row])
            self._session.update("audits", audit_id, {"updated_at": now})
            saved = self.current()
        if saved is None:
            raise AssertionError("an audit was just written")
        return saved

    def _start(self) -> str:
        now = self._session.now()
        audit_id = self._session.new_id()
        row = {"id": audit_id, "started_at": now, "created_at": now, "updated_at": now}
        self._session.insert("audits", [row])
        return audit_id

    def _answers(self, table: str, audit_id: str) -> list[dict[str, Any]]:
        return self._session.rows(f"SELECT * FROM {table} WHERE audit_id = ? ORDER BY {_KEYS[table]}", (audit_id,))  # noqa: S608 (own names)


def _sign(key: str) -> str:
    """Return what a person calls a sign; a journal may name one that this version doesn't have."""
    found = find(signs(), key)
    return quoted(found.statement) if found else "a sign"


def _answering(items: "Iterable[Cause | ExternalFactor]", key: str, *, taken_back: bool) -> str:
    """Return what a person calls the answer to a question that a cause or a thing outside work asks."""
    found = find(items, key)
    answer = f"the answer to {quoted(found.name)}" if found else "an answer"
    return f"taking back {answer}" if taken_back else answer
