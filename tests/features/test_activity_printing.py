"""Printed activities: register, missing pupil sheet, prevention plan; and what the home page says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.reports.blocks import DataTable, KeyValues, Text
from ssp_desktop.services import (
    activities,
    activity_views,
    boards,
    information_shares,
    missing_pupils,
    prevention_plans,
    print_activities,
    printing,
)
from ssp_desktop.services.boards import Board
from ssp_desktop.services.print_activities import (
    ActivityRegisterPrint,
    BlankMissingPrint,
    MissingPupilPrint,
    PreventionPlanPrint,
)
from ssp_desktop.services.print_material import PrintRequest
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from tests.features.activity_steps import TODAY, Kind, recorded
from tests.features.sheet_steps import missing_values, share_values
from tests.features.steps import open_other_school, sign_in_other_spoc, trace
from tests.stores import Store

NOVEMBER = ActivityRegisterPrint(date(2026, 11, 1), date(2026, 11, 30))


def printed(signed_in: SignedIn, what: PrintRequest) -> str:
    """Every word of a document's preview, one cell a line; it is also made into a PDF."""
    prepared = printing.preview(signed_in, what)
    assert printing.render(prepared).startswith(b"%PDF")
    told: list[str] = [prepared.title]
    for block in prepared.spec.blocks:
        if isinstance(block, DataTable | KeyValues):
            told += [cell for row in block.rows for cell in row]
        elif isinstance(block, Text):
            told.append(block.text)
    return "\n".join(told)


def test_the_register_holds_what_its_reader_may_see(store: Store) -> None:
    officer = store.sign_in("officer")
    recorded(officer, Kind.PATROL, subject="Bus stop")
    wrong = recorded(officer, Kind.MEETING, subject="Partnership")
    values = activity_views.open_activity(officer, wrong.id).values
    activities.correct(officer, wrong.id, {**values, "entered_in_error": True}, reason="Twice", based_on=1)
    recorded(officer, Kind.PRESENTATION, happened_on=TODAY - timedelta(days=40))
    told = printed(officer, NOVEMBER)
    for words in ("Bus stop", "PA-2026-00001", "Entered in error, not counted", "1 activity"):
        assert words in told
    assert "AC-2026-00002" not in told
    one = ActivityRegisterPrint(date(2026, 11, 1), date(2026, 11, 30), 1)
    assert "Bus stop" in printed(officer, one)
    prepared = printing.disclose(officer, one, "Ms Example-Lee", "", "printed")
    assert prepared.suggested_file_name.startswith("Activities 2026-11-01")
    assert ("disclosed", "activity") in [entry[:2] for entry in trace(officer)]
    spoc = store.sign_in("spoc")
    told = printed(spoc, NOVEMBER)
    assert "Partnership" in told
    assert "Bus stop" not in told
    assert "Patrol" not in told


def test_a_period_that_cannot_be_printed_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = store.sign_in("officer")
    assert "There is no activity in this period." in printed(officer, NOVEMBER)
    with pytest.raises(UserError, match="ends before it starts"):
        printing.preview(officer, ActivityRegisterPrint(date(2026, 11, 30), date(2026, 11, 1)))
    monkeypatch.setattr(print_activities, "LONGEST_REGISTER", 0)
    recorded(officer)
    with pytest.raises(UserError, match="Choose a shorter period"):
        printing.preview(officer, NOVEMBER)
    other = open_other_school(store)
    stranger = sign_in_other_spoc(store)
    with pytest.raises(Refused):
        printing.preview(stranger, ActivityRegisterPrint(date(2026, 11, 1), date(2026, 11, 30), 1))
    assert other != 1


def test_the_sheet_prints_empty_and_filled_in(store: Store) -> None:
    spoc = store.sign_in("spoc")
    told = printed(spoc, BlankMissingPrint())
    assert "1. Full name and date of birth?" in told
    assert "18. Places or contexts" in told
    made = missing_pupils.record(spoc, missing_values(), partnership_id=1)
    told = printed(spoc, MissingPupilPrint(made.id))
    for words in ("Ines", "The gate", "Confirmed", "Medium", "ring 999"):
        assert words in told
    open_other_school(store)
    with pytest.raises(Refused):
        printing.preview(sign_in_other_spoc(store), MissingPupilPrint(made.id))


def test_the_plan_prints_how_each_topic_stands(store: Store) -> None:
    officer = store.sign_in("officer")
    recorded(officer, plan_topic="hate_crime")
    prevention_plans.plan(officer, 1, 2026, "road_safety", date(2026, 11, 24), "Year 9")
    told = printed(officer, PreventionPlanPrint(1, 2026))
    for words in ("Prevention plan 2026/27", "AC-2026-00001", "24 November 2026\nYear 9", "Missed"):
        assert words in told


def board(signed_in: SignedIn, key: str) -> Board:
    return next(each for each in boards.home(signed_in) if each.key == key)


def test_the_home_page_says_what_is_due_and_what_has_no_report(store: Store) -> None:
    officer = store.sign_in("officer")
    before = board(officer, "plan")
    recorded(officer, plan_topic="hate_crime")
    prevention_plans.plan(officer, 1, 2026, "road_safety", date(2026, 11, 24))
    prevention_plans.plan(officer, 1, 2026, "fireworks", date(2027, 3, 1))
    after = board(officer, "plan")
    assert after.count == before.count - 2
    planned = next(line for line in after.lines if line.text.startswith("Road safety"))
    assert planned.detail == "Planned for 24 November 2026"
    assert board(officer, "shares").count == 0
    made = information_shares.record(officer, share_values(), partnership_id=1)
    assert [(line.text, line.record_id) for line in board(officer, "shares").lines] == [
        ("IS-2026-00001", made.id)
    ]
    assert board(store.sign_in("second_officer"), "shares").count == 0
    keys = {each.key for each in boards.home(store.sign_in("spoc"))}
    assert not keys & {"plan", "shares"}


def test_four_hundred_activities_in_a_day_leave_the_board_as_it_was(store: Store) -> None:
    officer = store.sign_in("officer")
    before = board(officer, "plan")
    for _ in range(400):
        recorded(officer, Kind.SOCIAL_MEDIA, plan_topic="anti_bullying")
    after = board(officer, "plan")
    assert after.count == before.count - 1
    assert len(printed(officer, NOVEMBER).split("AC-2026-")) == 401
