"""Printing: what stands on paper, for whom, and the trace it leaves."""

from __future__ import annotations

from datetime import date

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import (
    actions,
    audit_log,
    audit_trail,
    contact_log_views,
    contact_logs,
    countersigning,
    partnerships,
    printing,
    prompts,
)
from ssp_desktop.services.audit_log import AuditFilter, AuditLine
from ssp_desktop.services.print_material import PrintRequest
from ssp_desktop.services.print_requests import ContactLogPrint, PartnershipPrint, RegisterPrint
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.audit import AuditEvent
from ssp_desktop.vocabulary.contact import CountersignDecision
from tests.features.steps import crime
from tests.reports.documents import faults, pages, text
from tests.stores import PASSWORDS, SCHOOL, SignInAs, Store, contact_values, pupil, row, school_values

CANARY = "CANARY-OFFICER-ONLY"
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
ANYTHING = CountersignDecision.DISAGREE


def submit(signed_in: SignedIn, **changes: object) -> int:
    return contact_logs.submit(signed_in, contact_values(**changes), partnership_id=1).id


def read(prepared: printing.Prepared) -> str:
    return text(printing.render(prepared))


def disclosures(sergeant: SignedIn) -> list[AuditLine]:
    return list(audit_log.page(sergeant, AuditFilter(event=AuditEvent.DISCLOSED)))


def test_a_disputed_contact_log_prints_both_accounts_every_revision_and_signature(
    store: Store, signed_in_as: SignInAs
) -> None:
    officer = signed_in_as("officer")
    made = submit(officer, concerns=("weapons",), **crime())
    opened = contact_log_views.open_contact_log(officer, made)
    corrected = {**opened.values, "place": "Library"}
    contact_logs.correct(officer, made, corrected, reason="Wrong room", based_on=1)
    prompt = next(each for each in opened.prompts if each.is_open)
    store.clock.go(hours=2)
    prompts.answer(officer, prompt.id, reference="SAFE-EXAMPLE-7")
    countersigning.countersign(
        signed_in_as("spoc"), PASSWORDS["spoc"], made, 2, ANYTHING, "I was there. She said nothing of it."
    )
    sergeant = signed_in_as("sergeant")
    prepared = printing.disclose(sergeant, ContactLogPrint(made), "Sgt Example-Achebe", "Review", "saved")
    pdf = printing.render(prepared)
    assert faults(pdf) == []
    words = text(pdf)
    for wanted in (
        "Pupil contact log CL-2026-00001",
        "Pupil 1: Bea Example-Marsh",
        "“I just want them to leave me alone.”",
        "The officer’s account: PC 0001 Example-Okafor The school’s own account: Ms Example-Whitlock",
        "We spoke about who she walks home with.",
        "I was there. She said nothing of it.",
        "Ms Example-Whitlock: VALID",
        "Struck out Wellbeing office Now reads Library",
        "Reason Wrong room",
        "SAFE-EXAMPLE-7",
        "Added after submission",
        "OPEN: not answered yet",
        "The SPOC disagrees with the officer's account",
        CANARY,
    ):
        assert wanted in words, wanted
    assert opened.revisions[0].content_hash in words.replace(" ", "")


def test_every_page_carries_marking_copy_recipient_and_the_head_that_vouches_for_the_copy(
    signed_in_as: SignInAs,
) -> None:
    officer = signed_in_as("officer")
    prepared = printing.disclose(officer, ContactLogPrint(submit(officer)), "Ms Example-Lee", "", "printed")
    pdf = printing.render(prepared)
    sergeant = signed_in_as("sergeant")
    line = disclosures(sergeant)[0]
    with sergeant.database.session() as db:
        exported = [link.entry_hash for link in audit_trail.chain_links(db)]
    assert prepared.spec.stamp.audit_count == line.sequence
    assert prepared.spec.stamp.audit_head in exported
    for words in pages(pdf):
        assert words.count("OFFICIAL-SENSITIVE") == 2
        assert "Reference CL-2026-00001 · Copy 1 · For Ms Example-Lee" in words
        assert f"Audit log: {prepared.spec.stamp.audit_head[:16]}" in words
        assert "PREVIEW" not in words


