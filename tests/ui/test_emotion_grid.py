"""The emotion words by pleasantness and energy: walked over by arrows, chosen by enter or a click, told by typing."""

from datetime import timedelta
from typing import Any

import pytest
from driving import NOW, Running, screen_text, settled
from hands import HOSTILE, NEVER_DRAWN, burst
from textual.pilot import Pilot

from rut_tui.domain.journal import EntryDraft
from rut_tui.domain.model import stable_id
from rut_tui.storage.worker import Database
from rut_tui.widgets.field import Field
from rut_tui.widgets.words import WordPicker


async def felt(db: Database, *emotions: str, hours: int = 1) -> None:
    """Have felt something some hours ago."""
    draft = EntryDraft(at=NOW - timedelta(hours=hours), engagement=0, emotions=emotions)
    await db.run(lambda store: store.entries.add(draft))


async def saved(db: Database) -> list[str]:
    """The emotions of the newest entry."""
    (entry,) = await db.run(lambda store: store.entries.latest(1))
    return [word.name for word in entry.emotions]


def grid(pilot: Pilot[Any]) -> list[list[str]]:
    """The rows below the line, each as its words."""
    shown = pilot.app.screen.query_one("#emotions .offered")
    return [line.split() for line in str(shown.render()).splitlines()] if shown.display else []


def chosen(pilot: Pilot[Any]) -> tuple[str, ...]:
    return pilot.app.screen.query_one("#emotions", WordPicker).words


async def test_wide_the_four_quadrants_stand_two_by_two(running: Running) -> None:
    async with running(size=(140, 45)) as pilot:
        await burst(pilot, "c<tab><tab>")
        rows = grid(pilot)
        assert rows[0] == ["unpleasant,", "much", "energy", "pleasant,", "much", "energy"]
        assert rows[1] == ["angry", "frustrated", "engaged", "inspired"]
        assert rows[7] == ["unpleasant,", "little", "energy", "pleasant,", "little", "energy"]
        assert rows[8] == ["bored", "drained", "calm", "content"]
        assert len(rows) == 14
        await burst(pilot, "<tab>")
        assert grid(pilot) == []


async def test_narrow_they_are_one_list_that_follows_the_arrows(running: Running) -> None:
    async with running(size=(60, 20)) as pilot:
        await burst(pilot, "c4<tab><tab><down>")
        assert grid(pilot)[0] == ["unpleasant,", "much", "energy"]
        assert grid(pilot)[-1] == ["↓", "more"]
        await burst(pilot, "<down>" * 20)
        assert "▌safe" in screen_text(pilot.app)
        assert grid(pilot)[0] == ["↑", "more"]
        await burst(pilot, "<enter><ctrl+s>")


async def test_arrows_choose_from_all_four(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(
            pilot, "c2<tab><tab><down><enter><right><right><enter>" + "<down>" * 6 + "<enter><left><left><enter>"
        )
        assert chosen(pilot) == ("angry", "engaged", "calm", "bored")
        assert {"✓angry", "✓bored"} <= set(screen_text(pilot.app).split()), "with the mark on it too"
        await burst(pilot, "<enter>")  # the mark is still on it: taken back
        assert chosen(pilot) == ("angry", "engaged", "calm")
        await burst(pilot, "<ctrl+s>")
    assert await saved(db) == ["angry", "engaged", "calm"]


async def test_above_the_first_word_is_the_line_again_where_enter_saves(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c2<tab><tab><down><right><enter><up><enter>")
    assert await saved(db) == ["frustrated"]


async def test_typing_offers_what_fits_and_own_words_are_kept_below_the_grid(running: Running) -> None:
    async with running() as pilot:
        await burst(pilot, "c2<tab><tab><down><down>bo")
        assert grid(pilot) == [["▌bored", "bo", "(new)"]]
        await burst(pilot, "<enter>homesick<enter><ctrl+s>c2<tab><tab>")
        assert grid(pilot)[:2] == [["lately"], ["bored", "homesick"]]
        assert grid(pilot)[-2:] == [["your", "own"], ["homesick"]]
        await burst(pilot, "<down><right><enter>")
        assert chosen(pilot) == ("homesick",)


async def test_in_a_line_with_letters_the_arrows_move_the_caret(running: Running) -> None:
    async with running() as pilot:
        await burst(pilot, "c2<tab><tab>ored<left><left><left><left>b<enter>")
        assert chosen(pilot) == ("bored",)


async def test_what_was_felt_lately_stands_first_newest_first(running: Running, db: Database) -> None:
    await felt(db, "calm", hours=3)
    await felt(db, "proud", "tense", hours=1)
    await felt(db, "bored", hours=2)
    async with running() as pilot:
        await burst(pilot, "c2<tab><tab>")
        assert grid(pilot)[:2] == [["lately"], ["proud", "tense", "bored"]]


async def test_a_renamed_word_keeps_its_place_and_one_put_away_is_not_offered(running: Running, db: Database) -> None:
    await felt(db, "angry", "tense")
    await db.run(lambda store: store.words.rename("emotion", stable_id("emotion", "angry"), "furious"))
    await db.run(lambda store: store.words.set_archived("emotion", stable_id("emotion", "tense"), True))
    async with running() as pilot:
        await burst(pilot, "c2<tab><tab>")
        assert grid(pilot)[3] == ["furious", "frustrated", "engaged", "inspired"]
        words = [word for row in grid(pilot) for word in row]
        assert "angry" not in words
        assert "tense" not in words
        await burst(pilot, "te")
        assert grid(pilot)[0][0] == "▌te"
        assert "tense" not in grid(pilot)[0]


async def test_a_click_chooses_and_takes_back(running: Running) -> None:
    async with running(size=(140, 45)) as pilot:
        await burst(pilot, "c2<tab><tab>")
        await pilot.click("#emotions .offered", offset=(3, 1))
        await settled(pilot)
        assert chosen(pilot) == ("angry",)
        await pilot.click("#emotions .offered", offset=(3, 1))
        await settled(pilot)
        assert chosen(pilot) == ()


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_with_words_chosen_the_field_stays_whole_in_the_window(running: Running, size: tuple[int, int]) -> None:
    async with running(size=size) as pilot:
        await burst(pilot, "c2<tab><tab>homesick<enter><down><right><enter><right><enter>")
        field = next(node for node in pilot.app.screen.query(Field) if node.name == "emotions")
        assert pilot.app.screen.query_one(".form").content_region.contains_region(field.region)


async def test_hostile_words_of_ones_own_are_drawn_harmlessly(running: Running, db: Database) -> None:
    for text in HOSTILE.values():
        await felt(db, " ".join(text.split())[:400].strip())
    async with running(size=(60, 20)) as pilot:
        await burst(pilot, "c2<tab><tab>" + "<down>" * 25 + "<enter>")
        assert len(chosen(pilot)) == 1
        assert not NEVER_DRAWN.search(screen_text(pilot.app))
