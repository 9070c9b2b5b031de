"""Corrections: a reason, a new revision, nothing lost to whoever writes at the same time."""

from __future__ import annotations

from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.services import (
    actions,
    contact_log_views,
    contact_logs,
    countersigning,
    drafts,
    visits,
)
from ssp_desktop.services.drafts import DraftPlace
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.contact import ContactState, CountersignDecision, VisitEnd
from tests.features.steps import OFFICER, SERGEANT, open_other_school, sql, stored, submit, trace
from tests.stores import PASSWORDS, SignInAs, Store, contact_values, row


def answers(signed_in: SignedIn, record_id: int, **changes: Any) -> dict[str, Any]:
    """Return a record's answers as the page of the correction has them, with these changed."""
    return {**contact_log_views.open_contact_log(signed_in, record_id).values, **changes}


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "A correction needs a reason. Say in a sentence what was wrong."),
        ("  \n ", "A correction needs a reason."),
        ("x" * 2001, "The reason is longer than 2,000 characters. Shorten it."),
        ("wrong\x00room", "The reason holds a damaged character."),
        ("wrong\udcffroom", "Delete it, or paste the text again as plain text."),
    ],
)
def test_a_correction_needs_a_reason_that_can_be_stored(
    signed_in_as: SignInAs, reason: str, words: str
) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    before = stored(officer)
    with pytest.raises(UserError, match=words):
        contact_logs.correct(officer, made.id, contact_values(place="Library"), reason=reason, based_on=1)
    assert stored(officer) == before


def test_the_second_of_two_corrections_of_one_wording_is_stopped_and_its_draft_kept(
    store: Store, signed_in_as: SignInAs
) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    mine = answers(officer, made.id, place="Library")
    kept = drafts.save(officer, CONTACT_LOG, DraftPlace("contact_log", made.id, 1), mine)
    sergeant = signed_in_as("sergeant")
    theirs = answers(sergeant, made.id, place="Gym")
    contact_logs.correct(sergeant, made.id, theirs, reason="As told", based_on=1)
    officer = signed_in_as("officer")
    with pytest.raises(UserError) as stopped:
        contact_logs.correct(officer, made.id, mine, reason="Wrong room", based_on=1, draft_id=kept.id)
    assert stopped.value.what_happened == "Somebody corrected this record while you were writing."
    assert "Your text is kept as a draft." in stopped.value.what_to_do
    assert drafts.open_draft(officer, CONTACT_LOG, kept.id).values["place"] == "Library"
    opened = contact_log_views.open_contact_log(officer, made.id)
    assert (opened.revision, opened.values["place"]) == (2, "Gym")