def test_the_school_copy_never_holds_what_only_the_police_may_see(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"), checks_made=CANARY, intelligence_reference=CANARY)
    for who in ("spoc", "head_teacher"):
        reader = signed_in_as(who)
        for prepared in (
            printing.preview(reader, ContactLogPrint(made)),
            printing.disclose(reader, ContactLogPrint(made), "School file", "", "saved"),
        ):
            pdf = printing.render(prepared)
            assert CANARY not in text(pdf)
            assert CANARY.encode() not in pdf
            assert CANARY not in repr(prepared.spec)
            assert "Officer-only" not in text(pdf)
            assert "The school’s copy." in text(pdf)


def test_a_preview_is_marked_as_such_and_noted(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    prepared = printing.preview(officer, ContactLogPrint(made))
    assert (prepared.copy_number, prepared.suggested_file_name) == (0, "CL-2026-00001 preview.pdf")
    for words in pages(printing.render(prepared)):
        assert words.count("PREVIEW, NOT FOR USE") == 2
    sergeant = signed_in_as("sergeant")
    consulted = audit_log.page(sergeant, AuditFilter(event=AuditEvent.CONSULTED))[0]
    assert (consulted.record, consulted.detail) == ("Contact log CL-2026-00001", "print preview")
    assert disclosures(sergeant) == []


def test_copies_are_numbered_and_the_file_name_names_nobody(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    names = [
        printing.disclose(officer, ContactLogPrint(made), "Ms Example-Lee", "Court", way).suggested_file_name
        for way in ("printed", "saved")
    ]
    assert names == ["CL-2026-00001 copy 1.pdf", "CL-2026-00001 copy 2.pdf"]
    noted = [each.detail for each in disclosures(signed_in_as("sergeant"))]
    assert noted == [
        "copy 2 saved for Ms Example-Lee; purpose: Court",
        "copy 1 printed for Ms Example-Lee; purpose: Court",
    ]


@pytest.mark.parametrize(
    ("recipient", "purpose", "message"),
    [
        ("  ", "", "The recipient is missing"),
        ("x" * 121, "", "The recipient is longer than 120 characters"),
        ("Ms Example-Lee", "y" * 201, "The purpose is longer than 200 characters"),
        ("\ud800", "", "The recipient holds a damaged character"),
    ],
)
def test_a_copy_without_a_proper_recipient_is_not_made(
    signed_in_as: SignInAs, recipient: str, purpose: str, message: str
) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    with pytest.raises(UserError, match=message):
        printing.disclose(officer, ContactLogPrint(made), recipient, purpose, "printed")
    assert disclosures(signed_in_as("sergeant")) == []


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("administrator", ContactLogPrint(1)),
        ("administrator", PartnershipPrint(1)),
        ("spoc", RegisterPrint(*NOVEMBER)),
        ("head_teacher", RegisterPrint(*NOVEMBER)),
        ("spoc", PartnershipPrint(2)),
        ("spoc", ContactLogPrint(2)),
    ],
)
def test_who_may_not_print_is_refused_and_the_refusal_is_noted(
    signed_in_as: SignInAs, who: str, what: PrintRequest
) -> None:
    sergeant = signed_in_as("sergeant")
    partnerships.save(sergeant, school_values(school_name="Ashdown Example School", urn="900002"))
    officer = signed_in_as("officer")
    submit(officer)
    contact_logs.submit(officer, contact_values(), partnership_id=2)
    reader = signed_in_as(who)
    with pytest.raises(UserError, match="You may not do this"):
        printing.preview(reader, what)
    with pytest.raises(UserError, match="You may not do this"):
        printing.disclose(reader, what, "Me", "", "saved")
    refused = audit_log.page(signed_in_as("sergeant"), AuditFilter(event=AuditEvent.REFUSED))
    assert len(refused) == 2
    assert disclosures(signed_in_as("sergeant")) == []


def test_the_register_lists_the_period_and_notes_how_many_pupils_records_it_shows(
    signed_in_as: SignInAs,
) -> None:
    sergeant = signed_in_as("sergeant")
    other = partnerships.save(sergeant, school_values(school_name="Ashdown Example School", urn="900002"))
    officer = signed_in_as("officer")
    submit(officer, pupils=(pupil(), pupil(given_name="Cy", family_name="Example-Ng")))
    submit(officer, contact_date=date(2026, 10, 31))
    contact_logs.submit(officer, contact_values(), partnership_id=other)
    prepared = printing.disclose(officer, RegisterPrint(*NOVEMBER), "Sgt Example-Achebe", "", "printed")
    pdf = printing.render(prepared)
    assert faults(pdf) == []
    words = text(pdf)
    assert prepared.suggested_file_name == "Register 2026-11-01 to 2026-11-30 copy 1.pdf"
    assert "All schools, 1 November 2026 to 30 November 2026" in words
    assert "Contact logs 2 contact logs Pupils named 3 entries Waiting for the SPOC 2" in words
    assert "CL-2026-00002" not in words
    assert "Cy Example-Ng" in words
    one_school = read(printing.preview(officer, RegisterPrint(*NOVEMBER, partnership_id=1)))
    assert "CL-2026-00003" not in one_school
    assert disclosures(signed_in_as("sergeant"))[0].detail == (
        "copy 1 printed for Sgt Example-Achebe; 2 contact logs, "
        "1 November 2026 to 30 November 2026, all schools"
    )


def test_a_school_that_is_not_there_is_told(signed_in_as: SignInAs) -> None:
    with pytest.raises(UserError, match="This school is not in the store"):
        printing.preview(signed_in_as("officer"), PartnershipPrint(99))


def test_a_review_that_is_overdue_is_printed_as_such(store: Store, signed_in_as: SignInAs) -> None:
    store.clock.go(days=400)
    words = read(printing.preview(signed_in_as("officer"), PartnershipPrint(1)))
    assert "1 September 2027 Review overdue" in words


def test_an_empty_register_says_so(signed_in_as: SignInAs) -> None:
    prepared = printing.preview(signed_in_as("officer"), RegisterPrint(*NOVEMBER))
    assert "There is no contact log in this period." in read(prepared)


def test_a_period_that_ends_before_it_starts_is_refused(signed_in_as: SignInAs) -> None:
    with pytest.raises(UserError, match="The period ends before it starts"):
        printing.preview(signed_in_as("officer"), RegisterPrint(NOVEMBER[1], NOVEMBER[0]))


def test_a_register_that_is_too_long_is_refused_in_words(
    signed_in_as: SignInAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssp_desktop.services.print_content.LONGEST_REGISTER", 1)
    officer = signed_in_as("officer")
    submit(officer)
    submit(officer)
    with pytest.raises(UserError, match="There are 2 contact logs in this period; 1 can be printed at once"):
        printing.preview(officer, RegisterPrint(*NOVEMBER))


def test_the_partnership_profile_prints_tier_documents_people_and_terms(signed_in_as: SignInAs) -> None:
    spoc = signed_in_as("spoc")
    pdf = printing.render(printing.disclose(spoc, PartnershipPrint(1), "Ms Example-Lee", "", "printed"))
    assert faults(pdf) == []
    words = text(pdf)
    for wanted in (
        SCHOOL,
        "Tier Safer School Partnership",
        "Protocol 2 September 2026 – 1 September 2027 In force",
        "Data protection impact assessment – – – Not signed",
        "On the leadership team",
        "Autumn, second half",
    ):
        assert wanted in words, wanted


def test_a_declined_school_shows_that_it_must_be_escalated(signed_in_as: SignInAs) -> None:
    sergeant = signed_in_as("sergeant")
    declined = {
        "school_name": "Ashdown Example School",
        "urn": "900002",
        "declined_on": date(2026, 11, 2),
        "declined_by": "Head teacher",
        "declined_reason": "No room.",
    }
    made = partnerships.save(sergeant, school_values(**declined))
    words = read(printing.preview(sergeant, PartnershipPrint(made)))
    assert "To be escalated The school declined the partnership." in words
    assert "Tier Declined: must be escalated" in words


def test_an_action_prints_when_and_how_the_school_was_told(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    made = submit(officer)
    action = contact_log_views.open_contact_log(officer, made).actions[0]
    told = {
        "outcome": "The company will send a second bus.",
        "done_on": date(2026, 11, 17),
        "told_on": date(2026, 11, 17),
        "told_person": "Ms Example-Whitlock",
        "told_how": "in_person",
    }
    actions.update(officer, action.id, told)
    words = read(printing.preview(officer, ContactLogPrint(made)))
    assert "Outcome The company will send a second bus. Done on 17 November 2026" in words
    assert "School told 17 November 2026, Ms Example-Whitlock, In person" in words


def test_a_record_changed_outside_the_program_is_printed_as_invalid(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    countersigning.countersign(signed_in_as("spoc"), PASSWORDS["spoc"], made, 1, CountersignDecision.AGREE)
    sergeant = signed_in_as("sergeant")
    with sergeant.database.session() as db:
        connection = db.connection()
        connection.exec_driver_sql("DROP TRIGGER revision_no_update")
        connection.exec_driver_sql("UPDATE revision SET content = replace(content, 'walks', 'runs')")
        db.commit()
    words = read(printing.preview(sergeant, ContactLogPrint(made)))
    assert "INVALID RECORD" in words
    assert "INVALID COUNTERSIGNATURE" in words
    assert "INVALID REVISION" in words
    assert "Ms Example-Whitlock: INVALID" in words


def test_the_marking_of_the_policy_is_printed(
    signed_in_as: SignInAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ssp_desktop.paths import data_folder

    data_folder().mkdir(parents=True)
    (data_folder() / "policy.ini").write_text("[policy]\nmarking = OFFICIAL\n", encoding="utf-8")
    officer = signed_in_as("officer")
    words = read(printing.disclose(officer, ContactLogPrint(submit(officer)), "Me", "", "saved"))
    assert "OFFICIAL-SENSITIVE" not in words
    assert words.startswith("OFFICIAL ")


def test_rows_without_answers_are_printed_too(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    share = row_of_shares()
    words = read(
        printing.preview(
            officer,
            ContactLogPrint(submit(officer, shares=(share,), actions=(), no_action_reason="Nothing agreed")),
        )
    )
    assert "Which way Category What was shared With whom How" in words
    assert "Why no action is needed Nothing agreed" in words


def row_of_shares() -> dict[str, object]:
    from ssp_desktop.forms.contact_log import CONTACT_LOG

    return row(
        CONTACT_LOG,
        "shares",
        direction="to_school",
        category="5",
        what="That a second bus will come",
        with_whom="Ms Example-Whitlock",
        how="in_person",
    )
