"""The printed partnership profile: tier with its reason, people, documents, bell times, terms, rooms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from ssp_desktop.forms.display import shown_sections
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.spec import empty_row, empty_values
from ssp_desktop.reports.document import render
from ssp_desktop.reports.partnership_report import (
    PartnershipDocument,
    PartnershipReport,
    partnership_report,
)
from tests.reports.documents import STAMP, bookmarks, faults, text


def rows(key: str, *answers: dict[str, object]) -> tuple[dict[str, object], ...]:
    return tuple({**empty_row(PARTNERSHIP.field(key)), **each} for each in answers)


VALUES = {
    **empty_values(PARTNERSHIP),
    "school_name": "Larkfield Example Academy",
    "urn": "900001",
    "address": "1 Example Lane, Exampleton",
    "protocol_signed_on": date(2026, 9, 2),
    "policies_seen": "Behaviour, 1 September 2026.\nSafeguarding, 2 September 2026.",
    "members": rows(
        "members",
        {
            "role": "spoc",
            "name": "Ms Example-Whitlock",
            "leadership": "yes",
            "telephone": "01632 960001",
            "email": "whitlock@example.invalid",
            "from_date": date(2026, 9, 1),
        },
        {"role": "sso", "name": "PC 0001 Example-Okafor", "until_date": date(2027, 7, 31)},
    ),
    "periods": rows(
        "periods", {"kind": "lesson", "name": "Lesson 1", "starts_at": time(9, 0), "ends_at": time(10, 0)}
    ),
    "terms": rows(
        "terms",
        {
            "kind": "half_term",
            "name": "Autumn, second half",
            "starts_on": date(2026, 11, 2),
            "ends_on": date(2026, 12, 18),
        },
    ),
    "rooms": rows("rooms", {"name": "Room 12", "use": "shared"}, {"name": "Room 3", "use": "secure"}),
}
KEYS = frozenset({"protocol_signed_on", "protocol_review_on", "dsa_signed_on", "dsa_review_on"})
REPORT = PartnershipReport(
    school="Larkfield Example Academy",
    tier="Named officer",
    tier_reason="There is a named contact. Not signed yet: the data sharing agreement.",
    must_escalate=False,
    revision=3,
    updated_at=datetime(2026, 11, 17, 10, 5, tzinfo=UTC),
    documents=(
        PartnershipDocument("Protocol", date(2026, 9, 2), "", date(2026, 11, 1), "Review overdue"),
        PartnershipDocument("Data sharing agreement", None, "", None, "Not signed"),
    ),
    sections=shown_sections(PARTNERSHIP, VALUES, {}),
    printed_elsewhere=KEYS,
)


def make(report: PartnershipReport = REPORT) -> bytes:
    return render(partnership_report(report, STAMP))


def test_the_profile_breaks_no_rule_and_is_read_back() -> None:
    made = make()
    assert faults(made) == []
    words = text(made)
    for wanted in (
        "Tier Named officer Why There is a named contact.",
        "Revision 3, 17 November 2026, 10:05",
        "Ms Example-Whitlock SPOC (single point of contact) On the leadership team 01632 960001",
        "Until 31 July 2027",
        "Protocol 2 September 2026 – 1 November 2026 Review overdue",
        "Data sharing agreement – – – Not signed",
        "Lesson Lesson 1 09:00 10:00",
        "Half-term of teaching Autumn, second half 2 November 2026 18 December 2026",
        "Room 12 Shared room for the officer",
        "Room 3 Secure place for an arrest",
    ):
        assert wanted in words, wanted
    assert "To be escalated" not in words


def test_each_part_has_one_bookmark() -> None:
    titles = [title for level, title, _page in bookmarks(make()) if level == 1]
    assert titles == [
        "Partnership profile",
        "School",
        "People",
        "Protocol and agreements",
        "Arrangements",
        "Bell times, terms and rooms",
    ]


def test_a_declined_school_is_to_be_escalated_in_words() -> None:
    words = text(make(replace(REPORT, must_escalate=True, tier="Declined: must be escalated")))
    assert "To be escalated The school declined the partnership." in words


def test_nobody_named_yet_is_said() -> None:
    bare = shown_sections(PARTNERSHIP, {**VALUES, "members": ()}, {})
    made = make(replace(REPORT, sections=bare))
    assert faults(made) == []
    assert "Nobody is named yet." in text(made)
