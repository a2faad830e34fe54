"""A journal in a folder of its own, on a clock that only moves when told; whatever is left open is closed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sealed_files
from storage_bench import Clock

from rut_tui.storage.store import Store, open_store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Where a journal will be: in a folder that is not there yet."""
    return tmp_path / "rut-tui" / "rut.db"


@pytest.fixture
def opener(journal: Path, clock: Clock) -> Iterator[Callable[..., Store]]:
    """Opens the journal; what is still open at the end is closed."""
    stores: list[Store] = []

    def opens(path: Path = journal, **options: object) -> Store:
        stores.append(open_store(path, clock, **options))  # type: ignore[arg-type]  # options as given
        return stores[-1]

    yield opens
    for store in stores:
        store.close()


@pytest.fixture
def store(opener: Callable[..., Store]) -> Store:
    return opener()


@pytest.fixture
def reopen(opener: Callable[..., Store]) -> Callable[[Store], Store]:
    """Closes a store and opens its file again: what is seen then was on disk."""

    def again(store: Store) -> Store:
        store.close()
        return opener(store.path)

    return again


@pytest.fixture(scope="session")
def life(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a plain journal with something in every part of it."""
    return sealed_files.life(tmp_path_factory.mktemp("life") / "rut.db", None)


@pytest.fixture
def lived_in(journal: Path, life: bytes) -> Path:
    """That journal, closed; no lock file beside it."""
    journal.parent.mkdir(mode=0o700)
    journal.touch(0o600)
    journal.write_bytes(life)
    return journal