def test_a_correction_that_changes_nothing_leaves_the_signature_standing(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    countersigning.countersign(signed_in_as("spoc"), PASSWORDS["spoc"], made.id, 1, CountersignDecision.AGREE)
    officer = signed_in_as("officer")
    with pytest.raises(UserError, match="Nothing was corrected: every answer is as it was."):
        contact_logs.correct(officer, made.id, answers(officer, made.id), reason="Again", based_on=1)
    assert contact_log_views.open_contact_log(officer, made.id).state is ContactState.AGREED


def test_a_correction_waits_for_the_spoc_again_and_keeps_the_old_signature(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    spoc = signed_in_as("spoc")
    countersigning.countersign(spoc, PASSWORDS["spoc"], made.id, 1, CountersignDecision.AGREE)
    officer = signed_in_as("officer")
    changed = answers(officer, made.id, place="Library")
    again = contact_logs.correct(officer, made.id, changed, reason="Wrong room", based_on=1)
    opened = contact_log_views.open_contact_log(officer, made.id)
    assert (again.revision, again.reference, opened.state) == (2, made.reference, ContactState.WAITING)
    assert [(each.revision, each.is_valid) for each in opened.countersignatures] == [(1, True)]
    assert ("altered", "contact_log", made.id, f"sha256 {again.content_hash}") in trace(officer)


def test_only_the_author_and_a_sergeant_correct(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    other = signed_in_as("second_officer")
    assert not contact_log_views.open_contact_log(other, made.id).may_correct
    with pytest.raises(Refused, match="You may not do this. If you need to, ask your sergeant."):
        contact_logs.correct(other, made.id, contact_values(place="Gym"), reason="Mine", based_on=1)
    assert ("refused", "contact_log", made.id, "contact_log_write") in trace(other)
    sergeant = signed_in_as("sergeant")
    assert contact_log_views.open_contact_log(sergeant, made.id).may_correct
    values = answers(sergeant, made.id, place="Gym")
    contact_logs.correct(sergeant, made.id, values, reason="As told", based_on=1)
    opened = contact_log_views.open_contact_log(sergeant, made.id)
    assert opened.author == "PC 0001 Example-Okafor"
    assert [each.author for each in opened.revisions] == ["PC 0001 Example-Okafor", "Sgt 0009 Example-Achebe"]


def test_a_record_that_is_not_there_cannot_be_opened_or_corrected(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    with pytest.raises(UserError, match="This contact log is not in the store."):
        contact_logs.correct(officer, 77, contact_values(), reason="None", based_on=1)
    with pytest.raises(UserError, match="Go back to the list and choose again."):
        contact_log_views.open_contact_log(officer, 77)


def test_an_action_with_an_outcome_stays_in_its_record(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    action = contact_log_views.open_contact_log(officer, made.id).actions[0]
    store.clock.go(days=1)
    outcome = {"outcome": "They will ring her mother.", "done_on": store.clock.now.date()}
    blank = actions.open_action(officer, action.id).values
    actions.update(officer, action.id, {**blank, **outcome})
    without = answers(officer, made.id, actions=(), no_action_reason="None after all")
    with pytest.raises(UserError, match="An action that has an outcome cannot be removed."):
        contact_logs.correct(officer, made.id, without, reason="Not needed", based_on=1)
    rows = answers(officer, made.id)["actions"]
    more = row(CONTACT_LOG, "actions", task="Tell the head", owner=SERGEANT, due_on=rows[0]["due_on"])
    values = answers(officer, made.id, actions=(more, *rows))
    contact_logs.correct(officer, made.id, values, reason="One more", based_on=1)
    opened = contact_log_views.open_contact_log(officer, made.id)
    assert [(each.task, each.owner, each.done_on) for each in opened.actions] == [
        ("Tell the head", "Sgt 0009 Example-Achebe", None),
        ("Speak to the bus company", "PC 0001 Example-Okafor", store.clock.now.date()),
    ]


def test_an_action_without_an_outcome_may_be_taken_out(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    values = answers(officer, made.id, actions=(), no_action_reason="None after all")
    contact_logs.correct(officer, made.id, values, reason="Not needed", based_on=1)
    assert contact_log_views.open_contact_log(officer, made.id).actions == ()
    assert actions.page(officer) == ()


def test_a_row_named_twice_becomes_two_rows(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    staff = answers(officer, made.id)["staff"]
    values = answers(officer, made.id, staff=(staff[0], {**staff[0], "name": "Mr Example-Dunmore"}))
    contact_logs.correct(officer, made.id, values, reason="One more", based_on=1)
    names = [each["name"] for each in answers(officer, made.id)["staff"]]
    assert names == ["Ms Example-Whitlock", "Mr Example-Dunmore"]


def test_a_draft_goes_with_the_record_that_it_became_and_becomes_only_one(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    draft = drafts.save(officer, CONTACT_LOG, DraftPlace("contact_log", None, 1), contact_values())
    made = contact_logs.submit(officer, contact_values(), partnership_id=1, draft_id=draft.id)
    assert drafts.own_drafts(officer) == ()
    before = stored(officer)
    with pytest.raises(UserError, match="This draft is not there any more. It was submitted or discarded."):
        contact_logs.submit(officer, contact_values(), partnership_id=1, draft_id=draft.id)
    assert stored(officer) == before
    assert sql(officer, "SELECT reference FROM contact_log") == [(made.reference,)]


def test_nobody_submits_the_draft_of_another(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    draft = drafts.save(officer, CONTACT_LOG, DraftPlace("contact_log", None, 1), contact_values())
    other = signed_in_as("second_officer")
    before = stored(other)
    with pytest.raises(Refused):
        contact_logs.submit(other, contact_values(), partnership_id=1, draft_id=draft.id)
    assert stored(other) == before


def test_a_contact_belongs_only_to_a_visit_of_its_author_at_its_school(
    store: Store, signed_in_as: SignInAs
) -> None:
    other_school = open_other_school(store)
    elsewhere = visits.arrive(signed_in_as("second_officer"), 1)
    officer = signed_in_as("officer")
    here = visits.arrive(officer, 1)
    of_others = contact_logs.submit(officer, contact_values(), partnership_id=1, visit_id=elsewhere.id)
    by_phone = contact_logs.submit(officer, contact_values(), partnership_id=other_school, visit_id=here.id)
    unknown = contact_logs.submit(officer, contact_values(), partnership_id=1, visit_id=77)
    query = "SELECT id FROM contact_log WHERE visit_id IS NULL ORDER BY id"
    assert sql(officer, query) == [(of_others.id,), (by_phone.id,), (unknown.id,)]
    assert visits.leave(officer, here.id).end_kind is VisitEnd.UNRECORDED


def test_the_head_of_a_revision_says_who_when_and_what_for(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    revision = contact_log_views.open_contact_log(officer, made.id).revisions[0]
    assert (revision.number, revision.author, revision.reason) == (1, "PC 0001 Example-Okafor", "")
    assert revision.content_hash == made.content_hash
    query = "SELECT json_extract(content, '$.header') FROM revision WHERE noun = 'contact_log'"
    (header,) = sql(officer, query)[0]
    for part in (
        f'"author_id":{OFFICER}',
        f'"made_at":"{revision.made_at.isoformat()}"',
        '"reference":"CL-2026-00001"',
        f'"store_id":"{officer.store_id}"',
    ):
        assert part in header
