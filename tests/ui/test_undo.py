"""Undo on the screens: ctrl+z and ctrl+y name what came back and show it; in a field they undo typing only."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from auditing import SIGNS, kept
from driving import NOW, Running, press, screen_text, told
from hands import HOSTILE, NEVER_DRAWN, burst, paste
from hypothesis import given, settings
from hypothesis import strategies as st
from savings_hands import add as add_plan
from savings_hands import field, plans
from textual.widgets import TextArea
from textual.widgets._toast import Toast

from rut_tui.domain.goals import Column, GoalDraft
from rut_tui.domain.journal import EntryDraft
from rut_tui.storage.store import open_store
from rut_tui.storage.worker import Database
from rut_tui.widgets.fields import LineField
from rut_tui.widgets.typing import MOST, Kind, Line, Typing

LINES = {"check-in": ("today", "c<shift+tab>"), "savings": ("savings", "<enter>"), "goal": ("goals", "n<tab>")}
"""Name → a screen, and the keys that lead from there into a line."""


async def entries(db: Database) -> list[str]:
    """The notes in the diary."""
    return [entry.note for entry in await db.run(lambda store: store.entries.latest(9))]


async def test_a_check_in_is_undone_and_done_again(running: Running, db: Database) -> None:
    async with running() as pilot:
        await burst(pilot, "c4<tab><tab><tab><tab>hello<ctrl+s>")
        await press(pilot, "ctrl+z")
        assert told(pilot) == "Undone: the check-in from 21:00."
        assert await entries(db) == []
        await press(pilot, "ctrl+y")
        assert told(pilot) == "Done again: the check-in from 21:00."
        assert await entries(db) == ["hello"]
        assert "hello" in screen_text(pilot.app)
        await press(pilot, "ctrl+y")
        assert told(pilot) == "Nothing to redo."
        await press(pilot, "ctrl+z", "ctrl+z")
        assert told(pilot) == "Nothing to undo."
        assert "hello" not in screen_text(pilot.app)


async def test_every_view_shows_what_is_so_now(running: Running, db: Database) -> None:
    async with running("journal", size=(140, 45)) as pilot:
        await burst(pilot, "c4<tab><tab><tab><tab>hello<ctrl+s>")
        assert "hello" in screen_text(pilot.app)
        for screen in ("1", "3"):
            await press(pilot, screen, "ctrl+z")
            assert "hello" not in screen_text(pilot.app)
            await press(pilot, "ctrl+y")
            assert "hello" in screen_text(pilot.app)
        await press(pilot, "4", "ctrl+z", "3")
        assert "hello" not in screen_text(pilot.app)


async def test_a_goal_comes_back_from_the_archive_and_a_card_to_its_column(running: Running, db: Database) -> None:
    for title in ("Portfolio page", "Talk to Noor"):
        await db.run(lambda store, title=title: store.goals.add(GoalDraft(title=title), Column.NEXT))
    before = await db.run(lambda store: store.goals.board())
    async with running("goals") as pilot:
        await press(pilot, "L")
        assert [goal.column for goal in await db.run(lambda store: store.goals.board())] == [Column.NEXT, Column.DOING]
        await press(pilot, "a")
        assert told(pilot) == "Archived. ctrl+z brings it back."
        await press(pilot, "ctrl+z")
        assert told(pilot) == "Undone: archiving “Portfolio page”."
        await press(pilot, "ctrl+z")
        assert told(pilot) == "Undone: moving “Portfolio page” to Doing."
        assert await db.run(lambda store: store.goals.board()) == before
        await press(pilot, "ctrl+y")
        assert told(pilot) == "Done again: moving “Portfolio page” to Doing."


async def test_the_rating_of_a_sign_goes_and_comes(running: Running, db: Database) -> None:
    async with running("audit") as pilot:
        await burst(pilot, "<right><enter>34")
        assert (await kept(db)).ratings == {SIGNS[0]: 3, SIGNS[1]: 4}
        await press(pilot, "ctrl+z")
        assert told(pilot) == "Undone: the rating of “My days repeat themselves, and I can't…”."
        assert (await kept(db)).ratings == {SIGNS[0]: 3}
        await press(pilot, "ctrl+z")
        assert await db.run(lambda store: store.audits.current()) is None
        await press(pilot, "ctrl+y", "ctrl+y")
        assert (await kept(db)).ratings == {SIGNS[0]: 3, SIGNS[1]: 4}


async def test_an_amount_that_saved_itself_while_it_was_typed_is_one_step(running: Running, db: Database) -> None:
    await add_plan(db, "Spring", savings=Decimal(9000))
    async with running("savings") as pilot:
        await burst(pilot, "<down>")
        line = field(pilot, "savings")
        assert line.has_focus
        for digit in "1250":
            await burst(pilot, digit)
            await pilot.pause(0.5)
            await pilot.app.workers.wait_for_complete()
            (plan,) = await plans(db)
            assert plan.plan.savings == Decimal(line.value)
        await burst(pilot, "<tab>700<escape>")
        await press(pilot, "ctrl+z")
        assert told(pilot) == "Undone: the new figures in “Spring”."
        (plan,) = await plans(db)
        assert (plan.plan.savings, plan.plan.essential) == (1250, None)
        assert (line.value, field(pilot, "essential").value) == ("1,250", "")
        await press(pilot, "ctrl+z")
        (plan,) = await plans(db)
        assert plan.plan.savings == 9000
        assert line.value == "9,000"
        await press(pilot, "ctrl+y", "ctrl+y")
        (plan,) = await plans(db)
        assert (plan.plan.savings, plan.plan.essential) == (1250, 700)
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert await plans(db) == ()
        assert "Spring" not in screen_text(pilot.app).replace("“Spring”", "")
        assert line.value == ""


async def test_a_persons_words_in_a_toast_are_short_and_harmless(running: Running, db: Database) -> None:
    async with running("goals") as pilot:
        for name, text in HOSTILE.items():
            title = text[:300]
            await db.run(lambda store, title=title: store.goals.add(GoalDraft(title=title)))
            await press(pilot, "ctrl+z")
            shown = screen_text(pilot.app)
            assert "Undone: the goal “" in shown, name
            assert not NEVER_DRAWN.search(shown), name
        assert await db.run(lambda store: store.goals.board()) == ()


async def test_what_was_changed_elsewhere_is_said_and_shown(running: Running, db: Database, path: Path) -> None:
    async with running("journal") as pilot:
        await burst(pilot, "c2<tab><tab><tab><tab>mine<ctrl+s>")
        other = open_store(path, lambda: NOW)
        (entry,) = other.entries.latest(1)
        other.entries.update(entry.id, EntryDraft(at=NOW, engagement=2, note="theirs"))
        other.close()
        await press(pilot, "ctrl+z")
        assert told(pilot) == "Not undone: the check-in from 21:00. It was changed elsewhere since."
        assert "theirs" in screen_text(pilot.app)
        assert await entries(db) == ["theirs"]


@pytest.mark.parametrize("name", LINES)
async def test_in_a_line_only_typing_is_undone(running: Running, db: Database, name: str) -> None:
    await db.run(lambda store: store.entries.add(EntryDraft(at=NOW, engagement=1, note="stays")))
    screen, way = LINES[name]
    async with running(screen) as pilot:
        await burst(pilot, way)
        line = pilot.app.focused
        assert isinstance(line, LineField)
        line.value = ""
        await burst(pilot, "12 34<left><backspace>")
        assert (line.value, line.cursor_position) == ("12 4", 3)
        for value, caret in (("12 34", 4), ("12", 2), ("", 0), ("", 0), ("", 0)):
            await burst(pilot, "<ctrl+z>")
            assert (line.value, line.cursor_position) == (value, caret)
        for value, caret in (("12", 2), ("12 34", 5), ("12 4", 3), ("12 4", 3)):
            await burst(pilot, "<ctrl+y>")
            assert (line.value, line.cursor_position) == (value, caret)
        assert not pilot.app.screen.query(Toast)
        assert await entries(db) == ["stays"]


async def test_in_a_note_only_typing_is_undone(running: Running, db: Database) -> None:
    await db.run(lambda store: store.entries.add(EntryDraft(at=NOW, engagement=1, note="stays")))
    async with running() as pilot:
        await burst(pilot, "c<tab><tab><tab><tab>words")
        note = pilot.app.focused
        assert isinstance(note, TextArea)
        await burst(pilot, "<ctrl+z>" * 9)
        assert note.text == ""
        await burst(pilot, "<ctrl+y>" * 9)
        assert note.text == "words"
        assert await entries(db) == ["stays"]


async def test_a_note_on_a_screen_lets_no_undo_through(running: Running, db: Database) -> None:
    await db.run(lambda store: store.entries.add(EntryDraft(at=NOW, engagement=1, note="stays")))
    from rut_tui.widgets.fields import NoteField

    async with running() as pilot:
        note = NoteField()
        await pilot.app.screen.mount(note)
        note.focus()
        await burst(pilot, "a<ctrl+z><ctrl+z><ctrl+z><ctrl+y><ctrl+y>")
        assert note.text == "a"
        assert await entries(db) == ["stays"]


async def test_a_paste_is_one_step_and_a_selection_comes_back(running: Running) -> None:
    async with running() as pilot:
        await burst(pilot, "c<shift+tab>ab")
        line = pilot.app.focused
        assert isinstance(line, LineField)
        await paste(pilot, "one two three")
        await burst(pilot, "c<shift+home>")
        await paste(pilot, "x")
        assert line.value == "x"
        for value, selected in (
            ("abone two threec", "abone two threec"),
            ("abone two three", ""),
            ("ab", ""),
            ("", ""),
        ):
            await burst(pilot, "<ctrl+z>")
            assert (line.value, line.selected_text) == (value, selected)


async def test_another_plan_in_the_same_fields_has_a_history_of_its_own(running: Running, db: Database) -> None:
    for name in ("One", "Two"):
        await add_plan(db, name)
    async with running("savings") as pilot:
        await burst(pilot, "<down>900<escape>]<down>900<escape>[<down>")
        line = field(pilot, "savings")
        assert line.has_focus
        await burst(pilot, "<ctrl+z>")
        assert line.value == "900"


async def test_of_a_secret_no_history_is_kept(running: Running) -> None:
    async with running() as pilot:
        line = LineField(password=True)
        await pilot.app.screen.mount(line)
        line.focus()
        await burst(pilot, "secret<ctrl+z>")
        assert line.value == "secret"
        assert not pilot.app.screen.query(Toast)


class Hand:
    """A line edited as a string is, with its history, and every text that stood in it since code last wrote there."""

    def __init__(self) -> None:
        self.typing = Typing()
        self.line = Line("", 0, 0)
        self.seen = [self.line]

    def splice(self, new: str, start: int, end: int, kind: Kind) -> None:
        before = self.line
        text = before.text[:start] + new + before.text[end:]
        self.line = Line(text, start + len(new), start + len(new))
        self.typing.note(before, self.line, kind)
        if text != before.text:
            self.seen.append(self.line)

    def type(self, text: str) -> None:
        for char in text:
            self.splice(char, *sorted((self.line.anchor, self.line.caret)), "type")

    def backspace(self) -> None:
        start, end = sorted((self.line.anchor, self.line.caret))
        if start == end:
            start = max(0, start - 1)
        self.splice("", start, end, "delete" if end - start == 1 else "change")

    def paste(self, text: str) -> None:
        self.typing.part()
        self.splice(text, *sorted((self.line.anchor, self.line.caret)), "change")
        self.typing.part()

    def select(self, anchor: int, caret: int) -> None:
        most = len(self.line.text)
        self.line = Line(self.line.text, min(anchor, most), min(caret, most))

    def code(self, text: str) -> None:
        self.line = Line(text, len(text), len(text))
        self.typing.forget()
        self.seen = [self.line]

    def undo(self) -> bool:
        line = self.typing.undo(self.line.text)
        self.line = line or self.line
        return line is not None

    def redo(self) -> bool:
        line = self.typing.redo(self.line.text)
        self.line = line or self.line
        return line is not None


STEPS = (
    (("one two",), ("one", "")),
    (("one  two ",), ("one  two", "one", "")),
    ((" one",), ("",)),
    (("one", "<", "<", "<"), ("one", "")),
    (("one", "<", "x"), ("on", "one", "")),
    (("ab", (0, 2), "x", "y"), ("ab", "")),
    (("ab", (0, 0), "x", "y"), ("ab", "")),
    (("a", ["pasted text"], "b"), ("apasted text", "a", "")),
    (("a", ["b"], "c"), ("ab", "a", "")),
    (("😀é漢",), ("",)),
)
"""What is typed, deleted (<), selected (two places) or pasted (a list), and what stands there after each undo."""


@pytest.mark.parametrize(("done", "back"), STEPS, ids=[str(done) for done, _ in STEPS])
def test_typing_is_undone_word_by_word(done: tuple[Any, ...], back: tuple[str, ...]) -> None:
    hand = Hand()
    for it in done:
        if it == "<":
            hand.backspace()
        elif isinstance(it, str):
            hand.type(it)
        elif isinstance(it, list):
            hand.paste(it[0])
        else:
            hand.select(*it)
    end = hand.line
    found = []
    while hand.undo():
        found.append(hand.line.text)
    assert tuple(found) == back
    while hand.redo():
        pass
    assert hand.line == end


ACTS = st.one_of(
    st.tuples(st.just("type"), st.text("ab é", min_size=1, max_size=5)),
    st.tuples(st.just("paste"), st.text("xy z", max_size=5)),
    st.tuples(st.just("select"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("code"), st.text("k", max_size=2)),
    *(st.tuples(st.just(name)) for name in ("backspace", "undo", "redo")),
)


@given(st.lists(ACTS, max_size=40))
@settings(max_examples=300)
def test_undo_goes_through_texts_that_were_back_to_the_first_and_redo_to_the_last(acts: list[tuple[Any, ...]]) -> None:
    hand = Hand()
    for name, *given_ in acts:
        getattr(hand, name)(*given_)
    while hand.redo():
        pass
    end = hand.line.text
    passed = [end]
    while hand.undo():
        passed.append(hand.line.text)
    assert hand.line.text == hand.seen[0].text
    assert set(passed) <= texts(hand)
    for text in reversed(passed[:-1]):
        assert hand.redo()
        assert hand.line.text == text
    assert not hand.redo()


def texts(hand: Hand) -> set[str]:
    """Every text that stood in the line since code last wrote there."""
    return {line.text for line in hand.seen}


def test_the_history_has_an_end() -> None:
    hand = Hand()
    for number in range(MOST + 50):
        hand.paste(f"{number} ")
    count = 0
    while hand.undo():
        count += 1
    assert count == MOST
    assert hand.line.text == "".join(f"{number} " for number in range(50))


def test_what_code_put_there_is_no_typing() -> None:
    hand = Hand()
    hand.type("one")
    hand.line = Line("put there", 9, 9)
    assert not hand.undo()
    assert hand.line.text == "put there"
    hand.type("x")
    assert hand.undo()
    assert hand.line.text == "put there"
    assert not hand.undo()
