"""Charts say the same as their numbers: by length, by label, and as a table."""

import pytest

from rut_tui.widgets.charts import bar, ladder, of_hundred, percent, table

CHANCES = {
    0.0: ("0 %", "0 of 100"),
    1e-12: ("0 %", "0 of 100"),
    0.001: ("<1 %", "fewer than 1 of 100"),
    0.0049: ("<1 %", "fewer than 1 of 100"),
    0.005: ("1 %", "1 of 100"),
    0.295: ("30 %", "30 of 100"),
    0.3: ("30 %", "30 of 100"),
    0.304: ("30 %", "30 of 100"),
    0.994: ("99 %", "99 of 100"),
    0.996: (">99 %", "more than 99 of 100"),
    1 - 1e-12: ("100 %", "100 of 100"),
    1.0: ("100 %", "100 of 100"),
}


@pytest.mark.parametrize(("chance", "said"), CHANCES.items(), ids=str)
def test_a_chance_in_words_is_never_certain_unless_it_is(chance: float, said: tuple[str, str]) -> None:
    assert (percent(chance), of_hundred(chance)) == said


@pytest.mark.parametrize(("share", "cells"), [(0, 0), (1e-12, 0), (0.001, 1), (0.5, 10), (1, 20), (-1, 0), (7, 20)])
def test_a_bar_is_as_long_as_its_share(share: float, cells: int) -> None:
    assert bar(share, 20) == "▆" * cells


def test_the_ladder_can_be_read_without_colour() -> None:
    rungs = [(0, 1.0), (1, 0.8), (2, 0.5), (3, 0.25), (12, 0.0)]
    drawn = ladder(rungs, width=35, marked=(3,), here=(2.6, "2.6", 0.3)).plain
    assert drawn.splitlines() == [
        "      0  100 % ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆",
        "      1   80 % ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆",
        "      2   50 % ▆▆▆▆▆▆▆▆▆▆",
        "you 2.6   30 % ▆▆▆▆▆▆",
        "    ▸ 3   25 % ▆▆▆▆▆",
        "     12    0 % ",
    ]


@pytest.mark.parametrize(("at", "line"), [(-1.0, 0), (0.0, 1), (0.9, 1), (1.0, 2), (50.0, 3)])
def test_ones_own_place_stands_between_its_rungs(at: float, line: int) -> None:
    drawn = ladder([(0, 1.0), (1, 0.5), (2, 0.1)], width=30, here=(at, "x", 0.4)).plain.splitlines()
    assert [n for n, row in enumerate(drawn) if "you x" in row] == [line]


@pytest.mark.parametrize("width", [1, 12, 30, 140])
def test_the_ladder_keeps_to_its_width(width: int) -> None:
    drawn = ladder([(n, 1.0) for n in range(13)], width=width).plain.splitlines()
    assert max(map(len, drawn)) <= max(width, 20)
    assert len(drawn) == 13


def test_a_table_is_flush_right_under_its_head() -> None:
    drawn = table(["what", "amount"], [["a", "5"], ["longer", "10,200"]], gap=2)
    assert drawn.plain.splitlines() == ["what    amount", "a            5", "longer  10,200"]


def test_a_ladder_shows_text_from_outside_as_text() -> None:
    assert "[/]" in ladder([(0, 1.0)], width=30, here=(0.5, "[/]", 0.5)).plain
