"""What the repositories of plain rows share: each row has an id, its times, and can be put away."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Final, Generic, TypeVar

from rut_tui.domain.amounts import decimal_text
from rut_tui.domain.model import Model
from rut_tui.storage.faults import Gone
from rut_tui.storage.session import Session

ModelT = TypeVar("ModelT", bound=Model)

ALL: Final = -1
"""No limit, as the engine says it."""


class Records(ABC, Generic[ModelT]):
    """The rows of one table, as models. A subclass names the table, and says what a person calls a row.

    Attributes:
        table: Its name.
        kind: The model of a row.
        noun: What a person calls one.
        order: How they are listed.
    """

    table: ClassVar[str]
    kind: ClassVar[type[Any]]
    noun: ClassVar[str]
    order: ClassVar[str]

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, *, archived: bool = False, limit: int = ALL) -> tuple[ModelT, ...]:
        """Return them in order.

        Args:
            archived: Return those put away instead of the live ones.
            limit: How many at most.
        """
        return self._models(_where(archived), limit=limit)

    def count(self, *, archived: bool = False) -> int:
        """Return how many there are.

        Args:
            archived: Count those put away instead of the live ones.
        """
        return int(self._session.value(f"SELECT count(*) FROM {self.table} {_where(archived)}"))  # noqa: S608 (own names)

    def get(self, record_id: str) -> ModelT:
        """Return one.

        Raises:
            Gone: There is no such one.
        """
        found = self._models("WHERE id = ?", (record_id,))
        if not found:
            raise self._gone()
        return found[0]

    def set_archived(self, record_id: str, archived: bool) -> ModelT:
        """Put one away, or take it back.

        Raises:
            Gone: There is no such one.
        """
        done = "archiving" if archived else "bringing back"
        with self._session.transaction(f"{done} {self._called(self.get(record_id))}"):
            return self._change(record_id, {"archived_at": self._session.now() if archived else None})

    @abstractmethod
    def _called(self, record: ModelT) -> str:
        """Return what a person calls one, to complete "Undone: archiving …"."""

    def _add(self, columns: dict[str, Any]) -> ModelT:
        """Put a new row in, inside a transaction."""
        now = self._session.now()
        row = {"id": self._session.new_id(), **stored(columns), "created_at": now, "updated_at": now}
        self._session.insert(self.table, [row])
        return self.get(row["id"])

    def _change(self, record_id: str, columns: dict[str, Any]) -> ModelT:
        """Change a row, inside a transaction.

        Raises:
            Gone: There is no such one.
        """
        columns = {**stored(columns), "updated_at": self._session.now()}
        if not self._session.update(self.table, record_id, columns):
            raise self._gone()
        return self.get(record_id)

    def _models(self, where: str, parameters: Sequence[Any] = (), *, limit: int = ALL) -> tuple[ModelT, ...]:
        sql = f"SELECT * FROM {self.table} {where} ORDER BY {self.order} LIMIT {limit}"  # noqa: S608 (own names)
        rows = self._session.rows(sql, parameters)
        return tuple(self._session.model(self.kind, row) for row in self._whole(rows))

    def _whole(self, rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
        """Return rows with what hangs on them in other tables."""
        return rows

    def _gone(self) -> Gone:
        return Gone(f"That {self.noun} isn't in the journal any more.")


def _where(archived: bool) -> str:
    return f"WHERE archived_at IS {'NOT ' if archived else ''}NULL"


def stored(columns: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a draft as the columns hold them."""
    return {name: _plain(value) for name, value in columns.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return decimal_text(value)
    return value.isoformat() if isinstance(value, date) else value
