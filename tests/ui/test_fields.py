"""Every field takes every printable key, keeps every character, draws it harmlessly, and never cuts."""

import string
from typing import Any

import pytest
from driving import Running, screen_text, settled
from hands import HOSTILE, NEVER_DRAWN, burst, paste
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from rut_tui.domain.visible import visible
from rut_tui.modals.check_in import CheckIn
from rut_tui.widgets.fields import LineField, NoteField
from rut_tui.widgets.note_text import NoteText
from rut_tui.widgets.words import WordLine

PRINTABLE = "".join(sorted({char for char in string.printable if char.isprintable()})) + "éßя中😀"
WAYS = {"line": "c<shift+tab>", "words": "c<tab>", "note": "c<tab><tab><tab><tab>"}
"""Field class → the keys that lead from Today to one of its kind in the check-in form."""


def focused(pilot: Pilot[Any]) -> LineField | NoteField:
    field = pilot.app.focused
    assert isinstance(field, LineField | NoteField)
    return field


def text_of(field: LineField | NoteField) -> str:
    return field.text if isinstance(field, NoteField) else field.value


@pytest.mark.parametrize("way", WAYS)
async def test_every_printable_key_arrives_as_text(running: Running, way: str) -> None:
    async with running() as pilot:
        await burst(pilot, WAYS[way])
        assert isinstance(focused(pilot), {"line": LineField, "words": WordLine, "note": NoteField}[way])
        await burst(pilot, PRINTABLE)
        assert text_of(focused(pilot)) == PRINTABLE
        assert isinstance(pilot.app.screen, CheckIn)


@pytest.mark.parametrize(("screen", "way"), [("today", "c"), ("goals", "n"), ("savings", ""), ("savings", "r")])
async def test_no_binding_takes_a_printable_key_from_a_field(running: Running, screen: str, way: str) -> None:
    async with running(screen) as pilot:
        await burst(pilot, way)
        fields = [field for field in pilot.app.screen.query("*") if isinstance(field, Input | TextArea)]
        assert fields
        for field in fields:
            field.focus()
            await pilot.pause()
            for key, active in pilot.app.screen.active_bindings.items():
                char = key_to_character(key)
                if char and char.isprintable():
                    assert not active.binding.priority, key
                    assert field.check_consume_key(key, char), key


@pytest.mark.parametrize("way", WAYS)
async def test_joiners_of_words_and_emoji_are_typed_too(running: Running, way: str) -> None:
    async with running() as pilot:
        await burst(pilot, WAYS[way] + "می\u200cخواهم 👩\u200d👧")
        assert text_of(focused(pilot)) == "می\u200cخواهم 👩\u200d👧"


@pytest.mark.parametrize("way", WAYS)
async def test_hostile_text_is_kept_whole_and_drawn_harmlessly(running: Running, way: str) -> None:
    async with running() as pilot:
        await burst(pilot, WAYS[way])
        field = focused(pilot)
        for name, text in HOSTILE.items():
            if isinstance(field, NoteField):
                field.text = text
                field.move_cursor(field.document.end)
            else:
                field.value = text
                field.cursor_position = len(text)
            await settled(pilot)
            assert text_of(field) == text, name
            assert not NEVER_DRAWN.search(screen_text(pilot.app)), name
            assert text.rstrip()[-5:] in screen_text(pilot.app), name


@pytest.mark.parametrize("way", ["line", "words"])
async def test_many_lines_pasted_into_a_line_are_folded(running: Running, way: str) -> None:
    async with running() as pilot:
        await burst(pilot, WAYS[way])
        await paste(pilot, "one\r\ntwo\rthree\nfour \x0b five\n")
        assert text_of(focused(pilot)) == "one two three four \x0b five"


async def test_lines_pasted_into_a_note_stay_lines(running: Running) -> None:
    async with running() as pilot:
        await burst(pilot, WAYS["note"] + "before ")
        await paste(pilot, "one\r\ntwo\rthree\nfour\x85\n")
        await burst(pilot, "after")
        assert text_of(focused(pilot)) == "before one\ntwo\nthree\nfour\x85\nafter"


@pytest.mark.parametrize("way", WAYS)
async def test_a_megabyte_is_refused_and_what_was_typed_stays(running: Running, way: str) -> None:
    async with running() as pilot:
        await burst(pilot, WAYS[way] + "mine")
        await paste(pilot, "x" * 1_000_000)
        holds = "200,000" if way == "note" else "500"
        assert "Not pasted: it is 1,000,000 characters long, and this field holds" in screen_text(pilot.app)
        assert f"{holds}." in screen_text(pilot.app)
        assert text_of(focused(pilot)) == "mine"


