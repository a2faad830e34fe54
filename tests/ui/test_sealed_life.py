"""A journal with a passphrase leaves no plain word on any disk, whatever happens to it."""

from pathlib import Path

import pytest
from driving import NOW
from sealed_life import MARKERS, PASSPHRASE, live, scan
from terminal import clean_environment

from rut_tui.domain.goals import GoalDraft
from rut_tui.storage.passphrase import Passphrase
from rut_tui.storage.store import open_store


def test_no_plain_word_is_in_any_file(tmp_path: Path) -> None:
    journal = tmp_path / "data" / "rut.db"
    open_store(journal, lambda: NOW, passphrase=Passphrase.of(PASSPHRASE)).close()
    (tmp_path / "tmp").mkdir()
    seen: dict[str, list[str]] = {}

    def look(moment: str) -> None:
        seen[moment] = scan(tmp_path, but=tmp_path / "nothing")

    live(
        journal,
        clean_environment(tmp_path, TMPDIR=str(tmp_path / "tmp")),
        look,
        through=lambda _: (),
    )

    assert {moment: found for moment, found in seen.items() if found} == {}
    assert len(seen) == 7
    assert list((tmp_path / "data" / "backups").glob("*.db")), "the backup is looked into as well"


@pytest.mark.parametrize("marker", MARKERS[:3])
def test_the_scan_finds_a_word_in_a_plain_journal(tmp_path: Path, marker: str) -> None:
    store = open_store(tmp_path / "rut.db", lambda: NOW)
    store.goals.add(GoalDraft(title=marker))
    store.close()

    assert scan(tmp_path, but=tmp_path / "nothing") == ["rut.db"]
