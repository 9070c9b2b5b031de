"""Indicators and fairness on paper: the figures as computed, read aloud, sound PDF, no small count."""

from __future__ import annotations

from datetime import date

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.reports.fairness_report import fairness_blocks
from ssp_desktop.reports.indicator_report import indicator_blocks
from ssp_desktop.services import fairness, indicators, printing, school_rolls
from ssp_desktop.services.academic_year import AcademicYear
from ssp_desktop.services.fairness_words import in_words
from ssp_desktop.services.indicator_words import on_paper
from ssp_desktop.services.print_figures import FiguresPrint
from tests.features.figure_steps import activity, anything, store
from tests.features.steps import trace
from tests.features.test_fairness import seen
from tests.features.test_school_rolls import roll_values
from tests.reports.documents import elements, faults, make, text
from tests.stores import SignInAs

YEAR = 2026
DAY = date(2026, 11, 17)


def test_indicators_print_their_figures_notes_and_charts(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    store(officer, *anything(4), activity("weapon_sweep", DAY))
    opened = indicators.open_indicators(officer, 1, YEAR)
    printed = on_paper(opened.indicators, opened.year, {"weapon_sweeps": "Two were joint operations."})
    made = make(*indicator_blocks(printed))
    assert faults(made) == []
    read = text(made)
    for each in opened.indicators:
        assert each.label in read
    assert "Note: Two were joint operations." in read
    assert "2026 to 2027" in read
    spoken = [str(each.Alt) for each in elements(made, "Figure")]
    sweeps = next(each for each in opened.indicators if each.key == "weapon_sweeps")
    chart = indicators.chart_of(sweeps, opened.year)
    assert chart is not None
    assert chart.words in spoken


def test_the_school_prints_no_police_only_figure(signed_in_as: SignInAs) -> None:
    store(signed_in_as("officer"), activity("stop_search", DAY))
    opened = indicators.open_indicators(signed_in_as("head_teacher"), 1, YEAR)
    assert "Stops and searches" not in text(make(*indicator_blocks(on_paper(opened.indicators, opened.year))))


def test_a_year_of_nothing_prints_noughts_dashes_and_no_empty_chart(signed_in_as: SignInAs) -> None:
    opened = indicators.open_indicators(signed_in_as("officer"), 1, 2019)
    made = make(*indicator_blocks(on_paper(opened.indicators, AcademicYear(2019))))
    assert faults(made) == []
    assert elements(made, "Figure") == []
    assert "Officers assigned, where it is a priority school \u2013 \u2013" in text(made)


def test_fairness_prints_its_words_rates_and_no_small_count(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    on_roll = roll_values(pupils=1000, ethnicity_w1=400, ethnicity_b1=6, ethnicity_b2=60, ethnicity_ns=0)
    school_rolls.save(officer, 1, YEAR, on_roll)
    people = [("W1", 40), ("B1", 9), ("B2", 3), ("A1", 7)]
    store(officer, *(seen(group) for group, how_many in people for _each in range(how_many)))
    made = make(*fairness_blocks(in_words(fairness.open_fairness(officer, 1, YEAR))))
    assert faults(made) == []
    read = text(made)
    assert "They do not say why groups differ" in read
    assert "W1 White British 400 40 10.0 of 100 1.7 times" in read
    assert "B1 Caribbean 6 not shown" in read, "its neighbour is small"
    assert "B2 African 60 not shown" in read
    assert "A1 Indian \u2013 7 0" in read
    assert "Roll of 1 October 2026: School census, autumn term." in read
    assert "O2 Arab" not in read, "nobody of this group is on the roll or in a record"


def test_fairness_of_a_year_without_anything_prints(signed_in_as: SignInAs) -> None:
    made = make(*fairness_blocks(in_words(fairness.open_fairness(signed_in_as("officer"), 1, 2019))))
    assert faults(made) == []
    assert "No roll is entered for this year" in text(made)
    assert "From contact to the last outcome (median) \u2013" in text(made)


def test_the_figures_print_as_one_numbered_document(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    store(sergeant, *anything(6), *(seen() for _each in range(9)))
    what = FiguresPrint(1, YEAR)
    prepared = printing.disclose(sergeant, what, "Ms Example-Lee", "Yearly meeting", "printed")
    made = printing.render(prepared)
    assert faults(made) == []
    read = text(made)
    assert read.count("Copy 1") > 1
    assert "Figures of the year 2026 to 2027" in read
    assert "What these figures can and cannot show" in read
    assert trace(sergeant)[-1][:2] == ("disclosed", "indicator")
    with pytest.raises(UserError, match="no such academic year"):
        printing.preview(sergeant, FiguresPrint(1, 0))
