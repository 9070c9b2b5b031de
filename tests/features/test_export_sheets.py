"""Exports of shares, sheets, viewings, the plan, the figures and the roll: whole, and to each only theirs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ssp_desktop.services import (
    arrest_arrangements,
    bwv_viewings,
    confidentiality_agreements,
    exports,
    fairness_words,
    indicators,
    information_shares,
    missing_pupils,
    prevention_plans,
    school_rolls,
)
from ssp_desktop.services.activity_guidance import plan_guide
from ssp_desktop.services.school_roll_file import read_roll
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from tests.features import arrest_steps
from tests.features.export_steps import export, lines_of, table_of
from tests.features.figure_steps import activity, store
from tests.features.sheet_steps import child, missing_values, share_values, viewing_values
from tests.features.steps import CANARY, open_other_school, sql
from tests.features.test_bwv_viewings import with_documents
from tests.features.test_fairness import seen
from tests.features.test_school_rolls import roll_values
from tests.stores import PASSWORDS, SCHOOL, SignInAs, Store

HERE = {"partnership_id": 1, "begins": 2026}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list.csv"


def rows(signed_in: SignedIn, name: str, path: Path, **filters: Any) -> list[dict[str, str]]:
    """Export a list and read it back."""
    export(signed_in, name, path, filters=filters)
    return table_of(path)


def test_shares_are_exported_whole_and_the_school_never_reads_of_intelligence(
    store: Store, path: Path
) -> None:
    other = open_other_school(store)
    officer = store.sign_in("officer")
    information_shares.record(officer, share_values(what="=Here"), partnership_id=1)
    information_shares.record(
        officer, share_values(what="Told", intelligence_reference=CANARY), partnership_id=1
    )
    information_shares.record(officer, share_values(what="There"), partnership_id=other)
    found = rows(officer, "information_shares", path)
    assert [(each["What"], each["Intelligence report"]) for each in found] == [
        ("There", "Missing"),
        ("Told", "In order"),
        ("'=Here", "Missing"),
    ]
    assert found[1]["Which way"] == "Police to school"
    assert found[1]["Recorded in"] == "Information shared"
    assert found[1]["Date"] == "2026-11-17"
    for who in ("spoc", "head_teacher"):
        school = rows(store.sign_in(who), "information_shares", path)
        assert [each["What"] for each in school] == ["Told", "'=Here"]
        assert "ntelligence" not in path.read_text(encoding="utf-8")
        assert CANARY not in path.read_text(encoding="utf-8")


def test_missing_pupils_are_exported_page_by_page(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PAGE", 2)
    other = open_other_school(store)
    officer = store.sign_in("officer")
    for given in ("Ada", "Ines", "Zed"):
        missing_pupils.record(officer, missing_values(pupils=(child(given_name=given),)), partnership_id=1)
    missing_pupils.record(officer, missing_values(), partnership_id=other)
    assert len(rows(officer, "missing_pupils", path)) == 4
    school = rows(store.sign_in("spoc"), "missing_pupils", path)
    assert [each["Pupil"].split()[0] for each in school] == ["Zed", "Ines", "Ada"]
    assert {(each["State"], each["School"]) for each in school} == {("Not found yet", SCHOOL)}


def test_viewings_and_agreements_of_one_school_are_exported(store: Store, path: Path) -> None:
    other = open_other_school(store)
    with_documents(store.sign_in("officer"))
    confidentiality_agreements.agree(store.sign_in("spoc"), PASSWORDS["spoc"])
    officer = store.sign_in("officer")
    made = bwv_viewings.record(officer, viewing_values(), partnership_id=1)
    (viewed,) = rows(officer, "bwv_viewings", path, partnership_id=1)
    assert (viewed["Reference"], viewed["Footage"]) == (made.reference, "BWV-TEST-1")
    (agreed,) = rows(officer, "confidentiality_agreements", path, partnership_id=1)
    assert agreed["State"] == "VALID"
    spoc = store.sign_in("spoc")
    for name in ("bwv_viewings", "confidentiality_agreements", "prevention_plan", "indicators"):
        filters = {"partnership_id": other}
        filters |= {"school_year": 2026} if name == "prevention_plan" else {}
        filters |= {"begins": 2026} if name == "indicators" else {}
        with pytest.raises(Refused):
            export(spoc, name, path, filters=filters)


def test_the_prevention_plan_is_exported_with_what_was_planned(signed_in_as: SignInAs, path: Path) -> None:
    officer = signed_in_as("officer")
    topic = plan_guide().topics[-1]
    day = topic.due(2026)[0]
    prevention_plans.plan(officer, 1, 2026, topic.code, day, "With Year 9")
    found = rows(officer, "prevention_plan", path, partnership_id=1, school_year=2026)
    assert len(found) == len(plan_guide().topics)
    (planned,) = [each for each in found if each["Note"]]
    assert (planned["Topic"], planned["State"], planned["Planned for"]) == (
        topic.title,
        "Planned",
        day.isoformat(),
    )


def test_the_indicators_are_exported_and_the_school_gets_its_own(signed_in_as: SignInAs, path: Path) -> None:
    officer = signed_in_as("officer")
    store(officer, activity("weapon_sweep", date(2026, 11, 3)), activity("patrol", date(2026, 2, 3)))
    found = {each["Indicator"]: each for each in rows(officer, "indicators", path, **HERE)}
    assert len(found) == 27
    sweeps = found["Weapon sweeps in and around the school"]
    assert (sweeps["This year"], sweeps["The year before"], sweeps["Autumn term"]) == ("1", "0", "1")
    spoc = signed_in_as("spoc")
    shown = {each.label for each in indicators.open_indicators(spoc, 1, 2026).indicators}
    assert {each["Indicator"] for each in rows(spoc, "indicators", path, **HERE)} == shown < set(found)


def test_the_list_behind_a_figure_is_exported_whole(
    signed_in_as: SignInAs, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "PAGE", 3)
    officer = signed_in_as("officer")
    days = [date(2026, 11, 1 + number) for number in range(7)]
    store(officer, *(activity("weapon_sweep", day) for day in days))
    found = rows(officer, "indicator", path, **HERE, key="weapon_sweeps")
    assert [each["Date"] for each in found] == [each.isoformat() for each in reversed(days)]
    assert {(each["Kind"], each["Counts for"]) for each in found} == {("Activity", "1")}
    with pytest.raises(Refused):
        export(signed_in_as("spoc"), "indicator", path, filters={**HERE, "key": "intelligence"})


def test_fairness_is_exported_as_it_may_be_shown_and_for_the_police_alone(
    signed_in_as: SignInAs, path: Path
) -> None:
    officer = signed_in_as("officer")
    groups = ["W1"] * 12 + ["A1"] * 7 + ["B1"] * 3
    store(officer, *(seen(each) for each in groups))
    found = rows(officer, "fairness", path, **HERE)
    told = fairness_words.open_in_words(officer, 1, 2026).groups
    wanted = [
        [measure.label, dimension.label, each.label, each.roll, each.pupils, each.rate, each.ratio]
        for measure, dimensions in told.items()
        for dimension, groups in dimensions.items()
        for each in groups
    ]
    assert [list(each.values()) for each in found] == wanted
    numbers = {each["Pupils"] for each in found if each["Group"] != "All pupils"}
    assert fairness_words.HIDDEN in numbers
    assert numbers.isdisjoint({"1", "2", "3", "4"})
    for who in ("spoc", "head_teacher"):
        with pytest.raises(Refused):
            export(signed_in_as(who), "fairness", path, filters=HERE)


def test_a_roll_that_was_exported_can_be_taken_from_its_file_again(
    signed_in_as: SignInAs, tmp_path: Path, path: Path
) -> None:
    officer = signed_in_as("officer")
    values = roll_values()
    school_rolls.save(officer, 1, 2026, values)
    found = rows(officer, "school_roll", path, **HERE)
    assert (found[0]["Group"], found[0]["Pupils"]) == ("All", str(values["pupils"]))
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    bare = tmp_path / "roll.csv"
    kept = [each for each in lines[lines.index("") + 1 :] if ',"","20' not in each]
    bare.write_text("\n".join(kept), encoding="utf-8")
    taken = read_roll(bare)
    assert taken == {key: number for key, number in values.items() if isinstance(number, int)}


def test_arrangements_and_arrest_plans_are_marked_whatever_the_pc_says(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "policy_folder", lambda: path.parent)
    (path.parent / "policy.ini").write_text("[policy]\nmarking = OFFICIAL\n", encoding="utf-8")
    arrest_steps.give_bells(store)
    officer = store.sign_in("officer")
    arrest_steps.submit(officer)
    export(officer, "arrest_plans", path, filters={"state": None})
    assert lines_of(path)[0] == ["Marking", "OFFICIAL-SENSITIVE"]
    found = rows(officer, "arrest_arrangement", path)
    assert [each["School"] for each in found] == [
        each.school for each in arrest_arrangements.schools(officer)
    ]
    assert lines_of(path)[0] == ["Marking", "OFFICIAL-SENSITIVE"]
    export(officer, "indicators", path, filters=HERE)
    assert lines_of(path)[0] == ["Marking", "OFFICIAL"]
    for who in ("spoc", "head_teacher"):
        with pytest.raises(Refused):
            export(store.sign_in(who), "arrest_arrangement", path)


@pytest.mark.parametrize(
    ("name", "filters"),
    [("bwv_viewings", {}), ("prevention_plan", {"school_year": None}), ("indicators", {"begins": 2026})],
)
def test_without_a_school_there_is_nothing_to_export(
    signed_in_as: SignInAs, path: Path, name: str, filters: dict[str, Any]
) -> None:
    officer = signed_in_as("officer")
    with pytest.raises(Exception, match="^There is nothing to export"):
        export(officer, name, path, filters={"partnership_id": None, **filters})
    assert not path.exists()
    assert sql(officer, "SELECT count(*) FROM disclosure") == [(0,)]
