"""Search over every kind of record: found by its words, by whoever may read it, hidden whole if need be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ssp_desktop.database.engine import engine_of
from ssp_desktop.database.migration import run_migrations
from ssp_desktop.errors import Fault
from ssp_desktop.security.permissions import Action
from ssp_desktop.services import countersigning, partnerships, search, storage_assessments, storage_checklists
from ssp_desktop.services.search import Document, Hit
from ssp_desktop.services.searchable import SEARCHABLE, kinds_for
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.services.unit_of_work import Work, run
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import CountersignDecision
from ssp_desktop.vocabulary.storage import AssessmentParty
from tests.features.steps import open_other_school, sign_in_other_spoc, sql, submit, trace
from tests.features.storage_steps import assessment_values, checklist_values
from tests.stores import PASSWORDS, SCHOOL, SignInAs, Store, school_values

ABOUT = "Worry about friends out of school"
POLICE = ("officer", "sergeant")
SCHOOLS_PEOPLE = ("spoc", "head_teacher")
SECRET = Document(
    "storage_checklist",
    77,
    1,
    date(2026, 11, 17),
    reference="AP-2026-00007",
    subject="Arrest of Xanthe",
    police_only=True,
    open_text="At the greenhouse",
    police_text="Warrant Quagga",
)


def put(signed_in: SignedIn, document: Document) -> None:
    """Index a document as a service would."""

    def work(work: Work) -> None:
        search.index(work, document)
        work.audit(AuditEvent.ALTERED, document.noun)

    run(signed_in, Action.STORAGE_WRITE, work)


def hits(signed_in: SignedIn, typed: str, noun: str = "") -> list[Hit]:
    return list(search.find(signed_in, typed, noun=noun))


def test_a_partnership_is_found_by_its_people_and_number(signed_in_as: SignInAs) -> None:
    for who in (*POLICE, *SCHOOLS_PEOPLE):
        signed_in = signed_in_as(who)
        for typed in ("Larkfield", "900001", "whitlock sergeant", "EX1"):
            assert [(each.noun, each.record_id, each.school) for each in hits(signed_in, typed)] == [
                ("partnership", 1, SCHOOL)
            ]


def test_a_partnership_is_found_by_its_new_words(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    values = {**partnerships.open_partnership(officer, 1).values, "school_name": "Quagga Example School"}
    partnerships.save(officer, values, 1)
    found = hits(officer, "quagga")[0]
    assert (found.subject, found.school) == ("Quagga Example School", "Quagga Example School")
    assert hits(officer, "Larkfield") == []


def test_storage_is_found_by_what_was_written_and_leads_to_its_school(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    checklist = storage_checklists.save(officer, 1, checklist_values(R1_evidence="A quagga guards it"))
    own = storage_assessments.save(
        officer, 1, AssessmentParty.SCHOOL, assessment_values(reference="RA-77", assessed_by="Quagga keeper")
    )
    for who in (*POLICE, *SCHOOLS_PEOPLE):
        found = [
            (each.noun, each.record_id, each.partnership_id) for each in hits(signed_in_as(who), "quagga")
        ]
        assert found == [("storage_risk_assessment", own, 1), ("storage_checklist", checklist, 1)]
    hit = hits(signed_in_as("spoc"), "RA-77")[0]
    assert (hit.subject, hit.reference) == ("School's own risk assessment", "RA-77")
    assert hit.happened_on == date(2026, 11, 10)


def test_the_school_never_finds_the_assessment_of_the_police(signed_in_as: SignInAs) -> None:
    storage_assessments.save(
        signed_in_as("officer"), 1, AssessmentParty.POLICE, assessment_values(assessed_by="Quagga keeper")
    )
    for who in POLICE:
        assert [each.subject for each in hits(signed_in_as(who), "quagga")] == ["Police risk assessment"]
    for who in SCHOOLS_PEOPLE:
        assert hits(signed_in_as(who), "quagga") == []
        assert hits(signed_in_as(who), "police risk") == []


@pytest.mark.parametrize("typed", ["AP-2026-00007", "Xanthe", "greenhouse", "quagga", "arrest of"])
def test_what_is_police_only_is_found_by_no_word_of_it(signed_in_as: SignInAs, typed: str) -> None:
    put(signed_in_as("officer"), SECRET)
    for who in POLICE:
        assert [each.record_id for each in hits(signed_in_as(who), typed)] == [77]
    for who in SCHOOLS_PEOPLE:
        signed_in = signed_in_as(who)
        assert hits(signed_in, typed) == []
        assert trace(signed_in)[-1] == ("searched", "search_document", None, "0 shown")


def test_what_is_shared_later_is_found_and_what_is_taken_back_is_not(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    put(officer, SECRET)
    put(officer, replace(SECRET, police_only=False))
    assert [each.reference for each in hits(signed_in_as("spoc"), "greenhouse")] == ["AP-2026-00007"]
    assert hits(signed_in_as("spoc"), "quagga") == []
    put(signed_in_as("officer"), SECRET)
    assert hits(signed_in_as("spoc"), "greenhouse") == []
    assert sql(signed_in_as("officer"), "SELECT open_text FROM search_text ORDER BY rowid DESC LIMIT 1") == [
        ("",)
    ]


def test_a_record_of_no_school_is_for_the_police_alone(signed_in_as: SignInAs) -> None:
    put(signed_in_as("officer"), replace(SECRET, partnership_id=None, police_only=False))
    assert [(each.record_id, each.school) for each in hits(signed_in_as("officer"), "greenhouse")] == [
        (77, "")
    ]
    assert hits(signed_in_as("head_teacher"), "greenhouse") == []


def test_one_kind_alone_is_found(store: Store, signed_in_as: SignInAs) -> None:
    open_other_school(store)
    officer = signed_in_as("officer")
    made = submit(officer, account="Larkfield came up.")
    assert [each.noun for each in hits(officer, "larkfield")] == ["contact_log", "partnership"]
    assert [each.record_id for each in hits(officer, "larkfield", "contact_log")] == [made.id]
    assert [each.noun for each in hits(officer, "larkfield", "partnership")] == ["partnership"]
    assert hits(officer, "larkfield", "no such noun") == []
    assert hits(officer, "larkfield", "contact_log') OR 1 = 1 --") == []
    assert [each.noun for each in hits(sign_in_other_spoc(store), "example")] == ["partnership"]


def test_the_state_of_a_contact_log_stays_the_newest(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    spoc = signed_in_as("spoc")
    assert [each.state for each in hits(spoc, made.reference)] == ["waiting"]
    countersigning.countersign(spoc, PASSWORDS["spoc"], made.id, 1, CountersignDecision.AGREE)
    assert [each.state for each in hits(spoc, made.reference)] == ["agreed"]


def test_kinds_are_offered_to_those_who_may_read_them(signed_in_as: SignInAs) -> None:
    for who in (*POLICE, *SCHOOLS_PEOPLE):
        kinds = kinds_for(signed_in_as(who).actor)
        assert {"contact_log", "partnership"} <= set(kinds) <= set(SEARCHABLE)
    assert kinds_for(signed_in_as("administrator").actor) == {}


def test_a_noun_that_nobody_registered_is_a_mistake_of_ours(signed_in_as: SignInAs) -> None:
    with pytest.raises(Fault, match="quagga is not among the kinds"):
        put(signed_in_as("officer"), replace(SECRET, noun="quagga"))


def test_a_store_from_before_finds_what_it_found_and_more(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, account="Quagga by the gate")
    storage_checklists.save(officer, 1, checklist_values(R1_evidence="A zebra guards it"))
    for party in AssessmentParty:
        storage_assessments.save(officer, 1, party, assessment_values(assessed_by=f"Okapi {party}"))
    key = officer.database_key
    store.sign_out()
    engine = engine_of(store.folder / "records.db", key, mode="rw", restricted=False)
    run_migrations(engine, "0003", down=True)
    run_migrations(engine)
    engine.dispose()
    officer = signed_in_as("officer")
    (hit,) = hits(officer, "quagga")
    line = Hit(0, "contact_log", made.id, 1, SCHOOL, made.reference, date(2026, 11, 17), ABOUT, "waiting")
    assert replace(hit, document_id=0) == line
    assert [each.subject for each in hits(officer, "marsh", "person")] == ["Bea Example-Marsh"]
    assert [each.noun for each in hits(officer, "zebra")] == ["storage_checklist"]
    assert [each.subject for each in hits(officer, "900001")] == [SCHOOL]
    assert len(hits(officer, "okapi")) == 2
    spoc = signed_in_as("spoc")
    assert [each.subject for each in hits(spoc, "okapi")] == ["School's own risk assessment"]
    assert hits(spoc, "police risk") == []
    partnerships.save(officer := signed_in_as("officer"), school_values(school_name="Łąka Example"), 1)
    assert [each.noun for each in hits(officer, "laka")] == ["partnership"]
