"""What a confirmed disposal takes out of the store: every row that holds a word of the record.

It runs inside the transaction that confirms the disposal. The file is kept with ``secure_delete``, so what is
deleted is overwritten with zeros before the transaction ends; entries of the audit log stay, for they hold no
content.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, and_, delete, exists, or_, select, text
from sqlalchemy.orm import Session

from ssp_desktop.forms.contact_log import CONTACT_LOG as CONTACT_LOG_FORM
from ssp_desktop.models import (
    Action,
    Base,
    ContactLog,
    ContactLogInvitee,
    ContactLogPupil,
    ContactLogShare,
    ContactLogStaff,
    Countersignature,
    Draft,
    Person,
    PersonMatch,
    Prompt,
    Review,
    Revision,
    SearchDocument,
)
from ssp_desktop.services.names import address_key, name_key
from ssp_desktop.services.revisions import history

CONTACT_LOG = "contact_log"
_PERSON = "person"
# Pages on which somebody may have typed about a contact log; the number of their draft is the record's.
_PAGES = (CONTACT_LOG, "contact_log_edit", "countersign", "retention_review", "disposal_edit")
_ROWS = (Prompt, Review, ContactLogPupil, ContactLogInvitee, ContactLogStaff, ContactLogShare, Action)


def erase_contact_log(db: Session, record_id: int) -> None:
    """Take a contact log out of every table. The confirmed disposal that names it must be stored already."""
    db.flush()
    named = set(
        db.scalars(select(ContactLogPupil.person_id).where(ContactLogPupil.contact_log_id == record_id))
    )
    once_named = _once_named(db, record_id)
    actions = list(db.scalars(select(Action.id).where(Action.contact_log_id == record_id)))
    _delete_drafts(db, record_id, actions)
    _delete_from_search(db, CONTACT_LOG, [record_id])
    for model in _ROWS:
        db.execute(delete(model).where(model.contact_log_id == record_id))
    db.execute(delete(Countersignature).where(Countersignature.contact_log_id == record_id))
    db.execute(delete(Revision).where(Revision.noun == CONTACT_LOG, Revision.record_id == record_id))
    db.execute(delete(ContactLog).where(ContactLog.id == record_id))
    db.expire_all()
    _tidy_register(db, [each for each in named if each is not None], once_named)


def is_there(db: Session, record_id: int) -> bool:
    """Tell whether anything of a contact log's own words is left."""
    rows: list[Any] = [
        exists().where(ContactLog.id == record_id),
        exists().where(Revision.noun == CONTACT_LOG, Revision.record_id == record_id),
        exists().where(Countersignature.contact_log_id == record_id),
        exists().where(SearchDocument.noun == CONTACT_LOG, SearchDocument.record_id == record_id),
    ]
    return bool(db.scalar(select(or_(*rows))))


def _delete_drafts(db: Session, record_id: int, actions: list[int]) -> None:
    db.execute(
        delete(Draft).where(
            or_(
                and_(Draft.noun == CONTACT_LOG, Draft.page == "", Draft.record_id == record_id),
                and_(Draft.page.in_(_PAGES), Draft.record_id == record_id),
                and_(Draft.page == "action", Draft.record_id.in_(actions)),
            )
        )
    )


def _delete_from_search(db: Session, noun: str, ids: Iterable[int]) -> None:
    found = list(
        db.scalars(
            select(SearchDocument.id).where(
                SearchDocument.noun == noun, SearchDocument.record_id.in_(list(ids))
            )
        )
    )
    for rowid in found:
        db.execute(text("DELETE FROM search_text WHERE rowid = :id"), {"id": rowid})
    db.execute(delete(SearchDocument).where(SearchDocument.id.in_(found)))


def _once_named(db: Session, record_id: int) -> list[int]:
    """Return whom the register has by the names of any revision: a corrected name left its entry behind."""
    keys = {
        name_key(str(row["given_name"]), str(row["family_name"]))
        for frozen in history(db, CONTACT_LOG_FORM, record_id)
        for row in frozen.values.get("pupils", ())
    }
    return list(db.scalars(select(Person.id).where(Person.name_key.in_(keys - {""}))))


def _tidy_register(db: Session, named: list[int], once_named: list[int]) -> None:
    """Take whom no other record names off the register; of the others, what only this record said."""
    everybody = sorted({*named, *once_named})
    used = {each for column in _columns_naming_people() for each in db.scalars(_in(column, everybody))}
    unused = [each for each in everybody if each not in used]
    for person_id in used.intersection(named):
        _say_what_others_say(db, db.get_one(Person, person_id))
    clusters = set(db.scalars(select(Person.cluster_id).where(Person.id.in_(unused))))
    db.execute(
        delete(PersonMatch).where(or_(PersonMatch.first_id.in_(unused), PersonMatch.second_id.in_(unused)))
    )
    _delete_from_search(db, _PERSON, unused)
    db.execute(delete(Person).where(Person.id.in_(unused)))
    db.expire_all()
    for cluster in clusters - {None}:
        left = db.scalars(select(Person).where(Person.cluster_id == cluster)).all()
        if len(left) == 1:
            left[0].cluster_id = None
    db.flush()


def _columns_naming_people() -> list[Column[Any]]:
    """Return the columns of every table in which a record names an entry of the register."""
    return [
        column
        for table in Base.metadata.sorted_tables
        if table.name != PersonMatch.__tablename__
        for column in table.columns
        if any(key.target_fullname == "person.id" for key in column.foreign_keys)
    ]


def _in(column: Column[Any], people: list[int]) -> Any:
    return select(column).where(column.in_(people)).distinct()


def _say_what_others_say(db: Session, person: Person) -> None:
    """Keep the address that another contact log gives, if any does: the other records know none."""
    other = db.scalars(
        select(ContactLogPupil.address)
        .where(ContactLogPupil.person_id == person.id, ContactLogPupil.address != "")
        .order_by(ContactLogPupil.id.desc())
        .limit(1)
    ).first()
    person.address = other or ""
    person.address_key = address_key(person.address)
