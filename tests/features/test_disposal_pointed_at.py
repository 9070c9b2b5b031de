"""What pointed at a record that was disposed of still opens and prints, and says so; who may be told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ssp_desktop.services import (
    activities,
    arrest_arrangements,
    evaluation_evidence,
    evaluation_views,
    prevention_plans,
    printing,
    prioritisations,
    school_rolls,
    storage,
)
from ssp_desktop.services.print_activities import PreventionPlanPrint
from ssp_desktop.services.print_evaluation import EvaluationPrint
from ssp_desktop.services.print_requests import StoragePrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.activity import ActivityKind
from ssp_desktop.vocabulary.storage import StoragePart
from tests.features import evaluation_steps, storage_steps
from tests.features.activity_steps import activity_values
from tests.features.arrangement_steps import MADE, gone, make_checklist
from tests.features.disposal_steps import (
    WORD,
    confirm,
    later,
    propose_of,
)
from tests.features.steps import sql, submit
from tests.features.storage_steps import failed_checks
from tests.stores import Store


def test_storage_says_what_was_disposed_of_and_can_begin_again(store: Store) -> None:
    officer = gone(store, "storage_checklist")
    told = "There is no checklist now. Storage checklist 1 was disposed of on 17 November 2033."
    for who in ("officer", "spoc"):
        opened = storage.open_storage(store.sign_in(who), 1)
        assert (opened.state.missing, opened.photographs, opened.decisions) == ((told,), (), ())
    printed = repr(printing.preview(store.sign_in("spoc"), StoragePrint(1, StoragePart.PACK)).spec)
    assert told in printed
    assert WORD not in printed
    officer = store.sign_in("officer")
    assert storage_steps.confirm(officer) == 2
    assert storage.open_storage(officer, 1).state.missing == ()
    assert failed_checks(store.sign_in("sergeant")) == {}


def test_a_decision_that_rested_on_a_risk_assessment_stands_and_the_school_learns_only_of_its_own(
    store: Store,
) -> None:
    make_checklist(store)
    sergeant = later(store)
    for number in (1, 2):
        propose_of(sergeant, "storage_risk_assessment", number)
    officer = store.sign_in("officer")
    for number in (1, 2):
        confirm(officer, number)
    assert failed_checks(officer) == {}
    opened = storage.open_storage(officer, 1)
    assert opened.decision is not None
    assert opened.decision.is_valid
    day = "was disposed of on 17 November 2033."
    own = f"There is no school's own risk assessment now. School's own risk assessment 1 {day}"
    assert opened.state.missing == (
        own,
        f"There is no police risk assessment now. Police risk assessment 2 {day}",
    )
    assert storage.open_storage(store.sign_in("spoc"), 1).state.missing == (
        own,
        "There is no police risk assessment yet.",
    )


def test_evidence_that_is_gone_says_so_on_the_screen_and_on_paper(store: Store) -> None:
    submit(store.sign_in("officer"))
    sergeant = store.sign_in("sergeant")
    number = evaluation_steps.begin(sergeant)
    (found,) = evaluation_evidence.candidates(sergeant, number)
    measure = evaluation_steps.AIMS.measures[0].code
    evaluation_evidence.pick(sergeant, number, measure, found.id, based_on=1)
    before = "CL-2026-00001, 17 November 2026"
    assert evaluation_views.open_evaluation(sergeant, number).evidence_words(measure) == before
    propose_of(later(store), "contact_log")
    confirm(store.sign_in("officer"))
    sergeant = store.sign_in("sergeant")
    opened = evaluation_views.open_evaluation(sergeant, number)
    after = f"{before} (disposed of on 17 November 2033)"
    assert opened.evidence_words(measure) == after
    assert after in repr(printing.preview(sergeant, EvaluationPrint(number)).spec)
    assert evaluation_evidence.candidates(sergeant, number) == ()
    sql(sergeant, "DROP TRIGGER disposal_no_update")
    sql(sergeant, "UPDATE disposal SET reference = 'CL-2026-00002'")
    invalid = evaluation_views.open_evaluation(sergeant, number).evidence_words(measure)
    assert invalid == f"{before} (gone, and the disposal that should explain it is INVALID)"


def test_an_invalid_disposal_is_not_given_as_the_reason_why_a_checklist_is_gone(store: Store) -> None:
    officer = gone(store, "storage_checklist")
    sql(officer, "DROP TRIGGER disposal_no_update")
    sql(officer, "UPDATE disposal SET subject_revision = 1")
    (told,) = storage.open_storage(officer, 1).state.missing
    assert told == (
        "There is no checklist now. Storage checklist 1 is gone, and the disposal that should explain it is "
        "INVALID."
    )


def test_a_plan_says_to_the_police_that_what_delivered_its_topics_is_gone(store: Store) -> None:
    officer = store.sign_in("officer")
    values = activity_values(ActivityKind.PRESENTATION, plan_topic="hate_crime")
    for _ in range(2):
        activities.record(officer, values, partnership_id=1)
    sergeant = later(store)
    assert prevention_plans.open_plan(sergeant, 1, 2026).gone == ""
    told = []
    for number in (1, 2):
        disposal = propose_of(store.sign_in("sergeant"), "activity", number)
        officer = store.sign_in("officer")
        confirm(officer, disposal)
        told.append(prevention_plans.open_plan(officer, 1, 2026).gone)
    assert told == [
        "1 activity of this school year was disposed of. A topic that it delivered is shown as missed.",
        "2 activities of this school year were disposed of. A topic that they delivered is shown as missed.",
    ]
    assert told[1] in repr(printing.preview(officer, PreventionPlanPrint(1, 2026)).spec)
    assert prevention_plans.open_plan(officer, 1, 2027).gone == ""
    spoc = store.sign_in("spoc")
    assert prevention_plans.open_plan(spoc, 1, 2026).gone == ""
    assert "disposed of" not in repr(printing.preview(spoc, PreventionPlanPrint(1, 2026)).spec)


OPEN: dict[str, tuple[str, Callable[[SignedIn], Any]]] = {
    "school_roll": ("School roll 2026 to 2027", lambda who: school_rolls.open_roll(who, 1, 2026)),
    "prevention_plan": (
        "Prevention plan 2026 to 2027",
        lambda who: prevention_plans.open_plan(who, 1, 2026),
    ),
    "prioritisation": ("Prioritisation 1", lambda who: prioritisations.open_prioritisation(who, 1)),
    "arrest_arrangement": (
        "Arrangements for an arrest 1",
        lambda who: arrest_arrangements.open_arrangement(who, 1),
    ),
}


@pytest.mark.parametrize("kind", OPEN)
def test_what_is_asked_for_by_its_school_says_that_it_is_gone(store: Store, kind: str) -> None:
    called, opened = OPEN[kind]
    assert opened(store.sign_in("sergeant")).gone == ""
    gone(store, kind)
    told = f"{called} was disposed of on 17 November 2033."
    assert opened(store.sign_in("sergeant")).gone == told
    if MADE[kind].school:
        assert opened(store.sign_in("spoc")).gone == told
