"""The person's words for what they did and how they felt."""

import json
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any, Final

from rut_tui.domain.journal import Word, WordKind, WordUse
from rut_tui.domain.model import stable_id
from rut_tui.domain.visible import quoted
from rut_tui.storage.faults import Gone, NameTaken
from rut_tui.storage.session import Session

TABLES: Final[dict[WordKind, str]] = {"activity": "activities", "emotion": "emotions"}
_AN: Final[dict[WordKind, str]] = {"activity": "an activity", "emotion": "an emotion"}
_WINDOW: Final = 500  # newest entries looked at for what was used lately


class Words:
    """Activities and emotions. A row is made the first time a word is used."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, kind: WordKind, *, archived: bool = False) -> tuple[Word, ...]:
        """Return the words, by name.

        Args:
            kind: Which words.
            archived: Return those put away instead of the live ones.
        """
        rows = self._session.rows(
            f"SELECT id, name, archived_at FROM {TABLES[kind]} WHERE archived_at IS {'NOT ' if archived else ''}NULL"  # noqa: S608 (own names)
        )
        words = [self._session.model(Word, row) for row in rows]
        return tuple(sorted(words, key=lambda word: (_folded(word.name), word.id)))

    def names(self, kind: WordKind) -> dict[str, str]:
        """Return id → name of every word, those put away too."""
        return dict(self._session.pairs(f"SELECT id, name FROM {TABLES[kind]}"))  # noqa: S608 (own names)

    def count(self, kind: WordKind) -> int:
        """Return how many live words there are."""
        return int(self._session.value(f"SELECT count(*) FROM {TABLES[kind]} WHERE archived_at IS NULL"))  # noqa: S608 (own names)

    def uses(self, kind: WordKind) -> tuple[WordUse, ...]:
        """Return every word with how much it was used, those put away too: the most used first, then by name."""
        link, word = f"entry_{TABLES[kind]}", f"{kind}_id"
        # Counted by the index over the links; of entries, only the few put away are looked up.
        used = dict(self._session.pairs(f"SELECT {word}, count(*) FROM {link} GROUP BY {word}"))  # noqa: S608 (own names)
        away = dict(
            self._session.pairs(
                f"""SELECT {word}, count(*) FROM entries AS e INDEXED BY entries_by_day
                CROSS JOIN {link} ON entry_id = e.id WHERE e.archived_at IS NOT NULL GROUP BY {word}"""  # noqa: S608 (own names)
            )
        )
        words = (*self.all(kind), *self.all(kind, archived=True))
        found = [WordUse(word=it, entries=used.get(it.id, 0) - away.get(it.id, 0)) for it in words]
        return tuple(sorted(found, key=lambda use: (-use.entries, _folded(use.word.name), use.word.id)))

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

    def resolve(self, kind: WordKind, names: Iterable[str], had: Collection[str] = ()) -> tuple[Word, ...]:
        """Return the word for each name, in order and once each; new names become rows.

        Args:
            kind: Which words.
            names: As typed; upper and lower case mean the same word.
            had: Ids of words that were there before: of these, one that was put away stays so. Others come back.
        """
        wanted = {_folded(name): " ".join(name.split()) for name in reversed(list(names)) if name.strip()}
        if not wanted:
            return ()
        found: dict[str, Word] = {}
        with self._session.transaction("new words"):
            for folded, name in reversed(wanted.items()):
                there = self._same(kind, name)
                if there is None:
                    found[folded] = self._make(kind, name)
                else:
                    found[folded] = there if there.id in had else self._revived(kind, there)
        return tuple(found.values())

    def add(self, kind: WordKind, name: str) -> Word:
        """Return the word with a name; a new one is made, and one that was put away comes back.

        Raises:
            ValueError: The name is empty, or can't be kept.
        """
        Word(id="", name=name)
        with self._session.transaction(f"the {kind} {quoted(name)}"):
            (word,) = self.resolve(kind, [name])
        return word

    def keep(self, kind: WordKind, word: Word) -> Word:
        """Return a word as the journal has it; a shipped one that was never used gets its row."""
        with self._session.transaction():
            return self.by_id(kind, [word.id]).get(word.id) or self._make(kind, word.name)

    def rename(self, kind: WordKind, word_id: str, name: str) -> Word:
        """Give a word another name, in every entry that has it.

        Raises:
            Gone: There is no such word.
            NameTaken: Another word has that name; merging the two may be what is meant.
            ValueError: The name is empty, or can't be kept.
        """
        before = self._get(kind, word_id)
        name = Word(id=word_id, name=" ".join(name.split())).name
        with self._session.transaction(f"renaming {quoted(before.name)} to {quoted(name)}"):
            there = self._same(kind, name)
            if there and there.id != word_id:
                raise NameTaken(f"There is {_AN[kind]} with that name already.", there)
            return self._change(kind, word_id, {"name": name})

    def merge(self, kind: WordKind, word_id: str, into_id: str) -> Word:
        """Make two words one: what has the first gets the second in its place, and the first is put away.

        Args:
            kind: Which words.
            word_id: The one to let go of.
            into_id: The one that stays, or comes back if it was put away.

        Returns:
            The one that stays.

        Raises:
            Gone: There is no such word.
            ValueError: They are the same.
        """
        gone, kept = self._get(kind, word_id), self._get(kind, into_id)
        if gone.id == kept.id:
            raise ValueError("can't be merged with itself")
        link, column = f"entry_{TABLES[kind]}", f"{kind}_id"
        with self._session.transaction(f"merging {quoted(gone.name)} into {quoted(kept.name)}"):
            # An entry that has both keeps the link to the one that stays; the other is left as it is, and goes.
            self._session.write(f"UPDATE OR IGNORE {link} SET {column} = ? WHERE {column} = ?", (into_id, word_id))  # noqa: S608 (own names)
            self._session.write(f"DELETE FROM {link} WHERE {column} = ?", (word_id,))  # noqa: S608 (own names)
            now = self._session.now()
            if kind == "activity":
                self._session.write(
                    "UPDATE expectations SET activity_id = ?, updated_at = ? WHERE activity_id = ?",
                    (into_id, now, word_id),
                )
            self._change(kind, word_id, {"archived_at": now})
            return self._revived(kind, kept)

    def set_archived(self, kind: WordKind, word_id: str, archived: bool) -> Word:
        """Put a word away, so that it is offered no more, or take it back. Entries keep it.

        Raises:
            Gone: There is no such word.
        """
        done = "archiving" if archived else "bringing back"
        with self._session.transaction(f"{done} {quoted(self._get(kind, word_id).name)}"):
            return self._change(kind, word_id, {"archived_at": self._session.now() if archived else None})

    def _get(self, kind: WordKind, word_id: str) -> Word:
        found = self.by_id(kind, [word_id])
        if not found:
            raise Gone(f"That {kind} isn't in the journal any more.")
        return found[word_id]

    def _change(self, kind: WordKind, word_id: str, columns: dict[str, Any]) -> Word:
        self._session.update(TABLES[kind], word_id, {**columns, "updated_at": self._session.now()})
        return self._get(kind, word_id)

    def _same(self, kind: WordKind, name: str) -> Word | None:
        """Return the word with a name, as it is; upper and lower case mean the same word."""
        row = self._session.row(
            f"SELECT id, name, archived_at FROM {TABLES[kind]} WHERE name = ? COLLATE NOCASE",  # noqa: S608 (own names)
            (name,),
        )
        if row:
            return self._session.model(Word, row)
        # The index folds A to Z only; other scripts are compared here.
        rows = self._session.rows(f"SELECT id, name, archived_at FROM {TABLES[kind]} ORDER BY created_at, id")  # noqa: S608 (own names)
        folded = _folded(name)
        return next((self._session.model(Word, row) for row in rows if _folded(row["name"]) == folded), None)

    def _make(self, kind: WordKind, name: str) -> Word:
        word_id = stable_id(kind, name)
        if self.by_id(kind, [word_id]):
            word_id = self._session.new_id()  # "C" and "C++" have one key, but they are two words
        now = self._session.now()
        word = Word(id=word_id, name=name)
        self._session.insert(TABLES[kind], [{"id": word_id, "name": name, "created_at": now, "updated_at": now}])
        return word

    def _revived(self, kind: WordKind, word: Word) -> Word:
        return word if word.archived_at is None else self._change(kind, word.id, {"archived_at": None})


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
