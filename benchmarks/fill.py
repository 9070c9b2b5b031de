"""Fills a store with thousands of contact logs at once: the same rows that a submission makes, in bulk.

Each contact log has its pupil, staff, action, person, frozen revision, search document and words in the
full-text table. Countersignatures, the words of the pupils themselves and audit entries are left out here;
``auditing.py`` makes the entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, text, update
from sqlalchemy.orm import Session

from benchmarks.texts import RARE_WORD, Numbers, family_name, given_name, narrative
from ssp_desktop.database import Database
from ssp_desktop.forms.action import ACTION
from ssp_desktop.forms.contact_log import CONTACT_LOG
from ssp_desktop.forms.display import searchable_text
from ssp_desktop.forms.spec import Audience, Kind
from ssp_desktop.models import Action, ContactLog, Person, Revision, SearchDocument, StoreSettings
from ssp_desktop.models.base import Base
from ssp_desktop.models.contact_log import ContactLogPupil, ContactLogStaff
from ssp_desktop.services.names import address_key, fold, name_key, sound_key
from ssp_desktop.services.revisions import freeze
from ssp_desktop.vocabulary.contact import ActionState, ContactState
from tests.stores import contact_values, pupil, row

AT_ONCE = 2_000
CONTACTS_PER_PUPIL = 3
RARE_HITS = 20
WAITING = 40  # the newest ones of any store: a board is as long with 100,000 records as with 1,000
NARRATIVES = 2_000
DOCUMENTS_BEFORE = 100  # the search documents of the store itself, its partnership first, have lower numbers
_FIRST_DAY = date(2019, 9, 2)
_LAST_DAY = date(2026, 11, 13)
_MADE_AT = datetime(2026, 11, 14, 12, 0, tzinfo=UTC)
_ROWS = frozenset(each.key for each in CONTACT_LOG.fields if each.kind is Kind.ROWS)
_ANSWERS = contact_values()
_WORDS = text("INSERT INTO search_text (rowid, open_text, police_text) VALUES (:id, :open, :police)")


@dataclass(frozen=True)
class Made:
    """One contact log as it will be stored: its answers and what the program adds to them."""

    number: int
    values: dict[str, Any]
    state: ContactState
    author_id: int
    reference: str


def fill(database: Database, store_id: str, have: int, wanted: int) -> None:
    """Add the contact logs number ``have`` + 1 to ``wanted``; their ids are their numbers."""
    pool = [narrative(number, 55) for number in range(min(NARRATIVES, wanted))]
    with database.session() as db:
        for first in range(have + 1, wanted + 1, AT_ONCE):
            last = min(first + AT_ONCE - 1, wanted)
            _store(db, store_id, [_made(each, wanted, pool) for each in range(first, last + 1)])
        db.execute(update(StoreSettings).values(next_contact_number=wanted + 1))
        db.commit()


def _made(number: int, total: int, pool: list[str]) -> Made:
    numbers = Numbers(number)
    account = pool[numbers.below(len(pool))]
    if number <= RARE_HITS:
        account += f" A word that nobody else uses: {RARE_WORD}."
    values = _ANSWERS | dict(
        contact_date=_day(number, total),
        start_time=time(9 + number % 6, 5),
        end_time=time(9 + number % 6, 40),
        subject=f"{narrative(number % 50, 4)[:-1]} {number % 700}",
        pupils=(_pupil((number - 1) // CONTACTS_PER_PUPIL),),
        account=account,
        assessment=pool[numbers.below(len(pool))][:200],
        officer_notes=pool[numbers.below(len(pool))][:120],
        actions=(_action(number),),
    )
    return Made(number, values, _state(number, total), 2 + number % 2, f"CL-2026-{number:06d}")


def _day(number: int, total: int) -> date:
    return _FIRST_DAY + timedelta(days=(_LAST_DAY - _FIRST_DAY).days * number // total)


def _state(number: int, total: int) -> ContactState:
    if number > total - WAITING:
        return ContactState.WAITING
    return ContactState.AGREED_WITH_COMMENT if number % 9 == 0 else ContactState.AGREED


def _pupil(person: int) -> dict[str, Any]:
    numbers = Numbers(person)
    born = date(2008, 9, 1) + timedelta(days=numbers.below(2_500))
    return pupil(
        given_name=given_name(person),
        family_name=family_name(person * 7),
        date_of_birth=born,
        address=f"{1 + numbers.below(180)} {family_name(numbers.below(400))} Road, Exampleton",
    )


def _action(number: int) -> dict[str, Any]:
    return row(
        CONTACT_LOG,
        "actions",
        task=f"Speak to the family about contact {number}",
        owner_name="PC 0001 Example-Okafor",
        due_on=date(2026, 11, 24),
    )


def _store(db: Session, store_id: str, batch: list[Made]) -> None:
    people = {_person_id(made): made for made in batch if (made.number - 1) % CONTACTS_PER_PUPIL == 0}
    _insert(db, Person, [_person(number, made) for number, made in people.items()])
    _insert(db, ContactLog, [_log(made) for made in batch])
    _insert(db, ContactLogPupil, [_row(made, "pupils", person_id=_person_id(made)) for made in batch])
    _insert(db, ContactLogStaff, [_row(made, "staff") for made in batch])
    _insert(db, Action, [_stored_action(made) for made in batch])
    _insert(db, Revision, [_revision(made, store_id) for made in batch])
    _insert(db, SearchDocument, [_document(made) for made in batch])
    db.execute(_WORDS, list(_words(batch)))


def _insert(db: Session, table: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        db.execute(insert(table), rows)


def _person_id(made: Made) -> int:
    return (made.number - 1) // CONTACTS_PER_PUPIL + 1


def _person(number: int, made: Made) -> dict[str, Any]:
    answers = made.values["pupils"][0]
    given, family = answers["given_name"], answers["family_name"]
    return {
        "id": number,
        "given_name": given,
        "family_name": family,
        "date_of_birth": answers["date_of_birth"],
        "sex": answers["sex"],
        "address": answers["address"],
        "name_key": name_key(given, family),
        "sound_key": sound_key(given, family),
        "address_key": address_key(answers["address"]),
        "created_at": _MADE_AT,
    }


def _log(made: Made) -> dict[str, Any]:
    waiting = made.state is ContactState.WAITING
    return {
        "id": made.number,
        "reference": made.reference,
        "partnership_id": 1,
        "author_id": made.author_id,
        "state": made.state.value,
        "revision": 1,
        "submitted_at": _MADE_AT,
        "waiting_since": _MADE_AT if waiting else None,
        "form_version": CONTACT_LOG.version,
        **{key: value for key, value in made.values.items() if key not in _ROWS},
    }


def _row(made: Made, key: str, **added: Any) -> dict[str, Any]:
    answers = {name: value for name, value in made.values[key][0].items() if name != "row_id"}
    return {**answers, **added, "contact_log_id": made.number, "position": 0}


def _stored_action(made: Made) -> dict[str, Any]:
    is_open = made.state is ContactState.WAITING
    outcome = {} if is_open else {"outcome": "Done.", "done_on": _LAST_DAY, "told_on": _LAST_DAY}
    state = ActionState.OPEN if is_open else ActionState.CLOSED
    return {
        **{each.key: "" for each in ACTION.fields if each.kind in {Kind.TEXT, Kind.CHOICE}},
        **_row(made, "actions"),
        "partnership_id": 1,
        "outcome": "",
        "done_on": None,
        "told_on": None,
        **outcome,
        "state": state.value,
        "updated_at": _MADE_AT,
    }


def _revision(made: Made, store_id: str) -> dict[str, Any]:
    header: dict[str, str | int] = {
        "noun": CONTACT_LOG.noun,
        "store_id": store_id,
        "record_id": made.number,
        "reference": made.reference,
        "revision": 1,
        "partnership_id": 1,
        "author_id": made.author_id,
        "form_version": CONTACT_LOG.version,
        "reason": "",
        "made_at": _MADE_AT.isoformat(),
    }
    content, digest = freeze(CONTACT_LOG, made.values, header)
    return {
        "noun": CONTACT_LOG.noun,
        "record_id": made.number,
        "number": 1,
        "content": content,
        "content_hash": digest,
        "author_id": made.author_id,
        "made_at": _MADE_AT,
        "form_version": CONTACT_LOG.version,
    }


def _document(made: Made) -> dict[str, Any]:
    return {
        "id": DOCUMENTS_BEFORE + made.number,
        "noun": CONTACT_LOG.noun,
        "record_id": made.number,
        "partnership_id": 1,
        "happened_on": made.values["contact_date"],
        "reference": made.reference,
        "subject": made.values["subject"],
        "state": made.state.value,
    }


def _words(batch: list[Made]) -> Iterator[dict[str, Any]]:
    for made in batch:
        seen_by_all = searchable_text(CONTACT_LOG, made.values, Audience.EVERYONE)
        yield {
            "id": DOCUMENTS_BEFORE + made.number,
            "open": fold(f"{seen_by_all}\n{made.reference}\n{made.values['subject']}"),
            "police": fold(searchable_text(CONTACT_LOG, made.values, Audience.POLICE)),
        }
