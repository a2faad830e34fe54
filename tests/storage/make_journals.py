"""Writes the journals of today's shape that the next shape will be tried on: see journals/README.md.

Run with `python tests/storage/make_journals.py` at a release, once: what shipped never changes.
"""

import tempfile
from pathlib import Path
from random import Random
from uuid import UUID

from sitting import Sitting, bring_in, exported, live
from storage_bench import JOURNALS, Clock

from rut_tui.storage.migrations import FORMAT
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import open_store

PASSPHRASE = "correct horse battery staple"  # noqa: S105 (of made-up lives)
ACTIONS = 60


def write(path: Path, passphrase: Passphrase | None) -> str:
    """Write a life with everything in it that a journal can hold; return its export."""
    clock, ids = Clock(), Random(f"ids {FORMAT}")  # noqa: S311 - a made-up life, the same in both files
    store = open_store(
        path, clock, passphrase=passphrase, new_id=lambda: str(UUID(int=ids.getrandbits(128), version=4))
    )
    live(store)
    sitting = Sitting(store, clock, Random(FORMAT))  # noqa: S311 - a made-up life
    sitting.does(bring_in)
    for _ in range(ACTIONS):
        sitting.act()
    store.drafts.put("entry:new@0b5c7d1e.2", {"note": "not saved yet: [b] é 漢字", "engagement": 1})
    store.drafts.put("goal:later@0b5c7d1e.1", {"title": "set aside"}, base=clock())
    store.drafts.set_aside("goal:later@0b5c7d1e.1")
    text = exported(store).decode()
    store.close()
    return text


def main() -> None:
    """Write the plain one, the encrypted one and the export, unless they are there."""
    plain, sealed, export = (JOURNALS / f"format-{FORMAT}{end}" for end in (".db", "-sealed.db", ".json"))
    if plain.exists():
        raise SystemExit(f"{plain.name} is there already; what shipped never changes")
    with tempfile.TemporaryDirectory() as folder:
        texts = set()
        for path, passphrase in ((plain, None), (sealed, Passphrase.of(PASSPHRASE))):
            draft = Path(folder) / path.stem / "rut.db"
            texts.add(write(draft, passphrase))
            path.write_bytes(draft.read_bytes())
    (text,) = texts
    export.write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