async def test_what_would_fit_an_empty_note_is_refused_with_the_room_that_is_left(running: Running) -> None:
    async with running() as pilot:
        await burst(pilot, WAYS["note"] + "mine")
        await paste(pilot, "x" * 200_000)
        said = "it is 200,000 characters long, and this field holds 200,000, with room for 199,996 more."
        assert said in " ".join(screen_text(pilot.app).replace("▌", " ").split())
        assert text_of(focused(pilot)) == "mine"


@pytest.mark.parametrize("way", WAYS)
async def test_nul_and_half_symbols_are_refused_at_the_field(running: Running, way: str) -> None:
    async with running() as pilot:
        await burst(pilot, WAYS[way] + "mine")
        for broken in ("\0", "\ud800", "ok \udfff ok"):
            await paste(pilot, broken)
            assert "Not pasted: it holds a character that can't be kept" in screen_text(pilot.app)
            await burst(pilot, "!<backspace>")
            assert text_of(focused(pilot)) == "mine"
            assert "Not pasted" not in screen_text(pilot.app)


async def test_a_paste_takes_the_place_of_what_is_selected(running: Running) -> None:
    async with running() as pilot:
        await burst(pilot, "c")
        for keys in ("<tab>", "<tab><tab><tab>", "<tab><end>"):
            await burst(pilot, keys + "abcd<left><shift+left><shift+left>")
            field = focused(pilot)
            before = text_of(field).removesuffix("abcd")
            await paste(pilot, "XY")
            assert text_of(field) == before + "aXYd"


async def test_the_caret_of_a_line_stands_where_it_is_drawn(running: Running) -> None:
    async with running() as pilot:
        await burst(pilot, WAYS["line"])
        field = focused(pilot)
        assert isinstance(field, LineField)
        field.value = "a\x1b\u202e中b"
        left = field.content_region.x
        # a, the symbol for ESC, the replacement character: one cell each; 中: two; then b.
        for position, cell in enumerate([0, 1, 2, 3, 5]):
            field.cursor_position = position
            assert field.cursor_screen_offset.x == left + cell
        for cell, position in {0: 0, 1: 1, 2: 2, 3: 3, 4: 3, 5: 4, 9: 5}.items():
            await pilot.click(field, offset=(cell + 1, 0))
            assert field.cursor_position == position


async def test_a_note_is_wrapped_as_it_is_drawn(running: Running) -> None:
    async with running() as pilot:
        await burst(pilot, WAYS["note"])
        field = focused(pilot)
        assert isinstance(field, NoteField)
        width = field.wrap_width
        field.text = "\x1b" * (2 * width) + "\t" * width + "end"
        field.move_cursor(field.document.end)
        await settled(pilot)
        # Two rows of ␛, one of ␉ and the last word: each symbol takes a cell.
        assert field.wrapped_document.height == 4
        assert field.cursor_screen_offset - field.content_region.offset == (3, 3)
        rows = screen_text(pilot.app).splitlines()
        assert sum(row.count("␛") for row in rows) == 2 * width
        assert sum(row.count("␉") for row in rows) == width


async def test_a_note_grows_and_its_caret_stays_in_view(running: Running) -> None:
    async with running(size=(60, 20)) as pilot:
        await burst(pilot, WAYS["note"] + "".join(f"line {n}<enter>" for n in range(12)) + "here")
        assert "here" in screen_text(pilot.app)
        await burst(pilot, "<tab>")
        assert "now, 18:00, yesterday 9am" in screen_text(pilot.app)


TEXTS = st.text(st.characters() | st.sampled_from("\n\r\x0b\x0c\x1c\x85\u2028"), max_size=40)


@given(TEXTS)
def test_a_note_keeps_its_text(text: str) -> None:
    note = NoteText(text)
    assert note.text == text
    assert [len(line) for line in note.lines] == [len(line) for line in text.split("\n")]


@given(st.data())
@settings(max_examples=200)
def test_a_note_is_edited_as_a_string_is(data: st.DataObject) -> None:
    text, new = data.draw(TEXTS), data.draw(TEXTS)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))

    def place(at: int) -> tuple[int, int]:
        return text[:at].count("\n"), at - (text[:at].rfind("\n") + 1)

    note = NoteText(text)
    result = note.replace_range(place(end), place(start), new)
    edited = text[:start] + new + text[end:]
    assert note.text == edited
    assert result.replaced_text == text[start:end]
    row, column = result.end_location
    assert "\n".join([*edited.split("\n")[:row], edited.split("\n")[row][:column]]) == text[:start] + new
    assert len(note.lines) == edited.count("\n") + 1
    assert not any(NEVER_DRAWN.search(line) for line in note.lines)
    assert note.lines == [
        visible(line[:-1]) + " " if line.endswith("\r") else visible(line) for line in edited.split("\n")
    ]
