"""Which text can be kept, and what is said when it can't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from rut_tui.domain.text import LINE_LIMIT, NOTE_LIMIT, Line, Name, Note, fault


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ab\0", "character 3 is a NUL, which can't be kept"),
        ("\ud83d!", "character 1 is half of a broken symbol, which can't be kept"),
        ("x" * 11, "too long: 11 characters, 10 fit"),
        ("x" * 10, None),
        ("\x1b[31m\u202e", None),
        ("", None),
    ],
)
def test_a_fault_is_said_in_words_with_its_place(text, told):
    assert fault(text, 10) == told


def test_counts_are_grouped():
    assert fault("x" * 200_001, NOTE_LIMIT) == "too long: 200,001 characters, 200,000 fit"


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=LINE_LIMIT))
def test_a_line_is_kept_exactly_as_typed(text):
    assert TypeAdapter(Line).validate_python(text) == text
    assert TypeAdapter(Note).validate_python(text) == text


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_a_name_says_something(text):
    with pytest.raises(ValidationError, match="can't be empty"):
        TypeAdapter(Name).validate_python(text)


def test_a_name_of_hidden_characters_is_kept_for_it_is_drawn_as_symbols():
    assert TypeAdapter(Name).validate_python("\u200b") == "\u200b"
