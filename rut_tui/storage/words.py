"""The person's words for what they did and how they felt."""

import json
import unicodedata
from collections.abc import Iterable
from typing import Final

from rut_tui.domain.journal import Word, WordKind
from rut_tui.domain.model import stable_id
from rut_tui.storage.session import Session

TABLES: Final[dict[WordKind, str]] = {"activity": "activities", "emotion": "emotions"}
_WINDOW: Final = 500  # newest entries looked at for what was used lately


class Words:
    """Activities and emotions. A row is made the first time a word is used."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, kind: WordKind) -> tuple[Word, ...]:
        """Return every word in use, by name."""
        return tuple(word for _, word in sorted((_folded(word.name), word) for word in self._live(kind)))

    def recent(self, kind: WordKind, limit: int = 12) -> tuple[Word, ...]:
        """Return words, the most recently used first, then those not used lately, newest first."""
        table, link = TABLES[kind], f"entry_{TABLES[kind]}"
        found = self._session.rows(
            f"""WITH lately AS (
                SELECT id, at FROM entries WHERE archived_at IS NULL ORDER BY at DESC LIMIT {_WINDOW}
            ), used AS (
                SELECT {kind}_id AS word_id, max(at) AS at, position FROM {link} JOIN lately ON lately.id = entry_id
                GROUP BY {kind}_id
            )
            SELECT id, name, archived_at FROM {table} LEFT JOIN used ON word_id = id WHERE archived_at IS NULL
            ORDER BY at DESC NULLS LAST, position, created_at DESC, id LIMIT ?""",  # noqa: S608 (own names)
            (limit,),
        )
        return tuple(self._session.model(Word, row) for row in found)

    def by_id(self, kind: WordKind, word_ids: Iterable[str]) -> dict[str, Word]:
        """Return words by their ids, archived ones too."""
        rows = self._session.rows(
            f"SELECT id, name, archived_at FROM {TABLES[kind]} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 (own names)
            (json.dumps(list(word_ids)),),
        )
        return {row["id"]: self._session.model(Word, row) for row in rows}

    def resolve(self, kind: WordKind, names: Iterable[str]) -> tuple[Word, ...]:
        """Return the word for each name, in order and once each; new names become rows.

        Args:
            kind: Which words.
            names: As typed; upper and lower case mean the same word.
        """
        wanted = {_folded(name): " ".join(name.split()) for name in reversed(list(names)) if name.strip()}
        if not wanted:
            return ()
        found: dict[str, Word] = {}
        with self._session.transaction("new words"):
            for folded, name in reversed(wanted.items()):
                found[folded] = self._find(kind, name, folded) or self._make(kind, name)
        return tuple(found.values())

    def _find(self, kind: WordKind, name: str, folded: str) -> Word | None:
        row = self._session.row(
            f"SELECT id, name, archived_at FROM {TABLES[kind]} WHERE name = ? COLLATE NOCASE",  # noqa: S608 (own names)
            (name,),
        )
        if row:
            return self._revived(kind, self._session.model(Word, row))
        # The index folds A to Z only; other scripts are compared here.
        rows = self._session.rows(f"SELECT id, name, archived_at FROM {TABLES[kind]} ORDER BY created_at, id")  # noqa: S608 (own names)
        same = (self._session.model(Word, row) for row in rows if _folded(row["name"]) == folded)
        word = next(same, None)
        return self._revived(kind, word) if word else None

    def _make(self, kind: WordKind, name: str) -> Word:
        table = self._session.table(TABLES[kind])
        word_id = stable_id(kind, name)
        if table.count_where("id = ?", [word_id]):
            word_id = self._session.new_id()  # "C" and "C++" have one key, but they are two words
        now = self._session.now()
        word = Word(id=word_id, name=name)
        table.insert({"id": word_id, "name": name, "created_at": now, "updated_at": now})
        return word

    def _revived(self, kind: WordKind, word: Word) -> Word:
        if word.archived_at is None:
            return word
        self._session.table(TABLES[kind]).update(word.id, {"archived_at": None, "updated_at": self._session.now()})
        return word.model_copy(update={"archived_at": None})

    def _live(self, kind: WordKind) -> list[Word]:
        rows = self._session.rows(f"SELECT id, name, archived_at FROM {TABLES[kind]} WHERE archived_at IS NULL")  # noqa: S608 (own names)
        return [self._session.model(Word, row) for row in rows]


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
