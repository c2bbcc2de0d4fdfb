"""Nothing is lost and nothing sticks out when text is laid out for a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quarterdeck.report.layout import GAP, Measure, clip, column_widths, measure, pad, parts, wrap

TEXTS = st.text(st.sampled_from("ab 1,€é字😀\u0627\u00a0\n\t-"), max_size=60)
WIDTHS = st.integers(2, 60)
MEASURES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Measure(max(pair), min(pair))),
    min_size=1,
    max_size=8,
)


@given(TEXTS, WIDTHS, st.integers(0, 20))
def test_no_line_is_wider_than_the_page_and_no_word_is_lost(text: str, width: int, taken: int) -> None:
    taken = min(taken, width - 2)
    lines = wrap(text, width, taken)
    assert all(cell_len(line) <= width for line in lines)
    assert cell_len(lines[0]) <= width - taken
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(st.sampled_from("abc "), max_size=80), WIDTHS)
def test_words_that_fit_are_never_broken(text: str, width: int) -> None:
    words = [word for word in text.split() if len(word) <= width]
    broken = " ".join(wrap(text, width)).split()
    assert [word for word in words if word not in broken] == []


def test_line_breaks_of_the_writer_stay_whichever_sort_they_are() -> None:
    assert wrap("one\ntwo\r\nthree\u2028four", 20) == ["one", "two", "three", "four"]


def test_a_number_and_its_percent_sign_stay_together() -> None:
    assert wrap("churn is 1.2 %", 12) == ["churn is", "1.2\u00a0%"]


@given(MEASURES, st.integers(0, 200))
def test_columns_that_fit_get_what_they_need_and_no_more_than_they_wish(
    columns: list[Measure], width: int
) -> None:
    widths = column_widths(columns, width)
    needed = sum(column.least for column in columns) + GAP * (len(columns) - 1)
    assert (widths is None) == (needed > width)
    if widths is not None:
        assert sum(widths) + GAP * (len(columns) - 1) <= width
        assert all(
            column.least <= size <= column.natural for column, size in zip(columns, widths, strict=True)
        )


def test_what_is_left_goes_to_the_long_columns_in_equal_parts() -> None:
    assert column_widths([Measure(50, 5), Measure(4, 4), Measure(60, 5)], 40) == [16, 4, 16]


def test_a_number_needs_all_its_digits_and_words_only_their_longest() -> None:
    assert measure("Revenue", ["€1,234,567", "no data yet"], numeric=True) == Measure(11, 10)
    assert measure("Why", ["because it is so"], numeric=False) == Measure(16, 8)


@given(MEASURES, st.integers(20, 80))
def test_every_column_stands_in_exactly_one_part_beside_the_first(columns: list[Measure], width: int) -> None:
    made = parts(columns, width)
    assert [index for part in made for index in part[1:]] == [*range(1, len(columns))]
    assert all(part[0] == 0 for part in made)


@given(TEXTS, st.integers(4, 40))
def test_a_clipped_text_fits_and_says_that_it_goes_on(text: str, width: int) -> None:
    short = clip(text, width)
    assert cell_len(short) <= width
    assert short == " ".join(text.split()) or short.endswith("…")


def test_padding_counts_cells_and_not_characters() -> None:
    assert pad("字", 4) == "字  "
    assert pad("7", 3, right=True) == "  7"
