"""A journal that can only be read: shown, said at the start and in the header, and what is typed stays typed."""

import os
import re
import sys
from pathlib import Path

import pytest
from driving import NOW, Running, press, screen_text
from hands import burst
from savings_hands import field, row
from terminal import Terminal, clean_environment

from rut_tui.domain.goals import GoalDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.worker import Database

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes")

NOBODY = 65534


def make_read_only(path: Path) -> str:
    """Take a journal away from whoever runs the tests, and return what is said of it."""
    if os.geteuid() == 0:  # nothing else holds root back
        os.chown(path, NOBODY, -1)
        return "the journal belongs to another user."
    path.chmod(0o400)
    return "the journal is read-only."


@pytest.fixture
def why(path: Path) -> str:
    """A journal with an entry, a goal and a plan, that can only be read from now on."""
    before = Database(path, lambda: NOW)
    before.run_sync(lambda store: store.entries.add(EntryDraft(at=NOW, engagement=1, note="kept words")))
    before.run_sync(lambda store: store.goals.add(GoalDraft(title="a goal")))
    before.close()
    return make_read_only(path)


async def test_it_is_said_at_the_start_and_stays_in_the_header(why: str, running: Running) -> None:
    async with running("journal", (100, 30)) as pilot:
        text = screen_text(pilot.app)
        assert f"Nothing can be saved here: {why}" in " ".join(text.replace("▌", " ").split())
        assert "read-only" in text.splitlines()[0]
        assert "kept words" in text
        for key, name in (("1", "Today"), ("2", "Audit"), ("4", "Goals"), ("5", "Savings"), ("3", "Journal")):
            await press(pilot, key)
            assert name in screen_text(pilot.app)
        assert "read-only" in screen_text(pilot.app).splitlines()[0]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_header_has_room_for_it(why: str, running: Running, size: tuple[int, int]) -> None:
    async with running("today", size) as pilot:
        assert "read-only" in screen_text(pilot.app).splitlines()[0]


async def test_a_form_says_why_and_keeps_its_words(why: str, running: Running, path: Path) -> None:
    before = path.read_bytes()
    async with running("today", (100, 30)) as pilot:
        await burst(pilot, "c4<tab>meetings<ctrl+s>")
        text = " ".join(re.sub("[▁-▌]", " ", screen_text(pilot.app)).split())  # without edges and scrollbars
        assert f"It was not saved: {why} Your words are still here" in text
        assert "meetings" in text
    assert path.read_bytes() == before


async def test_a_move_on_the_board_says_why_and_is_taken_back(why: str, running: Running) -> None:
    async with running("goals", (100, 30)) as pilot:
        await press(pilot, "L")
        text = " ".join(screen_text(pilot.app).replace("▌", " ").split())
        assert f"It was not saved: {why}" in text
        assert "Idea 1" in text


async def test_answers_and_figures_stay_typed_and_are_marked(why: str, running: Running) -> None:
    async with running("audit") as pilot:
        await press(pilot, "right", "enter", "4", "3")
        assert "2 not saved yet" in screen_text(pilot.app)
        await burst(pilot, "<escape>5<down>9000<tab>")
        assert field(pilot, "savings").value == "9000"
        assert "not saved" in row(pilot, "My plan")


def test_at_the_end_nothing_was_changed(why: str, path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    with Terminal("--db", str(path), env=clean_environment(tmp_path)) as terminal:
        terminal.see("read-only")
        terminal.type("q")
        assert terminal.wait() == 0
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("rut.db-*"))
