"""Text that could harm a terminal is drawn as symbols; text that people write is drawn as they wrote it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rut_tui.domain.hidden import JOINS_SHOWN, MARKS_SHOWN
from rut_tui.domain.visible import one_line, visible

WRITTEN = {
    "family": "👩‍👩‍👧",
    "family of four": "👨‍👩‍👧‍👦",
    "kiss with skin tones": "👩🏽‍❤️‍💋‍👨🏽",
    "rainbow flag": "🏳️‍🌈",
    "flag of two letters": "🇩🇪",
    "flag of a region": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "keycap": "1️⃣",
    "heart with selector": "❤️",
    "head that nods": "🙂‍↕️",
    "emoji newer than Python": "\U0001fae9",
    "accent as a mark": "cafe\u0301",
    "vowel points": "שָׁלוֹם",
    "Arabic with marks": "مُحَمَّد",
    "Persian with a non-joiner": "می‌خواهم",
    "Sinhala with a joiner": "ක්‍රම",
    "Devanagari": "नमस्ते, हिन्दी",
    "Thai": "ขอบคุณที่ช่วย",
    "Korean letter by letter": "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "ideograph with a variant": "葛\U000e0100城",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ",
    "wide and narrow blanks": "a\u00a0b\u3000c",
    "mathematics": "∑ x² ≤ ½",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_what_people_write_is_drawn_as_written(text):
    assert visible(text) == text
    assert visible(text, multiline=True) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("\x1b]52;c;aGk=\x1b\\", "␛]52;c;aGk=␛\\"),
        ("\x9b31mred", "�31mred"),
        ("tab\there\x7f\x00", "tab␉here␡␀"),
        ("two\nlines\r\n", "two␊lines␍␊"),
        ("a\u2028b\u2029c\x85d", "a␤b␤c␤d"),
        ("\u202egnp.exe\u202c", "�gnp.exe�"),
        ("\u2066x\u2069\u200e\u200f\u061c", "�x����"),
        ("\ufeffa\u200bb\u2060c", "�a�b�c"),
        ("in\xaddented", "in-dented"),
        ("\u3164\uffa0\u115f\u1160", "����"),
        ("\u0301a", "�a"),
        ("a\ufe0f\ufe00", "a��"),
        ("\u2764\ufe0f\ufe0f", "\u2764\ufe0f�"),
        ("a\u200db", "a�b"),
        ("پ\u200c\u200cپ", "پ��پ"),
        ("🐈\u200d", "🐈�"),
        ("x\u1161", "x�"),
        ("a\U0001f3fd", "a�"),
        ("\U000e0068\U000e0069", "��"),
        ("\ud800", "�"),
        ("\u0378", "�"),
        ("␛\u200d␛", "␛�␛"),
    ],
)
def test_what_could_move_the_cursor_or_hide_becomes_a_symbol(text, shown):
    assert visible(text) == shown


def test_a_hidden_message_behind_a_flag_is_shown():
    hidden = "".join(chr(0xE0000 + ord(char)) for char in "secret")
    assert visible(f"\U0001f3f4{hidden}\U000e007f") == "\U0001f3f4" + "�" * 7


def test_lines_stay_lines_in_a_note_however_they_end():
    assert visible("a\nb\r\nc\rd\u2028e\x85f", multiline=True) == "a\nb \nc\nd\ne\nf"


def test_a_mark_at_the_start_of_a_line_cannot_climb_over_the_edge():
    assert visible("a\n\u0301b", multiline=True) == "a\n�b"
    assert visible("\u093e", multiline=True) == "�"


def test_marks_piled_on_a_letter_are_shown_beyond_the_eighth():
    assert visible("e" + "\u0301" * 12 + "e") == "e" + "\u0301" * MARKS_SHOWN + "�" * 4 + "e"


def test_a_row_of_joined_emoji_cannot_hide_in_two_cells():
    row = "\u200d".join("👩" * 9)
    assert visible(row).count("\u200d") == 8 - 2
    assert "\u200d".join("👩" * (JOINS_SHOWN + 1)) + "�" in visible(row)


def test_joiners_in_one_emoji_do_not_use_up_those_of_the_next():
    assert visible("👩‍👩‍👧" * 20) == "👩‍👩‍👧" * 20


NASTY = st.one_of(
    st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Mn", "Mc", "Me", "Sk", "Cn")),
    st.sampled_from(
        "a1#\n\r\u200d\u200c\ufe0f\ufe0e\u20e3\u0301\u094d\u0915پ👩❤🏽🏴🇩\u1100\u1161\u11ab\U000e0067\U000e0100葛"
    ),
    st.characters(),
)
TEXT = st.text(NASTY, max_size=40)


@given(TEXT, st.booleans())
def test_every_character_keeps_its_place(text, multiline):
    assert len(visible(text, multiline=multiline)) == len(text)


@given(TEXT, st.booleans())
def test_no_control_and_no_format_character_is_left_but_joiners_within(text, multiline):
    shown = visible(text, multiline=multiline)
    for place, char in enumerate(shown):
        category = unicodedata.category(char)
        if char in "\u200d\u200c":
            assert place > 0
            assert unicodedata.category(shown[place - 1])[0] in "SMLP"
        elif not "\U000e0020" <= char <= "\U000e007f":  # only ever kept in the flags of three regions
            assert category not in ("Cf", "Cs", "Zl", "Zp")
            assert category != "Cc" or (multiline and char == "\n")


@given(TEXT, st.booleans())
def test_drawing_what_is_drawn_changes_nothing(text, multiline):
    once = visible(text, multiline=multiline)
    assert visible(once, multiline=multiline) == once


@given(TEXT.filter(bool))
def test_no_text_starts_without_width(text):
    assert cell_len(visible(text)[0]) > 0


@given(st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs")), max_size=60))
def test_plain_text_is_untouched(text):
    assert visible(text) is text


def test_a_quoted_note_is_one_line():
    assert one_line(" a\n\n  b\tc\x85d ") == "a b c d"
