"""The indicators: all 27 of the handbook, each equal to the list behind it, within the reader's rights."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.services import indicator_guidance, indicators, partnerships
from ssp_desktop.services.indicator_counts import SOURCES
from ssp_desktop.services.indicator_standing import STANDING
from ssp_desktop.services.indicators import Indicator, Line
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.activity import POLICE_ONLY, ActivityKind
from ssp_desktop.vocabulary.partnership import SchoolTerm
from tests.features.figure_steps import activity, anything, contact_log, share, store
from tests.features.steps import open_other_school, sign_in_other_spoc, submit, trace
from tests.stores import NAMES, SignInAs, Store, row, school_values

YEAR = 2026
DAY = date(2026, 11, 17)


def figures(who: SignedIn, begins: int = YEAR) -> dict[str, Indicator]:
    return {each.key: each for each in indicators.open_indicators(who, 1, begins).indicators}


def all_lines(who: SignedIn, key: str, begins: int = YEAR, limit: int = 7) -> list[Line]:
    found: list[Line] = []
    while True:
        page = indicators.lines(who, 1, begins, key, after=found[-1].key if found else None, limit=limit)
        found += page
        if len(page) < limit:
            return found


def test_all_27_indicators_of_the_handbook_are_there_in_its_groups(signed_in_as: SignInAs) -> None:
    found = figures(signed_in_as("officer"))
    sizes: dict[str, int] = {}
    for each in found.values():
        sizes[each.group] = sizes.get(each.group, 0) + 1
    assert list(sizes.values()) == [3, 17, 3, 4]
    assert set(found) == {*SOURCES, *STANDING}, "each indicator is computed, and each computation is shown"
    assert all(
        each.words.endswith(".") and each.paragraph == "Safer Schools handbook 3.1.17"
        for each in found.values()
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_figure_is_the_list_behind_it_and_the_terms_add_up(seed: int, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    store(officer, *anything(seed))
    for begins in (2025, 2026):
        for key, each in figures(officer, begins).items():
            lines = all_lines(officer, key, begins)
            assert (each.figure or 0) == sum(line.number for line in lines), key
            assert len({line.key for line in lines}) == len(lines), f"{key}: a line on two pages"
            assert sorted(lines, key=lambda line: line.key, reverse=True) == lines or key in STANDING
            if key in SOURCES:
                assert each.figure == sum(each.by_term.values())
                assert each.last_year == sum(each.by_term_last_year.values())
    now, then = figures(officer, 2026), figures(officer, 2025)
    assert {key: each.last_year for key, each in now.items()} == {
        key: each.figure for key, each in then.items()
    }
    assert sum(each.figure or 0 for each in now.values()) > 50, "the records did count"


def test_a_year_without_records_is_zeros_and_a_dash_never_a_crash(signed_in_as: SignInAs) -> None:
    found = figures(signed_in_as("officer"), 2019)
    assert {each.figure for each in found.values() if each.by_term} == {0}
    assert found["priority_officer"].figure is None, "not a priority school"
    assert found["partnerships"].figure == 0, "signed years later"
    assert all_lines(signed_in_as("officer"), "weapon_sweeps", 2019) == []


@pytest.mark.parametrize("begins", [0, 1899, 3000])
def test_a_year_that_nobody_means_is_refused_in_words(begins: int, signed_in_as: SignInAs) -> None:
    with pytest.raises(UserError, match="academic year"):
        indicators.open_indicators(signed_in_as("officer"), 1, begins)


def test_the_first_of_september_is_counted_in_the_new_year_alone(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    store(officer, activity("weapon_sweep", date(2026, 8, 31)), activity("weapon_sweep", date(2026, 9, 1)))
    sweeps = figures(officer)["weapon_sweeps"]
    assert (sweeps.figure, sweeps.last_year) == (1, 1)
    assert sweeps.by_term_last_year[SchoolTerm.HOLIDAYS] == 1


def test_weapons_are_added_up_and_their_lines_say_how_many(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    store(
        officer,
        activity("weapons_found", DAY, weapons_found=3),
        activity("weapon_sweep", DAY, weapons_found=2),
        activity("weapon_sweep", DAY, weapons_found=0),
    )
    found = figures(officer)
    assert found["weapons_found"].figure == 5
    assert found["weapons_found"].by_term[SchoolTerm.AUTUMN] == 5
    assert sorted(line.number for line in all_lines(officer, "weapons_found")) == [2, 3]
    assert found["weapon_sweeps"].figure == 2


def test_one_intelligence_report_in_two_records_is_counted_once(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    store(
        officer,
        activity("intelligence", DAY, intelligence_reference="INT-77"),
        contact_log(DAY, intelligence_reference="INT-77"),
        contact_log(DAY, intelligence_reference="INT-78"),
        contact_log(DAY),
    )
    assert figures(officer)["intelligence"].figure == 2


def test_what_was_entered_in_error_and_other_schools_do_not_count(store_with_two: SignedIn) -> None:
    officer = store_with_two
    store(
        officer,
        activity("patrol", DAY, intelligence_led="yes"),
        activity("patrol", DAY, intelligence_led="yes", entered_in_error=True),
        activity("patrol", DAY, intelligence_led="no"),
        activity("patrol", DAY, 2, intelligence_led="yes"),
    )
    assert figures(officer)["patrols"].figure == 1


@pytest.fixture
def store_with_two(store: Store) -> SignedIn:
    """An officer where two schools are in the store."""
    open_other_school(store)
    return store.sign_in("officer")


def test_a_contact_log_submitted_in_the_program_is_counted_and_opens(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    submitted = submit(officer, arising="pupil_asked")
    line = all_lines(officer, "confidence")[0]
    assert (line.noun, line.record_id, line.happened_on) == ("contact_log", submitted.id, DAY)
    assert line.reference == submitted.reference
    assert line.words == "Worry about friends out of school"


def test_two_pieces_of_information_in_one_contact_are_two_lines(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    store(officer, contact_log(DAY, shares=[share("to_school"), share("from_school")]))
    found = figures(officer)
    assert (found["sharing"].figure, found["shared_with_school"].figure) == (2, 1)
    assert len({line.record_id for line in all_lines(officer, "sharing")}) == 1


@pytest.mark.parametrize("who", ["spoc", "head_teacher"])
def test_the_school_sees_no_police_only_figure_and_no_list_behind_it(
    who: str, signed_in_as: SignInAs
) -> None:
    store(signed_in_as("officer"), activity("stop_search", DAY), activity("restorative", DAY))
    reader = signed_in_as(who)
    found = figures(reader)
    hidden = {each.key for each in indicator_guidance.edition().indicators if each.police_only}
    assert not hidden & set(found)
    assert found["restorative"].figure == 1
    with pytest.raises(Refused):
        indicators.lines(reader, 1, YEAR, "stop_searches")


def test_no_indicator_of_the_school_counts_an_activity_that_is_police_only(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    every: dict[str, Any] = {
        "intelligence_led": "yes",
        "targeted": "yes",
        "weapons_found": 1,
        "referral_to": "cadets",
    }
    store(officer, *(activity(kind.value, DAY, **every) for kind in ActivityKind if kind in POLICE_ONLY))
    found = figures(signed_in_as("spoc"))
    assert [each.key for each in found.values() if each.by_term and each.figure] == []


def test_another_schools_spoc_is_refused(store: Store) -> None:
    open_other_school(store)
    other = sign_in_other_spoc(store)
    with pytest.raises(Refused):
        indicators.open_indicators(other, 1, YEAR)
    with pytest.raises(Refused):
        indicators.lines(other, 1, YEAR, "restorative")


def test_a_key_or_a_school_that_is_not_there_is_said(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    with pytest.raises(UserError, match="no such indicator"):
        indicators.lines(officer, 1, YEAR, "made_up")
    with pytest.raises(UserError, match="not in the store"):
        indicators.open_indicators(officer, 99, YEAR)


def test_the_partnerships_own_record_gives_the_local_figures(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    members = (
        row(PARTNERSHIP, "members", role="sso", name=NAMES["officer"], until_date=date(2026, 9, 1)),
        row(
            PARTNERSHIP,
            "members",
            role="named_contact",
            name="PC Example-Ng",
            from_date=date(2027, 8, 31),
        ),
        row(PARTNERSHIP, "members", role="sso", name="PC 0004 Example-Old", until_date=date(2026, 8, 31)),
        row(PARTNERSHIP, "members", role="spoc", name=NAMES["spoc"], leadership="yes"),
    )
    partnerships.save(officer, school_values(members=members, priority_school="yes"), 1)
    found = figures(officer)
    assert found["named_contact"].figure == 2
    assert found["priority_officer"].figure == 1
    lines = all_lines(officer, "priority_officer")
    assert [line.words for line in lines] == [f"{NAMES['officer']}, Safer Schools Officer"]
    assert (lines[0].noun, lines[0].record_id) == ("partnership", 1)


def test_a_chart_says_both_years_by_term(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    store(officer, activity("weapon_sweep", DAY), activity("weapon_sweep", date(2026, 2, 3)))
    opened = indicators.open_indicators(officer, 1, YEAR)
    charts = {each.key: indicators.chart_of(each, opened.year) for each in opened.indicators}
    assert charts["named_contact"] is None
    sweeps = charts["weapon_sweeps"]
    assert sweeps is not None
    assert sweeps.words_of(0) == "Autumn term: 2026 to 2027 1, 2025 to 2026 0."
    assert sweeps.words_of(1) == "Spring term: 2026 to 2027 0, 2025 to 2026 1."


def test_looking_at_figures_and_lists_leaves_a_trace_without_content(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    indicators.open_indicators(officer, 1, YEAR)
    indicators.lines(officer, 1, YEAR, "crime")
    assert trace(officer)[-2:] == [
        ("consulted", "indicator", None, "school 1, 2026 to 2027"),
        ("listed", "indicator", None, "crime of school 1: 0 shown"),
    ]


@pytest.mark.parametrize("damage", ["", "edition = [", "edition = 1\nsource = 'x'\n[[groups]]\nkey = 'a'\n"])
def test_a_damaged_list_of_indicators_is_said_in_words(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "guidance").mkdir()
    (tmp_path / "guidance" / "indicators_1.toml").write_text(damage, encoding="utf-8")
    monkeypatch.setattr(indicator_guidance, "resource_folder", lambda: tmp_path)
    indicator_guidance.edition.cache_clear()
    with pytest.raises(UserError, match="list of indicators is missing or damaged"):
        indicator_guidance.edition()
    indicator_guidance.edition.cache_clear()


def test_a_partnership_that_was_renewed_stands_in_the_year_before_as_it_was_then(store: Store) -> None:
    store.clock.go(days=380)
    signed, again = date(2027, 11, 30), date(2028, 11, 30)
    renewed = {
        **{"protocol_signed_on": signed, "protocol_review_on": again},
        **{"dsa_signed_on": signed, "dsa_review_on": again},
    }
    partnerships.save(store.sign_in("officer"), school_values(**renewed), 1)
    officer = store.sign_in("officer")
    assert figures(officer, 2027)["partnerships"].figure == 1
    assert figures(officer, 2027)["partnerships"].last_year == 1
