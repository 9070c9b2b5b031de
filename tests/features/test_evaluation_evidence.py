"""Evidence is picked from the school's records of the year, once for each measure."""

from __future__ import annotations

from datetime import date

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import activities, evaluation_evidence, evaluation_views
from tests.features.activity_steps import Kind, activity_values, recorded
from tests.features.evaluation_steps import YEAR, begin
from tests.features.steps import submit
from tests.features.storage_steps import failed_checks
from tests.stores import Store


def test_a_contact_log_of_the_year_is_picked_once_and_taken_away(store: Store) -> None:
    officer = store.sign_in("officer")
    first = submit(officer)
    second = submit(officer, contact_date=date(2026, 11, 10))
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant)
    found = evaluation_evidence.candidates(sergeant, evaluation)
    assert [(each.happened_on, each.kind) for each in found] == [
        (date(2026, 11, 17), "Contact log"),
        (date(2026, 11, 10), "Contact log"),
    ]
    assert [each.reference for each in found] == [first.reference, second.reference]
    after = evaluation_evidence.candidates(sergeant, evaluation, after=found[0].key)
    assert [each.reference for each in after] == [second.reference]
    evaluation_evidence.pick(sergeant, evaluation, "E1", found[0].id, based_on=1)
    evaluation_evidence.pick(sergeant, evaluation, "D3", found[0].id, based_on=2)
    with pytest.raises(UserError, match="is evidence for E1 already"):
        evaluation_evidence.pick(sergeant, evaluation, "E1", found[0].id, based_on=3)
    rows = evaluation_views.open_evaluation(sergeant, evaluation).values["evidence"]
    assert [(row["measure"], row["reference"]) for row in rows] == [
        ("E1", found[0].reference),
        ("D3", found[0].reference),
    ]
    evaluation_evidence.drop(sergeant, evaluation, rows[0]["row_id"], based_on=3)
    rows = evaluation_views.open_evaluation(sergeant, evaluation).values["evidence"]
    assert [row["measure"] for row in rows] == ["D3"]
    assert failed_checks(sergeant) == {}


def test_what_is_not_of_the_school_and_year_is_refused(store: Store) -> None:
    submit(store.sign_in("officer"))
    sergeant = store.sign_in("sergeant")
    (log,) = evaluation_evidence.candidates(sergeant, begin(sergeant, YEAR))
    evaluation = begin(sergeant, YEAR - 1)
    assert evaluation_evidence.candidates(sergeant, evaluation) == ()
    for document_id in (log.id, 7777):
        with pytest.raises(UserError, match="not of this school and year"):
            evaluation_evidence.pick(sergeant, evaluation, "E1", document_id, based_on=1)
    with pytest.raises(UserError, match="no such measure"):
        evaluation_evidence.pick(sergeant, evaluation, "X9", log.id, based_on=1)
    with pytest.raises(UserError, match="Somebody changed this evaluation"):
        evaluation_evidence.pick(sergeant, evaluation, "E1", log.id, based_on=7)


def test_activities_are_evidence_but_none_that_the_school_may_not_see(store: Store) -> None:
    officer = store.sign_in("officer")
    talk, wrong = recorded(officer, Kind.PRESENTATION), recorded(officer, Kind.PRESENTATION)
    in_error = activity_values(Kind.PRESENTATION, entered_in_error=True)
    activities.correct(officer, wrong.id, in_error, based_on=1, reason="Entered twice.")
    recorded(officer, Kind.INTELLIGENCE)
    submit(officer)
    sergeant = store.sign_in("sergeant")
    evaluation = begin(sergeant)
    found = evaluation_evidence.candidates(sergeant, evaluation, kind="activity")
    assert [(each.kind, each.reference) for each in found] == [("Activity", talk.reference)]
    assert len(evaluation_evidence.candidates(sergeant, evaluation)) == 2
    evaluation_evidence.pick(sergeant, evaluation, "E1", found[0].id, based_on=1)
    (row,) = evaluation_views.open_evaluation(sergeant, evaluation).values["evidence"]
    assert (row["source"], row["source_id"], row["reference"]) == ("activity", talk.id, talk.reference)
    assert failed_checks(sergeant) == {}
