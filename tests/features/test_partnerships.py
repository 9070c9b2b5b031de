"""Partnerships: one per school, a tier that follows from the record, and what must be done about it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.forms.partnership import PARTNERSHIP
from ssp_desktop.services import boards, partnerships
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.unit_of_work import Refused
from ssp_desktop.vocabulary.partnership import Tier
from tests.features.steps import OTHER_SCHOOL, open_other_school, sign_in_other_spoc, sql, stored, trace
from tests.stores import SCHOOL, SignInAs, Store, row, school_values

TODAY = date(2026, 11, 17)
UNSIGNED: dict[str, Any] = {
    "protocol_signed_on": None,
    "protocol_signers": "",
    "protocol_review_on": None,
    "dsa_signed_on": None,
    "dsa_review_on": None,
}
DECLINED: dict[str, Any] = {
    "declined_on": date(2026, 10, 1),
    "declined_by": "Mr Example-Prosser, head teacher",
    "declined_reason": "No room.",
}


def member(role: str = "sso", **changes: Any) -> tuple[dict[str, Any], ...]:
    return (row(PARTNERSHIP, "members", role=role, name="PC 0001 Example-Okafor", **changes),)


TIERS: dict[str, tuple[dict[str, Any], Tier, str]] = {
    "everything signed": (
        {},
        Tier.SSP,
        "There is a named contact, and the protocol and the data sharing agreement are signed.",
    ),
    "a named contact will do": ({"members": member("named_contact")}, Tier.SSP, "There is a named contact"),
    "willing, nothing signed": (
        {**UNSIGNED, "willing": "yes"},
        Tier.NAMED_OFFICER,
        "There is a named contact and the school is willing. "
        "Not signed yet: the protocol and the data sharing agreement.",
    ),
    "willing, one signed": (
        {"dsa_signed_on": None, "dsa_review_on": None, "willing": "yes"},
        Tier.NAMED_OFFICER,
        "Not signed yet: the data sharing agreement.",
    ),
    "not willing": (
        {**UNSIGNED, "willing": "no"},
        Tier.NOT_SET_UP,
        "Still missing: the protocol, the data sharing agreement.",
    ),
    "nobody named": ({"members": ()}, Tier.NOT_SET_UP, "Still missing: a named police contact."),
    "only the school's own people": (
        {"members": member("spoc")},
        Tier.NOT_SET_UP,
        "Still missing: a named police contact.",
    ),
    "the officer has left": (
        {"members": member(until_date=date(2026, 11, 16))},
        Tier.NOT_SET_UP,
        "Still missing: a named police contact.",
    ),
    "the officer's last day": ({"members": member(until_date=TODAY)}, Tier.SSP, "There is a named contact"),
    "the officer has not come yet": (
        {"members": member(from_date=date(2026, 11, 18))},
        Tier.NOT_SET_UP,
        "Still missing: a named police contact.",
    ),
    "the officer's first day": ({"members": member(from_date=TODAY)}, Tier.SSP, "There is a named contact"),
    "declined": (DECLINED, Tier.DECLINED, "The school was offered a partnership and declined."),
}


@pytest.mark.parametrize(("changes", "tier", "reason"), TIERS.values(), ids=TIERS.keys())
def test_the_tier_follows_from_the_record(
    signed_in_as: SignInAs, changes: dict[str, Any], tier: Tier, reason: str
) -> None:
    officer = signed_in_as("officer")
    partnerships.save(officer, school_values(**changes), 1)
    opened = partnerships.open_partnership(officer, 1)
    assert opened.tier is tier
    assert reason in opened.tier_reason
    assert [(each.id, each.name, each.tier) for each in partnerships.schools(officer)] == [(1, SCHOOL, tier)]


def test_a_declined_school_must_be_escalated_until_it_was(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    partnerships.save(officer, school_values(**DECLINED), 1)
    assert partnerships.open_partnership(officer, 1).must_escalate
    board = {each.key: each for each in boards.home(officer)}["schools"]
    assert [(each.text, each.detail, each.tag) for each in board.lines] == [
        (SCHOOL, "Declined: must be escalated", "Overdue")
    ]
    done = {"escalated_on": date(2026, 11, 2), "escalated_to": "Supt Example-Vale and the central team"}
    partnerships.save(officer, school_values(**DECLINED, **done), 1)
    assert not partnerships.open_partnership(officer, 1).must_escalate
    assert {each.key: each for each in boards.home(officer)}["schools"].count == 0


def test_a_school_that_is_not_set_up_stands_on_the_board(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    partnerships.save(officer, school_values(members=()), 1)
    board = {each.key: each for each in boards.home(officer)}["schools"]
    assert [(each.detail, each.tag) for each in board.lines] == [
        ("Still missing: a named police contact.", "Not set up")
    ]


def test_each_save_is_a_revision_with_its_trace(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    assert partnerships.save(officer, school_values(postcode="EX1 2EX"), 1) == 1
    assert trace(officer)[-1][:3] == ("altered", "partnership", 1)
    opened = partnerships.open_partnership(officer, 1)
    assert (opened.revision, opened.values["postcode"]) == (2, "EX1 2EX")
    assert trace(officer)[-1] == ("consulted", "partnership", 1, "")
    query = "SELECT number, author_id FROM revision WHERE noun = 'partnership' ORDER BY number"
    assert sql(officer, query) == [(1, 1), (2, 2)]
    assert "partnership" in officer.take_changes()


def test_a_change_over_somebody_elses_is_stopped(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    seen = partnerships.open_partnership(officer, 1).revision
    partnerships.save(signed_in_as("sergeant"), school_values(postcode="EX1 2EX"), 1, based_on=seen)
    officer = signed_in_as("officer")
    with pytest.raises(UserError, match="Somebody changed this partnership while you were writing."):
        partnerships.save(officer, school_values(postcode="EX1 3EX"), 1, based_on=seen)
    assert partnerships.open_partnership(officer, 1).values["postcode"] == "EX1 2EX"


def test_a_school_has_one_partnership(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    before = stored(officer)
    with pytest.raises(ProblemsFound) as refused:
        partnerships.save(officer, school_values(school_name="Larkfield Academy again"))
    (problem,) = refused.value.problems
    assert (problem.path, problem.message) == (
        "urn",
        f"{SCHOOL} has this number and is in the store already. Open that partnership instead.",
    )
    assert stored(officer) == before
    first = partnerships.save(officer, school_values(school_name="Example Independent", urn=""))
    second = partnerships.save(officer, school_values(school_name="Example Free School", urn=""))
    assert (first, second) == (2, 3)


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"school_name": " "}, "school_name", "Enter an answer for “Name of the school”."),
        (
            {"urn": "12AB"},
            "urn",
            "A URN is six digits, such as 100001. Check the number, or leave it empty.",
        ),
        (
            {"protocol_signed_on": "31/02/2026"},
            "protocol_signed_on",
            '"31/02/2026" is not a real date. Enter day, month and four-digit year, such as 21/11/2026.',
        ),
    ],
)
def test_what_cannot_be_true_is_refused(
    signed_in_as: SignInAs, changes: dict[str, Any], path: str, words: str
) -> None:
    officer = signed_in_as("officer")
    before = stored(officer)
    with pytest.raises(ProblemsFound) as refused:
        partnerships.save(officer, school_values(**changes), 1)
    assert (path, words) in [(each.path, each.message) for each in refused.value.problems]
    assert stored(officer) == before


def test_a_partnership_that_is_not_there(signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    for attempt in (
        lambda: partnerships.open_partnership(officer, 77),
        lambda: partnerships.save(officer, school_values(urn=""), 77),
    ):
        with pytest.raises(UserError, match="This school is not in the store."):
            attempt()


def test_a_school_opens_and_lists_its_own_partnership_only(store: Store, signed_in_as: SignInAs) -> None:
    other_school = open_other_school(store)
    for who in ("spoc", "head_teacher"):
        reader = signed_in_as(who)
        assert [each.name for each in partnerships.schools(reader)] == [SCHOOL]
        assert partnerships.open_partnership(reader, 1).values["school_name"] == SCHOOL
        with pytest.raises(Refused):
            partnerships.open_partnership(reader, other_school)
        assert trace(reader)[-1] == ("refused", "partnership", other_school, "partnership_read")
    assert [each.name for each in partnerships.schools(sign_in_other_spoc(store))] == [OTHER_SCHOOL]
    assert len(partnerships.schools(signed_in_as("officer"))) == 2


def test_documents_stand_on_the_boards_60_days_before_their_review(
    store: Store, signed_in_as: SignInAs
) -> None:
    open_other_school(store)
    officer = signed_in_as("officer")
    documents = {
        "protocol_review_on": date(2027, 1, 16),  # 60 days
        "dsa_review_on": date(2026, 11, 16),  # yesterday
        "dpia_signed_on": date(2026, 1, 5),
        "dpia_reference": "DPIA-EXAMPLE-2",
        "dpia_review_on": date(2027, 1, 17),  # 61 days
    }
    partnerships.save(officer, school_values(**documents), 1)
    for who in ("officer", "sergeant", "spoc", "head_teacher"):
        board = {each.key: each for each in boards.home(signed_in_as(who))}["expiries"]
        assert [(each.text, each.detail, each.tag) for each in board.lines] == [
            (f"Data sharing agreement, {SCHOOL}", "Review by 16 November 2026", "Overdue"),
            (f"Protocol, {SCHOOL}", "Review by 16 January 2027", "Due soon"),
        ]
    board = {each.key: each for each in boards.home(sign_in_other_spoc(store))}["expiries"]
    assert (board.count, board.lines) == (0, ())
