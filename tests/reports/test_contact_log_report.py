"""The printed contact log from plain values: what is said, what is left out, what a reader hears."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.display import Difference, ShownSection, shown_sections
from ssp_desktop.forms.spec import Audience, empty_row, empty_values
from ssp_desktop.reports.contact_log_content import (
    ContactLogReport,
    PrintedAction,
    PrintedPrompt,
    PrintedReview,
    PrintedRevision,
    PrintedSignature,
)
from ssp_desktop.reports.contact_log_report import contact_log_report
from ssp_desktop.reports.document import Heading, KeyValues, render
from ssp_desktop.reports.parts import section_blocks
from tests.reports.documents import STAMP, bookmarks, elements, faults, text

AT = datetime(2026, 11, 17, 10, 5, tzinfo=UTC)
CANARY = "CANARY-OFFICER-ONLY"
LONG = "She said that she had walked home with two older pupils on most days since half-term. " * 6


def pupil(given: str, family: str) -> dict[str, object]:
    return {
        **empty_row(CONTACT_LOG.field("pupils")),
        "given_name": given,
        "family_name": family,
        "role_in_record": "subject_of_concern",
        "date_of_birth": date(2012, 3, 14),
        "year_group": "10",
        "sex": "female",
        "ethnicity": "W9",
        "ethnicity_source": "self_defined",
        "needs": ("eal", "trauma"),
        "care_status": "early_help",
    }


def staff(name: str) -> dict[str, object]:
    row = empty_row(CONTACT_LOG.field("staff"))
    return {**row, "name": name, "role": "Deputy head", "time_present": "throughout", "confirmed": True}


VALUES: dict[str, object] = {
    **empty_values(CONTACT_LOG),
    "contact_date": date(2026, 11, 17),
    "start_time": time(9, 5),
    "end_time": time(9, 40),
    "place": "Wellbeing office",
    "kind": "conversation",
    "arising": "school_asked",
    "asked_by": "Ms Example-Whitlock, deputy head",
    "subject": "Worry about friends out of school",
    "pupils": (pupil("Łucja", "Example-Żółkiewska"), pupil("نور", "Example-Haddad")),
    "staff_presence": "throughout",
    "staff": (staff("Ms Example-Whitlock"), staff("Mr Example-Nowak")),
    "appropriate_adult": "not_needed",
    "childs_words": "I just want them\nto leave me alone.",
    "account": LONG,
    "assessment": "Worried, and relieved to be asked.",
    "vulnerability": ("age", "isolation"),
    "concerns": ("weapons",),
    "crime_decision": "pending",
    "officer_notes": CANARY,
    "checks_made": CANARY,
    "intelligence_reference": CANARY,
}


def sections(audience: Audience = Audience.POLICE) -> tuple[ShownSection, ...]:
    return shown_sections(CONTACT_LOG, VALUES, {1: "PC 0001 Example-Okafor"}, audience=audience)


DISPUTED = PrintedSignature(
    revision=1,
    signer="Ms Example-Whitlock",
    decision="I disagree: my own account follows",
    disagrees=True,
    comment="I was in the room throughout. " * 20,
    officer_account=LONG,
    signed_at=AT,
    fingerprint="0123456789abcdef",
    audit_head="ab" * 32,
    audit_count=1412,
    fault="",
)
REPORT = ContactLogReport(
    reference="CL-2026-00042",
    school="Larkfield Example Academy",
    author="PC 0001 Example-Okafor",
    state="The SPOC disagreed",
    revision=2,
    submitted_at=AT,
    school_copy=False,
    intact=True,
    sections=sections(),
    revisions=(
        PrintedRevision(1, "PC 0001 Example-Okafor", AT, "", "12" * 32, True, ()),
        PrintedRevision(
            2,
            "PC 0001 Example-Okafor",
            AT,
            "The room was wrong",
            "34" * 32,
            True,
            (Difference("When, where and why", "Where it took place", "Library", "Wellbeing office"),),
        ),
    ),
    signatures=(DISPUTED,),
    prompts=(
        PrintedPrompt("Crime decision", True, "", "", None, False),
        PrintedPrompt("Safeguarding reference", True, "SAFE-7", "PC 0001 Example-Okafor", AT, True),
        PrintedPrompt("Supervisor told", True, "Sgt Example", "PC 0001 Example-Okafor", AT, False),
    ),
    actions=(
        PrintedAction(
            "Ask the bus company", "Ms Example", date(2026, 11, 24), "Open", True, "", None, None, "", ""
        ),
        PrintedAction(
            "Speak to the parents",
            "PC 0001 Example-Okafor",
            date(2026, 11, 20),
            "Closed",
            False,
            "Spoken to",
            date(2026, 11, 18),
            date(2026, 11, 19),
            "Ms Example-Whitlock",
            "By telephone",
        ),
    ),
    reviews=(PrintedReview("The SPOC disagrees with the officer's account", AT, "", None, ""),),
)


def make(report: ContactLogReport = REPORT) -> bytes:
    return render(contact_log_report(report, STAMP))


def test_the_whole_record_breaks_no_rule_and_is_read_back() -> None:
    made = make()
    assert faults(made) == []
    words = text(made)
    for wanted in (
        "Pupil contact log CL-2026-00042",
        "Łucja Example-Żółkiewska",
        "“I just want them to leave me alone.”",
        "Revision 2 of 2",
        "Content hash (SHA-256) 34343434 34343434",
        "Fingerprint of the key 0123 4567 89ab cdef",
        "entry 1,412",
        "State Open (overdue)",
        "School told 19 November 2026, Ms Example-Whitlock, By telephone",
        "School told Not yet",
        "OPEN: not answered yet",
        "Urgent It names a child under 13",
        "When, where and why: Where it took place Struck out Library Now reads Wellbeing office",
        "Reviewed Not yet",
        CANARY,
    ):
        assert wanted in words, wanted


def test_bookmarks_lead_to_every_part() -> None:
    titles = [title for level, title, _page in bookmarks(make()) if level == 1]
    for wanted in (
        "Pupils",
        "Staff present",
        "Actions and what came of them",
        "Both accounts of this contact (revision 1)",
        "Prompts and answers",
        "Countersignatures",
        "Revisions",
        "Sergeant’s reviews",
    ):
        assert wanted in titles
    assert len(titles) == len(set(titles))


def test_the_two_accounts_stand_side_by_side_in_order() -> None:
    words = text(make())
    heads = words.index(
        "The officer’s account: PC 0001 Example-Okafor The school’s own account: Ms Example-Whitlock"
    )
    officer = words.index("She said that she had walked home", heads)
    assert heads < officer < words.index("I was in the room throughout.", officer)


def test_an_agreement_prints_its_comment_and_no_second_account() -> None:
    agreed = replace(DISPUTED, disagrees=False, decision="I agree, with a comment", comment="Quite so.")
    words = text(make(replace(REPORT, signatures=(agreed,))))
    assert "Both accounts" not in words
    assert "Comment “Quite so.”" in words


def test_a_signature_that_does_not_fit_is_invalid_in_words_at_the_top_and_in_its_place() -> None:
    broken = replace(DISPUTED, fault="The signature does not fit the words, the person or the time.")
    words = text(make(replace(REPORT, signatures=(broken,))))
    assert "INVALID COUNTERSIGNATURE The signature does not fit" in words
    assert "Ms Example-Whitlock: INVALID" in words
    assert "Ms Example-Whitlock: VALID" not in words


def test_a_record_that_was_tampered_with_says_so_first() -> None:
    first = replace(REPORT.revisions[0], intact=False)
    words = text(make(replace(REPORT, intact=False, revisions=(first, REPORT.revisions[1]))))
    assert words.index("INVALID RECORD") < words.index("Reference CL-2026-00042 School")
    assert "Revision 1 INVALID REVISION" in words


def test_the_school_view_has_no_trace_of_what_only_the_police_may_see() -> None:
    report = replace(REPORT, sections=sections(Audience.EVERYONE), school_copy=True, reviews=())
    made = make(report)
    words = text(made)
    assert faults(made) == []
    assert "Copy for The school" in words
    for hidden in (CANARY, "Officer-only notes", "Checks of police systems", "Intelligence reference"):
        assert hidden not in words
        assert hidden.encode() not in made


def test_rows_of_many_columns_become_a_table_each() -> None:
    section = next(each for each in sections() if each.title == "Pupils")
    blocks = list(section_blocks(section))
    assert [type(each) for each in blocks] == [Heading, Heading, KeyValues, KeyValues]


def test_nobody_signed_yet_is_said() -> None:
    words = text(make(replace(REPORT, signatures=(), prompts=(), actions=(), reviews=())))
    assert "Nobody has countersigned this record yet." in words
    for missing in ("Prompts and answers", "Actions and what came of them", "Sergeant’s reviews"):
        assert missing not in words


def test_struck_words_are_marked_for_readers() -> None:
    marked = [str(span.A.TextDecorationType) for span in elements(make(), "Span")]
    assert marked == ["/LineThrough"]


def test_accounts_of_many_pages_are_printed_to_their_last_word() -> None:
    long = replace(DISPUTED, officer_account=LONG * 60 + "OFFICER-END", comment=LONG * 40 + "SCHOOL-END")
    made = make(replace(REPORT, signatures=(long,)))
    assert faults(made) == []
    assert "OFFICER-END" in text(made)
    assert "SCHOOL-END" in text(made)


@pytest.mark.parametrize("hostile", ["<b>bold</b>", '<img src="secret.png">', "a & b &amp; c", "=1+1"])
def test_typed_text_is_never_interpreted(hostile: str) -> None:
    revision = replace(REPORT.revisions[0], reason=hostile)
    made = make(replace(REPORT, school=hostile, author=hostile, revisions=(revision,), revision=1))
    assert text(made).count(hostile) >= 3


@settings(max_examples=15)
@given(st.text(max_size=200), st.text(max_size=80))
def test_any_text_can_be_printed(words: str, name: str) -> None:
    signature = replace(DISPUTED, comment=words, signer=name, officer_account=words)
    report = replace(REPORT, sections=(), signatures=(signature,), author=name, school=words)
    assert make(report).startswith(b"%PDF-1.7")
