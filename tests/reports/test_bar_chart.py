"""Bar charts on paper: read aloud in full, told apart without colour, and sound PDF whatever the figures."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssp_desktop.reports.document import BarChart, ExplainedChart, Heading, Text
from ssp_desktop.vocabulary.chart import BarSeries, axis
from tests.reports.documents import SENTENCE, elements, faults, make, pages, reading_order, text

TERMS = ("Autumn term", "Spring term", "Summer term", "In the holidays")
CHART = BarChart(
    "Weapon sweeps",
    TERMS,
    (BarSeries("2026 to 2027", (12, 0, None, 3)), BarSeries("2025 to 2026", (9, 4, 1234, 0))),
    "sweeps in and around the school",
)


def test_a_chart_breaks_no_rule_of_either_profile() -> None:
    assert faults(make(Heading("Indicators"), CHART, Text(SENTENCE))) == []


def test_a_reader_hears_one_figure_with_every_number() -> None:
    made = make(CHART)
    assert reading_order(made).count("Figure") == 1
    said = str(elements(made, "Figure")[0].Alt)
    assert said == (
        "Bar chart: Weapon sweeps (sweeps in and around the school). "
        "Autumn term: 2026 to 2027 12, 2025 to 2026 9. "
        "Spring term: 2026 to 2027 0, 2025 to 2026 4. "
        "Summer term: 2026 to 2027 no figure, 2025 to 2026 1,234. "
        "In the holidays: 2026 to 2027 3, 2025 to 2026 0."
    )


def test_values_names_and_years_stand_on_the_paper() -> None:
    read = text(make(CHART))
    for words in ("Weapon sweeps", *TERMS, "2026 to 2027", "2025 to 2026", "12", "1,234", "\u2013"):
        assert words in read


def test_the_second_series_is_hatched_so_that_it_shows_without_colour() -> None:
    one = make(BarChart("One", ("Autumn term",), (BarSeries("This year", (5,)),)))
    two = make(
        BarChart("Two", ("Autumn term",), (BarSeries("This year", (5,)), BarSeries("Last year", (5,))))
    )
    assert _clipped(two) == 2, "the bar and its sample in the legend"
    assert _clipped(one) == 0


def test_a_chart_that_does_not_fit_moves_whole_to_the_next_page() -> None:
    made = make(Text(SENTENCE * 45), CHART)
    assert "Weapon sweeps" in pages(made)[1]
    assert "Weapon sweeps" not in pages(made)[0]
    assert faults(made) == []


def test_a_year_of_nothing_is_drawn_with_zeros() -> None:
    made = make(BarChart("Nothing", TERMS, (BarSeries("2026 to 2027", (0, 0, 0, 0)),)))
    assert faults(made) == []
    assert "Autumn term: 2026 to 2027 0." in str(elements(made, "Figure")[0].Alt)


def test_hostile_names_are_shown_and_never_read_as_anything() -> None:
    chart = BarChart("<b>\u202eevil</b>\x00", ("=1+1",), (BarSeries("(\\)", (1,)),))
    made = make(chart)
    assert faults(made) == []
    assert "=1+1" in text(made)


@pytest.mark.parametrize(
    ("categories", "series"),
    [
        ((), (BarSeries("a", ()),)),
        (("x",), ()),
        (("x",), (BarSeries("a", (1,)),) * 3),
        (("x",), (BarSeries("a", (1, 2)),)),
        (("x",), (BarSeries("a", (-1,)),)),
    ],
    ids=("no categories", "no series", "three series", "too many values", "negative"),
)
def test_what_is_no_chart_cannot_be_made(categories: tuple[str, ...], series: tuple[BarSeries, ...]) -> None:
    with pytest.raises(ValueError, match="bar"):
        BarChart("Wrong", categories, series)


@given(st.integers(min_value=0, max_value=10**9))
def test_the_axis_reaches_the_longest_bar_in_a_few_whole_steps(largest: int) -> None:
    marks = axis(largest)
    assert marks[0] == 0
    assert marks[-1] >= largest
    assert 2 <= len(marks) <= 6
    assert len({after - before for before, after in zip(marks, marks[1:], strict=False)}) == 1
    assert marks[-2] < max(largest, 1), "no empty step above the longest bar"


def test_a_chart_takes_its_words_along_to_the_next_page() -> None:
    explained = ExplainedChart(CHART, "Sweeps count whether anything was found or not.")
    for before in range(24, 40):
        for page in pages(make(Text(SENTENCE * before), explained)):
            assert ("Weapon sweeps" in page) == ("whether anything was found" in page)


def _clipped(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return sum(page.Contents.read_bytes().count(b" re W n") for page in opened.pages)
