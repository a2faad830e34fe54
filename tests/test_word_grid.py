"""Where the words of a grid stand, and which one an arrow goes to."""

import pytest

from rut_tui.widgets.word_grid import Group, WordGrid

BANDS = (
    (Group("lately", ("calm",)),),
    (Group("hard", ("angry", "tense", "bored")), Group("good", ("proud", "calm"))),
    (Group("your own", ("a word that is wider than any of the others",)),),
    (Group("none", ()),),
)


def drawn(width: int) -> list[str]:
    """The grid as text."""
    grid = WordGrid(BANDS, width)
    lines = [""] * grid.height
    for cell in (*grid.titles, *grid.words):
        text = cell.text if cell.is_title else f" {cell.text[: cell.width - 2]}"
        lines[cell.y] = lines[cell.y].ljust(cell.x) + text
    return lines


def test_groups_of_a_band_stand_side_by_side_where_there_is_room() -> None:
    assert drawn(32) == [
        "lately",
        " calm",
        "hard             good",
        " angry  tense     proud  calm",
        " bored",
        "your own",
        " a word that is wider t",
    ]


def test_and_one_below_the_other_where_there_is_none() -> None:
    assert drawn(20) == [
        "lately",
        " calm",
        "hard",
        " angry  tense",
        " bored",
        "good",
        " proud  calm",
        "your own",
        " a word that is wid",
    ]


@pytest.mark.parametrize("width", [1, 5, 10, 20, 32, 67, 200])
def test_no_word_leaves_the_width_and_none_is_lost(width: int) -> None:
    grid = WordGrid(BANDS, width)
    assert all(cell.x >= 0 and cell.x + cell.width <= width for cell in grid.words)
    assert sorted(cell.text for cell in grid.words) == sorted(
        w for band in BANDS for group in band for w in group.words
    )
    assert len({(cell.x, cell.y) for cell in grid.words}) == len(grid.words)


def test_arrows_go_to_the_nearest_word_and_stop_at_the_edges() -> None:
    grid = WordGrid(BANDS, 32)
    names = [cell.text for cell in grid.words]
    tense, proud, bored = names.index("tense"), names.index("proud"), names.index("bored")
    assert grid.beside(tense, 1) == proud
    assert grid.beside(proud, -1) == tense
    assert names[grid.beside(grid.beside(proud, 1), 1)] == "calm"
    assert grid.beside(names.index("angry"), -1) == names.index("angry")
    assert grid.below(None, 1) == 0
    assert grid.below(0, -1) is None
    assert grid.below(None, -1) is None
    assert grid.below(tense, 1) == bored
    assert grid.below(proud, 1) == bored
    assert grid.below(len(names) - 1, 1) == len(names) - 1


def test_nothing_to_lay_out_is_nothing() -> None:
    assert WordGrid((), 40).height == 0
    assert WordGrid(((Group("none", ()),),), 40).words == ()
