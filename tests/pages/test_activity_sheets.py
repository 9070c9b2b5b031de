"""The pages beside the activities: information shared, missing pupils, body-worn video, prevention plan."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from pytestqt.qtbot import QtBot

from ssp_desktop.services import (
    bwv_viewings,
    confidentiality_agreements,
    information_shares,
    missing_pupils,
    partnerships,
    prevention_plans,
)
from ssp_desktop.services.print_activities import BlankMissingPrint, MissingPupilPrint, PreventionPlanPrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.bwv_viewing import (
    BwvViewingEditPage,
    BwvViewingPage,
    ConfidentialityAgreementPage,
)
from ssp_desktop.ui.pages.bwv_viewings import BwvViewingsPage
from ssp_desktop.ui.pages.information_share import InformationShareEditPage, InformationSharePage
from ssp_desktop.ui.pages.information_shares import InformationSharesPage
from ssp_desktop.ui.pages.missing_pupil import MissingPupilEditPage, MissingPupilPage
from ssp_desktop.ui.pages.missing_pupils import MissingPupilsPage
from ssp_desktop.ui.pages.parts.record_form import RecordForm
from ssp_desktop.ui.pages.prevention_plan import PreventionPlanPage
from tests.features.activity_steps import TODAY, recorded
from tests.features.sheet_steps import missing_values, share_values, viewing_values
from tests.features.steps import open_other_school, sql
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, press, settle, show, words
from tests.stores import NAMES, PASSWORDS, Store, school_values

Form = TypeVar("Form", bound=RecordForm)


def form(qtbot: QtBot, desk: Desk, page: Form) -> Form:
    show(qtbot, desk, page)
    qtbot.waitUntil(lambda: page.form is not None)
    return page


def answer(page: RecordForm, **changes: Any) -> None:
    assert page.form is not None
    page.form.set_values({**page.form.values(), **changes})


def test_a_sharing_is_recorded_read_and_corrected(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    went = places(desk)
    listed = show(qtbot, desk, InformationSharesPage(desk, Place("information_shares")))
    assert "Nothing has been shared yet." in words(listed)
    press(listed, "Record a sharing")
    page = form(qtbot, desk, InformationShareEditPage(desk, went[-1]))
    answer(page, **{**share_values(), "basis": ""})
    press(page, "Save")
    qtbot.waitUntil(lambda: "Choose an answer for “On what ground”." in words(page))
    page.leaving()
    assert page.place.extra["typed"]["purpose"] == "To keep an eye on attendance"
    answer(page, basis="safeguarding")
    press(page, "Save")
    qtbot.waitUntil(lambda: went[-1].page == "information_share")
    view = show(qtbot, desk, InformationSharePage(desk, went[-1]))
    assert "IS-2026-00001 is recorded." in words(view)
    assert "Seen at the station at night" in words(view)
    settle(qtbot, desk)
    assert listed.table.row_count == 1
    listed.table.activated.emit(("information_share", 1))
    assert went[-1] == Place("information_share", 1)
    press(view, "Correct")
    page = form(qtbot, desk, InformationShareEditPage(desk, went[-1]))
    answer(page, intelligence_reference="INT-3")
    press(page, "Save the correction")
    qtbot.waitUntil(lambda: "A correction needs a reason." in words(page))
    assert page.reason is not None
    page.reason.setText("Report made.")
    page.leaving()
    assert page.place.extra["typed_reason"] == "Report made."
    press(page, "Save the correction")
    qtbot.waitUntil(lambda: went[-1].extra.get("saved") == "IS-2026-00001 is corrected.")
    press(view, "All information shared")
    assert went[-1].page == "information_shares"
    assert nameless(page) == nameless(view) == nameless(listed) == []


def test_a_record_changed_beside_the_program_is_said(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    officer = store.sign_in("officer")
    made = information_shares.record(officer, share_values(), partnership_id=1)
    sql(officer, "UPDATE information_share SET what = 'x'")
    desk = desk_for("officer")
    view = show(qtbot, desk, InformationSharePage(desk, Place("information_share", made.id)))
    assert "changed outside the program" in words(view)


def test_the_spoc_fills_in_a_missing_pupil_sheet(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("spoc")
    went = places(desk)
    listed = show(qtbot, desk, MissingPupilsPage(desk, Place("missing_pupils")))
    press(listed, "Print an empty sheet")
    assert went[-1] == Place("print", None, {"request": BlankMissingPrint()})
    press(listed, "Fill in a sheet")
    page = form(qtbot, desk, MissingPupilEditPage(desk, went[-1]))
    assert page.form is not None
    asked = [each.label for section in page.form.sections for each in section.fields]
    assert "12. Medical needs?" in asked
    values = missing_values(parents_tried=False)
    answer(page, **{key: value for key, value in values.items() if key != "answers"}, question_18="The park")
    press(page, "Save")
    qtbot.waitUntil(lambda: "Tick to confirm" in words(page))
    answer(page, parents_tried=True, question_2="x" * 2001)
    press(page, "Save")
    qtbot.waitUntil(lambda: "Shorten it to 2,000" in words(page))
    answer(page, question_2="The gate")
    press(page, "Save")
    qtbot.waitUntil(lambda: went[-1].page == "missing_pupil")
    view = show(qtbot, desk, MissingPupilPage(desk, went[-1]))
    assert "MP-2026-00001 is recorded." in words(view)
    assert "The park" in words(view)
    press(view, "Print or save")
    assert went[-1] == Place("print", None, {"request": MissingPupilPrint(1)})
    settle(qtbot, desk)
    assert listed.table.row_count == 1
    page = form(qtbot, desk, MissingPupilEditPage(desk, Place("missing_pupil_edit", 1)))
    assert page.form is not None
    assert page.form.values()["question_18"] == "The park"
    assert missing_pupils.page(desk.signed_in)[0].found is False


def asks_for_signature(page: BwvViewingsPage) -> bool:
    return page.password is not None


def documents(store: Store) -> None:
    partnerships.save(store.sign_in("officer"), school_values(dpia_signed_on=TODAY), 1)


def test_footage_is_shown_only_after_everything_is_signed(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    desk = desk_for("officer")
    page = show(qtbot, desk, BwvViewingsPage(desk, Place("bwv_viewings")))
    assert "No footage may be shown yet" in words(page)
    assert "Missing in the partnership record: Privacy impact assessment." in words(page)
    assert "Record a viewing" not in words(page)
    documents(store)
    desk = desk_for("spoc")
    page = show(qtbot, desk, BwvViewingsPage(desk, Place("bwv_viewings", None, {"saved": "Done."})))
    assert "I will not copy or record it." in words(page)
    assert page.password is not None
    page.password.line.setText("wrong")
    press(page, "Sign the agreement")
    qtbot.waitUntil(lambda: "password" in words(page).lower() and page.password is not None)
    settle(qtbot, desk)
    assert page.password is not None
    page.password.line.setText(PASSWORDS["spoc"])
    press(page, "Sign the agreement")
    qtbot.waitUntil(lambda: "You have signed the confidentiality agreement." in words(page))
    settle(qtbot, desk)
    assert not asks_for_signature(page)
    assert nameless(page) == []
    desk = desk_for("officer")
    went = places(desk)
    page = show(qtbot, desk, BwvViewingsPage(desk, Place("bwv_viewings")))
    press(page, "Record a paper agreement")
    paper = form(qtbot, desk, ConfidentialityAgreementPage(desk, went[-1]))
    answer(paper, name="Mr Example-Odell", role="Head of year", signed_on=TODAY)
    press(paper, "Save")
    qtbot.waitUntil(lambda: "Reference of the paper" in words(paper) and "Error" in words(paper))
    answer(paper, reference="PAPER-7")
    press(paper, "Save")
    qtbot.waitUntil(lambda: went[-1].extra.get("saved") == "The agreement on paper is recorded.")
    press(page, "Record a viewing")
    edit = form(qtbot, desk, BwvViewingEditPage(desk, went[-1]))
    answer(edit, **viewing_values())
    press(edit, "Save")
    qtbot.waitUntil(lambda: went[-1].page == "bwv_viewing")
    view = show(qtbot, desk, BwvViewingPage(desk, went[-1]))
    assert NAMES["spoc"] in words(view)
    assert "BV-2026-00001 is recorded." in words(view)
    assert len(bwv_viewings.overview(desk.signed_in, 1).agreements) == 2
    form(qtbot, desk, BwvViewingEditPage(desk, Place("bwv_viewing_edit", 1)))
    paper.refresh()


def test_a_topic_is_planned_and_delivered(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    went = places(desk)
    page = show(qtbot, desk, PreventionPlanPage(desk, Place("prevention_plan")))
    assert "Prevention plan 2026/27" in words(page)
    assert [table.row_count > 5 for table in page.tables] == [True, True, True]
    page.tables[0].activated.emit("hate_crime")
    settle(qtbot, desk)
    assert page.planner is not None
    page.planner.set_values({"planned_on": date(2026, 11, 16), "note": "Year 8"})
    press(page, "Hate crime: Save the plan")
    qtbot.waitUntil(lambda: "The day is past." in words(page))
    page.leaving()
    assert page.place.extra["typed"]["1 2026 hate_crime"]["note"] == "Year 8"
    again = show(qtbot, desk, PreventionPlanPage(desk, page.place))
    assert again.planner is not None
    assert again.planner.values()["note"] == "Year 8"
    again.planner.set_values({"planned_on": date(2026, 11, 24), "note": "Year 8"})
    press(again, "Hate crime: Save the plan")
    qtbot.waitUntil(lambda: "The plan is saved." in words(again))
    settle(qtbot, desk)
    opened = prevention_plans.open_plan(desk.signed_in, 1)
    assert next(each for each in opened.lines if each.topic.code == "hate_crime").note == "Year 8"
    again.tables[0].activated.emit("road_safety")
    press(again, "It was delivered: record the activity")
    assert (went[-1].page, went[-1].extra["plan_topic"]) == ("activity_edit", "road_safety")
    made = recorded(desk.signed_in, plan_topic="road_safety")
    again.refresh()
    settle(qtbot, desk)
    again.tables[0].activated.emit("road_safety")
    assert went[-1] == Place("activity", made.id)
    press(again, "Print or save")
    assert went[-1] == Place("print", None, {"request": PreventionPlanPrint(1, 2026)})
    press(again, "Year before: 2025/26")
    settle(qtbot, desk)
    assert "Prevention plan 2025/26" in words(again)
    assert nameless(again) == []


def test_several_schools_are_chosen_from(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    other = open_other_school(store)
    desk = desk_for("sergeant")
    confidentiality_agreements.record_paper(
        desk.signed_in,
        {"name": "Mr Example-Odell", "role": "Head", "signed_on": TODAY, "reference": "P-1"},
        partnership_id=other,
    )
    page = show(qtbot, desk, BwvViewingsPage(desk, Place("bwv_viewings")))
    assert "Confidentiality agreements" not in words(page)
    page.schools.combo.set_value(other)
    page.schools.combo.activated.emit(1)
    settle(qtbot, desk)
    assert page.state is not None
    assert page.state.partnership_id == other
    assert len(page.state.agreements) == 1
    plan = show(qtbot, desk, PreventionPlanPage(desk, Place("prevention_plan", other)))
    plan.schools.combo.set_value(1)
    plan.schools.combo.activated.emit(2)
    settle(qtbot, desk)
    assert plan.opened is not None
    assert plan.opened.partnership_id == 1


def test_the_school_reads_the_plan_and_plans_nothing(qtbot: QtBot, desk_for: DeskFor) -> None:
    desk = desk_for("head_teacher")
    page = show(qtbot, desk, PreventionPlanPage(desk, Place("prevention_plan")))
    page.tables[0].activated.emit("hate_crime")
    settle(qtbot, desk)
    assert page.planner is None
    assert "Press Enter on a topic to plan it" not in words(page)
