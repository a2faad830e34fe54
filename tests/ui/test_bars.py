"""The small charts: their shape says what their colour says."""

from rut_tui.widgets.bars import day_bars, month_line


def test_a_day_without_a_rating_is_a_dot_and_the_ends_of_the_scale_are_the_ends_of_the_bars() -> None:
    bars, letters = day_bars([-2.0, None, 0.0, 2.0], ["M", "T", "W", "T"]).plain.split("\n")
    assert bars.split() == ["▁", "·", "▅", "█"]
    assert letters == "M T W T"


def test_a_line_of_months_is_filled_to_the_month_and_marked_at_three_and_six() -> None:
    line, numbers = month_line(1.5, [3, 6], 24).plain.split("\n")
    assert len(line) == 24
    assert line.count("━") == 6
    assert [place for place, cell in enumerate(line) if cell == "┃"] == [11, 23]
    assert numbers.split() == ["3", "6"]
    assert numbers.index("3") == 11


def test_more_months_than_the_line_holds_fill_it() -> None:
    assert "─" not in month_line(40.0, [3, 6], 24).plain
