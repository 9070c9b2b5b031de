"""The sergeant's queue: disagreements, young children, and nothing signed within five school days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ssp_desktop.errors import UserError
from ssp_desktop.services import (
    boards,
    contact_log_views,
    contact_logs,
    countersigning,
    partnerships,
    reviews,
)
from ssp_desktop.services.reviews import ReviewItem
from ssp_desktop.services.signed_in import SignedIn
from ssp_desktop.vocabulary.contact import CountersignDecision
from tests.features.steps import crime, sql, stored, submit, trace
from tests.stores import PASSWORDS, SCHOOL, SignInAs, Store, pupil, school_values

NOON = 12


def at(store: Store, year: int, month: int, day: int, hour: int = NOON) -> None:
    store.clock.now = datetime(year, month, day, hour, tzinfo=UTC)


def why(sergeant: SignedIn) -> list[str]:
    return [each.why for each in reviews.waiting(sergeant)]


def test_a_disagreement_reaches_the_sergeant_with_both_accounts(signed_in_as: SignInAs) -> None:
    made = submit(signed_in_as("officer"))
    spoc = signed_in_as("spoc")
    countersigning.countersign(
        spoc, PASSWORDS["spoc"], made.id, 1, CountersignDecision.DISAGREE, "She said it twice."
    )
    sergeant = signed_in_as("sergeant")
    (item,) = reviews.waiting(sergeant)
    assert (item.contact_log_id, item.reference, item.school) == (made.id, made.reference, SCHOOL)
    assert item.why_in_words == "The SPOC disagrees with the officer's account"
    assert trace(sergeant)[-1] == ("listed", "review", None, "1 shown")
    opened = contact_log_views.open_contact_log(sergeant, made.id)
    assert opened.values["account"] == "We spoke about who she walks home with."
    assert opened.countersignatures[0].comment == "She said it twice."


# Submitted on the first day; the last day in time; the first day on which it stands in the queue.
WAITS = {
    "a plain week: Tuesday to Tuesday": ((2026, 11, 17), date(2026, 11, 24)),
    "a Friday: the weekend does not count": ((2026, 11, 20), date(2026, 11, 27)),
    "a Saturday": ((2026, 11, 21), date(2026, 11, 27)),
    "Christmas lies between": ((2026, 12, 16), date(2027, 1, 6)),
    "the first day of term": ((2027, 1, 4), date(2027, 1, 11)),
}


@pytest.mark.parametrize(("submitted", "due"), WAITS.values(), ids=WAITS.keys())
def test_what_nobody_signed_in_five_school_days_goes_to_the_sergeant(
    store: Store, signed_in_as: SignInAs, submitted: tuple[int, int, int], due: date
) -> None:
    at(store, *submitted)
    made = submit(signed_in_as("officer"))
    at(store, due.year, due.month, due.day, 23)
    assert reviews.waiting(signed_in_as("sergeant")) == ()
    store.clock.go(hours=2)
    (item,) = reviews.waiting(signed_in_as("sergeant"))
    assert (item.id, item.contact_log_id, item.due_on) == (None, made.id, due)
    assert item.why_in_words == "Not countersigned within 5 school days"


def test_half_term_training_days_and_bank_holidays_do_not_count(store: Store, signed_in_as: SignInAs) -> None:
    terms = school_values()["terms"]
    rows = (
        {
            **terms[0],
            "name": "Spring, second half",
            "starts_on": date(2027, 2, 22),
            "ends_on": date(2027, 3, 25),
        },
        {
            **terms[0],
            "name": "Summer, first half",
            "starts_on": date(2027, 4, 12),
            "ends_on": date(2027, 5, 28),
        },
        {
            **terms[0],
            "kind": "inset",
            "name": "Training",
            "starts_on": date(2027, 4, 30),
            "ends_on": date(2027, 4, 30),
        },
    )
    sergeant = signed_in_as("sergeant")
    partnerships.save(sergeant, school_values(terms=(*terms, *rows)), 1)
    at(store, 2027, 2, 10)  # Wednesday; half-term from 13 to 21 February
    submit(signed_in_as("officer"))
    at(store, 2027, 4, 28)  # Wednesday; training on Friday 30 April, bank holiday on Monday 3 May
    submit(signed_in_as("officer"))
    at(store, 2027, 6, 1)
    due = [each.due_on for each in reviews.waiting(signed_in_as("sergeant"))]
    assert due == [date(2027, 2, 24), date(2027, 5, 7)]


def test_a_signature_or_a_correction_takes_it_off_the_queue(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    signed, corrected = submit(officer), submit(officer)
    store.clock.go(days=10)
    assert why(signed_in_as("sergeant")) == ["unsigned", "unsigned"]
    spoc = signed_in_as("spoc")
    countersigning.countersign(spoc, PASSWORDS["spoc"], signed.id, 1, CountersignDecision.AGREE)
    officer = signed_in_as("officer")
    values = {**contact_log_views.open_contact_log(officer, corrected.id).values, "place": "Library"}
    contact_logs.correct(officer, corrected.id, values, reason="Wrong room", based_on=1)
    assert why(signed_in_as("sergeant")) == []
    store.clock.go(days=10)
    assert why(signed_in_as("sergeant")) == ["unsigned"]


def test_a_young_child_stands_before_everything_else(store: Store, signed_in_as: SignInAs) -> None:
    officer = signed_in_as("officer")
    old = submit(officer)
    store.clock.go(days=10)
    officer = signed_in_as("officer")
    young = submit(officer, pupils=(pupil(date_of_birth=date(2016, 1, 1)),), concerns=("harm",), **crime())
    sergeant = signed_in_as("sergeant")
    assert [each.contact_log_id for each in reviews.waiting(sergeant)] == [young.id, old.id]
    board = boards.home(sergeant)[0]
    assert [(each.text, each.tag) for each in board.lines] == [
        (f"{young.reference}, {SCHOOL}", "Urgent"),
        (f"{old.reference}, {SCHOOL}", ""),
    ]


def unsigned(store: Store, signed_in_as: SignInAs) -> tuple[SignedIn, ReviewItem]:
    submit(signed_in_as("officer"))
    store.clock.go(days=10)
    sergeant = signed_in_as("sergeant")
    return sergeant, reviews.waiting(sergeant)[0]


def test_closing_an_item_keeps_what_was_done_and_by_whom(store: Store, signed_in_as: SignInAs) -> None:
    sergeant, item = unsigned(store, signed_in_as)
    reviews.close(sergeant, item, "  Rang the SPOC; she signs on Friday.\n")
    assert reviews.waiting(sergeant) == ()
    (done,) = contact_log_views.open_contact_log(sergeant, item.contact_log_id).reviews
    assert done.outcome == "Rang the SPOC; she signs on Friday."
    assert (done.reviewed_by, done.why_in_words) == (
        "Sgt 0009 Example-Achebe",
        "Not countersigned within 5 school days",
    )
    assert done.reviewed_at is not None
    assert ("reviewed", "contact_log", item.contact_log_id, "unsigned") in trace(sergeant)


def test_a_stored_item_is_closed_in_its_place(signed_in_as: SignInAs) -> None:
    made = submit(
        signed_in_as("officer"), pupils=(pupil(date_of_birth=date(2016, 1, 1)),), concerns=("fgm",), **crime()
    )
    sergeant = signed_in_as("sergeant")
    (item,) = reviews.waiting(sergeant)
    reviews.close(sergeant, item, "Mandatory report made.")
    assert reviews.waiting(sergeant) == ()
    assert sql(sergeant, "SELECT contact_log_id, outcome FROM review") == [
        (made.id, "Mandatory report made.")
    ]


def test_what_was_closed_or_settled_meanwhile_is_not_closed_again(
    store: Store, signed_in_as: SignInAs
) -> None:
    sergeant, item = unsigned(store, signed_in_as)
    reviews.close(sergeant, item, "Rang the SPOC.")
    invented = replace(item, contact_log_id=77)
    for each in (item, invented, replace(item, id=77)):
        with pytest.raises(UserError, match="This does not wait for your review any more."):
            reviews.close(sergeant, each, "Rang again.")
    assert sql(sergeant, "SELECT outcome FROM review") == [("Rang the SPOC.",)]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (" \n", "The outcome is missing. Say in a sentence what you did or decided."),
        ("x" * 5001, "The outcome is longer than 5,000 characters. Shorten it."),
        ("done\x00", "The outcome holds a damaged character."),
    ],
)
def test_a_review_is_not_closed_without_words(
    store: Store, signed_in_as: SignInAs, outcome: str, words: str
) -> None:
    sergeant, item = unsigned(store, signed_in_as)
    before = stored(sergeant)
    with pytest.raises(UserError, match=words):
        reviews.close(sergeant, item, outcome)
    assert stored(sergeant) == before
