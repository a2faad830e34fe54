"""What a search looks for in a text, and the piece of it that is shown."""

import sqlite3
import unicodedata
from contextlib import closing

import pytest

from rut_tui.domain.found import MOST_WORDS, WIDTH, Wanted, excerpt, wanted


def marked(text: str, typed: str) -> list[str]:
    piece = excerpt(text, wanted(typed))
    return [piece.text[start:end] for start, end in piece.marks]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", []),
        (" \n\t ", []),
        ("one two one", ["one", "two"]),
        ('"quoted" (x', ['"quoted"', "(x"]),
        ("- — !!! a", ["a"]),
        ("a\0b", ["a", "b"]),
        ("🎉 x", ["🎉", "x"]),
    ],
)
def test_words_are_what_spaces_part(typed: str, words: list[str]) -> None:
    assert [word.text for word in wanted(typed)] == words


def test_no_more_words_are_looked_for_than_can_be_typed_on_purpose() -> None:
    assert len(wanted(" ".join(map(str, range(10_000))))) == MOST_WORDS


@pytest.mark.parametrize(
    ("text", "typed", "hits"),
    [
        ("Café", "cafe", ["Café"]),
        ("Cafe\u0301s", "café", ["Cafe\u0301"]),
        ("snake_case", "case", ["case"]),
        ("the theme", "the", ["the", "the"]),
        ("bathe", "the", []),
        ("abc abcd", "ab abc", ["abc", "abc"]),
        ("Ὀδυσσεύς", "ὀδυσσεύσ", ["Ὀδυσσεύς"]),
        ("한국어", "한", ["한"]),
        ("日本語", "本", ["本"]),
        ("İstanbul ırmak", "istanbul", ["İstanbul"]),
        ("a.b(c", "(c", ["c"]),
        ("", "x", []),
    ],
)
def test_hits_are_marked_where_they_are(text: str, typed: str, hits: list[str]) -> None:
    assert marked(text, typed) == hits


def test_a_long_text_is_cut_around_the_words() -> None:
    text = f"{'before ' * 500}a template\nof theirs {'after ' * 500}"

    piece = excerpt(text, wanted("templ their"))

    assert piece.text.startswith("…before before ")
    assert piece.text.endswith(" after after…")
    assert " a template of theirs after " in piece.text
    assert [piece.text[start:end] for start, end in piece.marks] == ["templ", "their"]
    assert WIDTH - 40 <= len(piece.text) <= WIDTH + 1


def test_the_piece_with_most_of_the_words_is_shown() -> None:
    text = f"envy {'x ' * 300} envy of Noor {'x ' * 300} envy"

    assert marked(text, "envy noor") == ["envy", "Noor"]


def test_without_a_hit_the_beginning_is_shown() -> None:
    piece = excerpt("first line\nsecond line " + "more " * 100, wanted("nothing"))

    assert piece.text.startswith("first line second line more")
    assert piece.marks == ()


def test_letters_are_alike_here_when_they_are_in_the_index() -> None:
    """SQLite's own tokenizer is the second opinion, for every letter of the Latin, Greek and Cyrillic scripts."""
    letters = [chr(code) for code in (*range(0x80, 0x530), *range(0x1E00, 0x2000)) if chr(code).isalpha()]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5 (word, tokenize = 'unicode61 remove_diacritics 2')")
        connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (texts, instance)")
        connection.executemany("INSERT INTO texts (rowid, word) VALUES (?, ?)", enumerate(letters))
        terms = dict(connection.execute("SELECT doc, term FROM terms"))

    differing = [
        letter
        for place, letter in enumerate(letters)
        if place in terms and not Wanted(terms[place], anywhere=False).is_in(letter)
    ]

    assert [unicodedata.name(letter) for letter in differing] == ["LATIN SMALL LETTER LONG S WITH DOT ABOVE"]
