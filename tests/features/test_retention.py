"""Retention: what is due by the force's table, what keeping needs, and what is stored and signed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.security.failures import WrongPassword
from ssp_desktop.services import audit_log, boards, retention
from ssp_desktop.services.audit_log import AuditFilter
from ssp_desktop.services.records import ProblemsFound
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.audit import AuditEvent
from tests.features.steps import sql, submit, trace
from tests.stores import PASSWORDS, SignInAs, Store, pupil

REASON = "The inquiry into the school is still open."
UNTIL = date(2034, 11, 17)


@pytest.fixture
def seven_years_on(store: Store) -> SignedIn:
    """A contact log of 2026, seen from 2033 by the sergeant."""
    submit(store.sign_in("officer"))
    store.sign_out()
    store.clock.go(days=7 * 365 + 2)
    return store.sign_in("sergeant")


def answers(**changes: object) -> dict[str, object]:
    return {"reason": REASON, "kept_until": UNTIL, **changes}


def keep(signed_in: SignedIn, based_on: int = 0, **changes: object) -> date:
    return retention.keep(
        signed_in, PASSWORDS["sergeant"], "contact_log", 1, answers(**changes), based_on=based_on
    )


def due(signed_in: SignedIn) -> list[str]:
    return [each.reference for each in retention.page(signed_in)]


def test_the_table_is_the_presets(signed_in_as: SignInAs) -> None:
    rules = retention.rules(signed_in_as("sergeant"))
    assert ("contact_log", "last contact with the pupil", 6) in [
        (each.record, each.trigger, each.years) for each in rules
    ]


@pytest.mark.parametrize(("days", "is_due"), [(6 * 365 + 1, False), (6 * 365 + 2, True)])
def test_a_contact_log_is_due_after_its_years_to_the_day(store: Store, days: int, is_due: bool) -> None:
    submit(store.sign_in("officer"))
    store.clock.go(days=days)
    sergeant = store.sign_in("sergeant")
    assert bool(due(sergeant)) is is_due
    assert trace(sergeant)[-1] == ("listed", "retention_review", None, f"{int(is_due)} due")


def test_a_later_contact_with_the_same_pupil_keeps_the_earlier_one(store: Store) -> None:
    officer = store.sign_in("officer")
    for _ in range(2):
        submit(officer, pupils=(pupil(),))
    sql(officer, "UPDATE contact_log_pupil SET person_id = (SELECT min(person_id) FROM contact_log_pupil)")
    sql(officer, "UPDATE contact_log SET contact_date = '2030-11-16' WHERE id = 2")
    store.clock.go(days=4 * 365)
    store.clock.go(days=3 * 365)
    assert due(store.sign_in("sergeant")) == []
    store.clock.go(days=3 * 365 + 2)
    assert len(due(store.sign_in("sergeant"))) == 2


def test_the_list_goes_on_from_its_cursor(store: Store) -> None:
    officer = store.sign_in("officer")
    for _ in range(5):
        submit(officer)
    store.clock.go(days=7 * 365)
    sergeant = store.sign_in("sergeant")
    first = retention.page(sergeant, limit=2)
    rest = retention.page(sergeant, after=first[-1].cursor, limit=10)
    assert [each.record_id for each in (*first, *rest)] == [1, 2, 3, 4, 5]


def test_it_waits_on_the_sergeants_home(seven_years_on: SignedIn) -> None:
    (board,) = [each for each in boards.home(seven_years_on) if each.key == "retention"]
    (line,) = board.lines
    assert (board.count, line.text, line.noun, line.record_id) == (1, "CL-2026-00001", "contact_log", 1)
    assert line.tag == "Overdue"


def test_keeping_is_signed_stored_and_audited_and_ends_the_review(seven_years_on: SignedIn) -> None:
    assert keep(seven_years_on) == UNTIL
    assert due(seven_years_on) == []
    rows = sql(seven_years_on, "SELECT kind, record_id, reason, kept_until, revision FROM retention_review")
    assert [tuple(row) for row in rows] == [("contact_log", 1, REASON, "2034-11-17", 1)]
    opened = retention.open_review(seven_years_on, "contact_log", 1)
    (signature,) = opened.signatures
    assert (signature.act, signature.is_valid, opened.revision) == ("kept", True, 1)
    lines = audit_log.page(seven_years_on, AuditFilter(event=AuditEvent.REVIEWED))
    assert [(each.noun, each.record_id, each.detail) for each in lines] == [
        ("contact_log", 1, "retention: kept until 2034-11-17")
    ]
    assert audit_log.verify(seven_years_on).ok


def test_it_comes_back_when_that_day_has_come(store: Store, seven_years_on: SignedIn) -> None:
    keep(seven_years_on, kept_until=date(2033, 12, 1))
    store.clock.go(days=30)
    sergeant = store.sign_in("sergeant")
    assert [each.due_on for each in retention.page(sergeant)] == [date(2033, 12, 1)]
    keep(sergeant, based_on=1)
    assert retention.open_review(sergeant, "contact_log", 1).revision == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": "  "}, "why"),
        ({"kept_until": None}, ""),
        ({"kept_until": "31/02/2034"}, ""),
        ({"kept_until": date(2033, 11, 17)}, "Enter a date that lies ahead."),
        ({"kept_until": date(2044, 1, 1)}, "Enter a date within 10 years"),
    ],
)
def test_a_decision_without_reason_or_date_is_refused(
    seven_years_on: SignedIn, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(ProblemsFound) as caught:
        keep(seven_years_on, **changes)
    assert [each.path for each in caught.value.problems] == list(changes)
    assert words.casefold() in " ".join(each.message for each in caught.value.problems).casefold()
    assert sql(seven_years_on, "SELECT * FROM retention_review") == []


def test_a_wrong_password_signs_nothing(seven_years_on: SignedIn) -> None:
    with pytest.raises(WrongPassword):
        retention.keep(seven_years_on, "not the password", "contact_log", 1, answers(), based_on=0)
    assert due(seven_years_on) == ["CL-2026-00001"]


def test_what_somebody_decided_meanwhile_is_told(seven_years_on: SignedIn) -> None:
    keep(seven_years_on)
    with pytest.raises(UserError, match="Somebody decided about this record"):
        keep(seven_years_on)


@pytest.mark.parametrize("kind", ["contact_log", "partnership", "nothing"])
def test_what_is_not_due_cannot_be_decided(signed_in_as: SignInAs, kind: str) -> None:
    submit(signed_in_as("officer"))
    sergeant = signed_in_as("sergeant")
    with pytest.raises(UserError, match="not due for review"):
        retention.keep(
            sergeant, PASSWORDS["sergeant"], kind, 1, answers(kept_until=date(2030, 1, 1)), based_on=0
        )


def test_a_review_changed_outside_the_program_is_found(seven_years_on: SignedIn) -> None:
    keep(seven_years_on)
    sql(seven_years_on, "UPDATE retention_review SET kept_until = '2040-01-01'")
    failed = {each.name: each.words for each in audit_log.verify(seven_years_on).lines if not each.ok}
    assert "Retention review number 1 was changed outside the program." in failed["Records"]
