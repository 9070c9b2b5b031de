"""The partnership with a school: what cannot be true, and what follows from what."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.forms.spec import empty_values
from ssp_desktop.forms.validation import tidy
from tests.forms.answers import told


def said(**answers: Any) -> dict[str, str]:
    school = {**empty_values(PARTNERSHIP), "school_name": "Larkfield Example Academy", **answers}
    return told(PARTNERSHIP, school)


def test_a_name_is_all_that_a_partnership_needs_to_begin() -> None:
    assert said() == {}
    assert list(said(school_name=" ")) == ["school_name"]


@pytest.mark.parametrize("urn", ["12345", "12345a", "１２３４５６", "-12345"])
def test_a_urn_is_six_digits(urn: str) -> None:
    assert "six digits" in said(urn=urn)["urn"]
    assert said(urn="900001") == {}


def test_the_youngest_age_is_not_above_the_oldest() -> None:
    assert "below the youngest" in said(lowest_age=16, highest_age=11)["highest_age"]
    assert said(lowest_age=11, highest_age=11) == {}
    assert said(lowest_age=11) == {}
    assert said(highest_age=100) == {"highest_age": "Enter 99 or less for “Oldest age taught”."}


@pytest.mark.parametrize("document", ["protocol", "dsa", "dpia"])
def test_a_document_is_signed_in_the_past_and_reviewed_after_that(document: str) -> None:
    signed, review = f"{document}_signed_on", f"{document}_review_on"
    known = {"protocol_signers": "The head and the sergeant"}
    assert "in the future" in said(**known, **{signed: date(2026, 11, 21), review: date(2027, 1, 1)})[signed]
    day = date(2026, 11, 20)
    assert "after the signature" in said(**known, **{signed: day, review: day})[review]
    assert said(**known, **{signed: day, review: date(2027, 11, 20)}) == {}


def test_a_signed_document_needs_its_signers_and_its_review() -> None:
    assert set(said(protocol_signed_on=date(2026, 1, 1), dsa_signed_on=date(2026, 1, 1))) == {
        "protocol_signers",
        "protocol_review_on",
        "dsa_review_on",
    }


def test_a_school_that_declined_says_who_and_why_and_to_whom_it_was_escalated() -> None:
    declined = date(2026, 11, 1)
    assert set(said(declined_on=declined)) == {"declined_by", "declined_reason"}
    assert set(
        said(declined_on=declined, declined_by="The head", declined_reason="No room", escalated_on=declined)
    ) == {"escalated_to"}
    assert said(escalated_on=declined) == {}, "not escalated unless declined"


def test_bell_times_and_terms_end_after_they_start() -> None:
    bell = {"kind": "lesson", "name": "Lesson 1", "starts_at": time(9), "ends_at": time(9)}
    term = {"kind": "half_term", "name": "Autumn", "starts_on": date(2026, 9, 2), "ends_on": date(2026, 9, 1)}
    assert "Check both times" in said(periods=(bell,))["periods.0.ends_at"]
    assert said(periods=({**bell, "ends_at": time(10)},)) == {}
    assert list(said(periods=({**bell, "ends_at": "noon"},))) == ["periods.0.ends_at"]
    assert "Check both dates" in said(terms=(term,))["terms.0.ends_on"]
    assert said(terms=({**term, "kind": "inset", "ends_on": date(2026, 9, 2)},)) == {}


def test_members_leave_after_they_came_and_only_a_spoc_is_asked_about_leadership() -> None:
    member = {"role": "spoc", "name": "Sam Example", "leadership": "yes", "from_date": date(2026, 9, 1)}
    left = {**member, "until_date": date(2026, 8, 1)}
    assert "Check both dates" in said(members=(left,))["members.0.until_date"]
    stored = tidy(PARTNERSHIP, {"members": (member, {**member, "role": "sso"})})["members"]
    assert [row["leadership"] for row in stored] == ["yes", ""]
