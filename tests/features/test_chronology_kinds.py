"""Kinds of record in the chronology of a pupil: activities, information shared, missing pupil sheets."""

from __future__ import annotations

from datetime import date
from typing import Any

from ssp_desktop.forms.information_share import INFORMATION_SHARE
from ssp_desktop.services import activities, activity_views, chronology, information_shares, missing_pupils
from ssp_desktop.services.chronology import Chronology
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.activity import ActivityKind
from tests.features import activity_steps
from tests.features.activity_steps import recorded
from tests.features.sheet_steps import child, missing_values, share_values
from tests.features.steps import CANARY, open_other_school, sql
from tests.stores import SignInAs, Store, row

INES: dict[str, Any] = {"given_name": "Ines", "family_name": "Example-Roy"}
BORN = date(2012, 5, 4)


def about_ines(**changes: Any) -> dict[str, Any]:
    """Return a complete sharing about Ines."""
    pupil = row(INFORMATION_SHARE, "pupils", **INES, date_of_birth=BORN)
    return share_values(pupils=(pupil,), **changes)


def chronology_of(reader: SignedIn, given: str = "Ines") -> Chronology:
    number = sql(reader, "SELECT min(id) FROM person WHERE given_name = :given", given=given)[0][0]
    return chronology.open_chronology(reader, int(number))


def test_what_was_shared_outside_a_contact_stands_there_within_the_readers_rights(
    store: Store, signed_in_as: SignInAs
) -> None:
    other = open_other_school(store)
    officer = signed_in_as("officer")
    made = information_shares.record(officer, about_ines(intelligence_reference=CANARY), partnership_id=1)
    there = information_shares.record(officer, about_ines(what="There"), partnership_id=other)
    lines = chronology_of(officer).lines
    assert {(each.noun, each.record_id, each.reference) for each in lines} == {
        ("information_share", made.id, made.reference),
        ("information_share", there.id, there.reference),
    }
    assert lines[0].part == "Police to school: 5 Any other welfare matter"
    for who in ("spoc", "head_teacher"):
        found = chronology_of(signed_in_as(who))
        assert [(each.reference, each.about) for each in found.lines] == [
            (made.reference, "Seen at the station at night")
        ]
        assert CANARY not in repr(found)


def test_a_missing_pupil_stands_there_as_reported_and_as_found(store: Store, signed_in_as: SignInAs) -> None:
    other = open_other_school(store)
    officer = signed_in_as("officer")
    values = missing_values(pupils=(child(date_of_birth=BORN),))
    made = missing_pupils.record(officer, values, partnership_id=1)
    missing_pupils.record(officer, missing_values(pupils=(child(given_name="Kim"),)), partnership_id=other)
    assert [each.about for each in chronology_of(officer).lines] == ["Reported missing"]
    found_too = {**missing_pupils.open_sheet(officer, made.id).values, "found_on": date(2026, 11, 17)}
    missing_pupils.amend(officer, made.id, found_too, reason="She came back.", based_on=1)
    for who in ("officer", "spoc", "head_teacher"):
        found = chronology_of(signed_in_as(who))
        assert [(each.reference, each.about) for each in found.lines] == [
            (made.reference, "Reported missing"),
            (made.reference, "Found"),
        ]
        assert found.names == ("Ines Example-Roy",)
        assert found.born == (BORN,)


def test_activities_stand_there_and_those_entered_in_error_do_not(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    pupils = (activity_steps.pupil(),)
    made = recorded(officer, ActivityKind.REFERRAL, pupils=pupils)
    wrong = recorded(officer, ActivityKind.REFERRAL, pupils=pupils)
    assert len(chronology_of(officer, "Tariq").lines) == 2
    in_error = {**activity_views.open_activity(officer, wrong.id).values, "entered_in_error": True}
    activities.correct(officer, wrong.id, in_error, reason="Entered twice.", based_on=1)
    (line,) = chronology_of(officer, "Tariq").lines
    assert (line.noun, line.record_id, line.reference) == ("activity", made.id, made.reference)
    assert line.kind == ActivityKind.REFERRAL.label
