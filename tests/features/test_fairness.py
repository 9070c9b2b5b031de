"""Fairness: each pupil once, rates against the roll, small counts hidden, and what cannot be said is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.models import Action as ActionRow
from ssp_desktop.models import ActivityPupil, Person
from ssp_desktop.services import fairness, school_rolls
from ssp_desktop.services.fairness import Count, Fairness, GroupLine
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.fairness import Dimension, Measure
from tests.features.figure_steps import MADE_AT, activity, contact_log, pupil_row, share, store
from tests.features.test_school_rolls import roll_values
from tests.stores import SignInAs

YEAR = 2026
DAY = date(2026, 11, 17)
CONTACTS, STOPS = Measure.CONTACTS, Measure.STOPS


def seen(ethnicity: str = "W1", source: str = "self_defined", day: date = DAY, **answers: Any) -> Any:
    """Return a contact log that names one pupil."""
    pupil = {
        "ethnicity": ethnicity,
        "ethnicity_source": source,
        "sex": "female",
        "year_group": "10",
        **answers,
    }
    return contact_log(day, pupils=[pupil_row(**pupil)])


def stopped(ethnicity: str, **answers: Any) -> Any:
    pupil = ActivityPupil(position=0, ethnicity=ethnicity, ethnicity_source="self_defined", **answers)
    return activity("stop_search", DAY, pupils=[pupil])


def line(found: Fairness, dimension: Dimension, label: str) -> GroupLine:
    return next(each for each in found.tables[dimension] if each.label.startswith(label))


def opened(who: SignedIn, begins: int = YEAR) -> Fairness:
    return fairness.open_fairness(who, 1, begins)


def test_a_year_without_records_or_roll_is_noughts_and_dashes(signed_in_as: SignInAs) -> None:
    found = opened(signed_in_as("officer"), 2019)
    cells = [cell for lines in found.tables.values() for each in lines for cell in each.cells.values()]
    assert {cell.count for cell in cells} == {Count(0)}
    assert {(cell.rate, cell.ratio, cell.too_many) for cell in cells} == {(None, None, False)}
    assert found.share_not_stated is None
    assert found.handling.median_days is None
    assert found.roll_words == "No roll is entered for this year, so there are numbers but no rates."
    assert found.warnings == ()


def test_a_roll_of_nought_gives_a_dash_and_no_division(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    school_rolls.save(
        officer,
        1,
        YEAR,
        roll_values(
            pupils=0, ethnicity_w1=0, ethnicity_ns=0, sex_female=0, sex_male=0, year_10=0, need_ehcp=0
        ),
    )
    found = opened(officer)
    assert found.totals.cells[CONTACTS].rate is None
    assert found.totals.roll == Count(0)


def test_rates_are_per_hundred_on_the_roll_and_ratios_against_all_pupils(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    school_rolls.save(
        officer, 1, YEAR, roll_values(pupils=1000, ethnicity_w1=400, ethnicity_b1=50, ethnicity_ns=0)
    )
    store(officer, *(seen("W1") for _each in range(10)), *(seen("B1") for _each in range(10)))
    found = opened(officer)
    white, black = line(found, Dimension.ETHNICITY, "W1"), line(found, Dimension.ETHNICITY, "B1")
    assert white.cells[CONTACTS].count == Count(10)
    assert white.cells[CONTACTS].rate == pytest.approx(2.5)
    assert black.cells[CONTACTS].rate == pytest.approx(20.0)
    assert found.totals.cells[CONTACTS].rate == pytest.approx(2.0)
    assert (white.cells[CONTACTS].ratio, black.cells[CONTACTS].ratio) == pytest.approx((1.25, 10.0))
    assert found.roll_words == "Roll of 1 October 2026: School census, autumn term."


def test_a_roll_smaller_than_the_count_is_said_and_gives_no_rate(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    school_rolls.save(officer, 1, YEAR, roll_values(ethnicity_b1=6, ethnicity_ns=0))
    store(officer, *(seen("B1") for _each in range(9)))
    found = opened(officer)
    cell = line(found, Dimension.ETHNICITY, "B1").cells[CONTACTS]
    assert (cell.count, cell.rate, cell.ratio, cell.too_many) == (Count(9), None, None, True)
    assert found.warnings[0].startswith(
        "B1 Caribbean: more pupils were counted than the roll has in this group (in a contact log)."
    )


def test_counts_under_five_are_hidden_and_cannot_be_had_from_the_total(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    school_rolls.save(officer, 1, YEAR, roll_values(ethnicity_b1=50, ethnicity_b2=60, ethnicity_ns=0))
    store(officer, *(seen("W1") for _each in range(8)), *(seen("B1") for _each in range(3)))
    found = opened(officer)
    assert found.totals.cells[CONTACTS].count == Count(11)
    for group in ("W1", "B1"):
        cell = line(found, Dimension.ETHNICITY, group).cells[CONTACTS]
        assert (cell.count, cell.rate, cell.ratio) == (Count(None, hidden=True), None, None)
    assert line(found, Dimension.ETHNICITY, "B2").cells[CONTACTS].count == Count(0)
    assert line(found, Dimension.SEX, "Female").cells[CONTACTS].count == Count(11)


def test_a_total_under_five_hides_every_group_of_its_measure(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    store(officer, *(stopped("B1", sex="male") for _each in range(4)), *(seen() for _each in range(7)))
    found = opened(officer)
    assert found.totals.cells[STOPS].count == Count(None, hidden=True)
    for dimension in (Dimension.ETHNICITY, Dimension.SEX, Dimension.AGE):
        assert {each.cells[STOPS].count for each in found.tables[dimension]} == {Count(None, hidden=True)}
    assert found.totals.cells[CONTACTS].count == Count(7)


def test_small_groups_of_the_roll_are_hidden_too_and_have_no_rate(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    school_rolls.save(officer, 1, YEAR, roll_values(ethnicity_a4=2))
    found = opened(officer)
    assert line(found, Dimension.ETHNICITY, "A4").roll == Count(None, hidden=True)
    assert line(found, Dimension.ETHNICITY, "A4").cells[CONTACTS].rate is None


def test_rows_of_one_person_are_one_pupil_whose_newest_stated_answer_counts(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    people = [
        Person(id=900 + place, given_name="A", family_name="Example", cluster_id=900, created_at=MADE_AT)
        for place in (0, 1)
    ]
    store(officer, *people)
    store(
        officer,
        seen("W1", day=date(2026, 9, 2), person_id=900),
        seen("B1", day=date(2026, 10, 2), person_id=901),
        seen("A1", "officer_perceived", day=date(2026, 11, 2), person_id=900),
        *(seen("W1") for _each in range(5)),
        *(seen("B1") for _each in range(5)),
    )
    found = opened(officer)
    assert found.totals.cells[CONTACTS].count == Count(11)
    assert line(found, Dimension.ETHNICITY, "B1").cells[CONTACTS].count == Count(6)
    assert line(found, Dimension.ETHNICITY, "A1").cells[CONTACTS].count == Count(0)


def test_an_officers_view_counts_as_not_stated_and_is_numbered(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    store(
        officer,
        *(seen("B1", "officer_perceived") for _each in range(6)),
        *(seen("NS", "not_asked") for _each in range(4)),
        *(seen("W1", "school_record") for _each in range(10)),
    )
    found = opened(officer)
    assert found.not_stated == Count(10)
    assert found.share_not_stated == pytest.approx(50.0)
    assert found.perceived == Count(6)
    assert line(found, Dimension.ETHNICITY, "B1").cells[CONTACTS].count == Count(0)


def test_each_measure_counts_what_it_says(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    suspect = {"ethnicity": "W1", "ethnicity_source": "self_defined"}
    for decision, role, how_many in (
        ("recorded", "suspect", 5),
        ("recorded", "victim", 6),
        ("school_procedure", "suspect", 7),
        ("not_a_crime", "suspect", 8),
    ):
        store(
            officer,
            *(
                contact_log(
                    DAY, crime_decision=decision, pupils=[pupil_row(**{**suspect, "role_in_record": role})]
                )
                for _each in range(how_many)
            ),
        )
    store(
        officer,
        *(
            contact_log(DAY, pupils=[pupil_row()], shares=[share(category="2"), share()])
            for _each in range(9)
        ),
        *(stopped("W1", date_of_birth=date(2012, 3, 14)) for _each in range(10)),
        *(activity("referral", DAY, pupils=[ActivityPupil(position=0)]) for _each in range(11)),
        *(activity("restorative", DAY, pupils=[ActivityPupil(position=0)]) for _each in range(12)),
        activity("stop_search", DAY, entered_in_error=True, pupils=[ActivityPupil(position=0)]),
        activity("stop_search", date(2026, 8, 31), pupils=[ActivityPupil(position=0)]),
    )
    found = opened(officer)
    totals = {key: cell.count.number for key, cell in found.totals.cells.items()}
    assert totals == {
        Measure.CONTACTS: 35,
        Measure.STOPS: 10,
        Measure.CRIME_RECORDED: 5,
        Measure.SCHOOL_PROCEDURE: 7,
        Measure.REFERRALS: 11,
        Measure.EXCLUSIONS: 9,
    }
    assert line(found, Dimension.AGE, "Year 10").cells[STOPS].count == Count(10), "from the date of birth"


def test_needs_overlap_and_none_known_is_no_need(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    store(
        officer,
        *(seen(needs=("send", "eal")) for _each in range(6)),
        *(seen(needs=("none_known",)) for _each in range(6)),
    )
    found = opened(officer)
    assert line(found, Dimension.NEED, "Special").cells[CONTACTS].count == Count(6)
    assert line(found, Dimension.NEED, "English").cells[CONTACTS].count == Count(6)
    assert not [each for each in found.tables[Dimension.NEED] if each.label == "None known"]


def test_who_was_not_heard_or_told_and_how_long_it_took(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")

    def action(done: date | None) -> ActionRow:
        return ActionRow(
            position=0, partnership_id=1, task="x", state="open", done_on=done, updated_at=MADE_AT
        )

    store(
        officer,
        contact_log(
            date(2025, 10, 1),
            crime_decision="recorded",
            pupils=[
                pupil_row(role_in_record="victim", parent_told="yes"),
                pupil_row(role_in_record="suspect"),
            ],
            actions=[action(date(2025, 10, 11)), action(date(2025, 10, 5))],
        ),
        contact_log(
            date(2025, 10, 1),
            crime_decision="pending",
            pupils=[pupil_row(role_in_record="suspect", parent_told="no")],
            actions=[action(date(2026, 5, 1))],
        ),
        contact_log(
            date(2025, 10, 1), pupils=[pupil_row()], actions=[action(None), action(date(2025, 10, 2))]
        ),
        contact_log(date(2025, 10, 1)),
    )
    told = opened(officer, 2025).handling
    assert (told.with_pupils, told.no_parent) == (3, 2)
    assert (told.decided, told.no_victim, told.no_suspect) == (2, 1, 0)
    assert (told.finished, told.still_open, told.over_six_months) == (2, 1, 2)
    assert told.median_days == (10 + 212) / 2


@pytest.mark.parametrize("who", ["spoc", "head_teacher"])
def test_the_school_sees_none_of_it(who: str, signed_in_as: SignInAs) -> None:
    with pytest.raises(Refused):
        opened(signed_in_as(who))
