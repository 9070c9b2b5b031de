"""The register of pupils after a disposal: who stood there because of that record alone goes with it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, delete, or_, select
from sqlalchemy.orm import Session

from ssp_desktop.models import ArrestPlan, Base, ContactLogPupil, Person, PersonMatch
from ssp_desktop.services.names import address_key


def tidy(db: Session, named: set[int], once_named: set[int]) -> list[int]:
    """Take whom no other record names off the register; of the others, what only that record said.

    Args:
        db: the session, with the record gone.
        named: whom it named.
        once_named: whom it may have named in an earlier wording.

    Returns:
        Who went: their words in the index go as well.
    """
    everybody = sorted(named | once_named)
    used = {each for column in _columns_naming_people() for each in db.scalars(_in(column, everybody))}
    unused = [each for each in everybody if each not in used]
    for person_id in used.intersection(named):
        _say_what_others_say(db, db.get_one(Person, person_id))
    clusters = set(db.scalars(select(Person.cluster_id).where(Person.id.in_(unused))))
    db.execute(
        delete(PersonMatch).where(or_(PersonMatch.first_id.in_(unused), PersonMatch.second_id.in_(unused)))
    )
    db.execute(delete(Person).where(Person.id.in_(unused)))
    db.expire_all()
    for cluster in clusters - {None}:
        left = db.scalars(select(Person).where(Person.cluster_id == cluster)).all()
        if len(left) == 1:
            left[0].cluster_id = None
    db.flush()
    return unused


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
    """Keep the address that another record gives, if any does: only these two kinds ask for one."""
    said = (
        db.scalars(
            select(rows.address)
            .where(rows.person_id == person.id, rows.address != "")
            .order_by(rows.id.desc())
            .limit(1)
        ).first()
        for rows in (ContactLogPupil, ArrestPlan)
    )
    person.address = next(filter(None, said), "")
    person.address_key = address_key(person.address)
