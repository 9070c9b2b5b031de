"""The same pupil in several records: found, counted, confirmed or dismissed by a person, and remembered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import contact_log_views, contact_logs, people
from ssp_desktop.services.people import KnownPupil
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.contact import MatchDecision
from tests.features.steps import open_other_school, sql, submit, trace
from tests.stores import SignInAs, Store, pupil

SAME, DIFFERENT = MatchDecision
BORN = date(2012, 3, 14)
TODAY = date(2026, 11, 17)


def log(signed_in: SignedIn, day: date = TODAY, school: int = 1, **who: Any) -> int:
    return submit(signed_in, school, contact_date=day, pupils=(pupil(**who),)).id


def known(signed_in: SignedIn, record_id: int) -> KnownPupil:
    return contact_log_views.open_contact_log(signed_in, record_id).known_pupils[0]


def suggested(signed_in: SignedIn, record_id: int) -> list[str]:
    return [each.other_name for each in known(signed_in, record_id).suggestions]


def test_the_second_mention_brings_up_the_first(store: Store, signed_in_as: SignInAs) -> None:
    other_school = open_other_school(store)
    officer = signed_in_as("officer")
    first = log(officer, TODAY - timedelta(days=3), role_in_record="witness")
    second = log(signed_in_as("second_officer"), school=other_school)
    found = known(signed_in_as("officer"), second)
    (earlier,) = found.contacts
    assert (found.name, found.recent, found.perhaps, found.suggestions) == ("Bea Example-Marsh", 2, 0, ())
    assert (earlier.contact_log_id, earlier.reference, earlier.role_in_record) == (
        first,
        "CL-2026-00001",
        "witness",
    )
    assert earlier.subject == "Worry about friends out of school"


def test_three_contacts_in_60_days(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    for before in (61, 60, 20):
        log(officer, TODAY - timedelta(days=before))
    found = known(officer, log(officer))
    assert (found.recent, len(found.contacts)) == (3, 3)


@pytest.mark.parametrize(
    ("given", "family"),
    [("bea", "EXAMPLE-MARSH"), ("Béa", "Example Marsh"), (" Bea ", "Example\u2010Marsh")],
)
def test_spelling_of_the_same_letters_is_one_person(signed_in_as: SignInAs, given: str, family: str) -> None:
    officer = signed_in_as("officer")
    log(officer)
    log(officer, given_name=given, family_name=family)
    assert sql(officer, "SELECT count(*) FROM person") == [(1,)]


def test_twins_and_namesakes_stay_two_people(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    first = log(officer, given_name="Mary Ann")
    twin = log(officer, given_name="Mary Jane")
    namesake = log(officer, given_name="Mary Ann", date_of_birth=date(2011, 5, 2))
    undated = log(officer, given_name="Mary Ann", date_of_birth=None)
    assert sql(officer, "SELECT count(*) FROM person") == [(4,)]
    assert known(officer, first).contacts == ()
    for record_id in (twin, namesake, undated):
        assert "Mary Ann Example-Marsh" in suggested(officer, record_id)


LIKE = {
    "a nickname": {"given_name": "Becky", "known_as": ""},
    "another spelling": {"given_name": "Rebeca"},
    "how it sounds": {"given_name": "Rebecca", "family_name": "Ockafour"},
    "what she is known as": {"given_name": "Marigold", "known_as": "Becca"},
    "the same address": {
        "given_name": "Zoe",
        "family_name": "Example-Finch",
        "date_of_birth": None,
        "address": "12 Example Road, Exampleton",
    },
    "names the wrong way round": {"given_name": "Okafor", "family_name": "Rebecca"},
    "only the family name not known": {"given_name": "Rebecca", "family_name": "not known"},
}


@pytest.mark.parametrize("who", LIKE.values(), ids=LIKE.keys())
def test_whoever_may_be_the_same_is_suggested_with_reasons(
    signed_in_as: SignInAs, who: dict[str, Any]
) -> None:
    officer = signed_in_as("officer")
    home = "12 Example Rd, Exampleton"
    first = log(officer, TODAY - timedelta(days=2), given_name="Rebecca", family_name="Okafor", address=home)
    found = known(officer, log(officer, **{"given_name": "Rebecca", "family_name": "Okafor", **who}))
    (suggestion,) = found.suggestions
    assert (suggestion.other_name, suggestion.other_born) == ("Rebecca Okafor", BORN)
    assert suggestion.reasons
    assert [each.contact_log_id for each in suggestion.contacts] == [first]
    assert (found.recent, found.perhaps) == (1, 1)


def test_somebody_else_altogether_is_not_suggested(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    log(officer, given_name="Tomasz", family_name="Example-Lis", date_of_birth=date(2010, 1, 9))
    assert suggested(officer, log(officer)) == []


def test_a_name_and_birth_that_nobody_knows_suggest_nothing(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    unknown: dict[str, Any] = {"given_name": "not known", "family_name": "not known", "date_of_birth": None}
    log(officer, **unknown)
    assert suggested(officer, log(officer, **unknown)) == []


def two(officer: SignedIn) -> tuple[int, KnownPupil]:
    log(officer, TODAY - timedelta(days=5))
    record_id = log(officer, given_name="Beah", date_of_birth=None)
    return record_id, known(officer, record_id)


def test_confirming_joins_their_records_and_is_logged_as_a_combination(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    record_id, found = two(officer)
    (suggestion,) = found.suggestions
    people.decide(officer, suggestion.person_id, suggestion.other_id, SAME)
    assert trace(officer)[-1] == ("combined", "person", 1, "The same person: 1 and 2")
    assert officer.take_changes()[-1] == "person"
    joined = known(signed_in_as("sergeant"), record_id)
    assert (joined.recent, joined.perhaps, joined.suggestions) == (2, 0, ())


def test_dismissing_is_remembered_for_everybody(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    record_id, found = two(officer)
    (suggestion,) = found.suggestions
    people.decide(officer, suggestion.other_id, suggestion.person_id, DIFFERENT)
    apart = known(signed_in_as("sergeant"), record_id)
    assert (apart.recent, apart.perhaps, apart.suggestions, apart.contacts) == (1, 0, (), ())
    rows = sql(
        officer_again := signed_in_as("officer"), "SELECT first_id, second_id, decision FROM person_match"
    )
    assert rows == [(1, 2, "different")]
    assert suggested(officer_again, 1) == []


def person_of(signed_in: SignedIn, record_id: int) -> int:
    query = "SELECT person_id FROM contact_log_pupil WHERE contact_log_id = :id"
    return int(sql(signed_in, query, id=record_id)[0][0])


def three(officer: SignedIn) -> tuple[list[int], list[int]]:
    records = [log(officer, given_name=given, date_of_birth=None) for given in ("Bea", "Beah", "Beatrice")]
    return records, [person_of(officer, each) for each in records]


def test_confirming_two_pairs_joins_all_three(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    records, (bea, beah, beatrice) = three(officer)
    people.decide(officer, beah, beatrice, SAME)
    people.decide(officer, bea, beah, SAME)
    assert [len(known(officer, each).contacts) for each in records] == [2, 2, 2]
    assert sql(officer, "SELECT DISTINCT cluster_id FROM person") == [(bea,)]


def test_whoever_was_dismissed_does_not_come_back_under_another_spelling(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    records, (bea, beah, beatrice) = three(officer)
    people.decide(officer, beah, beatrice, SAME)
    people.decide(officer, bea, beah, DIFFERENT)
    assert suggested(officer, records[0]) == []
    assert suggested(officer, records[2]) == []


def test_a_confirmation_can_be_taken_back(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    records, (bea, beah, beatrice) = three(officer)
    people.decide(officer, bea, beah, SAME)
    people.decide(officer, beah, beatrice, SAME)
    people.decide(officer, bea, beah, DIFFERENT)
    assert [len(known(officer, each).contacts) for each in records] == [0, 1, 1]
    assert sql(officer, "SELECT id, cluster_id FROM person ORDER BY id") == [
        (bea, None),
        (beah, beah),
        (beatrice, beah),
    ]


@pytest.mark.parametrize("pair", [(1, 1), (1, 77), (77, 1)])
def test_two_people_are_needed(signed_in_as: SignInAs, pair: tuple[int, int]) -> None:
    officer = signed_in_as("officer")
    log(officer)
    with pytest.raises(UserError, match="One of the two is not in the store any more."):
        people.decide(officer, *pair, SAME)


@pytest.mark.parametrize("who", ["spoc", "head_teacher", "administrator"])
def test_neither_school_nor_administrator_matches_people(signed_in_as: SignInAs, who: str) -> None:
    officer = signed_in_as("officer")
    two(officer)
    with pytest.raises(Refused):
        people.decide(signed_in_as(who), 1, 2, SAME)
    assert sql(signed_in_as("officer"), "SELECT count(*) FROM person_match") == [(0,)]


def test_a_corrected_name_is_looked_for_again_and_an_address_is_kept(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    log(officer, given_name="Cai", address="12 Example Road")
    record_id = log(officer)
    values = contact_log_views.open_contact_log(officer, record_id).values
    rows = ({**values["pupils"][0], "given_name": "Cai"},)
    contact_logs.correct(officer, record_id, {**values, "pupils": rows}, reason="Misheard", based_on=1)
    assert known(officer, record_id).recent == 2
    assert sql(officer, "SELECT address FROM person WHERE given_name = 'Cai'") == [("12 Example Road",)]


def test_a_record_without_a_date_in_the_store_is_not_recent(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    first, second = log(officer), log(officer)
    sql(officer, "UPDATE contact_log SET contact_date = NULL WHERE id = :id", id=first)
    assert known(officer, second).recent == 1


def test_a_pupil_without_an_entry_in_the_register_is_left_out(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    record_id = log(officer)
    sql(officer, "UPDATE contact_log_pupil SET person_id = NULL")
    assert contact_log_views.open_contact_log(officer, record_id).known_pupils == ()
