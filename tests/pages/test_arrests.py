"""The pages of arrests: written with hints and drafts, decided, recorded, shared and read by the school."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from ssp_desktop.services import arrest_arrangements, arrest_plan_lists, drafts
from ssp_desktop.services.print_arrests import ArrestPlanPrint, ArrestSharePrint
from ssp_desktop.ui.desk import Desk, Place
from ssp_desktop.ui.pages.arrest_arrangement import ArrangementForm, ArrangementList, ArrestArrangementPage
from ssp_desktop.ui.pages.arrest_outcome import ArrestOutcomePage
from ssp_desktop.ui.pages.arrest_plan import ArrestPlanPage
from ssp_desktop.ui.pages.arrest_plan_edit import ArrestPlanEditPage
from ssp_desktop.ui.pages.arrest_plans import ArrestPlansPage
from ssp_desktop.ui.pages.arrest_share import ArrestSharePage, ShareList, ShareView
from ssp_desktop.vocabulary.arrest import ArrestPaper, ArrestPlanState
from tests.features.arrest_steps import (
    approved,
    arrangement_values,
    carried_out,
    give_bells,
    outcome_values,
    plan_values,
    submit,
)
from tests.features.steps import sql
from tests.pages.conftest import DeskFor
from tests.pages.page_steps import nameless, places, press, settle, show, words
from tests.stores import PASSWORDS, Store


def edit_page(qtbot: QtBot, desk: Desk, place: Place | None = None) -> ArrestPlanEditPage:
    return show(qtbot, desk, ArrestPlanEditPage(desk, place or Place("arrest_plan_edit")))


def type_in(page: ArrestPlanEditPage, **changes: Any) -> None:
    assert page.form is not None
    page.form.set_values({**page.form.values(), **changes})
    page.form.changed.emit()


def test_a_plan_is_written_with_hints_refused_then_submitted(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    give_bells(store)
    desk = desk_for("officer")
    went = places(desk)
    page = edit_page(qtbot, desk)
    assert page.form is not None
    assert "Only officers and sergeants see it." in words(page)
    assert "Only the police see this answer." not in words(page)
    at_break = plan_values()["planned_at"].replace(hour=10, minute=45)
    type_in(page, **plan_values(planned_at=at_break))
    qtbot.waitUntil(lambda: page.hints.timing.isVisibleTo(page))
    assert "10:45 is in Break (10:40 to 11:00)." in page.hints.timing.message
    assert "Aged 16 on that day An appropriate adult is needed" in page.hints.age.message
    page.submit()
    qtbot.waitUntil(lambda: page.form is not None and page.form.isEnabled())
    settle(qtbot, desk)
    assert "10:45 is in Break" in words(page.form)
    assert page.form.values()["grounds"] == plan_values()["grounds"]
    type_in(page, planned_at=plan_values()["planned_at"])
    page.submit()
    qtbot.waitUntil(lambda: bool(went))
    assert (went[-1].page, went[-1].record_id) == ("arrest_plan", 1)
    settle(qtbot, desk)
    assert drafts.own_drafts(desk.signed_in) == ()
    page.leaving()


def test_what_was_typed_is_there_again_as_a_draft(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    give_bells(store)
    desk = desk_for("officer")
    page = edit_page(qtbot, desk)
    type_in(page, family_name="Example-Quill", grounds="Seen by two")
    page.leaving()
    settle(qtbot, desk)
    (draft,) = drafts.own_drafts(desk.signed_in)
    listed = show(qtbot, desk, ArrestPlansPage(desk, Place("arrest_plans")))
    went = places(desk)
    listed.drafts.links[0].click()
    assert went[-1] == Place("arrest_plan_edit", None, {"draft_id": draft.id})
    again = edit_page(qtbot, desk, went[-1])
    assert again.form is not None
    assert again.form.values()["grounds"] == "Seen by two"
    assert again.school.partnership_id == 1


def test_the_person_is_taken_from_the_register(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    give_bells(store)
    submit(store.sign_in("officer"))
    desk = desk_for("officer")
    page = edit_page(qtbot, desk)
    page.finder.line.setText("quill")
    page.finder.search()
    qtbot.waitUntil(lambda: bool(page.finder.links))
    page.finder.links[0].click()
    assert page.form is not None
    assert page.form.values()["given_name"] == "Ambrose"
    assert page.person_id == 1
    page.finder.line.setText("nobody")
    page.finder.search()
    qtbot.waitUntil(lambda: "Nobody in the register" in page.finder.words.text())
    page.finder.line.setText("")
    page.finder.search()
    qtbot.waitUntil(lambda: page.finder.notice.isVisibleTo(page))
    settle(qtbot, desk)


def test_a_change_of_an_approved_plan_says_that_it_is_decided_again(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    give_bells(store)
    made = approved(store)
    desk = desk_for("officer")
    went = places(desk)
    page = edit_page(qtbot, desk, Place("arrest_plan_edit", made.id))
    assert "It is approved now; a change has to be approved again." in words(page)
    assert not page.finder.isVisibleTo(page)
    page.submit()
    qtbot.waitUntil(lambda: page.notice.isVisibleTo(page))
    assert "Nothing was changed." in page.notice.message
    type_in(page, place="Library")
    page.submit()
    qtbot.waitUntil(lambda: bool(went))
    assert went[-1].record_id == made.id
    settle(qtbot, desk)


def plan_page(qtbot: QtBot, desk: Desk, record_id: int) -> ArrestPlanPage:
    page = show(qtbot, desk, ArrestPlanPage(desk, Place("arrest_plan", record_id)))
    assert nameless(page) == []
    return page


def test_the_sergeant_decides_and_signs(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    assert plan_page(qtbot, desk_for("officer"), made.id).decision is None
    desk = desk_for("sergeant")
    page = plan_page(qtbot, desk, made.id)
    card = page.decision
    assert card is not None
    card.sign()
    assert "Choose an answer for" in words(card)
    card.set_typed({"choice": "changes_wanted", "words": ""})
    card.sign()
    assert "Your password is missing." in card.problem.message
    card.password.line.setText(PASSWORDS["sergeant"])
    card.sign()
    qtbot.waitUntil(lambda: "Your decision has no reason." in card.problem.message)
    card.set_typed({"choice": "approved", "words": "Agreed."})
    card.password.line.setText(PASSWORDS["sergeant"])
    card.sign()
    qtbot.waitUntil(lambda: "Your decision is signed." in words(page))
    settle(qtbot, desk)
    told = words(page)
    assert "VALID" in told
    assert "Agreed." in told
    assert page.decision is None
    went = places(desk)
    press(page, "Print the brief")
    press(page, "Print the full record")
    assert [each.extra["request"] for each in went] == [
        ArrestPlanPrint(made.id, ArrestPaper.BRIEF),
        ArrestPlanPrint(made.id),
    ]


def test_words_of_a_decision_stay_through_leaving_and_the_password_does_not(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    desk = desk_for("sergeant")
    page = plan_page(qtbot, desk, made.id)
    assert page.decision is not None
    page.decision.set_typed({"choice": "refused", "words": "Not here."})
    page.decision.password.line.setText("half a password")
    page.leaving()
    page.hide()
    assert page.decision.password.text == ""
    assert "half" not in repr(page.place.extra)
    again = show(qtbot, desk, ArrestPlanPage(desk, page.place))
    assert again.decision is not None
    assert again.decision.typed() == {"choice": "refused", "words": "Not here."}


def test_the_officer_cancels_with_a_reason(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    desk = desk_for("officer")
    page = plan_page(qtbot, desk, made.id)
    form = page.cancelling
    assert form is not None
    form.button.click()
    qtbot.waitUntil(lambda: "without a reason" in form.problem.message)
    form.set_values({"reason": "He came to the station."})
    form.button.click()
    qtbot.waitUntil(lambda: "The plan is cancelled." in words(page))
    settle(qtbot, desk)
    assert "He came to the station." in words(page)
    assert page.cancelling is None


def test_an_outcome_is_refused_then_saved_and_shown(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    give_bells(store)
    made = approved(store)
    store.clock.go(days=3)
    desk = desk_for("officer")
    went = places(desk)
    page = show(qtbot, desk, ArrestOutcomePage(desk, Place("arrest_outcome", made.id)))
    assert page.form is not None
    wrong = outcome_values()["began_at"].replace(hour=8)
    page.form.set_values(outcome_values(ended_at=wrong))
    page.leaving()
    again = show(qtbot, desk, ArrestOutcomePage(desk, page.place))
    assert again.form is not None
    assert again.form.values()["lessons"] == "None"
    again.save()
    qtbot.waitUntil(lambda: again.form is not None and "left before they came" in words(again.form))
    again.form.set_values(outcome_values())
    again.save()
    qtbot.waitUntil(lambda: bool(went))
    assert went[-1] == Place("arrest_plan", made.id, {"saved": "The outcome is saved."})
    shown = words(show(qtbot, desk, ArrestPlanPage(desk, went[-1])))
    for told in ("The outcome is saved.", "CUST-EXAMPLE-1", "Call or attempt 1", "Correct the outcome"):
        assert told in shown


def test_a_plan_that_is_not_approved_has_no_outcome_page(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    desk = desk_for("officer")
    page = show(qtbot, desk, ArrestOutcomePage(desk, Place("arrest_outcome", made.id)))
    assert "This plan has no outcome to record" in page.notice.message


def test_the_sergeant_shares_and_the_school_reads(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    give_bells(store)
    made = carried_out(store)
    desk = desk_for("sergeant")
    page = plan_page(qtbot, desk, made.id)
    card = page.sharing
    assert card is not None
    card.set_typed({"shared_for": "Mr Example-Prosser", "summary": "Nobody was hurt."})
    card.password.line.setText(PASSWORDS["sergeant"])
    card.sign()
    qtbot.waitUntil(lambda: "The summary is shared with the school." in words(page))
    settle(qtbot, desk)
    desk = desk_for("spoc")
    went = places(desk)
    listed = show(qtbot, desk, ArrestSharePage(desk, Place("arrest_share")))
    assert isinstance(listed.shown, ShareList)
    assert listed.shown.table.row_count == 1
    listed.shown.table.activated.emit(1)
    read = show(qtbot, desk, ArrestSharePage(desk, went[-1]))
    assert isinstance(read.shown, ShareView)
    told = words(read)
    assert "Nobody was hurt." in told
    assert "VALID" in told
    assert made.reference not in told
    assert nameless(read) == []
    press(read, "Print or save")
    assert went[-1].extra["request"] == ArrestSharePrint(1)


def test_the_school_that_was_told_nothing_reads_so(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    give_bells(store)
    carried_out(store)
    desk = desk_for("head_teacher")
    page = show(qtbot, desk, ArrestSharePage(desk, Place("arrest_share")))
    assert "The police have shared no summary with your school." in words(page)


def test_an_approval_that_is_not_valid_is_an_error_on_the_page(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    give_bells(store)
    made = submit(store.sign_in("officer"))
    sql(store.sign_in("officer"), "UPDATE arrest_plan SET state = 'approved'")
    told = words(plan_page(qtbot, desk_for("officer"), made.id))
    assert "Its approval is not valid for the plan as it stands." in told
    assert "Print the brief" not in told


def test_the_list_says_why_it_is_empty_and_keeps_its_state(
    qtbot: QtBot, store: Store, desk_for: DeskFor
) -> None:
    give_bells(store)
    desk = desk_for("officer")
    page = show(qtbot, desk, ArrestPlansPage(desk, Place("arrest_plans")))
    assert "There is no arrest plan yet." in words(page)
    assert nameless(page) == []
    page.states.set_value("refused")
    page.refresh()
    settle(qtbot, desk)
    assert "No arrest plan is in this state." in words(page)
    page.leaving()
    assert page.place.extra == {"state": "refused"}
    submit(desk.signed_in)
    assert arrest_plan_lists.page(desk.signed_in)[0].id == 1


def test_each_state_can_be_chosen_in_the_list(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    give_bells(store)
    desk = desk_for("officer")
    submit(desk.signed_in)
    page = show(qtbot, desk, ArrestPlansPage(desk, Place("arrest_plans")))
    assert page.table.row_count == 1
    for state in ArrestPlanState:
        page.states.setCurrentIndex(page.states.findText(state.label))
        page.states.activated.emit(page.states.currentIndex())
        settle(qtbot, desk)
        assert page.wanted is state
        assert page.table.row_count == (state is ArrestPlanState.SUBMITTED), state


def test_arrangements_are_listed_and_filled_in(qtbot: QtBot, store: Store, desk_for: DeskFor) -> None:
    desk = desk_for("officer")
    went = places(desk)
    listed = show(qtbot, desk, ArrestArrangementPage(desk, Place("arrest_arrangement")))
    assert isinstance(listed.shown, ArrangementList)
    listed.shown.table.activated.emit(1)
    page = show(qtbot, desk, ArrestArrangementPage(desk, went[-1]))
    form = page.shown
    assert isinstance(form, ArrangementForm)
    form.save()
    qtbot.waitUntil(lambda: "Add at least one secure place." in words(form))
    assert form.form is not None
    form.form.set_values(arrangement_values())
    form.leaving()
    assert form.place.extra["typed"]["vehicle"] == "Staff car park, behind the hall"
    form.save()
    qtbot.waitUntil(lambda: went[-1].extra == {"saved": "The arrangements are saved."})
    assert arrest_arrangements.schools(desk.signed_in)[0].review_on == arrangement_values()["review_on"]
    told = words(show(qtbot, desk, ArrestArrangementPage(desk, went[-1])))
    assert "The arrangements are saved." in told
